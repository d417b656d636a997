import type { Assessment, Doubt } from './assessment.ts';
import type { GatePlan, PersonRole, StatementPlan } from './plan.ts';

/*
 * The same statements on paper, for somebody who has no device for the gate or cannot use it (R-081, C-09). What comes of
 * a signed form is a receipt that the counsellor writes, and that says so: see `paper-receipt.ts`.
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
  /** As it stands on the paper. */
  readonly name: string;
  /** YYYY-MM-DD, as it stands beside the signature. */
  readonly signedOn: string;
  /** Where the paper is kept. */
  readonly kept: string;
  /** What is ticked, by text id. */
  readonly answers: Readonly<Record<string, PaperAnswer>>;
}

/** `text` is the id of the statement concerned. */
export type PaperFault =
  | { readonly fault: 'unanswered' | 'refused' | 'secondWay'; readonly text: string }
  | { readonly fault: 'noName' | 'noDate' | 'inFuture' | 'tooOld' | 'noPlace' };

/** Characters for the name, and for the place where the paper is kept. */
export const PAPER_NAME_MAX = 200;
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
 * yes, and of the declarations for a minor at most one: who decides has to be clear (C-17). The day of the signature is real,
 * not after `today` (YYYY-MM-DD) and not longer ago than a consent holds.
 */
export function paperFaults(
  declared: PaperDeclaration,
  plan: GatePlan,
  role: PersonRole,
  today: string,
): readonly PaperFault[] {
  const items = paperItems(plan, role);
  const ways = items.filter((item) => item.applies === 'minor' && declared.answers[item.statement.text.id] === 'yes');
  const statements = items.flatMap((item): readonly PaperFault[] => {
    const { text, need } = item.statement;
    if (ways.indexOf(item) > 0) return [{ fault: 'secondWay', text: text.id }];
    const answer = Object.hasOwn(declared.answers, text.id) ? declared.answers[text.id] : undefined;
    if (!isAnswer(answer, item)) return [{ fault: 'unanswered', text: text.id }];
    return answer === 'no' && need === 'required' ? [{ fault: 'refused', text: text.id }] : [];
  });
  const day = dayFault(declared.signedOn, plan, today);
  return [
    ...(fits(declared.name, PAPER_NAME_MAX) ? [] : [{ fault: 'noName' } as const]),
    ...(day ? [day] : []),
    ...statements,
    ...(fits(declared.kept, KEPT_MAX) ? [] : [{ fault: 'noPlace' } as const]),
  ];
}

function fits(words: string, most: number): boolean {
  const length = words.trim().length;
  return length > 0 && length <= most;
}

// A wish can come from the console of the browser: it may hold anything.
function isAnswer(answer: PaperAnswer | undefined, { applies }: PaperItem): answer is PaperAnswer {
  return answer === 'yes' || answer === 'no' || (answer === 'notApplicable' && applies !== 'always');
}

function dayFault(signedOn: string, plan: GatePlan, today: string): PaperFault | null {
  const at = dayStart(signedOn);
  const now = dayStart(today);
  if (at === null || now === null) return { fault: 'noDate' };
  if (at > now) return { fault: 'inFuture' };
  return plan.consentHolds !== 'appointment' && now - at >= plan.consentHolds ? { fault: 'tooOld' } : null;
}

/** The beginning of a calendar day (YYYY-MM-DD) in milliseconds since 1970, as in UTC; null: no real day. */
export function dayStart(iso: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? null : at;
}
