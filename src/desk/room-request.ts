import type { RoomPermit } from '../gate/room-permit.ts';
import type { DeskRoomRequest } from './ports.ts';
import type { RoomMemory, SessionStart } from './room-memory.ts';

/** Stands in for a counsellor who has not said how she calls herself. */
const NAMELESS = 'Beratung';

/** Where the frame goes, and what screen readers call it. */
export interface FramePlace {
  readonly container: HTMLElement;
  readonly title: string;
}

/** What a room is opened with. Pure. */
export function roomRequest(
  permit: RoomPermit,
  { appointment, service, moderatorToken }: RoomMemory,
  { site, language }: SessionStart,
  counsellor: string,
  { container, title }: FramePlace,
): Omit<DeskRoomRequest, 'onEvent'> {
  const { e2ee, chat } = service.profile;
  const { password } = appointment;
  return {
    permit,
    displayName: counsellor.trim() === '' ? NAMELESS : counsellor.trim(),
    language: language === 'de-simple' ? 'de' : language,
    rules: {
      e2ee: appointment.e2ee,
      encodedTransform: e2ee.encodedTransform,
      chat,
      peerToPeer: site.jitsi.peerToPeer,
      password: password !== null,
    },
    password,
    moderatorToken,
    container,
    frameTitle: title,
    jitsiOrigin: site.jitsi.origin,
  };
}
