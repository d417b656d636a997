import type { FieldId, PersonRole, StepKind } from '../../../src/gate/plan.ts';

/** What a person does on one step. */
export type StepAnswers =
  | { readonly step: 'arrive'; readonly sharedDevice?: true }
  | { readonly step: 'browser' | 'information' | 'pledge' | 'waiting' }
  /** Everything is ticked but what is refused. */
  | { readonly step: 'consent'; readonly refused?: readonly string[] }
  | { readonly step: 'details'; readonly fields: Readonly<Partial<Record<FieldId, string>>> }
  | {
      readonly step: 'minor';
      /** Absent where the date of birth has answered already. */
      readonly age?: 'adult' | 'minor';
      readonly years?: number;
      readonly guardian?: { readonly name: string; readonly relation: string };
      /** Is there a declaration to confirm? */
      readonly declares: boolean;
    }
  | { readonly step: 'review'; readonly name?: string; readonly place?: string; readonly remember?: true }
  /** Who else is in the room. */
  | { readonly step: 'assurances'; readonly people?: readonly PersonRole[] }
  | { readonly step: 'devices'; readonly name: string; readonly without?: readonly ('camera' | 'microphone')[] };

/** One person's way through one service, step by step in the order in which this person sees them. */
export interface Walk {
  readonly id: string;
  /** Folder in `static/services`. */
  readonly service: string;
  /** What this person's browser lacks; absent: nothing. */
  readonly lacks?: 'e2ee';
  readonly steps: readonly StepAnswers[];
}

/** The first of January, so that the age in years is the same on every day of the year. */
export function bornYearsAgo(years: number): string {
  return `${new Date().getFullYear() - years}-01-01`;
}

const ADDRESS = { street: 'Lindenweg 3', postalCode: '30159', city: 'Hannover' };
const ANNA = { name: 'Anna Muster', birthDate: bornYearsAgo(40), ...ADDRESS, email: 'anna@example.org' };
const PHONE = { phone: '0511 123456' };
const MOTHER = { name: 'Maria Muster', relation: 'Mutter' };

/**
 * The one list of walks: end-to-end tests, audit and documents go them. Every step of every profile is on one of them
 * (test/house/walks.test.ts).
 */
