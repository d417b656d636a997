import { describe, expect, it } from 'vitest';
import { loadService } from '../../../src/service/load.ts';
import type { NoticeSection } from '../../../src/service/notice.ts';
import { changeProfile, fixtureFiles, fixtureProfile, fixtureSite, NOW, serve } from '../../fixtures/services/files.ts';

const base = fixtureProfile();

async function notice(changes: Readonly<Record<string, unknown>> = {}): Promise<readonly NoticeSection[]> {
  const files = fixtureFiles();
  changeProfile(files, changes);
  const service = await loadService(serve(files), fixtureSite(), 'beispiel', 'de', { now: NOW, role: 'client' });
  if (!service.ok) throw new Error(service.problem.detail);
  return service.value.notice;
}

const words = (sections: readonly NoticeSection[], id?: string): string =>
  JSON.stringify(sections.filter((section) => id === undefined || section.id === id));

const consentPurposes = base.purposes;
const taskPurposes = base.purposes.map((purpose) => ({
  ...purpose,
  legalBasis: '6-1-e',
  nationalLaw: '§ 4 Landesgesetz',
  statement: 'ack.publicTask',
}));

describe('the notice', () => {
  it('has its sections in the order of the law', async () => {
    const order =
      'intro activity controller department dpo purposes basis categories log storage provision thirdParty recipients transfer retention rights deadline refusalReason withdrawal complaint automated security laws changes';
    expect((await notice()).map(({ id }) => id)).toEqual(order.split(' ').map((id) => `notice.${id}`));
  });

  it('gives every section a title and something to read', async () => {
    for (const { title, blocks } of await notice()) {
      expect(title).not.toBe('');
      expect(blocks.length).toBeGreaterThan(0);
    }
  });

  it('has the whole contact of each office', async () => {
    const [block] = (await notice()).find(({ id }) => id === 'notice.complaint')?.blocks.slice(-1) ?? [];
    expect(block).toEqual({
      kind: 'contact',
      contact: {
        name: 'Landesbeauftragte',
        street: 'Landstraße 5',
        place: '30159 Hannover',
        phone: '0511 1200',
        email: 'land@land.example',
      },
    });
  });

  it('fills in day, span and fields', async () => {
    const all = words(await notice());
    expect(all).toContain('Stand: 22. November 2026');
    expect(all).toContain('höchstens 30 Tage. Erklärung de:duration.evidence.');
    expect(all).toContain('Wir fragen nach: de:field.name, de:field.birthDate und de:field.phone.');
    expect(all).not.toMatch(/\{\w+\}/);
  });
});

