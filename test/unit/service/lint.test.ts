import { describe, expect, it } from 'vitest';
import { isPublishable, lintFiles, whyNotPublishable } from '../../../src/service/lint.ts';
import type { Finding } from '../../../src/service/lint/finding.ts';
import { LAW_RULES } from '../../../src/service/lint/law-rules.ts';
import { PHRASES } from '../../../src/service/lint/phrases.ts';
import { PROFILE_RULES } from '../../../src/service/lint/profile-rules.ts';
import {
  changeProfile,
  fixtureFiles,
  fixtureProfile,
  fixtureSite,
  fixtureText,
  lockOf,
  putText,
  serialise,
  TODAY,
} from '../../fixtures/services/files.ts';

type Files = Map<string, unknown>;
type Change = (files: Files) => void;

const PROFILE = '/services/beispiel/profile.json';
const COMMON = '/services/common/texts.de.json';
const COMMON_EN = '/services/common/texts.en.json';
const NOTICE = '/services/common/notice.de.json';
const LOCK = '/services/texts.lock.json';

/** Lints the fixture after `change`; released wordings are those of the untouched fixture unless `relock`. */
async function lint(change: Change = () => undefined, relock = true): Promise<readonly Finding[]> {
  const files = fixtureFiles();
  const before = await lockOf(files);
  change(files);
  if (!files.has(LOCK)) files.set(LOCK, relock ? await lockOf(withTexts(files)) : before);
  return lintFiles(serialise(files), TODAY);
}

/** Only what can hold wordings at all. */
function withTexts(files: Files): Files {
  return new Map([...files].filter(([, value]) => typeof value === 'object' && value !== null && 'texts' in value));
}

const profile = (changes: Readonly<Record<string, unknown>>) => (files: Files) => changeProfile(files, changes);
const base = fixtureProfile();
const purposes = (...changes: readonly Readonly<Record<string, unknown>>[]) =>
  profile({ purposes: base.purposes.map((purpose, index) => ({ ...purpose, ...changes[index] })) });
const assurances = (changes: Readonly<Record<string, string>>) =>
  profile({ assurances: { ...base.assurances, ...changes } });
const words =
  (id: string, statement: string): Change =>
  (files) => {
    putText(files, COMMON, fixtureText(id, 'de', { statement }));
  };
const says =
  (sentence: string): Change =>
  (files) => {
    putText(files, COMMON, fixtureText('info.how', 'de', { body: [sentence] }));
  };
const both =
  (...changes: readonly Change[]): Change =>
  (files) => {
    for (const change of changes) change(files);
  };
const publicTask = { legalBasis: '6-1-e', statement: 'ack.publicTask', nationalLaw: '§ 1 Landesgesetz' };

