import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInstallation } from '../../../config/installation.ts';
import { jsonSchemas } from '../../../config/json-schemas.ts';
import { STEP_KINDS, type PersonRole } from '../../../src/gate/plan.ts';
import { isPublishable, lintFiles, whyNotPublishable } from '../../../src/service/lint.ts';
import type { Finding } from '../../../src/service/lint/finding.ts';
import { loadSite } from '../../../src/service/face.ts';
import { loadService, type Service } from '../../../src/service/load.ts';
import type { Site } from '../../../src/service/site-schema.ts';
import type { TextsFile } from '../../../src/service/texts-schema.ts';
import { NOW, TODAY } from '../../fixtures/services/files.ts';

/** The profiles and texts that we ship, held to what the five papers say and to the linter. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SERVICES = ['hannover-einzel', 'hannover-gruppe', 'hannover-bildungsbuero', 'gelsenkirchen', 'coburg'];
const LANGUAGES = ['de', 'de-simple', 'en', 'tr', 'ar', 'uk', 'ru'];

let files: Map<string, string>;
let findings: readonly Finding[];
let site: Site;

beforeAll(async () => {
  files = await readInstallation(join(ROOT, 'static'));
  findings = await lintFiles(files, TODAY);
  const loaded = await loadSite(fetchText);
  if (!loaded.ok) throw new Error(loaded.problem.detail);
  site = loaded.value;
});

const fetchText = (path: string) => Promise.resolve(files.get(path) ?? { status: 404 });

async function load(id: string, language = 'de', role: PersonRole = 'client'): Promise<Service> {
  const service = await loadService(fetchText, site, id, language, { now: NOW, role });
  if (!service.ok) throw new Error(service.problem.detail);
  return service.value;
}

describe('the shipped installation', () => {
  it('lists the five example services', () => {
    expect([...site.services].sort()).toEqual([...SERVICES].sort());
  });

  it('has no error', () => {
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has every released wording as it was released, and none unreleased', () => {
    expect(findings.filter(({ rule }) => rule === 'R-148')).toEqual([]);
  });

  it.each(SERVICES)('%s is an example that must not be published', async (id) => {
    const { profile } = await load(id);
    expect(profile.status).toBe('example');
    expect(isPublishable(profile, findings)).toBe(false);
    expect(profile.missingFacts.some(({ requirement }) => requirement.startsWith('R-145'))).toBe(true);
  });

  it('says why Gelsenkirchen cannot be published', async () => {
    const { profile } = await load('gelsenkirchen');
    const places = whyNotPublishable(profile, findings).map(({ place }) => place);
    for (const missing of ['dataProtectionOfficer', 'supervisoryAuthority', 'thirdCountryTransfer']) {
      expect(places.some((place) => place.includes(missing))).toBe(true);
    }
  });

  it('names the two addresses of Hannover as doubtful (C-06)', () => {
    const doubtful = findings.filter(({ rule }) => rule === 'C-06').map(({ file }) => file.split('/')[2]);
    expect(doubtful.sort()).toEqual(['hannover-bildungsbuero', 'hannover-einzel', 'hannover-gruppe']);
  });
});

describe.each(SERVICES)('%s', (id) => {
  it.each(LANGUAGES)('is complete in %s', async (language) => {
    const { wordings, notice, title } = await load(id, language);
    const paths = ['common/texts', 'common/notice', `${id}/texts`];
    const texts = paths.flatMap(
      (path) => (JSON.parse(files.get(`/services/${path}.de.json`) ?? '') as TextsFile).texts,
    );
    for (const text of texts) expect(wordings.text(text.id).language).toBe(language);
    expect(notice.filter(({ fallback }) => fallback)).toEqual([]);
    expect(JSON.stringify(notice)).not.toMatch(/\{\w+\}/);
    expect(title).not.toBe('');
  });

  it('has the same identities in every language', async () => {
    const [german, ...others] = await Promise.all(LANGUAGES.map((language) => load(id, language)));
    for (const other of others) expect(other.plan).toEqual(german?.plan);
  });

  it('promises nothing absolute about encryption', async () => {
    const { profile, notice } = await load(id);
    expect(profile.e2ee.mode).toBe('preferred');
    expect(JSON.stringify(notice)).not.toMatch(/während der gesamten Übertragung/i);
  });
});

describe('plans of the papers', () => {
  it.each<[string, { steps: string; consents: string; promises: string }]>([
    [
      'hannover-einzel',
      { steps: 'pledge', consents: 'participation documentation', promises: 'A1 A2 A3 A4 A5 A7 companion' },
    ],
    [
      'hannover-gruppe',
      { steps: '', consents: 'participation documentation', promises: 'A1 A2 A3 A4 A5 A6 companion' },
    ],
    ['hannover-bildungsbuero', { steps: 'minor assurances pledge', consents: '', promises: '' }],
    ['gelsenkirchen', { steps: 'minor pledge', consents: 'participation findings', promises: 'A1 A2 A3' }],
    ['coburg', { steps: 'assurances pledge', consents: 'appointment participation', promises: '' }],
  ])('%s', async (id, { steps, consents, promises }) => {
    const { plan } = await load(id);
    expect(plan.steps).toEqual(STEP_KINDS.filter((step) => !list(steps).includes(step)));
    const textsOf = (kind: string) =>
      plan.statements.filter((statement) => statement.kind === kind).map(({ text }) => text.id);
    expect(textsOf('consent').sort()).toEqual(
      list(consents)
        .map((name) => `consent.${name}`)
        .sort(),
    );
    const promised = [...textsOf('assurance'), ...textsOf('pledge')].map((text) => text.split('.')[1] ?? '');
    expect(promised.sort()).toEqual([...list(promises)].sort());
  });

  it.each(SERVICES)('%s asks a further person for no consent', async (id) => {
    const { plan } = await load(id, 'de', 'interpreter');
    expect(plan.statements.some(({ kind }) => kind === 'consent')).toBe(false);
    expect(plan.fields).toEqual([]);
  });
});

function list(names: string): readonly string[] {
  return names.split(' ').filter((name) => name !== '');
}

describe('JSON Schemas for editors', () => {
  it.each(jsonSchemas().map(({ path, content }) => [path, content] as const))('%s is up to date', (path, content) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(content);
  });
});

describe('npm run release-texts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'einlass-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const textsPath = join(folder, 'services/common/texts.de.json');
  const lockPath = join(folder, 'services/texts.lock.json');

  /** Runs the script; returns its exit code and what it said. */
  function release(): { readonly code: number; readonly said: string } {
    const script = join(ROOT, 'config/release-texts.ts');
    try {
      return {
        code: 0,
        said: execFileSync(process.execPath, ['--import', 'tsx', script, folder], { cwd: ROOT, encoding: 'utf8' }),
      };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, said: stdout };
    }
  }

  it('records new versions, keeps released ones, and refuses changed ones', () => {
    cpSync(join(ROOT, 'static/services'), join(folder, 'services'), { recursive: true });
    cpSync(join(ROOT, 'static/site.json'), join(folder, 'site.json'));
    rmSync(lockPath, { force: true });
    expect(release().code).toBe(0);
    const first = readFileSync(lockPath, 'utf8');
    expect(release()).toMatchObject({ code: 0, said: expect.stringMatching(/^0 Fassungen festgehalten/) as string });
    expect(readFileSync(lockPath, 'utf8')).toBe(first);

    const file = JSON.parse(readFileSync(textsPath, 'utf8')) as TextsFile;
    const [text] = file.texts;
    if (!text) throw new Error('no texts');
    writeFileSync(
      textsPath,
      JSON.stringify({ ...file, texts: [...file.texts, { ...text, version: 2, effective: '2027-01-01' }] }),
    );
    expect(release().said).toMatch(/^1 Fassungen festgehalten/);
    const second = readFileSync(lockPath, 'utf8');

    writeFileSync(
      textsPath,
      JSON.stringify({ ...file, texts: [{ ...text, title: 'Anders' }, ...file.texts.slice(1)] }),
    );
    const refusal = release();
    expect(refusal.code).toBe(1);
    expect(refusal.said).toContain('geändert');
    expect(refusal.said).toContain('verschwunden');
    expect(readFileSync(lockPath, 'utf8')).toBe(second);
  });
});
