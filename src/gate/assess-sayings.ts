import type { Held } from './assess-input.ts';
import type { Lack } from './assessment.ts';
import { isSameText, type GatePlan, type PersonRole, type StatementPlan } from './plan.ts';
import type { Receipt, ReceiptDeclaration } from './receipt-shape.ts';

type Why = Extract<Lack, { text: string }>['lack'];

/**
 * Milliseconds for which promises count after their receipt was issued, and before, where clocks differ: as long as a visit
 * is kept at most. They belong to one visit, and a receipt of yesterday says nothing about who is in the room today.
 */
const PROMISES_HOLD = 86_400_000;

/** Everything that the plan asks of this person and of the others at that device, and that was not said as it has to be. */
export function sayingsLacks(held: Held, clock: number): readonly Lack[] {
  const { plan, receipt } = held;
  const self = receipt.principal.role;
  return [...plan.statements, ...minorStatements(held)].flatMap((statement) => {
    if (statement.kind === 'information') return [];
    const isPromise = statement.kind === 'assurance' || statement.kind === 'pledge';
    const roles = isPromise ? [self, ...(receipt.people ?? [])] : [self];
    return roles
      .filter((role) => statement.kind === 'minor' || statement.roles.includes(role))
      .flatMap((role, index, all) => {
        // Two helpers are two people: the second one's word is the second of its kind.
        const turn = all.slice(0, index).filter((earlier) => earlier === role).length;
        const said = saidBy(role, statement, receipt)[turn];
        const why = isPromise ? promiseLack(said, statement, held, clock) : declarationLack(said, statement, held);
        return why ? [lackOf(why, statement, role, receipt)] : [];
      });
  });
}

/** Is there a wording of a version that the plan knows, with another hash than the plan's? Such a text was never ours. */
export function wasChanged(plan: GatePlan, receipt: Receipt): boolean {
  const minors = plan.minors.policy === 'none' ? [] : Object.values(plan.minors.statements);
  const known = [...plan.statements, ...minors].filter(({ kind }) => kind !== 'information');
  return declarationsOf(receipt).some((said) =>
    known.some(({ text }) => text.id === said.textId && text.version === said.version && text.sha256 !== said.sha256),
  );
}

/** Does the receipt quote any wording at all? A further person may be asked for nothing but to read the notice. */
export function quotesWords(receipt: Receipt): boolean {
  return declarationsOf(receipt).length > 0 || receipt.events.length > 0;
}

function minorStatements({ plan, receipt: { minor } }: Held): readonly StatementPlan[] {
  if (plan.minors.policy === 'none' || minor?.age !== 'minor' || !minor.path) return [];
  const statement = plan.minors.statements[minor.path];
  return statement ? [statement] : [];
}

function promiseLack(
  said: ReceiptDeclaration | undefined,
  statement: StatementPlan,
  held: Held,
  clock: number,
): Why | null {
  const why = wordLack(said, statement, held);
  if (why) return why;
  const { receipt, expected, issuedAt } = held;
  const isOfThisVisit = !expected.session || receipt.principal.id === `${expected.appointment}/${expected.session}`;
  return isOfThisVisit && Math.abs(clock - issuedAt) <= PROMISES_HOLD ? null : 'expired';
}

function declarationLack(said: ReceiptDeclaration | undefined, statement: StatementPlan, held: Held): Why | null {
  const { plan, receipt, now } = held;
  const status = receipt.purposes.find(({ declaration }) => declaration?.textId === statement.text.id)?.status;
  if (statement.kind === 'consent') {
    const last = receipt.events.filter(({ textId }) => textId === statement.text.id).at(-1);
    if (status === 'ConsentWithdrawn' || last?.state === 'ConsentWithdrawn') return 'withdrawn';
    if (status === 'ConsentExpired') return 'expired';
    if (status === 'ConsentInvalidated') return 'olderVersion';
  }
  const why = wordLack(said, statement, held);
  if (why || !said?.at) return why;
  if (said.by !== receipt.declarant.role) return 'notGiven';
  const isOver = plan.consentHolds !== 'appointment' && now - Date.parse(said.at.time) >= plan.consentHolds;
  return isOver || (statement.kind === 'consent' && said.decision === 'given' && !isValid(held)) ? 'expired' : null;
}

/** The very wording, said before the receipt was issued; no is as good as yes where nothing depends on it. */
function wordLack(said: ReceiptDeclaration | undefined, { text, need }: StatementPlan, { issuedAt }: Held): Why | null {
  if (!said) return 'notGiven';
  if (!isSameText(text, { id: said.textId, version: said.version, sha256: said.sha256 })) return 'olderVersion';
  if (said.decision === 'refused') return need === 'optional' && said.at ? null : 'refused';
  return said.decision === 'given' && said.at && Date.parse(said.at.time) <= issuedAt ? null : 'notGiven';
}

function isValid({ receipt: { validity }, expected, now }: Held): boolean {
  if (!validity) return false;
  return validity.kind === 'appointment'
    ? validity.appointment === expected.appointment
    : now < Date.parse(validity.until.time);
}

function saidBy(role: PersonRole, { kind, text }: StatementPlan, receipt: Receipt): readonly ReceiptDeclaration[] {
  const { acknowledgements, assurances, pledges, minor } = receipt;
  const consents = receipt.purposes.flatMap(({ declaration }) => declaration ?? []);
  const all = { acknowledgement: acknowledgements, consent: consents, assurance: assurances, pledge: pledges };
  // The declaration for a minor is always the client's, whoever came with the link.
  if (kind === 'minor') return minor?.declaration?.textId === text.id ? [minor.declaration] : [];
  return kind === 'information' ? [] : all[kind].filter(({ textId, person }) => textId === text.id && person === role);
}

/** Everything that somebody declared at a device, or could have: consents, acknowledgements, promises, for a minor. */
export function declarationsOf(receipt: Receipt): readonly ReceiptDeclaration[] {
  const { acknowledgements, assurances, pledges, purposes, minor } = receipt;
  const consents = purposes.flatMap(({ declaration }) => declaration ?? []);
  return [
    ...acknowledgements,
    ...consents,
    ...assurances,
    ...pledges,
    ...(minor?.declaration ? [minor.declaration] : []),
  ];
}

function lackOf(why: Why, { text }: StatementPlan, person: PersonRole, receipt: Receipt): Lack {
  const title = declarationsOf(receipt).find(({ textId }) => textId === text.id)?.title ?? null;
  return { lack: why, text: text.id, title, person };
}
