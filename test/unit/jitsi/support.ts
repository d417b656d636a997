import { readFileSync } from 'node:fs';
import { takeSeal } from '../../../src/gate/permit.ts';
import type { Permit } from '../../../src/gate/permit.ts';
import type { MeetingApiOptions } from '../../../src/jitsi/api.ts';
import type { Clock } from '../../../src/jitsi/clock.ts';
import type { InboundMessage } from '../../../src/jitsi/inbound.ts';
import type { Loaded } from '../../../src/jitsi/load.ts';
import type { MeetingEvent } from '../../../src/jitsi/meeting-event.ts';
import { openMeeting } from '../../../src/jitsi/meeting.ts';
import type { Meeting, MeetingRequest } from '../../../src/jitsi/meeting.ts';
import type { HostAnswer } from '../../../src/jitsi/tell-host.ts';
import type { FrameWatch, MeetingWorld } from '../../../src/jitsi/world.ts';

const sealPermit = takeSeal();

/** A clock that stands still until it is turned. */
export class HandClock implements Clock {
  #now = 0;
  #timers = new Set<{ at: number; act: () => void }>();

  /** Milliseconds since it was made. */
  get now(): number {
    return this.#now;
  }

  get waiting(): number {
    return this.#timers.size;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.#now + ms, act };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  turn(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].sort((one, other) => one.at - other.at)[0];
      if (next === undefined || next.at > until) break;
      this.#now = next.at;
      this.#timers.delete(next);
      next.act();
    }
    this.#now = until;
  }
}

/** An IFrame API that remembers what it was told; tests say what it reports. */
export class FakeApi {
  readonly commands: unknown[][] = [];
  readonly window = {};
  readonly frame = { title: '', lang: '', contentWindow: this.window };
  disposed = 0;
  #listeners = new Map<string, (payload: unknown) => void>();

  constructor(
    readonly domain: string,
    readonly options: MeetingApiOptions,
  ) {}

  on(event: string, listener: (payload: unknown) => void): void {
    this.#listeners.set(event, listener);
  }

  executeCommand(...told: unknown[]): void {
    this.commands.push(told);
  }

  getIFrame(): HTMLIFrameElement {
    return this.frame as unknown as HTMLIFrameElement;
  }

  dispose(): void {
    this.disposed += 1;
  }

  /** Like the real one, it still has its listeners when a test lets it speak after `dispose`: nothing may come of it. */
  fire(event: string, payload: unknown = {}): void {
    this.#listeners.get(event)?.(payload);
  }
}

export type Line = readonly [number, string, unknown];

/** What a page saw in a recording, the client's unless said otherwise, with its first API object or another one. */
export function recorded(scenario: string, who: 'client' | 'counsellor' = 'client', life = 0): Line[] {
  const file = new URL(`../../fixtures/traces/${scenario}.json`, import.meta.url);
  const trace = JSON.parse(readFileSync(file, 'utf8')) as {
    participants: Record<string, { instances: [number, string][]; events: [number, string, unknown][] }>;
  };
  const { instances, events } = trace.participants[who] ?? { instances: [], events: [] };
  const starts = instances.filter(([, what]) => what === 'new').map(([at]) => at);
  const [first = 0, second = Infinity] = starts.slice(life);
  return events
    .filter(([at]) => at >= first && at < second)
    .map(([at, event, payload]) => [at - first, event, payload]);
}

export interface Stage {
  readonly meeting: Meeting;
  readonly clock: HandClock;
  readonly events: MeetingEvent[];
  /** The API objects that were made; more than one is a mistake. */
  readonly made: FakeApi[];
  readonly loads: () => number;
  /** The Jitsi origins that were told of this person. */
  readonly told: readonly string[];
  /** The Jitsi origins that were told that the meeting is over. */
  readonly left: readonly string[];
  readonly forgotten: () => number;
  readonly hearing: () => number;
  frame(): FrameWatch | undefined;
  hear(message: Partial<InboundMessage>): void;
  kinds(): string[];
  api(): FakeApi;
}

export const ORIGIN = 'https://meet.stadt.example';

export function newPermit(): Permit {
  return sealPermit({
    room: 'k7f2qx',
    session: 's',
    issuedAt: 0,
    devices: { camera: 'on', microphone: 'on', cameraId: 'c1' },
  });
}

/** Opens a meeting on a fake world. The frame is there when the promise resolves, unless the loader says otherwise. */
export async function stage(
  request: Partial<MeetingRequest> = {},
  loaded?: Loaded | Promise<Loaded>,
  host: HostAnswer | Promise<HostAnswer> = 'welcome',
): Promise<Stage> {
  const clock = new HandClock();
  const events: MeetingEvent[] = [];
  const made: FakeApi[] = [];
  let loads = 0;
  const told: string[] = [];
  const left: string[] = [];
  let forgotten = 0;
  let watch: FrameWatch | undefined;
  const listeners = new Set<(message: InboundMessage) => void>();
  class Api extends FakeApi {
    constructor(domain: string, options: MeetingApiOptions) {
      super(domain, options);
      made.push(this);
    }
  }
  const world: MeetingWorld = {
    clock,
    gateHost: 'beratung.stadt.example',
    load: () => {
      loads += 1;
      return Promise.resolve(loaded ?? { ok: true, value: Api });
    },
    tellHost: (origin) => {
      told.push(origin);
      return Promise.resolve(host);
    },
    leaveHost: (origin) => left.push(origin),
    listDevices: () => Promise.resolve([{ kind: 'videoinput', deviceId: 'c1', label: 'Kamera' }]),
    hear: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watchFrame: (_, on) => {
      watch = on;
      return () => (watch = undefined);
    },
    forget: () => (forgotten += 1),
  };
  const meeting = openMeeting(
    {
      permit: newPermit(),
      displayName: 'Anna · K7F2QX',
      language: 'de',
      rules: { e2ee: 'preferred', encodedTransform: false, chat: 'off', peerToPeer: false, password: false },
      container: {} as HTMLElement,
      frameTitle: 'Videogespräch',
      jitsiOrigin: ORIGIN,
      onEvent: (event) => events.push(event),
      ...request,
    },
    world,
  );
  await settle();
  return {
    meeting,
    clock,
    events,
    made,
    loads: () => loads,
    told,
    left,
    forgotten: () => forgotten,
    hearing: () => listeners.size,
    frame: () => watch,
    hear: (message) => {
      for (const listener of listeners)
        listener({
          source: null,
          origin: '',
          data: null,
          isTrusted: true,
          stopImmediatePropagation: () => undefined,
          ...message,
        });
    },
    kinds: () => events.map((event) => event.kind),
    api: () => {
      const [api] = made;
      if (api === undefined) throw new Error('no API object was made');
      return api;
    },
  };
}

/** Lets every promise that can go on do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Plays a recording to the meeting, with its times. */
export function play(on: Stage, lines: readonly Line[]): void {
  let at = 0;
  for (const [ms, event, payload] of lines) {
    on.clock.turn(ms - at);
    at = ms;
    on.api().fire(event, payload);
  }
}
