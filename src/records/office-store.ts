import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';
import { within } from './limit.ts';
import { connectOffice, type OfficeDatabase, type StoredTeam } from './office-database.ts';

const TEAM_ID = 'team';
const WORK_MS = 15_000;

/** What was damaged is empty: a damaged half is no reason to take this for a new device, and the other may still be good. */
const part = v.fallback(v.string(), '');
const teamSchema = v.fallback(v.object({ file: part, wrapped: part }), { file: '', wrapped: '' });

/** The one connection of a page to its office. Nothing here rejects; every failure is STORAGE_UNAVAILABLE. */
export interface OfficeStore {
  /** The team whose data lie here; null: none yet. */
  team(): Promise<Parsed<StoredTeam | null>>;
  /** Writes the team; 'taken' when another data key lies here already, and then nothing is written. */
  settle(team: StoredTeam): Promise<Parsed<'settled' | 'taken'>>;
  /**
   * Works with the database. Once more with a new connection where the browser has cut the old one – but only while the
   * data key of {@link use} still lies there: into another team's data nothing may be written that they cannot read.
   */
  run<T>(work: (database: OfficeDatabase) => Promise<T>): Promise<Parsed<T>>;
  /** From now on only data under this data key are touched; null ends the work until the next time. */
  use(wrapped: string | null): void;
  close(): void;
}

/** `gone` is called once for each {@link OfficeStore.use} after which the data are found to be there no more. */
export function openStore(gone: () => void): OfficeStore {
  let database: OfficeDatabase | null = null;
  let wrapped: string | null = null;

  const lose = (): void => {
    if (wrapped === null) return;
    // What this page would write now, it would bring back behind the back of whoever had it deleted.
    wrapped = null;
    gone();
  };

  const connect = async (make: boolean): Promise<OfficeDatabase | null> => {
    if (database) return database;
    let isGone = false;
    const found = await connectOffice(make, {
      deleted() {
        isGone = true;
        database = null;
        lose();
      },
      cut() {
        isGone = true;
        database = null;
        // A browser that clears the data of a site says no more than this.
        void run(() => Promise.resolve());
      },
    });
    if (found === 'foreign') throw new TypeError('made by a later version of this software');
    if (found === 'absent' || isGone) return null;
    database = found;
    return found;
  };

  const drop = (): void => {
    database?.close();
    database = null;
  };

  const attempt = async <T>(work: () => Promise<T>): Promise<Parsed<T>> => {
    for (const isLast of [false, true]) {
      const wasOpen = database !== null;
      try {
        return { ok: true, value: await within(WORK_MS, work()) };
      } catch (error) {
        const isCut = error instanceof Error && error.name === 'InvalidStateError';
        if (isCut) drop();
        if (isCut && wasOpen && !isLast) continue;
        return refused('STORAGE_UNAVAILABLE', reasonOf(error));
      }
    }
    return refused('STORAGE_UNAVAILABLE', 'broken');
  };

  const stored = async (from: OfficeDatabase): Promise<StoredTeam | null> => {
    const team = await from.get('team', TEAM_ID);
    if (team === undefined) return null;
    return v.parse(teamSchema, team);
  };

  const run = <T>(work: (database: OfficeDatabase) => Promise<T>): Promise<Parsed<T>> =>
    attempt(async () => {
      if (wrapped === null) throw new TypeError('locked or deleted');
      const isOpen = database !== null;
      const here = await connect(false);
      if (!here || (!isOpen && (await stored(here))?.wrapped !== wrapped)) {
        lose();
        throw new TypeError('the data are gone');
      }
      return work(here);
    });

  return {
    team: () =>
      attempt(async () => {
        const from = await connect(false);
        return from && stored(from);
      }),

    settle: (team) =>
      attempt(async () => {
        const to = await connect(true);
        if (!to) throw new TypeError('deleted meanwhile');
        const transaction = to.transaction('team', 'readwrite');
        const work = async (): Promise<'settled' | 'taken'> => {
          const before = await transaction.store.get(TEAM_ID);
          if (before !== undefined && v.parse(teamSchema, before).wrapped !== team.wrapped) return 'taken';
          await transaction.store.put(team, TEAM_ID);
          return 'settled';
        };
        const [done] = await Promise.all([work(), transaction.done]);
        return done;
      }),

    run,

    use(next) {
      wrapped = next;
    },

    close: drop,
  };
}

/** Why storage failed, for the person who looks after the computer. */
function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  const isBlocked = ['SecurityError', 'NotAllowedError', 'ReferenceError'].includes(name);
  if (isBlocked || !globalThis.indexedDB) return 'blocked';
  return `broken: ${error instanceof Error ? error.message : 'no reason given'}`.slice(0, 200);
}
