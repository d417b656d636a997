import { EinlassError, refused, type Parsed } from '../errors.ts';
import { openArchive } from './archive.ts';
import { makeCodec, type ArchiveCodec } from './archive-codec.ts';
import { openCopies } from './copies.ts';
import { deleteOffice, type StoredTeam } from './office-database.ts';
import { makeOfficeKeys, openOfficeKeys, type OfficeKeys } from './office-keys.ts';
import type { LockedOffice, Office, TeamKey } from './office-shape.ts';
import { openStore } from './office-store.ts';
import { makeTable } from './office-table.ts';
import { makeTeamKey, openTeamKeyFile } from './team-key.ts';

const DELETE_MS = 3_000;

interface Unlocked {
  readonly team: TeamKey;
  readonly codec: ArchiveCodec;
  readonly keys: OfficeKeys;
}

/**
 * Looks what the counsellor's browser keeps; writes nothing before a key is made or taken over. `clock` gives
 * milliseconds since 1970. Never throws or rejects: where storage fails, everything says STORAGE_UNAVAILABLE.
 */
export async function openOffice(clock: () => number = Date.now): Promise<LockedOffice> {
  let state: LockedOffice['state'] = 'new';
  let current: Office | null = null;
  let tellLoss: () => void = () => undefined;
  const store = openStore(() => tellLoss());
  const found = await store.team();
  // Where storage fails now, nobody can tell; the first act will say why.
  if (found.ok && found.value) state = 'locked';

  const enter = (team: TeamKey, keys: OfficeKeys, { file, wrapped }: StoredTeam): Parsed<Office> => {
    state = 'locked';
    // One at a time: an office of before must not write under its old keys.
    current?.lock();
    tellLoss = () => undefined;
    store.use(wrapped);
    current = officeOf({ team, keys, codec: makeCodec(keys) }, { file, wrapped });
    // R-145, and nobody has to wait for it; what it does not manage now it does the next time.
    void current.receipts.purge();
    return { ok: true, value: current };
  };

  const officeOf = (opened: Unlocked, stored: StoredTeam): Office => {
    let unlocked: Unlocked | null = opened;
    const keys = (): OfficeKeys | null => unlocked?.keys ?? null;
    const copies = openCopies(store, () => unlocked, clock);
    return {
      /** Throws STORAGE_UNAVAILABLE only after `lock`. */
      get key() {
        if (!unlocked) throw new EinlassError('STORAGE_UNAVAILABLE', { detail: 'locked' });
        return unlocked.team;
      },
      appointments: makeTable(store, keys, 'appointments'),
      settings: makeTable(store, keys, 'settings'),
      receipts: openArchive(
        store,
        () => unlocked,
        clock,
        () => copies.changed(),
      ),
      copies,
      keyFile: () => stored.file,
      whenLost(lost) {
        tellLoss = () => {
          if (unlocked) lost();
        };
      },
      async settleAgain() {
        if (!unlocked) return refused('STORAGE_UNAVAILABLE', 'locked');
        const settled = await store.settle(stored);
        if (!settled.ok) return settled;
        if (settled.value === 'taken') return otherTeam();
        store.use(stored.wrapped);
        return { ok: true, value: settled.value };
      },
      lock() {
        unlocked = null;
      },
    };
  };

  /** Takes a team key into use on a device that has no data yet. */
  const settle = async (team: TeamKey, file: string): Promise<Parsed<Office>> => {
    const { keys, wrapped } = await makeOfficeKeys(team);
    const settled = await store.settle({ file, wrapped });
    if (!settled.ok) return settled;
    if (settled.value === 'taken') return otherTeam();
    return enter(team, keys, { file, wrapped });
  };

  return {
    get state() {
      return state;
    },

    found: (passphrase) =>
      calmly(async () => {
        const before = await store.team();
        if (!before.ok) return before;
        if (before.value) return otherTeam();
        const made = await makeTeamKey(passphrase);
        return made.ok ? settle(made.value.key, made.value.file) : made;
      }),

    join: (keyFile, passphrase) =>
      calmly(async () => {
        const opened = await openTeamKeyFile(keyFile, passphrase);
        if (!opened.ok) return opened;
        const before = await store.team();
        if (!before.ok) return before;
        if (!before.value) return settle(opened.value, keyFile);
        const { wrapped } = before.value;
        const keys = await openOfficeKeys(wrapped, opened.value);
        if (!keys) return wrapped === '' ? damaged() : otherTeam();
        // The same team under another passphrase: from now on this file counts.
        const settled = await store.settle({ file: keyFile, wrapped });
        return settled.ok ? enter(opened.value, keys, { file: keyFile, wrapped }) : settled;
      }),

    unlock: (passphrase) =>
      calmly(async () => {
        const stored = await store.team();
        if (!stored.ok) return stored;
        if (!stored.value) {
          // Locked when this page looked: whoever clears the data of a site clears the key with them.
          const code = state === 'locked' ? 'STORAGE_CLEARED' : 'STORAGE_UNAVAILABLE';
          state = 'new';
          return refused(code, 'no key on this device');
        }
        const opened = await openTeamKeyFile(stored.value.file, passphrase);
        // What lies here was a key file once, whatever it looks like now.
        if (!opened.ok) return opened.problem.code === 'KEY_FILE_FOREIGN' ? damaged() : opened;
        const keys = await openOfficeKeys(stored.value.wrapped, opened.value);
        return keys ? enter(opened.value, keys, stored.value) : damaged();
      }),

    async wipe() {
      current?.lock();
      current = null;
      store.use(null);
      store.close();
      try {
        await deleteOffice(DELETE_MS);
        state = 'new';
        return 'wiped';
      } catch {
        // Blocked, silent, or held by another program: the person is told to clear the browser's data.
        return 'incomplete';
      }
    },
  };
}

function damaged(): Parsed<Office> {
  return refused('KEY_FILE_DAMAGED', 'what lies on this device; nothing was changed');
}

function otherTeam(): Parsed<never> {
  return refused('KEY_FILE_FOREIGN', 'this device keeps the data of another team key; nothing was changed');
}

/** WebCrypto missing or out of memory would be an exception; here it is an answer like any other. */
async function calmly(work: () => Promise<Parsed<Office>>): Promise<Parsed<Office>> {
  try {
    return await work();
  } catch (error) {
    return refused('STORAGE_UNAVAILABLE', String(error).slice(0, 200));
  }
}
