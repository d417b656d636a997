import * as v from 'valibot';
import type { NoteView } from './view.ts';
import type { Problem } from '../errors.ts';
import type { FiledReceipt, NewFiledEvent, Office } from '../records/office-shape.ts';
import type { DeskPorts } from './ports.ts';

type WithoutAuthor<E> = E extends NewFiledEvent ? Omit<E, 'at' | 'by'> : never;
/** An event before it is known when and by whom. */
export type Happened = WithoutAuthor<NewFiledEvent>;

/** Whom an event is about. */
export interface Subject {
  /** UUID of the appointment. */
  readonly appointment: string;
  /** UUID of the invited person; null: nobody who was invited. */
  readonly person: string | null;
  /** The receipt it belongs to; null: there is none. */
  readonly record: string | null;
  /** As shown in the lobby. */
  readonly name: string;
}

const text = v.string();
const events = [
  v.object({ kind: v.literal('admitted'), reason: v.nullable(text), at: v.number(), by: text }),
  v.object({ kind: v.literal('refused'), text, at: v.number(), by: text }),
  v.object({ kind: v.literal('capacityConfirmed'), at: v.number(), by: text }),
  v.object({
    kind: v.literal('furtherPerson'),
    role: text,
    name: text,
    decision: v.picklist(['yes', 'no', 'noAnswer']),
    at: v.number(),
    by: text,
  }),
  v.object({
    kind: v.literal('encryption'),
    state: text,
    decision: text,
    reason: v.optional(v.nullable(text), null),
    at: v.number(),
    by: text,
  }),
  v.object({ kind: v.literal('recording'), on: v.nullable(v.boolean()), at: v.number(), by: text }),
  v.object({ kind: v.literal('introduced'), at: v.number(), by: text }),
] as const;

/**
 * A note of the desk: what has to be kept about somebody of whom there is no receipt to append it to. It lies in the table
 * of settings, one row for each, under `note/<appointment>/<id>`.
 */
const noteSchema = v.object({
  setting: v.literal('note'),
  id: text,
  appointment: text,
  person: v.nullable(text),
  name: text,
  /** Milliseconds since 1970; null: until somebody decides. */
  until: v.nullable(v.number()),
  event: v.variant('kind', events),
});

export type DeskNote = v.InferOutput<typeof noteSchema>;

export interface LedgerListener {
  /** A receipt has grown by an event. */
  grown(filed: FiledReceipt): void;
  trouble(problem: Problem): void;
}

/** Writes down what the counsellor decided and what happened: on the receipt, or as a note where there is none. */
export class Ledger {
  readonly #ports: Pick<DeskPorts, 'now' | 'randomId'>;
  readonly #office: Office;
  readonly #by: () => string;
  readonly #until: () => number | null;
  readonly #listener: LedgerListener;
  /** One act after the other: a note that is being carried over must not be overtaken by a new one. */
  #queue: Promise<unknown> = Promise.resolve();
  /** The notes of this session as they lie in the table, by their key. */
  readonly #notes = new Map<string, DeskNote>();
  /** What could not be written down; only here until it is tried again. */
  #unwritten: { readonly subject: Subject; readonly event: NewFiledEvent }[] = [];

  /** `until` says how long a note is to be kept, in milliseconds since 1970. */
  constructor(
    ports: Pick<DeskPorts, 'now' | 'randomId'>,
    office: Office,
    by: () => string,
    until: () => number | null,
    listener: LedgerListener,
  ) {
    this.#ports = ports;
    this.#office = office;
    this.#by = by;
    this.#until = until;
    this.#listener = listener;
  }

  /** Resolves when it is written, or when it is known that nothing could be written. Never rejects. */
  record(subject: Subject, happened: Happened): Promise<void> {
    // Omit on a union keeps no discriminant for the compiler; the parts are the ones of NewFiledEvent.
    const event = { ...happened, at: this.#ports.now(), by: this.#by() } as NewFiledEvent;
    return this.#inTurn(() => this.#write(subject, event));
  }

  /** Lays the notes down again, and what could not be written. Returns whether all of it lies there. Never rejects. */
  async putBack(): Promise<boolean> {
    let areBack = true;
    await this.#inTurn(async () => {
      for (const [key, note] of this.#notes) {
        if ((await this.#office.settings.put(key, note)) === 'failed') areBack = false;
      }
      for (const { subject, event } of this.#unwritten.splice(0)) await this.#write(subject, event);
    });
    return areBack && this.#unwritten.length === 0;
  }

  /** Appends to a receipt that has just been filed what was noted about this person before it came. */
  carryOver(appointment: string, person: string, record: string): Promise<void> {
    return this.#inTurn(async () => {
      for (const { key, note } of await notesIn(this.#office)) {
        if (note.appointment !== appointment || note.person !== person) continue;
        // As it happened, with its own time; then it stands where it belongs and the note has done its work.
        if (!(await this.#append(record, note.event))) continue;
        await this.#office.settings.remove(key);
        this.#notes.delete(key);
      }
    });
  }

  /** Resolves when everything that was to be written is. */
  settled(): Promise<unknown> {
    return this.#queue;
  }

  async #write(subject: Subject, event: NewFiledEvent): Promise<void> {
    if (subject.record !== null && (await this.#append(subject.record, event))) return;
    if (await this.#note(subject, event)) return;
    this.#unwritten.push({ subject, event });
    this.#listener.trouble({ code: 'STORAGE_UNAVAILABLE', detail: `note: ${event.kind}` });
  }

  async #append(record: string, event: NewFiledEvent): Promise<boolean> {
    const filed = await this.#office.receipts.append(record, event);
    if (filed.ok) this.#listener.grown(filed.value);
    return filed.ok;
  }

  async #note({ appointment, person, name }: Subject, event: NewFiledEvent): Promise<boolean> {
    const id = this.#ports.randomId();
    const key = keyOf(appointment, id);
    const note = { setting: 'note', id, appointment, person, name, until: this.#until(), event } as const;
    if ((await this.#office.settings.put(key, note)) === 'failed') return false;
    this.#notes.set(key, note as DeskNote);
    return true;
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(act).catch((cause: unknown) => {
      this.#listener.trouble({ code: 'STORAGE_UNAVAILABLE', detail: String(cause) });
    });
    this.#queue = turn;
    return turn;
  }
}

/** Deletes the notes whose time is over. Returns how many. */
export async function purgeNotes(office: Office, now: number): Promise<number> {
  const old = (await notesIn(office)).filter(({ note }) => note.until !== null && note.until <= now);
  for (const { key } of old) await office.settings.remove(key);
  return old.length;
}

/** What stands in the notes of one appointment, oldest first. */
export async function notesOf(office: Office, appointment: string): Promise<readonly NoteView[]> {
  const notes = (await notesIn(office)).filter(({ note }) => note.appointment === appointment);
  return notes
    .map(({ note: { id, name, event } }) => ({ name, event: { ...event, id } }))
    .sort((one, other) => one.event.at - other.event.at);
}

async function notesIn(office: Office): Promise<readonly { readonly key: string; readonly note: DeskNote }[]> {
  return (await office.settings.all()).flatMap((value) => {
    const parsed = v.safeParse(noteSchema, value);
    return parsed.success ? [{ key: keyOf(parsed.output.appointment, parsed.output.id), note: parsed.output }] : [];
  });
}

function keyOf(appointment: string, id: string): string {
  return `note/${appointment}/${id}`;
}
