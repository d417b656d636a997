/** The page's end of the WebSocket. A lost line is picked up again in silence, as Jitsi does after a short outage of the proxy. */
import type { Notice, Request, Welcome } from './protocol.ts';

export interface LineEvents {
  readonly opened: () => void;
  readonly told: (notice: Notice) => void;
  /** The first connection failed, or a lost session is unknown to the server that came back. */
  readonly failed: (when: 'atStart' | 'later') => void;
}

const RETRY_AFTER_MS = 300;
/** Shorter than a gate gives somebody who has to be out at once. */
const GOODBYE_MS = 250;

export class ServerLine {
  readonly #room: string;
  readonly #events: LineEvents;
  readonly #unsent: Request[] = [];
  #socket: WebSocket | undefined;
  #session: string | undefined;
  #isOpen = false;
  #isOver = false;

  constructor(room: string, events: LineEvents) {
    this.#room = room;
    this.#events = events;
    this.#connect();
  }

  /** Sends now, or when the line is back. */
  send(request: Request): void {
    if (this.#isOver) return;
    if (this.#isOpen && this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(request));
    else this.#unsent.push(request);
  }

  /** Says goodbye; the session is over. Resolves when the server has heard it, at the latest after {@link GOODBYE_MS}. */
  async close(): Promise<void> {
    const socket = this.#socket;
    this.send({ type: 'leave' });
    this.abandon();
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      socket.addEventListener('close', () => resolve());
      setTimeout(resolve, GOODBYE_MS);
    });
  }

  /** Ends the line without a word: the other side has ended the session already. */
  abandon(): void {
    this.#isOver = true;
    this.#socket?.close(1000);
  }

  #connect(): void {
    const address = new URL('/xmpp-websocket', location.href);
    address.protocol = 'wss:';
    address.hash = '';
    address.searchParams.set('room', this.#room);
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      socket.send(
        JSON.stringify({
          type: 'hello',
          room: this.#room,
          ...(this.#session === undefined ? {} : { session: this.#session }),
        }),
      );
    });
    socket.addEventListener('message', ({ data }) => {
      if (!this.#isOver && typeof data === 'string') this.#hear(JSON.parse(data) as Notice | Welcome);
    });
    socket.addEventListener('close', () => this.#lost());
  }

  /** The server is our own, so its words are taken as they are. */
  #hear(message: Notice | Welcome): void {
    if (message.type === 'serverDown' || message.type === 'serverGone') this.#isOver = true;
    if (message.type !== 'welcome') return this.#events.told(message);
    const isNew = this.#session === undefined;
    if (!isNew && !message.resumed) {
      this.abandon();
      return this.#events.failed('later');
    }
    this.#session = message.session;
    this.#isOpen = true;
    for (const request of this.#unsent.splice(0)) this.send(request);
    if (isNew) this.#events.opened();
  }

  #lost(): void {
    this.#isOpen = false;
    if (this.#isOver) return;
    if (this.#session !== undefined) {
      setTimeout(() => this.#connect(), RETRY_AFTER_MS);
      return;
    }
    this.#isOver = true;
    this.#events.failed('atStart');
  }
}
