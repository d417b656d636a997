import type { InvitedPerson } from '../appointment/appointment.ts';
import type { AppointmentDraft } from '../appointment/draft.ts';
import type { PaperDeclaration } from '../gate/paper.ts';
import type { DeviceChoice } from '../gate/permit.ts';
import type { ReceiptQuery } from '../records/office-shape.ts';

/** What a counsellor declares before the room opens (R-010, R-077, C-26): each exactly as it was ticked. */
export interface OwnDeclaration {
  readonly noRecording: boolean;
  readonly aloneInRoom: boolean;
  readonly boundToSecrecy: boolean;
}

/** What a counsellor can want. Elements send these up in a `WishEvent`; the desk alone decides what comes of them. */
export type DeskWish =
  | { readonly kind: 'found'; readonly passphrase: string }
  | { readonly kind: 'join'; readonly keyFile: string; readonly passphrase: string }
  | { readonly kind: 'unlock'; readonly passphrase: string }
  | { readonly kind: 'lock' }
  | { readonly kind: 'wipe' }
  | { readonly kind: 'saveKeyFile' }
  /** After a loss: what this page still holds is to lie in this browser again. */
  | { readonly kind: 'putBack' }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'callMyself'; readonly name: string }
  | { readonly kind: 'go'; readonly to: 'appointments' | 'newAppointment' | 'receipts' | 'settings' }
  | { readonly kind: 'create'; readonly draft: AppointmentDraft }
  | { readonly kind: 'change'; readonly id: string; readonly startsAt: number; readonly minutes: number }
  | { readonly kind: 'invite'; readonly id: string; readonly role: InvitedPerson['role']; readonly label: string }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'showAppointment' | 'prepare'; readonly id: string }
  /** Opens the room, where the counsellor's own declaration allows it. */
  | {
      readonly kind: 'open';
      readonly id: string;
      readonly declared: OwnDeclaration;
      readonly moderatorToken: string | null;
      /** As she chose them when she tried them out; her camera and microphone are on where she did not. */
      readonly devices: DeviceChoice;
    }
  | { readonly kind: 'frameReady'; readonly place: HTMLElement; readonly title: string }
  | { readonly kind: 'admit'; readonly id: string; readonly reason: string | null }
  /** Against a signed form that is recorded. */
  | { readonly kind: 'admitOnPaper'; readonly id: string }
  /** What stands on the signed form of this person (id of the invitation), which lies before the counsellor. */
  | {
      readonly kind: 'recordPaper';
      readonly appointment: string;
      readonly person: string;
      readonly paper: PaperDeclaration;
    }
  | { readonly kind: 'admitAllComplete' }
  | { readonly kind: 'refuse'; readonly id: string; readonly text: string }
  | { readonly kind: 'note'; readonly to: 'all' | string; readonly text: string }
  | { readonly kind: 'askOthers'; readonly id: string }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'switchE2ee'; readonly on: boolean }
  /** To speak without encryption where it is only preferred; the reason is recorded, and without one nothing is decided. */
  | { readonly kind: 'waiveE2ee'; readonly reason: string }
  | { readonly kind: 'round'; readonly item: 'introduced' | 'noRecording' | 'encryption'; readonly done: boolean }
  | { readonly kind: 'confirmCapacity'; readonly record: string }
  /** Opens the receipt that somebody sent as a file; `knocker` is the id in the lobby of whom it is to be about. */
  | { readonly kind: 'openReceiptFile'; readonly knocker: string; readonly text: string }
  | { readonly kind: 'closeReminder' }
  | { readonly kind: 'tellNext' }
  | { readonly kind: 'sound'; readonly sound: 'on' | 'muted' }
  | { readonly kind: 'recover' }
  | { readonly kind: 'leaveRoom' }
  | { readonly kind: 'endForAll' }
  | { readonly kind: 'search'; readonly query: ReceiptQuery }
  | { readonly kind: 'more' }
  | { readonly kind: 'showReceipt'; readonly id: string }
  | { readonly kind: 'recordWithdrawal'; readonly id: string; readonly note: string }
  | { readonly kind: 'correct'; readonly id: string; readonly field: string; readonly is: string }
  | { readonly kind: 'hold'; readonly id: string; readonly reason: string }
  | { readonly kind: 'release'; readonly id: string }
  | { readonly kind: 'export'; readonly ids: readonly string[] | 'all'; readonly as: 'json' | 'csv' }
  | { readonly kind: 'import'; readonly text: string }
  /** Sends now what is not in the archive folder yet, or brings back what lies there. */
  | { readonly kind: 'sendCopies' | 'fetchCopies' }
  | { readonly kind: 'closeProblem' };
