import { EinlassError } from '../errors.ts';
import { lastWord } from '../gate/acceptance.ts';
import { keepPlanned } from '../gate/details.ts';
import type { GatePlan } from '../gate/plan.ts';
import type { GateState } from '../gate/state.ts';
import type { RecordStore } from '../records/records.ts';
import type { WipeResult } from '../records/wipe.ts';
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

const NOTHING: Kept = { state: null, returning: false, ended: false };
const DAY = 86_400_000;

/**
 * What of a visit stays on this device, as the person chose; and what the person has to be told about it. One act after
 * the other, so that the last one is the one that stays; a wipe goes first and drops all that still waits.
 */
export class Keeping {
  readonly #ports: VisitPorts;
  #store: RecordStore | null = null;
  #mode: StorageMode = 'session';
  #link = '';
  #remembered = '';
  /** Null where it cannot end for good: a conference name is used again and again. */
  #appointment: string | null = null;
  #consentHolds: GatePlan['consentHolds'] = 'appointment';
  #trouble: StorageTrouble = null;
  #told: StorageTrouble = null;
  #queue: Promise<unknown> = Promise.resolve();
  /** Counts the wipes: what was begun before one must not write after it. */
  #epoch = 0;

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

  /**
   * Opens what this device has of this link. Nothing is written. `afresh` leaves alone a visit that is over. Throws only
   * SERVER_UNREACHABLE, when the code for it does not arrive.
   */
  async open(arrival: Arrival, fragment: string, afresh: boolean): Promise<Kept> {
    const { appointment, startsAt, role, secret } = arrival;
    const { id } = arrival.service.profile;
    this.#consentHolds = arrival.service.plan.consentHolds;
    // An interpreter on the client's device has said nothing yet of what the client said.
    this.#remembered = role === 'client' ? id : `${id}/${role}`;
    this.#appointment = secret ? await fingerprint(`${appointment} ${String(startsAt)}`) : null;
    this.#link = await fingerprint(`${id} ${appointment} ${fragment}`);
    const kept = await this.#inTurn((isCurrent) => this.#read(arrival, afresh, isCurrent));
    return kept ?? NOTHING;
  }

  /** Keeps the visit where the mode allows; does nothing before the person has begun, a withdrawal excepted. */
  async keep(state: GateState): Promise<void> {
    await this.#inTurn((isCurrent) => this.#write(state, isCurrent));
  }

  async switchTo(mode: StorageMode, state: GateState): Promise<void> {
    await this.#inTurn(async (isCurrent) => {
      if (mode === this.#mode) return;
      if (mode === 'shared') await this.#store?.wipe();
      if (mode === 'session') await this.#store?.forgetRemembered(this.#remembered);
      if (!isCurrent()) return;
      await this.#reopen(mode, isCurrent);
      await this.#write(state, isCurrent);
    });
  }

  async markEnded(): Promise<void> {
    const appointment = this.#appointment;
    await this.#inTurn(async () => {
      if (appointment !== null && this.#mode !== 'shared') await this.#store?.markEnded(appointment);
    });
  }

  /** Deletes everything of ours on this device, also before anything was opened. Never rejects. */
  async wipe(): Promise<WipeResult> {
    const store = this.#store;
    this.stop();
    this.#trouble = null;
    try {
      // A store that was just opened for `shared` has touched nothing, and wipes all the same.
      return await (store ?? (await this.#ports.openRecords('shared'))).wipe();
    } catch {
      // The code for it did not arrive; the person is told by the result.
      return 'incomplete';
    }
  }

  /** From now on nothing is written, until `open` is called again. */
  stop(): void {
    this.#epoch += 1;
    this.#store = null;
  }

  async #read(arrival: Arrival, afresh: boolean, isCurrent: () => boolean): Promise<Kept> {
    // Who said that this device is shared is not asked twice in one page.
    const store = await this.#reopen(this.#mode === 'shared' ? 'shared' : 'session', isCurrent);
    const ended = this.#appointment !== null && (await store.endedRooms()).includes(this.#appointment);
    const stored = unpackVisit(await store.loadVisit(), this.#link);
    const visit = stored && this.#isOf(arrival, stored.state, afresh) ? stored : null;
    const found = unpackRemembered(await store.loadRemembered(this.#remembered));
    const remembered = found && this.#isInTime(found) ? found : null;
    if (remembered || visit?.mode === 'remember') await this.#reopen('remember', isCurrent);
    const state = visit?.state ?? remembered;
    const details = state?.details ? keepPlanned(arrival.service.plan.fields, state.details) : null;
    return { state: state && { ...state, details }, returning: remembered !== null, ended };
  }

  /** The hash of the link should be proof enough; whoever can write into this storage shall not choose the room. */
  #isOf(
    { appointment, startsAt, role, secret }: Arrival,
    { visit, ending, ...state }: GateState,
    afresh: boolean,
  ): boolean {
    if (visit?.appointment !== appointment || visit.startsAt !== startsAt || visit.role !== role) return false;
    return this.#isInTime(state) && (ending === null || (secret !== null && !afresh));
  }

  /** A clock that once ran far ahead would close every appointment until then; asking everything anew closes none. */
  #isInTime({ latest }: Pick<GateState, 'latest'>): boolean {
    return latest <= this.#ports.now() + DAY;
  }

  async #write(state: GateState, isCurrent: () => boolean): Promise<void> {
    const store = this.#store;
    const isWithdrawn = state.ending === 'withdrawn';
    if (!store || this.#mode === 'shared' || !(state.begun || isWithdrawn)) return;
    const mode = this.#mode;
    const saved: string[] = [await store.saveVisit(packVisit(state, this.#link, mode))];
    if (mode === 'remember' && (state.signature || isWithdrawn)) {
      saved.push(await store.saveRemembered(this.#remembered, packRemembered(state), this.#until(state)));
    }
    if (isCurrent()) this.#trouble = saved.includes('failed') ? (store.reason ?? 'broken') : null;
  }

  /** Not longer than the consents hold: what asks everything anew need not be kept (L-13). */
  #until(state: GateState): number | undefined {
    const holds = this.#consentHolds;
    if (holds === 'appointment') return undefined;
    const ids = new Set(state.acceptances.filter(({ kind }) => kind === 'consent').map(({ text }) => text.id));
    const given = [...ids].flatMap((id) => {
      const last = lastWord(state.acceptances, id, 'self');
      return last?.decision === 'given' ? [last.at] : [];
    });
    return (given.length > 0 ? Math.max(...given) : state.latest) + holds;
  }

  async #reopen(mode: StorageMode, isCurrent: () => boolean): Promise<RecordStore> {
    const store = await this.#ports.openRecords(mode).catch((cause: unknown) => {
      throw new EinlassError('SERVER_UNREACHABLE', { cause, detail: 'code' });
    });
    if (isCurrent()) {
      this.#mode = mode;
      this.#store = store;
      this.#trouble = store.works === 'yes' ? null : (store.reason ?? 'broken');
    }
    return store;
  }

  /** Undefined where a wipe came before. */
  #inTurn<T>(act: (isCurrent: () => boolean) => Promise<T>): Promise<T | undefined> {
    const epoch = this.#epoch;
    const isCurrent = (): boolean => epoch === this.#epoch;
    const turn = this.#queue.then(() => (isCurrent() ? act(isCurrent) : undefined));
    // Whoever asked for it hears of a failure; the next in line is not concerned.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** SHA-256 in hex: what lies on the device must not lead back to a room or a link. */
async function fingerprint(words: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
