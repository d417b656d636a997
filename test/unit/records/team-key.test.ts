import * as fc from 'fast-check';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeKeyFile } from '../../../src/records/key-file.ts';
import { isLongEnough, keyName, makeTeamKey, openTeamKeyFile, type NewTeamKey } from '../../../src/records/team-key.ts';

const PASSPHRASE = 'vier Wörter für Zuhause';
let made: NewTeamKey;

beforeAll(async () => {
  const result = await makeTeamKey(PASSPHRASE);
  if (!result.ok) throw new Error(result.problem.detail);
  made = result.value;
});

const codeOf = async (text: string, passphrase = PASSPHRASE): Promise<string> => {
  const opened = await openTeamKeyFile(text, passphrase);
  return opened.ok ? 'opened' : opened.problem.code;
};

const withMembers = (changes: object): string => JSON.stringify({ ...(JSON.parse(made.file) as object), ...changes });
const jweOf = (file: string): string => (JSON.parse(file) as { jwe: string }).jwe;

describe('a team key', () => {
  it('comes out of its file again, and its private halves out of nothing', async () => {
    const opened = await openTeamKeyFile(made.file, PASSPHRASE);
    expect(opened).toMatchObject({
      ok: true,
      value: { id: made.key.id, signing: { public: made.key.signing.public } },
    });
    for (const { private: key } of [made.key.sealing, made.key.signing]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow();
    }
  });

  it('is another one each time, and so is its name', async () => {
    const other = await makeTeamKey(PASSPHRASE);
    if (!other.ok) throw new Error(other.problem.detail);
    expect(other.value.key.id).not.toBe(made.key.id);
    expect(keyName(other.value.key.id)).not.toBe(keyName(made.key.id));
    expect(keyName(made.key.id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('lies in a file that names itself and nothing else in the clear', () => {
    expect(Object.keys(JSON.parse(made.file) as object)).toEqual(['format', 'jwe', 'sha256']);
    const header = JSON.parse(
      atob(jweOf(made.file).split('.')[0]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''),
    ) as object;
    expect(header).toMatchObject({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 600_000 });
  });

  it.each([
    ['composed or decomposed', PASSPHRASE.normalize('NFD')],
    ['full-width letters of another keyboard', 'ｖｉｅｒ Wörter für Zuhause'],
    ['a space too many at the end', `${PASSPHRASE} `],
  ])('opens with the same words: %s', async (_, passphrase) => {
    expect(await codeOf(made.file, passphrase)).toBe('opened');
  });

  it.each([['Vier Wörter für Zuhause'], ['vier Wörter für Zuhaus'], ['']])(
    'does not open with "%s"',
    async (passphrase) => {
      expect(await codeOf(made.file, passphrase)).toBe('KEY_PASSPHRASE_WRONG');
    },
  );

  it.each([
    ['elf Zeichen', false],
    ['zwölf Zeichn', true],
    ['👩‍👩‍👧🙂🙂🙂🙂🙂🙂', false],
    ['🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂', true],
    ['            ', false],
    ['abc         ', false],
  ])('"%s": long enough is %s', async (passphrase, isEnough) => {
    expect(isLongEnough(passphrase)).toBe(isEnough);
    if (isEnough) return;
    expect(await makeTeamKey(passphrase)).toMatchObject({ ok: false, problem: { code: 'KEY_PASSPHRASE_SHORT' } });
  });
});

describe('a file', () => {
  it.each([
    ['nothing', ''],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR'],
    ['other JSON', '{"format":"something"}'],
    ['a receipt', '{"schemaVersion":"einlass-receipt/1"}'],
    ['no object', 'null'],
    ['a JWK', '{"kty":"EC","crv":"P-256"}'],
    ['far too much', `{"format":"einlass-team-key/1","jwe":"${'a'.repeat(20_000)}"}`],
  ])('that is %s is foreign', async (_, text) => {
    expect(await codeOf(text)).toBe('KEY_FILE_FOREIGN');
  });

  it.each([
    ['of the next version', () => JSON.stringify({ format: 'einlass-team-key/2', parts: [] })],
    ['of a version with other members', () => withMembers({ format: 'einlass-team-key/12', sha256: 'x' })],
  ])('%s is newer', async (_, text) => {
    expect(await codeOf(text())).toBe('KEY_FILE_NEWER');
  });

  it.each([
    ['cut off', () => made.file.slice(0, 400)],
    ['without its end', () => made.file.trimEnd().slice(0, -1)],
    ['with a changed checksum', () => withMembers({ sha256: '0'.repeat(64) })],
    ['without a checksum', () => withMembers({ sha256: undefined })],
    ['with a changed version', () => withMembers({ format: 'einlass-team-key/2' })],
  ])('%s is damaged', async (_, text) => {
    expect(await codeOf(text())).toBe('KEY_FILE_DAMAGED');
  });

  it('with a byte order mark opens', async () => {
    expect(await codeOf(`\uFEFF${made.file}`)).toBe('opened');
  });

  it('of which any one character was changed is never mistaken for a wrong passphrase', async () => {
    const { length } = made.file;
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 33, max: 126 }), async (at, code) => {
        const character = String.fromCharCode(code);
        fc.pre(made.file[at] !== character && /\S/.test(made.file[at] ?? ''));
        const changed = made.file.slice(0, at) + character + made.file.slice(at + 1);
        expect(['KEY_FILE_DAMAGED', 'KEY_FILE_FOREIGN', 'KEY_FILE_NEWER']).toContain(await codeOf(changed));
      }),
      { numRuns: 300 },
    );
  });

  it('whose sealed part was changed is damaged, at every one of its characters', async () => {
    const jwe = jweOf(made.file);
    for (let at = 0; at < jwe.length; at++) {
      const changed = jwe.slice(0, at) + (jwe[at] === 'A' ? 'B' : 'A') + jwe.slice(at + 1);
      expect(await codeOf(withMembers({ jwe: changed }))).toBe('KEY_FILE_DAMAGED');
    }
  });

  it.each([
    ['other content', 100_000, '{}'],
    ['a count that would keep the page busy', 2_000_001, '{}'],
  ])('made by somebody with the right checksum, but %s, is damaged', async (_, p2c, content) => {
    const jwe = await new CompactEncrypt(new TextEncoder().encode(content))
      .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
      .setKeyManagementParameters({ p2c })
      .encrypt(new TextEncoder().encode(PASSPHRASE));
    expect(await codeOf(await writeKeyFile(jwe))).toBe('KEY_FILE_DAMAGED');
  });
});
