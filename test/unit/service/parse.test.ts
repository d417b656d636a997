import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FILE_LENGTH, parseJson, parseProfile, parseSite, parseTexts } from '../../../src/service/parse.ts';
import { parseLock } from '../../../src/service/lint.ts';
import { fixtureProfile, fixtureSite, fixtureText } from '../../fixtures/services/files.ts';

const PARSERS = [parseProfile, parseTexts, parseSite, parseLock];
const base = fixtureProfile();

describe('parsing', () => {
  it('takes any string without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const json = parseJson(text, 'f.json', 'TEXTS_INVALID');
        for (const parse of PARSERS) if (json.ok) expect(typeof parse(json.value, 'f.json').ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('takes any value without an exception, and says file and reason', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (value) => {
          for (const parse of [parseProfile, parseTexts, parseSite]) {
            const parsed = parse(value, 'f.json');
            expect(parsed.ok).toBe(false);
            if (!parsed.ok) expect(parsed.problem.detail).toMatch(/^f\.json, .+/);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes a profile with one member replaced by anything: a value or a refusal that names the member', () => {
    const keys = fc.constantFrom(...Object.keys(base));
    fc.assert(
      fc.property(keys, fc.jsonValue(), (key, value) => {
        const parsed = parseProfile({ ...base, [key]: value });
        if (!parsed.ok) expect(parsed.problem.detail).toContain(key);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /kein gültiges JSON/],
    ['a page instead of a file', '<!doctype html>', /kein gültiges JSON/],
    ['a file cut off', '{"schema": 1, "id"', /kein gültiges JSON/],
    ['a file of deep nests', `${'['.repeat(MAX_FILE_LENGTH / 2)}`, /kein gültiges JSON/],
    ['one character too many', `"${'x'.repeat(MAX_FILE_LENGTH - 1)}"`, /262145 Zeichen/],
  ])('refuses %s', (_name, text, detail) => {
    const parsed = parseJson(text, 'f.json', 'PROFILE_INVALID');
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'PROFILE_INVALID' } });
    if (!parsed.ok) expect(parsed.problem.detail).toMatch(detail);
  });

  it.each([
    ['the longest file', `"${'x'.repeat(MAX_FILE_LENGTH - 2)}"`],
    ['a byte order mark', '\uFEFF{}'],
    ['white space', ' \n[]\n '],
  ])('takes %s', (_name, text) => {
    expect(parseJson(text, 'f.json', 'PROFILE_INVALID').ok).toBe(true);
  });
});

describe('parseProfile', () => {
  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      'an unknown basis',
      { purposes: [{ ...base.purposes[0], legalBasis: '6-1-f' }] },
      /^profile\.json, purposes\[0\]\.legalBasis: "6-1-f", erwartet .*"6-1-a"/,
    ],
    ['a missing part', { access: { lobby: 'on' } }, /access\.password: fehlt, erwartet/],
    ['an unknown part', { access: { ...base.access, door: 'open' } }, /access\.door: unbekanntes Feld/],
    ['no German title', { title: { en: 'Only English' } }, /title: .*German title/],
    ['a day that is none', { effective: '22.11.2026' }, /effective: "22\.11\.2026"/],
    ['a span that is none', { consentHolds: 'two years' }, /consentHolds/],
    ['no purposes', { purposes: [] }, /purposes: 0, erwartet >=1/],
    ['an unknown step', { steps: ['arrive', 'dance', 'waiting'] }, /steps\[1\]: "dance"/],
    ['no way to withdraw here', { withdrawal: { channels: ['letter'] } }, /withdrawal\.channels/],
    ['a text id with a slash', { acknowledgements: ['../ack'] }, /acknowledgements\[0\]/],
    ['a phone with letters', { helpline: { phone: 'call me', email: null } }, /helpline\.phone/],
    ['another schema', { schema: 2 }, /schema: 2, erwartet 1/],
    ['many mistakes', Object.fromEntries(Object.keys(base).map((key) => [key, 0])), /und \d+ weitere$/],
  ])('refuses %s', (_name, changes, detail) => {
    const parsed = parseProfile({ ...base, ...changes });
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'PROFILE_INVALID' } });
    if (!parsed.ok) expect(parsed.problem.detail).toMatch(detail);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['missing facts', { free: null, dataProtectionOfficer: null, supervisoryAuthority: null, recipients: null }],
    ['a pointer to the schema', { $schema: '../profile.schema.json' }],
    ['a span of months', { consentHolds: 'P24M' }],
    [
      'a service run by somebody else',
      { operator: { kind: 'processor', name: 'Rechenzentrum', agreement: 'AVV 2026' } },
    ],
  ])('takes %s', (_name, changes) => {
    expect(parseProfile({ ...base, ...changes }).ok).toBe(true);
  });
});

describe('parseTexts', () => {
  const file = (...texts: readonly unknown[]) => ({ language: 'de', checkedBy: null, texts });

  it.each([
    [
      'paragraphs and lists',
      file(fixtureText('info.how', 'de', { body: ['Ein Satz.', { lead: 'Sie brauchen:', list: ['Ruhe'] }] })),
    ],
    ['no texts', file()],
    ['Leichte Sprache', { ...file(), language: 'de-simple' }],
    ['Arabic', { ...file(), language: 'ar' }],
  ])('takes %s', (_name, json) => {
    expect(parseTexts(json).ok).toBe(true);
  });

  it.each([
    ['version 0', file({ ...fixtureText('info.how', 'de'), version: 0 })],
    ['an empty sentence', file({ ...fixtureText('info.how', 'de'), statement: '  ' })],
    ['markup in a member that does not exist', file({ ...fixtureText('info.how', 'de'), html: '<b>' })],
    ['an id without a group', file({ ...fixtureText('how', 'de') })],
    ['a language that is a path', { ...file(), language: '../de' }],
    ['texts that are no list', { ...file(), texts: {} }],
  ])('refuses %s', (_name, json) => {
    expect(parseTexts(json)).toMatchObject({ ok: false, problem: { code: 'TEXTS_INVALID' } });
  });
});

describe('parseSite', () => {
  it('takes the fixture', () => {
    expect(parseSite(fixtureSite()).ok).toBe(true);
  });

  it.each([
    ['the public Jitsi', { jitsi: { origin: 'https://meet.jit.si', peerToPeer: false } }],
    ['a Jitsi with a path', { jitsi: { origin: 'https://meet.stadt.example/x', peerToPeer: false } }],
    ['no services', { services: [] }],
    ['a service that is a path', { services: ['../x'] }],
    ['a logo elsewhere', { logo: 'https://elsewhere.example/logo.svg' }],
    ['a colour by name', { accent: { light: 'red', dark: '#000000' } }],
  ])('refuses %s', (_name, changes) => {
    expect(parseSite({ ...fixtureSite(), ...changes })).toMatchObject({ ok: false, problem: { code: 'SITE_INVALID' } });
  });
});
