import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePluginState } from '../../../src/jitsi-plugin/message.ts';
import { pictureReader } from '../../../src/jitsi-plugin/picture.ts';
import { DOCUMENTS, jitsiState } from './recorded.ts';
import type { Moment } from './recorded.ts';

type Picture = ReturnType<ReturnType<typeof pictureReader>>;
type State = Record<string, unknown>;

const parsed = (picture: Picture): unknown => parsePluginState({ einlass: 1, kind: 'state', ...picture });

/** What the recording itself says, in the words of the message. */
function factsOf({ lobby, conference, local, remote, e2ee }: Moment): Picture {
  const role: Pick<Picture, 'role'> =
    local.role === 'participant' || local.role === 'moderator' ? { role: local.role } : {};
  if (!conference.joined) return { lobby: { knocking: lobby.knocking }, e2ee: {}, ...role, connected: false };
  return {
    lobby: {
      knocking: lobby.knocking,
      enabled: lobby.enabled,
      ...(local.role === 'moderator' ? { list: lobby.list } : {}),
    },
    e2ee: {
      supported: e2ee.selfSupported === true,
      ...(e2ee.conferenceEnabled === undefined ? {} : { enabled: e2ee.conferenceEnabled }),
      participants: remote.map((one) => ({
        id: one.id ?? '',
        ...(one.e2eeSupported === undefined ? {} : { supported: one.e2eeSupported }),
        ...(one.e2eeEnabled === undefined ? {} : { enabled: one.e2eeEnabled }),
        ...(one.role === 'participant' || one.role === 'moderator' ? { role: one.role } : {}),
      })),
    },
    ...role,
    locked: conference.locked !== undefined,
    recording: false,
    connected: true,
  };
}

/** The pictures of one document of a recording, in order. */
function pictures(trace: string, who: string): Picture[] {
  const { moments } = DOCUMENTS.find((one) => one.trace.startsWith(`${trace}-`) && one.who === who) ?? { moments: [] };
  const read = pictureReader();
  return moments.map((one) => read(jitsiState(one)));
}

describe('a state that was recorded', () => {
  it.each(DOCUMENTS)('$trace, $who: is told as it was, in a message that is understood', ({ moments }) => {
    const read = pictureReader();
    for (const moment of moments) {
      const picture = read(jitsiState(moment));
      expect(picture).toEqual(factsOf(moment));
      expect(parsed(picture)).toEqual({ einlass: 1, kind: 'state', ...picture });
    }
  });

  it('04: who stops waiting is gone from the list', () => {
    const names = pictures('04', 'counsellor').map(({ lobby }) => lobby.list?.map(({ name }) => name).join());
    expect(names.filter((one, index) => index === 0 || one !== names[index - 1])).toEqual([
      undefined,
      '',
      'Anna · K7F2',
      '',
    ]);
  });

  it('10: the client is made moderator', () => {
    const roles = pictures('10', 'client').map(({ role }) => role);
    expect(roles.filter((one, index) => index === 0 || one !== roles[index - 1])).toEqual([
      undefined,
      'participant',
      'moderator',
    ]);
  });

  it('21: a browser that cannot encrypt says so of itself, whatever its own switch says', () => {
    const last = pictures('21', 'client').at(-1);
    expect(last?.e2ee).toMatchObject({ supported: false, enabled: false });
    expect(pictures('21', 'counsellor').some(({ e2ee }) => e2ee.participants?.some((one) => 'supported' in one))).toBe(
      false,
    );
  });

  it('22: locked by this person and by another one', () => {
    for (const who of ['counsellor', 'client']) expect(pictures('22', who).at(-1)?.locked).toBe(true);
  });

  it('no message carries an e-mail address', () => {
    const read = pictureReader();
    for (const { moments } of DOCUMENTS)
      for (const one of moments) expect(JSON.stringify(read(jitsiState(one)))).not.toContain('@');
  });
});

