import { CompactSign } from 'jose/jws/compact/sign';
import { refused, type Parsed } from '../errors.ts';
import { canonical } from '../service/canonical.ts';
import type { FiledReceipt, TeamKey } from './office-shape.ts';
import { thumbprint } from './thumbprint.ts';

export const EXPORT_FORMAT = 'einlass-receipts/1';
export const RECORD_TYPE = 'einlass-record+jws';

/** Hands every wanted record to `use` and returns what came of each. */
export type Collect = (
  use: (filed: FiledReceipt) => Promise<string>,
) => Promise<Parsed<{ readonly parts: readonly string[]; readonly unreadable: number }>>;

/**
 * Writes records as JSON, each a compact JWS (ES256, RFC 7515) of its own over its canonical form, so that one of them can
 * be handed on and still be verified: the public key and its thumbprint stand beside them. Refuses with EXPORT_INVALID
 * when it becomes longer than a browser's longest text, and as `collect` does.
 */
export async function exportRecords(team: TeamKey, now: number, collect: Collect): Promise<Parsed<string>> {
  const kid = await thumbprint(team.signing.public);
  const collected = await collect((filed) => sign(filed, team, kid));
  if (!collected.ok) return collected;
  const { parts, unreadable } = collected.value;
  const signer = { kid, key: team.signing.public };
  try {
    const text = JSON.stringify(
      { format: EXPORT_FORMAT, exportedAt: new Date(now).toISOString(), signer, unreadable, records: parts },
      null,
      1,
    );
    return { ok: true, value: `${text}\n` };
  } catch (error) {
    // RangeError: about half a gigabyte is the end in Chromium.
    return refused('EXPORT_INVALID', `${parts.length} records are too many for one file (${String(error)})`);
  }
}

async function sign(filed: FiledReceipt, { signing }: TeamKey, kid: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(canonical(filed)))
    .setProtectedHeader({ alg: 'ES256', typ: RECORD_TYPE, kid })
    .sign(signing.private);
}
