/** What goes wrong with a server (recordings 12, 12b, 14). Only where the server may be touched: the practice room. */
import { heard, last, openCall } from './call.ts';
import { HostPage } from './host-page.ts';
import { REAL_JITSI, expect, test } from './stage.ts';
import { readTrace } from './traces.ts';

test.skip(REAL_JITSI !== undefined, 'somebody would have to stop the server of that Jitsi');

/** What each page heard from the fault to its next `ready`, in a recording of a restart. */
function recordedOutage(number: string, who: string): string[] {
  const names = (readTrace(number).participants[who]?.events ?? []).map(([, name]) => name);
  const from = names.indexOf('p2pStatusChanged') + 1;
  return names.slice(from, names.indexOf('ready', from) + 1);
}

for (const [number, first] of [
  ['12', 'others'],
  ['12b', 'moderator'],
] as const) {
  test(`recording ${number}: after a restart of the server the one who is back first moderates a room without a lobby`, async ({
    stage,
  }) => {
    const { counsellor, client, close } = await openCall(stage);
    await heard(counsellor, 'p2pStatusChanged');
    await heard(client, 'p2pStatusChanged');
    const before = new Map([counsellor, client].map((page) => [page, page.events.length]));
    await stage.fault?.({
      fault: 'restart-server',
      room: stage.room,
      error: 'itemNotFound',
      reloadAfterMs: 700,
      first,
    });

    const [early, late] = first === 'others' ? [client, counsellor] : [counsellor, client];
    await heard(late, 'videoConferenceJoined', 2);
    await heard(early, 'participantJoined', 2);
    for (const [page, who] of [
      [counsellor, 'counsellor'],
      [client, 'client'],
    ] as const) {
      const names = page.events.slice(before.get(page)).map(([name]) => name);
      const outage = names.slice(0, names.indexOf('ready') + 1);
      // Which page hears of whose leaving first is a race in a real Jitsi: the same events, in any order before the error.
      expect([...outage].sort()).toEqual(recordedOutage(number, who).sort());
      expect(outage.slice(-3)).toEqual(['videoConferenceLeft', 'browserSupport', 'ready']);
      expect(last(page, 'errorOccurred')).toMatchObject({
        error: { name: 'connection.otherError', message: 'item-not-found', type: 'CONNECTION', isFatal: true },
      });
    }
    expect(last(early, 'participantRoleChanged')).toMatchObject({ role: 'moderator' });
    expect(last(late, 'participantRoleChanged')).toMatchObject({ role: 'participant' });
    expect(client.events.filter(([name]) => name === 'prejoinScreenLoaded')).toHaveLength(1);
    await close();
  });
}

test('the other outcome of a restart: a fatal focusLeft at once, then participantLeft', async ({ stage }) => {
  const { counsellor, client, close } = await openCall(stage);
  await stage.fault?.({ fault: 'restart-server', room: stage.room, error: 'focusLeft', reloadAfterMs: 60_000 });
  for (const page of [counsellor, client]) {
    await expect
      .poll(() => last(page, 'errorOccurred'))
      .toEqual({ error: { name: 'conference.focusLeft', params: [], type: 'CONFERENCE', isFatal: true } });
    await heard(page, 'participantLeft');
  }
  await close();
});

test('recording 14: a frame that cannot be loaded says nothing, ever', async ({ stage }) => {
  await stage.fault?.({ fault: 'unreachable', room: stage.room });
  const client = await HostPage.open(stage.browser, stage.host);
  await client.start('Anna · K7F2', stage.room);
  await client.command('hangup');
  expect(await client.ask('getNumberOfParticipants', 1000)).toBe(0);
  expect(await client.ask('getRoomsInfo', 1000)).toBe('PENDING');
  expect(client.events).toEqual([]);
  await client.close();
});

test('faults are refused when they are malformed or come from another site', async ({ world, request }) => {
  const { host, port } = new URL(world.meetOrigin);
  const post = (data: unknown, headers: Record<string, string> = {}) =>
    request.post(`https://127.0.0.1:${port}/practice/control`, { data, headers: { host, ...headers } });
  expect((await post({ fault: 'server-on-fire' })).status()).toBe(400);
  expect((await post({ fault: 'proxy-outage', lastsMs: -1 })).status()).toBe(400);
  expect((await post({ fault: 'server-down' }, { 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
  expect((await post('fault=server-down', { 'content-type': 'text/plain' })).status()).toBe(405);
  expect((await post({ fault: 'server-up' })).status()).toBe(204);
});
