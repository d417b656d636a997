import { msg, str } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';
import { lightWords } from './e2ee-light-words.ts';
import { reminderWords } from './joined-reminder.ts';
import { mayWaiveWords, mustWaitWords, networkWords, recoveryWords, stageWords } from './room-stage-words.ts';

/**
 * Says to screen readers what changed in the room: that it is open, who knocks, who came in or went, encryption, and what
 * stands above the picture (WCAG 4.1.3). One line of the page's one polite region; what is on screen already and did not
 * change is not said again.
 */
export function announceRoom(before: RoomView, now: RoomView, language: string): void {
  const news = [
    ...stage(before, now, language),
    ...knocks(before, now),
    ...comings(before, now),
    ...joined(before, now),
    ...encryption(before, now),
    ...notices(before, now),
  ];
  if (news.length > 0) announce(news.join(' '));
}

/** Says this once, where it would otherwise only be seen. */
export function announce(words: string): void {
  const announcer = document.querySelector('#announcer');
  if (announcer) announcer.textContent = words;
}

/** Where the room goes out, the focus goes to the words about it; while it comes back, the notice says how far it is. */
function stage(before: RoomView, now: RoomView, language: string): readonly string[] {
  const isNews = now.stage !== before.stage && (now.stage === 'open' || now.stage === 'takingLong');
  return isNews ? [stageWords(now, language)] : [];
}

function notices(before: RoomView, now: RoomView): readonly string[] {
  return [
    ...(now.e2ee.mustWait && !before.e2ee.mustWait ? [mustWaitWords()] : []),
    ...(now.e2ee.mayWaive && !before.e2ee.mayWaive ? [mayWaiveWords()] : []),
    ...(now.networkTrouble && !before.networkTrouble ? [networkWords()] : []),
    ...(now.recovery && now.recovery !== before.recovery ? [recoveryWords(now.recovery)] : []),
  ];
}

function knocks(before: RoomView, now: RoomView): readonly string[] {
  const known = new Set(before.knocking.map(({ id }) => id));
  const still = new Set(now.knocking.map(({ id }) => id));
  const inside = new Set(now.inside.map(({ name }) => name));
  return [
    ...now.knocking.filter(({ id }) => !known.has(id)).map(({ name }) => msg(str`${name} klopft an.`)),
    ...before.knocking
      .filter(({ id, name }) => !still.has(id) && !inside.has(name))
      .map(({ name }) => msg(str`${name} klopft nicht mehr.`)),
  ];
}

function comings(before: RoomView, now: RoomView): readonly string[] {
  const were = new Set(before.inside.map(({ id }) => id));
  const are = new Set(now.inside.map(({ id }) => id));
  return [
    ...now.inside.filter(({ id }) => !were.has(id)).map(({ name }) => msg(str`${name} ist im Raum.`)),
    ...before.inside.filter(({ id }) => !are.has(id)).map(({ name }) => msg(str`${name} hat den Raum verlassen.`)),
  ];
}

function joined(before: RoomView, now: RoomView): readonly string[] {
  const count = (view: RoomView): number => view.reminder?.names.length ?? 0;
  return count(now) > count(before) ? [reminderWords()] : [];
}

function encryption(before: RoomView, now: RoomView): readonly string[] {
  const words = lightWords(now.e2ee).state;
  return words === lightWords(before.e2ee).state ? [] : [words];
}
