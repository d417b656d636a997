import type { Profile } from '../profile-schema.ts';
import type { TextsFile } from '../texts-schema.ts';
import { findings, type Finding } from './finding.ts';
import { newestOf } from './text-rules.ts';

/** Says whether this site serves a file under `path`. */
export type IsServed = (path: string) => boolean | Promise<boolean>;

/** A button that leads to no video is worse than none. `status` is the strictest of the services that use the file. */
export async function lintVideos(
  file: TextsFile,
  path: string,
  status: Profile['status'],
  isServed: IsServed,
): Promise<readonly Finding[]> {
  const named = newestOf(file).flatMap(({ id, signVideo }) => (signVideo === undefined ? [] : [{ id, signVideo }]));
  const missing = await Promise.all(
    named.map(async ({ id, signVideo }) =>
      (await isServed(signVideo))
        ? []
        : findings('A-03', 'error', path, status, [
            {
              place: id,
              message: `Das Video in Gebärdensprache fehlt: ${signVideo}.`,
              cure: 'Das Video dort ablegen oder signVideo streichen.',
            },
          ]),
    ),
  );
  return missing.flat();
}
