import type { Appointment } from '../appointment/appointment.ts';
import type { Problem } from '../errors.ts';
import type { DeviceChoice } from '../gate/permit.ts';
import type { RoomEnding } from '../jitsi/room-event.ts';
import type { MailboxLine } from '../mailbox/mailbox-shape.ts';
import type { Office } from '../records/office-shape.ts';
import type { Service } from '../service/load.ts';
import { Homecoming } from './homecoming.ts';
import { lineOf } from './person-box.ts';
import type { DeskPorts, DeskRoom } from './ports.ts';
import { mayRecover, Recovery } from './recovery.ts';
import { RoomHearing } from './room-hearing.ts';
import { RoomMemory, type SessionHost, type SessionStart } from './room-memory.ts';
import { RoomParts } from './room-parts.ts';
import { roomRequest, type FramePlace } from './room-request.ts';
import { RoomRun } from './room-run.ts';
import { ROOM_BEFORE } from './room-state.ts';
import { ticked, type RoundItem } from './round.ts';
import { within } from './waits.ts';
import type { OwnDeclaration } from './wish.ts';

/** Milliseconds for the last receipts to arrive after the end; pages look into their mailbox every 4 s. */
const LAST_RECEIPTS = 5_000;
/** Milliseconds for telling everybody that it is over. */
const SAYING = 2_000;

/** One appointment's room, from the preparation to the end: opens it, empties and reopens it when it broke, ends it. */
export class RoomSession {
  readonly memory: RoomMemory;
  readonly parts: RoomParts;
  readonly recovery: Recovery;
  readonly #ports: DeskPorts;
  readonly #host: SessionHost;
  readonly #start: SessionStart;
  readonly #run: RoomRun;
  readonly #homecoming: Homecoming;
  #place: FramePlace | null = null;
  #claim: { release(): void } | null = null;
  #shownKnocking = 0;
  #finished: Promise<void> = Promise.resolve();

  constructor(ports: DeskPorts, office: Office, host: SessionHost, start: SessionStart) {
    this.#ports = ports;
    this.#host = host;
    this.#start = start;
    this.memory = new RoomMemory(start);
    const core = {
      room: () => this.openRoom(),
      changed: () => this.#changed(),
      trouble: (problem: Problem) => host.trouble(problem),
    };
    this.parts = new RoomParts(ports, office, host, this.memory, core);
    const hearing = new RoomHearing(ports, host, this.memory, this.parts, {
      ...core,
      opened: () => this.#opened(),
      endedForAll: () => void this.#finish(),
      broken: (ending) => {
        if (this.recovery.stage === null) void this.recovery.start(ending);
      },
      over: (ending) => this.#broke(ending),
    });
    this.#run = new RoomRun(ports, (event) => hearing.hear(event));
    this.#homecoming = new Homecoming(ports, () => this.parts.inbox.boxes);
    this.recovery = new Recovery(ports, {
      callBack: () => this.#callBack(),
      leave: () => this.#leaveRoom(),
      empty: () => this.#homecoming.complete,
      enter: () => this.#enter(),
      gaveUp: (ending) => this.#over(ending),
      changed: () => this.#changed(),
    });
  }

  /** What the line to the mailboxes of this appointment is like. */
  get line(): MailboxLine {
    return lineOf(this.parts.inbox.boxes);
  }

  /** Declared, and neither left nor over: the frame must stay where it is, and nothing may be locked. */
  get isOn(): boolean {
    const { declaration, isClosed, isEnding, state } = this.memory;
    return declaration !== null && !isClosed && (state.stage !== 'over' || isEnding || this.recovery.stage !== null);
  }

  /** Resolves when an end for all that has begun is through, the last receipts in; at once where none has begun. Never rejects. */
  get finished(): Promise<void> {
    return this.#finished;
  }

  /** The room while people can be admitted to it; null: not now. */
  openRoom(): DeskRoom | null {
    const { state, isEnding } = this.memory;
    return state.stage === 'open' && this.recovery.stage === null && !isEnding ? this.#run.room : null;
  }

  /** Opens the mailboxes of everybody invited. Never rejects. */
  async prepare(): Promise<void> {
    await this.parts.inbox.open(this.memory.appointment.people);
  }

  /** Somebody was invited, or the appointment changed otherwise. Never rejects. */
  async update(appointment: Appointment): Promise<void> {
    this.memory.appointment = appointment;
    await this.prepare();
    this.#changed();
  }

  /** The same service in another language. */
  relearn(service: Service): void {
    this.memory.service = service;
  }

