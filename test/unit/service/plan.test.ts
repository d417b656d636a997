import { describe, expect, it } from 'vitest';
import { isSameText, STEP_KINDS, type GatePlan, type PersonRole, type StatementKind } from '../../../src/gate/plan.ts';
import { BINDING_LANGUAGE, type Layers, type Wordings } from '../../../src/service/wording.ts';
import { wordingsFor } from '../../../src/service/face.ts';
import { makePlan, plannedTexts } from '../../../src/service/plan.ts';
import { makeRefs } from '../../../src/service/refs.ts';
import type { Profile } from '../../../src/service/profile-schema.ts';
import type { TextsFile, TextVersion } from '../../../src/service/texts-schema.ts';
import {
  fixtureFiles,
  fixtureProfile,
  fixtureSite,
  fixtureText,
  putText,
  TODAY,
} from '../../fixtures/services/files.ts';

const base = fixtureProfile();

function german(profile: Profile, ...texts: readonly TextVersion[]): Wordings {
  const files = fixtureFiles();
  for (const text of texts) putText(files, '/services/beispiel/texts.de.json', text);
  const file = (path: string): TextsFile => files.get(path) as TextsFile;
  const layers: Layers = {
    common: [file('/services/common/texts.de.json'), file('/services/common/notice.de.json')],
    own: [file('/services/beispiel/texts.de.json')],
  };
  return wordingsFor(fixtureSite(), profile, layers, layers, BINDING_LANGUAGE, TODAY);
}

async function plan(changes: Partial<Profile> = {}, role: PersonRole = 'client', ...texts: readonly TextVersion[]) {
  const profile = fixtureProfile(changes);
  return makePlan(profile, await makeRefs(profile, german(profile, ...texts)), role);
}

const ids = (made: GatePlan, kind: StatementKind): readonly string[] =>
  made.statements.filter((statement) => statement.kind === kind).map(({ text }) => text.id);
const rolesOf = (made: GatePlan, id: string): readonly PersonRole[] | undefined =>
  made.statements.find(({ text }) => text.id === id)?.roles;

describe('the plan of a client', () => {
  it('asks for everything that the profile asks for', async () => {
    const made = await plan();
    expect(ids(made, 'information')).toEqual(['notice']);
    expect(ids(made, 'acknowledgement')).toEqual(['ack.understood', 'ack.notice']);
    expect(ids(made, 'consent')).toEqual(['consent.participation', 'consent.documentation']);
    expect(ids(made, 'assurance')).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'companion'].map((id) => `assurance.${id}`));
    expect(ids(made, 'pledge')).toEqual([]);
    expect(made.fields).toEqual([
      { id: 'name', need: 'required' },
      { id: 'birthDate', need: 'required' },
      { id: 'phone', need: 'optional' },
    ]);
    expect(made.typedName).toBe(true);
    expect(made.linkHolds).toBe(12 * 3_600_000);
    expect(made.consentHolds).toBe(730 * 86_400_000);
  });

  it('knows which consent may be refused', async () => {
    const made = await plan();
    const needs = made.statements.filter(({ kind }) => kind === 'consent').map(({ need }) => need);
    expect(needs).toEqual(['required', 'optional']);
  });

  it.each<['6-1-a' | '6-1-b' | '6-1-e' | '9-2-a', StatementKind]>([
    ['6-1-a', 'consent'],
    ['9-2-a', 'consent'],
    ['6-1-b', 'acknowledgement'],
    ['6-1-e', 'acknowledgement'],
  ])('turns a purpose on basis %s into %s', async (legalBasis, kind) => {
    const [purpose] = base.purposes;
    if (!purpose) throw new Error('no purpose');
    const made = await plan({ purposes: [{ ...purpose, legalBasis, need: 'optional', statement: 'ack.publicTask' }] });
    const statement = made.statements.find(({ text }) => text.id === 'ack.publicTask');
    expect(statement).toMatchObject({ kind, need: kind === 'consent' ? 'optional' : 'required' });
  });

  it('asks a statement once, however many purposes name it', async () => {
    const purposes = base.purposes.map((purpose) => ({ ...purpose, statement: 'consent.participation' }));
    expect(ids(await plan({ purposes }), 'consent')).toEqual(['consent.participation']);
  });

  it('gives each promise to those whom it concerns', async () => {
    const made = await plan({
      session: { type: 'group', room: 'perAppointment' },
      assurances: { ...base.assurances, A6: 'required' },
    });
    expect(rolesOf(made, 'assurance.A1')).toEqual(['client']);
    expect(rolesOf(made, 'assurance.A3')).not.toContain('child');
    expect(rolesOf(made, 'assurance.A3')).toContain('interpreter');
    expect(rolesOf(made, 'assurance.companion')).toEqual([
      'helper',
      'interpreter',
      'relative',
      'colleague',
      'guardian',
    ]);
    expect(rolesOf(made, 'pledge.A6')).toContain('guardian');
    expect(rolesOf(made, 'pledge.A6')).not.toContain('child');
  });

  it('has no pledge in a single session, and nothing for companions where nobody may come along', async () => {
    const made = await plan({ assurances: { ...base.assurances, A6: 'required' }, furtherPersons: 'none' });
    expect(ids(made, 'pledge')).toEqual([]);
    expect(rolesOf(made, 'assurance.companion')).toBeUndefined();
    expect(made.othersInRoom).toBe(false);
  });

  it('does not tick what is only shown', async () => {
    expect(rolesOf(await plan(), 'assurance.A7')).toBeUndefined();
  });
});

