/**
 * A picture is three paths on a square of 96: what is filled, the lines, and the lines that carry the point. Paths and
 * nothing else, so that a drawing can neither run, fetch nor say anything, and takes its colours from the page.
 */
export interface Drawing {
  readonly tint: string;
  readonly line: string;
  readonly accent: string;
}

/** Somebody who smiles, and the bubble that they speak in. */
const BUST = 'M7 88c1-17 9-25 23-25s22 8 23 25';
const PERSON = `M30 32a13 13 0 1 1-.01 0zM25 47c2.5 4 7.5 4 10 0${BUST}`;
const BUBBLE = 'M52 8h30a8 8 0 0 1 8 8v21a8 8 0 0 1-8 8H64L52 55V45a8 8 0 0 1-8-8V16a8 8 0 0 1 8-8z';

/** The ten ideas that a person needs to understand before the talk, each drawn once. */
export const DRAWINGS = {
  /** Talking by video: somebody on a screen speaks. */
  talking: {
    tint: 'M20 67c1-12 8-17 18-17s17 5 18 17z',
    line: 'M18 15h60a6 6 0 0 1 6 6v40a6 6 0 0 1-6 6H18a6 6 0 0 1-6-6V21a6 6 0 0 1 6-6zM6 80h84M38 26a10 10 0 1 1-.01 0zM34 37.5c2 3 6 3 8 0M20 67c1-12 8-17 18-17s17 5 18 17',
    accent: 'M61 25h9a5 5 0 0 1 5 5v7a5 5 0 0 1-5 5h-4l-6 6v-6.1a5 5 0 0 1-4-4.9v-7a5 5 0 0 1 5-5z',
  },
  /** Waiting: somebody sits beside a door that will be opened. */
  door: {
    tint: 'M54 86V36a17 17 0 0 1 34 0v50zM17 68V54a8 8 0 0 1 16 0v5h5a6 6 0 0 1 6 6v3z',
    line: 'M54 86V36a17 17 0 0 1 34 0v50M6 86h84M25 22a9 9 0 1 1-.01 0zM17 68V54a8 8 0 0 1 16 0v5h5a6 6 0 0 1 6 6v21M27 59h6',
    accent: 'M10 48v38M10 70h24v16M63 62h.01',
  },
  /** Yes: somebody agrees. */
  yes: { tint: BUST, line: PERSON + BUBBLE, accent: 'M57 27l7 8 13-17' },
  /** No: somebody says no and is at ease with it. */
  no: { tint: BUST, line: PERSON + BUBBLE, accent: 'M60 20l14 14M74 20L60 34' },
  /** A secret: a finger on the lips. */
  secret: {
    tint: 'M41 72V46a5 5 0 0 1 10 0v17c1-4 9-4 9 1 2-3 9-2 8 3 3-2 8-1 7 4v6c0 9-6 14-15 14h-6c-9 0-13-6-13-12z',
    line: 'M32 67A31 31 0 1 1 76 58M35 31v3M57 31v3M31 50c1 2 2 3 3.5 4M61 50c-1 2-2 3-3.5 4',
    accent:
      'M41 72V46a5 5 0 0 1 10 0v17c1-4 9-4 9 1 2-3 9-2 8 3 3-2 8-1 7 4v6c0 9-6 14-15 14h-6c-9 0-13-6-13-12zM51 63v9M60 64v6M68 67v4',
  },
  /** No recording: a camera in a sign that forbids it. */
  unrecorded: {
    tint: 'M24 34h25a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5H24a5 5 0 0 1-5-5V39a5 5 0 0 1 5-5z',
    line: 'M24 34h25a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5H24a5 5 0 0 1-5-5V39a5 5 0 0 1 5-5zM54 45l20-9v24l-20-9',
    accent: 'M48 6a42 42 0 1 1-.01 0zM18.3 18.3l59.4 59.4',
  },
  /** A quiet room: somebody alone at home, the door shut. */
  quiet: {
    tint: 'M19 84c0-16 5-22 15-22s15 6 15 22z',
    line: 'M6 47L48 10l42 37M16 40v44h64V40M34 40a9 9 0 1 1-.01 0zM31 50.5c1.5 2 4.5 2 6 0M19 84c0-16 5-22 15-22s15 6 15 22',
    accent: 'M58 82V56a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v26M64 69h.01',
  },
  /** What is written down: a sheet about somebody, and a pen. */
  written: {
    tint: 'M26 42c0-7 4-10 9-10s9 3 9 10z',
    line: 'M72 46V26L56 10H20a6 6 0 0 0-6 6v64a6 6 0 0 0 6 6h24M56 10v16h16M35 21a5.5 5.5 0 1 1-.01 0zM26 42c0-7 4-10 9-10s9 3 9 10M26 55h24M26 69h14',
    accent: 'M53 86l3-13 23-23a5 5 0 0 1 7 0l3 3a5 5 0 0 1 0 7L66 83z',
  },
  /** Taking back: the yes comes back to the person who gave it. */
  withdraw: {
    tint: BUST,
    line: `${PERSON}${BUBBLE}M57 27l7 8 13-17`,
    accent: 'M84 54c2 16-6 25-22 25M70 70l-9 9 9 9',
  },
  /** Help by telephone: somebody listens and answers. */
  telephone: {
    tint: BUST,
    line: PERSON,
    accent:
      'M46 34c-1-3 0-5 2-6l2-1c3-1 5 0 6 2 7 11 7 23 0 34-1 2-3 3-6 2l-2-1c-2-1-3-3-2-5l1-3c1-2 2-2 4-2 2-5 2-11 0-16-2 0-3-.5-4-2zM71 35a16 16 0 0 1 0 22M80 26a28 28 0 0 1 0 40',
  },
} as const satisfies Readonly<Record<string, Drawing>>;

export type Picture = keyof typeof DRAWINGS;
