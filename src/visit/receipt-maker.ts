import type { Receipt } from '../gate/receipt.ts';
import type { Situation } from './look.ts';
import type { VisitPorts } from './ports.ts';

/** Makes the receipt of this visit, with the same ids however often it is looked at. */
export class ReceiptMaker {
  readonly #recordId: string;
  readonly #receiptId: string;

  constructor(ports: Pick<VisitPorts, 'randomId'>) {
    this.#recordId = ports.randomId();
    this.#receiptId = ports.randomId();
  }

  /** Returns the receipt, or null where nothing was declared. */
  make(_situation: Situation): Receipt | null {
    return null;
  }
}
