import { RETENTION_SUBJECTS, type Party, type Profile } from '../profile-schema.ts';
import { when, type Finding, type Hit, findings } from './finding.ts';

/** Days after which an office's address should be compared with its own site again. */
const VERIFIED_FOR_DAYS = 365;

/** Nobody misses these: a paper without a date has none, and an unchecked address is found by its own rule. */
const MAY_BE_NULL = new Set(['paperDate', 'verifiedOn']);

const RULE_OF_FACT: readonly (readonly [RegExp, string])[] = [
  [/^supervisoryAuthority/, 'C-24'],
  [/^dataProtectionOfficer/, 'R-114'],
  [/^retention/, 'R-145'],
  [/^recipients/, 'R-129'],
  [/^thirdCountryTransfer/, 'R-130'],
  [/^automatedDecisions/, 'R-104'],
  [/^purposes/, 'C-08'],
];

/** Facts that Art. 13 GDPR demands and the profile does not have; an example may lack them, a published one not. */
export function lintFacts(profile: Profile, file: string, today: string): readonly Finding[] {
  const nulls = nullsIn(profile, '');
  const say = (rule: string, weight: 'publishing' | 'error' | 'warning' | 'note', hits: readonly Hit[]) =>
    findings(rule, weight, file, profile.status, hits);
  return [
    ...[...new Set(nulls.map(ruleOf))].flatMap((rule) =>
      say(rule, 'publishing', [missingAt(nulls.filter((place) => ruleOf(place) === rule))]),
    ),
    ...say('R-110', 'error', unlisted(profile, nulls)),
    ...say('C-04', 'publishing', retentionGaps(profile)),
    ...say('C-08', 'publishing', undecided(profile)),
    ...say('R-114', 'publishing', unverified(profile)),
    ...say('R-114', 'warning', outdated(profile, today)),
    ...profile.missingFacts.flatMap(({ fact, requirement }, index) =>
      findings(requirement.split(/[ ,]/)[0] ?? 'R-110', 'publishing', file, profile.status, [
        { place: `missingFacts[${String(index)}]`, message: fact, cure: 'Klären, eintragen und hier streichen.' },
      ]),
    ),
  ];
}

/** Says where `null` stands for a missing fact: "authority.phone". */
export function nullsIn(value: unknown, path: string): readonly string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    if (MAY_BE_NULL.has(key)) return [];
    const step = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    return nullsIn(member, step);
  });
}

function ruleOf(place: string): string {
  return RULE_OF_FACT.find(([pattern]) => pattern.test(place))?.[1] ?? 'R-110';
}

function missingAt(places: readonly string[]): Hit {
  return {
    place: places.join(', '),
    message: places.length === 1 ? 'Die Angabe fehlt.' : 'Die Angaben fehlen.',
    cure: 'Bei der Behörde erfragen und statt null eintragen.',
  };
}

function unlisted(profile: Profile, nulls: readonly string[]): readonly Hit[] {
  return when(
    nulls.length > 0 && profile.missingFacts.length === 0,
    'missingFacts',
    'Angaben fehlen, missingFacts nennt aber keine.',
    'Jede fehlende Angabe mit ihrer Anforderung aufführen.',
  );
}

/** One row for each thing that may be kept, so that nobody has to guess (C-04); what never arises needs none. */
function retentionGaps(profile: Profile): readonly Hit[] {
  const documents = profile.purposes.some(({ id }) => /documentation|findings/.test(id));
  const needless = new Set([
    ...(profile.chat === 'off' ? ['chat'] : []),
    ...(profile.speakerStatistics ? [] : ['statistics']),
    ...(documents ? [] : ['documentation']),
  ]);
  const present = new Set<string>(profile.retention.map(({ subject }) => subject));
  return RETENTION_SUBJECTS.filter((subject) => !present.has(subject) && !needless.has(subject)).map((subject) => ({
    place: 'retention',
    message: `Für "${subject}" steht nicht da, wie lange es gespeichert wird.`,
    cure: `Zeile { "subject": "${subject}", "duration": … } ergänzen.`,
  }));
}

function undecided(profile: Profile): readonly Hit[] {
  return profile.purposes.flatMap(({ undecidedBases }, index) =>
    when(
      (undecidedBases ?? []).length > 0,
      `purposes[${String(index)}].undecidedBases`,
      'Die Rechtsgrundlage ist nicht entschieden.',
      'Mit dem Datenschutz entscheiden, legalBasis setzen und undecidedBases streichen.',
    ),
  );
}

function unverified(profile: Profile): readonly Hit[] {
  return parties(profile).flatMap(({ place, party }) =>
    when(
      party.needsVerification !== undefined,
      `${place}.needsVerification`,
      party.needsVerification ?? '',
      'Mit der Seite der Behörde vergleichen, verifiedOn setzen und needsVerification streichen.',
    ),
  );
}

function outdated(profile: Profile, today: string): readonly Hit[] {
  const verifiedOn = profile.dataProtectionOfficer?.verifiedOn ?? null;
  const age = (Date.parse(today) - Date.parse(verifiedOn ?? '')) / 86_400_000;
  return when(
    profile.dataProtectionOfficer !== null && !(age <= VERIFIED_FOR_DAYS),
    'dataProtectionOfficer.verifiedOn',
    verifiedOn === null
      ? 'Niemand hat die Anschrift des Datenschutzes geprüft.'
      : `Die Anschrift des Datenschutzes wurde zuletzt am ${verifiedOn} geprüft.`,
    'Mit der Seite der Behörde vergleichen und verifiedOn auf den Tag setzen.',
  );
}

function parties(profile: Profile): readonly { readonly place: string; readonly party: Party }[] {
  const { authority, department, dataProtectionOfficer, supervisoryAuthority } = profile;
  return Object.entries({ authority, department, dataProtectionOfficer, supervisoryAuthority }).flatMap(
    ([place, party]) => (party ? [{ place, party }] : []),
  );
}
