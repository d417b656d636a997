/** The one file that goes to a server, run by plain `node` in an empty folder. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROWS } from '../../../../config/check/run.ts';
import { freePort } from '../nginx.ts';
import { prepare, start, type Material, type Stand } from './installation.ts';
import { conf, files } from './plant.ts';

const CONFIG = fileURLToPath(new URL('../../../../vite.config.ts', import.meta.url));
const LARGEST = 300 * 1024;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einlass-check-'));
  await build({ configFile: CONFIG, mode: 'check-site', logLevel: 'silent', build: { outDir: folder } });
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(given: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['check-site.mjs', ...given],
      { cwd: folder, env: { PATH: process.env['PATH'], ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

test('is small and needs nothing but Node', async () => {
  const text = await readFile(join(folder, 'check-site.mjs'), 'utf8');
  const imported = [...text.matchAll(/(?:^|;)import[^;]*?["']([^"']+)["']/g)].map(([, name]) => name);
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((name) => !name?.startsWith('node:'))).toEqual([]);
  expect((await stat(join(folder, 'check-site.mjs'))).size).toBeLessThanOrEqual(LARGEST);
});

test.each<[string, string[]]>([
  ['genau zwei Adressen', []],
  ['genau zwei Adressen', ['https://beratung.example.de']],
  ['genau zwei Adressen', ['https://a.example', 'https://b.example', 'https://c.example']],
  ['„beratung.example.de“ ist keine Adresse', ['beratung.example.de', 'https://meet.example.de']],
  ['„http://meet.example.de“ ist keine Adresse', ['https://beratung.example.de', 'http://meet.example.de']],
  ['„https://meet.example.de/raum“ ist keine', ['https://beratung.example.de', 'https://meet.example.de/raum']],
  ['--http-port', ['--http-port', 'achtzig', 'https://a.example', 'https://b.example']],
  ['--what', ['--what', 'https://a.example', 'https://b.example']],
])('a call that cannot be meant says „%s“ and how to call it', async (words, given) => {
  const { code, out, err } = await run(given);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(words);
  expect(err).toContain('node check-site.mjs https://beratung.example.de https://meet.example.de');
});

test('--help says what there is', async () => {
  const { code, out, err } = await run(['--help']);
  expect([code, err]).toEqual([0, '']);
  for (const option of ['--json', '--limits', '--http-port', 'NODE_EXTRA_CA_CERTS']) expect(out).toContain(option);
});

test('of names that lead nowhere it says so once each, and what to do', async () => {
  const { code, out } = await run(['https://beratung.einlass.invalid', 'https://meet.einlass.invalid']);
  expect(code).toBe(2);
  for (const name of ['beratung', 'meet']) {
    expect(out.split(`${name}.einlass.invalid führt zu keinem Rechner. Schreibweise prüfen; im DNS`)).toHaveLength(2);
  }
  expect(out).toMatch(/0 halten nicht, \d+ unbekannt/);
  expect(out).not.toContain('Einlass-Pruefung');
});

test('of servers that are down it says where to look', async () => {
  const port = String(await freePort());
  const { code, out } = await run([`https://beratung.stadt.localhost:${port}`, `https://meet.stadt.localhost:${port}`]);
  expect(code).toBe(2);
  expect(out.split(`Niemand antwortet auf meet.stadt.localhost, Port ${port}. Läuft nginx? „nginx -t“`)).toHaveLength(
    2,
  );
  expect(out).toContain('„unknown directive "dav_methods"“, fehlt das WebDAV-Modul: apt-get install nginx');
});

describe('before nginx with what is shipped', () => {
  let material: Material;
  beforeAll(async () => {
    material = await prepare();
    await writeFile(join(folder, 'ca.pem'), material.certificate);
  });
  afterAll(() => material.close());

  const look = (stand: Stand, ...more: string[]): Promise<Ended> =>
    run([...more, '--http-port', String(stand.port), stand.gate, stand.jitsi], { NODE_EXTRA_CA_CERTS: 'ca.pem' });

  test('says that all holds, and what nobody can see from outside', async () => {
    const stand = await start(material);
    const { code, out, err } = await look(stand);
    await stand.close();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${String(ROWS.length - 1)} halten, 0 halten nicht, 0 unbekannt, 1 entfallen.`);
    expect(out).toMatch(/Von außen nicht zu sehen[\s\S]*nach 7 Tagen gelöscht[\s\S]*nach 30 Tagen gelöscht/);
    expect(out).toContain('„Einlass-Pruefung“ ohne Personenbezug');
  });

  test('says the same to machines', async () => {
    const stand = await start(material);
    const { code, out } = await look(stand, '--json');
    await stand.close();
    const report = JSON.parse(out) as { rows: Record<string, unknown>[] };
    expect(report).toMatchObject({ version: 1, gate: stand.gate, jitsi: stand.jitsi, exitCode: code });
    expect(report.rows.map(({ id }) => id)).toEqual(ROWS.map(({ id }) => id));
    const keys = ['id', 'repair', 'requirement', 'subject', 'verdict', 'what'];
    for (const row of report.rows.filter(({ verdict }) => verdict === 'holds')) {
      expect(Object.keys(row).sort()).toEqual(keys);
    }
  });

  test('says of what does not hold what was seen, what was expected and which line to change', async () => {
    const stand = await start(material, conf("frame-ancestors 'none'", 'frame-ancestors *'));
    const [table, json] = [await look(stand), await look(stand, '--json')];
    await stand.close();
    expect([table.code, json.code]).toEqual([1, 1]);
    expect(table.out).toMatch(
      /✗ hält nicht {2}W-05 .*frame-ancestors.*\n +gesehen: +\*\n +erwartet: +'none'\n +ändern: +config\/nginx\/beratung\.conf/,
    );
    expect((JSON.parse(json.out) as { rows: object[] }).rows).toContainEqual(
      expect.objectContaining({ id: 'csp:frame-ancestors', verdict: 'fails', seen: '*', expected: "'none'" }),
    );
  });

  test.each([
    [
      'an nginx without the dav module',
      conf('dav_methods PUT;\n    create_full_put_path on;', ''),
      'fehlt das WebDAV-Modul: „nginx -V“ muss http_dav_module nennen; apt-get install nginx',
    ],
    ['an address with another site', files('site/site.json'), 'Führt die Adresse wirklich zur Beratungsseite?'],
    [
      'a Jitsi that is none',
      files('meet/libs/external_api.min.js'),
      'Ist das wirklich der Jitsi-Server? Adresse prüfen.',
    ],
  ])('says of %s what is missing and how to get it', async (_what, plant, words) => {
    const stand = await start(material, plant);
    const { code, out } = await look(stand);
    await stand.close();
    expect(code).toBe(1);
    expect(out).toContain(words);
  });
});
