import type { RoomEnding } from '../jitsi/room-event.ts';
import type { DeskPorts } from './ports.ts';
import type { RoomView } from './view.ts';
import { within } from './waits.ts';

/** How often the room is opened anew before the counsellor has to decide. */
const TRIES = 3;
/** Milliseconds for the clients' pages to come back to the gate; they look into their mailbox every 4 s. */
const EMPTYING = 10_000;
/** Milliseconds for writing the call back into all mailboxes. */
const CALLING = 2_000;
/** Milliseconds to give a server that has just started, before it is tried again. */
const BREATH = 2_000;
/** Milliseconds after which a room that holds counts as well again, so that the next trouble gets all its tries. */
const HELD = 60_000;

export interface RecoveryHost {
  /** Asks everybody back to the gate. */
  callBack(): Promise<unknown>;
  /** Hangs up. */
  leave(): Promise<unknown>;
  /** Resolves when all who were in lobby or room are known to be back since they were called. */
  empty(): Promise<unknown>;
  /** Opens the room once more, with a permit of its own. */
  enter(): Promise<void>;
  gaveUp(ending: RoomEnding | null): void;
  changed(): void;
}

/** After which endings the room is opened anew without asking (jitsi-observed b.8, f; trace 12). */
const BROKEN: readonly RoomEnding['kind'][] = ['ownLobby', 'notModerator', 'lobbyFailed', 'fatal'];

/** Says whether opening anew can help against this ending, by itself and without anybody deciding it. */
export function mayRecover(ending: RoomEnding, isRecovering: boolean): boolean {
  if (BROKEN.includes(ending.kind)) return true;
  // A server that is just coming up does not answer yet.
  return isRecovering && ending.kind === 'unreachable' && !ending.needsReload;
}

/**
 * Everybody back to the gate, room empty, open anew: the way out when the counsellor stands in her own lobby or a client
 * was made moderator. While it runs nobody is in a room whose lobby nobody has confirmed.
 */
export class Recovery {
  readonly #ports: Pick<DeskPorts, 'now' | 'later'>;
  readonly #host: RecoveryHost;
  #stage: RoomView['recovery'] = null;
  #tries = 0;
  #openedAt = 0;
  /** Counts the runs: what an earlier one waited for is late. */
  #run = 0;

  constructor(ports: Pick<DeskPorts, 'now' | 'later'>, host: RecoveryHost) {
    this.#ports = ports;
    this.#host = host;
  }

  get stage(): RoomView['recovery'] {
    return this.#stage;
  }

  /** Begins, or begins the next try; gives up after {@link TRIES}. `byHand`: the counsellor decided, all tries count anew. */
  async start(ending: RoomEnding | null, byHand = false): Promise<void> {
    const isHeld = this.#openedAt > 0 && this.#ports.now() - this.#openedAt >= HELD;
    if (byHand || isHeld) this.#tries = 0;
    this.#openedAt = 0;
    if (this.#tries >= TRIES) return this.#giveUp(ending);
    this.#tries += 1;
    const run = (this.#run += 1);
    const isLate = (): boolean => run !== this.#run;
    this.#set('callingBack');
    // Both at once: whoever is inside must be out soon, and the frame may take its time to say goodbye.
    await Promise.all([within(this.#ports, CALLING, this.#host.callBack()), this.#host.leave()]);
    if (isLate()) return;
    this.#set('emptying');
    await within(this.#ports, EMPTYING, this.#host.empty());
    if (isLate()) return;
    if (this.#tries > 1) await within(this.#ports, BREATH, new Promise(() => undefined));
    if (isLate()) return;
    this.#set('opening');
    await this.#host.enter();
  }

  /** The room is open and its lobby confirmed. */
  opened(): void {
    this.#openedAt = this.#ports.now();
    if (this.#stage !== null) this.#set(null);
  }

  /** Whatever is under way is not wanted any more. */
  stop(): void {
    this.#run += 1;
    this.#stage = null;
  }

  #giveUp(ending: RoomEnding | null): void {
    this.stop();
    this.#host.gaveUp(ending);
  }

  #set(stage: RoomView['recovery']): void {
    this.#stage = stage;
    this.#host.changed();
  }
}
