import { CompactSign } from 'jose/jws/compact/sign';
import { refused, type Parsed } from '../errors.ts';
import { canonical } from '../service/canonical.ts';
import type { FiledReceipt, TeamKey } from './office-shape.ts';
import { thumbprint } from './thumbprint.ts';

export const EXPORT_FORMAT = 'einlass-receipts/1';
/** Characters. About half a gigabyte is the longest text of a browser. */
export const EXPORT_MOST = 400_000_000;
export const RECORD_TYPE = 'einlass-record+jws';

/** Hands every wanted record to `use` and returns what came of each. */
export type Collect = (
  use: (filed: FiledReceipt) => Promise<string>,
) => Promise<Parsed<{ readonly parts: readonly string[]; readonly unreadable: number }>>;

/**
 * Writes records as JSON, each a compact JWS (ES256, RFC 7515) of its own over its canonical form, so that one of them can
 * be handed on and still be verified: the public key and its thumbprint stand beside them. Refuses with EXPORT_INVALID
 * when it becomes longer than `most` characters, and as `collect` does.
 */
export async function exportRecords(
  team: TeamKey,
  now: number,
  collect: Collect,
  most = EXPORT_MOST,
): Promise<Parsed<string>> {
  const kid = await thumbprint(team.signing.public);
  let length = 0;
  const collected = await collect(async (filed) => {
    // What is too much already is only counted: a page that runs out of memory could not say so any more.
    const jws = length > most ? '' : await signRecord(filed, team, kid);
    length += jws.length;
    return jws;
  });
  if (!collected.ok) return collected;
  const { parts, unreadable } = collected.value;
  if (length > most) return refused('EXPORT_INVALID', `${parts.length} records are too many for one file`);
  const signer = { kid, key: team.signing.public };
  const exportedAt = new Date(now).toISOString();
  const text = JSON.stringify({ format: EXPORT_FORMAT, exportedAt, signer, unreadable, records: parts }, null, 1);
  return { ok: true, value: `${text}\n` };
}

/** One record as a compact JWS; `kid` is the thumbprint of the team's signing key. */
export async function signRecord(filed: FiledReceipt, { signing }: TeamKey, kid: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(canonical(filed)))
    .setProtectedHeader({ alg: 'ES256', typ: RECORD_TYPE, kid })
    .sign(signing.private);
}
