import { beforeEach, describe, expect, test } from 'vitest';
import { messageKey } from '../../../src/mailbox/keys.ts';
import { BEGINNING, entryHash, sealEntry } from '../../../src/mailbox/sealing.ts';
import { clientSide, counsellorSide, FOLDER, Host, inTime, note, quiet, rubbish, SECRET, served } from './host.ts';
import { bytes } from './support.ts';

let host: Host;
beforeEach(() => {
  host = new Host();
});

const texts = (heard: readonly { readonly kind: string }[]): string[] =>
  heard.map((message) => ('text' in message ? String(message.text) : message.kind));

async function write(...said: readonly string[]): Promise<void> {
  const counsellor = counsellorSide(host);
  await counsellor.mailbox.recall();
  for (const text of said) await counsellor.mailbox.send(note(text));
}

const entry = (name: string): Uint8Array<ArrayBuffer> => host.entries.get(name) ?? new Uint8Array();
const put = (name: string, wire: Uint8Array<ArrayBuffer>): void => void host.entries.set(name, wire);

/** What a client hears and is warned of that reads everything now and looks again for a while. */
async function readAll(): Promise<{ readonly heard: string[]; readonly refused: string[] }> {
  const client = clientSide(host);
  client.listen();
  await host.clock.turn(60_000);
  client.mailbox.close();
  return { heard: texts(client.heard), refused: client.refused };
}

describe('somebody who knows the folder but not the key', () => {
  test('can put rubbish in the way, which is reported once and passed over', async () => {
    const client = clientSide(host);
    client.listen();
    await write('eins');
    put('b0002', rubbish());
    put('b0003', rubbish(1));
    await host.clock.turn(20_000);
    expect(texts(client.heard)).toEqual(['eins']);
    expect(client.refused).toEqual(['b0002 does not authenticate']);
    await write('zwei', 'drei');
    await host.clock.turn(20_000);
    expect(texts(client.heard)).toEqual(['eins', 'zwei', 'drei']);
    put('b0006', rubbish());
    await write('vier');
    await host.clock.turn(20_000);
    expect(texts(client.heard)).toEqual(['eins', 'zwei', 'drei', 'vier']);
    expect(client.refused).toEqual(['b0002 does not authenticate', 'b0006 does not authenticate']);
    expect(host.names).toEqual(['b0001', 'b0002', 'b0003', 'b0004', 'b0005', 'b0006', 'b0007']);
  });

  test('cannot silence a log by being first in it, or by being everywhere', async () => {
    for (let number = 1; number <= 40; number += 1) put(`b${String(number).padStart(4, '0')}`, rubbish(600));
    const client = clientSide(host);
    client.listen();
    const counsellor = counsellorSide(host);
    expect(await inTime(host, counsellor.mailbox.send(note('trotzdem')))).toEqual({ ok: true });
    expect(host.names.at(-1)).toBe('b0041');
    await host.clock.turn(60_000);
    expect([texts(client.heard), client.refused]).toEqual([['trotzdem'], ['b0001 does not authenticate']]);
  });

  test('cannot stop a writer by being faster time and again', async () => {
    const counsellor = counsellorSide(host);
    let left = 10;
    host.trouble = ({ method, name }) => {
      if (method === 'PUT' && left-- > 0) put(name, rubbish());
      return undefined;
    };
    expect(await inTime(host, counsellor.mailbox.send(note('doch')))).toEqual({ ok: true });
    expect((await readAll()).heard).toEqual(['doch']);
  });

  test('cannot say anything again: an entry is worth nothing at another number', async () => {
    await write('eins', 'zwei');
    put('b0003', entry('b0001'));
    put('b0004', entry('b0002'));
    expect(await readAll()).toEqual({ heard: ['eins', 'zwei'], refused: ['b0003 does not authenticate'] });
  });

  test('cannot say it in the other log', async () => {
    await write('eins');
    put('c0001', entry('b0001'));
    const counsellor = counsellorSide(host);
    counsellor.listen();
    await host.clock.turn(10_000);
    expect([counsellor.heard, counsellor.refused]).toEqual([[], ['c0001 does not authenticate']]);
  });

  test.each([
    ['another key', bytes(16, 7), FOLDER, 'b', 1, BEGINNING],
    ['another folder', SECRET, '0'.repeat(26), 'b', 1, BEGINNING],
    ['another log', SECRET, FOLDER, 'c', 1, BEGINNING],
    ['another number', SECRET, FOLDER, 'b', 2, BEGINNING],
    ['another entry before it', SECRET, FOLDER, 'b', 1, 'A'.repeat(43)],
  ] as const)('cannot use an entry sealed for %s', async (_what, secret, folder, log, number, previous) => {
    put('b0001', await sealEntry(await messageKey(secret), { folder, log, number, previous }, rubbish(484)));
    expect(await readAll()).toEqual({ heard: [], refused: ['b0001 does not authenticate'] });
  });
});

