import { describe, expect, it } from 'vitest';
import { loadSite } from '../../../src/service/face.ts';
import { loadService, type Service } from '../../../src/service/load.ts';
import type { TextsFile } from '../../../src/service/texts-schema.ts';
import type { PersonRole } from '../../../src/gate/plan.ts';
import {
  changeProfile,
  fixtureFiles,
  fixtureSite,
  fixtureText,
  NOW,
  putText,
  serve,
} from '../../fixtures/services/files.ts';

type Files = Map<string, unknown>;
const PROFILE = '/services/beispiel/profile.json';
const COMMON = '/services/common/texts.de.json';
const COMMON_EN = '/services/common/texts.en.json';
const OWN = '/services/beispiel/texts.de.json';

async function load(change: (files: Files) => void = () => undefined, language = 'de', role: PersonRole = 'client') {
  const files = fixtureFiles();
  change(files);
  return loadService(serve(files), fixtureSite(), 'beispiel', language, { now: NOW, role });
}

async function loaded(change?: (files: Files) => void, language = 'de', role: PersonRole = 'client'): Promise<Service> {
  const result = await load(change, language, role);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
}

describe('loadService refuses', () => {
  it.each<[string, (files: Files) => void, string, RegExp]>([
    ['a profile that is not there', (files) => files.delete(PROFILE), 'SERVICE_UNKNOWN', /404/],
    [
      'a profile that is no JSON',
      (files) => files.set(PROFILE, '<!doctype html>'),
      'PROFILE_INVALID',
      /kein gültiges JSON/,
    ],
    ['a profile that is too long', (files) => files.set(PROFILE, ' '.repeat(300_000)), 'PROFILE_INVALID', /262144/],
    [
      'a profile of another folder',
      (files) => changeProfile(files, { id: 'anders' }),
      'PROFILE_INVALID',
      /erwartet "beispiel"/,
    ],
    [
      'an unknown member',
      (files) => changeProfile(files, { colour: 'red' }),
      'PROFILE_INVALID',
      /colour: unbekanntes Feld/,
    ],
    ['a missing member', (files) => changeProfile(files, { version: undefined }), 'PROFILE_INVALID', /version: fehlt/],
    ['the app beside encryption (C-02)', (files) => changeProfile(files, { allowApp: true }), 'PROFILE_INVALID', /App/],
    [
      'a step left out',
      (files) => changeProfile(files, { steps: ['arrive', 'browser', 'waiting'] }),
      'PROFILE_INVALID',
      /"information"/,
    ],
    [
      'a group without pledge',
      (files) => changeProfile(files, { session: { type: 'group', room: 'perAppointment' } }),
      'PROFILE_INVALID',
      /A6/,
    ],
    [
      'German texts that are not there',
      (files) => files.delete(COMMON),
      'TEXTS_INVALID',
      /fehlt auf Deutsch: start\.welcome/,
    ],
    [
      'one German text that only a page shows',
      (files) => {
        const { texts, ...rest } = files.get(COMMON) as TextsFile;
        files.set(COMMON, { ...rest, texts: texts.filter(({ id }) => id !== 'info.emergency') });
      },
      'TEXTS_INVALID',
      /fehlt auf Deutsch: info\.emergency/,
    ],
    ['texts under a wrong name', (files) => files.set(COMMON, files.get(COMMON_EN)), 'TEXTS_INVALID', /erwartet "de"/],
    ['texts that are no texts', (files) => files.set(OWN, { language: 'de' }), 'TEXTS_INVALID', /texts/],
    [
      'a wording that the profile names and nobody wrote',
      (files) => changeProfile(files, { acknowledgements: ['ack.unknown'] }),
      'TEXTS_INVALID',
      /ack\.unknown/,
    ],
  ])('%s', async (_name, change, code, detail) => {
    const result = await load(change);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problem.code).toBe(code);
    expect(result.problem.detail).toMatch(detail);
  });

  it('a service that the site does not list, without asking the server', async () => {
    const asked: string[] = [];
    const fetchText = (path: string) => {
      asked.push(path);
      return Promise.resolve('{}');
    };
    const result = await loadService(fetchText, fixtureSite(), '../../etc', 'de', { now: NOW, role: 'client' });
    expect(result).toMatchObject({ ok: false, problem: { code: 'SERVICE_UNKNOWN' } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['a server that cannot be reached', () => Promise.reject(new Error('offline'))],
    ['a server in trouble', () => Promise.resolve({ status: 503 })],
  ])('%s', async (_name, fetchText) => {
    const service = await loadService(fetchText, fixtureSite(), 'beispiel', 'de', { now: NOW, role: 'client' });
    expect(service).toMatchObject({ ok: false, problem: { code: 'SERVER_UNREACHABLE' } });
    expect(await loadSite(fetchText)).toMatchObject({ ok: false, problem: { code: 'SERVER_UNREACHABLE' } });
  });
});

describe('loadService returns', () => {
  it('title, wordings, notice and plan in German', async () => {
    const service = await loaded();
    expect(service.title).toBe('Beispielberatung');
    expect(service.wordings.text('start.welcome')).toMatchObject({ language: 'de', fallback: false });
    expect(service.notice.every(({ language }) => language === 'de')).toBe(true);
    expect(service.checkedBy).toBe('Rechtsamt');
  });

  it('a translation, with the plan of the German wordings', async () => {
    const [german, english] = [await loaded(), await loaded(undefined, 'en')];
    expect(english.title).toBe('Example counselling');
    expect(english.wordings.text('start.welcome').text.title).toBe('en:start.welcome');
    expect(english.notice.every(({ language }) => language === 'en')).toBe(true);
    expect(english.plan).toEqual(german.plan);
  });

  it('German, visibly, for a language without texts', async () => {
    const service = await loaded(undefined, 'tr');
    expect(service.wordings.text('start.welcome')).toMatchObject({ language: 'de', fallback: true });
    expect(service.notice.every(({ fallback, language }) => fallback && language === 'de')).toBe(true);
  });

  it('German for what is no language at all, without asking for it', async () => {
    const service = await loaded(undefined, '../../secret');
    expect(service.wordings.language).toBe('de');
  });

  it('German for one wording whose translation is of an older version', async () => {
    const change = (files: Files) => putText(files, COMMON, fixtureText('ack.notice', 'de', { version: 2 }));
    const { wordings } = await loaded(change, 'en');
    expect(wordings.text('ack.notice')).toMatchObject({ language: 'de', fallback: true });
    expect(wordings.text('ack.understood')).toMatchObject({ language: 'en', fallback: false });
  });

  it('the own wording before the common one, and never its foreign translation', async () => {
    const change = (files: Files) => putText(files, OWN, fixtureText('ack.notice', 'de', { title: 'Eigenes' }));
    const { wordings } = await loaded(change, 'en');
    expect(wordings.text('ack.notice')).toMatchObject({ language: 'de', fallback: true, text: { title: 'Eigenes' } });
  });

  it('a section of the notice in one language only', async () => {
    const change = (files: Files) =>
      putText(files, '/services/common/notice.de.json', fixtureText('retention.chat', 'de', { version: 2 }));
    const { notice } = await loaded(change, 'en');
    expect(notice.filter(({ fallback }) => fallback).map(({ id }) => id)).toEqual(['notice.retention']);
  });

  it('a wording on a device whose clock stands before its day', async () => {
    const fetchText = serve(fixtureFiles());
    const service = await loadService(fetchText, fixtureSite(), 'beispiel', 'de', { now: 0, role: 'client' });
    expect(service.ok).toBe(true);
  });

  it('no vouching name where one file has nobody who vouches', async () => {
    const change = (files: Files) => files.set(OWN, { language: 'de', checkedBy: null, texts: [] });
    expect((await loaded(change)).checkedBy).toBeNull();
  });
});

describe('loadSite', () => {
  it('returns the site', async () => {
    expect(await loadSite(serve(fixtureFiles()))).toMatchObject({ ok: true, value: { name: 'Stadt Beispiel' } });
  });

  it.each<[string, unknown]>([
    ['no file', undefined],
    ['the public Jitsi', { ...fixtureSite(), jitsi: { origin: 'https://meet.jit.si', peerToPeer: false } }],
    [
      'an address without https',
      { ...fixtureSite(), jitsi: { origin: 'http://meet.stadt.example', peerToPeer: false } },
    ],
    ['an array', []],
  ])('refuses %s', async (_name, site) => {
    const files = fixtureFiles();
    if (site === undefined) files.delete('/site.json');
    else files.set('/site.json', site);
    expect(await loadSite(serve(files))).toMatchObject({ ok: false, problem: { code: 'SITE_INVALID' } });
  });
});
