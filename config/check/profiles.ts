import { germanDay } from '../../src/service/format.ts';
import { lintFiles } from '../../src/service/lint.ts';
import type { Finding as Hit } from '../../src/service/lint/finding.ts';
import { LOCK_PATH } from '../../src/service/lint/lock.ts';
import { parseJson, parseProfile, parseSite } from '../../src/service/parse.ts';
import { siteOf, type Place } from './place.ts';
import { fails, HOLDS, same, unknown, unless, type Finding, type Row } from './row.ts';

/** Everything that is served of settings, profiles and texts, by path; what is not there is not in it. */
async function served(place: Place): Promise<ReadonlyMap<string, string>> {
  const services = (await place.once(siteOf))?.services ?? [];
  const files = new Map<string, string>();
  const take = async (path: string): Promise<string | undefined> => {
    const { status, body } = await place.gate.page(path);
    if (status !== 200) return undefined;
    files.set(path, body.toString());
    return body.toString();
  };
  const languages = new Set(['de']);
  await take('/site.json');
  await take(LOCK_PATH);
  const folders = await Promise.all(
    services.map(async (id) => {
      const path = `/services/${id}/profile.json`;
      const json = parseJson((await take(path)) ?? '', path, 'PROFILE_INVALID');
      const profile = json.ok ? parseProfile(json.value, path) : json;
      const spoken = profile.ok ? profile.value.languages : ['de'];
      for (const language of spoken) languages.add(language);
      return spoken.map((language) => `/services/${id}/texts.${language}.json`);
    }),
  );
  const shared = [...languages].flatMap((language) =>
    ['texts', 'notice'].map((name) => `/services/common/${name}.${language}.json`),
  );
  await Promise.all([...folders.flat(), ...shared].map(take));
  return files;
}

/** What the project's own checks say of it, errors only: what an example may lack is no fault of an installation. */
async function errors(place: Place): Promise<readonly Hit[]> {
  const isServed = async (path: string): Promise<boolean> => (await place.gate.ask('HEAD', path)).status === 200;
  const all = await lintFiles(await place.once(served), germanDay(place.now), isServed);
  // Released wordings of services that this installation does not offer are gone by intent.
  const offered = ['common', ...((await place.once(siteOf))?.services ?? [])];
  const foreign = (hit: Hit): boolean => hit.file === LOCK_PATH && !offered.includes(hit.place.split('.')[0] ?? '');
  return all.filter((hit) => hit.severity === 'error' && !foreign(hit));
}

const describe = ({ file, place, message, cure }: Hit): string => `${file}, ${place}: ${message} ${cure}`;

function linted(id: string, requirement: string, what: string, repair: string, concerns: (hit: Hit) => boolean): Row {
  return {
    id,
    subject: 'profiles',
    requirement,
    what,
    repair,
    async look(place): Promise<Finding> {
      if ((await place.once(siteOf)) === undefined) return unknown('site.json ist nicht zu lesen.');
      const all = await place.once(errors);
      // A file that cannot be read has lost all its wordings, and perhaps none of them is gone.
      const broken = all.find(({ rule, place: where }) => rule === 'schema' && where === '(Datei)');
      if (id === 'texts:released' && broken !== undefined) return unknown(`Erst ${broken.file} berichtigen.`);
      return unless(all.filter(concerns).map(describe), 'keine Fehler; npm run check-profiles nennt jede Stelle');
    },
  };
}

const isProfile = ({ file }: Hit): boolean => file.endsWith('/profile.json');

export const PROFILE_ROWS: readonly Row[] = [
  {
    id: 'site:valid',
    subject: 'profiles',
    requirement: 'X-09',
    what: 'site.json ist gültig.',
    repair: 'site.json an der genannten Stelle berichtigen; site.schema.json beschreibt jedes Feld',
    async look(place) {
      const { status, body } = await place.gate.page('/site.json');
      if (status !== 200) {
        const cure = 'Führt die Adresse wirklich zur Beratungsseite? Dann fehlt site.json im Ordner site.';
        return fails(String(status), '200', cure);
      }
      const json = parseJson(body.toString(), 'site.json', 'SITE_INVALID');
      const site = json.ok ? parseSite(json.value) : json;
      return site.ok ? HOLDS : fails(site.problem.detail, 'nach static/site.schema.json');
    },
  },
  {
    id: 'site:jitsi',
    subject: 'profiles',
    requirement: 'R-006',
    what: 'Die Beratungsseite führt zu genau diesem Jitsi-Server.',
    repair: 'site.json: jitsi.origin, und dieselbe Adresse in set $einlass_jitsi (config/nginx/beratung.conf)',
    async look(place) {
      const site = await place.once(siteOf);
      return site === undefined
        ? unknown('site.json ist nicht zu lesen.')
        : same(site.jitsi.origin, place.jitsi.origin);
    },
  },
  {
    id: 'services:served',
    subject: 'profiles',
    requirement: 'X-09',
    what: 'Jedes angebotene Beratungsangebot hat Profil und deutsche Texte.',
    repair: 'site.json: services nennt nur Ordner, die unter services/ liegen, je mit profile.json und texts.de.json',
    async look(place) {
      const services = (await place.once(siteOf))?.services;
      if (services === undefined) return unknown('site.json ist nicht zu lesen.');
      const files = await place.once(served);
      const wanted = [
        ...services.flatMap((id) => ['profile.json', 'texts.de.json'].map((name) => `/services/${id}/${name}`)),
        ...['texts', 'notice'].map((name) => `/services/common/${name}.de.json`),
        LOCK_PATH,
      ];
      const missing = wanted.filter((path) => !files.has(path)).map((path) => `${path} fehlt`);
      const misfits = (await place.once(errors)).filter(({ file }) => file === '/site.json').map(describe);
      return unless([...missing, ...misfits], 'alle Dateien sind da und passen zu site.json');
    },
  },
  linted(
    'profiles:valid',
    'X-09',
    'Jedes Profil ist gültig und widerspricht sich nicht.',
    'services/<Angebot>/profile.json an der genannten Stelle berichtigen',
    isProfile,
  ),
  linted(
    'texts:valid',
    'R-001',
    'Alle Texte sind gültig und vollständig.',
    'services/…/texts.<Sprache>.json an der genannten Stelle berichtigen',
    ({ file, rule }) => /\/(?:texts|notice)\.[^/]+$/.test(file) && file !== LOCK_PATH && rule !== 'R-148',
  ),
  linted(
    'texts:released',
    'R-148',
    'Kein veröffentlichter Text wurde nachträglich geändert oder entfernt.',
    'Den alten Wortlaut wiederherstellen; neuer Wortlaut bekommt die nächste Nummer (npm run release-texts)',
    ({ rule }) => rule === 'R-148',
  ),
];
