import * as v from 'valibot';
import { FIELD_IDS, PERSON_ROLES } from '../gate/plan.ts';
import { EMPTY_STATE, type GateState } from '../gate/state.ts';

const short = v.pipe(v.string(), v.maxLength(500));
const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15));

const textRef = v.strictObject({ id: short, version: v.pipe(v.number(), v.integer(), v.minValue(1)), sha256: short });

const acceptance = v.strictObject({
  text: textRef,
  kind: v.picklist(['information', 'acknowledgement', 'consent', 'minor', 'assurance', 'pledge']),
  decision: v.picklist(['given', 'refused', 'withdrawn']),
  person: short,
  by: v.picklist(['self', 'guardian']),
  language: short,
  at: time,
  session: short,
  appointment: short,
});

const details = v.record(v.picklist(FIELD_IDS), v.optional(short));

const minor = v.strictObject({
  age: v.picklist(['adult', 'minor']),
  years: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(130))),
  path: v.optional(v.picklist(['guardian', 'capacity', 'confidential'])),
  guardian: v.optional(v.strictObject({ name: short, relation: short })),
});

const signature = v.strictObject({ name: short, place: short, at: time });

/** What a visit leaves in the browser until it is over. Never what describes one page load: browser and devices. */
const visitSchema = v.strictObject({
  kind: v.literal('visit-1'),
  link: short,
  mode: v.picklist(['session', 'remember']),
  visit: v.strictObject({
    session: short,
    appointment: short,
    startsAt: v.nullable(time),
    role: v.picklist(PERSON_ROLES),
  }),
  begun: v.boolean(),
  decisions: v.record(
    v.string(),
    v.strictObject({ text: textRef, decision: v.picklist(['given', 'refused']), language: short, at: time }),
  ),
  details: v.nullable(details),
  minor: v.nullable(minor),
  signature: v.nullable(signature),
  people: v.nullable(v.array(v.strictObject({ id: short, role: v.picklist(PERSON_ROLES) }))),
  acceptances: v.pipe(v.array(acceptance), v.maxLength(2000)),
  displayName: v.nullable(short),
  ending: v.nullable(v.picklist(['declined', 'withdrawn', 'ended'])),
  latest: time,
});

/** What a device that may remember keeps between visits: no assurances, no pledges, nothing of one appointment. */
const rememberedSchema = v.strictObject({
  kind: v.literal('remembered-1'),
  acceptances: v.pipe(v.array(acceptance), v.maxLength(2000)),
  details: v.nullable(details),
  minor: v.nullable(minor),
  signature: v.nullable(signature),
  displayName: v.nullable(short),
  latest: time,
});

/** A visit as it was when it was last kept, and what the person wanted to be kept of it. */
export interface StoredVisit {
  readonly state: GateState;
  readonly mode: 'session' | 'remember';
}

/** Writes down a visit. `link` is a hash of the personal link, so that another link never picks this visit up. */
export function packVisit(state: GateState, link: string, mode: StoredVisit['mode']): unknown {
  const { browser: _browser, devices: _devices, ...kept } = state;
  return { kind: 'visit-1', link, mode, ...kept };
}

/** Reads a visit back. Returns null for anything that is not exactly a visit of this link; never throws. */
export function unpackVisit(stored: unknown, link: string): StoredVisit | null {
  const result = v.safeParse(visitSchema, stored);
  if (!result.success || result.output.link !== link) return null;
  const { kind: _kind, link: _link, mode, ...kept } = result.output;
  return { state: { ...EMPTY_STATE, ...clean(kept) }, mode };
}

/** Writes down what the next visit may know. */
export function packRemembered(state: GateState): unknown {
  return {
    kind: 'remembered-1',
    acceptances: state.acceptances.filter(({ kind }) => kind !== 'assurance' && kind !== 'pledge'),
    details: state.details,
    minor: state.minor,
    signature: state.signature,
    displayName: state.displayName,
    latest: state.latest,
  };
}

/** Reads back what an earlier visit left, as the beginning of a new one; null for anything else. */
export function unpackRemembered(stored: unknown): GateState | null {
  const result = v.safeParse(rememberedSchema, stored);
  if (!result.success) return null;
  const { kind: _kind, ...kept } = result.output;
  return { ...EMPTY_STATE, ...clean(kept) };
}

/** Valibot reads absent keys as `undefined`; the gate's types know only absence. */
function clean<T>(value: T): GateState {
  return JSON.parse(JSON.stringify(value)) as GateState;
}