describe('the server', () => {
  test('that withholds the rest cannot be told from silence', async () => {
    await write('eins', 'zwei', 'drei');
    host.entries.delete('b0002');
    expect(await readAll()).toEqual({ heard: ['eins'], refused: [] });
  });

  test.each([
    ['rubbish', () => rubbish()],
    ['the entry after it', () => entry('b0003')],
    ['the entry before it', () => entry('b0001')],
    ['nothing', () => new Uint8Array()],
  ])('that cuts out the middle and shows %s instead ends the log there', async (_what, instead) => {
    await write('eins', 'zwei', 'drei', 'vier');
    put('b0002', instead());
    expect(await readAll()).toEqual({ heard: ['eins'], refused: ['b0002 does not authenticate'] });
    // Until the writer's page comes back and sees the same damage: then it goes on behind what is whole.
    await write('fünf');
    expect(await readAll()).toEqual({ heard: ['eins', 'fünf'], refused: ['b0002 does not authenticate'] });
  });

  test('that exchanges two entries ends the log there', async () => {
    await write('eins', 'zwei', 'drei');
    const [second, third] = [entry('b0002'), entry('b0003')];
    put('b0002', third);
    put('b0003', second);
    expect((await readAll()).heard).toEqual(['eins']);
  });

  test('that disturbs entries only for a while is forgiven, in whichever order it mends them', async () => {
    await write('eins', 'zwei', 'drei', 'vier');
    const disturbed = new Set(['b0002', 'b0003']);
    host.trouble = ({ name }) => (disturbed.has(name) ? served(rubbish()) : undefined);
    const client = clientSide(host);
    client.listen();
    await host.clock.turn(10_000);
    expect(texts(client.heard)).toEqual(['eins']);
    disturbed.delete('b0002');
    await host.clock.turn(20_000);
    expect(texts(client.heard)).toEqual(['eins', 'zwei']);
    disturbed.delete('b0003');
    await host.clock.turn(20_000);
    expect(texts(client.heard)).toEqual(['eins', 'zwei', 'drei', 'vier']);
  });

  test('that disturbs one entry behind real rubbish is forgiven too', async () => {
    await write('eins');
    put('b0002', rubbish());
    put('b0003', rubbish());
    await write('zwei', 'drei');
    const client = clientSide(host);
    host.trouble = ({ name, at }) => (name === 'b0004' && at < 5000 ? served(rubbish()) : undefined);
    client.listen();
    await host.clock.turn(30_000);
    expect(texts(client.heard)).toEqual(['eins', 'zwei', 'drei']);
    expect(client.refused).toEqual(['b0002 does not authenticate']);
  });

  test('that answers rubbish for a while leaves neither a hole nor a deaf reader behind', async () => {
    await write('eins');
    const client = clientSide(host);
    host.trouble = ({ method }) => (method === 'GET' ? served(rubbish()) : undefined);
    client.listen();
    await host.clock.turn(300_000);
    const counsellor = counsellorSide(host);
    await inTime(host, counsellor.mailbox.recall());
    expect(await inTime(host, counsellor.mailbox.send(note('zwei')))).toEqual({ ok: true });
    host.trouble = () => undefined;
    await counsellor.mailbox.send(note('drei'));
    await host.clock.turn(10_000);
    expect(host.names).toEqual(['b0001', 'b0002', 'b0003']);
    expect(texts(client.heard)).toEqual(['eins', 'zwei', 'drei']);
  });

  test('that drops every third answer loses nothing and doubles nothing', async () => {
    let turn = 0;
    host.trouble = ({ method }) => (++turn % 3 === 0 ? (method === 'PUT' ? 'lose' : 'drop') : undefined);
    const [client, counsellor] = [clientSide(host), counsellorSide(host)];
    client.listen();
    const said = ['a', 'b', 'c', 'd', 'e'];
    await inTime(host, Promise.all(said.map((text) => counsellor.mailbox.send(note(text)))));
    await host.clock.turn(120_000);
    expect(texts(client.heard)).toEqual(said);
  });
});

describe('somebody with the link', () => {
  /** Seals what our pages never write, for the place where it would be believed. */
  const forge = async (...plains: readonly Uint8Array<ArrayBuffer>[]): Promise<void> => {
    let previous = BEGINNING;
    for (const [index, plain] of plains.entries()) {
      const place = { folder: FOLDER, log: 'b', number: index + 1, previous } as const;
      const wire = await sealEntry(await messageKey(SECRET), place, plain);
      put(`b000${index + 1}`, wire);
      previous = await entryHash(wire);
    }
  };
  const plainOf = (text: string, index = 0, count = 1, length = text.length): Uint8Array<ArrayBuffer> => {
    const plain = new Uint8Array(484);
    plain.set([index, count, length >> 8, length & 255], 8);
    plain.set(new TextEncoder().encode(text), 12);
    return plain;
  };

  test.each([
    ['no JSON', plainOf('{')],
    ['no UTF-8', plainOf('"').map((byte, at) => (at === 12 ? 0xff : byte))],
    ['no message', plainOf('{"kind":"admitted","at":1}')],
    ['a message of the other side', plainOf('{"kind":"withdrawn","at":1}')],
    ['a message with more in it', plainOf('{"kind":"opened","at":1,"html":"<b>"}')],
    ['a part beyond the last', plainOf('x', 1, 1)],
    ['a second part without a first', plainOf('x', 1, 2)],
    ['too many parts', plainOf('x', 0, 9)],
    ['no parts', plainOf('x', 0, 0)],
    ['a length beyond the end', plainOf('x', 0, 1, 500)],
    ['nothing', new Uint8Array()],
  ])('who writes %s is refused once, and the log goes on', async (_what, plain) => {
    await forge(
      plain,
      plainOf('{"kind":"opened","at":1}', 0, 1).map((byte, at) => (at < 8 ? 1 : byte)),
    );
    const { heard, refused } = await readAll();
    expect(heard).toEqual(['opened']);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/^b0001 /);
  });

  test('who writes the same message twice is heard once', async () => {
    await forge(plainOf('{"kind":"opened","at":1}'), plainOf('{"kind":"opened","at":1}'));
    expect(await readAll()).toEqual({ heard: ['opened'], refused: [] });
  });
});

test('damage to the own log is reported as well', async () => {
  put('c0001', rubbish());
  const client = clientSide(host);
  await client.mailbox.recall();
  client.listen();
  await quiet();
  expect(client.refused).toEqual(['c0001 does not authenticate']);
});
