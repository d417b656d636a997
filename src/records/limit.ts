/** A wait that took longer than its limit. Only for `cause` and for telling troubles apart; people never see it. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/**
 * Waits for `promise`, at most `ms` milliseconds; rejects with {@link TooSlow} after that. IndexedDB can stay silent for
 * ever: another tab that holds the database, or Safari 14.1 after start (WebKit bug 226547).
 */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
