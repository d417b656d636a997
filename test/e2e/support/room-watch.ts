import type { BrowserContext } from '@playwright/test';

/** To run in every document: tells `probeHeard` of everybody of whom Jitsi's frame says that they are inside, oneself too. */
const ROOM_WATCH = `(${String(watchRoom)})()`;

function watchRoom(): void {
  if (window !== window.top) return;
  const { probeHeard } = window as unknown as { probeHeard?: (name: string) => void };
  window.addEventListener(
    'message',
    ({ data }) => {
      const words: string = typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
      const name = /"name":"(participant-joined|video-conference-joined)"/.exec(words)?.[1];
      if (name !== undefined) probeHeard?.(name);
    },
    { capture: true },
  );
}

/** What the pages of one profile heard from their rooms, reloads and crashes included. */
export class RoomWatch {
  /** Everybody whom the room named beside oneself, in their order. */
  others = 0;
  /** How often one was inside oneself. */
  own = 0;

  /** To be called before the first page of the profile is opened. */
  static async over(context: BrowserContext): Promise<RoomWatch> {
    const watch = new RoomWatch();
    await context.exposeFunction('probeHeard', (name: string) => {
      if (name === 'participant-joined') watch.others += 1;
      else watch.own += 1;
    });
    await context.addInitScript(ROOM_WATCH);
    return watch;
  }
}
