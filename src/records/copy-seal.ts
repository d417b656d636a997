import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { refused, type Parsed } from '../errors.ts';
import { COPY_MOST } from './copy-folder.ts';
import { signRecord } from './export.ts';
import type { FiledReceipt, TeamKey } from './office-shape.ts';
import { readRecord, type Reader } from './signed-record.ts';
import { thumbprint } from './thumbprint.ts';

const CONTENT_TYPE = 'application/vnd.einlass.record+jws';

/**
 * A record as it goes into the archive folder: signed by the team, because everybody who has a personal link knows the key
 * to which it is sealed, and sealed to the team (compact JWE, ECDH-ES with A256GCM), because others keep it.
 */
export async function sealCopy(filed: FiledReceipt, team: TeamKey): Promise<string> {
  const jws = await signRecord(filed, team, await thumbprint(team.signing.public));
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const to = await crypto.subtle.importKey('jwk', { ...team.sealing.public }, algorithm, false, []);
  return new CompactEncrypt(new TextEncoder().encode(jws))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', cty: CONTENT_TYPE, kid: team.id })
    .encrypt(to);
}

/**
 * Opens a copy. Refuses with RECEIPT_FOREIGN what is sealed to another team, with RECEIPT_CHANGED what this team did not
 * sign like this, with RECEIPT_UNREADABLE everything that is no copy or too long. Never throws.
 */
export async function openCopy(jwe: string, team: TeamKey, reader: Reader): Promise<Parsed<FiledReceipt>> {
  if (jwe.length > COPY_MOST) return refused('RECEIPT_UNREADABLE', `${jwe.length} characters`);
  try {
    const { kid } = decodeProtectedHeader(jwe);
    if (typeof kid === 'string' && kid !== team.id) return refused('RECEIPT_FOREIGN', `sealed to ${kid.slice(0, 43)}`);
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, team.sealing.private, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.cty !== CONTENT_TYPE) return refused('RECEIPT_UNREADABLE', 'another kind of content');
    return await readRecord(new TextDecoder().decode(plaintext), reader, null);
  } catch (error) {
    // A login page, half a file, a changed byte: whatever it is, nothing in it can be believed.
    return refused('RECEIPT_UNREADABLE', error instanceof Error ? error.message.slice(0, 100) : 'no copy');
  }
}
