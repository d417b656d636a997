import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Joiner, cutMessage, SIZES } from '../../../src/mailbox/parts.ts';
import { messageKey } from '../../../src/mailbox/keys.ts';
import { BEGINNING, openEntry, sealEntry } from '../../../src/mailbox/sealing.ts';
import { clientSide, counsellorSide, FOLDER, Host, inTime, note, quiet, served, SECRET } from './host.ts';

/** What can be done to what lies on the server, by whoever runs it. */
type Hand =
  | { readonly do: 'say' | 'look' }
  | { readonly do: 'spoil'; readonly at: number; readonly wire: Uint8Array<ArrayBuffer> }
  | { readonly do: 'copy'; readonly from: number; readonly to: number }
  | { readonly do: 'flip'; readonly at: number; readonly bit: number }
  | { readonly do: 'remove'; readonly at: number };

const SLOTS = ['b0001', 'b0002', 'b0003', 'b0004', 'b0005', 'b0006', 'b0007', 'c0001', 'c0002'];
const slot = fc.nat(SLOTS.length - 1);
const wire = fc.uint8Array({ maxLength: 600 }).map((bytes) => Uint8Array.from(bytes));
const hand: fc.Arbitrary<Hand> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('say', 'look') }) },
  fc.record({ do: fc.constant('spoil'), at: slot, wire }),
  fc.record({ do: fc.constant('copy'), from: slot, to: slot }),
  fc.record({ do: fc.constant('flip'), at: slot, bit: fc.nat(4095) }),
  fc.record({ do: fc.constant('remove'), at: slot }),
);

function tamper(host: Host, act: Hand): void {
  if (act.do === 'spoil') host.entries.set(SLOTS[act.at] ?? '', act.wire);
  if (act.do === 'remove') host.entries.delete(SLOTS[act.at] ?? '');
  if (act.do === 'copy') {
    const copied = host.entries.get(SLOTS[act.from] ?? '');
    if (copied) host.entries.set(SLOTS[act.to] ?? '', copied);
  }
  if (act.do === 'flip') {
    const entry = host.entries.get(SLOTS[act.at] ?? '');
    if (!entry || entry.length === 0) return;
    const flipped = entry.slice();
    const at = (act.bit >> 3) % flipped.length;
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (act.bit & 7));
    host.entries.set(SLOTS[act.at] ?? '', flipped);
  }
}

/** Are these the first of `said`, or some of them, in their order and each at most once? */
function isPartOf(heard: readonly unknown[], said: readonly unknown[]): boolean {
  let at = 0;
  return heard.every((one) => {
    while (at < said.length && JSON.stringify(said[at]) !== JSON.stringify(one)) at += 1;
    return at++ < said.length;
  });
}

