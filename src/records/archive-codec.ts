import * as v from 'valibot';
import type { StoredRecord, StoredRow } from './office-database.ts';
import { blind, type OfficeKeys } from './office-keys.ts';
import type { FiledReceipt, FiledRow } from './office-shape.ts';
import { parseFiled } from './filed-schema.ts';
import { summaryOf } from './filing.ts';
import { openText, parseEntry, sealText } from './sealing.ts';
import { foldedWords, tokensOf } from './search-tokens.ts';

/** Stands for "kept until somebody decides" in the index of days. */
export const KEPT = Number.MAX_SAFE_INTEGER;
const DAY = 86_400_000;
/** Names come again and again; each word is blinded once. */
const REMEMBERED = 50_000;

/** What the sealed part of a row says. */
export interface OpenedRow {
  readonly row: FiledRow;
  /** Milliseconds since 1970; null while nothing ends it (no period, or on hold). */
  readonly ends: number | null;
  /** The words of the name, folded. */
  readonly words: readonly string[];
}

const rowSchema = v.object({
  row: v.object({
    id: v.string(),
    name: v.string(),
    service: v.string(),
    checkCode: v.nullable(v.string()),
    at: v.number(),
    isWithdrawn: v.boolean(),
    isHeld: v.boolean(),
  }),
  ends: v.nullable(v.number()),
  words: v.array(v.string()),
});

/**
 * Puts records into their two sealed parts and opens them again. Without the key the database shows how many there are,
 * on which day each expires, and which of them share a word – not which word.
 */
export interface ArchiveCodec {
  idOf(recordId: string): Promise<string>;
  tokenOf(text: string): Promise<string>;
  seal(filed: FiledReceipt): Promise<{ readonly row: StoredRow; readonly record: Omit<StoredRecord, 'revision'> }>;
  /** Null when the row was changed, moved, or is none. */
  openRow(stored: StoredRow): Promise<OpenedRow | null>;
  /** Null when the record was changed, moved, or is none. */
  openRecord(id: string, stored: unknown): Promise<FiledReceipt | null>;
}

export function makeCodec(keys: OfficeKeys): ArchiveCodec {
  const known = new Map<string, Promise<string>>();
  const tokenOf = (text: string): Promise<string> => {
    const before = known.get(text);
    if (before) return before;
    if (known.size >= REMEMBERED) known.clear();
    const token = blind(keys, `word\0${text}`);
    known.set(text, token);
    return token;
  };
  const idOf = (recordId: string): Promise<string> => blind(keys, `record\0${recordId}`);

  return {
    idOf,
    tokenOf,

    async seal(filed) {
      const { row, names, days, checkCodes } = summaryOf(filed);
      const words = foldedWords(names);
      const ends = filed.hold ? null : filed.until;
      const until = ends === null ? KEPT : Math.floor(ends / DAY) * DAY;
      const [id, tokens] = await Promise.all([
        idOf(filed.id),
        Promise.all(tokensOf({ words, days, service: row.service, checkCodes }).map(tokenOf)),
      ]);
      const opened: OpenedRow = { row, ends, words };
      const [small, whole] = await Promise.all([
        sealText(keys.seal, rowPlace(id, tokens), JSON.stringify(opened), until),
        sealText(keys.seal, recordPlace(id), JSON.stringify(filed), until),
      ]);
      return { row: { ...small, id, tokens }, record: whole };
    },

    async openRow(stored) {
      const entry = parseEntry(stored);
      const text = entry && (await openText(keys.seal, rowPlace(stored.id, stored.tokens), entry));
      if (text === null) return null;
      const parsed = v.safeParse(rowSchema, JSON.parse(text));
      return parsed.success ? parsed.output : null;
    },

    async openRecord(id, stored) {
      const entry = parseEntry(stored);
      const text = entry && (await openText(keys.seal, recordPlace(id), entry));
      if (text === null) return null;
      const filed = parseFiled(JSON.parse(text));
      return filed.ok ? filed.value : null;
    },
  };
}

/** The words are sealed along: a row that was hung under others does not open. */
function rowPlace(id: string, tokens: readonly string[]): string {
  return `row\0${id}\0${tokens.join(' ')}`;
}

function recordPlace(id: string): string {
  return `record\0${id}`;
}
