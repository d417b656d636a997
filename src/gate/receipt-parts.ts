import { EinlassError } from '../errors.ts';
import { counts, lastWord, type Acceptance } from './acceptance.ts';
import { zonedTime } from './iso-time.ts';
import { isSameText, type GatePlan, type StatementPlan, type TextRef } from './plan.ts';
import type {
  ConsentStatus,
  Receipt,
  ReceiptDeclaration,
  ReceiptEvent,
  ReceiptText,
  ReceiptWording,
} from './receipt-shape.ts';
import { clientDeclarations, contextOf } from './said.ts';
import { isInstant } from './sound.ts';
import type { GateState, Person } from './state.ts';

/** What all parts of a receipt are read from. `now` is sound: never before anything that was recorded. */
export interface Reading {
  readonly plan: GatePlan;
  readonly state: GateState;
  readonly wordings: readonly ReceiptWording[];
  readonly zone: string;
  readonly now: number;
}

/** What this person said to this statement, where it counts; the statement in full in any case. */
export function declarationOf(statement: StatementPlan, person: Person, reading: Reading): ReceiptDeclaration {
  const { plan, state, now, zone } = reading;
  const context = contextOf(plan, state, now);
  const last = lastWord(state.acceptances, statement.text.id, person.id);
  const said = last && context && counts(last, statement, plan, context) ? last : null;
  const shown = wordingOf(statement.text, said?.language ?? null, reading.wordings);
  // The composed notice is kept by its hash, not by its many pages; everything else is a sentence that was agreed to.
  if (!shown && statement.kind !== 'information')
    throw new EinlassError('TEXTS_INVALID', { detail: `no wording of ${statement.text.id}` });
  return {
    ...textOf(statement.text, shown),
    person: person.role,
    by: said?.by ?? null,
    decision: said && said.decision !== 'withdrawn' ? said.decision : null,
    language: said?.language ?? null,
    at: said ? zonedTime(said.at, zone) : null,
  };
}

/** How the consent stands today. */
export function consentStatus(statement: StatementPlan, { plan, state, now }: Reading): ConsentStatus {
  const last = lastWord(state.acceptances, statement.text.id, 'self');
  const context = contextOf(plan, state, now);
  if (!last || !context) return 'ConsentRequested';
  if (last.decision === 'withdrawn') return 'ConsentWithdrawn';
  if (last.decision === 'refused') return 'ConsentRefused';
  if (counts(last, statement, plan, context)) return 'ConsentGiven';
  // Another wording, or the wrong one to declare: no time would make it valid again.
  return isSameText(last.text, statement.text) && last.by === context.by ? 'ConsentExpired' : 'ConsentInvalidated';
}

/** All that was ever said to consents, in order: what was true first stays to be seen (Art. 7(3) GDPR, R-092). */
export function consentEvents({ state, wordings, zone }: Reading): readonly ReceiptEvent[] {
  const before = new Map<string, ConsentStatus>();
  return state.acceptances
    .filter(({ kind, at }) => kind === 'consent' && isInstant(at))
    .map((said) => {
      const status = eventState(said, before.get(said.text.id));
      before.set(said.text.id, status);
      return {
        ...textOf(said.text, wordingOf(said.text, said.language, wordings)),
        at: zonedTime(said.at, zone),
        type: 'ExplicitlyExpressedConsent',
        state: status,
        by: said.by,
        language: said.language,
        appointment: said.appointment,
      };
    });
}

function eventState({ decision }: Acceptance, before: ConsentStatus | undefined): ConsentStatus {
  if (decision === 'withdrawn') return 'ConsentWithdrawn';
  if (decision === 'refused') return 'ConsentRefused';
  return before === 'ConsentGiven' || before === 'RenewedConsentGiven' ? 'RenewedConsentGiven' : 'ConsentGiven';
}

/** How long the consents hold that were given: until the first of them ends. Null where none is in force. */
export function validityOf({ plan, state, now, zone }: Reading): Receipt['validity'] {
  const context = contextOf(plan, state, now);
  const given = clientDeclarations(plan, state).flatMap((statement) => {
    const last = lastWord(state.acceptances, statement.text.id, 'self');
    const isInForce = last?.decision === 'given' && context && counts(last, statement, plan, context);
    return statement.kind === 'consent' && isInForce ? [last.at] : [];
  });
  if (!state.visit || given.length === 0) return null;
  if (plan.consentHolds === 'appointment') return { kind: 'appointment', appointment: state.visit.appointment };
  return { kind: 'until', until: zonedTime(Math.min(...given) + plan.consentHolds, zone) };
}

/** The very wording in the language that was shown; another language of the same version where that one is not at hand. */
function wordingOf(
  text: TextRef,
  language: string | null,
  wordings: readonly ReceiptWording[],
): ReceiptWording | undefined {
  const same = wordings.filter((wording) => isSameText(wording.text, text));
  return same.find((wording) => wording.language === language) ?? same[0];
}

function textOf(text: TextRef, wording: ReceiptWording | undefined): ReceiptText {
  return {
    textId: text.id,
    version: text.version,
    sha256: text.sha256,
    title: wording?.title ?? null,
    statement: wording?.statement ?? null,
    statementLanguage: wording?.language ?? null,
    sha256Shown: wording?.sha256Shown ?? null,
  };
}
