import type { NoteKind } from './notes.ts';

/** A test outside the audit that holds a criterion, by its file and the beginning of its title. */
export interface HeldBy {
  readonly file: string;
  readonly title: string;
}

/** A success criterion of WCAG 2.2 that bites on these pages (requirements §5.3), and what holds it. */
export interface Criterion {
  readonly id: string;
  readonly what: string;
  /** Checks of the audit itself. */
  readonly checks: readonly NoteKind[];
  readonly tests: readonly HeldBy[];
  /** What no machine can decide, or what has not been tried. */
  readonly open?: string;
}

const browser = (name: string, title: string): HeldBy => ({ file: `test/browser/elements/${name}.test.ts`, title });
const e2e = (name: string, title: string): HeldBy => ({ file: `test/e2e/${name}.spec.ts`, title });

/** Everything that the report speaks about, in the order of WCAG. */
export const CRITERIA: readonly Criterion[] = [
  {
    id: '1.1.1, 1.3.3, 1.4.1',
    what: 'Zustände stehen als Wort und als Form da, nicht nur als Farbe oder Ort',
    checks: ['looks', 'spoken'],
    tests: [
      browser('e2ee-light', 'says when nobody confirmed it'),
      browser('text-picture', 'screen readers meet no picture'),
    ],
  },
  {
    id: '1.3.1, 3.3.2',
    what: 'Jedes Kästchen trägt den ganzen Satz als Beschriftung, Gruppen haben einen Namen',
    checks: ['looks', 'spoken'],
    tests: [browser('client-consent', 'one box for each purpose, none ticked, the whole sentence its label')],
  },
  {
    id: '1.3.2',
    what: 'Arabisch läuft von rechts, deutsche Stücke darin von links',
    checks: ['direction', 'parts'],
    tests: [
      browser('german-wording', 'beside a translated statement stands the German one, whole and marked as German'),
    ],
  },
  {
    id: '1.3.5',
    what: 'Felder sagen dem Browser, was hineingehört; Angaben der Eltern getrennt von denen des Kindes',
    checks: ['looks'],
    tests: [
      browser('client-details', 'lets the browser fill in'),
      browser(
        'client-minor',
        'on behalf of whom, with what becomes of the guardian’s own data, in a section of their own',
      ),
    ],
  },
  {
    id: '1.4.2',
    what: 'Kein Ton von selbst',
    checks: [],
    tests: [
      browser('client-waiting', 'the sound is off until somebody wants it'),
      browser('admission-panel', 'the sound says how it is and is turned'),
    ],
  },
  {
    id: '1.4.3, 1.4.11',
    what: 'Kontrast von Schrift in hell, dunkel und erzwungenen Farben',
    checks: ['looks'],
    tests: [],
    open: 'Den Kontrast von Rahmen, Zeichen und Fokusring misst kein Werkzeug; er ist nach den Farbwerten gewählt.',
  },
  {
    id: '1.4.4, 1.4.10, 1.4.12',
    what: 'Bei 320 Pixeln und 400 Prozent, mit weiten Abständen und großer Schrift geht nichts verloren',
    checks: ['narrow', 'large', 'spacing', 'parts'],
    tests: [browser('display-settings', 'larger type, stronger contrast and rest hold at once')],
  },
  {
    id: '2.1.1, 2.5.1, 2.5.7',
    what: 'Alles geht mit der Tastatur, nichts verlangt Ziehen',
    checks: ['keyboard'],
    tests: [],
  },
  {
    id: '2.1.2, 2.4.1',
    what: 'Aus dem Rahmen von Jitsi führt Tab heraus, ein Sprung führt daran vorbei',
    checks: [],
    tests: [
      e2e('accessibility', 'the meeting and the page behind it can be used by everybody, with no trap in the frame'),
      browser('client-room', 'is reached without crossing the frame, from before and from behind it'),
    ],
  },
  {
    id: '2.2.1',
    what: 'Kein Schritt hat eine Frist. Bleibt die Frage nach einer weiteren Person eine Minute offen, gilt das als Nein und kann neu gefragt werden. Der Platz der Beratenden schließt sich nie während eines Gesprächs',
    checks: [],
    tests: [
      e2e('desk-room', 'no answer is no: after a minute a further person is still outside'),
      e2e('receipt-files', 'after fifteen minutes without an act the desk locks itself, but not while a room is open'),
    ],
  },
  {
    id: '2.2.2, 2.3.3',
    what: 'Nichts bewegt sich, wenn jemand das so will',
    checks: [],
    tests: [browser('display-settings', 'larger type, stronger contrast and rest hold at once')],
  },
  {
    id: '2.4.2, 2.4.3',
    what: 'Jeder Schritt hat einen eigenen Titel; nach jedem Wechsel steht der Fokus auf der Überschrift',
    checks: ['focus'],
    tests: [e2e('accessibility', '${service}: every step can be used by everybody')],
  },
  { id: '2.4.7, 2.4.11', what: 'Der Fokus ist zu sehen und nie verdeckt', checks: ['keyboard'], tests: [] },
  { id: '2.5.3', what: 'Was auf einem Knopf steht, ist auch sein Name', checks: ['looks', 'spoken'], tests: [] },
  { id: '2.5.8', what: 'Alles zum Drücken ist mindestens 44 × 44 Pixel groß', checks: ['targets'], tests: [] },
  {
    id: '3.1.1, 3.1.2',
    what: 'Die Seite und jedes Stück in anderer Sprache sagen, in welcher; Fehlendes steht sichtbar auf Deutsch',
    checks: ['looks', 'spoken'],
    tests: [
      browser('german-wording', 'beside a translated statement stands the German one, whole and marked as German'),
      browser('receipt-view', 'a sentence in another language than the page says so'),
      browser('client-consent', 'without a translation the German sentence is marked as German'),
    ],
  },
  {
    id: '3.2.1, 3.2.2',
    what: 'Kein Häkchen blättert weiter oder tritt ein',
    checks: [],
    tests: [
      browser('client-consent', 'ticking is kept at once and turns no page'),
      browser('client-assurances', 'by the last tick: that never turns the page'),
    ],
  },
  {
    id: '3.2.6',
    what: 'Hilfe und Telefonnummer stehen auf jedem Schritt an derselben Stelle',
    checks: ['looks'],
    tests: [],
    open: 'Von Hand angesehen: der Fuß jeder Seite ist derselbe Baustein.',
  },
  {
    id: '3.3.1, 3.3.3',
    what: 'Was fehlt, wird genannt, und ein Link führt hin',
    checks: ['looks'],
    tests: [browser('client-assurances', 'while sentences are open: names each, with its person, and leads there')],
  },
  {
    id: '3.3.4',
    what: 'Vor dem Erklären steht alles noch einmal da, ist zu ändern und später zu widerrufen',
    checks: [],
    tests: [
      browser('client-review', 'appointment, statements in full with answers, details, all as entered'),
      browser('client-room', 'is one action and its confirmation, with what it means'),
    ],
  },
  {
    id: '3.3.7',
    what: 'Der Name wird nicht zweimal gefragt',
    checks: [],
    tests: [{ file: 'test/unit/jitsi/meeting.test.ts', title: 'passes the room, the name and the chosen camera' }],
  },
  {
    id: '3.3.8',
    what: 'Das Passwort des Raums darf eingefügt und gezeigt werden; ohne Passwort geht es über den Warteraum',
    checks: [],
    tests: [browser('client-room', 'takes the focus, may be pasted and shown, and is sent by Enter')],
  },
  {
    id: '4.1.2',
    what: 'Namen, Rollen und Zustände; der Rahmen des Gesprächs hat einen Titel',
    checks: ['looks', 'spoken'],
    tests: [browser('client-room', 'is handed up once, on the page, with a title for the frame')],
  },
  {
    id: '4.1.3',
    what: 'Anklopfen, Einlassen und Verschlüsselung werden angesagt, ohne den Fokus zu nehmen',
    checks: [],
    tests: [
      e2e('accessibility-office', "counsellor's page: what happens in the room is told to who does not see it"),
      e2e(
        'accessibility-office',
        "counsellor's page: a knock and an admission, in the practice room and without looking",
      ),
    ],
  },
  {
    id: 'EN 301 549, 7 und WCAG 1.2',
    what: 'Videos mit Untertiteln und Gebärdensprache',
    checks: [],
    tests: [],
    open: 'Es werden keine Videos ausgeliefert. Untertitel im Gespräch sind aus Gründen des Datenschutzes aus.',
  },
  {
    id: 'Verständlichkeit',
    what: 'Leichte Sprache und Übersetzungen',
    checks: ['spoken'],
    tests: [{ file: 'test/house/words.test.ts', title: '$path is Leichte Sprache as far as a machine can tell' }],
    open: 'Menschen, die Leichte Sprache brauchen oder die Sprachen als Muttersprache sprechen, haben noch nicht geprüft. Ein wirkliches Vorleseprogramm, Safari und ein wirkliches Handy sind nicht benutzt worden.',
  },
];
