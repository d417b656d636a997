import { refused, type Parsed } from '../errors.ts';
import type { ArchiveCodec } from './archive-codec.ts';
import { changeRecords } from './archive-write.ts';
import { countMarks } from './copy-marks.ts';
import type { Copies, TeamKey } from './office-shape.ts';
import type { OfficeStore } from './office-store.ts';

/** The copies of an office, with what only this room calls. */
export interface OfficeCopies extends Copies {
  /** Something was filed or added. */
  changed(): void;
}

/** `open` returns null once the office is locked; everything then answers as if storage had failed. */
export function openCopies(
  store: OfficeStore,
  open: () => { readonly codec: ArchiveCodec; readonly team: TeamKey } | null,
  clock: () => number,
): OfficeCopies {
  let listener: () => void = () => undefined;

  const unlocked = async <T>(work: (codec: ArchiveCodec, team: TeamKey) => Promise<Parsed<T>>): Promise<Parsed<T>> => {
    const current = open();
    if (!current) return refused('STORAGE_UNAVAILABLE', 'locked');
    try {
      return await work(current.codec, current.team);
    } catch (error) {
      // The code did not arrive, or WebCrypto has no memory: what is marked stays marked.
      return refused('ARCHIVE_UNREACHABLE', String(error).slice(0, 200));
    }
  };

  return {
    async outstanding() {
      const counted = await store.run(countMarks);
      return counted.ok ? counted.value : 0;
    },

    send: (folder, sent) =>
      unlocked(async (codec, team) => (await import('./copy-send.ts')).sendCopies(store, codec, team, folder, sent)),

    fetch: (folder, progress) =>
      unlocked(async (codec, team) => {
        const { fetchCopies } = await import('./copy-fetch.ts');
        const change = (changes: Parameters<typeof changeRecords>[2]) => changeRecords(store, codec, changes);
        // Where what lay here and what came is more than either, a copy of that is outstanding.
        return fetchCopies(folder, { team, now: clock(), change, progress }).finally(listener);
      }),

    listen(next) {
      listener = next;
    },

    changed: () => listener(),
  };
}
