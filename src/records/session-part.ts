import { toHex } from './hex.ts';

const NAME = 't';
const BYTES = 32;
const SHAPE = /^[0-9a-f]{64}$/;

/**
 * The half of the session's key that lives in this tab: it survives a reload and ends with the tab. Null when there is
 * none or somebody has written something else there. Throws when the browser blocks sessionStorage.
 */
export function readSessionPart(): string | null {
  const part = sessionStorage.getItem(NAME);
  return part !== null && SHAPE.test(part) ? part : null;
}

/** Makes the session's half if there is none. Throws when sessionStorage is blocked or full. */
export function makeSessionPart(): string {
  const existing = readSessionPart();
  if (existing !== null) return existing;
  const part = toHex(crypto.getRandomValues(new Uint8Array(BYTES)));
  sessionStorage.setItem(NAME, part);
  return part;
}
