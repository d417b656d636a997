import { EinlassError, type Parsed, type Problem } from '../errors.ts';
import { base32 } from '../mailbox/base32.ts';
import { fromBase64url } from '../mailbox/base64url.ts';
import type { LockedOffice, Office } from '../records/office-shape.ts';
import { purgeNotes } from './ledger.ts';
import type { DeskPorts } from './ports.ts';
import { loadSettings, NO_SETTINGS, settingsOf, withSetting, type DeskSettings, type Setting } from './settings.ts';

/** Milliseconds without any act after which the desk locks itself. */
export const IDLE = 900_000;

export interface OfficeHost {
  /** A room is open: then nothing is locked, however long the conversation takes. */
  mustStayOpen(): boolean;
  /** This page holds what lies nowhere else: then it does not lock itself, which would throw it away. */
  holdsTheLast(): boolean;
  /** The office is unlocked; resolves when what it holds is read. */
  opened(office: Office): Promise<void>;
  /** Everything that was read is to be dropped from memory. */
  locked(): void;
  /** What the office keeps is gone from this device. */
  lost(): void;
  /** The desk locked itself, and the door cannot be shown. */
  broken(cause: unknown): void;
  look(): void;
}

/** The key door: founding, joining, unlocking, locking – by hand or by itself – and what the office is set to. */
export class OfficeWork {
  readonly #ports: DeskPorts;
  readonly #host: OfficeHost;
  #door: LockedOffice | null = null;
  #office: Office | null = null;
  #settings: DeskSettings = NO_SETTINGS;
  #isBusy = false;
  #problem: Problem | null = null;
  #lastAct = 0;
  /** Counts the times the door was opened: a watch over an earlier one has nothing to lock. */
  #epoch = 0;

  constructor(ports: DeskPorts, host: OfficeHost) {
    this.#ports = ports;
    this.#host = host;
  }

  get office(): Office | null {
    return this.#office;
  }

  get settings(): DeskSettings {
    return this.#settings;
  }

  /** What the door looks like; null while nothing is known of it. */
  get door(): { readonly state: 'new' | 'locked'; readonly busy: boolean; readonly problem: Problem | null } | null {
    return this.#door && { state: this.#door.state, busy: this.#isBusy, problem: this.#problem };
  }

  /** A short name of the team key, to be compared by phone: eight letters and digits in two groups, as in the key file. */
  get keyName(): string {
    const bytes = this.#office && fromBase64url(this.#office.key.id)?.bytes;
    const name = bytes ? base32(bytes).slice(0, 8) : '';
    return name === '' ? '' : `${name.slice(0, 4)}-${name.slice(4)}`;
  }

  /** Looks what is on this device. Throws only SERVER_UNREACHABLE, when the code for it does not arrive. */
  async begin(): Promise<void> {
    this.#door = await this.#ports.openOffice().catch((cause: unknown) => {
      throw new EinlassError('SERVER_UNREACHABLE', { cause, detail: 'code' });
    });
  }

  async found(passphrase: string): Promise<void> {
    await this.#open((door) => door.found(passphrase));
  }

  async join(keyFile: string, passphrase: string): Promise<void> {
    // Whoever brings the file has it outside this browser already.
    await this.#open((door) => door.join(keyFile, passphrase), { setting: 'keySaved' });
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#open((door) => door.unlock(passphrase));
  }

  /** Forgets every key and everything that was read. Does nothing while a room is open. */
  async lock(): Promise<void> {
    const office = this.#office;
    if (!office || this.#host.mustStayOpen()) return;
    this.#office = null;
    this.#door = null;
    this.#settings = NO_SETTINGS;
    this.#epoch += 1;
    office.lock();
    this.#host.locked();
    await this.begin();
    this.#host.look();
  }

  /** Deletes everything of the office on this device. Does nothing while a room is open. */
  async wipe(): Promise<void> {
    if (this.#host.mustStayOpen()) return;
    const door = this.#door;
    const wiped = await door?.wipe();
    await this.lock();
    if (!this.#office && this.#door === door) await this.begin();
    this.#problem = wiped === 'incomplete' ? { code: 'STORAGE_UNAVAILABLE', detail: 'wipe' } : null;
  }

  /** Hands the key file to the person, who keeps it outside this browser. */
  async saveKeyFile(): Promise<void> {
    const office = this.#office;
    if (!office) return;
    const name = this.keyName.toLowerCase();
    this.#ports.saveFile(`einlass-teamschluessel-${name}.json`, 'application/json', office.keyFile());
    await this.set({ setting: 'keySaved' });
  }

  /** After a loss: takes this device into use again, the settings with it. Returns what went wrong, or null. */
  async settleAgain(): Promise<Problem | null> {
    const settled = await this.#office?.settleAgain();
    if (!settled?.ok) return settled?.problem ?? null;
    const kept = await Promise.all(settingsOf(this.#settings).map((setting) => this.set(setting)));
    return kept.every(Boolean) ? null : { code: 'STORAGE_UNAVAILABLE', detail: 'settings' };
  }

  /** Keeps a setting. Returns whether it will be there the next time. */
  async set(setting: Setting): Promise<boolean> {
    const office = this.#office;
    if (!office) return false;
    this.#settings = withSetting(this.#settings, setting);
    return (await office.settings.put(setting.setting, setting)) === 'saved';
  }

  closeProblem(): void {
    this.#problem = null;
  }

  /** Somebody is at the desk. */
  stir(): void {
    this.#lastAct = this.#ports.now();
  }

  async #open(act: (door: LockedOffice) => Promise<Parsed<Office>>, first?: Setting): Promise<void> {
    const door = this.#door;
    if (!door || this.#office || this.#isBusy) return;
    this.#isBusy = true;
    this.#problem = null;
    this.#host.look();
    let opened: Parsed<Office>;
    try {
      opened = await act(door);
    } finally {
      this.#isBusy = false;
    }
    if (!opened.ok) {
      this.#problem = opened.problem;
      return this.#host.look();
    }
    const office = opened.value;
    this.#office = office;
    office.whenLost(() => this.#host.lost());
    const epoch = (this.#epoch += 1);
    this.#settings = await loadSettings(office.settings);
    if (first) await this.set(first);
    // What is past its time goes before anybody can look at it.
    await Promise.all([office.receipts.purge(), purgeNotes(office, this.#ports.now())]);
    await this.#host.opened(office);
    this.stir();
    this.#watch(epoch, IDLE);
    this.#host.look();
  }

  #watch(epoch: number, milliseconds: number): void {
    this.#ports.later(milliseconds, () => {
      if (epoch !== this.#epoch) return;
      if (this.#host.mustStayOpen() || this.#host.holdsTheLast()) this.stir();
      const rest = this.#lastAct + IDLE - this.#ports.now();
      if (rest > 0) this.#watch(epoch, rest);
      // The code for the door may not come while the line is broken; locked is locked all the same.
      else
        this.lock().catch((cause: unknown) => {
          this.#host.broken(cause);
          this.#host.look();
        });
    });
  }
}
