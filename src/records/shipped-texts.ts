import type { Receipt } from '../gate/receipt.ts';
import { hash } from '../service/canonical.ts';
import { loadSite } from '../service/face.ts';
import { loadProfile, loadTexts, type FetchText } from '../service/files.ts';
import { fillingsFor } from '../service/fillings.ts';
import { germanDay } from '../service/format.ts';
import type { TextsFile, TextVersion } from '../service/texts-schema.ts';
import { BINDING_LANGUAGE, makeWordings, type Fillings, type Layers } from '../service/wording.ts';

/** The texts and facts that this site ships for the service of one receipt. Everything is fetched once. */
export interface ShippedTexts {
  /** Every wording under this number, unfilled: the service's own and the common one; empty where there is none. */
  find(id: string, version: number, language: string): Promise<readonly TextVersion[]>;
  /** What the placeholders stand for today, with the names of fields of that day; null: site or profile cannot be had. */
  fillings(language: string, at: number): Promise<Fillings | null>;
  /** Is the profile still, to the letter, the one that the receipt names? */
  isSameProfile(): Promise<boolean>;
}

const SERVICE_ID = /^[a-z][a-z0-9-]{0,60}$/;
const NOTHING: Layers = { common: [], own: [] };

/** The receipt is foreign: what it calls its service and language becomes part of an address only if it looks like one. */
export function openShipped({ service, notice }: Receipt, fetchText: FetchText): ShippedTexts {
  const known = new Map<string, Promise<string | { readonly status: number }>>();
  const fetchOnce: FetchText = (path) => {
    const before = known.get(path) ?? fetchText(path);
    known.set(path, before);
    return before;
  };
  const isService = SERVICE_ID.test(service.id) && service.id !== 'common';

  const files = async (folder: string, language: string): Promise<readonly TextsFile[]> => {
    const loaded = await loadTexts(fetchOnce, [`/services/${folder}/texts.${language}.json`], language);
    // A file that cannot be had or read now is the same as none: nothing can be said by it.
    return loaded.ok ? loaded.value : [];
  };
  const layers = async (language: string): Promise<Layers> => {
    if (!isService || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language)) return NOTHING;
    const [own, common] = await Promise.all([files(service.id, language), files('common', language)]);
    return { own, common };
  };
  const profile = async () => (isService ? loadProfile(fetchOnce, service.id) : null);

  return {
    async find(id, version, language) {
      const { own, common } = await layers(language);
      return [...own, ...common].flatMap(({ texts }) =>
        texts.filter((text) => text.id === id && text.version === version),
      );
    },

    async fillings(language, at) {
      const [site, facts, german, translated] = await Promise.all([
        loadSite(fetchOnce),
        profile(),
        layers(BINDING_LANGUAGE),
        layers(language),
      ]);
      if (!site.ok || !facts?.ok) return null;
      const names = makeWordings({ language, german, translated, today: germanDay(at), fillings: () => ({}) });
      return fillingsFor(facts.value, site.value, language, (id) =>
        names.has(id) ? (names.text(id).text.title ?? id) : id,
      );
    },

    async isSameProfile() {
      const facts = await profile();
      return facts?.ok === true && (await hash(facts.value)) === notice?.profile.sha256;
    },
  };
}