/** Rule, what is done to the fixture, and a word of the message. */
const FAILING: readonly (readonly [string, Finding['severity'], Change, RegExp])[] = [
  [
    'C-01',
    'warning',
    profile({ browserPolicy: 'block', e2ee: { mode: 'off', encodedTransform: false } }),
    /abgewiesen/,
  ],
  ['C-01', 'warning', says('Nehmen Sie Chrome, nicht Firefox.'), /Namen/],
  ['C-02', 'error', profile({ allowApp: true }), /App/],
  ['C-03', 'error', says('Das Gespräch ist Ende-zu-Ende verschlüsselt.'), /Ende-zu-Ende/],
  ['C-03', 'error', says('Es ist während der gesamten Übertragung verschlüsselt.'), /Sicherheit/],
  ['C-03', 'error', says('Alle Daten werden sicher verschlüsselt.'), /Sicherheit/],
  ['C-03', 'error', says('Ihre Verbindung ist sicher.'), /Sicherheit/],
  ['C-04', 'error', profile({ retention: base.retention.slice(1) }), /"media"/],
  ['C-05', 'error', says('Eine Aufzeichnung, Speicherung oder Protokollierung findet nicht statt.'), /Protokolle/],
  ['C-06', 'error', otherDpo, /andere Angaben/],
  ['C-07', 'error', profile({ access: { ...base.access, lobby: 'off' } }), /Warteraum/],
  ['C-07', 'error', profile({ access: { ...base.access, password: 'required' } }), /Weg/],
  ['C-07', 'note', profile({ access: { ...base.access, password: 'optional', passwordChannel: 'phone' } }), /vorbei/],
  ['C-08', 'error', purposes({ legalBasis: '6-1-a' }, { legalBasis: '6-1-a' }), /Art\. 9/],
  ['C-08', 'error', purposes({ ...publicTask, statement: 'consent.participation' }), /keine Einwilligung/],
  ['C-08', 'error', purposes({ statement: 'ack.publicTask' }), /keine Einwilligung/],
  ['C-08', 'error', words('consent.participation', 'Ich willige ein, per Video zu sprechen.'), /ausdrückliche/],
  ['C-08', 'error', profile({ rights: [...base.rights, '21'] }), /Widerspruch/],
  ['C-08', 'error', purposes(publicTask), /Widerspruch/],
  ['C-08', 'error', profile({ rights: ['15'] }), /Widerruf/],
  ['C-08', 'error', purposes({}, { undecidedBases: ['6-1-b'] }), /nicht entschieden/],
  ['C-10', 'warning', profile({ withdrawal: { channels: ['app'] } }), /Beraterin/],
  ['C-11', 'warning', profile({ alternatives: ['otherDate'] }), /Telefon/],
  ['C-11', 'error', says('Ohne Einwilligung sind unsere Angebote nicht mehr möglich.'), /Verlust/],
  ['C-12', 'warning', profile({ furtherPersons: 'none' }), /ausgeschlossen/],
  ['C-12', 'warning', assurances({ companion: 'off' }), /sagen aber selbst nichts zu/],
  ['C-13', 'warning', profile({ session: { type: 'single', room: 'persistent' } }), /Raum/],
  ['C-15', 'warning', profile({ fields: base.fields.map((field) => ({ ...field, pseudonym: true })) }), /Pseudonym/],
  [
    'C-16',
    'note',
    both(
      profile({
        alternatives: ['phone', 'email'],
        fields: base.fields.map((field) => ({ ...field, use: 'optional' })),
      }),
    ),
    /Adresse/,
  ],
  ['C-17', 'warning', profile({ minors: { policy: 'none' } }), /Minderjährige/],
  ['C-17', 'note', profile({ minors: { policy: 'guardian' } }), /gefährden/],
  ['C-18', 'error', words('assurance.A3', 'Ich versichere, dass Bild- und Tonaufnahmen unterbleiben.'), /eines davon/],
  ['C-19', 'error', profile({ e2ee: { mode: 'required', encodedTransform: false } }), /Chat/],
  ['C-20', 'warning', profile({ speakerStatistics: true }), /gesprochen/],
  ['C-21', 'error', otherOffice, /andere Stelle/],
  ['C-23', 'warning', purposes({}, { statement: 'consent.participation' }), /eigene Einwilligung/],
  [
    'C-24',
    'error',
    both(profile({ supervisoryAuthority: null, missingFacts: [{ fact: 'Aufsicht', requirement: 'R-101' }] })),
    /fehlt/,
  ],
  ['C-25', 'error', assurances({ A6: 'required' }), /Gruppen/],
  ['C-26', 'warning', assurances({ A3: 'off' }), /aufgezeichnet/],
  ['C-27', 'warning', says('Wegen der aktuellen Lage sprechen wir per Video.'), /vergangenen/],
  ['C-28', 'note', profile({ e2ee: { mode: 'off', encodedTransform: false } }), /nicht vorgesehen/],
  ['L-05', 'warning', profile({ consentHolds: 'P3Y' }), /zwei Jahre/],
  ['R-001', 'error', profile({ title: { de: 'Nur deutsch' } }), /Titel/],
  ['R-002', 'warning', profile({ reviewBy: '2026-11-21', effective: '2026-01-01' }), /neu gelesen/],
  ['R-002', 'warning', profile({ reviewBy: '2026-11-22' }), /nicht nach dem Stand/],
  ['R-008', 'error', profile({ steps: base.steps.filter((step) => step !== 'review') }), /"review"/],
  ['R-008', 'error', profile({ steps: [...base.steps].reverse() }), /"arrive"/],
  [
    'R-008',
    'error',
    profile({ steps: ['arrive', 'browser', 'consent', 'information', ...base.steps.slice(4)] }),
    /"consent" steht vor "information"/,
  ],
  ['R-014', 'warning', profile({ information: ['info.how'] }), /freiwillig/],
  [
    'R-016',
    'error',
    profile({ operator: { kind: 'processor', name: 'Rechenzentrum', agreement: 'AVV' } }),
    /Auftragsverarbeiter/,
  ],
  ['R-050', 'error', says('Metadaten sind für andere nicht einsehbar.'), /Server/],
  ['R-074', 'error', profile({ session: { type: 'group', room: 'perAppointment' } }), /A6/],
  [
    'R-080',
    'error',
    words('consent.participation', 'Ich willige ausdrücklich ein und entbinde die Stelle.'),
    /Schweigepflicht/,
  ],
  ['R-104', 'warning', profile({ automatedDecisions: true }), /automatisierten/],
  ['R-110', 'error', profile({ free: null }), /missingFacts nennt aber keine/],
  [
    'R-114',
    'warning',
    profile({ dataProtectionOfficer: { ...base.dataProtectionOfficer, verifiedOn: '2025-01-01' } }),
    /2025-01-01/,
  ],
  [
    'R-114',
    'error',
    profile({ dataProtectionOfficer: { ...base.dataProtectionOfficer, needsVerification: 'Zwei Anschriften.' } }),
    /Zwei/,
  ],
  ['R-130', 'warning', profile({ thirdCountryTransfer: true }), /EU/],
  [
    'R-145',
    'error',
    profile({
      retention: base.retention.map((row) => (row.subject === 'consentRecord' ? { ...row, duration: null } : row)),
    }),
    /fehlt/,
  ],
  [
    'C-04',
    'error',
    profile({ retention: base.retention.filter(({ subject }) => subject !== 'consentRecord') }),
    /"consentRecord"/,
  ],
  ['R-146', 'error', says('Es werden keine Nutzerdaten gespeichert.'), /bleibt immer/],
  ['R-149', 'note', profile({ effective: '2026-12-01' }), /2026-12-01/],
  [
    'R-149',
    'error',
    (files) => putText(files, COMMON, fixtureText('info.how', 'de', { effective: '2026-12-01' })),
    /noch keine Fassung/,
  ],
  [
    'R-101',
    'error',
    profile({ missingFacts: [{ fact: 'Name der Aufsicht', requirement: 'R-101' }] }),
    /Name der Aufsicht/,
  ],
  [
    'X-06',
    'error',
    (files) => files.set(COMMON, { ...(files.get(COMMON) as object), checkedBy: null }),
    /steht noch niemand ein/,
  ],
  [
    'X-06',
    'error',
    (files) => files.set(COMMON_EN, { language: 'en', checkedBy: 'Wir', texts: [] }),
    /Nicht übersetzte/,
  ],
  ['X-06', 'error', (files) => files.delete(COMMON_EN), /Datei fehlt/],
  ['X-06', 'warning', (files) => files.delete('/services/beispiel/texts.en.json'), /Datei fehlt/],
  [
    'X-06',
    'error',
    (files) => putText(files, COMMON_EN, fixtureText('info.how', 'en', { version: 2, effective: '2026-02-01' })),
    /auf Deutsch nicht/,
  ],
  [
    'X-06',
    'error',
    (files) => {
      putText(files, COMMON, fixtureText('info.how', 'de', { body: ['Rufen Sie 0511 12 an: {phone}.'] }));
      putText(files, COMMON_EN, fixtureText('info.how', 'en', { body: ['Call 0511 13: {phone}.'] }));
    },
    /Es fehlt: 12\. Es kommt dazu: 13\./,
  ],
  [
    'X-06',
    'error',
    (files) => putText(files, COMMON_EN, fixtureText('info.how', 'en', { body: ['Write to post@stadt.example.'] })),
    /Es fehlt: –\. Es kommt dazu: post@stadt\.example\./,
  ],
  ['X-06', 'error', profile({ acknowledgements: ['ack.unknown'] }), /"ack\.unknown"/],
  [
    'X-06',
    'error',
    (files) => files.set(NOTICE, { language: 'de', checkedBy: 'Wir', texts: [] }),
    /Texte, die die Seiten zeigen/,
  ],
  [
    'R-148',
    'error',
    (files) => putText(files, COMMON, fixtureText('info.how', 'de', { version: 3, effective: '2026-03-01' })),
    /Nummern/,
  ],
  ['R-148', 'error', (files) => putText(files, COMMON, fixtureText('info.how', 'de', { version: 2 })), /nicht später/],
  ['schema', 'error', says('Rufen Sie {telephone} an.'), /\{telephone\}/],
  ['schema', 'error', both(says('Das gilt {period}.'), profile({ consentHolds: 'appointment' })), /\{period\}/],
  [
    'schema',
    'error',
    (files) => putText(files, COMMON, { id: 'ack.notice', version: 1, effective: '2026-01-01' }),
    /statement/,
  ],
  [
    'schema',
    'error',
    (files) =>
      putText(files, COMMON, {
        id: 'consent.documentation',
        version: 1,
        effective: '2026-01-01',
        statement: 'Ich willige ausdrücklich ein.',
      }),
    /consequence/,
  ],
  ['schema', 'error', profile({ version: 'drei' }), /version/],
  ['schema', 'error', (files) => files.set(PROFILE, '{'), /JSON/],
  ['schema', 'error', profile({ id: 'anders' }), /Ordner/],
  [
    'schema',
    'error',
    (files) => files.set(COMMON, { ...(files.get(COMMON) as object), language: 'en' }),
    /wie im Namen/,
  ],
  [
    'schema',
    'error',
    (files) =>
      files.set('/site.json', { ...fixtureSite(), jitsi: { origin: 'https://meet.jit.si', peerToPeer: false } }),
    /eigene|own/,
  ],
  ['schema', 'error', profile({ steps: [...base.steps, 'waiting'] }), /zweimal/],
  [
    'site',
    'error',
    (files) => files.set('/site.json', { ...fixtureSite(), services: ['beispiel', 'fehlt'] }),
    /keinen Ordner/,
  ],
  ['site', 'note', (files) => files.set('/site.json', { ...fixtureSite(), services: ['anders'] }), /nicht erreichbar/],
  ['site', 'warning', (files) => files.set('/site.json', { ...fixtureSite(), practice: true }), /Übung/],
  ['words', 'error', says('Wir raten zur Videosprechstunde.'), /Arztpraxis/],
  ['words', 'error', says('Das regelt die DGSVO.'), /Vorlagen/],
  [
    'words',
    'error',
    profile({
      authority: {
        ...base.authority,
        address: { street: 'Wagnmüllerstraße 18', postalCode: '80538', city: 'München' },
      },
    }),
    /Vorlagen/,
  ],
  ['words', 'note', says('Bitte beachten Sie die Hinweise.'), /Amt/],
];

