import { compactVerify } from 'jose/jws/compact/verify';
import * as v from 'valibot';
import { refused, type Parsed, type Problem } from '../errors.ts';
import { fromBase64url } from '../mailbox/base64url.ts';
import type { Change } from './archive-write.ts';
import { EXPORT_FORMAT, EXPORT_MOST, RECORD_TYPE } from './export.ts';
import { parseFiled } from './filed-schema.ts';
import { mergeFiled } from './filing.ts';
import type { FiledReceipt, TeamKey } from './office-shape.ts';
import { thumbprint } from './thumbprint.ts';

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
  const key = await crypto.subtle.importKey(
    'jwk',
    { ...team.signing.public },
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['verify'],
  );
  const own = await thumbprint(team.signing.public);
  const problems: Problem[] = [];
  let filed = 0;
  for (let from = 0; from < records.length; from += BATCH) {
    const part = records.slice(from, from + BATCH);
    const read = await Promise.all(part.map((jws) => readRecord(jws, key, { own, file: signer.kid })));
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

async function readRecord(
  jws: string,
  key: CryptoKey,
  ids: { readonly own: string; readonly file: string },
): Promise<Parsed<FiledReceipt>> {
  const name = nameIn(jws);
  // A last character can be another one and mean the same; "one changed byte" has no exceptions.
  const isExact = jws.split('.').every((part) => fromBase64url(part)?.exact === true);
  if (!isExact) return refused('RECEIPT_CHANGED', name);
  let payload: Uint8Array;
  try {
    const { payload: verified, protectedHeader } = await compactVerify(jws, key, { algorithms: ['ES256'] });
    if (protectedHeader.typ !== RECORD_TYPE || protectedHeader.kid !== ids.own) return refused('RECEIPT_FOREIGN', name);
    payload = verified;
  } catch {
    // JOSE says of a wrong signature no more than that; who wrote the file tells another team's from a changed one.
    return refused(ids.file === ids.own ? 'RECEIPT_CHANGED' : 'RECEIPT_FOREIGN', name);
  }
  try {
    const filed = parseFiled(JSON.parse(new TextDecoder().decode(payload)));
    return filed.ok ? filed : refused('RECEIPT_UNREADABLE', `${name}, ${filed.problem.detail}`);
  } catch {
    return refused('RECEIPT_UNREADABLE', name);
  }
}

/** The number that an unverified record gives itself: good enough to say which one is meant. */
function nameIn(jws: string): string {
  const bytes = fromBase64url(jws.split('.')[1] ?? '')?.bytes ?? new Uint8Array();
  const id = /"recordId":"([\w-]{1,60})"/.exec(new TextDecoder().decode(bytes))?.[1];
  return id ?? 'without a legible number';
}
