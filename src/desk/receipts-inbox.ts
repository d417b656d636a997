import type { InvitedPerson } from '../appointment/appointment.ts';
import type { Problem } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { SendResult } from '../mailbox/mailbox-shape.ts';
import type { ClientMessage, CounsellorMessage } from '../mailbox/messages.ts';
import type { FiledReceipt, Office } from '../records/office-shape.ts';
import { emptyBox, type HeldReceipt, type PersonBox } from './person-box.ts';
import type { CounsellorMailbox, DeskPorts } from './ports.ts';

export interface InboxListener {
  changed(): void;
  answered(person: InvitedPerson, question: string, decision: 'yes' | 'no'): void;
  /** A receipt is in the archive. */
  filed(person: InvitedPerson, filed: FiledReceipt): void;
  trouble(problem: Problem): void;
}

/** A receipt out of a file, and what it can be believed for. */
type HeldFile = Pick<HeldReceipt, 'receipt' | 'verification'>;

/** Milliseconds after which a receipt that the archive did not take is offered again. */
const OFFER_AGAIN = 10_000;
/** Of a receipt that cannot be filed, after that many tries the page only says so: the storage is broken. */
const OFFERS = 30;

/**
 * The mailboxes of everybody who was invited to one appointment. What arrives is opened, verified and filed at once, so
 * that nothing recorded is lost when somebody leaves before being admitted.
 */
export class ReceiptsInbox {
  readonly #ports: DeskPorts;
  readonly #office: Office;
  readonly #until: (receipt: Receipt) => number | null;
  readonly #listener: InboxListener;
  readonly #boxes = new Map<string, PersonBox>();
  readonly #opening = new Map<string, Promise<void>>();
  /** What is being done about one person's messages: in the order in which they came. */
  readonly #work = new Map<string, Promise<void>>();
  /** What the archive held last of the receipts of these people, by number. */
  readonly #known = new Map<string, FiledReceipt>();
  #isClosed = false;

  constructor(ports: DeskPorts, office: Office, until: (receipt: Receipt) => number | null, listener: InboxListener) {
    this.#ports = ports;
    this.#office = office;
    this.#until = until;
    this.#listener = listener;
  }

  get boxes(): readonly PersonBox[] {
    return [...this.#boxes.values()];
  }

  box(person: string): PersonBox | null {
    return this.#boxes.get(person) ?? null;
  }

  /** Opens the mailboxes of those who are not here yet and begins to read. Never rejects. */
  async open(people: readonly InvitedPerson[]): Promise<void> {
    const added = people.filter(({ id }) => !this.#boxes.has(id));
    for (const person of added) this.#boxes.set(person.id, emptyBox(person));
    const opening = added.map((person) => {
      const opened = this.#openOne(person);
      this.#opening.set(person.id, opened);
      return opened;
    });
    await Promise.all(opening);
  }

  /** Writes to one person, once. Never rejects; `absent` where there is no mailbox. */
  async send(person: string, message: CounsellorMessage): Promise<SendResult> {
    const mailbox = this.#boxes.get(person)?.mailbox;
    return mailbox ? mailbox.send(message) : { ok: false, why: 'absent' };
  }

  /**
   * Takes a receipt that was handed over as a file: filed first, because the archive knows whether something better proven
   * lies there already. Returns why it was not taken, or null. Never rejects.
   */
  async takeFile(person: InvitedPerson, { receipt, verification }: HeldFile): Promise<Problem | null> {
    const filed = await this.#office.receipts.file(receipt, verification, this.#until(receipt));
    if (!filed.ok && filed.problem.code !== 'STORAGE_UNAVAILABLE') return filed.problem;
    const { isWithdrawn = false } = this.box(person.id) ?? {};
    if (filed.ok) {
      const { receipt: current, verification: proven } = filed.value;
      this.#hold(person, { receipt: current, verification: proven, filed: filed.value });
      this.#listener.filed(person, filed.value);
    } else {
      const held: HeldReceipt = { receipt, verification, filed: null };
      this.#hold(person, held);
      void this.#file(person, held, 1);
    }
    // A file can be older than the withdrawal; only what comes through the mailbox has an order.
    this.#set(person.id, { isWithdrawn });
    return null;
  }

  lookNow(): void {
    for (const { mailbox } of this.#boxes.values()) void mailbox?.lookNow();
  }

  /** Looks into one person's mailbox at once. Resolves when what lay there is dealt with. Never rejects. */
  async lookFor(person: string): Promise<void> {
    await this.#opening.get(person);
    await this.box(person)?.mailbox?.lookNow();
    await this.#work.get(person);
  }

  /** Resolves when everything that has come so far is dealt with. */
  async settled(): Promise<void> {
    await Promise.all(this.#work.values());
  }

  /** A receipt has grown by an event. */
  grown(filed: FiledReceipt): void {
    this.#known.set(filed.id, filed);
    for (const box of this.#boxes.values()) {
      if (!box.receipts.some(({ receipt }) => receipt.recordId === filed.id)) continue;
      this.#set(box.person.id, {
        receipts: box.receipts.map((held) => (held.receipt.recordId === filed.id ? { ...held, filed } : held)),
      });
    }
  }

  /** Files once more whatever came in, with its events. Returns whether all of it is in the archive. Never rejects. */
  async putBack(): Promise<boolean> {
    let areBack = true;
    for (const { person, receipts } of this.#boxes.values()) {
      for (const held of receipts) {
        // First what was there, with its events: a later issue may have come since, and would stand there without them.
        const known = this.#known.get(held.receipt.recordId);
        const isBack = !known || (await this.#office.receipts.putBack(known)).ok;
        const filed = isBack ? await this.#intoArchive(held) : null;
        if (filed) this.#filed(person, held, filed);
        else areBack = false;
      }
    }
    return areBack;
  }

  close(): void {
    this.#isClosed = true;
    for (const { mailbox } of this.#boxes.values()) mailbox?.close();
  }

  async #openOne(person: InvitedPerson): Promise<void> {
    let mailbox: CounsellorMailbox | null;
    try {
      mailbox = await this.#ports.openMailbox(person.secret);
    } catch {
      // The code for it did not arrive: for the counsellor it is a line that does not answer.
      return this.#set(person.id, { line: 'unreachable' });
    }
    if (this.#isClosed) return mailbox?.close();
    if (!mailbox) return this.#set(person.id, { line: 'absent' });
    this.#set(person.id, { mailbox });
    mailbox.listen({
      heard: (message) => this.#hear(person, message),
      lineChanged: (line) => this.#set(person.id, { line }),
      refused: (problem) => this.#listener.trouble(problem),
    });
  }

  #hear(person: InvitedPerson, message: ClientMessage): void {
    if (message.kind === 'here') return this.#hearWhere(person, message);
    if (message.kind === 'answer') {
      return this.#listener.answered(person, message.question, message.decision);
    }
    // One after the other: a receipt that takes long to open must not undo the withdrawal that came after it.
    const before = this.#work.get(person.id) ?? Promise.resolve();
    const turn = before.then(() =>
      message.kind === 'receipt' ? this.#take(person, message.sealed) : this.#withdraw(person),
    );
    this.#work.set(person.id, turn);
  }

  #hearWhere(person: InvitedPerson, { at, stage, e2ee, session }: Extract<ClientMessage, { kind: 'here' }>): void {
    // Where there is a log from before, it is read from its beginning: what was said then was not said now.
    const now = this.#ports.now();
    // Whoever withdraws leaves as well, and which of the two arrives last is nobody's promise.
    const isGone = stage === 'left' && this.box(person.id)?.stage === 'withdrawn';
    this.#set(person.id, {
      stage: isGone ? 'withdrawn' : stage,
      seen: Math.min(at, now),
      heardAt: now,
      session,
      e2ee: e2ee === 'yes',
    });
  }

