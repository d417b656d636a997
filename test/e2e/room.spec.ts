/** The counsellor's room against Jitsi's own external_api.js and the practice room. The client is a page that only embeds. */
import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import type { KnockingPerson, RoomEvent } from '../../src/jitsi/room-event.ts';
import { heard, last } from '../contract/call.ts';
import { HostPage } from '../contract/host-page.ts';
import { expect, test as base } from '../world.ts';
import type { RoomProbe, RoomProbeOptions } from './room-page.ts';
import { bundled } from './support/bundled.ts';

type Of<K extends RoomEvent['kind']> = Extract<RoomEvent, { kind: K }>;
interface ProbeWindow {
  roomProbe: RoomProbe;
}

/** A counsellor before her room. */
class RoomPage {
  constructor(
    readonly page: Page,
    readonly script: string,
    readonly gateOrigin: string,
    readonly options: RoomProbeOptions,
  ) {}

  /** Also what a reload of her page is: everything anew, in the same browser. */
  async open(more: Partial<RoomProbeOptions> = {}): Promise<void> {
    await this.page.goto(`${this.gateOrigin}/jitsi/external_api.js`);
    await this.page.evaluate(this.script);
    await this.page.evaluate((options) => (window as unknown as ProbeWindow).roomProbe.open(options), {
      ...this.options,
      ...more,
    });
  }

  async events(): Promise<RoomEvent[]> {
    return this.page.evaluate(() => (window as unknown as ProbeWindow).roomProbe.events);
  }

  async of<K extends RoomEvent['kind']>(kind: K): Promise<Of<K>[]> {
    return (await this.events()).filter((event): event is Of<K> => event.kind === kind);
  }

  async heard<K extends RoomEvent['kind']>(kind: K, like: Partial<Of<K>> = {}): Promise<Of<K>> {
    const wanted = expect.objectContaining({ kind, ...like });
    await expect.poll(() => this.events(), { timeout: 15_000 }).toContainEqual(wanted);
    const found = (await this.of(kind)).find((event) =>
      Object.entries(like).every(([key, value]) => event[key as keyof typeof event] === value),
    );
    if (found === undefined) throw new Error(`${kind} was there and is gone`);
    return found;
  }

  /** What `name` may do with a string or a switch. */
  async do(
    name: 'admit' | 'refuse' | 'remove' | 'switchE2ee' | 'setPassword' | 'endForAll',
    value?: string | boolean,
  ): Promise<void> {
    await this.page.evaluate(
      ([command, given]) => {
        const { room } = (window as unknown as ProbeWindow).roomProbe;
        const act = room?.[command] as ((value: unknown) => unknown) | undefined;
        void act?.(given);
      },
      [name, value] as const,
    );
  }

  async knocker(name: string): Promise<KnockingPerson> {
    const find = async (): Promise<KnockingPerson | undefined> =>
      (await this.of('knockingChanged')).at(-1)?.knocking.find((one) => one.name === name);
    await expect.poll(async () => (await find())?.name, { timeout: 15_000 }).toBe(name);
    return (await find()) as KnockingPerson;
  }

