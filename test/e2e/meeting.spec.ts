import { randomBytes } from 'node:crypto';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import type { MeetingEvent } from '../../src/jitsi/meeting-event.ts';
import { HostPage } from '../contract/host-page.ts';
import { expect, test as base } from '../world.ts';
import type { Probe, ProbeOptions } from './meeting-page.ts';
import { bundled } from './support/bundled.ts';

type Kind = MeetingEvent['kind'];

/** The client's page: a bare document of the gate, with the gate's own headers. */
class ClientPage {
  readonly requests: string[] = [];

  constructor(
    readonly page: Page,
    readonly options: ProbeOptions,
  ) {
    page.on('request', (request) => this.requests.push(request.url()));
  }

  async open(more: Partial<ProbeOptions> = {}): Promise<void> {
    // Firefox gives camera and microphone only to the page in front, and lets the others wait for them without a word.
    await this.page.bringToFront();
    await this.page.evaluate((options) => (window as unknown as { probe: Probe }).probe.open(options), {
      ...this.options,
      ...more,
    });
  }

  async events(): Promise<[number, MeetingEvent][]> {
    return this.page.evaluate(() => (window as unknown as { probe: Probe }).probe.events);
  }

  async heard(kind: Kind): Promise<MeetingEvent> {
    const find = async (): Promise<MeetingEvent | undefined> =>
      (await this.events()).find(([, event]) => event.kind === kind)?.[1];
    await expect.poll(async () => (await find())?.kind, { message: `waits for ${kind}`, timeout: 15_000 }).toBe(kind);
    const event = await find();
    if (event === undefined) throw new Error(`${kind} was there and is gone`);
    return event;
  }

