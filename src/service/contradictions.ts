import { STEP_KINDS, type GatePlan } from '../gate/plan.ts';
import { hasContent } from './plan.ts';
import type { Profile } from './profile-schema.ts';

/** Something that cannot be true at the same time: where it stands, what is wrong, and how to put it right (German). */
export interface Contradiction {
  readonly rule: string;
  readonly place: string;
  readonly message: string;
  readonly cure: string;
}

/**
 * Returns what makes a profile unfit for use although every single value is allowed. Such a profile is refused when it
 * is loaded, and named by `check-profiles`; what is merely unwise is the linter's matter.
 */
export function contradictionsIn(profile: Profile, plan: GatePlan): readonly Contradiction[] {
  return [
    ...appAgainstEncryption(profile),
    ...pledgeOfGroups(profile),
    ...repeatedIds(profile),
    ...stepsOf(profile, plan),
  ];
}

function appAgainstEncryption({ allowApp, e2ee }: Profile): readonly Contradiction[] {
  if (!allowApp || e2ee.mode === 'off') return [];
  return [
    {
      rule: 'C-02',
      place: 'allowApp',
      message: `Die Jitsi-App kann keine Ende-zu-Ende-Verschlüsselung, e2ee.mode ist aber "${e2ee.mode}".`,
      cure: 'allowApp auf false setzen oder e2ee.mode auf "off".',
    },
  ];
}

function pledgeOfGroups({ session, assurances }: Profile): readonly Contradiction[] {
  if (session.type !== 'group' || assurances.A6 === 'required') return [];
  return [
    {
      rule: 'R-074',
      place: 'assurances.A6',
      message: 'In einer Gruppe müssen alle Verschwiegenheit zusagen, A6 wird aber nicht verlangt.',
      cure: 'assurances.A6 auf "required" setzen oder session.type auf "single".',
    },
  ];
}

function repeatedIds(profile: Profile): readonly Contradiction[] {
  const lists = [
    { place: 'purposes', ids: profile.purposes.map(({ id }) => id) },
    { place: 'fields', ids: profile.fields.map(({ id }) => id) },
    { place: 'retention', ids: profile.retention.map(({ subject }) => subject) },
    { place: 'steps', ids: profile.steps },
  ];
  return lists.flatMap(({ place, ids }) => {
    const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
    return repeated === undefined
      ? []
      : [
          {
            rule: 'schema',
            place,
            message: `"${repeated}" steht zweimal in ${place}.`,
            cure: 'Einen der Einträge streichen.',
          },
        ];
  });
}

function stepsOf({ steps }: Profile, plan: GatePlan): readonly Contradiction[] {
  const missing = STEP_KINDS.filter((step) => hasContent(step, plan) && !steps.includes(step)).map((step) => ({
    rule: 'R-008',
    place: 'steps',
    message: `Der Schritt "${step}" fehlt, obwohl das Profil dort etwas verlangt. Der Einlass bliebe für immer zu.`,
    cure: `"${step}" in steps aufnehmen.`,
  }));
  return [...missing, ...ends(steps), ...orderOf(steps)];
}

function ends(steps: Profile['steps']): readonly Contradiction[] {
  if (steps[0] === 'arrive' && steps[steps.length - 1] === 'waiting') return [];
  return [
    {
      rule: 'R-008',
      place: 'steps',
      message: 'Der Weg muss mit "arrive" beginnen und mit "waiting" enden.',
      cure: '"arrive" an den Anfang und "waiting" an das Ende von steps setzen.',
    },
  ];
}

/** Who is informed after deciding has not been informed; who signs before answering signs nothing. */
const BEFORE = [
  ['information', 'consent'],
  ['consent', 'review'],
  ['details', 'review'],
  ['minor', 'review'],
  ['details', 'minor'],
] as const;

function orderOf(steps: Profile['steps']): readonly Contradiction[] {
  return BEFORE.filter(([first, second]) => {
    const [a, b] = [steps.indexOf(first), steps.indexOf(second)];
    return a >= 0 && b >= 0 && a > b;
  }).map(([first, second]) => ({
    rule: 'R-008',
    place: 'steps',
    message: `"${second}" steht vor "${first}".`,
    cure: `"${first}" vor "${second}" setzen.`,
  }));
}
