import type { TextVersion } from './texts-schema.ts';

/**
 * One way to write a JSON value: object keys sorted by code unit, no white space, absent members left out. Two values
 * that say the same have the same canonical form, in every browser and in Node; hashes are made of it.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** {@link hash} of a wording, which is its words: its video in sign language may come later or be made anew. */
export function hashOfText(text: TextVersion): Promise<string> {
  return hash({ ...text, signVideo: undefined });
}

/** Returns SHA-256 of the canonical form, 64 lower-case hex digits. Needs a secure context, like everything here. */
export async function hash(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
