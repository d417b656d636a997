import { expect } from '@playwright/test';
import { ERROR_NUMBERS } from '../../../src/errors.ts';
import type { ClientErrorCode } from '../../../src/errors.ts';
import { problemWords } from '../../../src/elements/shared/problem-words.ts';
import type { EndingKind } from '../../../src/visit/view.ts';
import type { Client } from './client.ts';

/** What the page did with Jitsi's API, in milliseconds since the page began. */
interface Watch {
  made: number;
  disposed: number;
  /** When Jitsi's page in the frame said its first word. */
  readyAt: number | null;
  /** When this person was first told to moderate. */
  moderatorAt: number | null;
  /** When this person was first in a room. */
  joinedAt: number | null;
  frameGoneAt: number | null;
}

interface WatchedWindow {
  meetingWatch: Watch;
  JitsiMeetExternalAPI: unknown;
}

interface Api {
  dispose(): void;
}
type ApiClass = new (...given: unknown[]) => Api;

/** To run in every document: counts what is made and disposed of, and looks at the clock. */
export const MEETING_WATCH = `(${String(watchMeeting)})()`;

function watchMeeting(): void {
  if (window !== window.top) return;
  const own = window as unknown as WatchedWindow;
  const watch: Watch = { made: 0, disposed: 0, readyAt: null, moderatorAt: null, joinedAt: null, frameGoneAt: null };
  own.meetingWatch = watch;
  let watched: ApiClass | undefined;
  Object.defineProperty(window, 'JitsiMeetExternalAPI', {
    configurable: true,
    get: () => watched,
    set(official: ApiClass) {
      watched = class extends official {
        constructor(...given: unknown[]) {
          super(...given);
          watch.made += 1;
        }
        override dispose(): void {
          watch.disposed += 1;
          super.dispose();
        }
      };
    },
  });
  window.addEventListener(
    'message',
    ({ data }) => {
      const words: string = typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
      if (/"name":"ready"/.test(words)) watch.readyAt ??= performance.now();
      if (/"name":"video-conference-joined"/.test(words)) watch.joinedAt ??= performance.now();
      if (/"role":"moderator"/.test(words) && !/"participants":\[\{/.test(words))
        watch.moderatorAt ??= performance.now();
    },
    { capture: true },
  );
  let isThere = false;
  new MutationObserver(() => {
    const frame = document.querySelector('iframe');
    if (isThere && !frame) watch.frameGoneAt = performance.now();
    isThere = frame !== null;
  }).observe(document, { childList: true, subtree: true });
}

/** The frame is gone, every meeting that was opened was disposed of exactly once, and Jitsi left nothing here. */
export async function expectOut({ page }: Client, meetings = 1): Promise<void> {
  await expect(page.locator('iframe')).toHaveCount(0);
  const { made, disposed } = await watchOf({ page });
  expect({ made, disposed }).toEqual({ made: meetings, disposed: meetings });
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
}

export async function watchOf({ page }: Pick<Client, 'page'>): Promise<Watch> {
  return page.evaluate(() => (window as unknown as WatchedWindow).meetingWatch);
}

/** Milliseconds from being told to moderate until the frame was gone. */
export async function timeAsModerator(client: Client): Promise<number> {
  const { moderatorAt, frameGoneAt } = await watchOf(client);
  return moderatorAt === null || frameGoneAt === null ? Infinity : frameGoneAt - moderatorAt;
}

/** Milliseconds from being in a room until the frame was gone. */
export async function timeInside(client: Client): Promise<number> {
  const { joinedAt, frameGoneAt } = await watchOf(client);
  return joinedAt === null || frameGoneAt === null ? Infinity : frameGoneAt - joinedAt;
}

/** What the last page says, in a few words of it. */
const ENDING_WORDS: Readonly<Record<EndingKind, RegExp>> = {
  declined: /in Ordnung/,
  withdrawn: /nicht mehr/,
  left: /aufgelegt/,
  endedByCounsellor: /beendet/,
  cancelled: /abgesagt/,
  refused: /nicht eingelassen/,
  kicked: /nicht mehr im Gespräch/,
  wiped: /gelöscht/,
};

/** The last page of this kind is on screen, and the meeting is over for good. */
export async function expectEnding(client: Client, ending: EndingKind, meetings = 1): Promise<void> {
  await expect(client.main.locator('client-ending')).toHaveJSProperty('ending', ending);
  await expect(client.main.getByRole('heading', { level: 1 })).toHaveText(ENDING_WORDS[ending]);
  await expect(client.main.getByRole('heading', { level: 1 })).toBeFocused();
  await expectOut(client, meetings);
}

/** Back before the open door, with the reason in words and its number. */
export async function expectBack(client: Client, code: ClientErrorCode, meetings = 1): Promise<void> {
  await client.expectStep('waiting');
  await expect(client.main).toContainText(problemWords(code).title);
  await expect(client.main).toContainText(`EINLASS-${ERROR_NUMBERS[code]}`);
  await expect(client.main.locator('#enter')).toBeEnabled();
  await expectOut(client, meetings);
}
