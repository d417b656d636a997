/** Issue point 4: what goes wrong with servers, browsers and devices (jitsi-observed c, d, f), and the way on from there. */
import { expectBack, expectOut, timeAsModerator, timeInside, watchOf } from './support/meeting-watch.ts';
import { HostPage } from '../contract/host-page.ts';
import { WITHOUT_E2EE } from './support/client.ts';
import { expectPicture } from './support/seeing.ts';
import { admitted, expect, SHORT, test } from './support/test.ts';

test.slow();

/** Only inside Jitsi's page: the gate's own check of camera and microphone was fine. */
const IN_FRAME = (script: string): string => `if (window !== window.top) { ${script} }`;
const DENIED = `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));`;
const UNANSWERED = 'navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);';

test('the server restarts in the middle: back to the gate, one click, and admitted again', async ({
  client,
  counsellor,
  fault,
}) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await admitted(person, host);
  const isOut = host.isOut();
  await fault({ fault: 'restart-server' });
  await expectBack(person, 'MEETING_FAILED');
  await isOut;
  await host.isReady();
  await person.enter();
  await host.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
});

test('the line to the server is away for a moment: nobody notices', async ({ client, counsellor, fault }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await admitted(person, host);
  await person.page.bringToFront();
  const picture = person.page.frameLocator('.room__frame iframe').locator('.tile:not(.tile-own) video');
  // Two people who see each other already: what still travels while they meet is lost in an outage, in a real room as well.
  await expectPicture(picture);
  const words = await person.main.innerText();
  await fault({ fault: 'proxy-outage', lastsMs: 1500 });
  await expectPicture(picture);
  expect(await person.main.innerText()).toBe(words);
  // The line is there again when something passes over it.
  await host.page.bringToFront();
  await host.switchEncryption();
  await expect(person.main.locator('#e2ee')).toContainText('von allen Geräten gemeldet');
});

test('the frame never answers: given up after its time limit, and it works later', async ({
  client,
  counsellor,
  fault,
}) => {
  await fault({ fault: 'unreachable' });
  const person = await client(SHORT);
  await person.walk(SHORT);
  await person.page.clock.install();
  await person.enter();
  await expect(person.frame).toBeAttached();
  await person.page.clock.fastForward(20_000);
  await expectBack(person, 'JITSI_UNREACHABLE');
  await fault({ fault: 'reachable' });
  const host = await counsellor();
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
});

test("Jitsi's script does not come: said at once, and it works later", async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await person.page.route('**/jitsi/external_api.js', (route) => route.abort());
  await person.walk(SHORT);
  await person.enter();
  await expectBack(person, 'JITSI_UNREACHABLE', 0);
  await person.page.unroute('**/jitsi/external_api.js');
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
});

test('the server behind the frame is down at the start', async ({ client, counsellor, fault }) => {
  const person = await client(SHORT);
  await person.walk(SHORT);
  await fault({ fault: 'server-down' });
  await person.enter();
  await expectBack(person, 'JITSI_UNREACHABLE');
  await fault({ fault: 'server-up' });
  const host = await counsellor();
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
});

test('a question of the browser stays unanswered: the page says so, and gives up in the end', async ({ client }) => {
  const person = await client(SHORT, { initScript: IN_FRAME(UNANSWERED) });
  await person.walk(SHORT);
  await person.page.clock.install();
  await person.enter();
  // From its first word on the frame has another time limit.
  await expect.poll(async () => (await watchOf(person)).readyAt).not.toBeNull();
  await person.page.clock.fastForward(30_000);
  await expect(person.main).toContainText('fragt Ihr Browser nach Kamera und Mikrofon');
  await person.page.clock.fastForward(45_000);
  await expectBack(person, 'JITSI_UNREACHABLE');
});

test('Jitsi does not know this browser', async ({ client }) => {
  const old = 'Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101 Firefox/60.0';
  const person = await client(SHORT, { userAgent: old });
  await person.walk(SHORT);
  await person.enter();
  // The gate knows better from now on: it stands open no more.
  await person.expectStep('browser');
  await expectOut(person);
  await expect(person.main.locator('#go-on')).toHaveCount(0);
  await expect(person.main.locator('copy-link')).toBeVisible();
});

test('a browser without video calls is told before any question, and has other ways', async ({ client }) => {
  const person = await client(SHORT, { initScript: 'delete window.RTCPeerConnection;' });
  await person.answer({ step: 'arrive' });
  await person.expectStep('browser');
  await expect(person.main.locator('#missing li')).not.toHaveCount(0);
  await expect(person.main.locator('#go-on')).toHaveCount(0);
  await expect(person.main.locator('copy-link')).toBeVisible();
  await person.main.locator('#decline').click();
  await expect(person.main.locator('client-ending')).toBeVisible();
});

test('camera and microphone denied: help, and a way in without them', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT, { initScript: DENIED });
  await person.walk(SHORT, 'devices');
  await person.main.locator('#try').click();
  await expect(person.main.locator('#camera-trouble')).toBeVisible();
  await expect(person.main.locator('#microphone-trouble')).toBeVisible();
  await person.main.locator('#display-name').fill('Anna');
  await person.goOn();
  await person.expectStep('waiting');
  await person.enter();
  await host.admit('Anna');
  await expect(host.frame.locator('.tile:not(.tile-own)')).toContainText('Kamera aus');
  await expect(host.frame.locator('.tile:not(.tile-own)')).toContainText('Mikrofon aus');
});

