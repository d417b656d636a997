import { PLUGIN_MESSAGE_VERSION } from './message.ts';
import type { PluginState } from './message.ts';
import { part, tried } from './parts.ts';
import { pictureReader } from './picture.ts';

/** Jitsi's store is there 300 to 400 ms after the page began (jitsi-observed §k), on an old phone some seconds. */
const LOOK_EVERY_MS = 100;
const LOOKS = 300;
/** The library's own answers follow the store without telling it: encryption, 16 ms later (recording 20). */
const LOOK_AGAIN_MS = 1000;

export interface ReportWorld {
  /** What Jitsi has put on its window, under its name. */
  readonly app: () => unknown;
  /** Calls back once, that many milliseconds later. Returns the way not to. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly send: (message: PluginState) => void;
}

/**
 * Reports what Jitsi's state says, once at the start and whenever something in it has changed. Waits up to 30 s for the
 * state; when it does not come, or can no longer be read, one message says that everything is unknown. Listens to the store
 * instead of looking again and again. Never throws, neither here nor into Jitsi.
 */
export function report(world: ReportWorld): void {
  const read = pictureReader();
  let last = '';
  let stopSecondLook = (): void => undefined;

  /** Says whether this was news. */
  const look = (state: unknown): boolean => {
    const message: PluginState = { einlass: PLUGIN_MESSAGE_VERSION, kind: 'state', ...read(state) };
    const text = JSON.stringify(message);
    if (text === last) return false;
    last = text;
    // A window that is going away takes nothing any more, and that is not Jitsi's trouble.
    tried(() => world.send(message));
    return true;
  };

  const begin = (looksLeft: number): void => {
    const store = part(tried(world.app), 'store') as Store | undefined;
    const now = (): unknown => tried(() => store?.getState());
    const told = (): void => {
      if (!look(now())) return;
      stopSecondLook();
      stopSecondLook = world.after(LOOK_AGAIN_MS, told);
    };
    const listen = (): boolean => {
      if (store === undefined || now() === undefined) return false;
      store.subscribe(told);
      return true;
    };
    if (tried(listen) === true) told();
    else if (looksLeft > 0) world.after(LOOK_EVERY_MS, () => begin(looksLeft - 1));
    else look(undefined);
  };
  begin(LOOKS);
}

/** The little of Redux that is used. */
interface Store {
  getState(): unknown;
  subscribe(listener: () => void): unknown;
}
