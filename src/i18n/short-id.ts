const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LENGTH = 3;

/**
 * Three signs for the id of a message: 18 of its 64 bits. In a catalogue of ours they are as unmistakable as all of them
 * (the build fails otherwise), and the other bits cannot be compressed: a third of what a phone would load per language.
 */
export function shortId(id: string): string {
  // The id of a message that somebody named is no number, and there is one such message: it becomes 0.
  const bits = parseInt(id.slice(1, 6), 16);
  return [bits >> 12, bits >> 6, bits].map((part) => DIGITS.charAt(part & 63)).join('');
}

/** The messages of a built locale (config/vite/slim-locales.ts) by their whole ids; `keys` holds their short ones in a row. */
export function byId<Message>(keys: string, messages: readonly Message[]): Record<string, Message> {
  const known = new Map(messages.map((message, index) => [keys.slice(LENGTH * index, LENGTH * (index + 1)), message]));
  return new Proxy({}, { get: (_, id: string) => known.get(shortId(id)) });
}
