import { roomOf } from './direction.ts';
import type { Source } from './sources.ts';

const LONGEST = 300;

/** Rooms in which Jitsi's own words are at home. */
const SPEAK_JITSI = ['jitsi', 'jitsi-plugin', 'practice'];

const JITSI_WORDS =
  /knockingParticipant|videoConference(Joined|Left)|readyToClose|errorOccurred|toggleLobby|answerKnocking|JitsiMeetExternalAPI|configOverwrite|interfaceConfig|participantRoleChanged|executeCommand/;

/** Other projects' words for our things (house, "Names"). */
const FOREIGN_WORDS = /\b(guests?|wizards?|tenants?|onboarding|waitingRoom)\b/i;

/** What the gate must not reach for: it is given time, randomness and everything else. */
const OUTSIDE_WORLD =
  /\b(Date\.now|new Date\(\)|Math\.random|document\.|window\.|navigator\.|localStorage|sessionStorage|indexedDB|fetch\(|setTimeout|crypto\.|performance\.)/;

interface Habit {
  readonly name: string;
  readonly applies: (path: string) => boolean;
  /** What of `text` breaks the habit, or undefined. */
  readonly breach: (text: string, path: string) => string | undefined;
}

const isCode = (path: string): boolean => path.endsWith('.ts');
const firstMatch = (pattern: RegExp) => (text: string) => pattern.exec(text)?.[0];

export const HABITS: readonly Habit[] = [
  {
    name: `no file is longer than ${LONGEST} lines`,
    // The languages are written by lit-localize, one line for every message.
    applies: (path) => /\.(ts|css)$/.test(path) && !/^i18n\/(office-)?locales\//.test(path),
    breach: (text) => {
      const lines = text.trimEnd().split('\n').length;
      return lines > LONGEST ? `${lines} lines` : undefined;
    },
  },
  { name: 'nothing is written to the console', applies: isCode, breach: firstMatch(/\bconsole(\.\w|\[)/) },
  { name: 'no `any`', applies: isCode, breach: firstMatch(/(:\s*any\b(?!\s+\w)|\bas any\b|<any\b)/) },
  { name: 'nothing is left for later', applies: () => true, breach: firstMatch(/\b(TODO|FIXME|XXX)\b/) },
  {
    name: 'file names are kebab-case',
    applies: (path) => !/(^|\/)README\.md$/.test(path),
    breach: (_text, path) =>
      /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(path.split('/').at(-1) ?? '') ? undefined : path,
  },
  {
    name: 'a custom element is called like its file',
    applies: isCode,
    breach: (text, path) => {
      const tags = [...text.matchAll(/customElements\.define\(\s*['"`]([^'"`]+)/g)].map((match) => match[1] ?? '');
      const name = path.split('/').at(-1)?.replace(/\.ts$/, '');
      return tags.find((tag) => tag !== name);
    },
  },
  {
    name: "Jitsi's words stay in its rooms",
    applies: (path) => isCode(path) && !SPEAK_JITSI.includes(roomOf(path)),
    breach: firstMatch(JITSI_WORDS),
  },
  {
    name: 'one word per thing',
    applies: (path) => isCode(path) && !SPEAK_JITSI.includes(roomOf(path)),
    breach: firstMatch(FOREIGN_WORDS),
  },
  {
    name: 'the gate has no clock, no chance, no page, no storage and no network',
    applies: (path) => isCode(path) && roomOf(path) === 'gate',
    breach: (text) => firstMatch(OUTSIDE_WORLD)(withoutComments(text)),
  },
  {
    name: 'pages carry nothing inline',
    applies: (path) => path.endsWith('.html'),
    breach: firstMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i),
  },
];

/** Every breach in `sources`, each as one readable line. */
export function breachesOf(sources: readonly Source[], habit: Habit): string[] {
  return sources
    .filter(({ path }) => habit.applies(path))
    .flatMap(({ path, text }) => {
      const found = habit.breach(text, path);
      return found === undefined ? [] : [`src/${path}: ${found}`];
    });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
