import { usePermit } from '../gate/permit.ts';
import type { MeetingApiConstructor } from './api.ts';
import { NO_ANSWER, withLimit } from './clock.ts';
import { ROWS } from './events.ts';
import { httpsOrigin, openFrame } from './framed.ts';
import type { Framed } from './framed.ts';
import type { Ending, MeetingEvent } from './meeting-event.ts';
import { deviceLabels, meetingOptions } from './options.ts';
import type { MeetingInput } from './options.ts';
import { BEFORE, reduce } from './reduce.ts';
import type { MeetingState, Signal, Wait } from './reduce.ts';
import { browserWorld } from './world.ts';
import type { MeetingWorld } from './world.ts';

/** Milliseconds for each wait. */
export type Limits = Readonly<Record<Wait | 'devices', number>>;

const LIMITS: Limits = {
  /** Until Jitsi's page in the frame says a first word; 1 to 4 s are normal. */
  page: 20_000,
  /** From there to the lobby, the room, or a question; then `takingLong`. */
  door: 30_000,
  /** From `takingLong` on. Together longer than Jitsi waits for camera and microphone (60 s, base/tracks/functions.web.ts). */
  slowDoor: 45_000,
  /** In an empty room without a lobby, until it is known why; with anybody else in it none of it is waited for. */
  alone: 2_000,
  /** From "left" to the reason for it; they come within 100 ms. */
  explanation: 1_000,
  /** From hanging up to the frame's goodbye; without it others see a ghost for a minute (pitfalls 2.8). */
  close: 3_000,
  /** The same where somebody must be out: a client with a moderator's rights leaves within 500 ms. */
  quickClose: 400,
  devices: 1_000,
};

export interface MeetingRequest extends MeetingInput {
  /** Visible and never moved while the meeting runs: moving the frame ends the call (pitfalls 2.6, 2.7). */
  readonly container: HTMLElement;
  /** Says to screen readers what the frame is, in the page's language. */
  readonly frameTitle: string;
  /** For example `https://meet.example.de`. */
  readonly jitsiOrigin: string;
  readonly limits?: Partial<Limits>;
  readonly onEvent: (event: MeetingEvent) => void;
}

export interface Meeting {
  readonly phase: () => MeetingState['phase'];
  /** Resolves after the frame is gone, in every ending; never rejects. */
  readonly over: Promise<Ending>;
  /** Hangs up, waits for the goodbye for at most 3 s, removes the frame. Resolves like `over`. */
  leave(): Promise<Ending>;
  /** Removes the frame at once, for Schnell verlassen; others see this person go within a second. */
  leaveNow(): void;
  /** Answers `passwordAsked`. Returns false, and sends nothing, when no password is asked: Jitsi would lose it. */
  givePassword(password: string): boolean;
  /** Changes the name in the room, so that the check code goes. Returns false, and sends nothing, outside the room. */
  rename(name: string): boolean;
}

/**
 * Opens the one meeting that a permit is for. Uses the permit up at once; without an unused one nothing is loaded and the
 * meeting is over with PERMIT_MISSING. Never throws: everything that happens is an event, the first one after this call
 * has returned, the last one always `over`, exactly once.
 */
export function openMeeting(request: MeetingRequest, world: MeetingWorld = browserWorld()): Meeting {
  const limits = { ...LIMITS, ...request.limits };
  let state = BEFORE;
  let framed: Framed | undefined;
  let stopWaiting = (): void => undefined;
  let resolveOver: (ending: Ending) => void;
  const over = new Promise<Ending>((resolve) => {
    resolveOver = resolve;
  });

  const command = (name: string, ...values: readonly string[]): void => framed?.command(name, ...values);

  const dispose = (): void => {
    framed?.close();
    world.forget();
    world.leaveHost(request.jitsiOrigin);
  };

  const wait = (next: Wait | undefined): void => {
    stopWaiting();
    stopWaiting =
      next === undefined
        ? () => undefined
        : world.clock.after(limits[next], () => on({ signal: 'waited', wait: next }));
  };

  /** First what must happen, then what is told: a listener that throws or calls back cannot keep the frame alive. */
  const on = (signal: Signal): void => {
    const before = state;
    const step = reduce(before, signal);
    state = step.state;
    if (state.wait !== before.wait || state.phase !== before.phase) wait(state.wait);
    if (state.phase === 'leaving' && before.phase !== 'leaving') command('hangup');
    const isEnd = state.phase === 'over' && before.phase !== 'over';
    if (isEnd) dispose();
    const { ending } = state;
    if (isEnd && ending !== undefined) resolveOver(ending);
    for (const event of step.events) request.onEvent(event);
    if (isEnd && ending !== undefined) request.onEvent({ kind: 'over', ending });
  };

  const begin = async (): Promise<void> => {
    // Left in the same breath: then nothing is requested.
    if (state.phase !== 'loading') return;
    const origin = httpsOrigin(request.jitsiOrigin);
    if (origin === undefined) return on({ signal: 'notBegun', ending: { kind: 'fatal', code: 'SITE_INVALID' } });
    const [loaded, listed, host] = await Promise.all([
      world.load(world.gateHost),
      withLimit(world.listDevices(), limits.devices, world.clock),
      world.tellHost(origin),
    ]);
    // Left while the script was on its way: then there is nothing to open.
    if (state.phase !== 'loading') return world.leaveHost(origin);
    if (!loaded.ok) {
      const { needsReload } = loaded;
      return on({
        signal: 'notBegun',
        ending: { kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor: 'script', needsReload },
      });
    }
    // The same server would break the line in the frame, and could not say why.
    if (host === 'refused') return on({ signal: 'notBegun', ending: { kind: 'fatal', code: 'JITSI_HOST_REFUSED' } });
    const labels = deviceLabels(request.permit.devices, listed === NO_ANSWER ? [] : listed);
    frame(loaded.value, origin, labels);
  };

  const frame = (Api: MeetingApiConstructor, origin: string, labels: ReturnType<typeof deviceLabels>): void => {
    framed = openFrame(
      Api,
      {
        options: meetingOptions(request, request.container, labels),
        origin,
        title: request.frameTitle,
        rows: ROWS,
        on,
        onPlugin: (seen) => on({ signal: 'plugin', state: seen }),
        reloaded: () => on({ signal: 'frameReloaded' }),
        gone: () => on({ signal: 'frameGone' }),
      },
      world,
    );
    if (framed === undefined) return on({ signal: 'notBegun', ending: { kind: 'fatal', code: 'MEETING_FAILED' } });
    on({ signal: 'framed' });
  };

  const permitted = usePermit(request.permit);
  queueMicrotask(() => {
    if (permitted) void begin();
    else on({ signal: 'notBegun', ending: { kind: 'permitMissing', code: 'PERMIT_MISSING' } });
  });

  return {
    phase: () => state.phase,
    over,
    leave() {
      on({ signal: 'leave' });
      return over;
    },
    leaveNow: () => on({ signal: 'leaveNow' }),
    givePassword(password) {
      if (state.phase !== 'askedForPassword') return false;
      command('password', password);
      on({ signal: 'passwordGiven' });
      return true;
    },
    rename(name) {
      if (state.phase !== 'room') return false;
      command('displayName', name);
      return true;
    },
  };
}
