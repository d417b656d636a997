import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file of `src`, by its path below `src` with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** One arrow: `from` imports `to`. */
export interface Arrow {
  readonly from: string;
  /** What stands in the import, as written. */
  readonly specifier: string;
  /** The path below `src` that a relative specifier leads to; undefined for packages. */
  readonly to?: string;
  readonly typesOnly: boolean;
  /** The names taken; `*` stands for all of them at once. */
  readonly names: readonly string[];
}

/** Every file below `src`. */
export function readSources(): Source[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file
        .slice(join(ROOT, 'src').length + 1)
        .split('\\')
        .join('/'),
      text: readFileSync(file, 'utf8'),
    }));
}

/** All imports of a TypeScript file: static, re-exported and dynamic ones. */
export function arrowsOf(source: Source): Arrow[] {
  if (!source.path.endsWith('.ts')) return [];
  const parsed = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  const arrows: Arrow[] = [];
  const visit = (node: ts.Node): void => {
    const found = readArrow(node);
    if (found !== undefined) arrows.push({ from: source.path, ...found, ...withTarget(source.path, found.specifier) });
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return arrows;
}

function readArrow(node: ts.Node): Pick<Arrow, 'specifier' | 'typesOnly' | 'names'> | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, ...namesOf(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const { exportClause } = node;
    const named = exportClause && ts.isNamedExports(exportClause) ? exportClause.elements : undefined;
    const names = named?.map((one) => (one.propertyName ?? one.name).text) ?? ['*'];
    const typesOnly =
      node.isTypeOnly || (named !== undefined && named.length > 0 && named.every((one) => one.isTypeOnly));
    return { specifier: node.moduleSpecifier.text, typesOnly, names };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    const specifier = argument && ts.isStringLiteralLike(argument) ? argument.text : 'computed';
    return { specifier, typesOnly: false, names: ['*'] };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typesOnly: true, names: ['*'] };
  }
  return undefined;
}

function namesOf(clause: ts.ImportClause | undefined): Pick<Arrow, 'typesOnly' | 'names'> {
  if (clause === undefined) return { typesOnly: false, names: [] };
  const { namedBindings } = clause;
  const named = namedBindings && ts.isNamedImports(namedBindings) ? [...namedBindings.elements] : [];
  const all = namedBindings && ts.isNamespaceImport(namedBindings) ? ['*'] : [];
  const typesOnly =
    clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
    (!clause.name && all.length === 0 && named.length > 0 && named.every((one) => one.isTypeOnly));
  const own = clause.name ? ['default'] : [];
  return { typesOnly, names: [...own, ...all, ...named.map((one) => (one.propertyName ?? one.name).text)] };
}

function withTarget(from: string, specifier: string): { to?: string } {
  if (!specifier.startsWith('.')) return {};
  const folder = from.split('/').slice(0, -1);
  const steps = specifier.split('/');
  for (const step of steps) {
    if (step === '..') folder.pop();
    else if (step !== '.') folder.push(step);
  }
  return { to: folder.join('/') };
}
