/** The page's meeting from start to end: what the person, the embedding page and the browser do to it. */
import type { Address, Settings } from './address.ts';
import { Announcer } from './announcer.ts';
import type { ApiPort } from './api-port.ts';
import { canEncrypt, isSupported } from './capabilities.ts';
import { Hearing } from './hearing.ts';
import { ServerLine } from './line.ts';
import { LocalMedia, listDevices } from './media.ts';
import type { MediaKind, MediaProblem } from './media.ts';
import { Mesh } from './mesh.ts';
import { PeerToPeer } from './peer-to-peer.ts';
import type { Request } from './protocol.ts';
import type { Snapshot, Stage } from './snapshot.ts';
import { State } from './state.ts';
import { storeName } from './stored-name.ts';

/** From the hang-up to Jitsi's welcome page. */
const WELCOME_AFTER_MS = 3000;
/** A real page reloads itself 10 to 30 s after it lost its server; nobody learns from waiting that long. */
const RELOAD_AFTER_MS = 3000;

export interface ConferenceView {
  readonly changed: (now: Snapshot) => void;
  readonly remoteTrack: (from: string, kind: MediaKind, track: MediaStreamTrack) => void;
  readonly remoteGone: (id: string) => void;
  readonly reporterSwitched: (isOn: boolean) => void;
}

export class Conference {
  readonly #address: Address;
  readonly #port: ApiPort;
  readonly #view: ConferenceView;
  readonly #state: State;
  readonly #announce: Announcer;
  readonly #hearing: Hearing;
  readonly #p2p: PeerToPeer;
  readonly #mesh: Mesh;
  readonly media: LocalMedia;
  #line: ServerLine | undefined;

