import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parsePluginState } from '../../../src/jitsi-plugin/message.ts';
import type { PluginState } from '../../../src/jitsi-plugin/message.ts';
import { readAddress, readSettings } from '../../../src/practice/address.ts';
import { PeerToPeer } from '../../../src/practice/peer-to-peer.ts';
import type { Snapshot } from '../../../src/practice/snapshot.ts';
import { JitsiStore, jitsiStateOf } from '../../../src/practice/store.ts';
import { pictureReader } from '../../../src/jitsi-plugin/picture.ts';
import { faultSchema } from '../../../src/practice/faults.ts';
import { requestSchema } from '../../../src/practice/protocol.ts';
import * as v from 'valibot';

const address = (rest: string): ReturnType<typeof readAddress> => readAddress(new URL(`https://meet.example${rest}`));
const encoded = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

describe('the address', () => {
  test('as external_api.js writes it', () => {
    const hash = `jitsi_meet_external_api_id=0&config.prejoinConfig=${encoded({ enabled: false })}&config.lobby=${encoded({ autoKnock: true })}&userInfo.displayName=${encoded('Anna · K7F2')}&devices.audioInput=${encoded('Headset')}&appData.localStorageContent=null`;
    expect(address(`/raum?lang=de#${hash}`)).toEqual({
      room: 'raum',
      apiId: 0,
      displayName: 'Anna · K7F2',
      language: 'de',
      devices: { audioInput: 'Headset' },
      keptByHost: undefined,
      token: undefined,
      settings: { prejoinConfig: { enabled: false }, lobby: { autoKnock: true } },
    });
  });

  const cases: readonly [string, Partial<ReturnType<typeof readAddress>>][] = [
    ['/raum#config.prejoinConfig.enabled=false', { settings: { prejoinConfig: { enabled: false } } }],
    ['/raum#config.prejoinConfig=kaputt&userInfo.displayName="Ben"', { settings: {}, displayName: 'Ben' }],
    ['/raum#config.startWithAudioMuted="yes"', { settings: {} }],
    ['/raum#config.__proto__.polluted=true', { settings: {} }],
    ['/raum#jitsi_meet_external_api_id="0"', { apiId: undefined }],
    ['/raum#userInfo.displayName=7', { displayName: '' }],
    ['/raum?lang=fr', { language: 'en' }],
    ['/ueben/raum', { room: 'raum' }],
    [`/raum?jwt=x.${btoa('{}')}.x`, { token: { name: undefined } }],
    [`/raum?jwt=x.${btoa('{"context":{"user":{"name":"Frau Beraterin"}}}')}.x`, { token: { name: 'Frau Beraterin' } }],
    ['/raum?jwt=', { token: 'refused' }],
    ['/raum?jwt=a.b.c', { token: 'refused' }],
    [`/raum?jwt=x.${btoa('{"context":{"user":{"name":7}}}')}.x`, { token: 'refused' }],
    ['/%E0%A4%A', { room: '%E0%A4%A' }],
    ['/practice/welcome', { room: undefined }],
  ];
  test.each(cases)('%s', (rest, expected) => {
    expect(address(rest)).toMatchObject(expected);
  });

  test('never throws, whatever the fragment is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (hash) => void address(`/raum#${hash}`)),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (values) => void readSettings(values)),
      { numRuns: 2000 },
    );
  });
});

describe('peer to peer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  function watch(): { p2p: PeerToPeer; said: boolean[] } {
    const said: boolean[] = [];
    return { p2p: new PeerToPeer((is) => void said.push(is)), said };
  }

  test('two people, once connected', () => {
    const { p2p, said } = watch();
    p2p.update(1, false, false);
    expect(said).toEqual([]);
    p2p.update(1, true, false);
    p2p.update(1, true, false);
    p2p.update(0, false, false);
    expect(said).toEqual([true, false]);
  });

  test('a third person ends it, and 5 s after one of them left it is back', () => {
    const { p2p, said } = watch();
    p2p.update(1, true, false);
    p2p.update(2, true, false);
    p2p.update(1, true, false);
    vi.advanceTimersByTime(4999);
    expect(said).toEqual([true, false]);
    vi.advanceTimersByTime(1);
    expect(said).toEqual([true, false, true]);
  });

  test('encryption ends it for good', () => {
    const { p2p, said } = watch();
    p2p.update(1, true, false);
    p2p.update(1, true, true);
    p2p.update(1, true, false);
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual([true, false]);
  });

  test('after the end nothing is said any more', () => {
    const { p2p, said } = watch();
    p2p.update(2, true, false);
    p2p.update(1, true, false);
    p2p.forget();
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });
});

const now: Snapshot = {
  stage: 'inside',
  room: 'raum',
  id: 'me',
  name: 'Beratung',
  role: 'moderator',
  subject: '',
  lobby: true,
  locked: false,
  others: [
    {
      id: 'one',
      name: 'Anna',
      role: 'participant',
      canEncrypt: false,
      encrypting: false,
      muted: { audio: false, video: false },
    },
  ],
  knocking: [{ id: 'k1', name: 'Ben · M3QX' }],
  muted: { audio: false, video: false },
  canEncrypt: true,
  isEncrypting: true,
  encryptionWanted: true,
  passwordFailed: false,
  mayGivePassword: true,
  buttons: undefined,
  showsKnocks: true,
  chat: [],
};

