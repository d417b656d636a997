import { test } from '../../e2e/support/test.ts';

/** What tests leave word of, with a number, for the report (report.ts). */
export type NoteKind =
  'looks' | 'narrow' | 'large' | 'spacing' | 'parts' | 'targets' | 'direction' | 'keyboard' | 'focus' | 'spoken';

/** Adds `count` to the note of that kind on the running test. */
export function note(kind: NoteKind, count = 1): void {
  const { annotations } = test.info();
  const found = annotations.find(({ type }) => type === kind);
  if (found) found.description = String(Number(found.description) + count);
  else annotations.push({ type: kind, description: String(count) });
}