  constructor(address: Address, port: ApiPort, view: ConferenceView) {
    this.#address = address;
    this.#port = port;
    this.#view = view;
    this.#state = new State(address, canEncrypt(address.settings.enableEncodedTransformSupport === true));
    this.#announce = new Announcer(port, this.#state.room);
    this.#p2p = new PeerToPeer((isP2p) => this.#announce.peerToPeer(isP2p));
    this.media = new LocalMedia(() => this.#mesh.update());
    this.#mesh = new Mesh(this.media, {
      send: (to, data) => this.#line?.send({ type: 'signal', to, data }),
      track: view.remoteTrack,
      connectionChanged: () => this.#hearing.updateP2p(),
    });
    this.#hearing = new Hearing({
      state: this.#state,
      announce: this.#announce,
      media: this.media,
      mesh: this.#mesh,
      p2p: this.#p2p,
      line: () => this.#line,
      become: (stage) => this.#become(stage),
      setMuted: (kind, muted) => this.setMuted(kind, muted),
      remoteGone: view.remoteGone,
      reporterSwitched: view.reporterSwitched,
    });
  }

  get snapshot(): Snapshot {
    return this.#state.snapshot({ audio: this.media.isMuted('audio'), video: this.media.isMuted('video') });
  }
  get sessionId(): string {
    return this.#state.sessionId;
  }
  get isP2p(): boolean {
    return this.#p2p.isActive;
  }

  /** How much sound has arrived from somebody so far; 0 while only silence came. */
  soundOf(id: string): Promise<number> {
    return this.#mesh.soundOf(id);
  }

  /** Starts as Jitsi's page does; goes on by itself until the room, the lobby or an end is reached. */
  start(): void {
    const { settings } = this.#address;
    const supported = isSupported(navigator.userAgent);
    this.#announce.loaded(supported, settings.startWithAudioMuted === true);
    if (this.#state.room === '') return this.#become('welcome');
    if (storeName(this.#address, this.#port)) {
      this.#announce.nameChanged('local', this.#state.name);
      this.#announce.emailEmpty();
    }
    if (!supported) {
      this.#become('unsupported');
      return this.#announce.leftNothing();
    }
    window.addEventListener('beforeunload', () => this.#announce.left());
    window.addEventListener('pagehide', () => void this.#line?.close());
    if (settings.prejoinConfig?.enabled === false) return void this.#openDevicesAndConnect();
    this.#become('prejoin');
    this.#announce.outsideScreen(this.#state.name);
  }

  /** Prejoin screen, or a name given late: goes on with this name. */
  join(name: string): void {
    if (this.#state.stage !== 'prejoin' && this.#state.stage !== 'nameNeeded') return;
    this.#state.name = name;
    // With a screen before it, Jitsi always knocks by itself (`shouldAutoKnock`).
    this.#state.autoKnock = true;
    if (this.#line) this.#hearing.enter();
    else void this.#openDevicesAndConnect();
  }

  /** The button "Ask to join" of the lobby. */
  knock(): void {
    if (this.#state.stage !== 'doorstep') return;
    this.#send({ type: 'knock', name: this.#state.name });
    this.#become('knocking');
  }

  /** A password typed on the screen, in the lobby or at a locked room. */
  givePassword(password: string): void {
    if (['passwordNeeded', 'knocking', 'doorstep'].includes(this.#state.stage)) this.#hearing.enter(password);
  }

  /** The command `password`: locks the room from inside; outside it counts only when Jitsi asked for it (jitsi-observed b.6, §c). */
  passwordCommand(password: string): void {
    if (this.#state.stage === 'passwordNeeded') this.#hearing.enter(password);
    else this.ask({ type: 'lock', password });
  }

  rename(name: string): void {
    this.#state.name = name;
    this.ask({ type: 'rename', name });
    this.#announce.nameChanged(this.#state.id, name);
    this.#changed();
  }

  /** Sends something that only people inside can ask for; outside it is ignored in silence, as by Jitsi. */
  ask(request: Request): void {
    if (this.#state.stage === 'inside') this.#send(request);
  }

  overwrite(settings: Partial<Settings>): void {
    this.#state.settings = { ...this.#state.settings, ...settings };
    this.#changed();
  }

  async setMuted(kind: MediaKind, muted: boolean): Promise<void> {
    const before = this.media.isMuted(kind);
    this.#report(await this.media.setMuted(kind, muted));
    const after = this.media.isMuted(kind);
    if (before !== after) {
      this.ask({ type: 'muted', media: kind, muted: after });
      this.#announce.muted(this.#state.id, kind, after);
    }
    this.#changed();
  }

  say(text: string, to: string, ignorePrivacy: boolean): void {
    const { stage, lastChatWasPrivate, chat, name } = this.#state;
    // Jitsi holds a public line back with a dialog right after a private one came in (jitsi-observed §e).
    if (stage !== 'inside' || (to === '' && lastChatWasPrivate && !ignorePrivacy)) return;
    this.#send({ type: 'chat', text, to });
    chat.push({ nick: name, text });
    this.#state.unread = 0;
    this.#announce.chatSent(text, to !== '');
    this.#changed();
  }

  /** Hangs up: two ends at once, and 3 s later Jitsi's welcome page, which leaves and reports itself once more (trace 16). */
  hangUp(): void {
    const { stage } = this.#state;
    if (stage === 'left' || stage === 'welcome') return;
    if (stage === 'inside') {
      this.#announce.handLowered();
      this.#hearing.reportOthersLeft();
      this.#hearing.reportOthersLeft();
    }
    void this.#goodbye();
  }

  /** As with Jitsi the embedding page hears of it when the server knows: a frame removed earlier would leave a ghost. */
  async #goodbye(): Promise<void> {
    const heard = this.#line?.close();
    this.#hearing.finish('left');
    await heard;
    this.#announce.left();
    this.#announce.readyToClose();
    setTimeout(() => location.assign(`/practice/welcome${location.search}${location.hash}`), WELCOME_AFTER_MS);
  }

  async #openDevicesAndConnect(): Promise<void> {
    const { settings, devices } = this.#address;
    this.#become('connecting');
    const wish = { audio: settings.startWithAudioMuted !== true, video: settings.startWithVideoMuted !== true };
    this.#report(await this.media.start({ ...wish, ...devices }));
    this.#announce.devices(await listDevices());
    this.#announce.muted(this.#state.id, 'video', this.media.isMuted('video'));
    if (this.#address.token === 'refused') {
      this.#announce.tokenRefused();
      return this.#become('disconnected');
    }
    this.#line = new ServerLine(this.#state.room.toLowerCase(), {
      opened: () => this.#hearing.enter(),
      told: (notice) => {
        this.#hearing.hear(notice);
        this.#changed();
      },
      failed: (when) => {
        if (when === 'atStart') this.#hearing.serverDown(RELOAD_AFTER_MS);
        else this.#hearing.serverGone('itemNotFound', RELOAD_AFTER_MS);
      },
    });
  }

  #send(request: Request): void {
    this.#line?.send(request);
  }

  #report(problems: readonly MediaProblem[]): void {
    for (const problem of problems) this.#announce.mediaProblem(problem);
  }

  #become(stage: Stage): void {
    this.#state.stage = stage;
    this.#changed();
  }

  #changed(): void {
    this.#view.changed(this.snapshot);
  }
}
