import { hasConsent, isAsked, isConsent } from '../generated.ts';
import { durationMs } from '../duration.ts';
import type { Profile, Purpose } from '../profile-schema.ts';
import type { Wordings } from '../wording.ts';
import { when, type Hit } from './finding.ts';
import type { ProfileRule, ProfileSubject } from './profile-rules.ts';

const YEARS_2 = 730 * 86_400_000;

/** Consent, basis, rights and who gets what: what does not fit the law or itself. Source: requirements §1, §3 and §5. */
export const LAW_RULES: readonly ProfileRule[] = [
  { rule: 'C-08', weight: 'error', check: statementAgainstBasis },
  { rule: 'C-08', weight: 'error', check: rightsAgainstBasis },
  {
    rule: 'C-10',
    weight: 'warning',
    check: ({ profile }) =>
      when(
        hasConsent(profile) && !profile.withdrawal.channels.includes('oral'),
        'withdrawal.channels',
        'Ein Widerruf im Gespräch mit der Beraterin fehlt.',
        '"oral" aufnehmen: Ein gesprochener Satz genügt.',
      ),
  },
  {
    rule: 'C-11',
    weight: 'warning',
    check: ({ profile: { alternatives } }) =>
      when(
        !alternatives.includes('phone') && !alternatives.includes('inPerson'),
        'alternatives',
        'Wer nicht einwilligt, bekommt weder Telefon noch Gespräch vor Ort angeboten.',
        '"phone" oder "inPerson" aufnehmen.',
      ),
  },
  {
    rule: 'C-17',
    weight: 'warning',
    check: ({ profile: { minors } }) =>
      when(
        minors.policy === 'none',
        'minors.policy',
        'Für Minderjährige ist nichts geregelt.',
        '"capacity", "confidential" oder "guardian" wählen (§ 8 Abs. 3 SGB VIII beachten).',
      ),
  },
  {
    rule: 'C-17',
    weight: 'note',
    check: ({ profile: { minors } }) =>
      when(
        minors.policy === 'guardian',
        'minors.policy',
        'Minderjährige kommen nur mit Sorgeberechtigten herein. Das kann ein Kind gefährden.',
        'Für Jugendberatung "capacity" oder "confidential" prüfen (Erwägungsgrund 38 DSGVO).',
      ),
  },
  {
    rule: 'C-21',
    weight: 'error',
    check: ({ profile, german }) =>
      when(
        isAsked(profile, 'phone') &&
          namesOtherOffice(profile, german) &&
          !(profile.recipients ?? []).includes('otherOffice'),
        'recipients',
        'Die Telefonnummer kann an eine andere Stelle gehen, die Empfänger nennen sie nicht.',
        '"otherOffice" in recipients aufnehmen.',
      ),
  },
  { rule: 'C-23', weight: 'warning', check: oneItemPerPurpose },
  {
    rule: 'L-05',
    weight: 'warning',
    check: ({ profile: { consentHolds } }) =>
      when(
        consentHolds !== 'appointment' && durationMs(consentHolds) > YEARS_2,
        'consentHolds',
        'Eine Einwilligung soll in der Regel nicht länger als zwei Jahre gelten (LDI NRW).',
        'Höchstens "P24M" eintragen.',
      ),
  },
  {
    rule: 'R-014',
    weight: 'warning',
    check: ({ profile }) =>
      when(
        hasConsent(profile) && !profile.information.includes('info.voluntary'),
        'information',
        'Vor der Einwilligung steht nicht, dass sie freiwillig ist.',
        '"info.voluntary" in information aufnehmen.',
      ),
  },
  {
    rule: 'R-016',
    weight: 'error',
    check: ({ profile: { operator, recipients } }) =>
      when(
        operator.kind === 'processor' && recipients !== null && !recipients.includes('processor'),
        'recipients',
        'Der Auftragsverarbeiter fehlt unter den Empfängern.',
        '"processor" in recipients aufnehmen.',
      ),
  },
  {
    rule: 'R-104',
    weight: 'warning',
    check: ({ profile: { automatedDecisions } }) =>
      when(
        automatedDecisions === true,
        'automatedDecisions',
        'Der Einlass trifft keine automatisierten Entscheidungen.',
        'Auf false setzen, wenn auch sonst keine fallen.',
      ),
  },
  {
    rule: 'R-130',
    weight: 'warning',
    check: ({ profile: { thirdCountryTransfer } }) =>
      when(
        thirdCountryTransfer === true,
        'thirdCountryTransfer',
        'Daten verlassen die EU.',
        'Prüfen, wohin und mit welcher Garantie (Art. 44 ff. DSGVO), und im Text nennen.',
      ),
  },
];

