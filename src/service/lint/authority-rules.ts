import type { Profile } from '../profile-schema.ts';
import type { Site } from '../site-schema.ts';
import { findings, when, type Finding } from './finding.ts';

/** An authority has one data protection officer; services of one authority must not name two (C-06). */
export function lintAuthorities(profiles: ReadonlyMap<string, Profile>): readonly Finding[] {
  const all = [...profiles];
  return all.flatMap(([path, profile]) => {
    const others = all.filter(
      ([otherPath, other]) =>
        otherPath !== path &&
        other.authority.name === profile.authority.name &&
        contactOfDpo(other) !== contactOfDpo(profile),
    );
    // Both known to be doubtful: that is said already (needsVerification) and only keeps them from being published.
    const isKnown = [profile, ...others.map(([, other]) => other)].every(
      ({ dataProtectionOfficer }) => dataProtectionOfficer?.needsVerification !== undefined,
    );
    return findings('C-06', isKnown ? 'publishing' : 'error', path, profile.status, [
      ...when(
        others.length > 0,
        'dataProtectionOfficer',
        `${profile.authority.name} nennt an anderer Stelle andere Angaben zum Datenschutz (${others.map(([, { id }]) => id).join(', ')}).`,
        'Klären, welche stimmen, und in allen Profilen dieselben eintragen.',
      ),
    ]);
  });
}

function contactOfDpo({ dataProtectionOfficer: dpo }: Profile): string {
  return JSON.stringify([dpo?.address, dpo?.phone, dpo?.email]);
}

/** The site lists what is served; nothing else can be opened, and nothing listed may be missing. */
export function lintSite(
  site: Site,
  profiles: ReadonlyMap<string, Profile>,
  folders: readonly string[],
): readonly Finding[] {
  const path = '/site.json';
  const say = (weight: 'error' | 'warning' | 'note', place: string, message: string, cure: string) =>
    findings('site', weight, path, 'example', [{ place, message, cure }]);
  const published = [...profiles.values()].filter(
    ({ status, id }) => status === 'published' && site.services.includes(id),
  );
  return [
    ...site.services
      .filter((id) => !folders.includes(id))
      .flatMap((id) =>
        say(
          'error',
          'services',
          `"${id}" hat keinen Ordner in services.`,
          'Ordner anlegen oder den Eintrag streichen.',
        ),
      ),
    ...folders
      .filter((id) => !site.services.includes(id))
      .flatMap((id) =>
        say(
          'note',
          'services',
          `"${id}" ist nicht aufgeführt und darum nicht erreichbar.`,
          'In services aufnehmen, wenn es angeboten wird.',
        ),
      ),
    ...(site.practice === true && published.length > 0
      ? say(
          'warning',
          'practice',
          'Auf jeder Seite steht Übung, ein Angebot ist aber veröffentlicht.',
          'practice streichen.',
        )
      : []),
  ];
}
