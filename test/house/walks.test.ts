import { describe, expect, test } from 'vitest';
import { STEP_KINDS } from '../../src/gate/plan.ts';
import type { StepKind } from '../../src/gate/plan.ts';
import { readInstallation } from '../../config/installation.ts';
import { WALKS } from '../e2e/support/walks.ts';
import type { Walk } from '../e2e/support/walks.ts';

interface Profile {
  readonly id: string;
  readonly steps: readonly StepKind[];
  readonly minors: { readonly policy: string };
}

const files = await readInstallation('static');
const profiles = [...files]
  .filter(([path]) => path.endsWith('/profile.json'))
  .map(([, json]) => JSON.parse(json) as Profile);
const walks: readonly Walk[] = WALKS;

/** Steps of a profile that no walk visits. A browser that can do everything is never spoken about. */
function unvisited(profile: Profile, among: readonly Walk[]): readonly StepKind[] {
  const visited = among.filter(({ service }) => service === profile.id).flatMap(({ steps }) => steps);
  return profile.steps.filter((step) => step !== 'browser' && !visited.some((one) => one.step === step));
}

describe('the walks', () => {
  test.each(profiles)('visit every step of $id', (profile) => {
    expect(unvisited(profile, walks)).toEqual([]);
  });

  test.each(STEP_KINDS)('visit the step %s', (step) => {
    expect(walks.some(({ steps }) => steps.some((one) => one.step === step))).toBe(true);
  });

  test.each(walks)('of $service, $id: go the steps in the order of the profile', ({ service, steps }) => {
    const order = profiles.find(({ id }) => id === service)?.steps ?? [];
    const places = steps.map(({ step }) => order.indexOf(step));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(new Set(places).size).toBe(places.length);
    expect([steps[0]?.step, steps.at(-1)?.step]).toEqual(['arrive', 'waiting']);
  });

  test.each(profiles.filter(({ minors }) => minors.policy !== 'none'))('go the way for minors of $id', ({ id }) => {
    const declaring = walks.filter(({ service, steps }) => service === id && steps.some(isDeclaring));
    expect(declaring).not.toHaveLength(0);
  });

  test('have names of their own', () => {
    expect(new Set(walks.map(({ id, service }) => `${service}: ${id}`)).size).toBe(walks.length);
  });

  test('are missed where one is taken away', () => {
    const [first] = profiles.filter(({ id }) => id === 'hannover-gruppe');
    const others = walks.filter(({ service }) => service !== 'hannover-gruppe');
    expect(first && unvisited(first, others)).toContain('pledge');
  });
});

function isDeclaring(answers: Walk['steps'][number]): boolean {
  return answers.step === 'minor' && answers.declares;
}
