import type { Address, Settings } from './address.ts';
import type { Occupant, Role } from './protocol.ts';
import type { Snapshot, Stage } from './snapshot.ts';

/** What the page knows of its meeting. Changed only by `conference.ts` and `hearing.ts`; everybody else gets a {@link Snapshot}. */
export class State {
  readonly room: string;
  readonly canEncrypt: boolean;
  settings: Settings;
  stage: Stage = 'connecting';
  name: string;
  /** `local` until the room gives a real one. */
  id = 'local';
  role: Role | undefined;
  readonly others = new Map<string, Occupant>();
  readonly knocking = new Map<string, string>();
  subject = '';
  sessionId = '';
  encryption = false;
  lobby = false;
  locked = false;
  /** Holds a token that the server believes. */
  token = false;
  autoKnock: boolean;
  passwordFailed = false;
  readonly chat: { readonly nick: string; readonly text: string }[] = [];
  unread = 0;
  lastChatWasPrivate = false;

  constructor(address: Address, canEncrypt: boolean) {
    this.room = address.room ?? '';
    this.settings = address.settings;
    const { token } = address;
    this.token = token !== undefined && token !== 'refused';
    // The name in the token counts more than the one that the page was given (jitsi-observed §c).
    this.name = (token === 'refused' ? undefined : token?.name) ?? address.displayName;
    this.autoKnock = address.settings.lobby?.autoKnock === true;
    this.canEncrypt = canEncrypt;
  }

  snapshot(muted: Snapshot['muted']): Snapshot {
    return {
      stage: this.stage,
      room: this.room,
      id: this.id,
      name: this.name,
      role: this.role,
      subject: this.subject,
      lobby: this.lobby,
      locked: this.locked,
      others: [...this.others.values()],
      knocking: [...this.knocking].map(([id, name]) => ({ id, name })),
      muted,
      canEncrypt: this.canEncrypt,
      isEncrypting: this.encryption && this.canEncrypt,
      encryptionWanted: this.encryption,
      passwordFailed: this.passwordFailed,
      mayGivePassword: this.settings.securityUi?.disableLobbyPassword !== true,
      buttons: this.settings.toolbarButtons,
      // An empty list of notifications is how Jitsi's own dialog with "Admit" is switched off.
      showsKnocks: this.settings.notifications === undefined,
      chat: [...this.chat],
    };
  }
}
