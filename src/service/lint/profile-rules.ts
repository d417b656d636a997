import type { Profile } from '../profile-schema.ts';
import type { Wordings } from '../wording.ts';
import { when, type Hit, type Rule } from './finding.ts';

/** What a rule about a profile looks at. `today` is YYYY-MM-DD. */
export interface ProfileSubject {
  readonly profile: Profile;
  readonly german: Wordings;
  readonly today: string;
}

export type ProfileRule = Rule<ProfileSubject>;

/** Door, room, promises and dates: what is unwise or false although each value is allowed. Source: requirements §3. */
export const PROFILE_RULES: readonly ProfileRule[] = [
  {
    rule: 'C-01',
    weight: 'warning',
    check: ({ profile: { browserPolicy, e2ee } }) =>
      when(
        browserPolicy === 'block' && e2ee.mode === 'off',
        'browserPolicy',
        'Browser werden abgewiesen, obwohl keine Ende-zu-Ende-Verschlüsselung vorgesehen ist.',
        '"inform" oder "warn" wählen oder e2ee.mode setzen.',
      ),
  },
  {
    rule: 'C-07',
    weight: 'error',
    check: ({ profile: { access } }) => [
      ...when(
        access.lobby === 'off' && access.password === 'off',
        'access',
        'Weder Warteraum noch Passwort: Wer den Link kennt, ist im Gespräch.',
        'access.lobby auf "on" setzen.',
      ),
      ...when(
        access.password !== 'off' && access.passwordChannel === undefined,
        'access.passwordChannel',
        'Es gibt ein Passwort, aber keinen Weg, es mitzuteilen.',
        '"passwordChannel": "phone" ergänzen; in die E-Mail mit dem Link gehört es nicht.',
      ),
    ],
  },
  {
    rule: 'C-07',
    weight: 'note',
    check: ({ profile: { access } }) =>
      when(
        access.lobby === 'on' && access.password !== 'off',
        'access.password',
        'Wer das Passwort kennt, kann in Jitsi am Warteraum vorbei.',
        'Auf dem Jitsi-Server securityUi.disableLobbyPassword setzen oder auf das Passwort verzichten.',
      ),
  },
  { rule: 'C-12', weight: 'warning', check: companions },
  {
    rule: 'C-13',
    weight: 'warning',
    check: ({ profile: { session } }) =>
      when(
        session.room === 'persistent',
        'session.room',
        'Ein Raum, der bleibt, führt Menschen von früher in spätere Gespräche.',
        '"perAppointment" wählen.',
      ),
  },
  {
    rule: 'C-15',
    weight: 'warning',
    check: ({ profile }) =>
      when(
        profile.fields.some(({ id, pseudonym }) => id === 'name' && pseudonym === true) &&
          profile.fields.some(({ id, use }) => use === 'required' && (id === 'birthDate' || id === 'street')),
        'fields',
        'Ein Pseudonym ist erlaubt, Geburtsdatum oder Anschrift sind aber Pflicht.',
        'birthDate und street auf "optional" oder "off" setzen.',
      ),
  },
  {
    rule: 'C-16',
    weight: 'note',
    check: ({ profile: { fields, alternatives } }) =>
      when(
        alternatives.includes('email') &&
          fields.some(({ id, use, visibleTo }) => id === 'email' && use !== 'off' && visibleTo === 'system'),
        'alternatives',
        'E-Mail wird als anderer Weg genannt, die Beratenden sehen die Adresse aber nicht.',
        '"email" streichen oder visibleTo auf "counsellor" setzen.',
      ),
  },
  {
    rule: 'C-19',
    weight: 'error',
    check: ({ profile: { chat, e2ee } }) =>
      when(
        chat === 'on' && e2ee.mode === 'required',
        'chat',
        'Der Chat ist nie Ende-zu-Ende verschlüsselt, verlangt wird es aber.',
        'chat auf "off" setzen.',
      ),
  },
  {
    rule: 'C-20',
    weight: 'warning',
    check: ({ profile: { speakerStatistics } }) =>
      when(
        speakerStatistics,
        'speakerStatistics',
        'Alle sehen, wer wie lange gesprochen hat.',
        'Auf false setzen, wenn es nicht gebraucht wird.',
      ),
  },
  {
    rule: 'C-25',
    weight: 'error',
    check: ({ profile: { session, assurances } }) =>
      when(
        session.type === 'single' && assurances.A6 !== 'off',
        'assurances.A6',
        'Die Verpflichtung A6 gibt es nur in Gruppen.',
        'assurances.A6 auf "off" setzen.',
      ),
  },
  {
    rule: 'C-26',
    weight: 'warning',
    check: ({ profile: { assurances, information } }) =>
      when(
        assurances.A3 !== 'required' && !information.includes('info.recordingBan'),
        'assurances.A3',
        'Nirgends steht, dass nicht aufgezeichnet werden darf.',
        'A3 auf "required" setzen oder "info.recordingBan" in information aufnehmen.',
      ),
  },
  {
    rule: 'C-28',
    weight: 'note',
    check: ({ profile: { e2ee } }) =>
      when(
        e2ee.mode === 'off',
        'e2ee.mode',
        'Ende-zu-Ende-Verschlüsselung ist nicht vorgesehen.',
        '"preferred" prüfen; die Texte richten sich danach.',
      ),
  },
  {
    rule: 'R-002',
    weight: 'warning',
    check: ({ profile: { reviewBy, effective }, today }) => [
      ...when(
        reviewBy < today,
        'reviewBy',
        `Die Texte sollten bis ${reviewBy} neu gelesen werden.`,
        'Texte lesen, dann reviewBy auf den nächsten Termin setzen.',
      ),
      ...when(
        reviewBy <= effective,
        'reviewBy',
        'Der Prüftermin liegt nicht nach dem Stand.',
        'Ein späteres Datum eintragen.',
      ),
    ],
  },
  {
    rule: 'R-149',
    weight: 'note',
    check: ({ profile: { effective }, today }) =>
      when(effective > today, 'effective', `Dieser Stand gilt erst ab ${effective}.`, 'Erst dann ausliefern.'),
  },
];

function companions({ profile: { furtherPersons, assurances } }: ProfileSubject): readonly Hit[] {
  const alone = furtherPersons === 'none';
  const anyRequired = Object.values(assurances).includes('required');
  return [
    ...when(
      alone && (assurances.A4 === 'required' || assurances.companion === 'required'),
      'assurances',
      'Zusagen über weitere Personen werden verlangt, weitere Personen sind aber ausgeschlossen.',
      'A4 und companion auf "off" setzen oder furtherPersons ändern.',
    ),
    ...when(
      !alone && anyRequired && assurances.companion === 'off',
      'assurances.companion',
      'Weitere Personen dürfen dabei sein, sagen aber selbst nichts zu.',
      'companion auf "required" setzen.',
    ),
  ];
}
