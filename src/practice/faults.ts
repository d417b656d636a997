/**
 * Faults on demand: what goes wrong with a real Jitsi (jitsi-observed §f, m.1), for tests and for counsellors who want to see it
 * once before it happens. Each can be asked for one room, so that tests beside each other do not meet.
 */
import * as v from 'valibot';
import type { Hub } from './hub.ts';
import type { Notice } from './protocol.ts';

const room = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)));
const milliseconds = (fallback: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)), fallback);

/** A real page waits 10 to 30 s before it reloads itself; in practice nobody learns from waiting. */
const RELOAD_AFTER_MS = 3000;

export const faultSchema = v.variant('fault', [
  v.object({
    fault: v.literal('restart-server'),
    room,
    error: v.optional(v.picklist(['focusLeft', 'itemNotFound']), 'focusLeft'),
    reloadAfterMs: milliseconds(RELOAD_AFTER_MS),
    first: v.optional(v.picklist(['moderator', 'others']), 'others'),
    apartMs: milliseconds(0),
  }),
  v.object({ fault: v.literal('server-down'), room, reloadAfterMs: milliseconds(RELOAD_AFTER_MS) }),
  v.object({ fault: v.literal('server-up'), room }),
  v.object({ fault: v.literal('proxy-outage'), room, lastsMs: milliseconds(6000) }),
  v.object({ fault: v.literal('unreachable'), room }),
  v.object({ fault: v.literal('reachable'), room }),
  v.object({ fault: v.literal('goodbyes-lost'), room }),
  v.object({ fault: v.literal('goodbyes-heard'), room }),
  v.object({ fault: v.literal('ghosts-gone'), room }),
  v.object({ fault: v.literal('reporter-off'), room }),
  v.object({ fault: v.literal('reporter-on'), room }),
]);
export type Fault = v.InferOutput<typeof faultSchema>;

const EVERYWHERE = '*';

/** A switch that is on for some rooms, or for all. */
class RoomSwitch {
  readonly #rooms = new Set<string>();
  set(roomName: string | undefined, on: boolean): void {
    if (on) this.#rooms.add(roomName ?? EVERYWHERE);
    else if (roomName === undefined) this.#rooms.clear();
    else this.#rooms.delete(roomName);
  }
  has(roomName: string): boolean {
    return this.#rooms.has(EVERYWHERE) || this.#rooms.has(roomName);
  }
}

export class Faults {
  readonly #hub: Hub;
  readonly #down = new RoomSwitch();
  readonly #unreachable = new RoomSwitch();
  readonly #silent = new RoomSwitch();
  readonly #proxyGone = new RoomSwitch();
  readonly #deaf = new RoomSwitch();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #reloadAfter = RELOAD_AFTER_MS;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  play(fault: Fault): void {
    switch (fault.fault) {
      case 'restart-server':
        return this.#hub.restart(fault.room, {
          error: fault.error,
          reloadAfterMs: fault.reloadAfterMs,
          first: fault.first,
          apartMs: fault.apartMs,
        });
      case 'server-down':
        this.#reloadAfter = fault.reloadAfterMs;
        this.#down.set(fault.room, true);
        return this.#hub.restart(fault.room, {
          error: 'focusLeft',
          reloadAfterMs: fault.reloadAfterMs,
          first: 'others',
          apartMs: 0,
        });
      case 'server-up':
        return this.#down.set(fault.room, false);
      case 'proxy-outage':
        return this.#proxyOutage(fault.room, fault.lastsMs);
      case 'unreachable':
        return this.#unreachable.set(fault.room, true);
      case 'reachable':
        return this.#unreachable.set(fault.room, false);
      case 'goodbyes-lost':
      case 'goodbyes-heard':
        return this.#deaf.set(fault.room, fault.fault === 'goodbyes-lost');
      case 'ghosts-gone':
        return this.#hub.forgetGhosts(fault.room);
      case 'reporter-off':
      case 'reporter-on':
        this.#silent.set(fault.room, fault.fault === 'reporter-off');
        return this.#hub.announce(fault.room, { type: 'reporter', on: fault.fault === 'reporter-on' });
    }
  }

  /** The page of this room cannot be loaded at all. */
  isUnreachable(roomName: string): boolean {
    return this.#unreachable.has(roomName);
  }

  /** The proxy is away: no new line for this room now. */
  isProxyGone(roomName: string): boolean {
    return this.#proxyGone.has(roomName);
  }

  /** Whoever goes away now goes without a goodbye, as a computer does that loses its power: a ghost stays (recording 32). */
  losesGoodbyes(roomName: string): boolean {
    return this.#deaf.has(roomName);
  }

  /** What a page hears first when it connects, before anything else. `serverDown` means that it will hear nothing more. */
  greeting(roomName: string): Notice | undefined {
    if (this.#down.has(roomName)) return { type: 'serverDown', reloadAfter: this.#reloadAfter };
    return this.#silent.has(roomName) ? { type: 'reporter', on: false } : undefined;
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #proxyOutage(roomName: string | undefined, lastsMs: number): void {
    this.#proxyGone.set(roomName, true);
    this.#hub.cutLines(roomName);
    const timer = setTimeout(() => {
      this.#proxyGone.set(roomName, false);
      this.#timers.delete(timer);
    }, lastsMs);
    this.#timers.add(timer);
  }
}
