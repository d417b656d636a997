import { openForCounsellor } from '../../../src/gate/counsellor.ts';
import type { RoomPermit } from '../../../src/gate/room-permit.ts';
import type { MeetingApiOptions } from '../../../src/jitsi/api.ts';
import type { InboundMessage } from '../../../src/jitsi/inbound.ts';
import type { Loaded } from '../../../src/jitsi/load.ts';
import type { RoomEvent } from '../../../src/jitsi/room-event.ts';
import { openRoom } from '../../../src/jitsi/room.ts';
import type { Room, RoomRequest } from '../../../src/jitsi/room.ts';
import type { HostAnswer } from '../../../src/jitsi/tell-host.ts';
import type { FrameWatch } from '../../../src/jitsi/world.ts';
import { FakeApi, HandClock, ORIGIN, recorded, settle } from './support.ts';
import type { Line } from './support.ts';

const NOON = Date.UTC(2026, 10, 26, 12);

export function newRoomPermit(): RoomPermit {
  const declaration = {
    appointment: 'a1',
    noRecording: true,
    aloneInRoom: true,
    boundToSecrecy: true,
    givenAt: NOON,
  };
  const wanted = { appointment: 'a1', room: 'k7f2qx', devices: { camera: 'on', microphone: 'on' } } as const;
  const opening = openForCounsellor(declaration, wanted, NOON);
  if (!opening.open) throw new Error(`closed: ${opening.missing.join(', ')}`);
  return opening.permit;
}

export interface RoomStage {
  readonly room: Room;
  readonly clock: HandClock;
  readonly events: RoomEvent[];
  readonly made: FakeApi[];
  readonly loads: () => number;
  /** The Jitsi origins that were told of this person. */
  readonly told: readonly string[];
  readonly forgotten: () => number;
  readonly hearing: () => number;
  frame(): FrameWatch | undefined;
  api(): FakeApi;
  fire(event: string, payload?: unknown): void;
  /** A picture of the plugin, from inside the room unless said otherwise. */
  plugin(picture: { lobby?: object; e2ee?: object; [more: string]: unknown }): void;
  kinds(): string[];
  of<K extends RoomEvent['kind']>(kind: K): Extract<RoomEvent, { kind: K }>[];
  commands(): unknown[][];
}

/** Opens a room on a fake world. The frame is there when the promise resolves, unless the loader says otherwise. */
export async function roomStage(
  request: Partial<RoomRequest> = {},
  loaded?: Loaded | Promise<Loaded>,
  host: HostAnswer = 'welcome',
): Promise<RoomStage> {
  const clock = new HandClock();
  const events: RoomEvent[] = [];
  const made: FakeApi[] = [];
  let loads = 0;
  const told: string[] = [];
  let forgotten = 0;
  let watch: FrameWatch | undefined;
  const listeners = new Set<(message: InboundMessage) => void>();
  class Api extends FakeApi {
    constructor(domain: string, options: MeetingApiOptions) {
      super(domain, options);
      made.push(this);
    }
  }
  const room = openRoom(
    {
      permit: newRoomPermit(),
      displayName: 'Beratung Süd',
      language: 'de',
      rules: { e2ee: 'preferred', encodedTransform: false, chat: 'off', peerToPeer: false, password: false },
      container: {} as HTMLElement,
      frameTitle: 'Videogespräch',
      jitsiOrigin: ORIGIN,
      onEvent: (event) => events.push(event),
      ...request,
    },
    {
      clock,
      now: () => NOON + clock.now,
      gateHost: 'beratung.stadt.example',
      load: () => {
        loads += 1;
        return Promise.resolve(loaded ?? { ok: true, value: Api });
      },
      tellHost: (origin) => {
        told.push(origin);
        return Promise.resolve(host);
      },
      leaveHost: () => undefined,
      listDevices: () => Promise.resolve([]),
      hear: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      watchFrame: (_, on) => {
        watch = on;
        return () => (watch = undefined);
      },
      forget: () => (forgotten += 1),
    },
  );
  await settle();
  const api = (): FakeApi => {
    const [first] = made;
    if (first === undefined) throw new Error('no API object was made');
    return first;
  };
  return {
    room,
    clock,
    events,
    made,
    loads: () => loads,
    told,
    forgotten: () => forgotten,
    hearing: () => listeners.size,
    frame: () => watch,
    api,
    fire: (event, payload) => api().fire(event, payload),
    plugin: ({ lobby = {}, e2ee = {}, ...more }) => {
      const data = {
        einlass: 1,
        kind: 'state',
        lobby,
        e2ee: { participants: [], ...e2ee },
        role: 'moderator',
        connected: true,
        ...more,
      };
      for (const listener of listeners)
        listener({
          source: api().window,
          origin: ORIGIN,
          data,
          isTrusted: true,
          stopImmediatePropagation: () => undefined,
        });
    },
    kinds: () => events.map((event) => event.kind),
    of: (kind) => events.filter((event) => event.kind === kind) as never,
    commands: () => made[0]?.commands ?? [],
  };
}

const JOINED = ['videoConferenceJoined', { id: 'P1', displayName: 'Beratung Süd' }] as const;
export const MODERATOR = ['participantRoleChanged', { id: 'P1', role: 'moderator' }] as const;
export const LOBBY_ON = [
  'nonParticipantMessageReceived',
  { id: 'P1', message: { type: 'lobby-notify', event: 'LOBBY-ENABLED', value: true } },
] as const;

/** The first counsellor of the day: inside, as participant still. */
export async function joinedRoom(request: Partial<RoomRequest> = {}): Promise<RoomStage> {
  const on = await roomStage(request);
  on.fire('ready');
  on.fire(...JOINED);
  on.fire('participantRoleChanged', { id: 'P1', role: 'participant' });
  return on;
}

/** A room that is open. */
export async function openedRoom(request: Partial<RoomRequest> = {}): Promise<RoomStage> {
  const on = await joinedRoom(request);
  on.fire(...MODERATOR);
  on.fire(...LOBBY_ON);
  return on;
}

export function knock(on: RoomStage, id = 'L1', name = 'Anna · K7F2'): void {
  on.fire('knockingParticipant', { participant: { id, name } });
}

export function answered(on: RoomStage, what: 'GRANTED' | 'DENIED', id = 'L1', name = 'Anna · K7F2'): void {
  const message = { type: 'lobby-notify', event: `LOBBY-ACCESS-${what}`, value: `raum@lobby.meet.jitsi/${id}`, name };
  on.fire('nonParticipantMessageReceived', { id: 'P1', message });
}

export function comesIn(on: RoomStage, id = 'P2', name = 'Anna · K7F2'): void {
  on.fire('participantJoined', { id, displayName: name, formattedDisplayName: name });
}

export function destroyed(on: RoomStage, why = 'The meeting has been terminated'): void {
  on.fire('errorOccurred', { error: { name: 'conference.destroyed', params: [why, null], isFatal: false } });
}

/** Plays a recording with its times, and does beside it what the counsellor did; times are those of the file. */
export function played(
  on: RoomStage,
  scenario: string,
  acts: readonly (readonly [number, (room: Room) => void])[],
  life = 0,
): void {
  const lines = recorded(scenario, 'counsellor', life).map(
    ([at, event, payload]: Line) => [at, () => on.fire(event, payload)] as const,
  );
  const all = [...lines, ...acts.map(([at, act]) => [at, () => act(on.room)] as const)];
  let at = 0;
  for (const [ms, act] of all.sort((one, other) => one[0] - other[0])) {
    on.clock.turn(ms - at);
    at = ms;
    act();
  }
}