/** Consent where the basis is consent, taking note where it is not; explicit where the law says so. */

function statementAgainstBasis({ profile, german }: ProfileSubject): readonly Hit[] {
  const isExplicit = profile.purposes.some(({ legalBasis }) => legalBasis === '9-2-a');
  return [
    // One purpose may do without (making an appointment); not all of them.
    ...when(
      profile.specialCategories && hasConsent(profile) && !isExplicit,
      'purposes',
      'Bei besonderen Kategorien (Art. 9 DSGVO) genügt Art. 6 nicht.',
      'Beim betroffenen Zweck "9-2-a" eintragen oder specialCategories auf false setzen.',
    ),
    ...profile.purposes.flatMap((purpose, index) =>
      wordingAgainstBasis(purpose, `purposes[${String(index)}].statement`, german),
    ),
  ];
}

function wordingAgainstBasis(purpose: Purpose, place: string, german: Wordings): readonly Hit[] {
  if (purpose.statement === undefined || !german.has(purpose.statement)) return [];
  const words = german.text(purpose.statement).text.statement ?? '';
  const consents = /\bwillige\b/i.test(words);
  if (!isConsent(purpose.legalBasis)) {
    return when(
      consents || purpose.statement.startsWith('consent.'),
      place,
      `Rechtsgrundlage ${purpose.legalBasis} ist keine Einwilligung, gefragt wird aber nach einer.`,
      'Einen Text wählen, der zur Kenntnis genommen wird ("ack.publicTask").',
    );
  }
  return [
    ...when(
      !consents,
      place,
      'Der Satz ist keine Einwilligung, die Rechtsgrundlage schon.',
      'Einen Text mit "Ich willige … ein" wählen oder die Rechtsgrundlage ändern.',
    ),
    ...when(
      consents && purpose.legalBasis === '9-2-a' && !/ausdrücklich/i.test(words),
      place,
      'Art. 9 Abs. 2 Buchst. a DSGVO verlangt eine ausdrückliche Einwilligung.',
      '"ausdrücklich" in den Satz aufnehmen (neue Nummer).',
    ),
  ];
}

function rightsAgainstBasis({ profile }: ProfileSubject): readonly Hit[] {
  const publicTask = profile.purposes.some(({ legalBasis }) => legalBasis === '6-1-e');
  const [objects, withdraws] = [profile.rights.includes('21'), profile.rights.includes('withdrawal')];
  return [
    ...when(
      objects && !publicTask,
      'rights',
      'Widerspruch (Art. 21) gibt es nur bei einer öffentlichen Aufgabe.',
      '"21" streichen.',
    ),
    ...when(
      !objects && publicTask,
      'rights',
      'Zur öffentlichen Aufgabe gehört der Widerspruch (Art. 21).',
      '"21" aufnehmen.',
    ),
    ...when(
      !withdraws && hasConsent(profile),
      'rights',
      'Zur Einwilligung gehört der Widerruf.',
      '"withdrawal" aufnehmen.',
    ),
  ];
}

function oneItemPerPurpose({ profile: { purposes } }: ProfileSubject): readonly Hit[] {
  return purposes.flatMap(({ statement, legalBasis }, index) => {
    const shared = statement !== undefined && purposes.findIndex((other) => other.statement === statement) < index;
    return when(
      shared || (statement === undefined && isConsent(legalBasis)),
      `purposes[${String(index)}].statement`,
      'Dieser Zweck hat keine eigene Einwilligung.',
      'Je Zweck einen eigenen Satz angeben, damit jeder einzeln abgelehnt werden kann.',
    );
  });
}

function namesOtherOffice(profile: Profile, german: Wordings): boolean {
  const field = profile.fields.find(({ id }) => id === 'phone');
  if (!field || !german.has(field.purpose)) return false;
  return /\bandere\w*\s+(zuständige\w*\s+)?(Stelle|Behörde)/i.test(JSON.stringify(german.text(field.purpose).text));
}
