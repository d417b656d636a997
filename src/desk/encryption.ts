import { NOTE_MAX } from '../mailbox/messages.ts';
import type { Happened } from './ledger.ts';
import type { DeskRoom } from './ports.ts';
import type { RoomState } from './room-state.ts';
import type { RoomView } from './view.ts';

export interface EncryptionHost {
  policy(): 'off' | 'preferred' | 'required';
  state(): RoomState;
  room(): DeskRoom | null;
  /** Writes it down for everybody in the room. */
  record(happened: Happened): void;
  changed(): void;
}

/** End-to-end encryption as the counsellor asks for it; what is true of it, only the reports say (design §4.6). */
export class Encryption {
  readonly #host: EncryptionHost;
  #asked: boolean | null = null;
  #isSwitching = false;
  #hasFailed = false;
  /** Why the counsellor decided to speak without it; null: she did not. */
  #waived: string | null = null;

  constructor(host: EncryptionHost) {
    this.#host = host;
  }

  get view(): RoomView['e2ee'] {
    const { report } = this.#host.state();
    return {
      report,
      asked: this.#asked,
      switching: this.#isSwitching,
      failed: this.#hasFailed,
      mustWait: this.#host.policy() === 'required' && report.state !== 'reportedByAll',
      mayWaive: this.#mayWaive,
      waived: this.#waived,
    };
  }

  switchTo(on: boolean): void {
    const room = this.#host.room();
    if (!room || this.#isSwitching) return;
    this.#asked = on;
    this.#isSwitching = true;
    this.#hasFailed = false;
    room.switchE2ee(on);
    this.#host.changed();
  }

  /** The room has confirmed the switch, or has reported that it did not work. */
  answered(isConfirmed: boolean): void {
    if (!this.#isSwitching) return;
    this.#isSwitching = false;
    this.#hasFailed = !isConfirmed;
    if (isConfirmed) this.#host.record(this.#happened(this.#asked ? 'on' : 'off'));
  }

  /** The counsellor decides to speak without it, and says why (design §4.6). What is required is not hers to waive. */
  waive(reason: string): void {
    const why = reason.trim().slice(0, NOTE_MAX);
    if (why === '' || !this.#mayWaive) return;
    this.#waived = why;
    this.#host.record(this.#happened('waived'));
    this.#host.changed();
  }

  /** What somebody who comes in later has to have on record as well; null: nothing. */
  decided(): Happened | null {
    return this.#waived !== null ? this.#happened('waived') : null;
  }

  /** The room is opened anew: nothing has been asked of it yet. What was decided stays decided. */
  forget(): void {
    this.#asked = null;
    this.#isSwitching = false;
    this.#hasFailed = false;
  }

  /** Only where it is preferred, with people who hear of it, and as long as it is not reported on for all of them. */
  get #mayWaive(): boolean {
    const { people, report } = this.#host.state();
    const isOpen = this.#host.policy() === 'preferred' && people.length > 0 && report.state !== 'reportedByAll';
    return isOpen && this.#waived === null && !this.#isSwitching;
  }

  #happened(decision: 'on' | 'off' | 'waived'): Happened {
    const reason = decision === 'waived' ? this.#waived : null;
    return { kind: 'encryption', state: this.#host.state().report.state, decision, reason };
  }
}