  /** The counsellor's own declaration is given. Returns why the room cannot be opened, or null; then `place` opens it. */
  async declare(
    { noRecording, aloneInRoom, boundToSecrecy }: OwnDeclaration,
    moderatorToken: string | null,
    devices: DeviceChoice,
  ): Promise<Problem | null> {
    if (this.memory.declaration) return null;
    const room = this.#roomName;
    const claim = await this.#ports.claim(room);
    if (!claim) return { code: 'MEETING_OPEN_ELSEWHERE', detail: 'another tab of this browser' };
    if (this.memory.isClosed || this.#claim) {
      claim.release();
      return null;
    }
    this.#claim = claim;
    this.memory.moderatorToken = moderatorToken;
    const { id } = this.memory.appointment;
    const statements = { noRecording, aloneInRoom, boundToSecrecy };
    this.memory.declaration = { ...statements, appointment: id, room, devices, givenAt: this.#ports.now() };
    void this.parts.next.start(this.#host.appointments(), this.memory.appointment);
    return null;
  }

  /** The place for the frame is on the page; opens the room in it, once. */
  async place(container: HTMLElement, title: string): Promise<void> {
    if (!this.memory.declaration) return;
    const isFirst = this.#place === null;
    this.#place = { container, title };
    if (isFirst) await this.#enter();
  }

  /** The same as what happens by itself when the room breaks, because the counsellor wants it. */
  recover(): void {
    const { declaration, isEnding, isClosed, state } = this.memory;
    if (!declaration || isEnding || isClosed || this.recovery.stage !== null) return;
    void this.recovery.start(state.ending, true);
  }

  tick(item: RoundItem, done: boolean): void {
    const before = this.memory.round;
    const round = ticked(before, item, done, this.#ports.now());
    this.memory.round = round;
    const isJustClosed = round.closedAt !== null && before.closedAt === null;
    if (isJustClosed) this.parts.recordForAll({ kind: 'introduced' });
    this.#changed();
  }

  /** Only of somebody whose receipt lies in a mailbox of this appointment; a number from elsewhere confirms nothing. */
  async confirmCapacity(record: string): Promise<void> {
    const { inbox, ledger } = this.parts;
    const box = inbox.boxes.find(({ receipts }) => receipts.some(({ receipt }) => receipt.recordId === record));
    if (!box) return;
    const subject = { appointment: this.memory.appointment.id, person: box.person.id, record, name: '' };
    await ledger.record(subject, { kind: 'capacityConfirmed' });
  }

  /** Lays down again what of this session is to be kept. Returns whether all of it lies there. Never rejects. */
  async putBack(): Promise<boolean> {
    const areBack = [await this.parts.inbox.putBack(), await this.parts.ledger.putBack()];
    return areBack.every(Boolean);
  }

  /** Ends the room for everybody; where none is open, the appointment ends all the same and everybody is told. */
  endForAll(): void {
    const room = this.openRoom();
    if (room) room.endForAll();
    else if (this.memory.declaration && !this.memory.isClosed) void this.#finish();
  }

  /** Leaves the room and keeps the appointment open. Resolves when camera and microphone are free. */
  async leave(): Promise<void> {
    this.recovery.stop();
    await this.#leaveRoom();
    await this.parts.ledger.settled();
    this.close();
  }

  /** Ends everything of this session on this page at once. */
  close(): void {
    if (this.memory.isClosed) return;
    this.memory.isClosed = true;
    this.memory.moderatorToken = null;
    this.recovery.stop();
    this.#run.leaveNow();
    this.parts.next.close();
    this.parts.outbox.close();
    this.parts.inbox.close();
    this.#claim?.release();
    this.#ports.setTitle(0);
  }

  get #roomName(): string {
    return this.#ports.appointments.roomNameOf(this.memory.appointment);
  }

  async #enter(): Promise<void> {
    const { declaration, isClosed } = this.memory;
    if (!declaration || !this.#place || isClosed) return;
    this.#empty();
    // A permit works once; the declaration holds for this appointment.
    const permit = this.#ports.permitFor(declaration);
    if (!permit) return this.#over({ kind: 'permitMissing' });
    await this.#run.enter(roomRequest(permit, this.memory, this.#start, this.#host.counsellor(), this.#place));
  }

  #opened(): void {
    this.recovery.opened();
    const { password } = this.memory.appointment;
    if (password !== null) this.#run.room?.setPassword(password);
    void this.parts.tellAll({ kind: 'opened', at: this.#ports.now() });
  }

  #broke(ending: RoomEnding): void {
    this.parts.questions.drop(() => false);
    if (mayRecover(ending, this.recovery.stage !== null)) void this.recovery.start(ending);
    else this.#over(ending);
  }

  #over(ending: RoomEnding | null): void {
    this.recovery.stop();
    this.parts.outbox.retract();
    this.#empty();
    this.memory.state = { ...ROOM_BEFORE, stage: 'over', ending };
    this.#changed();
  }

  /** Nobody is in a room that is not open: what was known of it is void. */
  #empty(): void {
    this.parts.people.clear();
    this.parts.encryption.forget();
    this.memory.state = ROOM_BEFORE;
  }

  async #leaveRoom(): Promise<void> {
    this.parts.questions.drop(() => false);
    await this.#run.leave();
    this.#empty();
  }

  #callBack(): Promise<unknown> {
    this.#homecoming.expect(this.parts.people.presence, this.memory.state);
    this.#homecoming.heard();
    return this.parts.tellAll({ kind: 'backToGate', at: this.#ports.now() });
  }

  #finish(): Promise<void> {
    if (!this.memory.isEnding) {
      this.memory.isEnding = true;
      this.#finished = this.#end();
    }
    return this.#finished;
  }

  async #end(): Promise<void> {
    this.#homecoming.expect(this.parts.people.presence, this.memory.state);
    this.parts.questions.drop(() => false);
    this.#over({ kind: 'endedForAll' });
    const said = within(this.#ports, SAYING, this.parts.tellAll({ kind: 'ended', at: this.#ports.now() }));
    await Promise.all([said, this.#host.ended(this.memory.appointment)]);
    this.#run.leaveNow();
    this.#homecoming.heard();
    await within(this.#ports, LAST_RECEIPTS, this.#homecoming.complete);
    await Promise.all([this.parts.inbox.settled(), this.parts.ledger.settled()]);
    this.close();
    this.#host.look();
  }

  #changed(): void {
    if (this.memory.isClosed) return;
    this.parts.people.learn();
    this.#homecoming.heard();
    const knocking = this.memory.state.knocking.length;
    if (knocking !== this.#shownKnocking) {
      this.#shownKnocking = knocking;
      this.#ports.setTitle(knocking);
    }
    this.#host.look();
  }
}
