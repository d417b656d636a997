import { createLocalJWKSet } from 'jose/jwks/local';
import { CompactSign } from 'jose/jws/compact/sign';
import { compactVerify } from 'jose/jws/compact/verify';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Parsed } from '../../../src/errors.ts';
import type { Receipt } from '../../../src/gate/receipt.ts';
import type { Change } from '../../../src/records/archive-write.ts';
import { exportRecords, RECORD_TYPE, type Collect } from '../../../src/records/export.ts';
import { fileIssue } from '../../../src/records/filing.ts';
import { importRecords } from '../../../src/records/import.ts';
import type { FiledReceipt, TeamKey } from '../../../src/records/office-shape.ts';
import { makeTeamKey } from '../../../src/records/team-key.ts';
import { thumbprint } from '../../../src/records/thumbprint.ts';
import { exampleReceipt, receiptFor, recordId, VERIFIED } from '../../fixtures/filed.ts';

interface Exported {
  format: string;
  signer: { kid: string; key: { kty: 'EC'; crv: 'P-256'; x: string; y: string } };
  records: string[];
}

const NOW = Date.UTC(2026, 10, 22);
let team: TeamKey;
let other: TeamKey;
let example: Receipt;
let here: Map<string, FiledReceipt>;

const teamKey = async (): Promise<TeamKey> => {
  const made = await makeTeamKey('ein langer Satz');
  if (!made.ok) throw new Error(made.problem.detail);
  return made.value.key;
};

const filed = (number: number, name: string): FiledReceipt => {
  const receipt = receiptFor(example, { id: recordId(number), name, at: NOW });
  const result = fileIssue(null, { receipt, verification: VERIFIED, until: null });
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
};

const exportOf = async (all: readonly FiledReceipt[], by = team): Promise<Exported> => {
  const text = await exportRecords(by, NOW, async (use) => {
    return { ok: true, value: { parts: await Promise.all(all.map(use)), unreadable: 0 } };
  });
  if (!text.ok) throw new Error(text.problem.detail);
  return JSON.parse(text.value) as Exported;
};

/** What the archive does, in memory. */
const change = (changes: readonly Change[]): Promise<readonly Parsed<FiledReceipt>[]> =>
  Promise.resolve(
    changes.map(({ recordId: id, decide }) => {
      const result = decide(here.get(id) ?? null);
      if (result.ok) here.set(id, result.value);
      return result;
    }),
  );

const read = (file: unknown) => importRecords(typeof file === 'string' ? file : JSON.stringify(file), team, change);

beforeAll(async () => {
  example = await exampleReceipt();
  [team, other] = [await teamKey(), await teamKey()];
});

beforeEach(() => {
  here = new Map();
});