test('camera and microphone are denied only to the frame: said in the room', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT, { initScript: IN_FRAME(DENIED) });
  await admitted(person, host);
  await expect(person.main).toContainText('Kamera lässt sich gerade nicht öffnen');
  await expect(person.main).toContainText('Mikrofon lässt sich gerade nicht öffnen');
});

test('encryption in the bar: off, reported by all, off again', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await admitted(person, host);
  const state = person.main.locator('#e2ee');
  await expect(state).toContainText('Verschlüsselung: aus');
  await host.switchEncryption();
  await expect(state).toContainText('von allen Geräten gemeldet');
  await host.switchEncryption();
  await expect(state).toContainText('Verschlüsselung: aus');
});

test('encryption in the bar: impossible, because this browser cannot', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client({ ...SHORT, lacks: 'e2ee' });
  await admitted(person, host);
  await host.switchEncryption();
  await expect(person.main.locator('#e2ee')).toContainText('nicht möglich');
  await person.main.locator('#e2ee summary').click();
  await expect(person.main.locator('#e2ee')).toContainText('Ihr Browser kann sie nicht');
});

test('encryption in the bar: no more than requested while another device does not report it', async ({
  client,
  counsellor,
}) => {
  const host = await counsellor({ initScript: WITHOUT_E2EE });
  const person = await client(SHORT);
  await admitted(person, host);
  await host.switchEncryption();
  const state = person.main.locator('#e2ee summary');
  await expect(state).toContainText('angefordert');
  // The practice room has passed on what it knows when a later change has arrived.
  await host.frame.locator('[data-action="microphone"]').click();
  await expect(person.page.frameLocator('.room__frame iframe').locator('.tile:not(.tile-own)')).toContainText(
    'Mikrofon aus',
  );
  await expect(state).toContainText('angefordert');
});

test('encryption in the bar: unknown where nobody reports it', async ({ client, counsellor, fault }) => {
  await fault({ fault: 'reporter-off' });
  const host = await counsellor();
  const person = await client(SHORT);
  await admitted(person, host);
  await host.switchEncryption();
  await expect(person.main.locator('#e2ee')).toContainText('nicht bekannt');
});

test.describe('with a counsellor who does what she should not', () => {
  const seen = (careless: HostPage, event: string): unknown =>
    careless.events.findLast(([name]) => name === event)?.[1];

  /** Inside as moderator, without a lobby. */
  const open = test.extend<{ careless: HostPage }>({
    careless: async ({ browser, world, appointment }, use) => {
      const { gateOrigin, meetOrigin } = world;
      const host = { gateOrigin, apiAddress: `${gateOrigin}/jitsi/external_api.js`, domain: new URL(meetOrigin).host };
      const page = await HostPage.open(browser, host);
      await page.start('Beraterin', appointment.room);
      const roles = (): unknown => page.events.findLast(([name]) => name === 'participantRoleChanged')?.[1];
      await expect.poll(roles).toMatchObject({ role: 'moderator' });
      await use(page);
      await page.close();
    },
  });

  open('the lobby is switched off: everybody who waits is inside', async ({ client, careless }) => {
    await careless.command('toggleLobby', true);
    await expect.poll(() => seen(careless, 'nonParticipantMessageReceived')).toBeDefined();
    const person = await client(SHORT);
    await person.walk(SHORT);
    await person.enter();
    await expect(person.main.locator('.room--lobby')).toBeVisible();
    await careless.command('toggleLobby', false);
    await expect(person.main.locator('.room--in')).toBeVisible();
  });

  open(
    'there is no lobby: out within 500 ms, and in by the right way when there is one',
    async ({ client, careless }) => {
      const person = await client(SHORT);
      await person.walk(SHORT);
      await person.enter();
      await expectBack(person, 'LOBBY_MISSING');
      expect(await timeInside(person)).toBeLessThan(500);
      await expect.poll(() => seen(careless, 'participantLeft')).toBeDefined();
      await careless.command('toggleLobby', true);
      await expect.poll(() => seen(careless, 'nonParticipantMessageReceived')).toBeDefined();
      await person.enter();
      await expect(person.main.locator('.room--lobby')).toBeVisible();
    },
  );

  open('a password instead of a lobby: asked, wrong, right, and out again', async ({ client, careless }) => {
    await careless.command('password', 'geheim123');
    const person = await client(SHORT);
    await person.walk(SHORT);
    await person.enter();
    const field = person.main.locator('#room-password');
    await field.fill('falsch');
    await field.press('Enter');
    await expect(person.main.locator('#room-password-problem')).toBeVisible();
    await field.fill('geheim123');
    await field.press('Enter');
    await expectBack(person, 'LOBBY_MISSING');
  });

  open('the client is made a moderator: out within 500 ms', async ({ client, careless }) => {
    await careless.command('toggleLobby', true);
    await expect.poll(() => seen(careless, 'nonParticipantMessageReceived')).toBeDefined();
    const person = await client(SHORT);
    await person.walk(SHORT);
    await person.enter();
    await expect.poll(() => seen(careless, 'knockingParticipant')).toBeDefined();
    const { participant } = seen(careless, 'knockingParticipant') as { participant: { id: string } };
    await careless.command('answerKnockingParticipant', participant.id, true);
    await expect(person.main.locator('.room--in')).toBeVisible();
    const joined = seen(careless, 'participantJoined') as { id: string };
    await careless.command('grantModerator', joined.id);
    await expectBack(person, 'BECAME_MODERATOR');
    expect(await timeAsModerator(person)).toBeLessThan(500);
  });
});

test('the person waits as long as the counsellor needs', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await person.walk(SHORT);
  await person.page.clock.install();
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
  await person.page.clock.fastForward(30 * 60_000);
  await host.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
});
