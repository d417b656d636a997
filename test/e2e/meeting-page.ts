/** Built by `meeting.spec.ts` and run on a bare document of the gate: the real meeting, without the steps before it. */
import { takeSeal } from '../../src/gate/permit.ts';
import type { MeetingEvent } from '../../src/jitsi/meeting-event.ts';
import { openMeeting } from '../../src/jitsi/meeting.ts';
import type { Limits, Meeting } from '../../src/jitsi/meeting.ts';

const sealPermit = takeSeal();

export interface ProbeOptions {
  readonly room: string;
  readonly displayName: string;
  readonly jitsiOrigin: string;
  readonly limits?: Partial<Limits>;
  readonly withoutPermit?: boolean;
}

/** What the test reaches from outside. */
export interface Probe {
  /** Milliseconds since the page began, and what happened. */
  readonly events: [number, MeetingEvent][];
  meeting: Meeting | undefined;
  open(options: ProbeOptions): void;
}

const probe: Probe = {
  events: [],
  meeting: undefined,
  open({ room, displayName, jitsiOrigin, limits = {}, withoutPermit = false }) {
    const container = document.createElement('div');
    container.id = 'meeting';
    document.body.replaceChildren(container);
    const grant = { room, session: 's', issuedAt: 0, devices: { camera: 'on', microphone: 'on' } as const };
    const permit = sealPermit(grant);
    probe.meeting = openMeeting({
      // As somebody might try in the console: everything right but not made by the gate.
      permit: withoutPermit ? { ...permit } : permit,
      container,
      displayName,
      jitsiOrigin,
      limits,
      language: 'de',
      frameTitle: 'Videogespräch',
      rules: { e2ee: 'preferred', encodedTransform: false, chat: 'off', peerToPeer: true, password: false },
      onEvent: (event) => probe.events.push([performance.now(), event]),
    });
  },
};

Object.assign(window, { probe });
