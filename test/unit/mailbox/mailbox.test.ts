import { beforeEach, describe, expect, test } from 'vitest';
import { Line } from '../../../src/mailbox/line.ts';
import { Log } from '../../../src/mailbox/log.ts';
import { messageKey } from '../../../src/mailbox/keys.ts';
import type { CounsellorMessage } from '../../../src/mailbox/messages.ts';
import { Writer } from '../../../src/mailbox/writer.ts';
import { clientSide, counsellorSide, FOLDER, Host, inTime, note, proof, quiet, rubbish, SECRET } from './host.ts';

const WELL = { ok: true } as const;
let host: Host;
beforeEach(() => {
  host = new Host();
});

describe('two sides of a mailbox', () => {
  test('hear each message once, in the order in which it was written', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    client.listen();
    counsellor.listen();
    const said: CounsellorMessage[] = [note('Ich komme gleich.'), { kind: 'busy', at: 2 }, { kind: 'opened', at: 3 }];
    expect(await Promise.all(said.map((one) => counsellor.mailbox.send(one)))).toEqual([WELL, WELL, WELL]);
    await client.mailbox.send({ kind: 'withdrawn', at: 4 });
    await host.clock.turn(5000);
    expect(client.heard).toEqual(said);
    expect(counsellor.heard).toEqual([{ kind: 'withdrawn', at: 4 }]);
    await host.clock.turn(60_000);
    expect(client.heard).toHaveLength(3);
    expect([client.refused, counsellor.refused]).toEqual([[], []]);
    expect(host.names).toEqual(['b0001', 'b0002', 'b0003', 'c0001']);
  });

  test('hear it again after a reload, know what they said, and go on behind it', async () => {
    const first = counsellorSide(host);
    for (const text of ['eins', 'zwei']) await first.mailbox.send(note(text));
    first.mailbox.close();
    const [second, client] = [counsellorSide(host), clientSide(host)];
    expect(await second.mailbox.recall()).toEqual([note('eins'), note('zwei')]);
    expect(await second.mailbox.send(note('drei'))).toEqual(WELL);
    expect(await second.mailbox.recall()).toEqual([note('eins'), note('zwei'), note('drei')]);
    client.listen();
    await quiet();
    expect(client.heard).toEqual([note('eins'), note('zwei'), note('drei')]);
    expect(host.names).toEqual(['b0001', 'b0002', 'b0003']);
  });

  test('can write after a reload without having recalled', async () => {
    await counsellorSide(host).mailbox.send(note('eins'));
    expect(await counsellorSide(host).mailbox.send(note('zwei'))).toEqual(WELL);
    expect(host.names).toEqual(['b0001', 'b0002']);
  });

  test('carry the longest proof in pieces, and say of a longer one that it is too long', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    const longest = 'ä'.repeat(50_000) + 'x'.repeat(100_000);
    expect(await client.mailbox.send(proof(longest))).toEqual(WELL);
    expect(host.names).toHaveLength(7);
    const asked = host.asked.length;
    expect(await client.mailbox.send(proof('x'.repeat(262_000)))).toEqual({ ok: false, why: 'tooLarge' });
    expect(host.asked).toHaveLength(asked);
    counsellor.listen();
    await quiet();
    expect(counsellor.heard).toEqual([proof(longest)]);
  });

  test('show a server addresses and sizes that tell nothing', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    const short: CounsellorMessage[] = [
      { kind: 'opened', at: 1 },
      { kind: 'ended', at: 1_700_000_000_000 },
      note('Ich komme in fünf Minuten.'),
    ];
    for (const one of short) await counsellor.mailbox.send(one);
    await client.mailbox.send({ kind: 'withdrawn', at: 3 });
    expect(new Set([...host.entries.values()].map((entry) => entry.length))).toEqual(new Set([512]));
    await client.mailbox.send(proof('x'.repeat(5000)));
    await client.mailbox.send(proof('x'.repeat(40_000)));
    const sizes = [...host.entries.values()].map((entry) => entry.length);
    expect(sizes.every((size) => [512, 4096, 16_384, 32_768].includes(size))).toBe(true);
    const all = Buffer.concat([...host.entries.values()]).toString('latin1');
    expect(all).not.toMatch(/opened|withdrawn|receipt|xxxx|Minuten/);
  });

  test('never seal the same twice alike', async () => {
    const client = clientSide(host);
    for (let times = 0; times < 20; times += 1) await client.mailbox.send({ kind: 'withdrawn', at: 1 });
    const starts = [...host.entries.values()].map((entry) => Buffer.from(entry.subarray(0, 12)).toString('hex'));
    expect(new Set(starts).size).toBe(20);
  });

  test('ask nobody anything before they are used, and nothing after they are closed', async () => {
    const client = clientSide(host);
    await host.clock.turn(60_000);
    expect(host.asked).toEqual([]);
    client.listen();
    await host.clock.turn(1000);
    host.trouble = () => 'hang';
    const sending = client.mailbox.send({ kind: 'withdrawn', at: 1 });
    await quiet();
    const asked = host.asked.length;
    client.mailbox.close();
    expect(await sending).toEqual({ ok: false, why: 'closed' });
    expect(await client.mailbox.send({ kind: 'withdrawn', at: 1 })).toEqual({ ok: false, why: 'closed' });
    expect(await client.mailbox.recall()).toEqual([]);
    await client.mailbox.lookNow();
    client.listen();
    await host.clock.turn(120_000);
    expect(host.asked).toHaveLength(asked);
    expect(host.clock.waiting).toBe(0);
  });
});

