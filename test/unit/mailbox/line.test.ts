import { beforeEach, describe, expect, test } from 'vitest';
import { clientSide, counsellorSide, Host, inTime, note, quiet, served } from './host.ts';
import type { Trouble } from './host.ts';

let host: Host;
beforeEach(() => {
  host = new Host();
});

const times = (): number[] => host.asked.map(({ at }) => at);
const page = (status = 200): Response =>
  new Response('<h1>Wartungsarbeiten</h1>', { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });

describe('looking', () => {
  test('asks once every 4 s when there is nothing', async () => {
    clientSide(host).listen();
    await host.clock.turn(20_000);
    expect(times()).toEqual([0, 4000, 8000, 12_000, 16_000, 20_000]);
  });

  test('spreads its looks, and never makes them closer', async () => {
    let turn = 0;
    clientSide(host, { random: () => (turn = (turn + 0.37) % 1) }).listen();
    await host.clock.turn(600_000);
    const gaps = times().map((at, index, all) => at - (all[index - 1] ?? at - 4000));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5000);
    expect(new Set(gaps).size).toBeGreaterThan(20);
  });

  test('reads what has been written already without waiting, and then goes on gently', async () => {
    for (let number = 1; number <= 12; number += 1) await counsellorSide(host).mailbox.send(note(String(number)));
    host.asked.length = 0;
    const client = clientSide(host);
    client.listen();
    await quiet();
    expect(client.heard).toHaveLength(12);
    await host.clock.turn(8000);
    expect(times()).toEqual([...Array.from({ length: 13 }, () => 0), 4000, 8000]);
  });

  test('asks nothing from the background, and soon again in front', async () => {
    let isVisible = false;
    clientSide(host, { isVisible: () => isVisible }).listen();
    await host.clock.turn(600_000);
    expect(times()).toEqual([]);
    isVisible = true;
    await host.clock.turn(4000);
    expect(times()).toHaveLength(1);
    isVisible = false;
    await host.clock.turn(600_000);
    expect(times()).toHaveLength(1);
  });

  test('looks from the background about every 30 s while somebody waits', async () => {
    const options = { patient: true };
    clientSide(host, { isVisible: () => false }, options).listen();
    await host.clock.turn(128_000);
    expect(times()).toEqual([0, 32_000, 64_000, 96_000, 128_000]);
    options.patient = false;
    await host.clock.turn(300_000);
    expect(times()).toHaveLength(5);
  });

  test('looks at once when asked to, also from the background, but not more than once a second', async () => {
    const client = clientSide(host, { isVisible: () => false });
    void client.mailbox.lookNow();
    await host.clock.turn(2000);
    expect(times()).toEqual([]);
    client.listen();
    await quiet();
    const impatient = (): void => Array.from({ length: 50 }).forEach(() => void client.mailbox.lookNow());
    impatient();
    await host.clock.turn(500);
    impatient();
    await host.clock.turn(30_000);
    expect(times()).toEqual([2000, 3000]);
  });

  test('keeps its 4 s on average: who asks gets one look ahead, and the next one of itself waits the longer', async () => {
    const client = clientSide(host);
    client.listen();
    await host.clock.turn(1500);
    await inTime(host, client.mailbox.lookNow());
    await host.clock.turn(7000);
    expect(times()).toEqual([0, 1500, 8000]);
    for (let round = 0; round < 40; round += 1) {
      void client.mailbox.lookNow();
      await host.clock.turn(1000);
    }
    const all = times();
    expect(all.length).toBeLessThanOrEqual(Math.floor(host.clock.now() / 4000) + 2);
    expect(all.length).toBeGreaterThan(10);
  });

  test('tells who asked when everything that lay there was heard, and when there is nothing more to wait for', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    await client.mailbox.lookNow();
    client.listen();
    await quiet();
    await counsellor.mailbox.send(note('eins'));
    await counsellor.mailbox.send(note('zwei'));
    await inTime(host, client.mailbox.lookNow());
    expect(client.heard).toEqual([note('eins'), note('zwei')]);
    host.trouble = () => 'hang';
    const asked = client.mailbox.lookNow();
    await quiet();
    client.mailbox.close();
    await asked;
    await client.mailbox.lookNow();
  });

  test('is for one listener at a time: the next hears what comes from then on', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    client.listen();
    await counsellor.mailbox.send(note('eins'));
    await host.clock.turn(4000);
    const heard: unknown[] = [];
    const lines: string[] = [];
    client.mailbox.listen({
      heard: (message) => void heard.push(message),
      lineChanged: (line) => void lines.push(line),
      refused: () => undefined,
    });
    await counsellor.mailbox.send(note('zwei'));
    await host.clock.turn(4000);
    expect([client.heard, heard, lines]).toEqual([[note('eins')], [note('zwei')], ['well']]);
  });
});

