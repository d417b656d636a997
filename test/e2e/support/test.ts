import type { BrowserContext, BrowserContextOptions } from '@playwright/test';
import type { MailboxFault } from '../../../config/serve/mailbox.ts';
import { expect, test as base } from '../../world.ts';
import { Client, WITHOUT_E2EE } from './client.ts';
import { Counsellor } from './counsellor.ts';
import { Desk } from './desk.ts';
import { Appointment } from './invite.ts';
import { MEETING_WATCH } from './meeting-watch.ts';
import type { Moment } from '../../../src/practice/witness.ts';
import { momentsIn } from './room-witness.ts';
import { watchPolicy } from './quiet.ts';
import { askForTrouble } from './trouble.ts';
import { answering, walkOf } from './walks.ts';
import type { Walk } from './walks.ts';

export { expect } from '../../world.ts';

/** The shortest way through a gate, for tests of what comes after it. */
export const SHORT: Walk = answering(walkOf('hannover-bildungsbuero'), { step: 'devices', name: 'Anna' });

interface Cast {
  /** An appointment in a room of its own. */
  readonly appointment: Appointment;
  /**
   * What the policy of the gate has stopped on any device so far: script, style, frame, a string where Trusted Types want more.
   * Must be empty when a test ends; a test that provokes something expects it here and takes it out.
   */
  readonly violations: string[];
  /** A new browser profile, as another device has one; closed after the test. */
  readonly device: (options?: DeviceOptions) => Promise<BrowserContext>;
  /** The counsellor, in the room with the lobby on. */
  readonly counsellor: (options?: DeviceOptions) => Promise<Counsellor>;
  /** A counsellor at her desk, on a device of her own, with a key that she has just founded. */
  readonly desk: (options?: DeviceOptions) => Promise<Desk>;
  /** A client who opens the link that they were given, on a device of their own, and stands before the first step. */
  readonly invited: (link: string, options?: DeviceOptions) => Promise<Client>;
  /** A client who opens a personal link for `walk` on a device of their own, and stands before the first step. */
  readonly client: (walk: Walk, options?: DeviceOptions) => Promise<Client>;
  /** Asks the practice room for trouble in this appointment's room, or in the one that `room` names. */
  readonly fault: (fault: Readonly<Record<string, unknown>>) => Promise<void>;
  /** What goes wrong with the mailbox of this worker from now on; everything is well again after the test. */
  readonly mailboxFault: (fault: MailboxFault) => Promise<void>;
  /** What the practice server saw of a room: every moment in which several people were in it, over all restarts. */
  readonly witness: (room: string) => Promise<readonly Moment[]>;
}

interface DeviceOptions extends BrowserContextOptions {
  /** Runs in every document before anything else. */
  readonly initScript?: string;
}

/** Playwright's `test` with the people of an appointment. */
export const test = base.extend<Cast>({
  appointment: async ({ world }, use) => use(new Appointment(world)),

  violations: async ({}, use) => {
    const violations: string[] = [];
    await use(violations);
    expect(violations, 'what the policy stopped').toEqual([]);
  },

  device: async ({ browser, contextOptions, ignoreHTTPSErrors, locale, permissions, world, violations }, use) => {
    const opened: BrowserContext[] = [];
    await use(async ({ initScript, ...options } = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        ...(ignoreHTTPSErrors === undefined ? {} : { ignoreHTTPSErrors }),
        ...(locale === undefined ? {} : { locale }),
        ...(permissions === undefined ? {} : { permissions }),
        ...options,
      });
      opened.push(context);
      await watchPolicy(context, world.gateOrigin, violations);
      if (initScript !== undefined) await context.addInitScript(initScript);
      return context;
    });
    for (const context of opened) await context.close();
  },

  counsellor: async ({ device, appointment }, use) => {
    await use(async (options) => Counsellor.open(await device(options), appointment.counsellorLink));
  },

  desk: async ({ device, world }, use) => {
    await use(async (options) => Desk.open(await device(options), world.gateOrigin));
  },

  invited: async ({ device }, use) => {
    await use(async (link, { initScript = '', ...options } = {}) => {
      const context = await device({ ...options, initScript: `${MEETING_WATCH};\n${initScript}` });
      return Client.open(context, link);
    });
  },

  client: async ({ device, appointment }, use) => {
    await use(async (walk, options = {}) => {
      const lacking = walk.lacks === 'e2ee' ? WITHOUT_E2EE : '';
      const initScript = [MEETING_WATCH, options.initScript ?? '', lacking].join(';\n');
      const context = await device({ ...options, initScript });
      return Client.open(context, appointment.invite(walk.service));
    });
  },

  fault: async ({ world, request, appointment }, use) => {
    await use((fault) =>
      askForTrouble(request, world.practiceOrigin, '/practice/control', { room: appointment.room, ...fault }),
    );
  },

  mailboxFault: async ({ world, request }, use) => {
    const play = (fault: MailboxFault): Promise<void> =>
      askForTrouble(request, world.gateOrigin, '/practice/mailbox', fault);
    await use(play);
    await play({ fault: 'none' });
  },

  witness: async ({ world, request }, use) => {
    await use((room) => momentsIn(request, world, room));
  },
});

/** Goes the short way and stands in the lobby. */
export async function knocked(person: Client, host: Counsellor): Promise<void> {
  await person.walk(SHORT);
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
  await expect(person.main.locator('.room--lobby')).toBeVisible();
}

/** Goes the short way and is in the room. */
export async function admitted(person: Client, host: Counsellor): Promise<void> {
  await knocked(person, host);
  await host.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
}

/** An appointment of the shortest kind at her desk, its room open, and its client before the first step. */
export async function appointed(her: Desk, invited: (link: string) => Promise<Client>): Promise<Client> {
  const [link = ''] = await her.create(SHORT);
  await her.openRoom();
  return invited(link);
}

/** Goes the short way, is complete at her desk, and is in the room. */
export async function received(person: Client, her: Desk): Promise<void> {
  await person.walk(SHORT);
  await comesBack(person, her);
}

/** Whose gate is open already presses "Eintreten", is complete at her desk, and is in the room. */
export async function comesBack(person: Client, her: Desk): Promise<void> {
  await person.enter();
  await her.expectComplete('Anna');
  await her.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
}
