import { loadFace } from '../service/face.ts';
import type { FetchText } from '../service/files.ts';
import type { Site } from '../service/site-schema.ts';
import type { OfferedService } from './view.ts';

/** The services of this site as forms need them. One whose files are broken is left out: the others still work. Never throws. */
export async function offeredServices(
  fetchText: FetchText,
  site: Site,
  language: string,
  now: number,
): Promise<readonly OfferedService[]> {
  const faces = await Promise.all(site.services.map((id) => loadFace(fetchText, site, id, language, now)));
  return faces.flatMap((face) => {
    if (!face.ok) return [];
    const { profile, title } = face.value;
    const { session, e2ee, access } = profile;
    return [{ id: profile.id, title, type: session.type, e2ee: e2ee.mode, password: access.password }];
  });
}
