/** Time as something that tests can turn by hand. */
export interface MailboxClock {
  /** Milliseconds since a fixed moment; never runs backwards by more than a person setting a clock. */
  now(): number;
  /** Calls `act` once after `ms` milliseconds, unless the returned function was called before. */
  after(ms: number, act: () => void): () => void;
}

/** What a mailbox touches outside itself; tests pass their own. */
export interface MailboxWorld {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly clock: MailboxClock;
  /** From 0 up to 1, for spreading requests in time only. */
  readonly random: () => number;
  /** Is the page in front of somebody's eyes? */
  readonly isVisible: () => boolean;
  /** Where the folders lie, without a slash at the end. */
  readonly base: string;
}

/** The world of a real page: its own origin, its own clock. */
export function browserMailboxWorld(): MailboxWorld {
  return {
    fetch: (address, init) => fetch(address, init),
    clock: {
      now: () => Date.now(),
      after(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    random: () => Math.random(),
    isVisible: () => document.visibilityState === 'visible',
    base: '/ablage',
  };
}

/** Resolves after `ms` milliseconds, or at once when `signal` is aborted. Never rejects. */
export function pause(clock: MailboxClock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = (): void => {
      stop();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const stop = clock.after(ms, finish);
    signal.addEventListener('abort', finish);
  });
}
