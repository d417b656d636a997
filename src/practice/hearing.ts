/** What the page does when the server tells it something: event for event and in the order of a real Jitsi. */
import type { Announcer } from './announcer.ts';
import type { ServerLine } from './line.ts';
import type { LocalMedia, MediaKind } from './media.ts';
import type { Mesh } from './mesh.ts';
import type { PeerToPeer } from './peer-to-peer.ts';
import type { ChatLine, Notice, Occupant, Role } from './protocol.ts';
import type { Stage } from './snapshot.ts';
import type { State } from './state.ts';

/** Jitsi's time between the end of a meeting by the moderator and the page's leaving it. */
const LEAVE_AFTER_END_MS = 5000;

export interface Parts {
  readonly state: State;
  readonly announce: Announcer;
  readonly media: LocalMedia;
  readonly mesh: Mesh;
  readonly p2p: PeerToPeer;
  /** Undefined before the devices were asked for. */
  readonly line: () => ServerLine | undefined;
  readonly become: (stage: Stage) => void;
  readonly setMuted: (kind: MediaKind, muted: boolean) => Promise<void>;
  readonly remoteGone: (id: string) => void;
  readonly reporterSwitched: (isOn: boolean) => void;
}

type Joined = Extract<Notice, { type: 'joined' }>;

export class Hearing {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  hear(notice: Notice): void {
    const { state, announce, mesh, become } = this.#parts;
    switch (notice.type) {
      case 'membersOnly':
        return this.#lobby(notice.passwordFailed);
      case 'nameRequired':
        announce.nameRequired();
        announce.outsideScreen(state.name);
        return become('nameNeeded');
      case 'passwordRequired':
        announce.passwordRequired();
        state.passwordFailed = state.stage === 'passwordNeeded';
        return become('passwordNeeded');
      case 'mayEnter':
        return this.enter();
      case 'joined':
        return this.#joined(notice);
      case 'role':
        return this.#role(notice.id, notice.role);
      case 'occupantJoined':
        state.others.set(notice.occupant.id, notice.occupant);
        announce.otherJoined(notice.occupant);
        mesh.add(notice.occupant.id, false);
        return this.updateP2p();
      case 'occupantLeft':
        announce.otherLeft(notice.id);
        this.#forgetOther(notice.id);
        return this.updateP2p();
      case 'occupantChanged':
        return this.#occupantChanged(notice.occupant);
      case 'knocking':
        state.knocking.set(notice.id, notice.name);
        return announce.knocking(notice.id, notice.name);
      case 'knockGone':
        state.knocking.delete(notice.id);
        return;
      case 'lobbyNote':
        return announce.lobbyNote(state.id, notice.note);
      case 'lobbySwitched':
        state.lobby = notice.on;
        return state.role === 'moderator' ? undefined : announce.lobbySwitched(notice.on);
      case 'locked':
        state.locked = notice.on;
        return;
      case 'refused':
        announce.accessDenied();
        return become('refused');
      case 'lobbyDestroyed':
        announce.destroyed('lobby');
        announce.left();
        return become('closed');
      case 'kicked':
        // In the recording the others leave twice, around the kick (trace 17).
        this.reportOthersLeft();
        announce.kickedSelf(state.name, notice.by);
        this.reportOthersLeft();
        this.finish('kicked');
        return announce.left();
      case 'kickedOther':
        return announce.kickedOther({ id: notice.id, name: notice.name }, notice.by, notice.by.id === state.id);
      case 'ended':
        announce.handLowered();
        this.reportOthersLeft();
        announce.destroyed('ended');
        this.finish('ended');
        setTimeout(() => announce.left(), LEAVE_AFTER_END_MS);
        return;
      case 'subject':
        state.subject = notice.subject;
        return announce.subject(notice.subject);
      case 'encryption':
        state.encryption = notice.on;
        return this.updateP2p();
      case 'chat':
        return this.#chat(notice.line);
      case 'mute':
        announce.mutedByOthers();
        return void this.#parts.setMuted(notice.media, true);
      case 'signal':
        return mesh.signal(notice.from, notice.data);
      case 'serverGone':
        return this.serverGone(notice.error, notice.reloadAfter);
      case 'serverDown':
        return this.serverDown(notice.reloadAfter);
      case 'reporter':
        return this.#parts.reporterSwitched(notice.on);
    }
  }

