import * as v from 'valibot';
import { KEPT_MAX } from '../gate/paper.ts';

const words = v.pipe(v.string(), v.maxLength(400));

/** What is recorded of a signed form, as it is read back: `PaperRecord` of the gate. */
export const paperEntries = {
  kind: v.literal('declaredOnPaper'),
  /** YYYY-MM-DD */
  signedOn: v.pipe(v.string(), v.isoDate()),
  kept: v.pipe(v.string(), v.maxLength(KEPT_MAX)),
  statements: v.array(
    v.strictObject({
      id: words,
      version: v.number(),
      sha256: words,
      title: words,
      answer: v.picklist(['yes', 'no', 'notApplicable']),
    }),
  ),
};
