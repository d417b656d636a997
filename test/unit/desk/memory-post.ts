import type { MailboxLine, MailboxListener, SendResult } from '../../../src/mailbox/mailbox-shape.ts';
import type { ClientMessage, CounsellorMessage } from '../../../src/mailbox/messages.ts';
import type { CounsellorMailbox } from '../../../src/desk/ports.ts';

/** One person's mailbox on the server: two logs that stay, and a line as a test wants it. */
export class Box {
  readonly fromClient: ClientMessage[] = [];
  readonly fromCounsellor: CounsellorMessage[] = [];
  /** Mailboxes of a desk that are open on it now. */
  readonly listeners = new Set<MailboxListener<ClientMessage>>();
  line: MailboxLine = 'well';
  /** What can be read is there, but nothing can be written. */
  isFull = false;
  /** What a send waits for. */
  hold: Promise<void> = Promise.resolve();
  opened = 0;
  /** Asked for between the ordinary looks, and what such a look waits for. */
  looks = 0;
  holdLook: Promise<void> = Promise.resolve();
  #unread: ClientMessage[] = [];

  /** The client's page writes. */
  write(message: ClientMessage): void {
    this.fromClient.push(message);
    if (this.line === 'well') for (const listener of this.listeners) listener.heard(message);
  }

  /** The client's page writes between two looks: nobody hears of it before somebody looks. */
  lay(message: ClientMessage): void {
    this.fromClient.push(message);
    this.#unread.push(message);
  }

  async #look(): Promise<void> {
    this.looks += 1;
    await this.holdLook;
    const unread = this.#unread.splice(0);
    if (this.line !== 'well') return;
    for (const message of unread) for (const listener of this.listeners) listener.heard(message);
  }

  /** What the counsellor wrote, in one word each. */
  get said(): readonly string[] {
    return this.fromCounsellor.map(({ kind }) => kind);
  }

  open(): CounsellorMailbox {
    this.opened += 1;
    let mine: MailboxListener<ClientMessage> | null = null;
    let isClosed = false;
    const send = async (message: CounsellorMessage): Promise<SendResult> => {
      await this.hold;
      if (isClosed) return { ok: false, why: 'closed' };
      if (this.line !== 'well') return { ok: false, why: this.line === 'absent' ? 'absent' : 'unreachable' };
      if (this.isFull) return { ok: false, why: 'full' };
      this.fromCounsellor.push(message);
      return { ok: true };
    };
    return {
      send,
      recall: () => Promise.resolve([...this.fromCounsellor]),
      listen: (listener) => {
        mine = listener;
        this.listeners.add(listener);
        listener.lineChanged(this.line);
        if (this.line === 'well') for (const message of this.fromClient) listener.heard(message);
      },
      lookNow: () => this.#look(),
      close: () => {
        isClosed = true;
        if (mine) this.listeners.delete(mine);
      },
    };
  }
}

/** The mailboxes of a server by personal secret. */
export class Post {
  readonly #boxes = new Map<string, Box>();
  /** Purely static hosting. */
  isMissing = false;
  isCodeMissing = false;

  box(secret: string): Box {
    const box = this.#boxes.get(secret) ?? new Box();
    this.#boxes.set(secret, box);
    return box;
  }

  readonly open = async (secret: string): Promise<CounsellorMailbox | null> => {
    await Promise.resolve();
    if (this.isCodeMissing) throw new TypeError('Failed to fetch dynamically imported module');
    return this.isMissing ? null : this.box(secret).open();
  };
}
