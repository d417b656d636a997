/**
 * What a real Jitsi says to the embedding page: inner event names and payload shapes, as recorded (test/fixtures/traces,
 * jitsi-observed §a–g). When something is said is decided elsewhere.
 */
import type { ApiPort } from './api-port.ts';
import type { MediaProblem } from './media.ts';
import type { ChatLine, LobbyNote, Occupant, Role } from './protocol.ts';

/** What is said when the connection itself broke; always fatal. */
const WEBSOCKET_LOST = 'The WebSocket connection could not be established or was disconnected.';

export class Announcer {
  readonly #port: ApiPort;
  readonly #room: string;

  constructor(port: ApiPort, room: string) {
    this.#port = port;
    this.#room = room;
  }

  /** The salvo of a page that has loaded. */
  loaded(supported: boolean, audioMuted: boolean): void {
    this.#port.send('browser-support', { supported });
    this.#port.send('ready');
    this.#port.send('audio-mute-status-changed', { muted: audioMuted });
    this.#port.send('tile-view-changed', { enabled: false });
    this.#port.send('low-bandwidth-mode-changed', { enabled: false });
    this.#port.send('audio-availability-changed', { available: true });
    // Always true first, the real value follows (jitsi-observed §a).
    this.#port.send('video-mute-status-changed', { muted: true });
    this.#port.send('video-quality-changed', { videoQuality: 2160 });
  }