/** What is done to the profile, the section, what it says then and did not say before (or the other way round). */
describe('the notice follows the profile:', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string, { gains?: string; loses?: string }]>([
    [
      'a field switched off',
      { fields: base.fields.filter(({ id }) => id !== 'phone') },
      'notice.categories',
      { loses: 'field.phone' },
    ],
    [
      'a field switched on',
      { fields: base.fields.map((field) => ({ ...field, use: 'optional' })) },
      'notice.categories',
      { gains: 'field.email' },
    ],
    [
      'a pseudonym allowed',
      { fields: base.fields.map((field) => ({ ...field, pseudonym: true })) },
      'notice.categories',
      { gains: 'field.namePseudonym' },
    ],
    [
      'a field no longer required',
      { fields: base.fields.map((field) => ({ ...field, use: 'optional' })) },
      'notice.provision',
      { loses: 'field.birthDate' },
    ],
    [
      'speaker statistics on',
      { speakerStatistics: true },
      'notice.categories',
      { gains: 'category.speakerStatistics' },
    ],
    ['speaker statistics kept', { speakerStatistics: true }, 'notice.retention', { gains: 'retention.statistics' }],
    ['chat off', { chat: 'off' }, 'notice.retention', { loses: 'retention.chat' }],
    [
      'a row without a span',
      { retention: base.retention.map((row) => ({ ...row, duration: null })) },
      'notice.retention',
      { gains: 'duration.missing' },
    ],
    [
      'no row for the consent',
      { retention: base.retention.filter(({ subject }) => subject !== 'consentRecord') },
      'notice.retention',
      { gains: 'duration.missing' },
    ],
    ['a public task', { purposes: taskPurposes, rights: ['15', '21'] }, 'notice.basis', { gains: 'basis.publicTask' }],
    ['a public task and its law', { purposes: taskPurposes }, 'notice.basis', { gains: '§ 4 Landesgesetz' }],
    [
      'a law that is missing',
      { purposes: taskPurposes.map((purpose) => ({ ...purpose, nationalLaw: null })) },
      'notice.basis',
      { gains: 'notice.missing' },
    ],
    [
      'a basis not decided',
      { purposes: consentPurposes.map((purpose) => ({ ...purpose, undecidedBases: ['6-1-b'] })) },
      'notice.basis',
      { gains: 'basis.undecided' },
    ],
    [
      'objection to a public task',
      { purposes: taskPurposes, rights: ['15', '21'] },
      'notice.rights',
      { gains: 'right.21' },
    ],
    ['no withdrawal without consent', { purposes: taskPurposes }, 'notice.rights', { loses: 'right.withdrawal' }],
    ['an office unknown', { dataProtectionOfficer: null }, 'notice.dpo', { gains: 'notice.missing' }],
    [
      'an office without address',
      { department: { ...base.department, address: null } },
      'notice.department',
      { gains: 'notice.missing' },
    ],
    ['recipients unknown', { recipients: null }, 'notice.recipients', { gains: 'notice.missing' }],
    ['no recipients', { recipients: [] }, 'notice.recipients', { gains: 'recipient.none' }],
    [
      'a processor',
      { operator: { kind: 'processor', name: 'Rechenzentrum', agreement: 'AVV' } },
      'notice.recipients',
      { gains: 'recipient.processor' },
    ],
    [
      'a processor running the server',
      { operator: { kind: 'processor', name: 'Rechenzentrum', agreement: 'AVV' } },
      'notice.controller',
      { loses: 'info.operatorOwn' },
    ],
    ['transfer', { thirdCountryTransfer: true }, 'notice.transfer', { gains: 'transfer.yes' }],
    ['transfer unknown', { thirdCountryTransfer: null }, 'notice.transfer', { gains: 'notice.missing' }],
    [
      'encryption off',
      { e2ee: { mode: 'off', encodedTransform: false } },
      'notice.security',
      { gains: 'encryption.off' },
    ],
    [
      'encryption not preferred',
      { e2ee: { mode: 'off', encodedTransform: false } },
      'notice.security',
      { loses: 'encryption.preferred' },
    ],
    [
      'an evidence exception gone',
      { retention: base.retention.map((row) => ({ ...row, evidenceException: false })) },
      'notice.retention',
      { loses: 'duration.evidence' },
    ],
  ])('%s', async (_name, changes, id, { gains, loses }) => {
    const [before, after] = [words(await notice(), id), words(await notice(changes), id)];
    if (gains !== undefined) {
      expect(before).not.toContain(gains);
      expect(after).toContain(gains);
    }
    if (loses !== undefined) {
      expect(before).toContain(loses);
      expect(after).not.toContain(loses);
    }
  });

  it('objection is no right where nothing rests on a public task, whatever the profile lists', async () => {
    expect(words(await notice({ rights: ['15', '21', 'withdrawal'] }), 'notice.rights')).not.toContain('right.21');
  });

  it('no section about withdrawing where there is no consent', async () => {
    const ids = (await notice({ purposes: taskPurposes })).map(({ id }) => id);
    expect(ids).not.toContain('notice.withdrawal');
  });

  it('no section about logs where none are kept', async () => {
    expect((await notice({ logData: [] })).map(({ id }) => id)).not.toContain('notice.log');
  });
});
