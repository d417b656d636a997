import type { Profile } from '../profile-schema.ts';

export type Severity = 'error' | 'warning' | 'note';

/** What the linter has to say: where it is, what is wrong and what to do, in German, for the person who keeps the file. */
export interface Finding {
  readonly severity: Severity;
  /** The rule's name in our requirements: C-01 … C-28, R-001 … R-149, X-…, L-…; `schema`, `words`. */
  readonly rule: string;
  /** Served path, such as `/services/coburg/profile.json`. */
  readonly file: string;
  readonly place: string;
  readonly message: string;
  readonly cure: string;
  /** True where a service must not be published before this is put right. */
  readonly blocksPublishing: boolean;
}

/** What a rule finds in a file, before it is known how much it weighs there. */
export interface Hit {
  readonly place: string;
  readonly message: string;
  readonly cure: string;
}

/** `publishing`: an example or a draft may lack it, a published profile may not. */
export type Weight = Severity | 'publishing';

export interface Rule<Subject> {
  readonly rule: string;
  readonly weight: Weight;
  readonly check: (subject: Subject) => readonly Hit[];
}

/** Weighs hits: what an example may lack is a warning there and an error once the profile is published. */
export function findings(
  rule: string,
  weight: Weight,
  file: string,
  status: Profile['status'],
  hits: readonly Hit[],
): readonly Finding[] {
  const severity = weight !== 'publishing' ? weight : status === 'published' ? 'error' : 'warning';
  const blocksPublishing = weight === 'publishing' || weight === 'error';
  return hits.map((hit) => ({ severity, rule, file, ...hit, blocksPublishing }));
}

/** One hit where the condition holds, none otherwise. */
export function when(condition: boolean, place: string, message: string, cure: string): readonly Hit[] {
  return condition ? [{ place, message, cure }] : [];
}
