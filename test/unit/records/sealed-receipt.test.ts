import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { beforeAll, describe, expect, it } from 'vitest';
import { counsellorCopy, type Receipt } from '../../../src/gate/receipt.ts';
import type { TeamKey } from '../../../src/records/office-shape.ts';
import { openSealedReceipt, sealReceipt } from '../../../src/records/sealed-receipt.ts';
import { makeTeamKey } from '../../../src/records/team-key.ts';
import { exampleReceipt } from '../../fixtures/filed.ts';

let receipt: Receipt;
let team: TeamKey;
let other: TeamKey;

const teamKey = async (): Promise<TeamKey> => {
  const made = await makeTeamKey('ein langer Satz');
  if (!made.ok) throw new Error(made.problem.detail);
  return made.value.key;
};

beforeAll(async () => {
  receipt = counsellorCopy(await exampleReceipt());
  [team, other] = [await teamKey(), await teamKey()];
});

const codeOf = async (jwe: string, key = team): Promise<string> => {
  const opened = await openSealedReceipt(jwe, key);
  return opened.ok ? 'opened' : opened.problem.code;
};

/** Something else, properly sealed to the team. */
const sealed = async (content: string, header: object = {}): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      cty: 'application/vnd.einlass.receipt+json',
      kid: team.id,
      ...header,
    })
    .encrypt({ ...team.sealing.public });

describe('a sealed receipt', () => {
  it('is opened by its team, unchanged', async () => {
    expect(await openSealedReceipt(await sealReceipt(receipt, team.sealing.public), team)).toEqual({
      ok: true,
      value: receipt,
    });
  });

  it('is plain JOSE: others can open it and see for whom it is', async () => {
    const opened = await compactDecrypt(await sealReceipt(receipt, team.sealing.public), team.sealing.private);
    expect(opened.protectedHeader).toMatchObject({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      kid: await calculateJwkThumbprint({ ...team.sealing.public }),
    });
    expect(team.id).toBe(opened.protectedHeader.kid);
  });

  it('is sealed anew each time, and shows nothing of what is in it', async () => {
    const [one, two] = [
      await sealReceipt(receipt, team.sealing.public),
      await sealReceipt(receipt, team.sealing.public),
    ];
    expect(one).not.toBe(two);
    expect(one).not.toContain('Ahrens');
  });

  it('fits the mailbox: 32 kB with the envelope around it', async () => {
    expect((await sealReceipt(receipt, team.sealing.public)).length).toBeLessThan(32_000);
  });

  it('of another team is foreign, by name', async () => {
    const opened = await openSealedReceipt(await sealReceipt(receipt, other.sealing.public), team);
    expect(opened).toMatchObject({
      ok: false,
      problem: { code: 'RECEIPT_FOREIGN', detail: expect.stringContaining(other.id) },
    });
  });

  it('does not open when any part of it is changed', async () => {
    const parts = (await sealReceipt(receipt, team.sealing.public)).split('.');
    for (const [index, part] of parts.entries()) {
      if (part === '') continue;
      const changed = parts.map((one, at) => (at === index ? (one.startsWith('A') ? 'B' : 'A') + one.slice(1) : one));
      expect(await codeOf(changed.join('.'))).toBe('RECEIPT_UNREADABLE');
    }
  });

  it.each([
    ['no JWE', () => 'no.jwe'],
    ['nothing', () => ''],
    ['far too long', () => 'a'.repeat(200_001)],
    ['an appointment', () => sealed('{"id":"x"}')],
    ['no JSON', () => sealed('Anna')],
    ['bytes that are no text', () => sealed('\uD800')],
    ['another kind of content', () => sealed(JSON.stringify(receipt), { cty: 'text/plain' })],
    ['a receipt with a member too many', () => sealed(JSON.stringify({ ...receipt, extra: 1 }))],
    [
      'a receipt of the thirteenth month',
      () => sealed(JSON.stringify({ ...receipt, issuedAt: { time: '2026-13-01T00:00:00+00:00', zone: 'UTC' } })),
    ],
  ])('that is %s cannot be read', async (_, make) => {
    expect(await codeOf(await make())).toBe('RECEIPT_UNREADABLE');
  });

  it('cannot be made for something that is no point of the curve', async () => {
    const { x } = team.sealing.public;
    await expect(sealReceipt(receipt, { ...team.sealing.public, y: x })).rejects.toThrow();
  });
});
