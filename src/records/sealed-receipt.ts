import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { refused, type Parsed } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import type { TeamKey } from './office-shape.ts';
import { thumbprint } from './thumbprint.ts';

/*
 * A client's page loads this module when there is something to seal. What only the counsellor needs comes by itself, so
 * that no phone has to load it.
 */

const CONTENT_TYPE = 'application/vnd.einlass.receipt+json';
/** Characters; the same limit as in the mailbox. */
const MOST = 200_000;

/**
 * Seals a receipt to a team key: compact JWE, ECDH-ES with A256GCM (RFC 7516, 7518). Hand in the copy that is meant for
 * the counsellor (`counsellorCopy`). Throws only when `to` is no point of the curve or WebCrypto is missing.
 */
export async function sealReceipt(receipt: Receipt, to: PublicKeyJwk): Promise<string> {
  const { kty, crv, x, y } = to;
  const [key, kid] = await Promise.all([
    crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDH', namedCurve: 'P-256' }, false, []),
    thumbprint(to),
  ]);
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', cty: CONTENT_TYPE, kid })
    .encrypt(key);
}

/**
 * Opens a sealed receipt. Refuses with RECEIPT_FOREIGN when it is sealed to another key, with RECEIPT_UNREADABLE when it
 * was changed, is too long, or holds something else than a receipt. Never throws.
 */
export async function openSealedReceipt(jwe: string, key: Pick<TeamKey, 'id' | 'sealing'>): Promise<Parsed<Receipt>> {
  if (jwe.length > MOST) return refused('RECEIPT_UNREADABLE', `${jwe.length} characters`);
  try {
    const [{ compactDecrypt }, { decodeProtectedHeader }, { parseSentReceipt }] = await Promise.all([
      import('jose/jwe/compact/decrypt'),
      import('jose/decode/protected_header'),
      import('./filed-schema.ts'),
    ]);
    const { kid } = decodeProtectedHeader(jwe);
    if (typeof kid === 'string' && kid !== key.id) return refused('RECEIPT_FOREIGN', `sealed to ${kid.slice(0, 43)}`);
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, key.sealing.private, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.cty !== CONTENT_TYPE) return refused('RECEIPT_UNREADABLE', 'another kind of content');
    return parseSentReceipt(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext)));
  } catch (error) {
    // No JWE, a changed byte, no JSON: whatever it is, nothing in it can be believed.
    return refused('RECEIPT_UNREADABLE', error instanceof Error ? error.message : 'not a receipt');
  }
}