describe('steps', () => {
  const without = (...steps: readonly string[]) => STEP_KINDS.filter((step) => !steps.includes(step));

  it.each<[string, Partial<Profile>, readonly string[]]>([
    ['no pledge', {}, without('pledge')],
    [
      'no fields',
      { fields: base.fields.map((field) => ({ ...field, use: 'off' as const })) },
      without('pledge', 'details'),
    ],
    ['no rule for minors', { minors: { policy: 'none' } }, without('pledge', 'minor')],
    [
      'no promises',
      {
        assurances: { A1: 'off', A2: 'off', A3: 'shown', A4: 'off', A5: 'off', A6: 'off', A7: 'off', companion: 'off' },
      },
      without('pledge', 'assurances'),
    ],
    [
      'nothing to declare',
      {
        acknowledgements: [],
        purposes: base.purposes.map(({ id, title, need }) => ({ id, title, need, legalBasis: '6-1-e' as const })),
      },
      without('pledge', 'consent', 'review'),
    ],
  ])('leave out what has no content: %s', async (_name, changes, steps) => {
    expect((await plan(changes)).steps).toEqual(steps);
  });

  it('keep the order of the profile', async () => {
    const steps = [...base.steps];
    [steps[7], steps[9]] = ['devices', 'assurances'];
    expect((await plan({ steps })).steps).toEqual(steps.filter((step) => step !== 'pledge'));
  });
});

describe('the plan of a further person', () => {
  it.each<PersonRole>(['interpreter', 'relative', 'colleague', 'helper'])(
    'asks %s for nothing that only a client can give',
    async (role) => {
      const made = await plan({}, role);
      expect(ids(made, 'consent')).toEqual([]);
      expect(made.fields).toEqual([]);
      expect(made.minors).toEqual({ policy: 'none' });
      expect(made.steps).not.toContain('details');
      expect(ids(made, 'information')).toEqual(['notice']);
      expect(ids(made, 'acknowledgement')).toEqual(base.acknowledgements);
      expect(rolesOf(made, 'assurance.A1')).toEqual([role]);
      expect(rolesOf(made, 'assurance.companion')).toContain(role);
      for (const { kind, roles } of made.statements) if (kind !== 'assurance') expect(roles).toContain(role);
    },
  );

  it('keeps the pledge of a group', async () => {
    const made = await plan(
      { session: { type: 'group', room: 'perAppointment' }, assurances: { ...base.assurances, A6: 'required' } },
      'interpreter',
    );
    expect(made.steps).toContain('pledge');
  });
});

describe('minors', () => {
  it.each<[Profile['minors'], readonly string[]]>([
    [{ policy: 'guardian' }, ['guardian']],
    [{ policy: 'capacity', minAge: 15 }, ['capacity', 'guardian']],
    [{ policy: 'confidential' }, ['confidential']],
  ])('%o has its own declarations', async (minors, paths) => {
    const { minors: made } = await plan({ minors });
    if (made.policy === 'none') throw new Error('policy lost');
    expect(Object.keys(made.statements)).toEqual(paths);
    expect(Object.values(made.statements).every(({ kind, roles }) => kind === 'minor' && roles[0] === 'client')).toBe(
      true,
    );
    expect(made.minAge).toBe(minors.policy === 'capacity' ? 15 : 0);
  });
});

describe('identities', () => {
  const refsOf = async (changes: Partial<Profile>, ...texts: readonly TextVersion[]) => {
    const profile = fixtureProfile(changes);
    return makeRefs(profile, german(profile, ...texts));
  };
  const changed = async (changes: Partial<Profile>, ...texts: readonly TextVersion[]) => {
    const [before, after] = [await refsOf({}), await refsOf(changes, ...texts)];
    return [...before.texts].filter(([id, ref]) => !isSameText(ref, after.texts.get(id) ?? ref)).map(([id]) => id);
  };

  it('name every planned wording with number and hash', async () => {
    const refs = await refsOf({});
    expect([...refs.texts.keys()]).toEqual(plannedTexts(base));
    for (const ref of [...refs.texts.values(), refs.profile]) expect(ref.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set([...refs.texts.values()].map(({ sha256 }) => sha256)).size).toBe(refs.texts.size);
  });

  it.each(plannedTexts(base).filter((id) => id !== 'notice'))('raising %s changes exactly its own', async (id) => {
    expect(await changed({}, fixtureText(id, 'de', { version: 2 }))).toEqual([id]);
  });

  it.each<[string, Partial<Profile>, readonly TextVersion[], readonly string[]]>([
    ['nothing', {}, [], []],
    ['the number of the profile', { version: 4 }, [], ['notice']],
    ['a word of the notice', {}, [fixtureText('right.15', 'de', { title: 'Anders' })], ['notice']],
    ['a word of the information', {}, [fixtureText('info.how', 'de', { title: 'Anders' })], ['notice']],
    ['a fact', { thirdCountryTransfer: true }, [], ['notice']],
    ['a word that nobody accepts', {}, [fixtureText('start.welcome', 'de', { title: 'Anders' })], []],
    ['a version of tomorrow', {}, [fixtureText('ack.notice', 'de', { version: 2, effective: '2026-11-23' })], []],
    ['a field that is filled in', {}, [fixtureText('ack.notice', 'de', { title: '{fields}' })], ['ack.notice']],
  ])('change with %s', async (_name, changes, texts, expected) => {
    expect(await changed(changes, ...texts)).toEqual(expected);
  });

  it('of the profile change with any of its facts', async () => {
    const [a, b] = [await refsOf({}), await refsOf({ reviewBy: '2028-01-01' })];
    expect(a.profile.sha256).not.toBe(b.profile.sha256);
  });
});
