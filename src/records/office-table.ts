import type { OfficeTable } from './office-shape.ts';
import { blind, type OfficeKeys } from './office-keys.ts';
import type { OfficeStore } from './office-store.ts';
import { openText, parseEntry, sealText } from './sealing.ts';

const PREFIX = { appointments: 'a', settings: 's' } as const;
/** These values have no time limit of their own; the appointment book decides what is past. */
const NO_LIMIT = 0;

/**
 * One table of named values, each sealed for its place. `all` leaves out what was damaged or moved; that is counted by
 * `unreadable`. There is nothing while storage fails. Nothing here rejects. `keys` returns null once the office is locked.
 */
export function makeTable(store: OfficeStore, keys: () => OfficeKeys | null, name: keyof typeof PREFIX): OfficeTable {
  const placeOf = async (under: OfficeKeys, id: string): Promise<string> =>
    `${PREFIX[name]}.${await blind(under, `table\0${name}\0${id}`)}`;

  /** Every value in a list of its own; an empty list for one that cannot be read. */
  const readAll = async (): Promise<readonly (readonly unknown[])[]> => {
    const under = keys();
    if (!under) return [];
    const range = IDBKeyRange.bound(`${PREFIX[name]}.`, `${PREFIX[name]}/`);
    const read = await store.run(async (database) => {
      const { store: table, done } = database.transaction('tables');
      return Promise.all([table.getAllKeys(range), table.getAll(range), done]);
    });
    if (!read.ok) return [];
    const [places, values] = read.value;
    return Promise.all(places.map((place, index) => openValue(under, place, values[index])));
  };

  return {
    all: async () => (await readAll()).flat(),

    unreadable: async () => (await readAll()).filter(({ length }) => length === 0).length,

    async put(id, value) {
      const under = keys();
      if (!under) return 'failed';
      const text = textOf(value);
      if (text === null) return 'failed';
      const place = await placeOf(under, id);
      const entry = await sealText(under.seal, place, text, NO_LIMIT);
      const done = await store.run((database) => database.put('tables', entry, place));
      return done.ok ? 'saved' : 'failed';
    },

    async remove(id) {
      const under = keys();
      if (!under) return;
      const place = await placeOf(under, id);
      await store.run((database) => database.delete('tables', place));
    },
  };
}

async function openValue(keys: OfficeKeys, place: string, stored: unknown): Promise<readonly unknown[]> {
  const entry = parseEntry(stored);
  const text = entry && (await openText(keys.seal, place, entry));
  return text === null ? [] : [JSON.parse(text) as unknown];
}

/** JSON text, null for what JSON cannot say. */
function textOf(value: unknown): string | null {
  try {
    return (JSON.stringify(value) as string | undefined) ?? null;
  } catch {
    // Only the caller can know what it handed over; nothing of it is kept.
    return null;
  }
}
