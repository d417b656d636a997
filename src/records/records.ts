import type { Problem } from '../errors.ts';
import { within } from './limit.ts';
import { makeSessionPart, readSessionPart } from './session-part.ts';
import { openVault, type Place, type Read, type Vault } from './vault.ts';
import { wipeDevice, type WipeResult } from './wipe.ts';

/** How long this device keeps what was entered: not at all, for this tab, or until the next visit. */
export type RecordMode = 'session' | 'remember' | 'shared';

/** Why nothing can be kept: by settings or private mode, no space left, or anything else. */
export type RecordTrouble = 'blocked' | 'full' | 'broken';

/**
 * What is kept in this browser. Nothing here throws or rejects. What was saved can always be loaded from the same store
 * again, even when the browser failed to keep it; whether it will also be there after a reload, the results say.
 * Values are JSON and come back as `unknown`: the caller parses them by its schema.
 */
export interface RecordStore {
  readonly mode: RecordMode;
  /** 'no' while the browser does not keep what it should. Only a save that succeeds turns it back to 'yes'. */
  readonly works: 'yes' | 'no';
  /** Null exactly while `works` is 'yes'. */
  readonly reason: RecordTrouble | null;
  /** One RECORD_UNREADABLE for every record that was changed, damaged or not ours, and has been deleted. */
  readonly problems: readonly Problem[];
  /** The visit of this tab session, null when there is none. */
  loadVisit(): Promise<unknown>;
  /** 'saved' in shared mode means: for as long as this page is open. */
  saveVisit(value: unknown): Promise<'saved' | 'failed'>;
  /** What this device remembers of one service; null when there is nothing, or in shared mode. */
  loadRemembered(service: string): Promise<unknown>;
  /**
   * Keeps a value until `until` (milliseconds since 1970; half a year from now where the caller knows no better time).
   * 'notKept' in every mode but 'remember'.
   */
  saveRemembered(service: string, value: unknown, until?: number): Promise<'saved' | 'failed' | 'notKept'>;
  /** Deletes what is remembered of one service, in every mode but shared, where nothing is touched. */
  forgetRemembered(service: string): Promise<void>;
  /** Rooms whose appointment ended here within the last seven days, as given to `markEnded`. */
  endedRooms(): Promise<string[]>;
  markEnded(roomHash: string): Promise<'saved' | 'failed'>;
  /**
   * Deletes everything of this site on this device, in every mode, and ends this store: from the moment of the call on
   * it saves nothing and knows nothing, so that a save under way cannot bring anything back.
   */
  wipe(): Promise<WipeResult>;
}

/** Retention of an unfinished visit: long enough for an appointment and its evening, short enough to forget. */
const VISIT_MS = 24 * 60 * 60 * 1_000;
/** ids of rooms are kept no longer than a week. */
const ENDED_MS = 7 * VISIT_MS;
/** Half a year covers a usual row of appointments; a device that is passed on should not tell for longer. */
const REMEMBERED_MS = 182 * VISIT_MS;
const LAST_SAVE_MS = 1_000;

/**
 * Opens what this browser keeps and purges what is past its time. Writes nothing on a first visit, touches no storage at
 * all in shared mode, and never rejects: where storage fails, the store works from memory and says so. To go over to
 * 'shared', `wipe` the store in use and open a new one. `clock` gives milliseconds since 1970.
 */
