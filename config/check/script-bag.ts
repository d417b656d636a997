/** Not decided by reading alone. */
export const UNKNOWN = Symbol('unknown');

/** An object of the script. Open: it may have more entries than are known. */
export interface Bag {
  readonly entries: Map<string, Value>;
  open: boolean;
}

export type Value = string | number | boolean | null | undefined | typeof UNKNOWN | Bag | readonly Value[];

export function isBag(value: Value): value is Bag {
  return typeof value === 'object' && value !== null && 'entries' in value && value.entries instanceof Map;
}

/** The value as somebody would write it into the file. */
export function written(value: Value): string {
  if (value === UNKNOWN) return 'aus der Datei nicht zu lesen';
  if (value === undefined) return 'nicht gesetzt';
  if (isBag(value)) return `{ ${[...value.entries].map(([key, inner]) => `${key}: ${written(inner)}`).join(', ')} }`;
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map((inner: Value) => written(inner)).join(', ')}]`;
  return String(value);
}

/** Two values of the same content; unknown equals nothing. */
export function equals(one: Value, other: Value): boolean {
  return !written(one).includes(written(UNKNOWN)) && written(one) === written(other);
}

/** A value of ours as one of a script. */
export function scripted(value: unknown): Value {
  if (Array.isArray(value)) return value.map(scripted);
  if (typeof value === 'object' && value !== null) {
    return { open: false, entries: new Map(Object.entries(value).map(([key, inner]) => [key, scripted(inner)])) };
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null ? null : undefined;
}