/** A moderator in a call with one other person, somebody waiting, everything on. Made anew each time: tests break it. */
function fullState(): State {
  const conference = { isE2EEEnabled: () => true, isE2EESupported: () => true };
  return {
    'features/lobby': { lobbyEnabled: true, knocking: false, knockingParticipants: [{ id: 'L1', name: 'Ben' }] },
    'features/base/conference': { conference, locked: 'LOCKED_LOCALLY' },
    'features/base/participants': {
      local: { id: 'P1', role: 'moderator' },
      remote: new Map<string, object>([
        ['P2', { id: 'P2', role: 'participant', e2eeSupported: true, e2eeEnabled: true }],
      ]),
    },
    'features/recording': { sessionDatas: [{ id: 'R1', status: 'on' }] },
  };
}
const FULL: Picture = {
  lobby: { knocking: false, enabled: true, list: [{ id: 'L1', name: 'Ben' }] },
  e2ee: {
    supported: true,
    enabled: true,
    participants: [{ id: 'P2', role: 'participant', supported: true, enabled: true }],
  },
  role: 'moderator',
  locked: true,
  recording: true,
  connected: true,
};
const slice = (state: State, name: string): State => state[`features/${name}`] as State;
const changed = (change: (state: State) => void): Picture => {
  const state = fullState();
  change(state);
  return pictureReader()(state);
};

describe('a state that is not as it was', () => {
  it('whole, everything is known', () => expect(changed(() => undefined)).toEqual(FULL));

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'state'],
    ['an empty object', {}],
    [
      'slices of nothing',
      { 'features/lobby': null, 'features/base/conference': null, 'features/base/participants': 7 },
    ],
    [
      'a proxy that throws on everything',
      new Proxy({}, { get: () => fail(), has: () => fail(), ownKeys: () => fail() }),
    ],
  ])('%s: all unknown', (_, state) => {
    expect(pictureReader()(state)).toEqual({ lobby: {}, e2ee: {} });
  });

  it.each<[string, (state: State) => void, keyof Picture, boolean | undefined]>([
    ['`conference` renamed', (s) => delete slice(s, 'base/conference')['conference'], 'connected', undefined],
    ['`conference` a text', (s) => (slice(s, 'base/conference')['conference'] = 'room'), 'connected', undefined],
    ['`locked` renamed', (s) => delete slice(s, 'base/conference')['locked'], 'locked', undefined],
    ['`locked` a number', (s) => (slice(s, 'base/conference')['locked'] = 1), 'locked', undefined],
    ['a new role', (s) => (slice(s, 'base/participants')['local'] = { role: 'owner' }), 'role', undefined],
    ['sessions in a map', (s) => (slice(s, 'recording')['sessionDatas'] = new Map()), 'recording', undefined],
    ['an unknown status', (s) => (slice(s, 'recording')['sessionDatas'] = [{ status: 'x' }]), 'recording', undefined],
    ['on its way', (s) => (slice(s, 'recording')['sessionDatas'] = [{ status: 'pending' }]), 'recording', true],
    ['all over', (s) => (slice(s, 'recording')['sessionDatas'] = [{ status: 'off' }]), 'recording', false],
  ])('%s', (_, change, field, value) => {
    expect(changed(change)[field]).toBe(value);
  });

  it.each<[string, (state: State) => void]>([
    ['the others in an object', (s) => (slice(s, 'base/participants')['remote'] = { P2: { id: 'P2' } })],
    ['one without id', (s) => (slice(s, 'base/participants')['remote'] as Map<string, object>).set('P3', {})],
    ['one with an endless id', (s) => remote(s).set('P3', { id: 'x'.repeat(121) })],
    ['1001 of them', (s) => Array.from({ length: 1001 }, (_, i) => remote(s).set(`${i}`, { id: `${i}` }))],
  ])('others unknown as a whole, own state known: %s', (_, change) => {
    const { participants: _others, ...own } = FULL.e2ee;
    expect(changed(change).e2ee).toEqual(own);
  });

  it('what is shown in the room is nobody', () => {
    const picture = changed((s) => remote(s).set('v', { id: 'v', fakeParticipant: 'SharedVideo' }));
    expect(picture).toEqual(FULL);
  });

  it.each<[string, unknown]>([
    ['no list', { 0: { id: 'L1', name: 'Ben' } }],
    ['a nameless one', [{ id: 'L1', name: 'Ben' }, { id: 'L2' }]],
    ['one without id', [{ name: 'Ben' }]],
    ['1001 of them', Array.from({ length: 1001 }, (_, i) => ({ id: `${i}`, name: 'Ben' }))],
  ])('who waits is unknown: %s', (_, list) => {
    const picture = changed((s) => (slice(s, 'lobby')['knockingParticipants'] = list));
    expect(picture.lobby).toEqual({ knocking: false, enabled: true });
  });

  it('500 wait, with names without end: all told, the names cut, the message understood', () => {
    const list = Array.from({ length: 500 }, (_, i) => ({ id: `L${i}`, name: 'x'.repeat(5000) }));
    const picture = changed((s) => (slice(s, 'lobby')['knockingParticipants'] = list));
    expect(picture.lobby.list).toHaveLength(500);
    expect(parsed(picture)).toBeDefined();
  });

  it.each<[string, unknown, object]>([
    ['asked nothing: the questions are gone', {}, {}],
    ['answers that are promises', { isE2EESupported: async () => true, isE2EEEnabled: async () => true }, {}],
    ['questions that throw', { isE2EESupported: () => fail(), isE2EEEnabled: () => fail() }, {}],
    ['no answer to the one means no, to the other unknown', answers(undefined), { supported: false }],
  ])('own encryption: %s', (_, conference, expected) => {
    const picture = changed((s) => (slice(s, 'base/conference')['conference'] = conference));
    const { supported: _supported, enabled: _enabled, ...others } = FULL.e2ee;
    expect(picture.e2ee).toEqual({ ...others, ...expected });
  });

  it('a key that was there once and is gone means no', () => {
    const read = pictureReader();
    const state = fullState();
    expect(read(state)).toMatchObject({ locked: true, connected: true });
    delete slice(state, 'base/conference')['locked'];
    expect(read(state)).toMatchObject({ locked: false, connected: true });
    delete slice(state, 'base/conference')['conference'];
    expect(read(state)).toEqual({ lobby: { knocking: false }, e2ee: {}, role: 'moderator', connected: false });
    expect(read({})).toEqual({ lobby: {}, e2ee: {} });
  });

  it('law: whatever is taken out of it or throws, the rest is true and nothing is made up', () => {
    const paths = leavesOf(fullState());
    fc.assert(
      fc.property(fc.subarray(paths), fc.boolean(), (gone, throws) => {
        const state = fullState();
        for (const path of gone) breakAt(state, path, throws);
        const picture = pictureReader()(state);
        expect(parsed(picture)).toBeDefined();
        expect(FULL).toMatchObject(picture);
      }),
      { numRuns: 2000, seed: 20261126 },
    );
  });

  it('law: garbage anywhere is a message that is understood', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leavesOf(fullState())), fc.anything({ withMap: true }), (path, garbage) => {
        const state = fullState();
        const [owner, key] = placeOf(state, path);
        owner[key] = garbage;
        expect(parsed(pictureReader()(state))).toBeDefined();
      }),
      { numRuns: 3000, seed: 20261126 },
    );
  });
});

