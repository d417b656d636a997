import { describe, expect, it } from 'vitest';
import { roomOptions } from '../../../src/jitsi/room-options.ts';
import { ROOM_ROWS } from '../../../src/jitsi/room-signals.ts';
import whitelists from '../../fixtures/jitsi/whitelists.json' with { type: 'json' };
import { newRoomPermit } from './room-support.ts';

const read = (event: string, payload: unknown): unknown => ROOM_ROWS.find((row) => row.event === event)?.read(payload);
const note = (message: object): object => ({ id: 'P1', message: { type: 'lobby-notify', ...message } });
const granted = (value: unknown, name: unknown = 'Anna · K7F2'): object =>
  note({ event: 'LOBBY-ACCESS-GRANTED', value, name });

describe('one row per event of Jitsi', () => {
  it('has no event twice', () => {
    const names = ROOM_ROWS.map((row) => row.event);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each<[string, unknown, unknown]>([
    [
      'knockingParticipant',
      { participant: { id: 'L1', name: 'A\u202e\nB' } },
      { signal: 'knocks', id: 'L1', name: 'A B' },
    ],
    ['knockingParticipant', { participant: { id: 'L1' } }, { signal: 'knocks', id: 'L1', name: '' }],
    [
      'nonParticipantMessageReceived',
      note({ event: 'LOBBY-ENABLED', value: true }),
      { signal: 'lobbySwitched', on: true },
    ],
    [
      'nonParticipantMessageReceived',
      note({ event: 'LOBBY-ENABLED', value: false }),
      { signal: 'lobbySwitched', on: false },
    ],
    [
      'nonParticipantMessageReceived',
      granted('r@lobby.meet.jitsi/3f136d42'),
      { signal: 'granted', id: '3f136d42', name: 'Anna · K7F2' },
    ],
    ['nonParticipantMessageReceived', granted('r@lobby/a/b', ''), { signal: 'granted', id: 'a/b', name: '' }],
    [
      'nonParticipantMessageReceived',
      note({ event: 'LOBBY-ACCESS-DENIED', value: 'r@lobby/L2' }),
      { signal: 'denied', id: 'L2', name: '' },
    ],
    ['participantKickedOut', { kicked: { id: 'P2', local: false } }, { signal: 'removed', id: 'P2' }],
    ['participantKickedOut', { kicked: { id: 'local', local: true }, kicker: { name: 'X' } }, { signal: 'kicked' }],
    ['ready', {}, { signal: 'ready' }],
  ])('%s %j', (event, payload, signal) => {
    expect(read(event, payload)).toEqual(signal);
  });

  it.each<[string, unknown]>([
    ['knockingParticipant', {}],
    ['knockingParticipant', { participant: { id: '', name: 'x' } }],
    ['knockingParticipant', { participant: { id: 'L1', name: 7 } }],
    ['nonParticipantMessageReceived', {}],
    ['nonParticipantMessageReceived', { message: 'LOBBY-ENABLED' }],
    ['nonParticipantMessageReceived', note({ event: 'LOBBY-ENABLED', value: 'true' })],
    ['nonParticipantMessageReceived', { message: { event: 'LOBBY-ENABLED', value: true } }],
    ['nonParticipantMessageReceived', { message: { type: 'chat', event: 'LOBBY-ENABLED', value: true } }],
    ['nonParticipantMessageReceived', note({ event: 'LOBBY-SOMETHING', value: true })],
    ['nonParticipantMessageReceived', granted('r@lobby.meet.jitsi')],
    ['nonParticipantMessageReceived', granted('r@lobby.meet.jitsi/')],
    ['nonParticipantMessageReceived', granted(true)],
    ['nonParticipantMessageReceived', granted(`r@lobby/${'x'.repeat(201)}`)],
    ['participantKickedOut', {}],
    ['participantKickedOut', { kicked: { id: 'P2', local: 'no' } }],
  ])('%s %j is nothing to us', (event, payload) => {
    expect(read(event, payload)).toBeUndefined();
  });
});

describe('what a counsellor’s frame is told', () => {
  const rules = { e2ee: 'preferred', encodedTransform: false, chat: 'on', peerToPeer: false, password: true } as const;
  const input = { permit: newRoomPermit(), displayName: 'Süd', language: 'de', rules };
  const options = roomOptions(input, {} as HTMLElement, {});
  const listed = [...whitelists.config, ...whitelists.configWhenEmbedded];

  it.each(Object.keys(options.configOverwrite))('%s is a key that Jitsi lets an embedding page set', (key) => {
    expect(listed.some((entry) => entry === key || entry.startsWith(`${key}.`))).toBe(true);
  });

  it('chat as for clients, no e-mail, no key; and encryption by policy', () => {
    expect(options.configOverwrite['toolbarButtons']).toContain('chat');
    const required = roomOptions({ ...input, rules: { ...rules, e2ee: 'required' } }, {} as HTMLElement, {});
    expect(required.configOverwrite['toolbarButtons']).not.toContain('chat');
    const off = roomOptions({ ...input, rules: { ...rules, e2ee: 'off' } }, {} as HTMLElement, {});
    expect(off.configOverwrite['e2ee']).toEqual({ disabled: true, externallyManagedKey: false });
    expect(Object.keys(options.userInfo)).toEqual(['displayName']);
    expect(JSON.stringify(options)).not.toMatch(/e2eeKey|invitees|email"|iceServers/);
  });
});
