import type { Keeping } from './keeping.ts';
import type { MeetingRun } from './meeting-run.ts';
import type { Passage } from './passage.ts';
import type { EndingKind } from './view.ts';

export interface EndingsHost {
  /** The passage that is on now. */
  passage(): Passage | null;
  /** The consents were just taken back. */
  withdrawn(): void;
  look(): void;
}

/** How a passage ends: what is told to the gate, what is kept or wiped, and in which order. */
export class Endings {
  readonly #keeping: Keeping;
  readonly #run: MeetingRun;
  readonly #host: EndingsHost;

  constructor(keeping: Keeping, run: MeetingRun, host: EndingsHost) {
    this.#keeping = keeping;
    this.#run = run;
    this.#host = host;
  }

  async decline(): Promise<void> {
    this.#host.passage()?.decline();
    await this.wipe('declined');
  }

  /** Leaves nothing behind: not on the page, not on the device. */
  async wipe(ending: 'declined' | 'wiped'): Promise<void> {
    const passage = this.#host.passage();
    this.#run.leaveNow(ending);
    const wiped = await this.#keeping.wipe();
    if (!passage) return;
    passage.forget();
    passage.leftovers = wiped !== 'wiped';
    this.#end(passage, ending);
  }

  /** Takes the consents back and leaves. Does nothing where nothing is left that could be taken back. */
  async withdraw(): Promise<void> {
    const passage = this.#host.passage();
    if (!passage || passage.closed || passage.ending === 'declined' || passage.ending === 'wiped') return;
    passage.withdraw();
    // Not after the goodbye, which may take seconds: whoever closes the tab meanwhile has withdrawn all the same.
    const kept = this.#keeping.keep(passage.state);
    this.#host.withdrawn();
    await this.#run.leave('withdrawn');
    await kept;
    this.#end(passage, 'withdrawn');
  }

  /** The meeting is over, by whomever. */
  afterMeeting(ending: EndingKind): void {
    const passage = this.#host.passage();
    // Where something has to be wiped, the page says so when it is.
    if (!passage || ending === 'declined' || ending === 'wiped') return;
    if (ending === 'endedByCounsellor') this.#close(passage);
    this.#end(passage, ending);
  }

  /** The counsellor's page says that the appointment is over. */
  async over(how: 'ended' | 'cancelled'): Promise<void> {
    const passage = this.#host.passage();
    if (!passage || passage.closed) return;
    const ending = how === 'ended' ? 'endedByCounsellor' : 'cancelled';
    if (this.#run.phase) return this.#run.leave(ending);
    this.#run.leaveNow();
    if (passage.ending === null || passage.ending === 'left') return this.afterMeeting(ending);
    // Who was not admitted reads why as long as they like; the way back is shut all the same.
    if (how === 'ended') this.#close(passage);
  }

  #close(passage: Passage): void {
    passage.end();
    void this.#keeping.keep(passage.state);
    void this.#keeping.markEnded();
  }

  #end(passage: Passage, ending: EndingKind): void {
    passage.ending = ending;
    this.#host.look();
  }
}
