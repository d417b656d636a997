import { refused, type Parsed } from '../errors.ts';
import type { ArchiveCodec } from './archive-codec.ts';
import { purgeRows } from './archive-purge.ts';
import { searchRows } from './archive-search.ts';
import { changeRecords, type Change } from './archive-write.ts';
import { csvFile, csvLine } from './csv.ts';
import { exportRecords } from './export.ts';
import { parseEvent, parseReceipt } from './filed-schema.ts';
import { appendEvent, fileIssue, mergeFiled, type Issue } from './filing.ts';
import { importRecords } from './import.ts';
import type { FiledReceipt, ReceiptArchive, TeamKey } from './office-shape.ts';
import type { OfficeStore } from './office-store.ts';

/** The archive with what only this room and its measurements use. */
export interface Archive extends ReceiptArchive {
  /** Files many at once, much faster than one by one; of two with the same number only the last is filed. */
  fileMany(issues: readonly Issue[]): Promise<readonly Parsed<FiledReceipt>[]>;
}

/** Records read at once where all of them are wanted. */
const BATCH = 200;

/**
 * The receipts of an office. `open` returns null once the office is locked; everything then answers as if storage had
 * failed. `clock` gives milliseconds since 1970; `changed` is called when something was filed or added. Nothing here throws
 * or rejects.
 */
export function openArchive(
  store: OfficeStore,
  open: () => { readonly codec: ArchiveCodec; readonly team: TeamKey } | null,
  clock: () => number,
  changed: () => void,
): Archive {
  const unlocked = async <T>(work: (codec: ArchiveCodec, team: TeamKey) => Promise<Parsed<T>>): Promise<Parsed<T>> => {
    const current = open();
    if (!current) return refused('STORAGE_UNAVAILABLE', 'locked');
    try {
      return await work(current.codec, current.team);
    } catch (error) {
      // Storage answers with values; what arrives here is WebCrypto without memory, or a value that no JSON can say.
      return refused('STORAGE_UNAVAILABLE', String(error).slice(0, 200));
    }
  };

  const change = (recordId: string, decide: Change['decide']): Promise<Parsed<FiledReceipt>> =>
    unlocked(async (codec) => {
      const [result] = await changeRecords(store, codec, [{ recordId, decide }]);
      changed();
      return result ?? refused('UNEXPECTED', recordId);
    });

  const read = async (codec: ArchiveCodec, recordId: string): Promise<Parsed<FiledReceipt>> => {
    const id = await codec.idOf(recordId);
    const stored = await store.run((database) => database.get('records', id));
    if (!stored.ok) return stored;
    if (stored.value === undefined) return refused('RECEIPT_UNKNOWN', recordId.slice(0, 60));
    const filed = await codec.openRecord(id, stored.value);
    return filed ? { ok: true, value: filed } : refused('RECEIPT_UNREADABLE', `${recordId.slice(0, 60)} was changed`);
  };

  /** Hands over what was asked for in the order of filing; what does not open is counted, where all are wanted. */
  const collect = async <T>(
    codec: ArchiveCodec,
    ids: readonly string[] | 'all',
    use: (filed: FiledReceipt) => Promise<T> | T,
  ): Promise<Parsed<{ readonly parts: readonly T[]; readonly unreadable: number }>> => {
    const parts: T[] = [];
    if (ids !== 'all') {
      for (const id of ids) {
        const filed = await read(codec, id);
        if (!filed.ok) return filed;
        parts.push(await use(filed.value));
      }
      return { ok: true, value: { parts, unreadable: 0 } };
    }
    let unreadable = 0;
    for (let last = 0; ;) {
      const batch = await store.run(async (database) => {
        const transaction = database.transaction(['rows', 'records']);
        const rows = await transaction.objectStore('rows').getAll(IDBKeyRange.lowerBound(last, true), BATCH);
        const records = transaction.objectStore('records');
        return Promise.all(rows.map(async ({ seq = 0, id }) => ({ seq, id, stored: await records.get(id) })));
      });
      if (!batch.ok) return batch;
      const filed = await Promise.all(batch.value.map(({ id, stored }) => codec.openRecord(id, stored)));
      for (const one of filed) {
        if (one) parts.push(await use(one));
        else unreadable++;
      }
      const end = batch.value.at(-1);
      if (!end || batch.value.length < BATCH) return { ok: true, value: { parts, unreadable } };
      last = end.seq;
    }
  };

  return {
    async file(receipt, verification, until) {
      const sound = parseReceipt(receipt);
      if (!sound.ok) return sound;
      return change(receipt.recordId, (before) => fileIssue(before, { receipt: sound.value, verification, until }));
    },

    async fileMany(issues) {
      const byId = new Map(issues.map((issue) => [issue.receipt.recordId, issue]));
      const changes = [...byId].map(([recordId, issue]): Change => {
        const sound = parseReceipt(issue.receipt);
        return {
          recordId,
          decide: (before) => (sound.ok ? fileIssue(before, { ...issue, receipt: sound.value }) : sound),
        };
      });
      const done = await unlocked(async (codec) => ({ ok: true, value: await changeRecords(store, codec, changes) }));
      return done.ok ? done.value : changes.map(() => done);
    },

    search: (query, from) => unlocked((codec) => searchRows(store, codec, query, from)),

    get: (id) => unlocked((codec) => read(codec, id)),

    async append(id, event) {
      const sound = parseEvent({ ...event, id: crypto.randomUUID() });
      if (!sound.ok) return sound;
      return change(id, (before) =>
        before ? { ok: true, value: appendEvent(before, sound.value) } : refused('RECEIPT_UNKNOWN', id.slice(0, 60)),
      );
    },

    putBack: (filed) => change(filed.id, (before) => mergeFiled(before, filed)),

    async purge() {
      const purged = await unlocked(async (codec) => ({ ok: true, value: await purgeRows(store, codec, clock()) }));
      return purged.ok ? purged.value : 0;
    },

    async count() {
      const counted = await store.run((database) => database.count('records'));
      return counted.ok ? counted.value : 0;
    },

    exportJson: (ids) => unlocked((codec, team) => exportRecords(team, clock(), (use) => collect(codec, ids, use))),

    exportCsv: (ids) =>
      unlocked(async (codec) => {
        const all = await collect(codec, ids, csvLine);
        return all.ok ? { ok: true, value: csvFile(all.value.parts) } : all;
      }),

    importJson: (text) =>
      unlocked((codec, team) =>
        importRecords(text, team, (changes) => changeRecords(store, codec, changes)).finally(changed),
      ),
  };
}
