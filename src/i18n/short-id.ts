const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The largest step that two digits can say. */
const STEP = DIGITS.length ** 2 - 1;

/**
 * A number for the id of a message: 18 of its 64 bits. In a catalogue of ours they are as unmistakable as all of them (the
 * build fails otherwise), and the other bits cannot be compressed: a third of what a phone would load per language.
 */
export function shortId(id: string): number {
  // The id of a message that somebody named is no number: it becomes the one that its first signs spell, or 0.
  return parseInt(id.slice(1, 6), 16) & 0x3ffff;
}

/** How far each of `numbers`, which rise, lies behind the one before it: two digits a step. Longer steps are several. */
export function stepsTo(numbers: readonly number[]): readonly string[] {
  return numbers.map((number, index) => {
    const gap = number - (numbers[index - 1] ?? 0);
    return digitsOf(STEP).repeat(Math.floor(gap / STEP)) + digitsOf(gap % STEP);
  });
}

function digitsOf(step: number): string {
  return DIGITS.charAt(step >> 6) + DIGITS.charAt(step & 63);
}

/**
 * The messages of a built locale (config/vite/slim-locales.ts) by their whole ids. `steps` are those of {@link stepsTo} in a
 * row, one message belongs to each; where a long step needs several, the messages before the last one are missing.
 */
export function byId<Message>(steps: string, messages: readonly (Message | undefined)[]): Record<string, Message> {
  let number = 0;
  const known = new Map<number, Message>();
  for (const [index, message] of messages.entries()) {
    number += DIGITS.indexOf(steps.charAt(2 * index)) * DIGITS.length + DIGITS.indexOf(steps.charAt(2 * index + 1));
    if (message !== undefined) known.set(number, message);
  }
  return new Proxy({}, { get: (_, id: string) => known.get(shortId(id)) });
}
