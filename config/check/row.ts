import type { Place } from './place.ts';

/** What looking at one promise came to. What could not be looked at is `unknown`, which is never "holds". */
export type Finding =
  | { readonly verdict: 'holds' }
  | { readonly verdict: 'fails'; readonly seen: string; readonly expected: string; readonly repair?: string }
  | { readonly verdict: 'unknown'; readonly why: string }
  /** The installation makes no such promise: it has no archive, say. */
  | { readonly verdict: 'none'; readonly why: string };

export const SUBJECTS = {
  line: 'Erreichbarkeit und Verschlüsselung',
  headers: 'Beratungsseite: was sie jedem Browser auferlegt',
  files: 'Beratungsseite: Dateien',
  profiles: 'Einstellungen, Profile und Texte',
  mailbox: 'Ablage und Archiv',
  door: 'Die Tür am Jitsi-Server',
  plugin: 'Das Plugin in der Jitsi-Seite',
  jitsi: 'Einstellungen des Jitsi-Servers',
} as const;

/** One promise of an installation that can be seen from outside. */
export interface Row {
  /** Never given to another promise: monitoring goes by it. */
  readonly id: string;
  readonly subject: keyof typeof SUBJECTS;
  /** In the words of the requirements: R-…, W-…, X-…, L-…. */
  readonly requirement: string;
  /** The promise, in one German sentence. */
  readonly what: string;
  /** File and line to change where it does not hold. */
  readonly repair: string;
  /** Resolves to what was found. Rejects only with `NoAnswer`, which the run turns into `unknown`. */
  readonly look: (place: Place) => Promise<Finding>;
}

export const HOLDS: Finding = { verdict: 'holds' };

const SHOWN = 300;

/** `repair` where this failure needs another one than the row names. */
export function fails(seen: string, expected: string, repair?: string): Finding {
  return { verdict: 'fails', seen: shown(seen), expected, ...(repair === undefined ? {} : { repair }) };
}

export function unknown(why: string): Finding {
  return { verdict: 'unknown', why: shown(why) };
}

export function none(why: string): Finding {
  return { verdict: 'none', why };
}

/** Holds where both are the same; what is missing is called so. */
export function same(seen: string | undefined, expected: string): Finding {
  return seen === expected ? HOLDS : fails(seen ?? 'fehlt', expected);
}

/** Fails with the first of `complaints`; holds where there is none. */
export function unless(complaints: readonly string[], expected: string): Finding {
  const [first] = complaints;
  if (first === undefined) return HOLDS;
  return fails(complaints.length > 1 ? `${first} (und ${String(complaints.length - 1)} weitere)` : first, expected);
}

/** What a foreign server says goes to somebody's terminal: one line, nothing that moves the cursor, and not too much. */
function shown(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)} …` : line;
}
