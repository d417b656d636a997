import { expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import type { ClientErrorCode } from '../../../src/errors.ts';
import { ERROR_NUMBERS } from '../../../src/errors.ts';
import { STEP_KINDS } from '../../../src/gate/plan.ts';
import type { StepKind } from '../../../src/gate/plan.ts';
import type { Wish } from '../../../src/visit/view.ts';
import type { World } from '../../world.ts';
import { Client } from './client.ts';
import type { Appointment } from './invite.ts';
import { test } from './test.ts';
import { walkOf } from './walks.ts';

/** The profile that asks least, so that a test stands quickly where it wants to begin. */
export const SHORTEST = 'hannover-bildungsbuero';

/** Where a way around the gate ends: a step, the page of a problem, the page after a no, or away from the gate. */
export type End = StepKind | ClientErrorCode | 'entrance' | 'declined' | 'away';

export interface Scene {
  readonly person: Client;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly appointment: Appointment;
  readonly world: World;
  /** The personal link that was opened. */
  readonly href: string;
}

/** One way around the gate. */
export interface WayAround {
  /** What somebody does; the title of the test. */
  readonly tries: string;
  readonly service?: string;
  /** When the appointment begins, in milliseconds from now. */
  readonly startsIn?: number;
  /** Runs in every document before anything else. */
  readonly initScript?: string;
  /** The step on which somebody stands who begins to try; `arrive` where nothing is said. */
  readonly from?: StepKind;
  readonly ends: End;
  readonly attempt: (scene: Scene) => Promise<void>;
}

/** Makes a test of each way: it ends where it has to, a crowbar does not help there either, and Jitsi heard of nobody. */
export function testWays(ways: readonly WayAround[]): void {
  for (const way of ways) {
    const { tries, service = SHORTEST, startsIn = 0, initScript, from = 'arrive', ends, attempt } = way;
    test(`${tries}: ends at ${ends}`, async ({ device, appointment, world }) => {
      const context = await device(initScript === undefined ? {} : { initScript });
      const heard = hearOutside(context, world);
      const href = appointment.invite(service, { startsAt: Date.now() + startsIn });
      const person = await Client.open(context, href);
      if (from !== 'arrive') await person.walk(walkOf(service, from), from);
      await attempt({ person, page: person.page, context, appointment, world, href });
      await expectEnd(person, ends);
      await crowbar(person.page);
      await expectEnd(person, ends);
      await expect(person.page.locator('iframe')).toHaveCount(0);
      expect(await person.page.evaluate(() => 'JitsiMeetExternalAPI' in globalThis)).toBe(false);
      expect(heard).toEqual([]);
    });
  }
}

/** Every request and connection of this browser profile that leaves the gate's own files, as it comes. */
export function hearOutside(context: BrowserContext, world: World): readonly string[] {
  const heard: string[] = [];
  context.on('request', (request) => {
    // Jitsi's script comes from the gate's own host and is fetched ahead; only a meeting runs it.
    const { origin } = new URL(request.url());
    if (origin !== world.gateOrigin && origin !== 'null') heard.push(request.url());
  });
  const listen = (page: Page): void => void page.on('websocket', (socket) => heard.push(socket.url()));
  context.pages().forEach(listen);
  context.on('page', listen);
  return heard;
}

/** Waits until the page that belongs to `end` is on screen. */
export async function expectEnd(person: Client, end: End): Promise<void> {
  if (isStep(end)) return person.expectStep(end);
  if (end === 'entrance') return expect(person.main.locator('client-entrance')).toBeVisible();
  if (end === 'declined') return expect(person.main.locator('client-ending')).toContainText('Das ist in Ordnung');
  if (end === 'away') return expect(person.page.locator('client-app')).toHaveCount(0);
  await expect(person.main.locator('client-problem')).toContainText(hint(end));
}

function isStep(end: End): end is StepKind {
  return STEP_KINDS.some((step) => step === end);
}

function hint(code: ClientErrorCode): RegExp {
  return new RegExp(`EINLASS-${ERROR_NUMBERS[code]}(?!\\d)`);
}

/** The page's root, as the console sees it. */
export interface ConsoleApp extends HTMLElement {
  view: unknown;
  wish(wish: unknown): void;
}

/** Wishes from the console, past every button. Resolves when the visit had its turn. */
export async function wishFromConsole(
  page: Page,
  ...wishes: readonly (Wish | Readonly<Record<string, unknown>>)[]
): Promise<void> {
  await page.evaluate(async (all) => {
    for (const wish of all) document.querySelector<ConsoleApp>('client-app')?.wish(wish);
    // Entering claims the appointment by a lock, so the turn of a lock asked for later is a later one.
    await navigator.locks.request('turn', () => undefined);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, wishes as unknown[]);
}

/** Asks for the last step and for the meeting straight away, with a place for the frame at hand. */
async function crowbar(page: Page): Promise<void> {
  if ((await page.locator('client-app').count()) === 0) return;
  await wishFromConsole(page, { kind: 'look', step: 'waiting' }, { kind: 'enter' });
  await page.evaluate(() => {
    const place = document.body.appendChild(document.createElement('div'));
    document.querySelector<ConsoleApp>('client-app')?.wish({ kind: 'frameReady', place, title: 'x' });
  });
  await wishFromConsole(page);
}