  nameChanged(id: string, name: string): void {
    this.#port.send('display-name-change', {
      displayname: name,
      formattedDisplayName: id === 'local' ? name : `${name} (me)`,
      id,
    });
  }

  othersName({ id, name }: Occupant): void {
    this.#port.send('display-name-change', { displayname: name, formattedDisplayName: name, id });
  }

  emailEmpty(): void {
    this.#port.send('email-change', { email: '', id: 'local' });
  }

  devices(devices: Readonly<Record<string, unknown>>): void {
    this.#port.send('device-list-changed', { devices });
  }

  mediaProblem({ kind, type, message }: MediaProblem): void {
    this.#port.send(kind === 'audio' ? 'mic-error' : 'camera-error', { type, message });
  }

  muted(id: string, kind: 'audio' | 'video', isMuted: boolean): void {
    this.#port.send(`${kind}-mute-status-changed`, { muted: isMuted });
    this.#port.send('participant-muted', { id, isMuted, mediaType: kind });
  }

  othersMuted(id: string, kind: 'audio' | 'video', isMuted: boolean): void {
    this.#port.send('participant-muted', { id, isMuted, mediaType: kind });
  }

  /** The lobby, the prejoin screen or a missing name: Jitsi shows the same screen for all three. */
  outsideScreen(name: string): void {
    this.#port.send('prejoin-screen-loaded', { id: 'local', displayName: name, formattedDisplayName: `${name} (me)` });
  }

  membersOnly(): void {
    // The second value would mean "waiting for the host" (mod_muc_wait_for_host), which the practice room has not.
    this.#conferenceError(
      'conference.connectionError.membersOnly',
      [`${this.#room.toLowerCase()}@lobby.meet.jitsi`, false],
      true,
    );
  }

  accessDenied(): void {
    this.#conferenceError('conference.connectionError.accessDenied', []);
    this.#port.send('notification-triggered', {
      description: 'lobby.joinRejectedMessage',
      title: 'lobby.joinRejectedTitle',
    });
  }

  nameRequired(): void {
    this.#conferenceError('conference.display_name_required', ['true']);
  }

  passwordRequired(): void {
    this.#conferenceError('conference.passwordRequired', [], true);
    this.#port.send('password-required');
  }

  destroyed(why: 'lobby' | 'ended'): void {
    this.#conferenceError(
      'conference.destroyed',
      why === 'lobby' ? ['Lobby room closed.'] : ['The meeting has been terminated', null],
    );
  }

  focusLeft(): void {
    this.#port.send('error-occurred', {
      error: { name: 'conference.focusLeft', params: [], type: 'CONFERENCE', isFatal: true },
    });
  }

  connectionLost(message: 'item-not-found' | 'websocket'): void {
    const details = { suspend_time: 0, time_since_last_success: message === 'websocket' ? null : 24_000 };
    const error = {
      details,
      name: 'connection.otherError',
      message: message === 'websocket' ? WEBSOCKET_LOST : message,
      type: 'CONNECTION',
      isFatal: true,
    };
    this.#port.send('error-occurred', { error });
  }

  /** A token that the server does not believe (jitsi-observed §c). */
  tokenRefused(): void {
    const error = {
      credentials: { jid: 'meet.jitsi' },
      name: 'connection.passwordRequired',
      message: 'Invalid signature',
    };
    this.#port.send('error-occurred', { error: { ...error, type: 'CONNECTION', isFatal: false } });
    this.#port.send('notification-triggered', { title: 'dialog.tokenAuthFailed' });
  }

  joined(id: string, name: string): void {
    this.#port.send('video-conference-joined', {
      roomName: this.#room,
      id,
      displayName: name,
      formattedDisplayName: `${name} (me)`,
      avatarURL: '',
      breakoutRoom: false,
      email: '',
      visitor: false,
    });
  }

  left(): void {
    this.#port.send('video-conference-left', { roomName: this.#room });
  }

  /** An unsupported browser leaves what it never joined, without a name of the room. */
  leftNothing(): void {
    this.#port.send('video-conference-left');
  }

  readyToClose(): void {
    this.#port.send('video-ready-to-close');
    this.#port.send('notification-triggered', { title: 'dialog.thankYou' });
  }

  role(id: string, role: Role): void {
    this.#port.send('participant-role-changed', { id, role });
  }

  subject(subject: string): void {
    this.#port.send('subject-change', { subject });
  }

  created(timestamp: number): void {
    this.#port.send('conference-created-timestamp', { timestamp: String(timestamp) });
  }

  otherJoined({ id, name }: Occupant): void {
    this.#port.send('participant-joined', { id, displayName: name, formattedDisplayName: name });
  }

  otherLeft(id: string): void {
    this.#port.send('participant-left', { id });
  }

  handLowered(): void {
    this.#port.send('raise-hand-updated', { handRaised: 0, id: 'local' });
  }

  knocking(id: string, name: string): void {
    this.#port.send('notification-triggered', { description: 'notify.participantWantsToJoin' });
    this.#port.send('knocking-participant', { participant: { id, name } });
  }

  lobbyNote(ownId: string, note: LobbyNote): void {
    const lobby = `${this.#room.toLowerCase()}@lobby.meet.jitsi`;
    const value = 'knockId' in note ? { value: `${lobby}/${note.knockId}`, name: note.name } : { value: note.value };
    this.#port.send('non-participant-message-received', {
      id: ownId,
      message: { type: 'lobby-notify', event: note.event, ...value },
    });
  }

  lobbySwitched(isOn: boolean): void {
    const description = isOn ? 'lobby.notificationLobbyEnabled' : 'lobby.notificationLobbyDisabled';
    this.#port.send('notification-triggered', { description, title: 'lobby.notificationTitle' });
  }

  kickedSelf(name: string, kicker: { readonly id: string; readonly name: string }): void {
    this.#port.send('participant-kicked-out', { kicked: { id: 'local', name, local: true }, kicker });
  }

  kickedOther(
    kicked: { readonly id: string; readonly name: string },
    kicker: { readonly id: string; readonly name: string },
    isMe: boolean,
  ): void {
    this.#port.send('participant-kicked-out', {
      kicked: { ...kicked, local: false },
      kicker: { ...kicker, local: isMe },
    });
  }

  chatSent(text: string, isPrivate: boolean): void {
    this.#port.send('outgoing-message', { message: text, privateMessage: isPrivate });
    this.#port.send('chat-updated', { unreadCount: 0, isOpen: false });
  }

  chatHeard({ from, text, nick, private: isPrivate, stamp, messageId }: ChatLine, unread: number): void {
    this.#port.send('chat-updated', { unreadCount: unread, isOpen: false });
    this.#port.send('notification-triggered', { title: 'notify.chatMessages' });
    this.#port.send('incoming-message', { from, message: text, nick, privateMessage: isPrivate, stamp, messageId });
  }

  mutedByOthers(): void {
    this.#port.send('notification-triggered', { title: 'notify.mutedRemotelyTitle' });
  }

  peerToPeer(isP2p: boolean): void {
    this.#port.send('p2p-status-changed', { isP2p });
  }

  #conferenceError(name: string, params: readonly unknown[], recoverable = false): void {
    this.#port.send('error-occurred', {
      error: { name, params, ...(recoverable ? { recoverable } : {}), type: 'CONFERENCE', isFatal: false },
    });
  }
}