export async function openRecords(mode: RecordMode, clock: () => number = Date.now): Promise<RecordStore> {
  let vault: Vault | null = null;
  let reason: RecordTrouble | null = null;
  let isOver = false;
  let queue: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  const problems: Problem[] = [];
  let visitHere: string | null = null;
  const endedHere = new Set<string>();
  const keeps = mode !== 'shared';

  const report = (unreadable: number): void => {
    for (let count = 0; count < unreadable; count++) {
      problems.push({ code: 'RECORD_UNREADABLE', detail: 'a record in this browser was deleted' });
    }
  };

  const drop = (): void => {
    vault?.close();
    vault = null;
  };

  const open = async (make: boolean): Promise<Vault | null> => {
    if (vault) return vault;
    const opened = await openVault(make, clock, () => {
      if (isOver) return;
      // Another tab was asked to delete everything on this device. What this one would write, it would bring back.
      isOver = true;
      reason = 'blocked';
      vault = null;
    });
    vault = opened.vault;
    report(opened.unreadable);
    return vault;
  };

  /** One after the other, so that the last save is the one that stays. Null when it failed; `reason` then says why. */
  const act = <T>(make: boolean, work: (vault: Vault) => Promise<T>): Promise<{ done: T | null } | null> => {
    underWay++;
    const turn = queue.then(async () => {
      for (const isLast of [false, true]) {
        if (isOver || !keeps) return null;
        const wasOpen = vault !== null;
        try {
          const current = await open(make);
          const done = current && (await work(current));
          if (make && !isOver) reason = null;
          return { done };
        } catch (error) {
          drop();
          // A connection that was open can have been cut (site data cleared): once more with a new one.
          if (wasOpen && !isLast) continue;
          if (!isOver) reason = troubleOf(error);
          return null;
        }
      }
      return null;
    });
    queue = turn.finally(() => underWay--);
    return turn;
  };

  const save = async (place: () => Place, text: string, until: number): Promise<'saved' | 'failed'> => {
    const saved = await act(true, (current) => current.write(place(), text, until));
    return saved === null ? 'failed' : 'saved';
  };

  const load = async (place: () => Place | null): Promise<unknown> => {
    const read = await act<Read>(false, async (current) => {
      const where = place();
      return where === null ? 'absent' : current.read(where);
    });
    const found = read?.done ?? 'absent';
    if (found === 'unreadable') report(1);
    return typeof found === 'string' ? null : valueOf(found.text);
  };

  const visitOf = (session: string | null): Place | null => (session === null ? null : { kind: 'visit', session });

  if (keeps) await act(false, async (current) => report(await current.purge(VISIT_MS)));
  if (keeps && reason === null) {
    try {
      readSessionPart();
    } catch {
      // Without sessionStorage no visit can be bound to this tab; better to say so before than after the first save.
      reason = 'blocked';
    }
  }

  return {
    mode,
    problems,
    get works() {
      return reason === null ? 'yes' : 'no';
    },
    get reason() {
      return reason;
    },

    async loadVisit() {
      return visitHere === null ? load(() => visitOf(readSessionPart())) : valueOf(visitHere);
    },

    async saveVisit(value) {
      const text = textOf(value);
      if (text === null || isOver) return 'failed';
      visitHere = text;
      if (!keeps) return 'saved';
      return save(() => ({ kind: 'visit', session: makeSessionPart() }), text, clock() + VISIT_MS);
    },

    loadRemembered: (service) => load(() => ({ kind: 'remembered', name: `remembered\0${service}` })),

    async saveRemembered(service, value, until = clock() + REMEMBERED_MS) {
      if (mode !== 'remember') return 'notKept';
      const text = textOf(value);
      if (text === null || isOver) return 'failed';
      return save(() => ({ kind: 'remembered', name: `remembered\0${service}` }), text, until);
    },

    async forgetRemembered(service) {
      await act(false, (current) => current.remove({ kind: 'remembered', name: `remembered\0${service}` }));
    },

    async endedRooms() {
      const read = await act(false, (current) => current.readEnded());
      report(read?.done?.unreadable ?? 0);
      const kept = (read?.done?.texts ?? []).map(valueOf).filter((room) => typeof room === 'string');
      return [...new Set([...kept, ...endedHere])];
    },

    async markEnded(roomHash) {
      if (isOver) return 'failed';
      endedHere.add(roomHash);
      if (!keeps) return 'saved';
      const place: Place = { kind: 'ended', name: `ended\0${roomHash}` };
      return save(() => place, JSON.stringify(roomHash), clock() + ENDED_MS);
    },

    async wipe() {
      isOver = true;
      visitHere = null;
      endedHere.clear();
      if (underWay === 0) {
        drop();
        return wipeDevice();
      }
      const first = wipeDevice();
      // What was being saved may have been written behind the wiping: wait for it, then wipe once more.
      const isQuiet = await within(LAST_SAVE_MS, queue).then(
        () => true,
        () => false,
      );
      drop();
      await first;
      return (await wipeDevice()) === 'wiped' && isQuiet ? 'wiped' : 'incomplete';
    },
  };
}

/** JSON text, null for what JSON cannot say (a circle, a function, nothing at all). */
function textOf(value: unknown): string | null {
  try {
    return (JSON.stringify(value) as string | undefined) ?? null;
  } catch {
    // Only the caller can know what it handed over; nothing of it is kept.
    return null;
  }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Sealed by us and still not JSON does not happen; to the caller it would be no different from nothing.
    return null;
  }
}

function troubleOf(error: unknown): RecordTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  // SecurityError: settings or a frame. InvalidStateError: Firefox before 115 in private mode. ReferenceError and
  // TypeError come from a browser that has taken `indexedDB` away.
  const isBlocked = ['SecurityError', 'InvalidStateError', 'NotAllowedError', 'ReferenceError'].includes(name);
  return isBlocked || !globalThis.indexedDB ? 'blocked' : 'broken';
}
