import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROWS } from '../../../src/jitsi/events.ts';
import { BEFORE, reduce } from '../../../src/jitsi/reduce.ts';
import type { Signal } from '../../../src/jitsi/reduce.ts';

const read = (event: string, payload: unknown): unknown => ROWS.find((row) => row.event === event)?.read(payload);
const error = (name: string, more: object = {}): object => ({
  error: { name, params: [], type: 'CONFERENCE', isFatal: false, ...more },
});

describe('one row per event of Jitsi', () => {
  it('has no event twice', () => {
    const names = ROWS.map((row) => row.event);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each<[string, unknown, unknown]>([
    ['ready', {}, { signal: 'ready' }],
    ['ready', undefined, { signal: 'ready' }],
    ['browserSupport', { supported: false }, { signal: 'unsupported' }],
    [
      'errorOccurred',
      error('conference.connectionError.membersOnly', { params: ['r@lobby.meet.jitsi', false] }),
      { signal: 'lobby', open: true },
    ],
    [
      'errorOccurred',
      error('conference.connectionError.membersOnly', { params: ['r@lobby.meet.jitsi', true] }),
      { signal: 'lobby', open: false },
    ],
    [
      'errorOccurred',
      error('conference.connectionError.membersOnly', { params: undefined }),
      { signal: 'lobby', open: true },
    ],
    ['errorOccurred', error('conference.authenticationRequired'), { signal: 'lobby', open: false }],
    ['errorOccurred', error('conference.connectionError.accessDenied'), { signal: 'refused' }],
    ['errorOccurred', error('conference.display_name_required', { params: ['true'] }), { signal: 'nameAsked' }],
    [
      'errorOccurred',
      error('conference.destroyed', { params: ['The meeting has been terminated', null] }),
      { signal: 'ended', by: 'counsellor' },
    ],
    [
      'errorOccurred',
      error('conference.destroyed', { params: ['Lobby room closed.'] }),
      { signal: 'ended', by: 'server' },
    ],
    ['errorOccurred', error('conference.destroyed'), { signal: 'ended', by: 'server' }],
    ['errorOccurred', error('conference.gracefulShutdown'), { signal: 'ended', by: 'server' }],
    ['errorOccurred', error('conference.focusLeft', { isFatal: true }), { signal: 'fatal' }],
    ['errorOccurred', error('connection.otherError', { isFatal: true, type: 'CONNECTION' }), { signal: 'fatal' }],
    ['errorOccurred', error('something.of.next.year', { isFatal: true }), { signal: 'fatal' }],
    [
      'errorOccurred',
      error('conference.connectionError.notAllowed', { params: ['cancel', 'no'] }),
      { signal: 'fatal', code: 'JITSI_HOST_REFUSED' },
    ],
    ['errorOccurred', error('conference.max_users'), { signal: 'fatal', code: 'JITSI_HOST_REFUSED' }],
    [
      'errorOccurred',
      error('connection.passwordRequired', { credentials: {} }),
      { signal: 'fatal', code: 'JITSI_HOST_REFUSED' },
    ],
    ['errorOccurred', error('connection.droppedError'), { signal: 'trouble' }],
    ['peerConnectionFailure', { isP2P: true, wasConnected: true }, { signal: 'trouble' }],
    ['suspendDetected', {}, { signal: 'trouble' }],
    ['passwordRequired', {}, { signal: 'passwordAsked' }],
    ['videoConferenceJoined', { id: 'P2', displayName: 'A', breakoutRoom: false }, { signal: 'joined', id: 'P2' }],
    ['videoConferenceLeft', {}, { signal: 'left' }],
    ['readyToClose', {}, { signal: 'closed' }],
    ['participantRoleChanged', { id: 'P2', role: 'moderator' }, { signal: 'role', id: 'P2', moderator: true }],
    ['participantRoleChanged', { id: 'P2', role: 'participant' }, { signal: 'role', id: 'P2', moderator: false }],
    [
      'participantJoined',
      { id: 'P1', displayName: 'Beratung Süd' },
      { signal: 'cameIn', id: 'P1', name: 'Beratung Süd' },
    ],
    ['participantJoined', { id: 'P1' }, { signal: 'cameIn', id: 'P1', name: '' }],
    [
      'participantJoined',
      { id: 'P1', displayName: 'a\u202eb\nc\u2066d' },
      { signal: 'cameIn', id: 'P1', name: 'a b c d' },
    ],
    [
      'participantJoined',
      { id: 'P1', displayName: 'x'.repeat(5000) },
      { signal: 'cameIn', id: 'P1', name: 'x'.repeat(200) },
    ],
    ['participantLeft', { id: 'P1' }, { signal: 'wentOut', id: 'P1' }],
    ['displayNameChange', { id: 'P1', displayname: ' Neu ' }, { signal: 'renamed', id: 'P1', name: 'Neu' }],
    [
      'participantKickedOut',
      { kicked: { id: 'local', local: true }, kicker: { id: 'P1', name: 'Süd' } },
      { signal: 'kicked', by: 'Süd' },
    ],
    ['participantKickedOut', { kicked: { id: 'local', local: true } }, { signal: 'kicked' }],
    [
      'cameraError',
      { type: 'gum.permission_denied', message: '…' },
      { signal: 'device', device: 'camera', reason: 'denied' },
    ],
    ['cameraError', { type: 'gum.not_found' }, { signal: 'device', device: 'camera', reason: 'missing' }],
    ['micError', { type: 'gum.timeout' }, { signal: 'device', device: 'microphone', reason: 'busy' }],
    ['micError', { type: 'gum.general' }, { signal: 'device', device: 'microphone', reason: 'unknown' }],
    ['micError', {}, { signal: 'device', device: 'microphone', reason: 'unknown' }],
    ['recordingStatusChanged', { on: true, mode: 'file' }, { signal: 'recording', on: true }],
    ['recordingStatusChanged', { on: false, mode: 'file', transcription: true }, { signal: 'recording', on: true }],
    ['recordingStatusChanged', { on: false, mode: 'file', transcription: null }, { signal: 'recording', on: false }],
    ['transcribingStatusChanged', { on: true }, { signal: 'recording', on: true }],
  ])('%s %j', (event, payload, signal) => {
    expect(read(event, payload)).toEqual(signal);
  });

  it.each<[string, unknown]>([
    ['browserSupport', { supported: true }],
    ['browserSupport', {}],
    ['browserSupport', 'no'],
    ['errorOccurred', {}],
    ['errorOccurred', undefined],
    ['errorOccurred', { error: null }],
    ['errorOccurred', { error: { name: 7 } }],
    ['errorOccurred', error('conference.passwordRequired')],
    ['errorOccurred', error('conference.chatError')],
    ['errorOccurred', error('constructor')],
    ['errorOccurred', error('__proto__')],
    ['errorOccurred', error('conference.destroyed', { params: 'all' })],
    ['errorOccurred', error('conference.focusLeft', { isFatal: 'true' })],
    ['videoConferenceJoined', {}],
    ['videoConferenceJoined', { id: '' }],
    ['videoConferenceJoined', { id: ['P2'] }],
    ['participantRoleChanged', { id: 'P2', role: null }],
    ['participantRoleChanged', 'moderator'],
    ['participantJoined', { displayName: 'nobody' }],
    ['participantJoined', { id: 'P1', displayName: { toString: 'x' } }],
    ['participantJoined', { id: 'x'.repeat(201) }],
    ['participantLeft', null],
    ['displayNameChange', { displayname: 'x' }],
    ['participantKickedOut', { kicked: { id: 'P3', local: false }, kicker: { local: true } }],
    ['participantKickedOut', { kicked: 'local' }],
    ['cameraError', null],
    ['recordingStatusChanged', { on: 'yes' }],
    ['transcribingStatusChanged', {}],
  ])('%s %j is nothing to us', (event, payload) => {
    expect(read(event, payload)).toBeUndefined();
  });

  it.each(['notificationTriggered', 'prejoinScreenLoaded', 'incomingMessage', 'knockingParticipant', 'log'])(
    '%s has no row',
    (event) => {
      expect(ROWS.map((row) => row.event)).not.toContain(event);
    },
  );

  it('takes any JSON without throwing, and whatever it makes of it, the reducer does too', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ROWS), fc.jsonValue()), { maxLength: 20 }), (lines) => {
        let state = BEFORE;
        for (const [row, payload] of lines) {
          const signal = row.read(payload);
          if (signal !== undefined) state = reduce(state, signal).state;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a wait that ran out', () => {
  const waiting = reduce(BEFORE, { signal: 'framed' }).state;

  it('ends the meeting that waits for it', () => {
    expect(reduce(waiting, { signal: 'waited', wait: 'page' }).state.phase).toBe('over');
  });

  it.each(['door', 'slowDoor', 'explanation', 'close', 'quickClose'] as const)(
    'is nothing to a meeting that does not wait for it: %s',
    (wait) => {
      expect(reduce(waiting, { signal: 'waited', wait })).toEqual({ state: waiting, events: [] });
    },
  );
});

describe('any order of signals', () => {
  const person = fc.constantFrom('P1', 'P2', 'local');
  const signals: fc.Arbitrary<Signal> = fc.oneof(
    fc.record({
      signal: fc.constantFrom(
        ...([
          'ready',
          'unsupported',
          'left',
          'closed',
          'refused',
          'passwordAsked',
          'nameAsked',
          'trouble',
          'framed',
          'leave',
        ] as const),
        ...(['leaveNow', 'passwordGiven', 'frameGone', 'frameReloaded', 'fatal'] as const),
      ),
    }),
    fc.record({ signal: fc.constant('lobby' as const), open: fc.boolean() }),
    fc.record({ signal: fc.constantFrom('joined' as const, 'wentOut' as const), id: person }),
    fc.record({ signal: fc.constant('role' as const), id: person, moderator: fc.boolean() }),
    fc.record({ signal: fc.constantFrom('cameIn' as const, 'renamed' as const), id: person, name: fc.string() }),
    fc.record({ signal: fc.constant('recording' as const), on: fc.boolean() }),
    fc.record({ signal: fc.constant('ended' as const), by: fc.constantFrom('counsellor' as const, 'server' as const) }),
    fc.record({
      signal: fc.constant('waited' as const),
      wait: fc.constantFrom(...(['page', 'door', 'slowDoor', 'explanation', 'close', 'quickClose'] as const)),
    }),
  );
  const walks = fc.array(signals, { maxLength: 30 });

  it('an ending is told once and final, nothing is told after it, and a client is never in the room as moderator', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        let state = BEFORE;
        for (const signal of walk) {
          const ended = state.ending;
          const step = reduce(state, signal);
          if (ended !== undefined) {
            expect(step.events).toEqual([]);
            expect(step.state.ending).toBe(ended);
          }
          state = step.state;
          expect(state.ending !== undefined).toBe(state.phase === 'leaving' || state.phase === 'over');
          if (state.phase === 'over') expect(state.wait).toBeUndefined();
          if (state.phase === 'leaving') expect(['close', 'quickClose']).toContain(state.wait);
          if (state.phase === 'connecting') expect(state.wait).toBeDefined();
          if (state.phase === 'room') {
            expect(state.moderators.has('local') || state.moderators.has(state.self ?? '')).toBe(false);
          }
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
