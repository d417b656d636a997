import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkCode, displayCode, mailboxFolder, messageKey, spellCode } from '../../../src/mailbox/keys.ts';
import { bytes } from './support.ts';

const SECRET = bytes(16, 101);
const SUBJECT = { room: '04106', displayName: 'Anna', profileVersion: '3' };

/** The same again with node:crypto and string arithmetic, sharing no line with the code under test. */
function derive(label: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', SECRET, '', label, length));
}

function crockford(raw: Uint8Array): string {
  const bits = [...raw].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function expectedCode(subject: typeof SUBJECT): string {
  const hmac = createHmac('sha256', derive('einlass/1/check-code', 32));
  for (const part of [
    'einlass/1/check-code/room,name,profile',
    subject.room,
    subject.displayName,
    subject.profileVersion,
  ]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(part));
    hmac.update(length).update(part);
  }
  return crockford(hmac.digest())
    .replace(/^[0-9]+/, '')
    .slice(0, 6);
}

describe('the check code', () => {
  test.each([
    SUBJECT,
    { ...SUBJECT, displayName: '' },
    { ...SUBJECT, displayName: 'Müller 王 🦔' },
    { ...SUBJECT, room: 'f'.repeat(26), profileVersion: '2026-11-22' },
  ])('is what node:crypto says for %o', async (subject) => {
    expect(await checkCode(SECRET, subject)).toBe(expectedCode(subject));
  });

  test('never changes for a link that is already out', async () => {
    expect(await checkCode(SECRET, SUBJECT)).toBe('XFVZ68');
    expect(await mailboxFolder(SECRET)).toBe('ax2v8msf2v61ypwrrs04n2ymw4');
  });

  test.each([
    ['another room', SECRET, { ...SUBJECT, room: '04107' }],
    ['another name', SECRET, { ...SUBJECT, displayName: 'Anne' }],
    ['another profile version', SECRET, { ...SUBJECT, profileVersion: '4' }],
    ['another secret', bytes(16, 102), SUBJECT],
    ['parts shifted from one field to the next', SECRET, { ...SUBJECT, room: '0410', displayName: '6Anna' }],
  ])('differs for %s', async (_, secret, subject) => {
    expect(await checkCode(secret, subject)).not.toBe(await checkCode(SECRET, SUBJECT));
  });

  test('begins with a letter and has six characters, 500 times', async () => {
    for (let index = 0; index < 500; index++) {
      expect(await checkCode(SECRET, { ...SUBJECT, room: `${index}` })).toMatch(
        /^[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{5}$/,
      );
    }
  });

  test('is shown in two groups and spelt one by one', () => {
    expect(displayCode('K7F2QX')).toBe('K7F 2QX');
    expect(spellCode('K7F2QX')).toBe('K, 7, F, 2, Q, X');
  });
});

describe('the mailbox', () => {
  test('has the folder that node:crypto says', async () => {
    expect(await mailboxFolder(SECRET)).toBe(crockford(derive('einlass/1/mailbox-folder', 16)).toLowerCase());
    expect(await mailboxFolder(SECRET)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });

  test('has another folder for another secret', async () => {
    expect(await mailboxFolder(bytes(16))).not.toBe(await mailboxFolder(SECRET));
  });

  test('has a message key that is the one node:crypto says and stays in the browser', async () => {
    const key = await messageKey(SECRET);
    const iv = bytes(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes(5));
    const same = await crypto.subtle.importKey(
      'raw',
      Uint8Array.from(derive('einlass/1/message', 32)),
      'AES-GCM',
      false,
      ['decrypt'],
    );
    expect(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, same, sealed))).toStrictEqual(bytes(5));
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  test('does not open for another secret', async () => {
    const iv = bytes(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await messageKey(bytes(16)), bytes(5));
    await expect(crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await messageKey(SECRET), sealed)).rejects.toThrow();
  });
});
