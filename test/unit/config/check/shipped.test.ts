import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WANTED_VALUES } from '../../../../config/check/jitsi-values.ts';
import { ROWS } from '../../../../config/check/run.ts';
import { certificateFor } from '../../../../config/serve/certificate.ts';
import { CACHE, complaints, look, named, prepare, start, type Material } from './installation.ts';
import { files, swap } from './plant.ts';

/** Requests to both hosts together, as nginx logs them. */
const LITTLE = 120;

describe('the check tool before nginx with what is shipped', () => {
  let material: Material;
  beforeAll(async () => {
    material = await prepare();
  });
  afterAll(() => material.close());

  test('finds nothing wrong and nothing unknown', async () => {
    const stand = await start(material);
    const results = await look(stand, { limits: true });
    await stand.close();
    expect(complaints(results)).toEqual([]);
    expect(results.filter(({ finding }) => finding.verdict === 'none').map(({ row }) => row.id)).toEqual([]);
    expect(results.length).toBe(ROWS.length);
  });

  test('makes no promise for a mailbox and an archive that the installation does not have', async () => {
    const stand = await start(material, files('site/site.json', swap(/,"mailbox":true|,"archive":"[^"]*"/g, '')));
    const results = await look(stand);
    await stand.close();
    expect(complaints(results)).toEqual([]);
    const none = results.filter(({ finding }) => finding.verdict === 'none').map(({ row }) => row.id);
    expect(none).toEqual(ROWS.map(({ id }) => id).filter((id) => /^(mailbox|archive):/.test(id)));
  });

  test('leaves nothing of its own where only pages lie, and a handful of entries in the mailbox', async () => {
    const stand = await start(material);
    const before = await entries(stand.folder);
    await look(stand);
    const after = (await entries(stand.folder)).filter((path) => !before.includes(path));
    await stand.close();
    expect(after.every((path) => /^ablage\/[0-9a-z]{26}\/c0001$/.test(path))).toBe(true);
    expect(after.length).toBeGreaterThan(0);
    expect(after.length).toBeLessThanOrEqual(6);
  });

  test('names a certificate for another name, and one that nobody vouches for', async () => {
    const other = await certificateFor(['beratung.andere.example'], join(CACHE, 'other-certificate.json'));
    const stand = await start(material, {
      files: (all) => ({ ...all, 'cert.pem': other.cert, 'key.pem': other.key }),
    });
    const misnamed = complaints(await look(stand, { ca: other.cert }));
    const unvouched = complaints(await look(stand));
    await stand.close();
    const both = (fault: string): string[] => ['gate', 'jitsi'].map((host) => `certificate:${host}: ${fault}`);
    expect(misnamed).toEqual(both('gilt für einen anderen Namen'));
    expect(unvouched).toEqual(both('selbst ausgestellt'));
  });

  test('runs nothing of a config.js, and what only running would tell is unknown', async () => {
    const more = '\nObject.assign(config, JSON.parse(more)); config.disablePolls = true; process.exit(3);\n';
    const stand = await start(
      material,
      files('meet/config.js', (text) => text + more),
    );
    const found = named(await look(stand));
    await stand.close();
    const values = WANTED_VALUES.map(({ key }) => `jitsi:${key}?`).filter((id) => id !== 'jitsi:disablePolls?');
    expect(found).toEqual(expect.arrayContaining(values));
    expect(found).not.toContain('jitsi:disablePolls?');
    expect(found.filter((id) => !id.endsWith('?'))).toEqual([]);
  });

  test('is gentle: it asks for little, and for a page once', async () => {
    const stand = await start(material);
    await look(stand);
    const lines = (await readFile(join(stand.folder, 'access.log'), 'utf8')).trimEnd().split('\n');
    await stand.close();
    // The mailbox writes no log; there it is a request for each thing that must be refused.
    const pages = lines.flatMap((line) => /"(GET \/services\/\S*)/.exec(line)?.[1] ?? []);
    expect(new Set(pages).size).toBe(pages.length);
    expect(lines.length).toBeLessThanOrEqual(LITTLE);
  });
});

async function entries(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const here = found.filter((entry) => entry.isFile() && !/\.log$/.test(entry.name));
  return here.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
