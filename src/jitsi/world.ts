import { realClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { InboundMessage } from './inbound.ts';
import { loadMeetingApi } from './load.ts';
import type { Loaded } from './load.ts';
import type { ListedDevice } from './options.ts';
import { HostDoor } from './tell-host.ts';
import type { HostAnswer } from './tell-host.ts';

/** What a meeting touches outside itself; tests pass their own. */
export interface MeetingWorld {
  readonly clock: Clock;
  /** Host (and port) that serves this page and Jitsi's script. */
  readonly gateHost: string;
  readonly load: (gateHost: string) => Promise<Loaded>;
  /** Says to the Jitsi host that the gate was passed. Never rejects. */
  readonly tellHost: (jitsiOrigin: string) => Promise<HostAnswer>;
  /** Says to the Jitsi host that this meeting is over. Never throws. */
  readonly leaveHost: (jitsiOrigin: string) => void;
  readonly listDevices: () => Promise<readonly ListedDevice[]>;
  /** Hears every message to this page before anybody else. Returns the way to stop. */
  readonly hear: (listener: (message: InboundMessage) => void) => () => void;
  readonly watchFrame: (frame: HTMLIFrameElement, on: FrameWatch) => () => void;
  /** Removes what the API may have left in this page's storage. Never throws. */
  readonly forget: () => void;
}

export interface FrameWatch {
  /** The frame loaded a second document: it was moved in the page, or started anew by itself. */
  readonly reloaded: () => void;
  /** The frame is no longer in the page. */
  readonly gone: () => void;
}

/** Where external_api.js keeps the settings of the last meeting, the display name among them (pitfalls 2.16). */
const STORAGE_KEY = 'jitsiLocalStorage';

/** One for all meetings of this page. */
const door = new HostDoor();

export function browserWorld(): MeetingWorld {
  return {
    clock: realClock,
    gateHost: location.host,
    load: (gateHost) => loadMeetingApi(gateHost),
    tellHost(jitsiOrigin) {
      window.addEventListener('pagehide', () => door.leave(jitsiOrigin), { once: true });
      return door.tell(jitsiOrigin);
    },
    leaveHost: (jitsiOrigin) => door.leave(jitsiOrigin),
    listDevices: async () => navigator.mediaDevices.enumerateDevices(),
    hear(listener) {
      // Capture, and before the API adds its own listener: who comes first decides.
      window.addEventListener('message', listener, { capture: true });
      return () => window.removeEventListener('message', listener, { capture: true });
    },
    watchFrame,
    forget() {
      try {
        localStorage.removeItem(STORAGE_KEY);
      } catch {
        // Storage is blocked, so nothing can have been left in it.
      }
    },
  };
}

function watchFrame(frame: HTMLIFrameElement, on: FrameWatch): () => void {
  let loads = 0;
  const loaded = (): void => {
    loads += 1;
    if (loads > 1) on.reloaded();
  };
  const looking = new MutationObserver(() => {
    if (!frame.isConnected) on.gone();
  });
  frame.addEventListener('load', loaded);
  // The whole page: the frame also goes when anything around it goes.
  looking.observe(frame.ownerDocument, { childList: true, subtree: true });
  return () => {
    frame.removeEventListener('load', loaded);
    looking.disconnect();
  };
}