  /** What must hold after every ending. */
  async expectOver(ending: object): Promise<void> {
    expect(await this.heard('over')).toMatchObject({ ending });
    expect((await this.events()).filter(([, event]) => event.kind === 'over')).toHaveLength(1);
    await expect(this.page.locator('iframe')).toHaveCount(0);
    expect(await this.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  }
}

const test = base.extend<{ client: ClientPage; counsellor: () => Promise<HostPage> }, { script: string }>({
  script: [async ({}, use) => use(await bundled('meeting-page.ts')), { scope: 'worker' }],
  client: async ({ page, world, script }, use) => {
    await page.goto(`${world.gateOrigin}/jitsi/external_api.js`);
    await page.evaluate(script);
    const room = `sitzung${randomBytes(6).toString('hex')}`;
    await use(new ClientPage(page, { room, displayName: 'Anna · K7F2QX', jitsiOrigin: world.meetOrigin }));
  },
  counsellor: async ({ browser, world, client }, use) => {
    const opened: HostPage[] = [];
    await use(async () => {
      const page = await counsellorIn(browser, world.gateOrigin, world.meetOrigin, client.options.room);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.close();
  },
});

async function counsellorIn(browser: Browser, gateOrigin: string, meetOrigin: string, room: string): Promise<HostPage> {
  const host = { gateOrigin, apiAddress: `${gateOrigin}/jitsi/external_api.js`, domain: new URL(meetOrigin).host };
  const page = await HostPage.open(browser, host);
  await page.start('Beraterin', room);
  const isModerator = (): boolean =>
    page.events.some(
      ([event, payload]) => event === 'participantRoleChanged' && (payload as { role: string }).role === 'moderator',
    );
  await expect.poll(isModerator, { timeout: 15_000 }).toBe(true);
  await page.command('toggleLobby', true);
  await expect.poll(() => page.events.some(([event]) => event === 'nonParticipantMessageReceived')).toBe(true);
  return page;
}

async function knocker(counsellor: HostPage): Promise<{ id: string; name: string }> {
  const find = (): { id: string; name: string } | undefined => {
    const line = counsellor.events.find(([event]) => event === 'knockingParticipant');
    return (line?.[1] as { participant: { id: string; name: string } } | undefined)?.participant;
  };
  await expect.poll(() => find()?.name, { timeout: 15_000 }).toBeDefined();
  return find() ?? { id: '', name: '' };
}

async function admitted(client: ClientPage, counsellor: HostPage): Promise<void> {
  await client.open();
  const { id } = await knocker(counsellor);
  await counsellor.command('answerKnockingParticipant', id, true);
  await client.heard('admitted');
}

/** Asks the practice room for trouble. Node, unlike browsers, does not resolve names below `localhost` by itself. */
async function fault(request: APIRequestContext, meetOrigin: string, data: object): Promise<void> {
  const { host, port } = new URL(meetOrigin);
  const answer = await request.post(`https://127.0.0.1:${port}/practice/control`, { data, headers: { host } });
  if (!answer.ok()) throw new Error(`fault refused: ${await answer.text()}`);
}

test('nothing reaches Jitsi before the meeting is opened, and nothing without a permit @firefox', async ({
  client,
  world,
}) => {
  await client.open({ withoutPermit: true });
  await client.expectOver({ kind: 'permitMissing', code: 'PERMIT_MISSING' });
  expect(client.requests.filter((address) => !address.startsWith(world.gateOrigin))).toEqual([]);
  expect(client.requests.filter((address) => address.endsWith('external_api.js'))).toHaveLength(0);
});

test('from the lobby into the room and out again @firefox', async ({ client, counsellor, page }) => {
  const host = await counsellor();
  await client.open();
  await client.heard('inLobby');
  const { id, name } = await knocker(host);
  expect(name).toBe('Anna · K7F2QX');
  const frame = page.locator('iframe');
  await expect(frame).toHaveAttribute('title', 'Videogespräch');
  await expect(frame).toHaveAttribute('lang', 'de');

  await host.command('answerKnockingParticipant', id, true);
  await client.heard('admitted');
  expect(await client.heard('peopleChanged')).toMatchObject({ count: 2, names: ['Beraterin'] });
  expect(await page.evaluate(() => (window as unknown as { probe: Probe }).probe.meeting?.rename('Anna'))).toBe(true);

  await page.evaluate(() => void (window as unknown as { probe: Probe }).probe.meeting?.leave());
  await client.expectOver({ kind: 'leftByMyself' });
  await expect.poll(() => host.events.some(([event]) => event === 'participantLeft')).toBe(true);
});

test('refused', async ({ client, counsellor }) => {
  const host = await counsellor();
  await client.open();
  await host.command('answerKnockingParticipant', (await knocker(host)).id, false);
  await client.expectOver({ kind: 'refused' });
});

test('kicked', async ({ client, counsellor }) => {
  const host = await counsellor();
  await admitted(client, host);
  const other = (): string | undefined =>
    (host.events.find(([event]) => event === 'participantJoined')?.[1] as { id: string } | undefined)?.id;
  await expect.poll(other).toBeDefined();
  await host.command('kickParticipant', other());
  await client.expectOver({ kind: 'kicked', by: 'Beraterin' });
});

test('ended for all', async ({ client, counsellor }) => {
  const host = await counsellor();
  await admitted(client, host);
  await host.command('endConference');
  await client.expectOver({ kind: 'ended', by: 'counsellor', where: 'room' });
});

test('the lobby closes because everybody inside has gone', async ({ client, counsellor }) => {
  const host = await counsellor();
  await client.open();
  await client.heard('inLobby');
  await host.command('hangup');
  await client.expectOver({ kind: 'ended', by: 'server', where: 'lobby' });
});

test('the hang-up button inside the frame', async ({ client, counsellor, page }) => {
  const host = await counsellor();
  await admitted(client, host);
  await page.frameLocator('iframe').locator('[data-action="hangup"]').click();
  await client.expectOver({ kind: 'leftByMyself' });
});

test('first in the room: a moderator by accident is out within 500 ms @firefox', async ({ client }) => {
  await client.open();
  await client.expectOver({ kind: 'becameModerator', code: 'BECAME_MODERATOR' });
  const times = new Map((await client.events()).map(([at, event]) => [event.kind, at]));
  expect((times.get('over') ?? Infinity) - (times.get('becameModerator') ?? 0)).toBeLessThan(500);
});

test('a frame that is moved in the page @firefox', async ({ client, counsellor, page }) => {
  const host = await counsellor();
  await admitted(client, host);
  await page.evaluate(() => {
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    const frame = document.querySelector('iframe');
    if (frame !== null) elsewhere.append(frame);
  });
  await client.expectOver({ kind: 'secondReady' });
});

test('a frame whose surroundings are taken away', async ({ client, counsellor, page }) => {
  const host = await counsellor();
  await admitted(client, host);
  await page.evaluate(() => document.querySelector('#meeting')?.remove());
  await client.expectOver({ kind: 'secondReady' });
});

test('the server restarts in the middle', async ({ client, counsellor, request, world }) => {
  const host = await counsellor();
  await admitted(client, host);
  await fault(request, world.meetOrigin, { fault: 'restart-server', room: client.options.room });
  await client.expectOver({ kind: 'fatal', code: 'MEETING_FAILED' });
});

test('Jitsi says nothing at all', async ({ client, request, world }) => {
  await fault(request, world.meetOrigin, { fault: 'unreachable', room: client.options.room });
  await client.open({ limits: { page: 1_000 } });
  await client.expectOver({ kind: 'unreachable', waitingFor: 'page' });
});

test('the script is unreachable, then it is there again @firefox', async ({ client, counsellor, page }) => {
  await page.route('**/jitsi/external_api.js', (route) => route.abort());
  await client.open();
  await client.expectOver({ kind: 'unreachable', waitingFor: 'script', needsReload: false });
  await page.unroute('**/jitsi/external_api.js');
  await counsellor();
  await client.open();
  await client.heard('inLobby');
});

test("forged messages: from this page, from a window of the same origin, and in the plugin's name", async ({
  client,
  counsellor,
  page,
}) => {
  const host = await counsellor();
  await client.open();
  await client.heard('inLobby');
  await page.evaluate(() => {
    const api = (name: string): string =>
      JSON.stringify({
        postis: true,
        scope: 'jitsi_meet_external_api_0',
        method: 'message',
        params: { type: 'event', data: { name, id: 'P1' } },
      });
    const frame = document.querySelector('iframe');
    const origin = new URL(frame?.src ?? '').origin;
    const picture = { einlass: 1, kind: 'state', lobby: {}, role: 'moderator', e2ee: { participants: [] } };
    window.postMessage(api('video-conference-joined'), '*');
    window.postMessage(picture, '*');
    for (const data of [api('video-conference-joined'), picture]) {
      window.dispatchEvent(new MessageEvent('message', { data, origin, source: frame?.contentWindow ?? null }));
    }
  });
  // Messages keep their order: what comes after them has seen them pass.
  await host.command('answerKnockingParticipant', (await knocker(host)).id, false);
  await client.expectOver({ kind: 'refused' });
  expect((await client.events()).map(([, event]) => event.kind)).toEqual(['connecting', 'inLobby', 'refused', 'over']);
});

test('encryption is unknown, then off, then no more than the others report', async ({ client, counsellor }) => {
  const host = await counsellor();
  await admitted(client, host);
  const states = async (): Promise<string[]> =>
    (await client.events()).flatMap(([, event]) => (event.kind === 'e2eeChanged' ? [event.report.state] : []));
  await expect.poll(states).toContain('off');
  await host.command('toggleE2EE', true);
  await expect.poll(async () => (await states()).at(-1)).toBe('reportedByAll');
  await host.command('toggleE2EE', false);
  await expect.poll(async () => (await states()).at(-1)).toBe('off');
});
