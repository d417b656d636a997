import type { Mailbox } from './mailbox-shape.ts';
import type { ClientMessage, CounsellorMessage } from './messages.ts';

/** The client's side of the mailbox that belongs to this personal secret. A server without one: `absent`. */
export function openClientMailbox(
  _secret: Uint8Array<ArrayBuffer>,
): Promise<Mailbox<ClientMessage, CounsellorMessage>> {
  return Promise.resolve(absent());
}

/** The counsellor's side of the same mailbox. */
export function openCounsellorMailbox(
  _secret: Uint8Array<ArrayBuffer>,
): Promise<Mailbox<CounsellorMessage, ClientMessage>> {
  return Promise.resolve(absent());
}

function absent<Out, In>(): Mailbox<Out, In> {
  return {
    send: () => Promise.resolve({ ok: false, why: 'absent' }),
    recall: () => Promise.resolve([]),
    listen: (listener) => listener.lineChanged('absent'),
    lookNow: () => undefined,
    close: () => undefined,
  };
}
