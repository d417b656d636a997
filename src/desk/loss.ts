import type { Problem } from '../errors.ts';
import type { AppointmentsWork } from './appointments-work.ts';
import type { DeskMemory } from './desk-memory.ts';
import type { OfficeWork } from './office-work.ts';
import type { Papers } from './papers.ts';
import type { RoomSession } from './room-session.ts';
import type { LossView } from './view.ts';

const NOT_BACK: Problem = { code: 'STORAGE_UNAVAILABLE', detail: 'put back' };

/**
 * Everything that lay in this browser is gone while the desk is open. The page still holds its key, its appointments and
 * what came in for the room that is open; it lays them down again when the counsellor wishes it, and never by itself:
 * perhaps somebody had them deleted on purpose.
 */
export class Loss {
  readonly #memory: DeskMemory;
  readonly #office: OfficeWork;
  readonly #appointments: AppointmentsWork;
  readonly #papers: Papers;
  readonly #look: () => void;

  constructor(
    memory: DeskMemory,
    office: OfficeWork,
    appointments: AppointmentsWork,
    papers: Papers,
    look: () => void,
  ) {
    this.#memory = memory;
    this.#office = office;
    this.#appointments = appointments;
    this.#papers = papers;
    this.#look = look;
  }

  /** What this page still holds; null: nothing is gone. */
  get view(): LossView | null {
    const { loss } = this.#memory;
    if (!loss) return null;
    const receipts = this.#sessions().flatMap(({ parts }) =>
      parts.inbox.boxes.flatMap((box) => box.receipts.map(({ receipt }) => receipt.declarant.name ?? box.person.label)),
    );
    const names = [...receipts, ...this.#papers.names];
    return { isBusy: loss === 'puttingBack', appointments: this.#appointments.all.length, receipts: names };
  }

  /** Lays down again what this page holds. What did not work is a problem on the page, and can be tried again. */
  async putBack(): Promise<void> {
    const memory = this.#memory;
    if (memory.loss !== 'lost') return;
    memory.loss = 'puttingBack';
    this.#look();
    const problem = await this.#allBack();
    memory.problem = problem;
    if (problem) memory.loss = 'lost';
    // Gone once more in the meantime: then there is still something to be put back.
    if (memory.loss !== 'puttingBack') return;
    memory.loss = null;
    memory.kept = [];
  }

  async #allBack(): Promise<Problem | null> {
    const problem = (await this.#office.settleAgain()) ?? (await this.#appointments.putBack());
    if (problem) return problem;
    const { place } = this.#memory;
    const sheet = place.page === 'receipt' ? await this.#office.office?.receipts.putBack(place.filed) : null;
    if (sheet?.ok === false) return sheet.problem;
    if (!(await this.#papers.putBack())) return NOT_BACK;
    for (const session of this.#sessions()) if (!(await session.putBack())) return NOT_BACK;
    return null;
  }

  #sessions(): readonly RoomSession[] {
    const { kept, session } = this.#memory;
    return session ? [...kept, session] : kept;
  }
}
