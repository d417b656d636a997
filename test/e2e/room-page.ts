/** Built by `room.spec.ts` and run on a bare document of the gate: the real counsellor's room, without the pages around it. */
import { openForCounsellor } from '../../src/gate/counsellor.ts';
import type { RoomEvent } from '../../src/jitsi/room-event.ts';
import { openRoom } from '../../src/jitsi/room.ts';
import type { Room, RoomLimits } from '../../src/jitsi/room.ts';

export interface RoomProbeOptions {
  readonly room: string;
  readonly displayName: string;
  readonly jitsiOrigin: string;
  readonly limits?: Partial<RoomLimits>;
  readonly jwt?: string;
  readonly withoutPermit?: boolean;
}

/** What the test reaches from outside. */
export interface RoomProbe {
  readonly events: RoomEvent[];
  room: Room | undefined;
  open(options: RoomProbeOptions): void;
}

const roomProbe: RoomProbe = {
  events: [],
  room: undefined,
  open({ room, displayName, jitsiOrigin, limits = {}, jwt, withoutPermit = false }) {
    const container = document.createElement('div');
    document.body.replaceChildren(container);
    const now = Date.now();
    const declaration = { appointment: 'a', noRecording: true, aloneInRoom: true, boundToSecrecy: true, givenAt: now };
    const devices = { camera: 'on', microphone: 'on' } as const;
    const opening = openForCounsellor(declaration, { appointment: 'a', room, devices }, now);
    if (!opening.open) return;
    roomProbe.events.splice(0);
    roomProbe.room = openRoom({
      // As somebody might try in the console: everything right but not made by the gate.
      permit: withoutPermit ? { ...opening.permit } : opening.permit,
      container,
      displayName,
      jitsiOrigin,
      limits,
      jwt: jwt ?? null,
      language: 'de',
      frameTitle: 'Videogespräch',
      rules: { e2ee: 'preferred', encodedTransform: false, chat: 'off', peerToPeer: true, password: false },
      onEvent: (event) => roomProbe.events.push(event),
    });
  },
};

Object.assign(window, { roomProbe });
