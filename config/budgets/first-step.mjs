import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files that a phone loads before the first step can be used, for the service with the longest profile and German
 * texts: the page, its styles, its scripts with everything they import at once (Vite lists those as `modulepreload`),
 * the settings of the site, the texts that all services share, and profile and texts of the service. Not the notice: it
 * comes behind the first screen, together with the code of the visit.
 * @param {string} site the built site
 * @returns {{ all: string[], scripts: string[] }}
 */
export function filesOfFirstStep(site) {
  const page = join(site, 'index.html');
  const html = readFileSync(page, 'utf8');
  const addresses = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].flatMap(([tag]) => addressIn(tag));
  const loaded = addresses.map((address) => join(site, address)).filter((file) => existsSync(file));
  const scripts = loaded.filter((file) => file.endsWith('.js'));
  const texts = [join(site, 'site.json'), ...filesOfLongestService(join(site, 'services'))];
  // A text may be named in the page too, where it is preloaded.
  return { all: [...new Set([page, ...loaded, ...texts.filter((file) => existsSync(file))])], scripts };
}

/** @param {string} tag */
function addressIn(tag) {
  // Only browsers without modules load these, and they never see the first step.
  if (/\bnomodule\b/.test(tag)) return [];
  if (tag.startsWith('<link') && !/\brel="?(?:stylesheet|modulepreload|preload)\b/.test(tag)) return [];
  const [, address] = /\b(?:src|href)="([^"]+)"/.exec(tag) ?? [];
  return address ? [address.replace(/^\.?\//, '')] : [];
}

/** @param {string} services */
function filesOfLongestService(services) {
  if (!existsSync(services)) return [];
  const sets = readdirSync(services)
    .filter((id) => existsSync(join(services, id, 'profile.json')))
    .map((id) => germanFilesIn(join(services, id)));
  const bytes = (files) => files.reduce((sum, file) => sum + statSync(file).size, 0);
  const [longest = []] = sets.sort((one, other) => bytes(other) - bytes(one));
  return [...germanFilesIn(join(services, 'common')), ...longest];
}

/** @param {string} service */
function germanFilesIn(service) {
  if (!existsSync(service)) return [];
  return readdirSync(service)
    .filter((name) => name === 'profile.json' || name === 'texts.de.json')
    .map((name) => join(service, name));
}