  /** What must hold after every ending. */
  async expectOver(ending: object): Promise<void> {
    expect(await this.heard('over')).toMatchObject({ ending });
    expect((await this.events()).at(-1)?.kind).toBe('over');
    await expect(this.page.locator('iframe')).toHaveCount(0);
    expect(await this.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  }
}

const ANNA = 'Anna · K7F2QX';
const token = (name: string): string =>
  `e30.${Buffer.from(JSON.stringify({ context: { user: { name } } })).toString('base64url')}.signed`;

interface Cast {
  readonly room: string;
  /** A counsellor in a browser of her own; nothing is opened. */
  readonly counsellor: () => Promise<RoomPage>;
  /** A client who wants into the room. */
  readonly client: (name?: string) => Promise<HostPage>;
  readonly fault: (data: object) => Promise<void>;
}

const test = base.extend<Cast, { script: string }>({
  script: [async ({}, use) => use(await bundled('room-page.ts')), { scope: 'worker' }],
  room: async ({}, use) => use(`sitzung${randomBytes(6).toString('hex')}`),
  counsellor: async ({ browser, world, script, room, permissions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: permissions ?? [] });
      opened.push(context);
      const options = { room, displayName: 'Beratung Süd', jitsiOrigin: world.meetOrigin };
      return new RoomPage(await context.newPage(), script, world.gateOrigin, options);
    });
    for (const context of opened) await context.close();
  },
  client: async ({ browser, world, room }, use) => {
    const opened: HostPage[] = [];
    await use(async (name = ANNA) => {
      const { gateOrigin, meetOrigin } = world;
      const apiAddress = `${gateOrigin}/jitsi/external_api.js`;
      const page = await HostPage.open(browser, { gateOrigin, apiAddress, domain: new URL(meetOrigin).host });
      opened.push(page);
      await page.start(name, room, { startWithVideoMuted: true });
      return page;
    });
    for (const page of opened) await page.close();
  },
  fault: async ({ request, world, room }, use) => {
    await use(async (data) => {
      // Node, unlike browsers, does not resolve names below `localhost` by itself.
      const { host, port } = new URL(world.meetOrigin);
      const answer = await request.post(`https://127.0.0.1:${port}/practice/control`, {
        data: { room, ...data },
        headers: { host },
      });
      if (!answer.ok()) throw new Error(`fault refused: ${await answer.text()}`);
    });
  },
});

async function opened(counsellor: RoomPage, more: Partial<RoomProbeOptions> = {}): Promise<void> {
  await counsellor.open(more);
  await counsellor.heard('opened');
}

test('without a permit of the gate nothing is loaded, and a token that is none goes nowhere', async ({
  counsellor,
  world,
}) => {
  const her = await counsellor();
  const asked: string[] = [];
  her.page.on('request', (request) => asked.push(request.url()));
  await her.open({ withoutPermit: true });
  await her.expectOver({ kind: 'permitMissing' });
  await her.open({ jwt: 'a.b.c#config.notifications=null' });
  await her.expectOver({ kind: 'refusedByHost' });
  expect(asked.filter((address) => !address.startsWith(world.gateOrigin))).toEqual([]);
  await her.open({ jwt: 'a.b.c' });
  await her.expectOver({ kind: 'refusedByHost' });
});

test('opens, admits, encrypts, locks and removes, each confirmed by what really happened', async ({
  counsellor,
  client,
}) => {
  const her = await counsellor();
  await opened(her);
  const anna = await client();
  const { id: lobbyId, there } = await her.knocker(ANNA);
  expect(there).toBe('yes');
  // Admission has one door: the frame shows no button for it.
  await expect(her.page.frameLocator('iframe').locator('[data-action^="admit-"], [data-action="hangup"]')).toHaveCount(
    0,
  );

  await her.do('admit', lobbyId);
  await her.heard('confirmed', { command: 'admit', id: lobbyId });
  const { id } = await her.heard('admittedAs', { lobbyId });
  expect((await her.of('knockingChanged')).at(-1)?.knocking).toEqual([]);
  expect((await her.of('peopleChanged')).at(-1)?.people).toMatchObject([{ id, name: ANNA }]);

  await her.do('switchE2ee', true);
  await her.heard('confirmed', { command: 'e2ee' });
  await expect.poll(async () => (await her.of('e2eeChanged')).at(-1)?.report.state).toBe('reportedByAll');
  expect((await her.of('peopleChanged')).at(-1)?.people).toMatchObject([
    { moderates: false, e2eeSupported: true, e2eeEnabled: true },
  ]);
  await her.do('setPassword', '7391');
  await her.heard('confirmed', { command: 'password' });

  await her.do('remove', id);
  await her.heard('confirmed', { command: 'remove', id });
  await heard(anna, 'participantKickedOut');
  expect(await her.of('cameInUnasked')).toEqual([]);
});