describe('an export', () => {
  it('is plain JOSE: anybody with the key beside it can verify each record', async () => {
    const { signer, records } = await exportOf([filed(1, 'Anna')]);
    expect(signer.kid).toBe(await thumbprint(signer.key));
    const keys = createLocalJWKSet({ keys: [{ ...signer.key, kid: signer.kid, alg: 'ES256' }] });
    const { payload } = await compactVerify(records[0] ?? '', keys);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(filed(1, 'Anna'));
  });

  it('comes back as it was', async () => {
    const all = [filed(1, 'Anna'), filed(2, 'Jörg 🙂')];
    expect(await read(await exportOf(all))).toEqual({ ok: true, value: { filed: 2, refused: [] } });
    expect([...here.values()]).toEqual(all);
  });

  it('that would be too long for a browser is refused, not cut', async () => {
    const all = [filed(1, 'Anna'), filed(2, 'Berta'), filed(3, 'Cem')];
    const collect: Collect = async (use) => {
      const parts: string[] = [];
      for (const one of all) parts.push(await use(one));
      return { ok: true, value: { parts, unreadable: 0 } };
    };
    expect(await exportRecords(team, NOW, collect, 20_000)).toMatchObject({ problem: { code: 'EXPORT_INVALID' } });
    expect((await exportRecords(team, NOW, collect, 60_000)).ok).toBe(true);
  });

  it('of nothing is an export of nothing', async () => {
    expect(await read(await exportOf([]))).toEqual({ ok: true, value: { filed: 0, refused: [] } });
  });

  it('loses one record when one character of it is changed, wherever that is; the others are filed', async () => {
    const file = await exportOf([filed(1, 'Anna'), filed(2, 'Berta')]);
    const jws = file.records[0] ?? '';
    const places = [
      0,
      1,
      30,
      jws.indexOf('.') + 1,
      jws.indexOf('.') + 700,
      jws.lastIndexOf('.') - 1,
      jws.lastIndexOf('.') + 3,
      jws.length - 1,
    ];
    for (const at of places) {
      const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      // The neighbour differs in the last bit only: where bits are spare, nothing else would change.
      const neighbour = characters[characters.indexOf(jws[at] ?? 'A') ^ 1] ?? 'A';
      here = new Map();
      const result = await read({
        ...file,
        records: [jws.slice(0, at) + neighbour + jws.slice(at + 1), file.records[1]],
      });
      expect([at, result.ok && result.value.filed, result.ok && result.value.refused.map(({ code }) => code)]).toEqual([
        at,
        1,
        ['RECEIPT_CHANGED'],
      ]);
      expect([...here.keys()]).toEqual([recordId(2)]);
    }
  });

  it('names the record that was changed', async () => {
    const file = await exportOf([filed(1, 'Anna'), filed(2, 'Berta')]);
    const signature = file.records[1]?.split('.')[2] ?? '';
    const forged = (file.records[1] ?? '').replace(signature, file.records[0]?.split('.')[2] ?? '');
    const result = await read({ ...file, records: [file.records[0], forged] });
    expect(result).toMatchObject({
      value: { filed: 1, refused: [{ code: 'RECEIPT_CHANGED', detail: `record 2: ${recordId(2)}` }] },
    });
  });

  it('of another team is refused by name, and nothing of it filed', async () => {
    const result = await read(await exportOf([filed(1, 'Anna')], other));
    expect(result).toMatchObject({
      value: { filed: 0, refused: [{ code: 'RECEIPT_FOREIGN', detail: `record 1: ${recordId(1)}` }] },
    });
    expect(here.size).toBe(0);
  });

  it('of another team under our name is still not ours', async () => {
    const foreign = await exportOf([filed(1, 'Anna')], other);
    const ours = await exportOf([]);
    expect(await read({ ...foreign, signer: ours.signer })).toMatchObject({ value: { filed: 0 } });
  });

  it.each([
    ['no record', { id: recordId(1) }, 'RECEIPT_UNREADABLE'],
    ['two records in one', () => ({ ...filed(1, 'Anna'), id: recordId(2) }), 'RECEIPT_UNREADABLE'],
  ])('whose signed content is %s is refused', async (_, content, code) => {
    const jws = await new CompactSign(
      new TextEncoder().encode(JSON.stringify(typeof content === 'function' ? content() : content)),
    )
      .setProtectedHeader({ alg: 'ES256', typ: RECORD_TYPE, kid: await thumbprint(team.signing.public) })
      .sign(team.signing.private);
    expect(await read({ ...(await exportOf([])), records: [jws] })).toMatchObject({
      value: { filed: 0, refused: [{ code }] },
    });
  });

  it('does not take another thing that was signed with the same key for a record', async () => {
    const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(filed(1, 'Anna'))))
      .setProtectedHeader({ alg: 'ES256', typ: 'other', kid: await thumbprint(team.signing.public) })
      .sign(team.signing.private);
    expect(await read({ ...(await exportOf([])), records: [jws] })).toMatchObject({ value: { filed: 0 } });
  });
});

describe('a file', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'PNG'],
    ['another JSON', '{"format":"einlass-receipts/1"}'],
    ['a list', '[]'],
    ['a later format', JSON.stringify({ format: 'einlass-receipts/2', signer: { kid: '' }, records: [] })],
  ])('that is %s is no export', async (_, text) => {
    expect(await read(text)).toMatchObject({ ok: false, problem: { code: 'EXPORT_INVALID' } });
  });

  it('that storage does not take is a failure of storage, not of the file', async () => {
    const full = (changes: readonly Change[]): Promise<readonly Parsed<FiledReceipt>[]> =>
      Promise.resolve(changes.map(() => ({ ok: false, problem: { code: 'STORAGE_UNAVAILABLE', detail: 'full' } })));
    const text = JSON.stringify(await exportOf([filed(1, 'Anna')]));
    expect(await importRecords(text, team, full)).toMatchObject({
      ok: false,
      problem: { code: 'STORAGE_UNAVAILABLE' },
    });
  });
});
