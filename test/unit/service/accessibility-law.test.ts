import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessibilityLaw } from '../../../src/service/accessibility-law.ts';
import type { Profile } from '../../../src/service/profile-schema.ts';
import { ROOT } from '../../house/sources.ts';

const services = join(ROOT, 'static/services');
const jurisdictions = readdirSync(services, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'common')
  .map(({ name }) => JSON.parse(readFileSync(join(services, name, 'profile.json'), 'utf8')) as Profile)
  .map(({ jurisdiction }) => jurisdiction);

test('the shipped profiles lie in three states', () => {
  expect([...new Set(jurisdictions)].sort()).toEqual(['DE-BY', 'DE-NI', 'DE-NW']);
});

test.each([
  ['DE-BY', /BayDiG.*BayDiV/, /^Durchsetzungs- und Überwachungsstelle/],
  ['DE-NI', /NBGG/, /^Schlichtungsstelle nach § 9d NBGG$/],
  ['DE-NW', /BGG NRW.*BITV NRW/, /^Ombudsstelle für barrierefreie Informationstechnik/],
] as const)('%s: its own laws and its own body, with a source', (jurisdiction, laws, body) => {
  const law = accessibilityLaw(jurisdiction);
  expect(law?.laws.join(' ')).toMatch(laws);
  expect(law?.body.name).toMatch(body);
  expect(law?.source).not.toBe('');
});

test('what nobody has compared with the body’s own page is not passed off as compared', () => {
  expect(jurisdictions.map((state) => accessibilityLaw(state)?.verifiedOn)).toEqual(jurisdictions.map(() => null));
});

test.each(['DE-BW', 'DE-BE', 'DE-HB', 'DE-HE', 'DE-TH'] as const)(
  '%s: nothing is entered, nothing is made up',
  (state) => {
    expect(accessibilityLaw(state)).toBeNull();
  },
);
