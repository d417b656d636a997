import { hashOfText } from '../canonical.ts';
import type { TextsFile, TextVersion } from '../texts-schema.ts';
import type { Profile } from '../profile-schema.ts';
import { findings, type Finding } from './finding.ts';
import * as v from 'valibot';

export const LOCK_PATH = '/services/texts.lock.json';

const hashes = v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)));

/** SHA-256 of every released wording, unfilled: folder → language → text id → version. */
export const lockSchema = v.record(v.string(), v.record(v.string(), v.record(v.string(), hashes)));
export type Lock = v.InferOutput<typeof lockSchema>;

/** A wording and where it stands. */
export interface PlacedText {
  readonly path: string;
  readonly folder: string;
  readonly language: string;
  readonly text: TextVersion;
}

/** Folder and language of a file of texts, or null for any other path. */
export function placeOfTexts(path: string): { readonly folder: string; readonly language: string } | null {
  const match = /^\/services\/([a-z][a-z0-9-]*)\/(?:texts|notice)\.([A-Za-z0-9-]+)\.json$/.exec(path);
  return match?.[1] && match[2] ? { folder: match[1], language: match[2] } : null;
}

export function placedTexts(files: ReadonlyMap<string, TextsFile>): readonly PlacedText[] {
  return [...files].flatMap(([path, file]) => {
    const place = placeOfTexts(path);
    return place ? file.texts.map((text) => ({ path, ...place, text })) : [];
  });
}

/** What happened to a wording since it was released: nothing is `null`. */
export type Change = 'changed' | 'unreleased' | null;

/** Compares every wording with the lock, and finds released ones that are gone. */
export async function compareWithLock(
  texts: readonly PlacedText[],
  lock: Lock,
): Promise<{
  readonly changes: readonly { readonly placed: PlacedText; readonly change: Change; readonly sha256: string }[];
  readonly gone: readonly {
    readonly folder: string;
    readonly language: string;
    readonly id: string;
    readonly version: string;
  }[];
}> {
  const changes = await Promise.all(
    texts.map(async (placed) => {
      const sha256 = await hashOfText(placed.text);
      const released = lock[placed.folder]?.[placed.language]?.[placed.text.id]?.[String(placed.text.version)];
      const change: Change = released === undefined ? 'unreleased' : released === sha256 ? null : 'changed';
      return { placed, change, sha256 };
    }),
  );
  const present = new Set(
    texts.map(({ folder, language, text }) => [folder, language, text.id, text.version].join(' ')),
  );
  const gone = Object.entries(lock).flatMap(([folder, languages]) =>
    Object.entries(languages).flatMap(([language, ids]) =>
      Object.entries(ids).flatMap(([id, versions]) =>
        Object.keys(versions)
          .filter((version) => !present.has([folder, language, id, version].join(' ')))
          .map((version) => ({ folder, language, id, version })),
      ),
    ),
  );
  return { changes, gone };
}

/** Returns the lock with the new wordings; released ones keep their hash. */
export function release(lock: Lock, added: readonly { readonly placed: PlacedText; readonly sha256: string }[]): Lock {
  const next = structuredClone(lock);
  for (const { placed, sha256 } of added) {
    const ids = ((next[placed.folder] ??= {})[placed.language] ??= {});
    (ids[placed.text.id] ??= {})[String(placed.text.version)] ??= sha256;
  }
  return next;
}

/** A released text never changes (house rule 6, R-148). */
export async function lintLock(
  texts: readonly PlacedText[],
  lock: Lock,
  statusOf: (folder: string) => Profile['status'],
): Promise<readonly Finding[]> {
  const { changes, gone } = await compareWithLock(texts, lock);
  const unreleased = changes.filter(({ change }) => change === 'unreleased').map(({ placed }) => placed);
  const paths = [...new Set(unreleased.map(({ path }) => path))];
  return [
    ...changes
      .filter(({ change }) => change === 'changed')
      .flatMap(({ placed: { path, text, folder } }) =>
        findings('R-148', 'error', path, statusOf(folder), [
          {
            place: `${text.id}, Fassung ${String(text.version)}`,
            message: 'Der Text wurde geändert, ohne eine neue Nummer zu bekommen.',
            cure: 'Den alten Wortlaut wiederherstellen und den neuen als nächste Fassung daneben stellen.',
          },
        ]),
      ),
    ...gone.flatMap(({ folder, language, id, version }) =>
      findings('R-148', 'error', LOCK_PATH, statusOf(folder), [
        {
          place: `${folder}.${language}.${id}, Fassung ${version}`,
          message: 'Ein veröffentlichter Text ist verschwunden; alte Nachweise zeigen auf ihn.',
          cure: 'Den Text wieder in die Datei aufnehmen.',
        },
      ]),
    ),
    ...paths.flatMap((path) => {
      const here = unreleased.filter((placed) => placed.path === path);
      return findings('R-148', 'publishing', path, statusOf(here[0]?.folder ?? ''), [
        {
          place: here
            .slice(0, 3)
            .map(({ text }) => text.id)
            .join(', '),
          message: `Nicht festgehaltene Fassungen: ${String(here.length)}.`,
          cure: 'Wenn der Wortlaut steht: npm run release-texts.',
        },
      ]);
    }),
  ];
}
