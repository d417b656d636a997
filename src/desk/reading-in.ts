import type { Appointment } from '../appointment/appointment.ts';
import { EinlassError, type Parsed } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { FiledReceipt, Office } from '../records/office-shape.ts';
import type { Service } from '../service/load.ts';
import type { DeskPorts } from './ports.ts';
import { judgeFile } from './receipt-file.ts';

export interface ReadingHost {
  office(): Office | null;
  appointments(): readonly Appointment[];
  /** Services of this site. */
  services(): readonly string[];
  /** Null where it cannot be loaded now. */
  service(id: string): Promise<Service | null>;
}

/** Files a receipt that somebody sent as a file, apart from any room: at the page of the receipts. */
export class ReadingIn {
  readonly #ports: DeskPorts;
  readonly #host: ReadingHost;

  constructor(ports: DeskPorts, host: ReadingHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /**
   * Files the receipt in `text`; null where it is something else, and somebody else's to read. Where this desk still has the
   * appointment, the proof in the file is checked; otherwise it is filed as what it is, a statement. Throws only when code or
   * service cannot be loaded (SERVER_UNREACHABLE).
   */
  async take(text: string): Promise<Parsed<FiledReceipt> | null> {
    const office = this.#host.office();
    const file = await this.#ports.readReceiptFile(text);
    if (!file.ok) {
      const isOurs = file.problem.code === 'RECEIPT_UNREADABLE';
      return isOurs ? file : null;
    }
    const { receipt } = file.value;
    const appointment = this.#host
      .appointments()
      .find((one) => this.#ports.appointments.roomNameOf(one) === receipt.session.appointment);
    const judged = await judgeFile(this.#ports, file.value, appointment?.people ?? null);
    if (!judged.ok) return judged;
    const until = await this.#until(judged.value.receipt);
    return office && office.receipts.file(judged.value.receipt, judged.value.verification, until);
  }

  /** Of a service that this site does not offer any more, no period is known: it stays until somebody decides. */
  async #until(receipt: Receipt): Promise<number | null> {
    const { id } = receipt.service;
    if (!this.#host.services().includes(id)) return null;
    const service = await this.#host.service(id);
    if (!service) throw new EinlassError('SERVER_UNREACHABLE', { detail: 'retention of the receipt' });
    return this.#ports.retentionOf(service.profile, receipt);
  }
}
