import { compactVerify } from 'jose/jws/compact/verify';
import { refused, type Parsed } from '../errors.ts';
import { fromBase64url } from '../mailbox/base64url.ts';
import { RECORD_TYPE } from './export.ts';
import { parseFiled } from './filed-schema.ts';
import type { FiledReceipt, TeamKey } from './office-shape.ts';
import { thumbprint } from './thumbprint.ts';

/** What signed records of one team are verified with. */
export interface Reader {
  readonly key: CryptoKey;
  /** Thumbprint of the team's signing key. */
  readonly own: string;
}

export async function readerOf({ signing }: TeamKey): Promise<Reader> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', { ...signing.public }, algorithm, false, ['verify']);
  return { key, own: await thumbprint(signing.public) };
}

/** Reads one signed record by itself; `from` is whose the file says it is, null where it does not say. */
export async function readRecord(
  jws: string,
  { key, own }: Reader,
  from: string | null,
): Promise<Parsed<FiledReceipt>> {
  const name = nameIn(jws);
  // A last character can be another one and mean the same; "one changed byte" has no exceptions.
  const isExact = jws.split('.').every((part) => fromBase64url(part)?.exact === true);
  if (!isExact) return refused('RECEIPT_CHANGED', name);
  let payload: Uint8Array;
  try {
    const { payload: verified, protectedHeader } = await compactVerify(jws, key, { algorithms: ['ES256'] });
    if (protectedHeader.typ !== RECORD_TYPE || protectedHeader.kid !== own) return refused('RECEIPT_FOREIGN', name);
    payload = verified;
  } catch {
    // JOSE says of a wrong signature no more than that; who wrote the file tells another team's from a changed one.
    return refused(from === null || from === own ? 'RECEIPT_CHANGED' : 'RECEIPT_FOREIGN', name);
  }
  try {
    const filed = parseFiled(JSON.parse(new TextDecoder().decode(payload)));
    return filed.ok ? filed : refused('RECEIPT_UNREADABLE', `${name}, ${filed.problem.detail}`);
  } catch {
    return refused('RECEIPT_UNREADABLE', name);
  }
}

/** The number that an unverified record gives itself: good enough to say which one is meant. */
function nameIn(jws: string): string {
  const bytes = fromBase64url(jws.split('.')[1] ?? '')?.bytes ?? new Uint8Array();
  const id = /"recordId":"([\w-]{1,60})"/.exec(new TextDecoder().decode(bytes))?.[1];
  return id ?? 'without a legible number';
}
