import type { RoomEnding, RoomEvent } from '../jitsi/room-event.ts';
import type { DeskPorts } from './ports.ts';
import type { Admitted } from './presence.ts';
import type { RoomMemory, SessionCore, SessionHost } from './room-memory.ts';
import type { RoomParts } from './room-parts.ts';
import { heardInRoom, type RoomState } from './room-state.ts';

/** Milliseconds for which a notice of a bad line stays; Jitsi never says that it is well again. */
const TROUBLE_SHOWN = 10_000;

export interface HearingHost extends SessionCore {
  opened(): void;
  /** The room was ended for everybody. */
  endedForAll(): void;
  /** The room has to be emptied and opened anew. */
  broken(ending: RoomEnding): void;
  over(ending: RoomEnding): void;
}

/** What the room tells, and what follows from it. */
export class RoomHearing {
  readonly #ports: DeskPorts;
  readonly #session: SessionHost;
  readonly #memory: RoomMemory;
  readonly #parts: RoomParts;
  readonly #host: HearingHost;
  #troubles = 0;
  readonly #greeted = new WeakSet<Admitted>();

  constructor(ports: DeskPorts, session: SessionHost, memory: RoomMemory, parts: RoomParts, host: HearingHost) {
    this.#ports = ports;
    this.#session = session;
    this.#memory = memory;
    this.#parts = parts;
    this.#host = host;
  }

  hear(event: RoomEvent): void {
    if (this.#memory.isClosed) return;
    const before = this.#memory.state;
    this.#memory.state = heardInRoom(before, event);
    this.#follow(event, before);
    this.#host.changed();
  }

  #follow(event: RoomEvent, before: RoomState): void {
    const { people } = this.#parts;
    switch (event.kind) {
      case 'opened':
        return this.#host.opened();
      case 'knockingChanged':
        return this.#knockingChanged(before);
      case 'peopleChanged':
        return this.#peopleChanged();
      case 'admittedAs': {
        const admitted = people.presence.bind(event.lobbyId, event.id);
        if (admitted) this.#arrived(admitted);
        return this.#parts.questions.reconsider();
      }
      case 'cameInUnasked':
        return people.presence.cameUnasked(event.id);
      case 'confirmed':
      case 'failed':
        return this.#answered(event);
      case 'recordingStarted':
        this.#memory.wasRecorded = true;
        this.#ports.playSound('alarm');
        return this.#parts.recordForAll({ kind: 'recording', on: true });
      case 'recordingStopped':
      case 'recordingUnknown':
        return this.#parts.recordForAll({ kind: 'recording', on: this.#memory.state.recording });
      case 'otherModerator':
        // A client by accident (jitsi-observed b.7). Somebody unknown may be a colleague: the counsellor decides about that.
        if (people.presence.of(event.id)?.person) this.#host.broken({ kind: 'notModerator' });
        return;
      case 'networkTrouble':
        return this.#networkTrouble();
      case 'over':
        return event.ending.kind === 'endedForAll' ? this.#host.endedForAll() : this.#host.over(event.ending);
      default:
        return;
    }
  }

  #peopleChanged(): void {
    const { people } = this.#parts;
    for (const admitted of people.arrived()) this.#arrived(admitted);
    this.#parts.questions.reconsider();
  }

  #arrived(admitted: Admitted): void {
    const { people, acts, ledger, encryption, reminder } = this.#parts;
    acts.settle(admitted);
    if (this.#greeted.has(admitted)) return;
    this.#greeted.add(admitted);
    reminder.arrived(admitted);
    const { recording } = this.#memory.state;
    // Whoever comes later has a right to know as well, and to find it on the receipt.
    const since = [recording === false ? null : ({ kind: 'recording', on: recording } as const), encryption.decided()];
    for (const happened of since) if (happened) void ledger.record(people.subjectOf(admitted), happened);
  }

  #knockingChanged(before: RoomState): void {
    const { knocking, people } = this.#memory.state;
    const known = new Set(before.knocking.map(({ id }) => id));
    const fresh = knocking.map(({ id }) => id).filter((id) => !known.has(id));
    const isTalking = this.#memory.appointment.type === 'single' && people.length > 0;
    if (fresh.length > 0 && this.#session.sound() === 'on' && !isTalking) this.#ports.playSound('knock');
    this.#parts.people.lookFor(fresh);
    const here = new Set(knocking.map(({ id }) => id));
    this.#parts.questions.drop((knocker) => here.has(knocker));
  }

  #answered(event: Extract<RoomEvent, { kind: 'confirmed' | 'failed' }>): void {
    const { command, id } = event;
    const { acts, encryption } = this.#parts;
    if (command === 'e2ee') return encryption.answered(event.kind === 'confirmed');
    if ((command === 'admit' || command === 'refuse') && id !== null) {
      return event.kind === 'confirmed' ? acts.confirmed(command, id) : acts.failed(command, id, event.why);
    }
    if (event.kind === 'failed') {
      this.#host.trouble({ code: 'MEETING_FAILED', detail: `${command}: ${event.why}` });
    } else if (command === 'endForAll') this.#host.endedForAll();
  }

  #networkTrouble(): void {
    this.#troubles += 1;
    const troubles = this.#troubles;
    this.#ports.later(TROUBLE_SHOWN, () => {
      if (troubles !== this.#troubles) return;
      this.#memory.state = { ...this.#memory.state, networkTrouble: false };
      this.#host.changed();
    });
  }
}
