import * as v from 'valibot';
import { refused, type Parsed, type Problem } from '../errors.ts';
import type { Change } from './archive-write.ts';
import { EXPORT_FORMAT, EXPORT_MOST } from './export.ts';
import { mergeFiled } from './filing.ts';
import type { FiledReceipt, TeamKey } from './office-shape.ts';
import { readerOf, readRecord } from './signed-record.ts';

/** Characters: an export and what an editor may have added to it. */
const MOST = EXPORT_MOST * 1.1;
const BATCH = 100;

const exportSchema = v.object({
  format: v.string(),
  signer: v.object({ kid: v.string() }),
  records: v.array(v.string()),
});

/**
 * Reads an export again. Every record is verified by itself: one that is not as this team signed it (RECEIPT_CHANGED),
 * that another team signed (RECEIPT_FOREIGN) or that is no record (RECEIPT_UNREADABLE) is refused by name, the others
 * are filed. A file that is no export is refused as a whole with EXPORT_INVALID. Never throws.
 */
export async function importRecords(
  text: string,
  team: TeamKey,
  change: (changes: readonly Change[]) => Promise<readonly Parsed<FiledReceipt>[]>,
): Promise<Parsed<{ readonly filed: number; readonly refused: readonly Problem[] }>> {
  const file = readExport(text);
  if (!file.ok) return file;
  const { signer, records } = file.value;
  const reader = await readerOf(team);
  const problems: Problem[] = [];
  let filed = 0;
  for (let from = 0; from < records.length; from += BATCH) {
    const part = records.slice(from, from + BATCH);
    const read = await Promise.all(part.map((jws) => readRecord(jws, reader, signer.kid)));
    const sound = new Map<string, FiledReceipt>();
    for (const [index, record] of read.entries()) {
      // Whoever has the file open finds a record by its place where it has no legible number.
      if (record.ok) sound.set(record.value.id, record.value);
      else problems.push({ ...record.problem, detail: `record ${from + index + 1}: ${record.problem.detail}` });
    }
    const changes = [...sound.values()].map((other) => ({
      recordId: other.id,
      decide: (before: FiledReceipt | null) => mergeFiled(before, other),
    }));
    for (const result of await change(changes)) {
      if (result.ok) filed++;
      else if (result.problem.code === 'STORAGE_UNAVAILABLE' && filed === 0) return result;
      else problems.push(result.problem);
    }
  }
  return { ok: true, value: { filed, refused: problems } };
}

function readExport(text: string): Parsed<v.InferOutput<typeof exportSchema>> {
  if (text.length > MOST) return refused('EXPORT_INVALID', `${text.length} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refused('EXPORT_INVALID', 'no JSON');
  }
  const file = v.safeParse(exportSchema, json);
  if (!file.success) return refused('EXPORT_INVALID', 'no export of receipts');
  if (file.output.format !== EXPORT_FORMAT)
    return refused('EXPORT_INVALID', `format ${file.output.format.slice(0, 40)}`);
  return { ok: true, value: file.output };
}
