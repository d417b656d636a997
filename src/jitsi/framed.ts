import type { MeetingApi, MeetingApiConstructor, MeetingApiOptions } from './api.ts';
import type { Row } from './events.ts';
import { receive } from './inbound.ts';
import type { InboundDoor } from './inbound.ts';
import type { MeetingWorld } from './world.ts';

/** A frame that is in the page. */
export interface Framed {
  /** Never answers and never throws for lack of rights; does nothing after `close`. */
  readonly command: (name: string, ...values: readonly unknown[]) => void;
  /** Removes the frame and every listener, once. Does not hang up. */
  readonly close: () => void;
}

export interface FrameSetup<T> {
  readonly options: MeetingApiOptions;
  readonly origin: string;
  /** Says to screen readers what the frame is. */
  readonly title: string;
  readonly rows: readonly Row<T>[];
  readonly on: (signal: T) => void;
  readonly onPlugin: InboundDoor['onPlugin'];
  readonly reloaded: () => void;
  readonly gone: () => void;
}

/**
 * Puts Jitsi into the page and listens: messages first, then the frame itself, then one listener for each row. Returns
 * undefined, with everything taken back, when the script is there but is not the API that we know. Never throws.
 */
export function openFrame<T>(
  Api: MeetingApiConstructor,
  setup: FrameSetup<T>,
  world: Pick<MeetingWorld, 'hear' | 'watchFrame' | 'forget'>,
): Framed | undefined {
  let api: MeetingApi | undefined;
  const cleanUp: (() => void)[] = [];
  const close = (): void => {
    for (const clean of cleanUp.splice(0)) clean();
    const gone = api;
    api = undefined;
    gone?.dispose();
  };

  // What a meeting left here that could not end properly would travel into the new frame's address (pitfalls 2.17).
  world.forget();
  const frameWindow = (): unknown => api?.getIFrame().contentWindow;
  cleanUp.push(
    world.hear((message) => receive(message, { frameWindow, origin: setup.origin, onPlugin: setup.onPlugin })),
  );
  try {
    api = new Api(new URL(setup.origin).host, setup.options);
    const element = api.getIFrame();
    element.title = setup.title;
    element.lang = setup.options.lang;
    cleanUp.push(world.watchFrame(element, { reloaded: setup.reloaded, gone: setup.gone }));
    for (const { event, read } of setup.rows) {
      api.on(event, (payload) => {
        const signal = read(payload);
        if (signal !== undefined) setup.on(signal);
      });
    }
  } catch {
    // Another program under the API's name; the person can only go back and try again.
    close();
    return undefined;
  }
  return { command: (name, ...values) => api?.executeCommand(name, ...values), close };
}

/** The origin of an https address, or undefined for everything else. */
export function httpsOrigin(address: string): string | undefined {
  try {
    const { protocol, origin } = new URL(address);
    return protocol === 'https:' ? origin : undefined;
  } catch {
    // Not an address at all; the site file is wrong.
    return undefined;
  }
}