  async #withdraw(person: InvitedPerson): Promise<void> {
    this.#set(person.id, { isWithdrawn: true, stage: 'withdrawn' });
    return Promise.resolve();
  }

  async #take(person: InvitedPerson, sealed: string): Promise<void> {
    try {
      const opened = await this.#ports.openSealedReceipt(sealed, this.#office.key);
      if (!opened.ok) {
        this.#set(person.id, { isUnreadable: true });
        return this.#listener.trouble(opened.problem);
      }
      const receipt = opened.value;
      const { words, shipped } = await this.#ports.verifyReceipt(receipt, this.#ports.fetchText);
      const held: HeldReceipt = { receipt, verification: { words, shipped, origin: 'link' }, filed: null };
      this.#hold(person, held);
      await this.#file(person, held, 1);
    } catch (cause) {
      this.#set(person.id, { isUnreadable: true });
      this.#listener.trouble({ code: 'RECEIPT_UNREADABLE', detail: String(cause) });
    }
  }

  #hold(person: InvitedPerson, held: HeldReceipt): void {
    const { recordId } = held.receipt;
    const others = (this.box(person.id)?.receipts ?? []).filter(({ receipt }) => receipt.recordId !== recordId);
    this.#set(person.id, { receipts: [...others, held], isUnreadable: false, isWithdrawn: false });
  }

  async #file(person: InvitedPerson, held: HeldReceipt, offer: number): Promise<void> {
    const filed = await this.#intoArchive(held);
    if (!filed) {
      this.#listener.trouble({ code: 'STORAGE_UNAVAILABLE', detail: `receipt, offered ${String(offer)} times` });
      const again = (): void => void this.#file(person, held, offer + 1);
      if (offer < OFFERS) this.#ports.later(OFFER_AGAIN, again);
      return;
    }
    this.#filed(person, held, filed);
  }

  #filed(person: InvitedPerson, held: HeldReceipt, filed: FiledReceipt): void {
    this.#known.set(filed.id, filed);
    const receipts = this.box(person.id)?.receipts ?? [];
    this.#set(person.id, { receipts: receipts.map((one) => (one === held ? { ...held, filed } : one)) });
    this.#listener.filed(person, filed);
  }

  async #intoArchive({ receipt, verification }: HeldReceipt): Promise<FiledReceipt | null> {
    const { receipts } = this.#office;
    try {
      // After a crash the mailbox tells everything once more; what is there already is no later issue.
      const there = await receipts.get(receipt.recordId);
      const text = JSON.stringify(receipt);
      const issues = there.ok ? [there.value.receipt, ...there.value.earlier] : [];
      if (there.ok && issues.some((issue) => JSON.stringify(issue) === text)) return there.value;
      const filed = await receipts.file(receipt, verification, this.#until(receipt));
      return filed.ok ? filed.value : null;
    } catch {
      // An archive that was locked or broke meanwhile: the receipt is offered again.
      return null;
    }
  }

  #set(person: string, changes: Partial<PersonBox>): void {
    const box = this.#boxes.get(person);
    if (!box || this.#isClosed) return;
    this.#boxes.set(person, { ...box, ...changes });
    this.#listener.changed();
  }
}
