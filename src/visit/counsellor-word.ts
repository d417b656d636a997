import type { Receipt } from '../gate/receipt.ts';
import type { MailboxLine } from '../mailbox/mailbox-shape.ts';
import type { CounsellorMessage } from '../mailbox/messages.ts';

export type Question = Omit<Extract<CounsellorMessage, { kind: 'question' }>, 'kind'>;

/** What the counsellor's page has said to this person, as the client's page shows it. */
export interface CounsellorWord {
  /**
   * Is the room open? `unknown`: nobody can say, because the mailbox is absent or does not answer, and no word of it
   * came before. `calledBack`: it was, and is being opened anew.
   */
  readonly door: 'unknown' | 'notOpened' | 'busy' | 'opened' | 'calledBack';
  /** Oldest first; `at` in milliseconds since 1970, by the counsellor's clock. */
  readonly notes: readonly { readonly at: number; readonly text: string }[];
  /** Why this person was not admitted this time. */
  readonly refusal: string | null;
  /** Waits for this person's answer; no answer is no. */
  readonly question: Question | null;
  /** What this person answered last, and whether it arrived. */
  readonly answer: { readonly decision: 'yes' | 'no'; readonly sent: 'sending' | 'sent' | 'failed' } | null;
  /** When somebody joined the group last, in milliseconds since 1970 by the counsellor's clock; null: not yet. */
  readonly joined: number | null;
  /** The new time of a moved appointment, milliseconds since 1970; null: not moved. */
  readonly startsAt: number | null;
  /** The receipt that did not reach the counsellor, to be saved as a file; null where none has failed. */
  readonly undelivered: Receipt | null;
}

/** Everything heard so far. */
export interface Heard {
  readonly line: MailboxLine;
  readonly room: 'unheard' | 'busy' | 'opened' | 'calledBack';
  readonly notes: CounsellorWord['notes'];
  readonly refusal: string | null;
  readonly questions: readonly Question[];
  readonly joined: number | null;
  readonly startsAt: number | null;
  /** The appointment is over, in one way or the other; the first word stays. */
  readonly over: 'ended' | 'cancelled' | null;
}

export const NOTHING_HEARD: Heard = {
  line: 'unknown',
  room: 'unheard',
  notes: [],
  refusal: null,
  questions: [],
  joined: null,
  startsAt: null,
  over: null,
};

const NOTES_SHOWN = 5;
/** More at once than any conversation has; whoever floods the mailbox asks about nobody. */
const QUESTIONS_OPEN = 10;

/** Returns what is known after `message`. Messages come in the order in which they were written: the last word counts. */
export function hear(heard: Heard, message: CounsellorMessage): Heard {
  switch (message.kind) {
    case 'opened':
    case 'busy':
      return { ...heard, room: message.kind };
    case 'backToGate':
      return { ...heard, room: 'calledBack' };
    case 'note':
      return { ...heard, notes: [...heard.notes, { at: message.at, text: message.text }].slice(-NOTES_SHOWN) };
    case 'refused':
      return { ...heard, refusal: message.text };
    case 'question':
      return { ...heard, questions: ask(heard.questions, message) };
    case 'questionClosed':
      return { ...heard, questions: heard.questions.filter(({ id }) => id !== message.id) };
    case 'joined':
      return { ...heard, joined: message.at };
    case 'moved':
      return { ...heard, startsAt: message.startsAt };
    case 'ended':
    case 'cancelled':
      return { ...heard, over: heard.over ?? message.kind };
  }
}

/** Derives what to show of it. */
export function wordOf(
  { line, room, notes, refusal, questions, joined, startsAt }: Heard,
  { answer, undelivered }: Pick<CounsellorWord, 'answer' | 'undelivered'>,
): CounsellorWord {
  const question = questions[0] ?? null;
  return { door: doorOf(line, room), notes, refusal, question, answer, joined, startsAt, undelivered };
}

/** An open door stays open in a bad line; that it is shut, only a working mailbox can say. */
function doorOf(line: MailboxLine, room: Heard['room']): CounsellorWord['door'] {
  if (room === 'opened') return 'opened';
  if (line === 'absent' || line === 'unreachable') return 'unknown';
  return room === 'unheard' ? 'notOpened' : room;
}

function ask(questions: readonly Question[], { at, id, role, name }: Question): readonly Question[] {
  if (questions.length >= QUESTIONS_OPEN || questions.some((open) => open.id === id)) return questions;
  return [...questions, { at, id, role, name }];
}
