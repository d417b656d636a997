import type { Occupant, Role } from './protocol.ts';

/** Where somebody stands with a room. */
export type Stage =
  | 'unsupported'
  | 'prejoin'
  | 'connecting'
  | 'nameNeeded'
  /** On the lobby's doorstep, not knocking: `lobby.autoKnock` is off. */
  | 'doorstep'
  | 'knocking'
  | 'passwordNeeded'
  | 'inside'
  | 'refused'
  | 'closed'
  | 'kicked'
  | 'ended'
  | 'left'
  | 'disconnected'
  | 'welcome';

/** Everything the screen and the reporter need to know, at one moment. */
export interface Snapshot {
  readonly stage: Stage;
  readonly room: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role | undefined;
  readonly subject: string;
  readonly lobby: boolean;
  /** The room asks for a password. */
  readonly locked: boolean;
  readonly others: readonly Occupant[];
  readonly knocking: readonly { readonly id: string; readonly name: string }[];
  readonly muted: { readonly audio: boolean; readonly video: boolean };
  readonly canEncrypt: boolean;
  readonly isEncrypting: boolean;
  readonly encryptionWanted: boolean;
  readonly passwordFailed: boolean;
  readonly mayGivePassword: boolean;
  /** Undefined: all that there are. */
  readonly buttons: readonly string[] | undefined;
  readonly showsKnocks: boolean;
  readonly chat: readonly { readonly nick: string; readonly text: string }[];
}
