import type { InvitedPerson } from '../appointment/appointment.ts';
import type { Problem } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { SendResult } from '../mailbox/mailbox-shape.ts';
import type { CounsellorMessage } from '../mailbox/messages.ts';
import type { Office } from '../records/office-shape.ts';
import { Encryption } from './encryption.ts';
import { HandOver } from './hand-over.ts';
import { Ledger, type Happened } from './ledger.ts';
import { NextUp } from './next-up.ts';
import { Outbox, undelivered } from './outbox.ts';
import { PledgeReminder } from './pledge-reminder.ts';
import type { DeskPorts } from './ports.ts';
import { Questions, type Answer } from './questions.ts';
import { ReceiptsInbox } from './receipts-inbox.ts';
import { keptUntil } from './retention.ts';
import { RoomActs } from './room-acts.ts';
import type { RoomMemory, SessionCore, SessionHost } from './room-memory.ts';
import { RoomPeople } from './room-people.ts';

/** The parts of one room's session, each for one reason; put together here and nowhere else. */
export class RoomParts {
  readonly ledger: Ledger;
  readonly inbox: ReceiptsInbox;
  readonly outbox: Outbox;
  readonly people: RoomPeople;
  readonly handOver: HandOver;
  readonly acts: RoomActs;
  readonly questions: Questions;
  readonly encryption: Encryption;
  readonly reminder: PledgeReminder;
  readonly next: NextUp;
  readonly #trouble: (problem: Problem) => void;

  constructor(ports: DeskPorts, office: Office, host: SessionHost, memory: RoomMemory, core: SessionCore) {
    const { room, changed, trouble } = core;
    this.#trouble = trouble;
    const until = (): number | null => keptUntil(memory.service.profile, ports.now());
    const counsellor = (): string => host.counsellor();
    this.ledger = new Ledger(ports, office, counsellor, until, {
      grown: (filed) => {
        this.inbox.grown(filed);
        host.papers.grown(filed);
      },
      trouble,
    });
    const retention = (receipt: Receipt): number | null => ports.retentionOf(memory.service.profile, receipt);
    this.inbox = new ReceiptsInbox(ports, office, retention, {
      changed,
      trouble,
      answered: (person, question, decision) => this.questions.answered(person, question, decision),
      filed: (person, { id }) => void this.ledger.carryOver(memory.appointment.id, person.id, id),
    });
    this.outbox = new Outbox(ports, {
      write: (to, message) => this.inbox.send(to, message),
      cleared: () => host.arrived(),
    });
    this.people = new RoomPeople(ports, this.inbox, ports.appointments.roomNameOf(memory.appointment), {
      appointment: () => memory.appointment,
      service: () => memory.service,
      state: () => memory.state,
      questions: () => this.questions,
      papers: () => host.papers,
      changed,
    });
    this.handOver = new HandOver(ports, this.inbox, ports.appointments.roomNameOf(memory.appointment), {
      people: () => memory.appointment.people,
      knocker: (id) => this.people.knocker(id),
    });
    this.acts = new RoomActs(ports, this.people, this.inbox, this.outbox, this.ledger, {
      room,
      trouble,
      changed,
      admitted: ({ person }) => {
        if (person) this.outbox.met(person.id);
        if (person === null || person.role === 'client') memory.talkingSince ??= ports.now();
      },
    });
    const send = (people: readonly InvitedPerson[], message: CounsellorMessage): Promise<readonly SendResult[]> =>
      this.outbox.sendTo(
        people.map(({ id }) => id),
        message,
      );
    this.questions = new Questions(ports, {
      changed,
      present: () => this.people.present(),
      send,
      decided: (client, about, decision) => this.#answered(client, about, decision),
      settled: (about, decision) => this.#answered(about, about, decision),
    });
    this.encryption = new Encryption({
      policy: () => memory.appointment.e2ee,
      state: () => memory.state,
      room,
      record: (happened) => this.recordForAll(happened),
      changed,
    });
    this.reminder = new PledgeReminder(ports, {
      type: () => memory.appointment.type,
      inside: () => this.people.presence.inside,
      send,
      changed,
    });
    this.next = new NextUp(ports, changed);
  }

  /** Says something to everybody invited. Resolves when it is said, or the page says that it could not be. Never rejects. */
  async tellAll(message: CounsellorMessage): Promise<void> {
    const people = this.inbox.boxes.map(({ person: { id } }) => id);
    const problem = undelivered(message.kind, await this.outbox.sendTo(people, message));
    // Where there is no mailbox the page says so as long as the room is open.
    if (problem && problem.code !== 'MAILBOX_MISSING') this.#trouble(problem);
  }

  /** Writes the same down for everybody who is in the room. */
  recordForAll(happened: Happened): void {
    for (const subject of this.people.subjects()) void this.ledger.record(subject, happened);
  }

  /** An answer stands on the receipt of who gave it, and in the end on that of the further person. */
  #answered(whose: InvitedPerson, { role, label }: InvitedPerson, decision: Answer): void {
    const inside = this.people.presence.inside.find(({ person }) => person?.id === whose.id);
    const knocking = this.people.knocking().find(({ invited }) => invited?.id === whose.id);
    const { code = null, name = '' } = inside ?? knocking ?? {};
    const subject = this.people.subjectOf({ person: whose, record: null, code, name });
    void this.ledger.record(subject, { kind: 'furtherPerson', role, name: label, decision });
  }
}
