import { switchLanguage } from '../i18n/office-locale.ts';
import type { DeskPorts } from './ports.ts';
import { fetchText } from '../service/fetch-text.ts';

/** What a browser itself gives. */
type BrowserSide = Pick<
  DeskPorts,
  'now' | 'later' | 'randomId' | 'fetchText' | 'switchLanguage' | 'claim' | 'saveFile' | 'playSound' | 'setTitle'
>;

/** What the other rooms of this house give: keys and records, mailbox, room, appointments, assessment. */
export type RoomSide = Omit<DeskPorts, keyof BrowserSide>;

/** The ports of a real page. */
export function browserPorts(rooms: RoomSide): DeskPorts {
  return {
    ...rooms,
    now: () => Date.now(),
    later: (milliseconds, act) => void setTimeout(act, milliseconds),
    randomId: () => crypto.randomUUID(),
    fetchText,
    switchLanguage,
    claim,
    saveFile,
    playSound,
    setTitle,
  };
}

async function claim(name: string): Promise<{ release(): void } | null> {
  if (!('locks' in navigator)) return { release: () => undefined };
  return new Promise((resolve) => {
    const asked = navigator.locks.request(`einlass-desk-${name}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return resolve(null);
      await new Promise<void>((release) => resolve({ release }));
    });
    // Refused by the browser (SecurityError, blocked storage): the same as a browser without locks.
    asked.catch(() => resolve({ release: () => undefined }));
  });
}

/** A link to a blob is no script and no image: the strict policy has nothing against a download. */
function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Safari reads the blob only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Hertz of the tones, one after the other. */
const TONES = { knock: [587, 784], alarm: [880, 880, 880] } as const;
const TONE_LENGTH = 0.18;
const LOUDNESS = 0.15;

function playSound(kind: keyof typeof TONES): void {
  try {
    play(new AudioContext(), TONES[kind]);
  } catch {
    // No sound on this device: the number in the title and the list say the same.
  }
}

function play(context: AudioContext, tones: readonly number[]): void {
  const start = context.currentTime;
  tones.forEach((frequency, index) => {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const at = start + index * TONE_LENGTH * 1.5;
    tone.frequency.value = frequency;
    // Up and down again: a tone that is cut off clicks.
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, at + TONE_LENGTH / 4);
    loudness.gain.linearRampToValueAtTime(0, at + TONE_LENGTH);
    tone.connect(loudness).connect(context.destination);
    tone.start(at);
    tone.stop(at + TONE_LENGTH);
  });
  // Before anybody has clicked on the page a browser plays nothing; then the number in the title has to do.
  setTimeout(() => void context.close().catch(() => undefined), 2_000);
}

/** The number in front of the title, where it is also read when the tab is small. */
function setTitle(knocking: number): void {
  const plain = document.title.replace(/^\(\d+\) /, '');
  document.title = knocking === 0 ? plain : `(${String(knocking)}) ${plain}`;
}
