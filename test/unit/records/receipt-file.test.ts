import { beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { toBase64url } from '../../../src/mailbox/base64url.ts';
import { checkCode } from '../../../src/mailbox/keys.ts';
import { writeReceiptFile } from '../../../src/records/receipt-file.ts';
import { ownerOfFile, readReceiptFile, type ReceiptFile } from '../../../src/records/receipt-file-read.ts';
import { exampleReceipt } from '../../fixtures/filed.ts';

const secretOf = (value: number): Uint8Array<ArrayBuffer> => new Uint8Array(16).fill(value);
const ANNA = { name: 'Anna', secret: toBase64url(secretOf(1)) };
const BEN = { name: 'Ben', secret: toBase64url(secretOf(2)) };

let receipt: Receipt;
let file: string;

const read = (text: string): ReceiptFile => {
  const parsed = readReceiptFile(text);
  if (!parsed.ok) throw new Error(`${parsed.problem.code}: ${parsed.problem.detail}`);
  return parsed.value;
};

/** The file after somebody has changed what is in it. */
const changed = (change: (json: Record<string, unknown>) => void): string => {
  const json = JSON.parse(file) as Record<string, unknown>;
  change(json);
  return JSON.stringify(json);
};

beforeAll(async () => {
  receipt = JSON.parse(JSON.stringify(await exampleReceipt())) as Receipt;
  file = await writeReceiptFile(receipt, secretOf(1));
});

describe('the file of a receipt', () => {
  it('is the receipt itself, in its own words, and a proof beside it', () => {
    const { linkProof, ...rest } = JSON.parse(file) as Receipt & { linkProof: string };
    expect(rest).toEqual(receipt);
    expect(linkProof).toMatch(/^[\w-]{43}$/);
  });

  it('belongs to the one whose personal link wrote it, also when an editor has laid it out anew', async () => {
    expect(read(file).receipt).toEqual(receipt);
    for (const text of [file, JSON.stringify(JSON.parse(file)), `\uFEFF${file}\r\n`]) {
      expect(await ownerOfFile(read(text), [BEN, ANNA])).toBe(ANNA);
    }
    expect(await ownerOfFile(read(file), [BEN])).toBeNull();
  });

  it('without a personal link has no proof, and belongs to nobody', async () => {
    const plain = await writeReceiptFile(receipt, null);
    expect(JSON.parse(plain)).toEqual(receipt);
    expect(read(plain).linkProof).toBeNull();
    expect(await ownerOfFile(read(plain), [ANNA, BEN])).toBeNull();
  });

  it('belongs to nobody any more when one letter of it is another one', async () => {
    const words = receipt.acknowledgements[0]?.statement ?? '';
    const places = [words, receipt.checkCode ?? '', receipt.issuedAt.time, receipt.recordId];
    for (const place of places) {
      const at = file.lastIndexOf(place) + place.length - 1;
      const other = file[at] === '1' ? '2' : '1';
      const text = file.slice(0, at) + other + file.slice(at + 1);
      const parsed = readReceiptFile(text);
      expect([place, parsed.ok && (await ownerOfFile(parsed.value, [ANNA, BEN]))]).toEqual([
        place,
        parsed.ok ? null : false,
      ]);
    }
  });

  it.each([
    ['of somebody else', async () => JSON.parse(await writeReceiptFile(receipt, secretOf(2))) as { linkProof: string }],
    [
      'of another receipt',
      async () =>
        JSON.parse(await writeReceiptFile({ ...receipt, language: 'en' }, secretOf(1))) as { linkProof: string },
    ],
    [
      // Everybody in the lobby sees the code: it must not be what vouches.
      'made of the check code',
      async () => ({
        linkProof: (
          await checkCode(secretOf(1), { room: receipt.session.appointment, displayName: 'Anna', profileVersion: '3' })
        ).padEnd(43, 'A'),
      }),
    ],
  ])('with the proof %s is not hers', async (_what, proof) => {
    const { linkProof } = await proof();
    const text = changed((json) => (json['linkProof'] = linkProof));
    expect(await ownerOfFile(read(text), [ANNA])).toBeNull();
  });

  it('is compared with no secret that is none', async () => {
    expect(await ownerOfFile(read(file), [{ secret: '' }, { secret: '§§' }, { secret: 'A' }])).toBeNull();
  });
});

describe('what is no such file', () => {
  it.each<[string, () => string, string]>([
    ['nothing', () => '', 'RECEIPT_FILE_FOREIGN'],
    ['no JSON', () => 'PNG', 'RECEIPT_FILE_FOREIGN'],
    ['a list', () => '[]', 'RECEIPT_FILE_FOREIGN'],
    ['another JSON', () => '{"schemaVersion":"2.0"}', 'RECEIPT_FILE_FOREIGN'],
    ['an export of the desk', () => '{"format":"einlass-receipts/1","records":[]}', 'RECEIPT_FILE_FOREIGN'],
    ['a key file', () => '{"format":"einlass-team-key/1","jwe":"a"}', 'RECEIPT_FILE_FOREIGN'],
    ['the half of one', () => file.slice(0, file.length / 2), 'RECEIPT_UNREADABLE'],
    ['one without its end', () => file.slice(0, -1), 'RECEIPT_UNREADABLE'],
    ['one that lacks a part', () => changed((json) => delete json['purposes']), 'RECEIPT_UNREADABLE'],
    ['one with more in it', () => changed((json) => (json['admin'] = true)), 'RECEIPT_UNREADABLE'],
    [
      'one of a later kind',
      () => changed((json) => (json['schemaVersion'] = 'einlass-receipt/2')),
      'RECEIPT_UNREADABLE',
    ],
    ['one with a proof of another shape', () => changed((json) => (json['linkProof'] = 'x')), 'RECEIPT_UNREADABLE'],
    ['one with null for a proof', () => changed((json) => (json['linkProof'] = null)), 'RECEIPT_UNREADABLE'],
    ['one that never ends', () => `${' '.repeat(500_001)}${file}`, 'RECEIPT_FILE_TOO_LARGE'],
  ])('%s', (_what, text, code) => {
    expect(readReceiptFile(text())).toMatchObject({ ok: false, problem: { code } });
  });
});
