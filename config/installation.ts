import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const IGNORED = /\.schema\.json$/;

/**
 * Reads the JSON files of an installation (`site.json` and everything in `services`) by the path under which they are
 * served. Throws when the folder cannot be read.
 */
export async function readInstallation(folder: string): Promise<Map<string, string>> {
  const services = await readdir(join(folder, 'services'), { recursive: true });
  const paths = ['site.json', ...services.map((path) => join('services', path))]
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json') && !IGNORED.test(path))
    .sort();
  const files = await Promise.all(
    paths.map(async (path) => [`/${path}`, await readFile(join(folder, path), 'utf8')] as const),
  );
  return new Map(files);
}
