import type { Assessment, Doubt } from './assessment.ts';
import type { GatePlan, PersonRole, StatementPlan, TextRef } from './plan.ts';

/*
 * The same statements on paper, for somebody who has no device for the gate or cannot use it (R-081, C-09). What comes of
 * a signed form is never this person's receipt: it is the counsellor's own record that she has seen the paper.
 */

/** One statement of the form. Of `minor` and `others` it may be said that they do not apply to this person. */
export interface PaperItem {
  readonly statement: StatementPlan;
  /** `minor`: where the person is under age; `others`: for whoever is in the room with the person. */
  readonly applies: 'always' | 'minor' | 'others';
}

export type PaperAnswer = 'yes' | 'no' | 'notApplicable';

/** What the counsellor says about the signed form that lies before her. */
export interface PaperDeclaration {
  /** YYYY-MM-DD, as it stands beside the signature. */
  readonly signedOn: string;
  /** Where the paper is kept. */
  readonly kept: string;
  /** What is ticked, by text id. */
  readonly answers: Readonly<Record<string, PaperAnswer>>;
}

/** What is recorded of it: each statement by its identity, so that it stays known which words were signed. */
export interface PaperRecord {
  readonly signedOn: string;
  readonly kept: string;
  readonly statements: readonly (TextRef & { readonly title: string; readonly answer: PaperAnswer })[];
}

/** `text` is the id of the statement concerned. */
export type PaperFault =
  | { readonly fault: 'unanswered' | 'refused'; readonly text: string }
  | { readonly fault: 'noDate' | 'inFuture' | 'tooOld' | 'noPlace' };

/** Characters for the place where the paper is kept. */
export const KEPT_MAX = 200;

/** Doubts about a receipt, which a paper answers. Doubts about who knocks stay: no paper says whose code it is. */
const ANSWERED: ReadonlySet<Doubt> = new Set<Doubt>([
  'noReceipt',
  'mailboxSilent',
  'otherAppointment',
  'otherService',
  'unreadable',
  'notVouched',
  'wordingChanged',
]);

/** Every statement that a form for somebody in this role carries, in the order of the plan made for that role. */
export function paperItems(plan: GatePlan, role: PersonRole): readonly PaperItem[] {
  const minors = plan.minors.policy === 'none' ? [] : Object.values(plan.minors.statements);
  return [
    ...plan.statements.map((statement): PaperItem => ({
      statement,
      applies: statement.roles.includes(role) ? 'always' : 'others',
    })),
    ...minors.map((statement): PaperItem => ({ statement, applies: 'minor' })),
  ];
}

/**
 * Can a signed form stand in for what is missing here? Not where it is open who knocks, not before that is known, and never
 * against a no: whoever refused or withdrew at their device has said so themselves (Art. 7(3) GDPR), and no paper outranks it.
 */
export function isAnsweredByPaper(assessment: Assessment | { readonly state: 'checking' }): boolean {
  if (assessment.state === 'incomplete') {
    return assessment.lacks.every(({ lack }) => lack !== 'refused' && lack !== 'withdrawn');
  }
  const isOpen = assessment.state === 'notVerifiable' && assessment.doubts.length > 0;
  return isOpen && assessment.doubts.every((doubt) => ANSWERED.has(doubt));
}

/**
 * What keeps a signed form from admitting anybody; empty: nothing. Every statement has to be answered, a required one with
 * yes; the day of the signature is real, not after `today` (YYYY-MM-DD) and not longer ago than a consent holds.
 */
export function paperFaults(
  declared: PaperDeclaration,
  plan: GatePlan,
  role: PersonRole,
  today: string,
): readonly PaperFault[] {
  const statements = paperItems(plan, role).flatMap((item): readonly PaperFault[] => {
    const { text, need } = item.statement;
    const answer = Object.hasOwn(declared.answers, text.id) ? declared.answers[text.id] : undefined;
    if (!isAnswer(answer, item)) return [{ fault: 'unanswered', text: text.id }];
    return answer === 'no' && need === 'required' ? [{ fault: 'refused', text: text.id }] : [];
  });
  const day = dayFault(declared.signedOn, plan, today);
  const isKept = declared.kept.trim() !== '' && declared.kept.trim().length <= KEPT_MAX;
  return [...statements, ...(day ? [day] : []), ...(isKept ? [] : [{ fault: 'noPlace' } as const])];
}

/** What is to be recorded of a form without faults. `titleOf` names a statement for whoever reads the record. */
export function paperRecord(
  declared: PaperDeclaration,
  plan: GatePlan,
  role: PersonRole,
  titleOf: (textId: string) => string,
): PaperRecord {
  return {
    signedOn: declared.signedOn,
    kept: declared.kept.trim(),
    statements: paperItems(plan, role).flatMap(({ statement: { text } }) => {
      const answer = declared.answers[text.id];
      return answer === undefined ? [] : [{ ...text, title: titleOf(text.id), answer }];
    }),
  };
}

// A wish can come from the console of the browser: it may hold anything.
function isAnswer(answer: PaperAnswer | undefined, { applies }: PaperItem): answer is PaperAnswer {
  return answer === 'yes' || answer === 'no' || (answer === 'notApplicable' && applies !== 'always');
}

function dayFault(signedOn: string, plan: GatePlan, today: string): PaperFault | null {
  const at = dayOf(signedOn);
  const now = dayOf(today);
  if (at === null || now === null) return { fault: 'noDate' };
  if (at > now) return { fault: 'inFuture' };
  return plan.consentHolds !== 'appointment' && now - at >= plan.consentHolds ? { fault: 'tooOld' } : null;
}

/** The beginning of a calendar day in milliseconds, whatever the zone; null: no real day. */
function dayOf(iso: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? null : at;
}
