import * as v from 'valibot';
import type { ErrorCode } from '../errors.ts';
import type { MeetingEvent } from './meeting-event.ts';

type DeviceReason = Extract<MeetingEvent, { kind: 'deviceTrouble' }>['reason'];

/** What one event of Jitsi means, before anybody knows what came before it (that is `reduce.ts`). */
export type JitsiSignal =
  | {
      readonly signal:
        'ready' | 'unsupported' | 'left' | 'closed' | 'refused' | 'passwordAsked' | 'nameAsked' | 'trouble';
    }
  | { readonly signal: 'lobby'; readonly open: boolean }
  | { readonly signal: 'joined'; readonly id: string }
  | { readonly signal: 'role'; readonly id: string; readonly moderator: boolean }
  | { readonly signal: 'cameIn' | 'renamed'; readonly id: string; readonly name: string }
  | { readonly signal: 'wentOut'; readonly id: string }
  | { readonly signal: 'kicked'; readonly by?: string }
  | { readonly signal: 'ended'; readonly by: 'counsellor' | 'server' }
  | { readonly signal: 'fatal'; readonly code?: ErrorCode }
  | { readonly signal: 'device'; readonly device: 'camera' | 'microphone'; readonly reason: DeviceReason }
  | { readonly signal: 'recording'; readonly on: boolean };

export const jitsiId = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** Controls and direction marks in somebody else's name could rearrange the sentence around it; Jitsi lets them pass (b.5). */
export const foreignName = v.pipe(
  v.string(),
  v.transform((raw) =>
    raw
      .slice(0, 200)
      .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ),
);

const person = v.object({ id: jitsiId, displayName: v.optional(foreignName, '') });

const failure = v.object({
  error: v.object({
    name: v.string(),
    params: v.optional(v.array(v.unknown()), []),
    isFatal: v.optional(v.boolean(), false),
  }),
});
type Failure = v.InferOutput<typeof failure>['error'];

const HOST_REFUSED = { signal: 'fatal', code: 'JITSI_HOST_REFUSED' } as const;

/** Jitsi's errors that mean something of their own; names from lib-jitsi-meet's JitsiConferenceErrors and -ConnectionErrors. */
const FAILURES = new Map<string, (error: Failure) => JitsiSignal | undefined>([
  // Not an error: the normal state of somebody in the lobby. params[1] true = the room waits for its host (b.3, c).
  ['conference.connectionError.membersOnly', ({ params }) => ({ signal: 'lobby', open: params[1] !== true })],
  // A server with accounts holds everybody until a counsellor has logged in.
  ['conference.authenticationRequired', () => ({ signal: 'lobby', open: false })],
  ['conference.connectionError.accessDenied', () => ({ signal: 'refused' })],
  // `passwordRequired` follows as an event of its own, and only then a password is heard (c).
  ['conference.passwordRequired', () => undefined],
  ['conference.display_name_required', () => ({ signal: 'nameAsked' })],
  [
    'conference.destroyed',
    ({ params }) => ({
      signal: 'ended',
      by: params[0] === 'The meeting has been terminated' ? 'counsellor' : 'server',
    }),
  ],
  ['conference.gracefulShutdown', () => ({ signal: 'ended', by: 'server' })],
  // The server's own "no": a rule of the operator, a full room, a token it does not believe.
  ['conference.connectionError.notAllowed', () => HOST_REFUSED],
  ['conference.max_users', () => HOST_REFUSED],
  ['conference.reservationError', () => HOST_REFUSED],
  ['connection.passwordRequired', () => HOST_REFUSED],
]);

function meaningOf({ error }: v.InferOutput<typeof failure>): JitsiSignal | undefined {
  const known = FAILURES.get(error.name);
  if (known !== undefined) return known(error);
  if (error.isFatal) return { signal: 'fatal' };
  return error.name.startsWith('connection.') || error.name === 'conference.connectionError'
    ? { signal: 'trouble' }
    : undefined;
}

const DEVICE_REASONS = new Map<string, DeviceReason>([
  ['gum.permission_denied', 'denied'],
  ['gum.not_found', 'missing'],
  ['gum.constraint_failed', 'missing'],
  ['gum.timeout', 'busy'],
]);

const deviceError = v.object({ type: v.optional(v.string(), '') });

/** One event of the IFrame API: its name, and what a payload of it means; undefined = malformed or nothing to us. */
export interface Row<T = JitsiSignal> {
  readonly event: string;
  readonly read: (payload: unknown) => T | undefined;
}

/** A row for `event`: what `meaning` makes of a payload that fits `schema`, undefined for every other. */
export function row<S extends v.GenericSchema, T = JitsiSignal>(
  event: string,
  schema: S,
  meaning: (payload: v.InferOutput<S>) => T | undefined,
): Row<T> {
  return {
    event,
    read: (payload) => {
      const parsed = v.safeParse(schema, payload);
      return parsed.success ? meaning(parsed.output) : undefined;
    },
  };
}

/** To react to another event of Jitsi, add one row. Only events with a row are listened to. */
export const ROWS: readonly Row[] = [
  row('ready', v.unknown(), () => ({ signal: 'ready' })),
  row('browserSupport', v.object({ supported: v.literal(false) }), () => ({ signal: 'unsupported' })),
  row('errorOccurred', failure, meaningOf),
  row('passwordRequired', v.unknown(), () => ({ signal: 'passwordAsked' })),
  row('videoConferenceJoined', v.object({ id: jitsiId }), (own) => ({ signal: 'joined', id: own.id })),
  row('videoConferenceLeft', v.unknown(), () => ({ signal: 'left' })),
  row('readyToClose', v.unknown(), () => ({ signal: 'closed' })),
  row('participantRoleChanged', v.object({ id: jitsiId, role: v.string() }), (changed) => ({
    signal: 'role',
    id: changed.id,
    moderator: changed.role === 'moderator',
  })),
  row('participantJoined', person, (other) => ({ signal: 'cameIn', id: other.id, name: other.displayName })),
  row('participantLeft', v.object({ id: jitsiId }), (other) => ({ signal: 'wentOut', id: other.id })),
  // Jitsi spells this one `displayname`.
  row('displayNameChange', v.object({ id: jitsiId, displayname: v.optional(foreignName, '') }), (other) => ({
    signal: 'renamed',
    id: other.id,
    name: other.displayname,
  })),
  row(
    'participantKickedOut',
    v.object({
      kicked: v.object({ local: v.literal(true) }),
      kicker: v.optional(v.object({ name: v.optional(foreignName) })),
    }),
    ({ kicker }) => ({ signal: 'kicked', ...(kicker?.name ? { by: kicker.name } : {}) }),
  ),
  row('cameraError', deviceError, ({ type }) => ({
    signal: 'device',
    device: 'camera',
    reason: DEVICE_REASONS.get(type) ?? 'unknown',
  })),
  row('micError', deviceError, ({ type }) => ({
    signal: 'device',
    device: 'microphone',
    reason: DEVICE_REASONS.get(type) ?? 'unknown',
  })),
  // A transcriber writes everything down: for the person that is a recording.
  row('recordingStatusChanged', v.object({ on: v.boolean(), transcription: v.nullish(v.boolean(), false) }), (now) => ({
    signal: 'recording',
    on: now.on || now.transcription,
  })),
  row('transcribingStatusChanged', v.object({ on: v.boolean() }), ({ on }) => ({ signal: 'recording', on })),
  row('peerConnectionFailure', v.unknown(), () => ({ signal: 'trouble' })),
  row('suspendDetected', v.unknown(), () => ({ signal: 'trouble' })),
];
