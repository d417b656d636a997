/**
 * What was measured on a real Jitsi without a recording of its own (jitsi-observed §a–g). Everything here also runs against the
 * Jitsi of JITSI_DOMAIN.
 */
import { heard, last, openCall, openLobby } from './call.ts';
import { HostPage } from './host-page.ts';
import { REAL_JITSI, expect, test } from './stage.ts';

const names = (page: HostPage, from = 0): string[] => page.events.slice(from).map(([name]) => name);

test('prejoin: shown by default and with the old key, skipped only by prejoinConfig', async ({ stage }) => {
  const client = await HostPage.open(stage.browser, stage.host);
  for (const config of [{ prejoinConfig: { enabled: true } }, { prejoinConfig: {}, prejoinPageEnabled: false }]) {
    client.events.length = 0;
    await client.start('Anna', stage.room, config);
    await heard(client, 'prejoinScreenLoaded');
    expect(last(client, 'prejoinScreenLoaded')).toEqual({
      id: 'local',
      displayName: 'Anna',
      formattedDisplayName: 'Anna (me)',
    });
    expect(names(client)).toEqual(['browserSupport', 'ready', 'prejoinScreenLoaded']);
    await client.dispose();
  }
  await client.close();
});

test('without autoKnock nobody knocks by themselves', async ({ stage }) => {
  const { counsellor, client, close } = await openLobby(stage, {}, { lobby: {} });
  await heard(client, 'prejoinScreenLoaded');
  await counsellor.command('sendChatMessage', 'Lebenszeichen', '', true);
  await heard(counsellor, 'outgoingMessage');
  expect(names(counsellor)).not.toContain('knockingParticipant');
  await close();
});

test('hanging up in the lobby: left, ready to close, and the welcome page reports itself', async ({ stage }) => {
  const { counsellor, client, close } = await openLobby(stage);
  await heard(counsellor, 'knockingParticipant');
  const before = client.events.length;
  await client.command('hangup');
  await heard(client, 'ready', 2);
  expect(names(client, before)).toEqual([
    'videoConferenceLeft',
    'readyToClose',
    'videoConferenceLeft',
    'browserSupport',
    'ready',
  ]);
  await close();
});

const NAMES: readonly [string, string][] = [
  ['  Anna   Müller  ', 'Anna   Müller'],
  ['Gast & Co', 'Gast &amp; Co'],
  ['<b>Anna</b> & "Co"', '<b>Anna</b> &amp; "Co"'],
  ['\u202eAnna', '\u202eAnna'],
];
test('names arrive trimmed, with & escaped once too often, and otherwise as they are', async ({ stage }) => {
  const { counsellor, client, close } = await openLobby(stage);
  for (const [index, [sent, arrived]] of NAMES.entries()) {
    await heard(counsellor, 'knockingParticipant', index + 1);
    await client.dispose();
    await client.start(sent, stage.room);
    await heard(counsellor, 'knockingParticipant', index + 2);
    expect(last(counsellor, 'knockingParticipant')).toMatchObject({ participant: { name: arrived } });
  }
  await close();
});

test('in the lobby the commands password and displayName change nothing for the counsellor', async ({ stage }) => {
  const { counsellor, client, close } = await openLobby(stage);
  await heard(counsellor, 'knockingParticipant');
  await counsellor.command('password', 'geheim123');
  await client.command('password', 'geheim123');
  await client.command('displayName', 'Jemand anders');
  const knock = last(counsellor, 'knockingParticipant') as { participant: { id: string } };
  await counsellor.command('answerKnockingParticipant', knock.participant.id, false);
  await heard(client, 'errorOccurred', 2);
  expect(last(client, 'errorOccurred')).toMatchObject({ error: { name: 'conference.connectionError.accessDenied' } });
  expect(last(counsellor, 'nonParticipantMessageReceived')).toMatchObject({
    message: { event: 'LOBBY-ACCESS-DENIED', name: 'Anna · K7F2' },
  });
  expect(names(client)).not.toContain('videoConferenceJoined');
  await close();
});

test('a refused client may knock again at once', async ({ stage }) => {
  const { counsellor, client, close } = await openLobby(stage);
  await heard(counsellor, 'knockingParticipant');
  const knock = last(counsellor, 'knockingParticipant') as { participant: { id: string } };
  await counsellor.command('answerKnockingParticipant', knock.participant.id, false);
  await heard(client, 'errorOccurred', 2);
  await client.dispose();
  await client.start('Anna · K7F2', stage.room);
  await heard(counsellor, 'knockingParticipant', 2);
  await close();
});

test('a participant can neither end, kick nor open the lobby; a promoted one can', async ({ stage }) => {
  const { counsellor, client, close } = await openCall(stage);
  const counsellorId = (last(counsellor, 'videoConferenceJoined') as { id: string }).id;
  const clientId = (last(client, 'videoConferenceJoined') as { id: string }).id;
  await client.command('endConference');
  await client.command('kickParticipant', counsellorId);
  await client.command('toggleLobby', false);
  await client.command('sendChatMessage', 'danach', '', true);
  await heard(counsellor, 'incomingMessage');
  expect(names(counsellor)).not.toContain('participantKickedOut');
  expect(names(counsellor).filter((name) => name === 'errorOccurred')).toEqual([]);
  await counsellor.command('grantModerator', clientId);
  await expect.poll(() => last(client, 'participantRoleChanged')).toEqual({ id: clientId, role: 'moderator' });
  await client.command('kickParticipant', counsellorId);
  await heard(counsellor, 'participantKickedOut');
  expect(last(counsellor, 'participantKickedOut')).toMatchObject({
    kicked: { id: 'local', local: true },
    kicker: { id: clientId },
  });
  await close();
});

