/** The parts of a foreign state, taken out of it one by one: what is absent, renamed or throws is undefined. */

/** The value of `read`, or undefined when there is none to be had. Never throws. */
export function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // A part of Jitsi's inside that is not there any more, or not as we know it. Whoever asks says "unknown".
    return undefined;
  }
}

/** What is kept under `key`; undefined also where `from` can hold nothing. Never throws. */
export function part(from: unknown, key: string): unknown {
  return tried(() => (from as Readonly<Record<string, unknown>>)[key]);
}

export function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are known, without the others: in a message an absent field means unknown. */
export function known<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<T>;
}
