import type { Utterance } from '../../browser/speech.ts';

/** A sentence on the page. */
export interface Passage extends Utterance {
  readonly range: Range;
  /** The paragraph, heading or label that it stands in. */
  readonly block: Element;
}

const BLOCKS = 'p, li, h1, h2, h3, dt, dd, label, legend, summary, blockquote, div, section, form, main';
/** Read by whoever acts, not by whoever reads. */
const LEFT_OUT = 'button, select, option, textarea, [hidden], [aria-hidden="true"], .visually-hidden, .no-print';

/** What stands on the screen within `root`, sentence by sentence and each in its own language. */
export function passagesIn(root: Element): readonly Passage[] {
  const passages: Passage[] = [];
  let run: Text[] = [];
  let block: Element | null = null;
  const close = (): void => {
    if (block) passages.push(...sentencesOf(run, block));
    run = [];
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || !isRead(node)) continue;
    const own = node.parentElement?.closest(BLOCKS) ?? null;
    if (own !== block) {
      close();
      block = own;
    }
    run.push(node);
  }
  close();
  return passages;
}

function isRead(node: Text): boolean {
  const parent = node.parentElement;
  if (parent === null || parent.closest(LEFT_OUT) !== null || parent.getClientRects().length === 0) return false;
  // What is folded away has boxes in some browsers and none in others.
  const folded = parent.closest('details:not([open])');
  return folded === null || parent.closest('summary')?.parentElement === folded;
}

/** The sentences of one paragraph, over whatever elements it is made of. */
function sentencesOf(nodes: readonly Text[], block: Element): readonly Passage[] {
  const [first] = nodes;
  if (!first) return [];
  const language = first.parentElement?.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang;
  // A line break in the source ends no sentence.
  const words = nodes.map(({ data }) => data.replace(/\s/g, ' ')).join('');
  return cut(words, language).map(({ words, from, to }) => {
    const range = document.createRange();
    range.setStart(...placeAt(nodes, from));
    range.setEnd(...placeAt(nodes, to));
    return { words, language, range, block };
  });
}

interface Cut {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

function cut(words: string, language: string): readonly Cut[] {
  return parts(words, language).flatMap(({ segment, index }) => {
    const spoken = segment.trim().replace(/ +/g, ' ');
    const from = index + segment.length - segment.trimStart().length;
    return /[\p{L}\p{N}]/u.test(spoken) ? [{ words: spoken, from, to: index + segment.trimEnd().length }] : [];
  });
}

function parts(words: string, language: string): readonly { segment: string; index: number }[] {
  // Missing in Firefox before 125: then a paragraph is one breath.
  if (!('Segmenter' in Intl)) return [{ segment: words, index: 0 }];
  return [...new Intl.Segmenter(language.split('-')[0], { granularity: 'sentence' }).segment(words)];
}

/** Where the letter at `offset` stands among these nodes. */
function placeAt(nodes: readonly Text[], offset: number): [Text, number] {
  let rest = offset;
  for (const node of nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  const last = nodes[nodes.length - 1] as Text;
  return [last, last.length];
}
