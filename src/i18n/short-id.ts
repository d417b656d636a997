/**
 * The first six of the sixteen digits of a message's id. In a catalogue of ours they are as unmistakable as all of them
 * (the build fails otherwise), and the other ten cannot be compressed: a third of what a phone would load per language.
 */
export function shortId(id: string): string {
  return id.slice(0, 7);
}
