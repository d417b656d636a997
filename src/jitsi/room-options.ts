import type { RoomPermit } from '../gate/room-permit.ts';
import type { DeviceLabels, MeetingApiOptions } from './api.ts';
import { frameOptions } from './options.ts';
import type { MeetingRules } from './options.ts';

export interface RoomInput {
  readonly permit: RoomPermit;
  /** How the counsellor is called in the room, cleaned; Jitsi cuts at 50 UTF-16 units. Empty: "Beratung". */
  readonly displayName: string;
  /** BCP 47 tag. */
  readonly language: string;
  readonly rules: MeetingRules;
  /** What Jitsi shows instead of the room name; neutral. */
  readonly subject?: string;
  /** The moderator's token where the server knows its counsellors by one. Goes to Jitsi and nowhere else. */
  readonly jwt?: string;
}

/** Jitsi asks for a name itself when it gets none, and does not knock (jitsi-observed b.3). */
const NAMELESS = 'Beratung';

/**
 * Every button that a counsellor gets; an allow-list. Deliberately absent: `participants-pane` and `security`, because
 * admission and the lobby have one door, the panel beside the frame; `hangup`, because leaving is a decision about those
 * who stay, and is taken there too.
 */
export const ROOM_BUTTONS = [
  'microphone',
  'camera',
  'toggle-camera',
  'select-background',
  'tileview',
  'fullscreen',
  'settings',
] as const;

/**
 * Everything the IFrame API is told for a counsellor: as strict as for a client, with Jitsi's own ways to admit hidden. Pure.
 * No e-mail address, no encryption key and no invitation can be in it.
 */
export function roomOptions(input: RoomInput, parentNode: HTMLElement, labels: DeviceLabels): MeetingApiOptions {
  const { displayName, jwt, ...rest } = input;
  const options = frameOptions({ ...rest, displayName: displayName.trim() || NAMELESS }, parentNode, labels);
  const chat = options.configOverwrite['disableChat'] === false;
  return {
    ...options,
    configOverwrite: {
      ...options.configOverwrite,
      toolbarButtons: [...ROOM_BUTTONS, ...(chat ? ['chat'] : [])],
      // Both are switched on when nobody can hear her whom nobody let in (`room-voice.ts`).
      startWithAudioMuted: true,
      startWithVideoMuted: true,
      // An empty list is how Jitsi's dialog with "Admit" is switched off; everything it would say is in the panel.
      notifications: [],
      participantsPane: { enabled: false, hideModeratorSettingsTab: true, hideMoreActionsButton: true },
      // In her own lobby a password must not be a way past the question who is inside.
      securityUi: { hideLobbyButton: true, disableLobbyPassword: true },
    },
    ...(jwt === undefined ? {} : { jwt }),
  };
}
