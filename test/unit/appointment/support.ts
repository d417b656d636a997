import fc from 'fast-check';
import type { Appointment, InvitedPerson } from '../../../src/appointment/appointment.ts';
import type { Contact } from '../../../src/appointment/contact.ts';
import type { AppointmentDraft, ServiceLimits } from '../../../src/appointment/draft.ts';
import type { Random } from '../../../src/appointment/random.ts';
import { FURTHER_ROLES } from '../../../src/mailbox/link.ts';

/** Monday, 23 November 2026, 9:00 in Berlin. */
export const NOW = Date.UTC(2026, 10, 23, 8);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const ORIGIN = 'https://beratung.stadt.example';
export const LINK = `${ORIGIN}/#AQAIYmVpc3BpZWw`;

export const LIMITS: ServiceLimits = { id: 'beispiel', type: 'single', e2ee: 'preferred', password: 'optional' };
export const CONTACT: Contact = { phone: '0511 123456', hours: 'Mo–Fr 9–15 Uhr', isFree: true };

/** Real chance, as the desk hands it in. */
export const chance: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

export const DRAFT: AppointmentDraft = {
  service: 'beispiel',
  type: 'single',
  startsAt: NOW + 90 * 60_000,
  minutes: 45,
  e2ee: 'preferred',
  password: null,
  people: [{ role: 'client', label: 'Frau Ahrens' }],
  repeat: null,
};

export const PERSON: InvitedPerson = {
  id: '0b1f4a52-9d31-4c1c-8f5e-0d2b8f8a7c11',
  role: 'client',
  label: 'Zibulla, Kürzel 77',
  secret: 'AQIDBAUGBwgJCgsMDQ4PEA',
};

export const APPOINTMENT: Appointment = {
  id: '5c9d8a10-43e7-4b7c-9b0d-3a1f6b0c2d22',
  service: 'beispiel',
  type: 'single',
  room: 'EBESExQVFhcYGRobHB0eHw',
  startsAt: NOW + 90 * 60_000,
  minutes: 45,
  e2ee: 'preferred',
  password: 'kx7rtm2q',
  people: [PERSON],
  state: 'planned',
  series: null,
};

const roles = fc.constantFrom('client' as const, ...FURTHER_ROLES);

/** Drafts that may become appointments, with labels as people write them. */
export const drafts: fc.Arbitrary<AppointmentDraft> = fc.record({
  service: fc.constantFrom('beispiel', 'hannover-gruppe', 'a'.repeat(40)),
  type: fc.constantFrom('single' as const, 'group' as const),
  startsAt: fc.integer({ min: NOW / 60_000, max: (NOW + 700 * DAY) / 60_000 }).map((minutes) => minutes * 60_000),
  minutes: fc.integer({ min: 5, max: 480 }),
  e2ee: fc.constantFrom('off' as const, 'preferred' as const, 'required' as const),
  password: fc.option(fc.stringMatching(/^[a-z0-9]{8,40}$/)),
  people: fc.array(fc.record({ role: roles, label: fc.string({ unit: 'grapheme', maxLength: 40 }) }), {
    minLength: 1,
    maxLength: 20,
  }),
  repeat: fc.option(fc.record({ everyWeeks: fc.integer({ min: 1, max: 8 }), times: fc.integer({ min: 1, max: 52 }) })),
});
