import { EinlassError } from '../errors.ts';
import { lastWord } from './acceptance.ts';
import { zonedTime } from './iso-time.ts';
import { declarant, minorDuty } from './minor.ts';
import type { GatePlan, StatementKind } from './plan.ts';
import { consentEvents, consentStatus, declarationOf, validityOf, type Reading } from './receipt-parts.ts';
import type { Receipt, ReceiptContext, ReceiptDeclaration, ReceiptDetail, ReceiptPurpose } from './receipt-shape.ts';
import { clientDeclarations, peopleAt, soundNow, statementsOf } from './said.ts';
import { isInstant } from './sound.ts';
import type { GateState } from './state.ts';

export type * from './receipt-shape.ts';

export interface ReceiptInput {
  readonly plan: GatePlan;
  readonly state: GateState;
  readonly context: ReceiptContext;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Writes down what was shown and said, with every statement in full, so that the receipt can be read when texts and
 * profile are long replaced. Returns null where there is nothing to prove: nobody arrived, the person declined (a no
 * leaves nothing behind, R-084), or the time is unknown. Throws only when `context.wordings` lacks a wording that the
 * plan asks for, or lists no purpose for a consent (TEXTS_INVALID).
 *
 * Deliberately absent, though at hand: device ids, the display name, free notes (they may name the topic of the
 * counselling), names of others in the room. IP address and user agent are not even handed in (requirements §6).
 */
export function buildReceipt({ plan, state, context, now: clock }: ReceiptInput): Receipt | null {
  const { visit } = state;
  const now = soundNow(state, clock);
  if (!visit || state.ending === 'declined' || Number.isNaN(now)) return null;
  const reading: Reading = { plan, state, wordings: context.wordings, zone: context.zone, now };
  const { recordId, receiptId, checkCode, language, service, jurisdiction, session } = context;
  return {
    schemaVersion: 'einlass-receipt/1',
    conformsTo: 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr',
    recordId,
    receiptId,
    checkCode,
    issuedAt: zonedTime(now, context.zone),
    language,
    declarationForm: state.signature && state.signature.name.trim() !== '' ? 'electronicTypedName' : 'electronic',
    paper: null,
    principal: {
      id: `${visit.appointment}/${visit.session}`,
      role: visit.role,
      identity: context.isPseudonym ? 'pseudonym' : 'name',
    },
    declarant: declarantOf(reading),
    details: { counsellor: detailsFor('counsellor', reading, context), system: detailsFor('system', reading, context) },
    notice: noticeOf(reading),
    purposes: purposesOf(reading, context),
    dataCategories: context.dataCategories,
    controllers: context.controllers,
    authority: context.authority,
    collectionMethod: context.software,
    storage: context.storage,
    retention: context.retention,
    recipients: context.recipients,
    jurisdiction,
    withdrawalMethod: context.withdrawalMethod,
    rights: context.rights,
    events: consentEvents(reading),
    validity: validityOf(reading),
    service,
    acknowledgements: clientDeclarations(plan, state)
      .filter(({ kind }) => kind === 'acknowledgement')
      .map((statement) => declarationOf(statement, { id: 'self', role: visit.role }, reading)),
    assurances: promisesOf('assurance', reading),
    pledges: promisesOf('pledge', reading),
    minor: minorOf(reading),
    session: {
      ...session,
      appointment: visit.appointment,
      startsAt: isInstant(visit.startsAt) ? zonedTime(visit.startsAt, context.zone) : null,
    },
    people: state.people === null ? null : state.people.map(({ role }) => role),
    furtherPersons: (context.furtherPersons ?? []).map(({ role, decision, at }) => ({
      role,
      decision,
      at: zonedTime(at, context.zone),
    })),
    notIncluded: context.notIncluded,
  };
}

/** The receipt as the counsellor gets it: without what the profile keeps from the counsellor's eyes. */
export function counsellorCopy(receipt: Receipt): Receipt {
  return { ...receipt, details: { ...receipt.details, system: [] } };
}

function declarantOf({ plan, state, zone, now }: Reading): Receipt['declarant'] {
  const role = declarant(plan, state, now);
  const { signature } = state;
  const guardian = role === 'guardian' ? state.minor?.guardian : undefined;
  const typed = signature?.name.trim() ?? '';
  return {
    role,
    name: typed !== '' ? typed : (guardian?.name.trim() ?? state.details?.name ?? null),
    place: signature && signature.place !== '' ? signature.place : null,
    signedAt: signature && isInstant(signature.at) ? zonedTime(signature.at, zone) : null,
    relation: guardian?.relation ?? null,
    onBehalfOf: role === 'guardian' ? (state.details?.name ?? state.visit?.appointment ?? null) : null,
  };
}

function detailsFor(
  eyes: 'counsellor' | 'system',
  { state }: Reading,
  { fields }: ReceiptContext,
): readonly ReceiptDetail[] {
  return fields.flatMap(({ id, label, purpose, visibleTo }) => {
    const value = state.details?.[id];
    return visibleTo === eyes && id !== 'note' && value ? [{ field: id, label, purpose, value }] : [];
  });
}

function noticeOf(reading: Reading): Receipt['notice'] {
  const { plan, state } = reading;
  const role = state.visit?.role ?? 'client';
  const statement = statementsOf(plan, 'information').find(({ roles }) => roles.includes(role));
  if (!statement) return null;
  const said = declarationOf(statement, { id: 'self', role }, reading);
  return {
    ref: statement.text.id,
    version: statement.text.version,
    sha256: statement.text.sha256,
    profile: plan.profile,
    deliveredVia: 'shownHere',
    language: said.language,
    informedAt: said.at,
  };
}

function purposesOf(reading: Reading, { purposes }: ReceiptContext): readonly ReceiptPurpose[] {
  const { plan, state } = reading;
  const asked = clientDeclarations(plan, state);
  for (const { kind, text } of asked) {
    const isNamed = kind !== 'consent' || purposes.some(({ textId }) => textId === text.id);
    if (!isNamed) throw new EinlassError('TEXTS_INVALID', { detail: `no purpose for ${text.id}` });
  }
  return purposes.map(({ id, title, legalBasis, need, textId }) => {
    const statement = asked.find(({ text }) => text.id === textId);
    const self = { id: 'self', role: state.visit?.role ?? 'client' } as const;
    return {
      id,
      title,
      legalBasis,
      need,
      declaration: statement ? declarationOf(statement, self, reading) : null,
      status: statement?.kind === 'consent' ? consentStatus(statement, reading) : null,
    };
  });
}

/** Every promise that is asked of everybody at this device, given or not. */
function promisesOf(kind: StatementKind, reading: Reading): readonly ReceiptDeclaration[] {
  return peopleAt(reading.state).flatMap((person) =>
    statementsOf(reading.plan, kind)
      .filter(({ roles }) => roles.includes(person.role))
      .map((statement) => declarationOf(statement, person, reading)),
  );
}

function minorOf(reading: Reading): Receipt['minor'] {
  const { plan, state, now } = reading;
  if (plan.minors.policy === 'none') return null;
  const duty = minorDuty(plan, state, now);
  const isDue = duty.kind === 'declare';
  const guardian = isDue && duty.path === 'guardian' ? (state.minor?.guardian ?? null) : null;
  return {
    policy: plan.minors.policy,
    age: duty.kind === 'none' ? 'adult' : duty.kind === 'askAge' ? 'unknown' : 'minor',
    path: isDue ? duty.path : null,
    declaration:
      isDue && lastWord(state.acceptances, duty.statement.text.id, 'self')
        ? declarationOf(duty.statement, { id: 'self', role: 'client' }, reading)
        : null,
    capacityConfirmedBy: null,
    guardian,
  };
}
