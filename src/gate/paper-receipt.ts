import { declarationsOf } from './assess-sayings.ts';
import { zonedTime } from './iso-time.ts';
import { isSameText, type GatePlan, type MinorPath, type PersonRole, type StatementPlan } from './plan.ts';
import { dayStart, paperFaults, paperItems, type PaperAnswer, type PaperDeclaration, type PaperItem } from './paper.ts';
import {
  buildReceipt,
  type Receipt,
  type ReceiptContext,
  type ReceiptDeclaration,
  type ReceiptDetail,
  type ReceiptPurpose,
} from './receipt.ts';
import { declarationOf, type Reading } from './receipt-parts.ts';
import { EMPTY_STATE, type Visit } from './state.ts';

export interface PaperReceiptInput {
  readonly plan: GatePlan;
  /** For whom: `session` is what tells this person's record from others of the same appointment. */
  readonly visit: Visit;
  readonly declared: PaperDeclaration;
  /** The counsellor who has seen the paper, as she calls herself. */
  readonly seenBy: string;
  readonly context: ReceiptContext;
  /** YYYY-MM-DD where the office is. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Writes down what a counsellor has read on a signed form (C-09, `recordedByCounsellor`), with every statement in full like
 * any other receipt. It says nothing about a moment: a form carries a day. Returns null where the form does not suffice
 * ({@link paperFaults}), or nobody says who has seen it. Throws only as {@link buildReceipt} does.
 */
export function paperReceipt(input: PaperReceiptInput): Receipt | null {
  const { plan, visit, declared, seenBy, context, today, now } = input;
  if (seenBy.trim() === '' || paperFaults(declared, plan, visit.role, today).length > 0) return null;
  const state = { ...EMPTY_STATE, visit };
  // What a device would have shown, nothing of it answered; the answers are those of the paper.
  const blank = buildReceipt({ plan, state, context, now });
  if (!blank) return null;
  const minor = minorOf(plan, declared);
  const by = minor?.path === 'guardian' ? 'guardian' : 'self';
  const ticked = (said: ReceiptDeclaration, who: 'self' | 'guardian'): ReceiptDeclaration => {
    const decision = decisionOf(declared.answers[said.textId]);
    return decision ? { ...said, by: who, decision, language: context.language } : said;
  };
  // Promises are everybody's own, whoever declares the consent (as at the gate).
  const promised = (said: ReceiptDeclaration): ReceiptDeclaration => ticked(said, 'self');
  const reading: Reading = { plan, state, wordings: context.wordings, zone: context.zone, now };
  const self = { id: 'self', role: visit.role } as const;
  const others = paperItems(plan, visit.role).filter(({ applies }) => applies === 'others');
  const name = declared.name.trim();
  const purposes = blank.purposes.map((purpose) => answered(purpose, (said) => ticked(said, by)));
  const isConsent = purposes.some(({ status }) => status === 'ConsentGiven');
  const isHanded = blank.notice !== null && declared.answers[blank.notice.ref] === 'yes';
  return {
    ...blank,
    declarationForm: 'recordedByCounsellor',
    paper: {
      signedOn: declared.signedOn,
      kept: declared.kept.trim(),
      seenBy: seenBy.trim(),
      others: others.flatMap(({ statement }) => otherOf(promised(declarationOf(statement, self, reading)))),
    },
    declarant: {
      ...blank.declarant,
      role: by,
      name: by === 'self' ? name : null,
      onBehalfOf: by === 'guardian' ? name : null,
    },
    details: { ...blank.details, counsellor: nameDetail(context, name) },
    notice: blank.notice && isHanded ? { ...blank.notice, deliveredVia: 'onPaper', language: context.language } : null,
    purposes,
    acknowledgements: blank.acknowledgements.map((said) => ticked(said, by)),
    assurances: blank.assurances.map(promised),
    pledges: blank.pledges.map(promised),
    validity: isConsent ? validityOf(plan, visit, declared, context.zone) : null,
    minor: blank.minor && {
      ...blank.minor,
      age: minor ? 'minor' : 'adult',
      path: minor?.path ?? null,
      declaration: minor && ticked(declarationOf(minor.statement, self, reading), by),
    },
  };
}

/**
 * Does what was recorded still hold: for somebody in this role, of whom the service asks this plan, at `now` (milliseconds
 * since 1970)? The very wordings, yes to everything that is required, and not longer ago than a consent holds.
 */
export function paperHolds(receipt: Receipt, plan: GatePlan, role: PersonRole, now: number): boolean {
  const { paper, principal, validity } = receipt;
  if (!paper || principal.role !== role) return false;
  const signed = dayStart(paper.signedOn);
  const isOver = plan.consentHolds !== 'appointment' && now - (signed ?? Number.NaN) >= plan.consentHolds;
  if (signed === null || isOver) return false;
  if (validity?.kind === 'until' && now >= Date.parse(validity.until.time)) return false;
  const declared = [...declarationsOf(receipt), ...paper.others];
  const isAnswered = ({ statement: { text, kind, need }, applies }: PaperItem): boolean => {
    if (kind === 'information') {
      const shown = receipt.notice && { ...receipt.notice, id: receipt.notice.ref };
      return shown !== null && isSameText(shown, text) && isSameText(shown.profile, plan.profile);
    }
    const said = declared.find(({ textId }) => textId === text.id);
    if (!said) return applies !== 'always';
    const isSame = isSameText(text, { id: said.textId, version: said.version, sha256: said.sha256 });
    return isSame && (said.decision === 'given' || (need === 'optional' && said.decision === 'refused'));
  };
  return paperItems(plan, role).every(isAnswered);
}

function answered(purpose: ReceiptPurpose, tick: (said: ReceiptDeclaration) => ReceiptDeclaration): ReceiptPurpose {
  const declaration = purpose.declaration && tick(purpose.declaration);
  if (purpose.status === null) return { ...purpose, declaration };
  return { ...purpose, declaration, status: declaration?.decision === 'given' ? 'ConsentGiven' : 'ConsentRefused' };
}

/** Of the details on the paper only the name is copied, where the profile asks for one; the rest stays on the paper. */
function nameDetail({ fields }: ReceiptContext, name: string): readonly ReceiptDetail[] {
  return fields.flatMap(({ id, label, purpose }) =>
    id === 'name' ? [{ field: id, label, purpose, value: name }] : [],
  );
}

function decisionOf(answer: PaperAnswer | undefined): 'given' | 'refused' | null {
  if (answer === 'yes') return 'given';
  return answer === 'no' ? 'refused' : null;
}

/** On which way a minor declared, where the form says that this is about a minor. */
function minorOf(
  { minors }: GatePlan,
  { answers }: PaperDeclaration,
): { readonly path: MinorPath; readonly statement: StatementPlan } | null {
  if (minors.policy === 'none') return null;
  const ways: readonly MinorPath[] = ['guardian', 'capacity', 'confidential'];
  const path = ways.find((way) => answers[minors.statements[way]?.text.id ?? ''] === 'yes');
  const statement = path && minors.statements[path];
  return path && statement ? { path, statement } : null;
}

function otherOf({
  person: _person,
  by: _by,
  language: _language,
  at: _at,
  decision,
  ...text
}: ReceiptDeclaration): NonNullable<Receipt['paper']>['others'] {
  return decision ? [{ ...text, decision }] : [];
}

/** From the beginning of the day of the signature: nobody knows the hour. */
function validityOf(
  { consentHolds }: GatePlan,
  { appointment }: Visit,
  { signedOn }: PaperDeclaration,
  zone: string,
): Receipt['validity'] {
  if (consentHolds === 'appointment') return { kind: 'appointment', appointment };
  const signed = dayStart(signedOn);
  return signed === null ? null : { kind: 'until', until: zonedTime(signed + consentHolds, zone) };
}
