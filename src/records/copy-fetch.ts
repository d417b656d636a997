import type { Parsed, Problem } from '../errors.ts';
import { canonical } from '../service/canonical.ts';
import type { Change } from './archive-write.ts';
import type { CopyFolder } from './copy-folder.ts';
import { openCopy } from './copy-seal.ts';
import { mergeFiled } from './filing.ts';
import type { FetchedCopies, FiledReceipt, TeamKey } from './office-shape.ts';
import { readerOf, type Reader } from './signed-record.ts';

/** Copies that are asked for at once, and filed together. */
const BATCH = 8;

export interface FetchingHost {
  readonly team: TeamKey;
  readonly now: number;
  change(changes: readonly Change[]): Promise<readonly Parsed<FiledReceipt>[]>;
  progress(done: number, of: number): void;
}

/**
 * Brings back from the archive folder what is not here: every copy is opened and verified by itself, what does not verify
 * is refused by name, what is past its time stays out, and several states of one record become one. Refuses as a whole only
 * where the folder cannot be listed. Stops where the folder or storage fails, and says so among what was refused.
 */
export async function fetchCopies(folder: CopyFolder, host: FetchingHost): Promise<Parsed<FetchedCopies>> {
  const listed = await folder.list();
  if (!listed.ok) return listed;
  const { names, foreign } = listed.value;
  const problems: Problem[] = foreign.map((name) => ({
    code: 'RECEIPT_UNREADABLE',
    detail: `${name.slice(0, 80)}: no copy`,
  }));
  const filed = new Set<string>();
  let expired = 0;
  const reader = await readerOf(host.team);
  for (let from = 0; from < names.length; from += BATCH) {
    const part = names.slice(from, from + BATCH);
    const opened = await Promise.all(part.map((name) => openOne(folder, name, host.team, reader)));
    const sound = opened.flatMap((one) => (one.ok ? [one.value] : []));
    for (const one of opened) if (!one.ok) problems.push(one.problem);
    const current = sound.filter((one) => !isOver(one, host.now));
    expired += sound.length - current.length;
    const results = await host.change(changesOf(current));
    for (const result of results) {
      if (result.ok) filed.add(result.value.id);
      else problems.push(result.problem);
    }
    host.progress(Math.min(from + BATCH, names.length), names.length);
    const last = problems.at(-1)?.code;
    if (last === 'ARCHIVE_UNREACHABLE' || last === 'ARCHIVE_REFUSED' || last === 'STORAGE_UNAVAILABLE') break;
  }
  return { ok: true, value: { found: names.length, filed: filed.size, expired, refused: problems } };
}

async function openOne(folder: CopyFolder, name: string, team: TeamKey, reader: Reader): Promise<Parsed<FiledReceipt>> {
  const text = await folder.get(name);
  const opened = text.ok ? await openCopy(text.value, team, reader) : text;
  if (opened.ok) return opened;
  const { code, detail } = opened.problem;
  return { ok: false, problem: { code, detail: `${name}: ${detail}` } };
}

/** One change for each record, whatever number of its states came together. */
function changesOf(copies: readonly FiledReceipt[]): readonly Change[] {
  const states = new Set(copies.map((copy) => canonical(copy)));
  const records = new Map<string, readonly [FiledReceipt, ...FiledReceipt[]]>();
  for (const copy of copies) {
    const others = records.get(copy.id);
    records.set(copy.id, others ? [...others, copy] : [copy]);
  }
  return [...records].map(([recordId, [first, ...rest]]) => ({
    recordId,
    decide: (before) =>
      rest.reduce((merged, copy) => (merged.ok ? mergeFiled(merged.value, copy) : merged), mergeFiled(before, first)),
    isCopied: (after) => states.has(canonical(after)),
  }));
}

function isOver({ until, hold }: FiledReceipt, now: number): boolean {
  return hold === null && until !== null && until <= now;
}
