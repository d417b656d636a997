/**
 * Sessions and rooms of the practice server: carries out what the rules in `room.ts` say, keeps sessions over lost lines as
 * Prosody's stream management does, and plays the faults. No sockets here either: a line is something that can be told.
 */
import { emptyRoom, isForgotten } from './room-state.ts';
import type { Outcome, Room, Surroundings, Telling } from './room-state.ts';
import { handle, leave } from './room.ts';
import type { Notice, Request, Welcome } from './protocol.ts';
import { Witness } from './witness.ts';

/** One end of a WebSocket, as the hub needs it. */
export interface Line {
  send(message: Notice | Welcome): void;
  /** Cuts the line without a goodbye, as a dead proxy does. */
  cut(): void;
}

interface Session {
  readonly id: string;
  readonly room: string;
  line: Line | undefined;
  /** What could not be told while the line was lost. */
  waiting: Notice[];
  ghost: ReturnType<typeof setTimeout> | undefined;
}

export interface HubOptions extends Surroundings {
  /** How long somebody whose browser died stays a ghost; Jitsi's docker default is 60 s (jitsi-observed b.4). */
  readonly ghostAfterMs: number;
}

/** Which of two pages comes back first after a restart is a race in a real Jitsi; here it can be chosen. */
export interface Restart {
  readonly error: 'focusLeft' | 'itemNotFound';
  /** Until the first pages reload themselves; the others follow after twice that time. Real: 10 to 30 s. */
  readonly reloadAfterMs: number;
  readonly first: 'moderator' | 'others';
  /** How much later than the first the others learn of it at all; until then they go on as if nothing were. Real: up to 20 s (trace 12). */
  readonly apartMs: number;
}

export class Hub {
  /** What was to be seen in the rooms, over restarts and empty rooms. */
  readonly witness: Witness;
  readonly #rooms = new Map<string, Room>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #sessions = new Map<string, Session>();
  readonly #options: HubOptions;

  constructor(options: HubOptions) {
    this.#options = options;
    this.witness = new Witness(options.now);
  }

  /** Opens a session, or resumes the one named if it is still known; what it missed is told now. */
  open(roomName: string, line: Line, wanted?: string): string {
    const known = wanted === undefined ? undefined : this.#sessions.get(wanted);
    if (known && known.room === roomName) {
      clearTimeout(known.ghost);
      known.ghost = undefined;
      known.line = line;
      line.send({ type: 'welcome', session: known.id, resumed: true });
      for (const notice of known.waiting.splice(0)) line.send(notice);
      return known.id;
    }
    const session: Session = {
      id: this.#options.newId() + this.#options.newId(),
      room: roomName,
      line,
      waiting: [],
      ghost: undefined,
    };
    this.#sessions.set(session.id, session);
    line.send({ type: 'welcome', session: session.id, resumed: false });
    return session.id;
  }

  /** Takes a request of a session. Unknown sessions are ignored. */
  receive(sessionId: string, request: Request): void {
    const session = this.#sessions.get(sessionId);
    if (!session) return;
    this.#apply(session.room, (room) => handle(room, sessionId, request, this.#options));
    if (request.type === 'leave') this.#sessions.delete(sessionId);
  }

  /**
   * The line of a session is gone. With a goodbye (`clean`: the tab was closed) the person is gone; without one they stay a
   * ghost until the time is up or the line is back.
   */
  lost(sessionId: string, line: Line, clean: boolean): void {
    const session = this.#sessions.get(sessionId);
    if (!session || session.line !== line) return;
    session.line = undefined;
    if (clean) this.#goodbye(session);
    else session.ghost = setTimeout(() => this.#goodbye(session), this.#options.ghostAfterMs);
  }

  /** Cuts the lines of a room, or of all; nobody leaves. */
  cutLines(roomName?: string): void {
    for (const session of this.#in(roomName)) session.line?.cut();
  }

  /** Loses every room and session (Prosody keeps them in memory only) and lets each page find out in its own time. */
  restart(roomName: string | undefined, how: Restart): void {
    const sessions = this.#in(roomName);
    for (const session of sessions) {
      const isModerator =
        this.#rooms
          .get(session.room)
          ?.inside.some((one) => one.connection === session.id && one.role === 'moderator') === true;
      const isFirst = isModerator === (how.first === 'moderator');
      const reloadAfter = isFirst ? how.reloadAfterMs : how.reloadAfterMs * 2;
      const tell = (): void => session.line?.send({ type: 'serverGone', error: how.error, reloadAfter });
      if (isFirst || how.apartMs === 0) tell();
      else this.#later(how.apartMs, tell);
    }
    for (const session of sessions) this.#forget(session);
    if (roomName === undefined) this.#rooms.clear();
    else this.#rooms.delete(roomName);
  }

  /** Browsers that died without a goodbye are given up now, and not only when their time is up. */
  forgetGhosts(roomName: string | undefined): void {
    for (const session of this.#in(roomName)) if (session.ghost !== undefined) this.#goodbye(session);
  }

  /** Tells every page of a room, or of all rooms, something that is not part of the conference. */
  announce(roomName: string | undefined, notice: Notice): void {
    for (const session of this.#in(roomName)) this.#tell({ to: session.id, notice });
  }

  /** Forgets everybody and cuts every line. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const session of this.#in(undefined)) {
      session.line?.cut();
      this.#forget(session);
    }
    this.#rooms.clear();
  }

  #in(roomName: string | undefined): Session[] {
    return [...this.#sessions.values()].filter((one) => roomName === undefined || one.room === roomName);
  }

  #later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, milliseconds);
    this.#timers.add(timer);
  }

  #goodbye(session: Session): void {
    this.#apply(session.room, (room) => leave(room, session.id));
    this.#forget(session);
  }

  #forget(session: Session): void {
    clearTimeout(session.ghost);
    this.#sessions.delete(session.id);
  }

  #apply(name: string, act: (room: Room) => Outcome): void {
    const outcome = act(this.#rooms.get(name) ?? emptyRoom(name));
    if (isForgotten(outcome.room)) this.#rooms.delete(name);
    else this.#rooms.set(name, outcome.room);
    this.witness.look(outcome.room);
    for (const telling of outcome.tell) this.#tell(telling);
  }

  #tell({ to, notice }: Telling): void {
    const session = this.#sessions.get(to);
    if (session?.line) session.line.send(notice);
    else session?.waiting.push(notice);
  }
}
