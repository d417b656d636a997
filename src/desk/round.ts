import type { RoomView } from './view.ts';

export type Round = RoomView['round'];
export type RoundItem = Round['done'][number];

export const ROUND_BEFORE: Round = { done: [], closedAt: null };

const ITEMS: readonly RoundItem[] = ['introduced', 'noRecording', 'encryption'];

/** The opening round after an item was ticked or unticked (R-070, L-19). It is closed when all are done, and time is kept. */
export function ticked(round: Round, item: RoundItem, done: boolean, now: number): Round {
  const after = ITEMS.filter((candidate) => (candidate === item ? done : round.done.includes(candidate)));
  if (after.length < ITEMS.length) return { done: after, closedAt: null };
  return { done: after, closedAt: round.closedAt ?? now };
}
