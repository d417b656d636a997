import type { ErrorCode, Parsed } from '../errors.ts';
import { canonical } from '../service/canonical.ts';
import type { ArchiveCodec } from './archive-codec.ts';
import type { CopyFolder, PutAnswer } from './copy-folder.ts';
import { countMarks, freshMark, markedIds, markKey, parseMark, settleMark, type CopyMark } from './copy-marks.ts';
import { openCopy, sealCopy } from './copy-seal.ts';
import type { FiledReceipt, SentCopies, TeamKey } from './office-shape.ts';
import type { OfficeStore } from './office-store.ts';
import { readerOf } from './signed-record.ts';

interface Marked {
  readonly id: string;
  readonly mark: CopyMark;
  /** Null: the record does not open any more, and nothing can be copied. */
  readonly filed: FiledReceipt | null;
}

/**
 * Sends what is marked, one after the other. A copy counts as made when the folder has stored it, or when exactly this lies
 * there already: an answer can be lost. Stops where the folder does not answer or refuses; what is left stays marked.
 */
export async function sendCopies(
  store: OfficeStore,
  codec: ArchiveCodec,
  team: TeamKey,
  folder: CopyFolder,
  sent: (recordId: string) => void,
): Promise<Parsed<SentCopies>> {
  const ids = await store.run(markedIds);
  if (!ids.ok) return ids;
  let trouble: ErrorCode | null = null;
  for (const id of ids.value) {
    const marked = await readMarked(store, codec, id);
    if (!marked.ok) return marked;
    if (!marked.value?.filed) continue;
    const { mark, filed } = marked.value;
    const answer = await put(folder, mark, filed, team);
    if (answer === 'unreachable' || answer === 'refused') {
      trouble = answer === 'refused' ? 'ARCHIVE_REFUSED' : 'ARCHIVE_UNREACHABLE';
      break;
    }
    // Under this name lies something else; the next time it is tried under another one.
    const next = answer === 'taken' ? freshMark(mark.revision) : null;
    if (answer === 'tooLarge') trouble = 'ARCHIVE_REFUSED';
    else await store.run((database) => settleMark(database, id, mark, next));
    if (answer === 'taken') trouble ??= 'ARCHIVE_UNREACHABLE';
    if (answer === 'stored') sent(filed.id);
  }
  const left = await store.run(countMarks);
  return left.ok ? { ok: true, value: { left: left.value, trouble } } : left;
}

async function put(folder: CopyFolder, { name }: CopyMark, filed: FiledReceipt, team: TeamKey): Promise<PutAnswer> {
  const answer = await folder.put(name, await sealCopy(filed, team));
  if (answer !== 'taken') return answer;
  const there = await folder.get(name);
  if (!there.ok) return there.problem.code === 'RECEIPT_UNREADABLE' ? 'taken' : 'unreachable';
  const opened = await openCopy(there.value, team, await readerOf(team));
  return opened.ok && canonical(opened.value) === canonical(filed) ? 'stored' : 'taken';
}

/** Null: there is no mark any more, or no record. */
async function readMarked(store: OfficeStore, codec: ArchiveCodec, id: string): Promise<Parsed<Marked | null>> {
  const read = await store.run(async (database) => {
    const transaction = database.transaction(['tables', 'records']);
    const [stored, mark] = await Promise.all([
      transaction.objectStore('records').get(id),
      transaction.objectStore('tables').get(markKey(id)),
    ]);
    return { stored, mark: parseMark(mark) };
  });
  if (!read.ok) return read;
  const { stored, mark } = read.value;
  if (!stored || !mark) return { ok: true, value: null };
  return { ok: true, value: { id, mark, filed: await codec.openRecord(id, stored) } };
}