describe('two writers of one side', () => {
  test('write at the same time, and everything is heard', async () => {
    const [one, other, client] = [counsellorSide(host), counsellorSide(host), clientSide(host)];
    const texts = ['a', 'b', 'c', 'd'];
    const results = texts.flatMap((text) => [one.mailbox.send(note(`1${text}`)), other.mailbox.send(note(`2${text}`))]);
    expect(await inTime(host, Promise.all(results))).toEqual(Array.from({ length: 8 }, () => WELL));
    client.listen();
    await quiet();
    const heard = client.heard.map((message) => (message.kind === 'note' ? message.text : ''));
    expect(heard.filter((text) => text.startsWith('1'))).toEqual(['1a', '1b', '1c', '1d']);
    expect(heard.filter((text) => text.startsWith('2'))).toEqual(['2a', '2b', '2c', '2d']);
    expect([heard.length, host.names.length, client.refused]).toEqual([8, 8, []]);
  });

  test('write long messages between each other', async () => {
    const [one, other, counsellor] = [clientSide(host), clientSide(host), counsellorSide(host)];
    const proofs = [proof('x'.repeat(100_000)), proof('y'.repeat(120_000))] as const;
    await inTime(host, Promise.all([one.mailbox.send(proofs[0]), other.mailbox.send(proofs[1])]));
    counsellor.listen();
    await quiet();
    expect(new Set(counsellor.heard)).toEqual(new Set(proofs));
    expect([counsellor.heard.length, counsellor.refused]).toEqual([2, []]);
  });

  test('wait for an entry that is just being written', async () => {
    const client = clientSide(host);
    host.trouble = ({ method }) => (method === 'PUT' && host.clock.now() < 3000 ? 409 : undefined);
    expect(await inTime(host, client.mailbox.send({ kind: 'withdrawn', at: 1 }))).toEqual(WELL);
    // Whoever was writing gave up: its number is not left empty, which would be the end to every reader.
    expect(host.names).toEqual(['c0001']);
  });

  test('are both heard when a disturbed line hid one from the other', async () => {
    const [one, other, client] = [counsellorSide(host), counsellorSide(host), clientSide(host)];
    await one.mailbox.send(note('eins'));
    host.trouble = ({ method }) =>
      method === 'GET'
        ? new Response(rubbish(), { headers: { 'Content-Type': 'application/octet-stream' } })
        : undefined;
    expect(await inTime(host, other.mailbox.send(note('blind')))).toEqual(WELL);
    host.trouble = () => undefined;
    await one.mailbox.send(note('zwei'));
    await other.mailbox.send(note('sehend'));
    client.listen();
    await quiet();
    expect(client.heard).toEqual([note('eins'), note('blind'), note('zwei'), note('sehend')]);
    expect(client.refused).toEqual([]);
  });
});

describe('a lost answer', () => {
  const lose = (times: number): void => {
    host.trouble = ({ method }) => (method === 'PUT' && times-- > 0 ? 'lose' : undefined);
  };

  test.each([1, 2, 5])('%i times over does not lead to a second entry', async (times) => {
    const client = clientSide(host);
    lose(times);
    expect(await inTime(host, client.mailbox.send({ kind: 'withdrawn', at: 1 }))).toEqual(WELL);
    expect(host.names).toEqual(['c0001']);
    expect(await client.mailbox.recall()).toHaveLength(1);
  });

  test('is recognised also when somebody else has written since', async () => {
    const [one, other] = [clientSide(host), clientSide(host)];
    lose(1);
    const sending = one.mailbox.send({ kind: 'withdrawn', at: 1 });
    await quiet();
    await other.mailbox.send({ kind: 'withdrawn', at: 2 });
    expect(await inTime(host, sending)).toEqual(WELL);
    expect(host.names).toEqual(['c0001', 'c0002']);
  });

  test('in the middle of a long message neither repeats nor leaves out a piece', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    let puts = 0;
    host.trouble = ({ method }) => (method === 'PUT' && ++puts % 2 === 0 ? 'lose' : undefined);
    expect(await inTime(host, client.mailbox.send(proof('x'.repeat(150_000))))).toEqual(WELL);
    expect(host.names).toHaveLength(5);
    counsellor.listen();
    await quiet();
    expect(counsellor.heard).toHaveLength(1);
  });

  test('does not take the number of somebody else: the entry is sealed anew for the next one', async () => {
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    host.trouble = ({ method }) => (method === 'PUT' ? 'drop' : undefined);
    const sending = client.mailbox.send({ kind: 'withdrawn', at: 1 });
    await quiet();
    host.trouble = () => undefined;
    await clientSide(host).mailbox.send({ kind: 'withdrawn', at: 2 });
    expect(await inTime(host, sending)).toEqual(WELL);
    counsellor.listen();
    await quiet();
    expect(counsellor.heard).toEqual([
      { kind: 'withdrawn', at: 2 },
      { kind: 'withdrawn', at: 1 },
    ]);
  });
});

describe('the last number', () => {
  test('is written, and then the log is full', async () => {
    const closing = new AbortController().signal;
    const [world, line] = [host.world(), new Line(() => undefined)];
    const nothing = (): void => undefined;
    const read = (): Promise<{ kind: 'nothing' }> => Promise.resolve({ kind: 'nothing' });
    const log = new Log({
      key: await messageKey(SECRET),
      folder: FOLDER,
      log: 'c',
      read,
      take: nothing,
      doubt: nothing,
    });
    const numbers: number[] = [];
    const write = (number: number): Promise<'stored'> => {
      numbers.push(number);
      return Promise.resolve('stored');
    };
    const writer = new Writer({ log, write, line, world, closing });
    log.adopt({ number: 9998, hash: 'x', plain: rubbish() });
    expect(await writer.append(new Uint8Array(5))).toEqual(WELL);
    expect(await writer.append(new Uint8Array(5))).toEqual({ ok: false, why: 'full' });
    expect(numbers).toEqual([9999]);
  });
});