export const WALKS = [
  {
    id: 'adult, alone, consents to everything',
    service: 'hannover-einzel',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'details', fields: { ...ANNA, ...PHONE } },
      { step: 'review', name: 'Anna Muster', place: 'Hannover' },
      { step: 'assurances', people: [] },
      { step: 'devices', name: 'Anna' },
      { step: 'waiting' },
    ],
  },
  {
    id: 'adult with an interpreter, in a browser without end-to-end encryption, refuses what is optional',
    service: 'hannover-einzel',
    lacks: 'e2ee',
    steps: [
      { step: 'arrive' },
      { step: 'browser' },
      { step: 'information' },
      { step: 'consent', refused: ['consent.documentation'] },
      { step: 'details', fields: { ...ANNA, ...PHONE } },
      { step: 'review', name: 'Anna Muster' },
      { step: 'assurances', people: ['interpreter'] },
      { step: 'devices', name: 'Anna', without: ['camera'] },
      { step: 'waiting' },
    ],
  },
  {
    id: 'sixteen, decides alone',
    service: 'hannover-einzel',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'details', fields: { ...ANNA, ...PHONE, birthDate: bornYearsAgo(16) } },
      { step: 'minor', declares: true },
      { step: 'review', name: 'Anna Muster' },
      { step: 'assurances', people: [] },
      { step: 'devices', name: 'Anna' },
      { step: 'waiting' },
    ],
  },
  {
    id: 'thirteen, the mother declares',
    service: 'hannover-einzel',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'details', fields: { ...ANNA, ...PHONE, birthDate: bornYearsAgo(13) } },
      { step: 'minor', guardian: MOTHER, declares: true },
      { step: 'review', name: MOTHER.name, place: 'Hannover' },
      { step: 'assurances', people: ['guardian'] },
      { step: 'devices', name: 'Anna' },
      { step: 'waiting' },
    ],
  },
  {
    id: 'in a group, with a relative and a child at the device',
    service: 'hannover-gruppe',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'details', fields: { ...ANNA, ...PHONE } },
      { step: 'review', name: 'Anna Muster', place: 'Hannover' },
      { step: 'assurances', people: ['relative', 'child'] },
      { step: 'pledge' },
      { step: 'devices', name: 'Anna' },
      { step: 'waiting' },
    ],
  },
  {
    id: 'seventeen in a group, the mother declares',
    service: 'hannover-gruppe',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'details', fields: { ...ANNA, ...PHONE, birthDate: bornYearsAgo(17) } },
      { step: 'minor', guardian: MOTHER, declares: true },
      { step: 'review', name: MOTHER.name },
      { step: 'assurances', people: ['guardian'] },
      { step: 'pledge' },
      { step: 'devices', name: 'Anna' },
      { step: 'waiting' },
    ],
  },
  {
    id: 'a parent, gives only the name, has no camera',
    service: 'hannover-bildungsbuero',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'details', fields: { name: 'Anna Muster' } },
      { step: 'review' },
      { step: 'devices', name: 'Anna', without: ['camera'] },
      { step: 'waiting' },
    ],
  },
  {
    id: 'adult with a helper',
    service: 'gelsenkirchen',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent', refused: ['consent.findings'] },
      { step: 'details', fields: ANNA },
      { step: 'review', name: 'Anna Muster', place: 'Gelsenkirchen' },
      { step: 'assurances', people: ['helper'] },
      { step: 'devices', name: 'Anna' },
      { step: 'waiting' },
    ],
  },
  {
    id: 'adult under a pseudonym',
    service: 'coburg',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      {
        step: 'details',
        fields: { name: 'Regenbogen', ...PHONE, email: 'regenbogen@example.org' },
      },
      { step: 'minor', age: 'adult', declares: false },
      { step: 'review' },
      { step: 'devices', name: 'Regenbogen' },
      { step: 'waiting' },
    ],
  },
  {
    id: 'not yet eighteen, nobody asks the parents',
    service: 'coburg',
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'details', fields: { name: 'Mond', ...PHONE, email: 'mond@example.org' } },
      { step: 'minor', age: 'minor', declares: true },
      { step: 'review' },
      { step: 'devices', name: 'Mond' },
      { step: 'waiting' },
    ],
  },
] as const satisfies readonly Walk[];

/** The first walk of a service, optionally the first one that visits a step. Throws when there is none. */
export function walkOf(service: string, step: StepKind = 'waiting'): Walk {
  const found = WALKS.find((walk: Walk) => walk.service === service && walk.steps.some((one) => one.step === step));
  if (!found) throw new Error(`no walk through ${service} visits ${step}`);
  return found;
}

/** The walk with other answers on one of its steps. */
export function answering<A extends StepAnswers>(walk: Walk, answers: A): Walk {
  return { ...walk, steps: walk.steps.map((one) => (one.step === answers.step ? answers : one)) };
}

/** The name that this person takes into the meeting. */
export function displayNameOf(walk: Walk): string {
  return walk.steps.flatMap((one) => (one.step === 'devices' ? [one.name] : [])).join('');
}

/** The way of a further person with a device of their own: information and promises, nothing that only a client can give. */
export function furtherWalk(service: string): Walk {
  return {
    id: 'interpreter',
    service,
    steps: [
      { step: 'arrive' },
      { step: 'information' },
      { step: 'consent' },
      { step: 'review', name: 'Defne Demir', place: 'Hannover' },
      { step: 'assurances', people: [] },
      { step: 'pledge' },
      { step: 'devices', name: 'Demir', without: ['camera'] },
      { step: 'waiting' },
    ],
  };
}
