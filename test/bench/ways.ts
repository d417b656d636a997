import type { Browser, Page } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import { walkGate } from '../walk.ts';

interface MeetingApi {
  on(event: string, listener: (payload: { readonly participant: { readonly id: string } }) => void): void;
  executeCommand(command: string, ...values: unknown[]): void;
}

interface MeasuredWindow {
  api?: MeetingApi;
  pressedAt?: number;
  joinedAt?: number;
  JitsiMeetExternalAPI: new (domain: string, options: unknown) => MeetingApi;
}

/** A page that notes when a button was last pressed and when the frame first said that the meeting was joined. */
async function openPage(browser: Browser, bypassCSP: boolean): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, bypassCSP, locale: 'de-DE' });
  await context.grantPermissions(['camera', 'microphone']);
  await context.addInitScript(() => {
    if (window !== window.top) return;
    const notes = window as unknown as MeasuredWindow;
    window.addEventListener('click', () => (notes.pressedAt = performance.now()), { capture: true });
    window.addEventListener(
      'message',
      ({ data }) => {
        const text = typeof data === 'string' ? data : JSON.stringify(data);
        if (text.includes('video-conference-joined')) notes.joinedAt ??= performance.now();
      },
      { capture: true },
    );
  });
  return context.newPage();
}

/** A page of ours, not yet anywhere. */
export function openOurs(browser: Browser): Promise<Page> {
  return openPage(browser, false);
}

/** A page that has the IFrame API and nothing else. */
export async function openBare(browser: Browser, servers: Servers): Promise<Page> {
  // A bare page has no policy. Ours keeps its own, and whatever that costs.
  const page = await openPage(browser, true);
  // Any small document of the gate's origin will do.
  await page.goto(`${servers.gateOrigin}/site.json`);
  await page.addScriptTag({ url: '/jitsi/external_api.js' });
  return page;
}

/** Joins `roomName` with nothing in between; returns the milliseconds that it took. */
export async function joinBare(page: Page, servers: Servers, roomName: string): Promise<number> {
  await page.evaluate(
    ([domain, room]) => {
      const notes = window as unknown as MeasuredWindow;
      notes.pressedAt = performance.now();
      const configOverwrite = { prejoinConfig: { enabled: false } };
      notes.api = new notes.JitsiMeetExternalAPI(domain, {
        roomName: room,
        parentNode: document.body,
        configOverwrite,
      });
    },
    [new URL(servers.meetOrigin).host, roomName] as const,
  );
  return timeUntilJoined(page);
}

/** The counsellor on this bare page switches the lobby on and lets in whoever knocks: our page leaves a room without one. */
export async function openLobby(counsellor: Page): Promise<void> {
  await counsellor.evaluate(() => {
    const { api } = window as unknown as MeasuredWindow;
    api?.on('knockingParticipant', ({ participant }) => {
      api.executeCommand('answerKnockingParticipant', participant.id, true);
    });
    api?.executeCommand('toggleLobby', true);
  });
}

/** Goes through the gate and enters; returns the milliseconds from pressing "Eintreten" until the meeting was joined. */
export async function joinOurs(page: Page, href: string): Promise<number> {
  const enter = await walkGate(page, href);
  // A person reads before pressing; whatever is fetched ahead has arrived by then.
  await page.waitForLoadState('networkidle');
  await enter.click();
  return timeUntilJoined(page);
}

async function timeUntilJoined(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as unknown as MeasuredWindow).joinedAt !== undefined);
  return page.evaluate(() => {
    const { joinedAt = Number.NaN, pressedAt = Number.NaN } = window as unknown as MeasuredWindow;
    return joinedAt - pressedAt;
  });
}

/** Closes the page with all that belongs to it, whatever happened. */
export async function withPage<T>(page: Page, measure: (page: Page) => Promise<T>): Promise<T> {
  try {
    return await measure(page);
  } finally {
    await page.context().close();
  }
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