test('refuses', async ({ counsellor, client }) => {
  const her = await counsellor();
  await opened(her);
  const anna = await client();
  const { id } = await her.knocker(ANNA);
  await her.do('refuse', id);
  await her.heard('confirmed', { command: 'refuse', id });
  await expect
    .poll(() => last(anna, 'errorOccurred'))
    .toMatchObject({ error: { name: 'conference.connectionError.accessDenied' } });
});

test('somebody who stops knocking disappears, and cannot be admitted any more', async ({ counsellor, client }) => {
  const her = await counsellor();
  await opened(her);
  const anna = await client();
  const { id } = await her.knocker(ANNA);
  await anna.dispose();
  await expect.poll(async () => (await her.of('knockingChanged')).at(-1)?.knocking).toEqual([]);
  await her.do('admit', id);
  await her.heard('failed', { command: 'admit', id, why: 'gone' });
});

test('without the plugin: nobody knows who is still there, and encryption is not confirmed', async ({
  counsellor,
  client,
  fault,
}) => {
  await fault({ fault: 'reporter-off' });
  const her = await counsellor();
  await opened(her, { limits: { silence: 300, answer: 300 } });
  const anna = await client();
  const { id } = await her.knocker(ANNA);
  await expect.poll(async () => (await her.knocker(ANNA)).there).toBe('maybe');
  await her.do('switchE2ee', true);
  await her.heard('failed', { command: 'e2ee', why: 'noAnswer' });
  await anna.dispose();
  await her.do('admit', id);
  await her.heard('failed', { command: 'admit', id, why: 'noAnswer' });
});

test('ends for all', async ({ counsellor, client }) => {
  const her = await counsellor();
  await opened(her);
  const anna = await client();
  await her.do('admit', (await her.knocker(ANNA)).id);
  await heard(anna, 'videoConferenceJoined');
  await her.do('endForAll');
  await her.heard('confirmed', { command: 'endForAll' });
  await her.expectOver({ kind: 'endedForAll' });
  await expect.poll(() => last(anna, 'errorOccurred')).toMatchObject({ error: { name: 'conference.destroyed' } });
});

test('a second counsellor is let in by the first and admits as well', async ({ counsellor, client }) => {
  const [first, second] = [await counsellor(), await counsellor()];
  await opened(first);
  await second.open({ jwt: token('Beratung Nord') });
  await second.heard('inOwnLobby');
  await first.do('admit', (await first.knocker('Beratung Nord')).id);
  await second.heard('opened');
  await second.heard('otherModerator', { name: 'Beratung Süd' });
  await first.heard('otherModerator', { name: 'Beratung Nord' });

  await client();
  await first.knocker(ANNA);
  const { id } = await second.knocker(ANNA);
  await second.do('admit', id);
  await second.heard('admittedAs', { lobbyId: id });
  // The first one sees somebody whom she did not admit.
  await first.heard('cameInUnasked', { name: ANNA });
});

test('a counsellor who comes back stands in her own lobby, and is not left there', async ({ counsellor, client }) => {
  const her = await counsellor();
  await opened(her);
  const anna = await client();
  await her.do('admit', (await her.knocker(ANNA)).id);
  await heard(anna, 'videoConferenceJoined');
  await her.open({ limits: { ownLobby: 500 } });
  await her.heard('inOwnLobby');
  await her.expectOver({ kind: 'ownLobby' });
});

test('a restart of the server is the end of this room', async ({ counsellor, client, fault }) => {
  const her = await counsellor();
  await opened(her);
  const anna = await client();
  await her.do('admit', (await her.knocker(ANNA)).id);
  await heard(anna, 'videoConferenceJoined');
  await fault({ fault: 'restart-server' });
  await her.expectOver({ kind: 'fatal', code: 'MEETING_FAILED' });
});