/** What the plugin makes of a moment of the practice room. */
function pluginStateOf(snapshot: Snapshot): PluginState {
  const read = pictureReader();
  read(jitsiStateOf({ ...now, stage: 'connecting' }));
  return { einlass: 1, kind: 'state', ...read(jitsiStateOf(snapshot)) };
}

describe('the stand-in for the store', () => {
  test('tells of each moment, and in silence keeps the last one', () => {
    const store = new JitsiStore();
    const heard: unknown[] = [];
    const stop = store.subscribe(() => void heard.push(store.getState()));
    expect(store.getState()).toBeUndefined();
    store.show(now);
    store.silence(true);
    store.show({ ...now, locked: true });
    expect(heard).toHaveLength(1);
    expect(store.getState()).toBe(heard[0]);
    store.silence(false);
    store.show({ ...now, locked: true });
    stop();
    store.show(now);
    expect(heard).toHaveLength(2);
  });
});

describe('what the plugin reports', () => {
  test('a moderator sees who knocks; somebody who cannot encrypt stays unknown', () => {
    expect(pluginStateOf(now)).toEqual({
      einlass: 1,
      kind: 'state',
      lobby: { knocking: false, enabled: true, list: [{ id: 'k1', name: 'Ben · M3QX' }] },
      role: 'moderator',
      e2ee: { supported: true, enabled: true, participants: [{ id: 'one', role: 'participant' }] },
      locked: false,
      recording: false,
      connected: true,
    });
  });

  test('a participant gets no list, somebody knocking no role and no people', () => {
    expect(pluginStateOf({ ...now, role: 'participant' }).lobby).toEqual({ knocking: false, enabled: true });
    const knocking = pluginStateOf({ ...now, stage: 'knocking' });
    expect(knocking).toMatchObject({ lobby: { knocking: true }, e2ee: {}, connected: false });
    expect(knocking.e2ee.participants).toBeUndefined();
    expect(knocking.role).toBeUndefined();
    expect(knocking.e2ee.enabled).toBeUndefined();
    // Outside nobody knows how the room is guarded.
    expect([knocking.lobby.enabled, knocking.locked]).toEqual([undefined, undefined]);
  });

  test('is what the schema says', () => {
    expect(parsePluginState(pluginStateOf(now))).toEqual(pluginStateOf(now));
  });
});

describe('what is refused', () => {
  const message = pluginStateOf(now);
  const malformed: readonly [string, unknown][] = [
    ['nothing', undefined],
    ['a text', '{"einlass":1}'],
    ['another version', { ...message, einlass: 2 }],
    ['a version as text', { ...message, einlass: '1' }],
    ['another kind', { ...message, kind: 'command' }],
    ['no lobby', { ...message, lobby: undefined }],
    ['a role that Jitsi has not', { ...message, role: 'owner' }],
    ['such a role of somebody else', { ...message, e2ee: { participants: [{ id: 'x', role: 'owner' }] } }],
    ['a lobby that is on, perhaps', { ...message, lobby: { enabled: 'yes' } }],
    ['a lock that is a word', { ...message, locked: 'LOCKED_LOCALLY' }],
    ['yes instead of true', { ...message, recording: 'yes' }],
    ['people without ids', { ...message, e2ee: { participants: [{}] } }],
    ['a flood of people', { ...message, e2ee: { participants: Array.from({ length: 1001 }, () => ({ id: 'x' })) } }],
    ['a name without end', { ...message, lobby: { list: [{ id: 'x', name: 'x'.repeat(401) }] } }],
  ];
  test.each(malformed)('as a plugin message: %s', (_what, data) => {
    expect(parsePluginState(data)).toBeUndefined();
  });

  test('anything is a plugin message or none, never an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => void parsePluginState(data)),
      { numRuns: 5000 },
    );
  });

  const requests: readonly unknown[] = [
    null,
    {},
    { type: 'become-moderator' },
    { type: 'enter', name: 'x' },
    { type: 'enter', name: 'x'.repeat(1001), canEncrypt: true, muted: { audio: true, video: true } },
    { type: 'toggleLobby', on: 'yes' },
    { type: 'answer', id: 'x' },
    { type: 'chat', text: 'x'.repeat(30_001), to: '' },
  ];
  test.each(requests)('as a request: %j', (request) => {
    expect(v.safeParse(requestSchema, request).success).toBe(false);
  });

  const faults: readonly unknown[] = [
    null,
    {},
    { fault: 'fire' },
    { fault: 'server-down', room: '' },
    { fault: 'proxy-outage', lastsMs: 0.5 },
    { fault: 'restart-server', error: 'x' },
  ];
  test.each(faults)('as a fault: %j', (fault) => {
    expect(v.safeParse(faultSchema, fault).success).toBe(false);
  });
});
