import type { Parsed, Problem } from '../errors.ts';
import type { GermanWords } from '../records/german-words.ts';
import type { FiledReceipt, ListedRow, NewFiledEvent, Office, ReceiptQuery } from '../records/office-shape.ts';
import type { Happened } from './ledger.ts';
import type { DeskPorts } from './ports.ts';

const TYPES = { json: 'application/json', csv: 'text/csv' } as const;

/** The receipts as the counsellor looks through them: search, one of them, what is added to it, files out and in. */
export class ReceiptsWork {
  readonly #ports: DeskPorts;
  readonly #by: () => string;
  #office: Office | null = null;
  #query: ReceiptQuery = {};
  #rows: readonly ListedRow[] = [];
  #next: string | null = null;
  #count = 0;
  /** Counts the searches: a slow one must not overtake a later one. */
  #searches = 0;

  constructor(ports: DeskPorts, by: () => string) {
    this.#ports = ports;
    this.#by = by;
  }

  get list(): {
    readonly query: ReceiptQuery;
    readonly rows: readonly ListedRow[];
    readonly more: boolean;
    readonly count: number;
  } {
    return { query: this.#query, rows: this.#rows, more: this.#next !== null, count: this.#count };
  }

  open(office: Office): void {
    this.#office = office;
  }

  /** Drops everything from memory. */
  forget(): void {
    this.#searches += 1;
    this.#office = null;
    this.#query = {};
    this.#rows = [];
    this.#next = null;
    this.#count = 0;
  }

  /** Shows the first page of what fits. Returns what went wrong, or null. */
  async search(query: ReceiptQuery): Promise<Problem | null> {
    const office = this.#office;
    if (!office) return null;
    const search = (this.#searches += 1);
    const [found, count] = await Promise.all([office.receipts.search(query), office.receipts.count()]);
    if (search !== this.#searches) return null;
    if (!found.ok) return found.problem;
    this.#query = query;
    this.#rows = found.value.rows;
    this.#next = found.value.next;
    this.#count = count;
    return null;
  }

  /** Adds the next page. */
  async more(): Promise<Problem | null> {
    const [office, next] = [this.#office, this.#next];
    if (!office || next === null) return null;
    const search = (this.#searches += 1);
    const found = await office.receipts.search(this.#query, next);
    if (search !== this.#searches) return null;
    if (!found.ok) return found.problem;
    this.#rows = [...this.#rows, ...found.value.rows];
    this.#next = found.value.next;
    return null;
  }

  /** The copy of this record is in the archive folder. */
  copied(id: string): void {
    this.#rows = this.#rows.map((row) => (row.id === id ? { ...row, isCopied: true } : row));
  }

  /** Shows anew what is asked for: there is more than before. */
  async refresh(): Promise<Problem | null> {
    return this.search(this.#query);
  }

  async get(id: string): Promise<Parsed<FiledReceipt>> {
    const found = await this.#office?.receipts.get(id);
    return found ?? { ok: false, problem: { code: 'RECEIPT_UNKNOWN', detail: id } };
  }

  /** What a receipt quotes in another language, in German. Where the code for it does not come, nothing is said of it. */
  async germanFor({ receipt }: FiledReceipt): Promise<GermanWords> {
    return this.#ports.germanWords(receipt, this.#ports.fetchText).catch(() => ({}));
  }

  /** Appends what the counsellor wrote down; empty words are no reason. */
  async append(id: string, happened: Happened): Promise<Parsed<FiledReceipt>> {
    // Omit on a union keeps no discriminant for the compiler; the parts are the ones of NewFiledEvent.
    const event = { ...happened, at: this.#ports.now(), by: this.#by() } as NewFiledEvent;
    const filed = await this.#office?.receipts.append(id, event);
    return filed ?? { ok: false, problem: { code: 'RECEIPT_UNKNOWN', detail: id } };
  }

  /** Corrects a detail: what stood there before stays readable. */
  async correct(id: string, field: string, is: string): Promise<Parsed<FiledReceipt>> {
    const found = await this.get(id);
    if (!found.ok) return found;
    return this.append(id, { kind: 'corrected', field, was: standing(found.value, field), is });
  }

  /** Hands a file with these receipts to the person. Its name tells nothing of anybody. */
  async export(ids: readonly string[] | 'all', as: 'json' | 'csv'): Promise<Problem | null> {
    const receipts = this.#office?.receipts;
    if (!receipts) return null;
    const text = await (as === 'json' ? receipts.exportJson(ids) : receipts.exportCsv(ids));
    if (!text.ok) return text.problem;
    const day = new Date(this.#ports.now()).toISOString().slice(0, 10);
    this.#ports.saveFile(`einlass-nachweise-${day}.${as}`, TYPES[as], text.value);
    return null;
  }

  /** Reads an export again. Returns the first record that was refused, by name; the others are filed. */
  async import(text: string): Promise<Problem | null> {
    const imported = await this.#office?.receipts.importJson(text);
    if (!imported) return null;
    if (!imported.ok) return imported.problem;
    await this.refresh();
    return imported.value.refused[0] ?? null;
  }
}

/** What a detail says now, corrections included; empty where nothing was said. */
function standing({ receipt, events }: FiledReceipt, field: string): string {
  const corrected = events.flatMap((event) => (event.kind === 'corrected' && event.field === field ? [event.is] : []));
  const given = receipt.details.counsellor.find((detail) => detail.field === field)?.value ?? '';
  return corrected.at(-1) ?? given;
}
