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
  #isWaived = false;

  constructor(host: EncryptionHost) {
    this.#host = host;
  }

  get view(): RoomView['e2ee'] {
    const { report } = this.#host.state();
    const isNeeded = this.#host.policy() === 'required' && report.state !== 'reportedByAll';
    return {
      report,
      asked: this.#asked,
      switching: this.#isSwitching,
      failed: this.#hasFailed,
      mustWait: isNeeded && !this.#isWaived,
      waived: this.#isWaived,
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

  /** The counsellor decides to speak without it; that lets nobody in who would break what is required. */
  waive(): void {
    if (this.#isWaived || this.#host.policy() === 'off') return;
    this.#isWaived = true;
    this.#host.record(this.#happened('waived'));
    this.#host.changed();
  }

  /** What somebody who comes in later has to have on record as well; null: nothing. */
  decided(): Happened | null {
    return this.#isWaived ? this.#happened('waived') : null;
  }

  /** The room is opened anew: nothing has been asked of it yet. What was decided stays decided. */
  forget(): void {
    this.#asked = null;
    this.#isSwitching = false;
    this.#hasFailed = false;
  }

  #happened(decision: 'on' | 'off' | 'waived'): Happened {
    return { kind: 'encryption', state: this.#host.state().report.state, decision };
  }
}
