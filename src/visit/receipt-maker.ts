import { buildReceipt, type Receipt, type ReceiptContext, type ReceiptWording } from '../gate/receipt.ts';
import type { E2eeReport } from '../jitsi/plugin-port.ts';
import type { Service } from '../service/load.ts';
import { receiptFacts, receiptWordings } from '../service/receipt-facts.ts';
import type { Situation } from './look.ts';
import type { VisitPorts } from './ports.ts';

/** What this software calls itself in a receipt (collection_method of ISO/IEC TS 27560). */
const SOFTWARE = 'Einlass 0.1, web form';

/** Makes the receipt of one passage through the gate, with the same ids however often it is looked at. */
export class ReceiptMaker {
  readonly #receiptId: string;
  /** By text and language: a sentence that was agreed to in another language stays at hand. */
  readonly #wordings = new Map<string, ReceiptWording>();
  #e2eeAtStart: ReceiptContext['session']['e2eeAtStart'] = 'unknown';

  #answers: NonNullable<ReceiptContext['furtherPersons']> = [];
  #edition = 0;

  constructor(ports: Pick<VisitPorts, 'randomId'>) {
    this.#receiptId = ports.randomId();
  }

  /** Takes note of the wordings on screen. To be called for every language that a person reads in. */
  async learn(service: Service): Promise<void> {
    for (const wording of await receiptWordings(service)) {
      this.#wordings.set(`${wording.text.sha256} ${wording.language}`, wording);
    }
  }

  /** Grows with everything that changes the receipt and that the gate does not know. */
  get edition(): number {
    return this.#edition;
  }

  /** Takes note of an answer about a further person. */
  answered(answer: NonNullable<ReceiptContext['furtherPersons']>[number]): void {
    this.#answers = [...this.#answers, answer].sort((one, other) => one.at - other.at);
    this.#edition += 1;
  }

  /** Takes note of what was reported about encryption in the room; the first word that says anything counts. */
  hear(report: E2eeReport): void {
    if (this.#e2eeAtStart !== 'unknown' || report.state === 'unknown') return;
    this.#edition += 1;
    this.#e2eeAtStart = report.state === 'reportedByAll' ? 'reportedOnForAll' : report.state;
  }

  /** Returns the receipt, or null where nothing was declared. */
  make({ arrival, state, language, checkCode, now }: Situation): Receipt | null {
    if (!state.visit || state.acceptances.length === 0) return null;
    const { service, secret } = arrival;
    const context: ReceiptContext = {
      ...receiptFacts(service),
      // Random like every UUID here, and the same after a reload.
      recordId: state.visit.session,
      receiptId: this.#receiptId,
      checkCode,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      language,
      software: SOFTWARE,
      furtherPersons: this.#answers,
      session: {
        type: service.profile.session.type,
        access: secret ? 'personalLink' : 'conferenceName',
        e2eeAtStart: this.#e2eeAtStart,
        deviceCheck: deviceCheck(state.devices),
      },
      wordings: [...this.#wordings.values()],
    };
    return buildReceipt({ plan: service.plan, state, context, now });
  }
}

function deviceCheck(devices: Situation['state']['devices']): 'passed' | 'warned' | 'skipped' {
  if (!devices || (devices.camera === 'none' && devices.microphone === 'none')) return 'skipped';
  return devices.camera === 'none' || devices.microphone === 'none' ? 'warned' : 'passed';
}
