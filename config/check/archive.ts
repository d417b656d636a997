import { randomName, siteOf, type Place } from './place.ts';
import { none, unknown, unless, type Finding, type Row } from './row.ts';

const ARCHIV = 'config/nginx/archiv.conf: include /etc/nginx/einlass-archiv-zugang.conf; an allen drei Stellen';

function row(id: string, what: string, look: (place: Place, folder: string) => Promise<readonly string[]>): Row {
  return {
    id: `archive:${id}`,
    subject: 'mailbox',
    requirement: 'L-11',
    what,
    repair: ARCHIV,
    async look(place): Promise<Finding> {
      const site = await place.once(siteOf);
      if (site === undefined) return unknown('site.json ist nicht zu lesen.');
      if (site.archive === undefined) return none('site.json nennt kein Archiv.');
      return unless(await look(place, site.archive), '401 oder 403 ohne Anmeldung');
    },
  };
}

/** What a stranger was answered, where it was no refusal. */
async function openTo(place: Place, method: string, path: string, body?: Buffer): Promise<string[]> {
  const { status } = await place.gate.ask(method, path, body === undefined ? {} : { body });
  return status === 401 || status === 403 ? [] : [`${method}: ${String(status)}`];
}

export const ARCHIVE_ROWS: readonly Row[] = [
  row('list', 'Ohne Anmeldung zeigt das Archiv nicht, was darin liegt.', (place, folder) =>
    openTo(place, 'GET', folder),
  ),
  row('read', 'Ohne Anmeldung gibt es nichts heraus.', (place, folder) =>
    openTo(place, 'GET', `${folder}${randomName(26)}.jwe`),
  ),
  row('write', 'Ohne Anmeldung nimmt es nichts an.', (place, folder) =>
    openTo(place, 'PUT', `${folder}${randomName(26)}.jwe`, Buffer.from('Einlass-Pruefung')),
  ),
  row('delete', 'Ohne Anmeldung wird nichts gelöscht.', (place, folder) =>
    openTo(place, 'DELETE', `${folder}${randomName(26)}.jwe`),
  ),
];