function otherDpo(files: Files): void {
  const dataProtectionOfficer = { ...base.dataProtectionOfficer, email: 'andere@stadt.example' };
  files.set('/services/zweites/profile.json', { ...base, id: 'zweites', dataProtectionOfficer });
}

function otherOffice(files: Files): void {
  putText(files, COMMON, fixtureText('field.phone', 'de', { body: ['Falls eine andere Stelle zuständig ist.'] }));
}

describe('the linter', () => {
  it('has nothing to say about the fixture', async () => {
    expect(await lint()).toEqual([]);
  });

  it.each(FAILING)('%s (%s) speaks up', async (rule, severity, change, message) => {
    const found = (await lint(change)).filter((finding) => finding.rule === rule && message.test(finding.message));
    expect(found).not.toEqual([]);
    expect(found[0]?.severity).toBe(severity);
    for (const { file, place, cure } of found) expect([file, place, cure]).not.toContain('');
  });

  it('has a failing example for every rule', () => {
    const tried = new Set(FAILING.map(([rule]) => rule));
    const rules = [...PROFILE_RULES, ...LAW_RULES, ...PHRASES].map(({ rule }) => rule);
    expect([...new Set(rules)].filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it.each<[string, Change]>([
    ['a denial of encryption', says('Der Chat ist nicht Ende-zu-Ende verschlüsselt.')],
    ['encryption that depends', says('Bild und Ton sind Ende-zu-Ende verschlüsselt, sobald alle Geräte es melden.')],
    ['no recording', says('Das Gespräch wird nicht aufgezeichnet.')],
    ['either recording', words('assurance.A3', 'Ich versichere, dass weder Bild noch Ton aufgenommen wird.')],
    [
      'a public task with its own words and right',
      both(purposes(publicTask), profile({ rights: [...base.rights, '21'] })),
    ],
    ['one purpose without Art. 9', purposes({}, { legalBasis: '6-1-a' })],
    [
      'a phone number for another office that is a recipient',
      both(otherOffice, profile({ recipients: ['participants', 'otherOffice'] })),
    ],
    [
      'a processor among the recipients',
      profile({ operator: { kind: 'processor', name: 'Rechenzentrum', agreement: 'AVV' }, recipients: ['processor'] }),
    ],
    [
      'no row for a chat that is off',
      profile({ chat: 'off', retention: base.retention.filter(({ subject }) => subject !== 'chat') }),
    ],
    [
      'the app without encryption from device to device, but for the note',
      both(profile({ allowApp: true, e2ee: { mode: 'off', encodedTransform: false } })),
    ],
    [
      'a group with its pledge',
      both(
        profile({
          session: { type: 'group', room: 'perAppointment' },
          assurances: { ...base.assurances, A6: 'required' },
        }),
      ),
    ],
    ['a consent for one appointment', profile({ consentHolds: 'appointment' })],
    [
      'quotations of the papers',
      profile({ deviations: [{ paper: 'Videosprechstunde', here: 'Videoberatung', because: 'Befundung' }] }),
    ],
    ['an old wording with old words beside its successor', oldWording],
  ])('lets %s pass', async (_name, change) => {
    expect((await lint(change)).filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('never throws, whatever stands in the files', async () => {
    for (const junk of ['', 'null', '[]', '{"texts":[null]}', '{"__proto__":{"a":1}}', '"'.repeat(1000)]) {
      const files = new Map([...serialise(fixtureFiles()).keys(), LOCK].map((path) => [path, junk]));
      expect((await lintFiles(files, TODAY)).length).toBeGreaterThan(0);
    }
    expect((await lintFiles(new Map(), TODAY)).some(({ file }) => file === '/site.json')).toBe(true);
  });
});

function oldWording(files: Files): void {
  putText(files, COMMON, fixtureText('info.how', 'de', { body: ['Wegen Corona per Video.'] }));
  for (const [path, language] of [
    [COMMON, 'de'],
    [COMMON_EN, 'en'],
  ] as const) {
    putText(files, path, fixtureText('info.how', language, { version: 2, effective: '2026-02-01' }));
  }
}

describe('released wordings', () => {
  const unlocked = (change: Change) => lint(change, false);

  it('fails for a text that was changed without a new number', async () => {
    const found = await unlocked(says('Ganz anders.'));
    expect(found).toMatchObject([{ rule: 'R-148', severity: 'error', file: COMMON, place: 'info.how, Fassung 1' }]);
  });

  it.each<[string, Partial<Parameters<typeof fixtureText>[2]>]>([
    ['the day from which it counts', { effective: '2026-01-02' }],
    ['its title', { title: 'Neu' }],
  ])('fails for a change of %s', async (_name, change) => {
    const found = await unlocked((files) => putText(files, COMMON, fixtureText('info.how', 'de', change)));
    expect(found.map(({ rule }) => rule)).toEqual(['R-148']);
  });

  it('fails for a released text that is gone', async () => {
    const found = await unlocked((files) => {
      const texts = fixtureFiles().get('/services/beispiel/texts.de.json') as object;
      files.set('/services/beispiel/texts.de.json', texts);
      files.set(LOCK, { beispiel: { de: { 'info.own': { '1': 'a'.repeat(64) } } } });
    });
    expect(found.some(({ file, place }) => file === LOCK && place === 'beispiel.de.info.own, Fassung 1')).toBe(true);
  });

  it('asks to release a new version, and blocks publishing until then', async () => {
    const found = await unlocked((files) => {
      for (const [path, language] of [
        [COMMON, 'de'],
        [COMMON_EN, 'en'],
      ] as const) {
        putText(files, path, fixtureText('info.how', language, { version: 2, effective: '2026-02-01' }));
      }
    });
    expect(found.map(({ cure }) => cure)).toEqual(Array(2).fill('Wenn der Wortlaut steht: npm run release-texts.'));
    expect(isPublishable(base, found)).toBe(false);
  });

  it('refuses a lock that is none', async () => {
    const found = await unlocked((files) => files.set(LOCK, { common: { de: { 'info.how': { '1': 'abc' } } } }));
    expect(found.some(({ file, rule }) => file === LOCK && rule === 'schema')).toBe(true);
  });
});

describe('publishing', () => {
  it('is possible for the fixture, and for one with warnings and notes', async () => {
    expect(isPublishable(base, await lint())).toBe(true);
    expect(isPublishable(base, await lint(profile({ speakerStatistics: true })))).toBe(true);
  });

  it.each<[string, Change]>([
    ['a missing fact', profile({ missingFacts: [{ fact: 'Frist', requirement: 'R-145' }], status: 'example' })],
    ['an undecided basis', both(purposes({}, { undecidedBases: ['6-1-e'] }), profile({ status: 'draft' }))],
    ['an error in the common texts', says('Die Verbindung ist sicher.')],
    ['an error in its own profile', assurances({ A6: 'required' })],
  ])('is not, because of %s', async (_name, change) => {
    const files = fixtureFiles();
    change(files);
    const found = await lint(change);
    expect(whyNotPublishable(base, found)).not.toEqual([]);
    expect(isPublishable(base, found)).toBe(false);
  });

  it('does not hang on another service', async () => {
    const found = await lint((files) =>
      files.set('/services/zweites/profile.json', {
        ...base,
        id: 'zweites',
        assurances: { ...base.assurances, A6: 'required' },
      }),
    );
    expect(isPublishable(base, found)).toBe(true);
    expect(isPublishable({ ...base, id: 'zweites' }, found)).toBe(false);
  });
});
