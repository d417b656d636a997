import { readInstallation } from '../../../config/installation.ts';
import type { StepKind } from '../../../src/gate/plan.ts';
import { loadService, type Service } from '../../../src/service/load.ts';
import { loadSite } from '../../../src/service/face.ts';
import type { TextVersion } from '../../../src/service/texts-schema.ts';
import type { Wording } from '../../../src/service/wording.ts';

/** What somebody must hear: a sentence for itself, or as the name of a box to tick. */
interface Sentence {
  readonly kind: 'phrase' | 'box';
  readonly words: string;
}

/** Sentences that belong together, in this order; other blocks may stand before or behind. */
export type Block = readonly Sentence[];

const files = readInstallation('static');

/**
 * Reads from the files of the installation what the screen reader has to say on `step`, by none of the code that draws the
 * page. A text that the language does not have is no intended sentence but an error: nobody shall hear German unawares.
 */
export class Script {
  readonly #service: Service;

  private constructor(service: Service) {
    this.#service = service;
  }

  static async of(id: string, language: string): Promise<Script> {
    const all = await files;
    const fetchText = (path: string) => Promise.resolve(all.get(path) ?? { status: 404 });
    const site = await loadSite(fetchText);
    if (!site.ok) throw new Error(site.problem.detail);
    const service = await loadService(fetchText, site.value, id, language, { now: Date.now(), role: 'client' });
    if (!service.ok) throw new Error(service.problem.detail);
    return new Script(service.value);
  }

  intendedAt(step: StepKind): readonly Block[] {
    const { profile } = this.#service;
    switch (step) {
      case 'information':
        return profile.information.map((id) => this.#told(id));
      case 'consent': {
        const asked = profile.purposes.flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
        return [[...asked, ...profile.acknowledgements].flatMap((id) => this.#box(id))];
      }
      case 'assurances':
        // A1 and its like; A6 is the pledge, and what concerns companions comes with them.
        return [
          Object.entries(profile.assurances)
            .filter(([id, use]) => use === 'required' && /^A[1-57-9]$/.test(id))
            .flatMap(([id]) => this.#box(`assurance.${id}`)),
        ];
      case 'pledge':
        return [this.#box('pledge.A6')];
      default:
        return [];
    }
  }

  #box(id: string): Block {
    const { statement } = this.#text(id);
    return statement === undefined ? [] : [{ kind: 'box', words: statement }];
  }

  #told(id: string): Block {
    const { title, body = [] } = this.#text(id);
    const paragraphs = body.flatMap((part) => (typeof part === 'string' ? [part] : part.list));
    return [...(title === undefined ? [] : [title]), ...paragraphs].map((words) => ({ kind: 'phrase', words }));
  }

  #text(id: string): TextVersion {
    const { text, fallback }: Wording = this.#service.wordings.text(id);
    if (fallback && this.#service.wordings.language !== 'de') throw new Error(`${id} is not translated`);
    return text;
  }
}

/** The intended sentences that `log` does not say, or not at their place in their block. */
export function unspoken(blocks: readonly Block[], log: readonly string[]): readonly string[] {
  return blocks.flatMap((block) => {
    let from = 0;
    return block.flatMap(({ kind, words }) => {
      const said = log.findIndex((phrase, index) => index >= from && isSaid(phrase, kind, words));
      if (said === -1) return [words];
      from = said + 1;
      return [];
    });
  });
}

function isSaid(phrase: string, kind: Sentence['kind'], words: string): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return kind === 'phrase' ? plain(phrase) === plain(words) : plain(phrase).startsWith(`checkbox, ${plain(words)}`);
}
