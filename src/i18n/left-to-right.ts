/** An address or number in the middle of a sentence: from left to right, whatever the sentence is (UAX #9, LRI … PDI). */
export function leftToRight(words: string): string {
  return `\u2066${words}\u2069`;
}