describe('whatever is done to what lies on the server', () => {
  test('nobody hears what was not said, hears it twice or in another order; and when it is mended, everybody hears all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hand, { minLength: 3, maxLength: 25 }), async (acts) => {
        const host = new Host();
        const [counsellor, client] = [counsellorSide(host), clientSide(host)];
        client.listen();
        await quiet();
        const said: unknown[] = [];
        const written = new Map<string, Uint8Array<ArrayBuffer>>();
        const seen = new Set<string>();
        for (const act of acts) {
          const before = new Map(host.entries);
          if (act.do === 'say') {
            const message = note(`Satz ${said.length}`);
            if ((await inTime(host, counsellor.mailbox.send(message))).ok) said.push(message);
            for (const [name, entry] of host.entries) if (before.get(name) !== entry) written.set(name, entry);
          } else if (act.do === 'look') await host.clock.turn(4000);
          else tamper(host, act);
          for (const name of host.names) seen.add(name);
          expect(isPartOf(client.heard, said)).toBe(true);
        }
        const fresh = clientSide(host);
        fresh.listen();
        await host.clock.turn(8000);
        expect(isPartOf(fresh.heard, said)).toBe(true);
        for (const name of seen) host.entries.set(name, written.get(name) ?? new Uint8Array(3));
        await host.clock.turn(120_000);
        expect(client.heard).toEqual(said);
        expect(fresh.heard).toEqual(said);
        for (const side of [client, fresh]) side.mailbox.close();
      }),
      { numRuns: 150 },
    );
  });

  test('any answer to anything is taken calmly, and nothing is heard from it', async () => {
    const header = fc.constantFrom('application/octet-stream', 'text/html', 'application/octet-stream; x=y', '');
    const answer = fc.oneof(
      fc.constantFrom('drop', 'lose', 'hang'),
      fc.integer({ min: 200, max: 599 }),
      fc.tuple(wire, header),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 30 }), async (answers) => {
        const host = new Host();
        let turn = 0;
        host.trouble = ({ method }) => {
          const given = answers[turn++ % answers.length];
          // An entry of its own is real, so what was stored may be heard.
          if (!Array.isArray(given)) return given as number | 'drop' | 'lose' | 'hang' | undefined;
          const [body, type] = given;
          return method === 'PUT'
            ? undefined
            : type === ''
              ? served(body)
              : new Response(body, { headers: { 'Content-Type': type } });
        };
        const [counsellor, client] = [counsellorSide(host), clientSide(host)];
        client.listen();
        const said = [note('eins'), note('zwei')];
        const results = await inTime(host, Promise.all(said.map((one) => counsellor.mailbox.send(one))));
        await inTime(host, counsellor.mailbox.recall());
        await host.clock.turn(100_000);
        expect(results.every(({ ok }) => typeof ok === 'boolean')).toBe(true);
        expect(isPartOf(client.heard, said)).toBe(true);
        client.mailbox.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('sealing', () => {
  const place = fc.record({
    folder: fc.constantFrom(FOLDER, '0'.repeat(26)),
    log: fc.constantFrom('c', 'b'),
    number: fc.integer({ min: 1, max: 9999 }),
    previous: fc.constantFrom(BEGINNING, 'A'.repeat(43), `${'A'.repeat(42)}E`),
  });

  test('opens in its place and in no other', async () => {
    const key = await messageKey(SECRET);
    await fc.assert(
      fc.asyncProperty(place, place, wire, async (sealed, opened, plain) => {
        const entry = await sealEntry(key, sealed, plain);
        expect(await openEntry(key, sealed, entry)).toEqual(plain);
        const isSame = JSON.stringify(sealed) === JSON.stringify(opened);
        expect((await openEntry(key, opened, entry)) !== null).toBe(isSame);
      }),
    );
  });

  test('opens nothing that was cut, lengthened or changed in one bit', async () => {
    const key = await messageKey(SECRET);
    const here = { folder: FOLDER, log: 'c', number: 1, previous: BEGINNING } as const;
    await fc.assert(
      fc.asyncProperty(wire, fc.nat(), async (plain, where) => {
        const entry = await sealEntry(key, here, plain);
        const flipped = entry.slice();
        const at = (where >> 3) % entry.length;
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (where & 7));
        expect(await openEntry(key, here, flipped)).toBeNull();
        expect(await openEntry(key, here, entry.slice(0, where % entry.length))).toBeNull();
        expect(await openEntry(key, here, Uint8Array.from([...entry, 0]))).toBeNull();
      }),
    );
  });
});

describe('parts', () => {
  test('of any message fit, come in few sizes, and make it whole again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(2000), fc.nat(262_000)), fc.nat(255), (length, start) => {
        const content = Uint8Array.from({ length }, (_, index) => (start + index * 7) % 256);
        const parts = cutMessage(content);
        if (parts === null) return length > 260_000;
        const joiner = new Joiner();
        const joined = parts.map((part) => joiner.add(part));
        expect(parts.every((part) => SIZES.some((size) => size === part.length + 28))).toBe(true);
        expect(joined.slice(0, -1).every(({ kind }) => kind === 'part')).toBe(true);
        const last = joined.at(-1);
        expect(joiner.add(parts[0] ?? new Uint8Array())).toEqual({ kind: 'repeated' });
        return last?.kind === 'whole' && Buffer.compare(last.content, content) === 0;
      }),
      { numRuns: 60 },
    );
  });

  test('in any order, some left out, never make another message', () => {
    const content = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 12 }), (order) => {
        const parts = cutMessage(content) ?? [];
        const joiner = new Joiner();
        const whole = order
          .map((index) => joiner.add(parts[index] ?? new Uint8Array()))
          .filter(({ kind }) => kind === 'whole');
        expect(whole.length).toBeLessThanOrEqual(1);
        return whole.every((one) => one.kind === 'whole' && Buffer.compare(one.content, content) === 0);
      }),
    );
  });

  test('of any bytes are refused or taken, never thrown over', () => {
    const joiner = new Joiner();
    const kinds = ['whole', 'part', 'repeated', 'broken'];
    fc.assert(fc.property(wire, (bytes) => kinds.includes(joiner.add(bytes).kind)));
  });

  test('that are left behind are forgotten, the oldest first', () => {
    const joiner = new Joiner();
    const long = new Uint8Array(40_000);
    const messages = Array.from({ length: 6 }, () => cutMessage(long) ?? []);
    for (const [first] of messages) joiner.add(first ?? new Uint8Array());
    const kinds = messages.map(([, second]) => joiner.add(second ?? new Uint8Array()).kind);
    expect(kinds).toEqual(['broken', 'broken', 'whole', 'whole', 'whole', 'whole']);
  });
});
