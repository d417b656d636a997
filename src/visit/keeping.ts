import type { GatePlan } from '../gate/plan.ts';
import type { GateState } from '../gate/state.ts';
import type { RecordStore } from '../records/records.ts';
import type { Arrival } from './arrival.ts';
import type { VisitPorts } from './ports.ts';
import { packRemembered, packVisit, unpackRemembered, unpackVisit } from './stored.ts';
import type { StorageMode, StorageTrouble } from './view.ts';

export interface Kept {
  /** Where this visit, or an earlier one, left off; null for somebody new. */
  readonly state: GateState | null;
  readonly returning: boolean;
  /** This appointment is known to have ended. */
  readonly ended: boolean;
}

/** What of a visit stays on this device, as the person chose; and what the person has to be told about it. */
export class Keeping {
  readonly #ports: VisitPorts;
  #store: RecordStore | null = null;
  #mode: StorageMode = 'session';
  #link = '';
  #service = '';
  #appointment = '';
  #consentHolds: GatePlan['consentHolds'] = 'appointment';
  #trouble: StorageTrouble = null;
  #told: StorageTrouble = null;

  constructor(ports: VisitPorts) {
    this.#ports = ports;
  }

  get mode(): StorageMode {
    return this.#mode;
  }

  get trouble(): StorageTrouble {
    return this.#trouble;
  }

  /** True once after each change of `trouble`. */
  takeNews(): boolean {
    const news = this.#trouble !== this.#told;
    this.#told = this.#trouble;
    return news;
  }

  /** Opens what this device has of this link. Nothing is written. */
  async open(arrival: Arrival, fragment: string): Promise<Kept> {
    this.#service = arrival.service.profile.id;
    this.#consentHolds = arrival.service.plan.consentHolds;
    this.#appointment = await fingerprint(arrival.appointment);
    this.#link = await fingerprint(`${this.#service} ${arrival.appointment} ${fragment}`);
    const store = await this.#reopen('session');
    const ended = (await store.endedRooms()).includes(this.#appointment);
    const visit = unpackVisit(await store.loadVisit(), this.#link);
    const remembered = unpackRemembered(await store.loadRemembered(this.#service));
    if (remembered) await this.#reopen('remember');
    this.#note(store);
    return { state: visit ?? remembered, returning: remembered !== null, ended };
  }

  /** Keeps the visit where the mode allows; does nothing before the person has begun. */
  async keep(state: GateState): Promise<void> {
    const store = this.#store;
    if (!store || !state.begun || this.#mode === 'shared') return;
    const saved = await store.saveVisit(packVisit(state, this.#link));
    if (this.#mode === 'remember' && state.signature) await this.#remember(store, state);
    this.#trouble = saved === 'saved' ? null : (store.reason ?? 'broken');
  }

  /** A withdrawal is kept wherever the consent was kept, so that the next visit knows of it. */
  async keepWithdrawal(state: GateState): Promise<void> {
    await this.keep(state);
    if (this.#store && this.#mode === 'remember') await this.#remember(this.#store, state);
  }

  /** Not longer than the consents hold: what asks everything anew need not be kept (L-13). */
  async #remember(store: RecordStore, state: GateState): Promise<void> {
    const holds = this.#consentHolds;
    const until = holds === 'appointment' ? undefined : state.latest + holds;
    await store.saveRemembered(this.#service, packRemembered(state), until);
  }

  async switchTo(mode: StorageMode, state: GateState): Promise<void> {
    if (mode === this.#mode) return;
    if (mode !== 'remember') await this.#store?.wipe();
    await this.#reopen(mode);
    await this.keep(state);
  }

  async markEnded(): Promise<void> {
    if (this.#mode !== 'shared') await this.#store?.markEnded(this.#appointment);
  }

  /** Deletes everything of ours on this device. */
  async wipe(): Promise<void> {
    await this.#store?.wipe();
  }

  async #reopen(mode: StorageMode): Promise<RecordStore> {
    this.#mode = mode;
    this.#store = await this.#ports.openRecords(mode);
    this.#note(this.#store);
    return this.#store;
  }

  #note(store: RecordStore): void {
    this.#trouble = store.works === 'yes' ? null : (store.reason ?? 'broken');
  }
}

/** SHA-256 in hex: what lies on the device must not lead back to a room or a link. */
async function fingerprint(words: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
