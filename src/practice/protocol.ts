/**
 * What the page and the server of the practice room say to each other over the WebSocket. A real Jitsi speaks XMPP here;
 * the IFrame API, which the gate sees, is in `api-port.ts` and is Jitsi's own.
 */
import * as v from 'valibot';

const id = v.pipe(v.string(), v.maxLength(64));
const text = v.pipe(v.string(), v.maxLength(30_000));
const mediaKind = v.picklist(['audio', 'video']);

/** Everything a page may ask of the server. Whatever does not fit is dropped without an answer, as Prosody drops it. */
export const requestSchema = v.variant('type', [
  v.object({
    type: v.literal('enter'),
    name: v.pipe(v.string(), v.maxLength(1000)),
    password: v.optional(text),
    /** This browser can encrypt end to end. */
    canEncrypt: v.boolean(),
    /** Came with a token of the server's own: a moderator from the first moment (jitsi-observed §c). */
    token: v.optional(v.boolean()),
    muted: v.object({ audio: v.boolean(), video: v.boolean() }),
  }),
  v.object({ type: v.literal('knock'), name: v.pipe(v.string(), v.maxLength(1000)) }),
  v.object({ type: v.literal('leave') }),
  v.object({ type: v.literal('toggleLobby'), on: v.boolean() }),
  v.object({ type: v.literal('answer'), id, admit: v.boolean() }),
  v.object({ type: v.literal('kick'), id }),
  v.object({ type: v.literal('end') }),
  v.object({ type: v.literal('grantModerator'), id }),
  v.object({ type: v.literal('lock'), password: text }),
  v.object({ type: v.literal('subject'), subject: text }),
  v.object({ type: v.literal('encrypt'), on: v.boolean() }),
  v.object({ type: v.literal('chat'), text, to: id }),
  v.object({ type: v.literal('muteEveryone'), media: mediaKind }),
  v.object({ type: v.literal('muted'), media: mediaKind, muted: v.boolean() }),
  v.object({ type: v.literal('rename'), name: v.pipe(v.string(), v.maxLength(1000)) }),
  v.object({ type: v.literal('signal'), to: id, data: v.unknown() }),
]);
export type Request = v.InferOutput<typeof requestSchema>;

export type Role = 'participant' | 'moderator';

/** Somebody inside, as the others see them. */
export interface Occupant {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly canEncrypt: boolean;
  readonly encrypting: boolean;
  readonly muted: { readonly audio: boolean; readonly video: boolean };
}

export interface ChatLine {
  readonly from: string;
  readonly nick: string;
  readonly text: string;
  readonly private: boolean;
  readonly messageId: string;
  /** ISO time when the line is replayed to somebody who came later, null when it is fresh. */
  readonly stamp: string | null;
}

export type LobbyNote =
  | { readonly event: 'LOBBY-ENABLED'; readonly value: boolean }
  | { readonly event: 'LOBBY-ACCESS-GRANTED' | 'LOBBY-ACCESS-DENIED'; readonly knockId: string; readonly name: string };

/** Everything the server may tell a page. */
export type Notice =
  | { readonly type: 'membersOnly'; readonly passwordFailed: boolean }
  | { readonly type: 'nameRequired' }
  | { readonly type: 'passwordRequired' }
  | {
      readonly type: 'joined';
      readonly id: string;
      readonly name: string;
      readonly others: readonly Occupant[];
      readonly subject: string;
      readonly created: number;
      readonly history: readonly ChatLine[];
      readonly encryption: boolean;
      readonly sessionId: string;
      readonly role: Role;
      readonly lobby: boolean;
      readonly locked: boolean;
    }
  | { readonly type: 'role'; readonly id: string; readonly role: Role }
  | { readonly type: 'occupantJoined'; readonly occupant: Occupant }
  | { readonly type: 'occupantLeft'; readonly id: string }
  | { readonly type: 'occupantChanged'; readonly occupant: Occupant }
  | { readonly type: 'knocking'; readonly id: string; readonly name: string }
  | { readonly type: 'knockGone'; readonly id: string }
  | { readonly type: 'lobbyNote'; readonly note: LobbyNote }
  | { readonly type: 'lobbySwitched'; readonly on: boolean }
  | { readonly type: 'locked'; readonly on: boolean }
  /** Admitted, or the lobby is off: the page enters again, by itself. */
  | { readonly type: 'mayEnter' }
  | { readonly type: 'refused' }
  | { readonly type: 'lobbyDestroyed' }
  | { readonly type: 'kicked'; readonly by: { readonly id: string; readonly name: string } }
  | {
      readonly type: 'kickedOther';
      readonly id: string;
      readonly name: string;
      readonly by: { readonly id: string; readonly name: string };
    }
  | { readonly type: 'ended' }
  | { readonly type: 'subject'; readonly subject: string }
  | { readonly type: 'encryption'; readonly on: boolean }
  | { readonly type: 'chat'; readonly line: ChatLine }
  | { readonly type: 'mute'; readonly media: 'audio' | 'video' }
  | { readonly type: 'signal'; readonly from: string; readonly data: unknown }
  /** Faults. A page shows for each what it has shown with a real Jitsi. */
  | { readonly type: 'serverGone'; readonly error: 'focusLeft' | 'itemNotFound'; readonly reloadAfter: number }
  | { readonly type: 'serverDown'; readonly reloadAfter: number }
  | { readonly type: 'reporter'; readonly on: boolean };

/** The first line on a new socket: a new session, or one to be resumed after the line was lost. */
export const helloSchema = v.object({
  type: v.literal('hello'),
  room: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  session: v.optional(id),
});
/** The server's answer to `hello`; a session that is not known any more starts anew. */
export interface Welcome {
  readonly type: 'welcome';
  readonly session: string;
  readonly resumed: boolean;
}