const tokenFor = (name: string): string =>
  `e30.${Buffer.from(JSON.stringify({ context: { user: { name } } })).toString('base64url')}.signed`;

test('a token makes a moderator at once, under its own name; behind a lobby it knocks like everybody', async ({
  stage,
}) => {
  test.skip(REAL_JITSI !== undefined, 'needs a token that the server has signed');
  const first = await HostPage.open(stage.browser, stage.host);
  await first.start('Süd', stage.room, {}, { jwt: tokenFor('Frau Beraterin') });
  await heard(first, 'participantRoleChanged');
  expect(last(first, 'videoConferenceJoined')).toMatchObject({ displayName: 'Frau Beraterin' });
  expect(last(first, 'participantRoleChanged')).toMatchObject({ role: 'moderator' });
  await first.command('toggleLobby', true);
  await heard(first, 'nonParticipantMessageReceived');
  const second = await HostPage.open(stage.browser, stage.host);
  await second.start('Nord', stage.room, {}, { jwt: tokenFor('Herr Berater') });
  await heard(first, 'knockingParticipant');
  const knock = last(first, 'knockingParticipant') as { participant: { id: string; name: string } };
  expect(knock.participant.name).toBe('Herr Berater');
  await first.command('answerKnockingParticipant', knock.participant.id, true);
  await heard(second, 'participantRoleChanged');
  expect(last(second, 'participantRoleChanged')).toMatchObject({ role: 'moderator' });
  expect(names(first).filter((name) => name === 'participantRoleChanged')).toHaveLength(1);
  for (const page of [first, second]) await page.close();
});

test('a token that the server does not believe: an error of the connection, and nobody is inside', async ({
  stage,
}) => {
  const client = await HostPage.open(stage.browser, stage.host);
  await client.start('Süd', stage.room, {}, { jwt: 'a.b.c' });
  await heard(client, 'errorOccurred');
  expect(last(client, 'errorOccurred')).toMatchObject({
    error: { name: 'connection.passwordRequired', type: 'CONNECTION', isFatal: false },
  });
  expect(names(client)).not.toContain('videoConferenceJoined');
  await client.close();
});

test('what the plugin sees of lobby, lock and roles follows the server (recordings 02 and 22, state)', async ({
  stage,
}) => {
  test.skip(REAL_JITSI !== undefined, 'a real Jitsi has no plugin unless somebody installed it');
  const { counsellor, client, close } = await openCall(stage);
  const clientId = (last(client, 'videoConferenceJoined') as { id: string }).id;
  await expect
    .poll(() => counsellor.pluginMessages.at(-1))
    .toMatchObject({
      role: 'moderator',
      lobby: { enabled: true, list: [] },
      locked: false,
      e2ee: { participants: [{ id: clientId, role: 'participant' }] },
    });
  await counsellor.command('password', 'geheim123');
  await expect.poll(() => counsellor.pluginMessages.at(-1)).toMatchObject({ locked: true });
  await expect.poll(() => client.pluginMessages.at(-1)).toMatchObject({ locked: true, lobby: { enabled: true } });
  await counsellor.command('password', '');
  await expect.poll(() => counsellor.pluginMessages.at(-1)).toMatchObject({ locked: false });
  await close();
});

test('public chat is replayed to whoever joins later, private chat is not', async ({ stage }) => {
  const { counsellor, client, close } = await openCall(stage);
  await counsellor.command(
    'sendChatMessage',
    'nur für Anna',
    (last(counsellor, 'participantJoined') as { id: string }).id,
    true,
  );
  await counsellor.command('sendChatMessage', 'für alle', '', true);
  await heard(client, 'incomingMessage', 2);
  await client.dispose();
  await heard(counsellor, 'participantLeft');
  await counsellor.command('toggleLobby', false);
  await heard(counsellor, 'nonParticipantMessageReceived', 3);
  const before = client.events.length;
  await client.start('Ben', stage.room);
  await heard(client, 'incomingMessage', 3);
  const replayed = client.events.slice(before).filter(([name]) => name === 'incomingMessage');
  expect(replayed).toMatchObject([
    [
      'incomingMessage',
      { message: 'für alle', privateMessage: false, stamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    ],
  ]);
  await close();
});

test('what the page would keep of the name can be kept by the host instead, who can delete it', async ({ stage }) => {
  test.skip(REAL_JITSI !== undefined, 'a real Jitsi keeps far more under the same key');
  const client = await HostPage.open(stage.browser, stage.host);
  await client.start('Anna', stage.room, { useHostPageLocalStorage: true });
  await heard(client, 'videoConferenceJoined');
  expect(await client.page.evaluate(() => localStorage.getItem('jitsiLocalStorage'))).toContain('Anna');
  await client.close();
});

test('the room asks for no foreign server', async ({ stage, world }) => {
  test.skip(REAL_JITSI !== undefined, 'about the practice room');
  const client = await HostPage.open(stage.browser, stage.host);
  const foreign: string[] = [];
  const own = [new URL(world.gateOrigin).host, new URL(world.meetOrigin).host];
  client.page.context().on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !own.includes(host)) foreign.push(request.url());
  });
  await client.start('Anna', stage.room);
  await heard(client, 'videoConferenceJoined');
  expect(foreign).toEqual([]);
  await client.close();
});
