/** Time as something that tests can turn by hand. */
export interface Clock {
  /** Calls `act` once after `ms` milliseconds, unless the returned function was called before. */
  after(ms: number, act: () => void): () => void;
}

export const realClock: Clock = {
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** What {@link withLimit} resolves to when the answer did not come. */
export const NO_ANSWER = Symbol('no answer');

/**
 * Waits for `answer` for at most `ms` milliseconds. Resolves to `NO_ANSWER` when it came too late or was an error, never
 * rejects. For requests into a frame: a dead frame leaves them pending for ever (jitsi-observed f, m.2).
 */
export function withLimit<T>(answer: Promise<T>, ms: number, clock: Clock): Promise<T | typeof NO_ANSWER> {
  return new Promise((resolve) => {
    const stop = clock.after(ms, () => resolve(NO_ANSWER));
    answer.then(
      (value) => {
        stop();
        resolve(value);
      },
      // Why it failed makes no difference to somebody who waits for an answer: there is none.
      () => {
        stop();
        resolve(NO_ANSWER);
      },
    );
  });
}
