import { refused as refusal } from '../errors.ts';
import type { Parsed, Problem } from '../errors.ts';
import { entryName } from './address.ts';
import type { LogName } from './address.ts';
import { mailboxFolder, messageKey } from './keys.ts';
import { Line } from './line.ts';
import { Log } from './log.ts';
import type { Mailbox, MailboxListener } from './mailbox-shape.ts';
import { parseClientMessage, parseCounsellorMessage } from './messages.ts';
import type { ClientMessage, CounsellorMessage } from './messages.ts';
import { Joiner } from './parts.ts';
import { Reader } from './reader.ts';
import { Transport } from './transport.ts';
import { browserMailboxWorld } from './world.ts';
import type { MailboxWorld } from './world.ts';
import { Writer } from './writer.ts';

export interface MailboxOptions {
  /** Look from the background as well, every 30 s, because somebody waits. Read before every look, so a getter may change it. */
  readonly patient?: boolean;
}

/** The client's side of the mailbox of one personal secret. Asks nobody anything before the first call. */
export function openClientMailbox(
  secret: Uint8Array<ArrayBuffer>,
  world: MailboxWorld = browserMailboxWorld(),
  options: MailboxOptions = {},
): Mailbox<ClientMessage, CounsellorMessage> {
  const own = { log: 'c', parse: parseClientMessage } as const;
  const other = { log: 'b', parse: parseCounsellorMessage } as const;
  return openMailbox(secret, own, other, world, options);
}

/** The counsellor's side of the same mailbox. Asks nobody anything before the first call. */
export function openCounsellorMailbox(
  secret: Uint8Array<ArrayBuffer>,
  world: MailboxWorld = browserMailboxWorld(),
  options: MailboxOptions = {},
): Mailbox<CounsellorMessage, ClientMessage> {
  const own = { log: 'b', parse: parseCounsellorMessage } as const;
  const other = { log: 'c', parse: parseClientMessage } as const;
  return openMailbox(secret, own, other, world, options);
}

interface Side<T> {
  readonly log: LogName;
  readonly parse: (value: unknown) => Parsed<T>;
}

function openMailbox<Out, In>(
  secret: Uint8Array<ArrayBuffer>,
  own: Side<Out>,
  other: Side<In>,
  world: MailboxWorld,
  options: MailboxOptions,
): Mailbox<Out, In> {
  const closing = new AbortController();
  const said: Out[] = [];
  let listener: MailboxListener<In> | undefined;
  /** What was refused while nobody listened. */
  let untold: Problem[] = [];

  /** In a task of its own: a listener that throws shall be seen to throw, and the log be read on all the same. */
  const tell = (act: (listener: MailboxListener<In>) => void): void =>
    queueMicrotask(() => {
      if (listener && !closing.signal.aborted) act(listener);
    });
  const refused = (problem: Problem): void => {
    if (listener) tell((one) => one.refused(problem));
    else untold.push(problem);
  };
  const heard = (message: In): void => tell((one) => one.heard(message));
  const line = new Line((state) => tell((one) => one.lineChanged(state)));

  const begin = async (): Promise<{ readonly writer: Writer; readonly reader: Reader }> => {
    const [folder, key] = await Promise.all([mailboxFolder(secret), messageKey(secret)]);
    const transport = new Transport(world, folder, closing.signal);
    const open = <T>(side: Side<T>, take: (message: T) => void): Log =>
      new Log({
        key,
        folder,
        log: side.log,
        read: (number) => transport.read(side.log, number),
        take: messageTaker(side, take, refused),
        doubt: (number) => refused(entryProblem(side.log, number, 'does not authenticate')),
      });
    const ownLog = open(own, (message) => said.push(message));
    const common = { line, world, closing: closing.signal };
    const isPatient = (): boolean => options.patient === true;
    return {
      writer: new Writer({ ...common, log: ownLog, write: (number, wire) => transport.write(own.log, number, wire) }),
      reader: new Reader({ ...common, log: open(other, heard), isPatient }),
    };
  };
  let begun: ReturnType<typeof begin> | undefined;
  const parts = (): ReturnType<typeof begin> => (begun ??= begin());

  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    send: (message) =>
      inTurn(async () => {
        if (closing.signal.aborted) return { ok: false, why: 'closed' };
        return (await parts()).writer.append(new TextEncoder().encode(JSON.stringify(message)));
      }),
    recall: () =>
      inTurn(async () => {
        if (!closing.signal.aborted) await (await parts()).writer.readOwn();
        return [...said];
      }),
    listen(next) {
      if (closing.signal.aborted) return;
      const isFirst = listener === undefined;
      listener = next;
      const { state } = line;
      if (state !== 'unknown') tell((one) => one.lineChanged(state));
      for (const problem of untold) tell((one) => one.refused(problem));
      untold = [];
      if (isFirst) void parts().then(({ reader }) => reader.start());
    },
    async lookNow() {
      if (listener && !closing.signal.aborted) await (await parts()).reader.lookNow();
    },
    close: () => closing.abort(),
  };
}

/** Turns what was sealed in the entries of one side into its messages, and what is none into a problem. */
function messageTaker<T>(
  side: Side<T>,
  take: (message: T) => void,
  refused: (problem: Problem) => void,
): (plain: Uint8Array<ArrayBuffer>, number: number) => void {
  const joiner = new Joiner();
  return (plain, number) => {
    const joined = joiner.add(plain);
    if (joined.kind === 'broken') return refused(entryProblem(side.log, number, 'is no part of a message'));
    if (joined.kind !== 'whole') return;
    const parsed = side.parse(jsonOf(joined.content));
    if (parsed.ok) take(parsed.value);
    else refused(entryProblem(side.log, number, parsed.problem.detail));
  };
}

/** Undefined, which no schema takes, where there is no JSON. */
function jsonOf(content: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    // Authentic all the same: a newer version of this page, or somebody with the link and a tool.
    return undefined;
  }
}

function entryProblem(log: LogName, number: number, what: string): Problem {
  return refusal('MAILBOX_ENTRY_INVALID', `${entryName(log, number)} ${what}`).problem;
}
