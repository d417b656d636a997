import * as v from 'valibot';

const words = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2000));

/** A paragraph, or a list under an optional lead-in. */
const block = v.union([
  words,
  v.strictObject({ lead: v.optional(words), list: v.pipe(v.array(words), v.minLength(1)) }),
]);

/**
 * One wording in one version. Released versions stay in the file for ever, so that old receipts show the wording of
 * their day; new wording is a new entry with the next number (house rule 6).
 */
export const textSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/, 'text id such as consent.participation')),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Day from which this version counts. */
  effective: v.pipe(v.string(), v.isoDate()),
  title: v.optional(words),
  /** The sentence that a person agrees to, takes note of, assures or pledges. */
  statement: v.optional(words),
  body: v.optional(v.array(block)),
  /** What happens if the answer is no; shown before the choice. */
  consequence: v.optional(words),
  /** The same in sign language. A translation, so no part of the wording that is agreed to: it may come later. */
  signVideo: v.optional(
    v.pipe(words, v.regex(/^\/services(\/[\w-]+)+\.(mp4|webm)$/, 'a video such as /services/a/b.mp4')),
  ),
});

export const textsSchema = v.strictObject({
  $schema: v.optional(v.string()),
  /** BCP 47; `de-simple` is Leichte Sprache. */
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i)),
  /** Who vouched for the translation; null: nobody yet, and the page says so. */
  checkedBy: v.nullable(words),
  texts: v.array(textSchema),
});

export type TextVersion = v.InferOutput<typeof textSchema>;
export type TextBlock = v.InferOutput<typeof block>;
export type TextsFile = v.InferOutput<typeof textsSchema>;
