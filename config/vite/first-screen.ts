/** What Rolldown tells about a module while it splits; the part that is asked here. */
interface Modules {
  readonly getModuleInfo: (id: string) => { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

/**
 * Names the one file for everything that a page imports at once, and nothing for what comes later. Left alone, Rolldown
 * puts what both need into files of its own, and a phone on a bad line goes there and back once more for them.
 */
export function firstScreen(id: string, modules: Modules): string | null {
  return isAtOnce(id, modules, new Set()) ? 'first-screen' : null;
}

function isAtOnce(id: string, modules: Modules, seen: Set<string>): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const found = modules.getModuleInfo(id);
  return found !== null && (found.isEntry || found.importers.some((importer) => isAtOnce(importer, modules, seen)));
}