  enter(password?: string): void {
    const { state, media, line } = this.#parts;
    const muted = { audio: media.isMuted('audio'), video: media.isMuted('video') };
    line()?.send({
      type: 'enter',
      name: state.name,
      canEncrypt: state.canEncrypt,
      token: state.token,
      muted,
      ...(password === undefined ? {} : { password }),
    });
  }

  /** No server at the start: a fatal error, and later Jitsi loads itself anew, again and again (trace 15). */
  serverDown(reloadAfter: number): void {
    this.#parts.announce.connectionLost('websocket');
    this.#parts.become('disconnected');
    setTimeout(() => location.reload(), reloadAfter);
  }

  /** The server was restarted in the middle. Which of the two errors comes is a race in a real Jitsi (jitsi-observed m.1). */
  serverGone(error: 'focusLeft' | 'itemNotFound', reloadAfter: number): void {
    const { announce, p2p, become } = this.#parts;
    if (p2p.isActive) announce.peerToPeer(false);
    if (error === 'focusLeft') announce.focusLeft();
    else announce.connectionLost('item-not-found');
    announce.handLowered();
    this.reportOthersLeft();
    this.finish('disconnected');
    become('disconnected');
    setTimeout(() => location.reload(), reloadAfter);
  }

  reportOthersLeft(): void {
    for (const id of this.#parts.state.others.keys()) this.#parts.announce.otherLeft(id);
  }

  /** Out of the room for good, without another word. */
  finish(stage: Stage): void {
    const { state, p2p, media } = this.#parts;
    p2p.forget();
    for (const id of [...state.others.keys()]) this.#forgetOther(id);
    state.knocking.clear();
    state.role = undefined;
    media.stop();
    this.#parts.become(stage);
  }

  updateP2p(): void {
    const { state, p2p, mesh } = this.#parts;
    if (state.stage !== 'inside') return;
    const [only] = state.others.keys();
    p2p.update(state.others.size, only !== undefined && mesh.isConnected(only), state.encryption);
  }

  #lobby(passwordFailed: boolean): void {
    const { state, announce, line, become } = this.#parts;
    const isWaiting = state.stage === 'knocking' || state.stage === 'doorstep';
    state.passwordFailed = passwordFailed;
    // A wrong password on the lobby's own screen is told there and by no event.
    if (isWaiting) return;
    announce.membersOnly();
    announce.outsideScreen(state.name);
    if (!state.autoKnock) return become('doorstep');
    line()?.send({ type: 'knock', name: state.name });
    become('knocking');
  }

  #joined({ others, created, history, ...own }: Joined): void {
    const { state, announce, mesh, become } = this.#parts;
    const { id, name, role, subject, encryption, sessionId, lobby, locked } = own;
    Object.assign(state, { id, name, role, subject, encryption, sessionId, lobby, locked });
    for (const other of others) {
      state.others.set(other.id, other);
      announce.otherJoined(other);
    }
    announce.joined(id, name);
    announce.role(id, role);
    announce.subject(subject);
    announce.created(created);
    become('inside');
    for (const other of others) mesh.add(other.id, true);
    for (const line of history) this.#chat(line);
    this.updateP2p();
  }

  #role(id: string, role: Role): void {
    const { state, announce } = this.#parts;
    const other = state.others.get(id);
    if (other) state.others.set(id, { ...other, role });
    if (id === state.id) state.role = role;
    announce.role(id, role);
  }

  #occupantChanged(occupant: Occupant): void {
    const { state, announce } = this.#parts;
    const before = state.others.get(occupant.id);
    if (!before) return;
    state.others.set(occupant.id, occupant);
    for (const kind of ['audio', 'video'] as const) {
      if (before.muted[kind] !== occupant.muted[kind]) announce.othersMuted(occupant.id, kind, occupant.muted[kind]);
    }
    if (before.name !== occupant.name) announce.othersName(occupant);
  }

  #chat(line: ChatLine): void {
    const { state, announce } = this.#parts;
    state.unread += 1;
    state.lastChatWasPrivate = line.private;
    state.chat.push({ nick: line.nick, text: line.text });
    announce.chatHeard(line, state.unread);
  }

  #forgetOther(id: string): void {
    this.#parts.state.others.delete(id);
    this.#parts.mesh.remove(id);
    this.#parts.remoteGone(id);
  }
}
