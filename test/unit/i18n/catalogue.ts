import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateMsgId } from '@lit/localize/internal/id-generation.js';
import ts from 'typescript';
import { arrowsOf, readSources, ROOT, type Source } from '../../house/sources.ts';

/** A message as a translator has it; `{0}`, `{1}` stand for what is filled in. */
export interface Unit {
  readonly source: string;
  /** Null where nobody has translated it yet. */
  readonly target: string | null;
}

/** What the generated module holds: plain words, or words with numbered gaps. */
export type Template =
  string | { readonly strTag: true; readonly strings: readonly string[]; readonly values: readonly unknown[] };

/** The units of an XLIFF file of ours, by message id. */
export function readUnits(xliff: string): ReadonlyMap<string, Unit> {
  const units = [...xliff.matchAll(/<trans-unit id="([^"]+)">(.*?)<\/trans-unit>/gs)];
  return new Map(
    units.map(([, id = '', unit = '']) => [
      id,
      { source: inside(unit, 'source') ?? '', target: inside(unit, 'target') },
    ]),
  );
}

/** The two pages have catalogues of their own: no client's phone carries what only an office says. */
export const CATALOGUES = {
  client: { xliff: 'xliff', locales: 'locales' },
  office: { xliff: 'office-xliff', locales: 'office-locales' },
} as const;
export type Catalogue = keyof typeof CATALOGUES;

export function unitsOf(catalogue: Catalogue, language: string): ReadonlyMap<string, Unit> {
  return readUnits(readFileSync(join(ROOT, 'src', 'i18n', CATALOGUES[catalogue].xliff, `${language}.xlf`), 'utf8'));
}

/** A generated template in the writing of `Unit`. */
export function wordsOf(template: Template): string {
  if (typeof template === 'string') return template;
  const { strings, values } = template;
  return strings.map((words, at) => (at < values.length ? `${words}{${String(values[at])}}` : words)).join('');
}

/**
 * Every message that the code of that page's screens says, by id, in the writing of `Unit`: of a client's page all of its
 * rooms, of an office's page the counsellor's elements and whatever they load of the others.
 */
export function messagesInCode(catalogue: Catalogue): ReadonlyMap<string, string> {
  const sources = readSources();
  const spoken =
    catalogue === 'client'
      ? sources.filter(({ path }) => /^(elements\/(client|shared)|visit)\//.test(path))
      : loadedFrom(sources, (path) => path.startsWith('elements/counsellor/'));
  return new Map(spoken.flatMap((source) => [...messagesIn(source)]));
}

/** The files that `isStart` names, and all that they import at run time, directly or not. */
export function loadedFrom(sources: readonly Source[], isStart: (path: string) => boolean): readonly Source[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const loaded = new Set<Source>();
  const visit = (source: Source | undefined): void => {
    if (!source || loaded.has(source)) return;
    loaded.add(source);
    for (const { to, typesOnly } of arrowsOf(source)) if (to !== undefined && !typesOnly) visit(byPath.get(to));
  };
  for (const source of sources) if (isStart(source.path)) visit(source);
  return [...loaded];
}

/** The messages of one file. Throws where `msg` is given what no extraction can read. */
export function messagesIn({ path, text }: Source): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!path.endsWith('.ts')) return found;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'msg') {
      const [words, options] = node.arguments;
      const strings = words && stringsOf(words);
      if (!strings) throw new Error(`${path}: msg() of something that is not written there`);
      found.set(
        ownId(options) ?? generateMsgId([...strings], false),
        strings.reduce((all, part, at) => `${all}{${String(at - 1)}}${part}`),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

function stringsOf(words: ts.Expression): readonly string[] | undefined {
  if (ts.isStringLiteralLike(words)) return [words.text];
  if (!ts.isTaggedTemplateExpression(words) || words.tag.getText() !== 'str') return undefined;
  const { template } = words;
  if (ts.isNoSubstitutionTemplateLiteral(template)) return [template.text];
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
}

function ownId(options: ts.Expression | undefined): string | undefined {
  return options && /\bid: '([^']+)'/.exec(options.getText())?.[1];
}

function inside(unit: string, tag: string): string | null {
  const xml = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(unit)?.[1];
  if (xml === undefined) return null;
  return xml
    .replace(/<x id="(\d+)"[^>]*\/>/g, '{$1}')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
