import type { Problem } from '../errors.ts';
import type { CopyFolder } from '../records/copy-folder.ts';
import type { Office } from '../records/office-shape.ts';
import type { DeskPorts } from './ports.ts';
import type { ArchiveView } from './view.ts';

/** Milliseconds until the next try after one that failed, and the longest wait that it grows to. */
const AGAIN = 60_000;
const AGAIN_MOST = 900_000;

export interface CopiesHost {
  /** Where the site has its archive folder; null: it has none. */
  folder(): string | null;
  /** The copy of this record is made. */
  copied(record: string): void;
  /** Records came back from the folder. */
  fetched(): Promise<void>;
  look(): void;
}

/**
 * Keeps the site's archive folder up to date as long as the office is open: sends what is outstanding when something was
 * filed or added, and again later where that failed. Nothing here throws or rejects.
 */
export class CopiesWork {
  readonly #ports: Pick<DeskPorts, 'later' | 'openFolder'>;
  readonly #host: CopiesHost;
  #office: Office | null = null;
  #outstanding: number | null = null;
  #trouble: ArchiveView['trouble'] = null;
  #fetching: ArchiveView['fetching'] = null;
  #fetched: ArchiveView['fetched'] = null;
  #isSending = false;
  #isWanted = false;
  #failures = 0;
  /** Counts the times the office was opened: what belongs to an earlier one is late. */
  #epoch = 0;

  constructor(ports: Pick<DeskPorts, 'later' | 'openFolder'>, host: CopiesHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** Null: this site has no archive folder. */
  get view(): ArchiveView | null {
    if (this.#host.folder() === null) return null;
    return {
      outstanding: this.#outstanding,
      trouble: this.#trouble,
      fetching: this.#fetching,
      fetched: this.#fetched,
    };
  }

  open(office: Office): void {
    this.#epoch += 1;
    this.#office = office;
    office.copies.listen(() => void this.send());
    void this.send();
  }

  forget(): void {
    this.#epoch += 1;
    this.#office = null;
    this.#outstanding = null;
    this.#trouble = null;
    this.#fetching = null;
    this.#fetched = null;
    this.#failures = 0;
    this.#isSending = false;
    this.#isWanted = false;
  }

  /** Sends what is outstanding; while that is going on, once more after it. */
  async send(): Promise<void> {
    const [office, folder] = [this.#office, this.#folder()];
    if (!office || !folder) return;
    if (this.#isSending) {
      this.#isWanted = true;
      return;
    }
    const epoch = this.#epoch;
    this.#isSending = true;
    this.#isWanted = false;
    const sent = await office.copies.send(folder, (record) => {
      if (epoch === this.#epoch) this.#host.copied(record);
    });
    const left = sent.ok ? sent.value.left : await office.copies.outstanding();
    if (epoch !== this.#epoch) return;
    this.#isSending = false;
    this.#outstanding = left;
    this.#trouble = sent.ok ? sent.value.trouble : sent.problem.code;
    this.#host.look();
    if (this.#isWanted) return this.send();
    if (this.#trouble === null) this.#failures = 0;
    else this.#tryAgain(epoch);
  }

  /** Brings back from the folder what is not here. Returns the first that was refused, by name, or null. */
  async fetch(): Promise<Problem | null> {
    const [office, folder] = [this.#office, this.#folder()];
    if (!office || !folder || this.#fetching) return null;
    const epoch = this.#epoch;
    const show = (done: number, of: number): void => {
      if (epoch !== this.#epoch) return;
      this.#fetching = { done, of };
      this.#host.look();
    };
    this.#fetched = null;
    show(0, 0);
    const fetched = await office.copies.fetch(folder, show);
    if (epoch !== this.#epoch) return null;
    this.#fetching = null;
    if (!fetched.ok) return fetched.problem;
    const { found, filed, expired, refused } = fetched.value;
    this.#fetched = { found, filed, expired, refused: refused.length };
    await this.#host.fetched();
    return refused[0] ?? null;
  }

  #folder(): CopyFolder | null {
    const path = this.#host.folder();
    return path === null ? null : this.#ports.openFolder(path);
  }

  #tryAgain(epoch: number): void {
    const wait = Math.min(AGAIN_MOST, AGAIN * 2 ** this.#failures);
    this.#failures += 1;
    const failures = this.#failures;
    this.#ports.later(wait, () => {
      // Somebody has tried meanwhile, and waits for themselves.
      if (epoch === this.#epoch && failures === this.#failures) void this.send();
    });
  }
}
