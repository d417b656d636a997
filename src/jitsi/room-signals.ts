import * as v from 'valibot';
import { foreignName, jitsiId, row, ROWS } from './events.ts';
import type { JitsiSignal, Row } from './events.ts';
import type { Medium } from './room-voice.ts';

/** What only somebody who moderates hears, beside everything that everybody hears. */
export type RoomJitsiSignal =
  | JitsiSignal
  /** Somebody knocks; said again to somebody who becomes moderator. */
  | { readonly signal: 'knocks'; readonly id: string; readonly name: string }
  /** The server switched the lobby; the only confirmation there is (jitsi-observed b.1). */
  | { readonly signal: 'lobbySwitched'; readonly on: boolean }
  /** A knock was answered here, by a command or a button of Jitsi's own; `id` is the one in the lobby (b.4). */
  | { readonly signal: 'granted' | 'denied'; readonly id: string; readonly name: string }
  | { readonly signal: 'removed'; readonly id: string }
  | { readonly signal: 'muted'; readonly medium: Medium; readonly muted: boolean };

const lobbyMessage = v.object({
  message: v.variant('event', [
    v.object({ type: v.literal('lobby-notify'), event: v.literal('LOBBY-ENABLED'), value: v.boolean() }),
    v.object({
      type: v.literal('lobby-notify'),
      event: v.picklist(['LOBBY-ACCESS-GRANTED', 'LOBBY-ACCESS-DENIED']),
      value: v.pipe(v.string(), v.maxLength(1000)),
      name: v.optional(foreignName, ''),
    }),
  ]),
});

function lobbyMeaning({ message }: v.InferOutput<typeof lobbyMessage>): RoomJitsiSignal | undefined {
  if (message.event === 'LOBBY-ENABLED') return { signal: 'lobbySwitched', on: message.value };
  // An address of XMPP: <room>@lobby.<domain>/<id in the lobby>.
  const slash = message.value.indexOf('/');
  const id = slash < 0 ? '' : message.value.slice(slash + 1);
  if (id === '' || id.length > 200) return undefined;
  return { signal: message.event === 'LOBBY-ACCESS-GRANTED' ? 'granted' : 'denied', id, name: message.name };
}

const kick = v.object({
  kicked: v.object({ id: v.optional(jitsiId, 'local'), local: v.optional(v.boolean(), false) }),
});

const muting = v.object({ muted: v.boolean() });

/** Rows of the client's table that say something else to somebody who moderates. */
const OWN_ROWS: readonly Row<RoomJitsiSignal>[] = [
  row('participantKickedOut', kick, ({ kicked }): RoomJitsiSignal =>
    kicked.local ? { signal: 'kicked' } : { signal: 'removed', id: kicked.id },
  ),
  row(
    'knockingParticipant',
    v.object({ participant: v.object({ id: jitsiId, name: v.optional(foreignName, '') }) }),
    ({ participant }): RoomJitsiSignal => ({ signal: 'knocks', id: participant.id, name: participant.name }),
  ),
  row('nonParticipantMessageReceived', lobbyMessage, lobbyMeaning),
  row('audioMuteStatusChanged', muting, ({ muted }): RoomJitsiSignal => ({ signal: 'muted', medium: 'audio', muted })),
  row('videoMuteStatusChanged', muting, ({ muted }): RoomJitsiSignal => ({ signal: 'muted', medium: 'video', muted })),
];

/** The counsellor's room listens to these, one row per event, and to nothing else. */
export const ROOM_ROWS: readonly Row<RoomJitsiSignal>[] = [
  ...ROWS.filter(({ event }) => !OWN_ROWS.some((own) => own.event === event)),
  ...OWN_ROWS,
];