function fail(): never {
  throw new Error('not yours');
}

function answers(value: unknown): object {
  return { isE2EESupported: () => value, isE2EEEnabled: () => value };
}

function remote(state: State): Map<string, object> {
  return slice(state, 'base/participants')['remote'] as Map<string, object>;
}

/** Every place in a state that can be taken away: slices, their fields, fields of people. Whole list entries are not among them: a shorter list is another fact. */
function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const here = path.length === 0 || /^\d+$/.test(path.at(-1) ?? '') ? [] : [path];
  if (value instanceof Map)
    return [...here, ...[...value].flatMap(([key, one]) => inside(one, [...path, `map ${key}`]))];
  return [...here, ...inside(value, path)];
}

function inside(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

function placeOf(state: State, path: readonly string[]): [State, string] {
  const owner = path.slice(0, -1).reduce<unknown>((value, key) => {
    if (value instanceof Map) return value.get(key.slice('map '.length));
    return typeof value === 'object' && value !== null ? (value as State)[key] : {};
  }, state);
  return [owner as State, path.at(-1) ?? ''];
}

function breakAt(state: State, path: readonly string[], throws: boolean): void {
  let place: [State, string];
  try {
    place = placeOf(state, path);
  } catch {
    // The part around it already throws.
    return;
  }
  const [owner, key] = place;
  if (typeof owner !== 'object' || owner === null) return;
  if (throws) Object.defineProperty(owner, key, { get: () => fail(), enumerable: true, configurable: true });
  else Reflect.deleteProperty(owner, key);
}
