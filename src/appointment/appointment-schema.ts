import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';
import { fromBase64url } from '../mailbox/base64url.ts';
import { FURTHER_ROLES } from '../mailbox/link.ts';
import type { Appointment } from './appointment.ts';
import { LABEL_MAX, MINUTES_MAX, MINUTES_MIN, PASSWORD_MAX, PEOPLE_MAX } from './draft.ts';

const whole = v.pipe(v.number(), v.integer());
const uuid = v.pipe(v.string(), v.uuid());
const sixteenBytes = v.pipe(
  v.string(),
  v.maxLength(22),
  v.check((text) => {
    const decoded = fromBase64url(text);
    return decoded !== null && decoded.exact && decoded.bytes.length === 16;
  }, '16 bytes in base64url'),
);

const person = v.strictObject({
  id: uuid,
  role: v.picklist(['client', ...FURTHER_ROLES]),
  label: v.pipe(v.string(), v.maxLength(LABEL_MAX)),
  secret: sixteenBytes,
});

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** An appointment as it was stored: foreign input, although this program wrote it. */
export const appointmentSchema = v.strictObject({
  id: uuid,
  service: v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'kebab-case')),
  type: v.picklist(['single', 'group']),
  room: sixteenBytes,
  startsAt: v.pipe(
    whole,
    v.minValue(0),
    // Links hold the minutes in 32 bits.
    v.maxValue(0xffffffff * 60_000),
    v.multipleOf(60_000),
  ),
  minutes: v.pipe(whole, v.minValue(MINUTES_MIN), v.maxValue(MINUTES_MAX)),
  e2ee: v.picklist(['off', 'preferred', 'required']),
  password: v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(PASSWORD_MAX))),
  people: v.pipe(
    v.array(person),
    v.maxLength(PEOPLE_MAX),
    v.check((people) => isUnique(people.map(({ id }) => id)), 'every person once'),
    v.check((people) => isUnique(people.map(({ secret }) => secret)), 'a secret for each person'),
  ),
  state: v.picklist(['planned', 'ended', 'cancelled']),
  revision: v.exactOptional(v.pipe(whole, v.minValue(0))),
  series: v.nullable(uuid),
});

/** Reads a stored appointment. Refuses with RECORD_UNREADABLE and the place of the first fault; never throws. */
export function parseAppointment(value: unknown): Parsed<Appointment> {
  const parsed = v.safeParse(appointmentSchema, value, { abortEarly: true });
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  // The path alone: a label or a secret in a detail could end up in a note to somebody.
  return refused('RECORD_UNREADABLE', `appointment: ${v.getDotPath(issue) ?? 'not an object'}`);
}