describe('a line that is down', () => {
  test('is written to again as soon as a look shows that it is back', async () => {
    const client = clientSide(host);
    client.listen();
    host.trouble = () => 'drop';
    const sent = client.mailbox.send({ kind: 'withdrawn', at: 1 });
    await host.clock.turn(8000);
    host.trouble = () => undefined;
    host.asked.length = 0;
    await inTime(host, client.mailbox.lookNow());
    await inTime(host, sent);
    const [look, write] = host.asked;
    expect([look?.method, write?.method]).toEqual(['GET', 'PUT']);
    // By itself it would have waited until 15 s after the first try.
    expect(write?.at).toBe(look?.at);
  });

  const TROUBLES: readonly [string, () => Trouble][] = [
    ['drops', () => 'drop'],
    ['answers 502', () => 502],
    ['answers 503', () => 503],
    ['answers 403', () => 403],
    ['answers 429', () => 429],
    ['redirects', () => 302],
    ['answers a page', () => page()],
    ['answers a page as an error', () => page(500)],
    ['answers nothing at all', () => new Response(null)],
  ];

  test.each(TROUBLES)('that %s is told once, asked less and less, and told when it is back', async (_what, trouble) => {
    const client = clientSide(host);
    client.listen();
    await host.clock.turn(0);
    host.trouble = trouble;
    await host.clock.turn(300_000);
    expect(client.lines).toEqual(['well', 'unreachable']);
    const gaps = times().map((at, index, all) => at - (all[index - 1] ?? 0));
    expect(gaps).toEqual([0, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
    host.trouble = () => undefined;
    await counsellorSide(host).mailbox.send(note('wieder da'));
    await host.clock.turn(60_000);
    expect([client.lines, client.heard]).toEqual([['well', 'unreachable', 'well'], [note('wieder da')]]);
    const back = times().at(-1) ?? 0;
    await host.clock.turn(4000);
    expect(times().at(-1)).toBeLessThanOrEqual(back + 4000);
    expect(client.refused).toEqual([]);
  });

  test('is one that does not answer within 15 s', async () => {
    const client = clientSide(host);
    host.trouble = () => 'hang';
    client.listen();
    await host.clock.turn(14_999);
    expect(client.lines).toEqual([]);
    await host.clock.turn(1);
    expect(client.lines).toEqual(['unreachable']);
  });

  test.each(TROUBLES)('that %s fails a message after six tries in half a minute', async (_what, trouble) => {
    const client = clientSide(host);
    host.trouble = trouble;
    const sending = client.mailbox.send({ kind: 'withdrawn', at: 1 });
    expect(await inTime(host, sending)).toEqual({ ok: false, why: 'unreachable' });
    expect(times()).toEqual([0, 1000, 3000, 7000, 15_000, 31_000]);
    host.trouble = () => undefined;
    await host.clock.turn(120_000);
    expect(host.names).toEqual([]);
    expect(await client.mailbox.send({ kind: 'withdrawn', at: 2 })).toEqual({ ok: true });
  });

  test('carries the next message behind one that failed and was stored all the same', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    host.trouble = ({ method }) => (method === 'PUT' ? 'lose' : 'drop');
    expect(await inTime(host, client.mailbox.send({ kind: 'withdrawn', at: 1 }))).toMatchObject({ why: 'unreachable' });
    host.trouble = () => undefined;
    expect(await inTime(host, client.mailbox.send({ kind: 'withdrawn', at: 2 }))).toEqual({ ok: true });
    counsellor.listen();
    await quiet();
    expect(counsellor.heard.map(({ at }) => at)).toEqual([1, 2]);
  });

  test('lets a page go on after three tries to recall', async () => {
    host.trouble = () => 'drop';
    expect(await inTime(host, clientSide(host).mailbox.recall())).toEqual([]);
    expect(times()).toEqual([0, 1000, 3000]);
  });
});

describe('a server that refuses', () => {
  test.each([
    [404, 'absent'],
    [405, 'absent'],
    [501, 'absent'],
    [413, 'tooLarge'],
    [507, 'full'],
  ])('to write with %i is not asked again: %s', async (status, why) => {
    const client = clientSide(host);
    client.listen();
    await quiet();
    host.trouble = ({ method }) => (method === 'PUT' ? status : undefined);
    expect(await client.mailbox.send({ kind: 'withdrawn', at: 1 })).toEqual({ ok: false, why });
    expect(host.asked.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(client.lines).toEqual(why === 'absent' ? ['well', 'absent'] : ['well']);
  });

  test('because it has no mailbox is absent, whatever reading says, until it takes an entry', async () => {
    const client = clientSide(host);
    host.trouble = ({ method }) => (method === 'PUT' ? 405 : undefined);
    await client.mailbox.send({ kind: 'withdrawn', at: 1 });
    client.listen();
    await host.clock.turn(10_000);
    host.trouble = ({ method }) => (method === 'PUT' ? 405 : 'drop');
    await host.clock.turn(200_000);
    expect(client.lines).toEqual(['absent']);
    expect(times().filter((at) => at > 10_000)).toEqual([60_000, 120_000, 180_000]);
    host.trouble = () => undefined;
    await client.mailbox.send({ kind: 'withdrawn', at: 2 });
    await quiet();
    expect(client.lines).toEqual(['absent', 'well']);
  });
});

describe('an answer that is too long', () => {
  test('is not taken in, and counts as foreign', async () => {
    const client = clientSide(host);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16_384));
      },
    });
    const first = new Response(endless, { headers: { 'Content-Type': 'application/octet-stream' } });
    host.trouble = ({ name, at }) =>
      name === 'b0001' ? (at === 0 ? first : served(new Uint8Array(40_000))) : undefined;
    client.listen();
    await host.clock.turn(4000);
    expect(sent).toBeLessThan(8);
    expect([client.refused, client.heard]).toEqual([['b0001 does not authenticate'], []]);
  });
});
