import type { InvitedPerson } from '../appointment/appointment.ts';
import { refused, type Parsed, type Problem } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { DeskPorts } from './ports.ts';
import { judgeFile, type JudgedFile } from './receipt-file.ts';
import type { ReceiptsInbox } from './receipts-inbox.ts';
import type { KnockerView } from './view.ts';

export interface HandOverHost {
  people(): readonly InvitedPerson[];
  /** Null: nobody knocks under that id any more. */
  knocker(id: string): KnockerView | null;
}

/** Takes the receipt of somebody who knocks from a file, where it did not come through the mailbox. */
export class HandOver {
  readonly #ports: DeskPorts;
  readonly #inbox: ReceiptsInbox;
  readonly #room: string;
  readonly #host: HandOverHost;

  /** `room` is the name of this appointment's room as Jitsi gets it. */
  constructor(ports: DeskPorts, inbox: ReceiptsInbox, room: string, host: HandOverHost) {
    this.#ports = ports;
    this.#inbox = inbox;
    this.#room = room;
    this.#host = host;
  }

  /**
   * Opens a file for this knocking person. Returns why it was not taken, or null; then it is held beside what the mailbox
   * brought, filed, and assessed in the same way. What is refused changes nothing. Rejects only when code does not arrive.
   */
  async open(knocker: string, text: string): Promise<Problem | null> {
    const file = await this.#ports.readReceiptFile(text);
    if (!file.ok) return file.problem;
    const { receipt } = file.value;
    if (receipt.session.appointment !== this.#room) {
      return { code: 'RECEIPT_OTHER_APPOINTMENT', detail: receipt.recordId.slice(0, 60) };
    }
    const judged = await judgeFile(this.#ports, file.value, this.#host.people());
    if (!judged.ok) return judged.problem;
    // Looked at only now: who knocked may have left while the file was being read.
    const person = await this.#personOf(this.#host.knocker(knocker), judged.value);
    return person.ok ? this.#inbox.takeFile(person.value, judged.value) : person.problem;
  }

  /** The file has to be about the very person at whose card it was opened: same code, and the link that makes this code. */
  async #personOf(view: KnockerView | null, { receipt, owner }: JudgedFile): Promise<Parsed<InvitedPerson>> {
    const isTheirs = view !== null && view.code !== null && view.code === receipt.checkCode;
    const maker = isTheirs ? await this.#makerOf(view, receipt) : null;
    if (!maker || (owner && owner.id !== maker.id)) {
      return refused('RECEIPT_OTHER_PERSON', `${receipt.recordId.slice(0, 60)}: code ${receipt.checkCode ?? 'none'}`);
    }
    return { ok: true, value: maker };
  }

  /** Whose secret gives the code for this name, in the version of the profile that the receipt names. */
  #makerOf({ name, code }: KnockerView, { notice }: Receipt): Promise<InvitedPerson | null> {
    const versions = notice ? [notice.profile.version] : [];
    return this.#ports.matchKnocker(`${name} · ${code ?? ''}`, this.#host.people(), this.#room, versions);
  }
}
