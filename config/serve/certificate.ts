import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generate } from 'selfsigned';
import * as v from 'valibot';

const DAY = 24 * 60 * 60 * 1000;

const certificateSchema = v.object({ hosts: v.string(), key: v.string(), cert: v.string() });

export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
}

/**
 * A self-signed certificate for `hosts`, valid for a year. The one kept in `file` is used again as long as it is for the
 * same hosts and good for at least another day, so that people accept it in their browser once and not at every start.
 */
export async function certificateFor(hosts: readonly string[], file: string): Promise<Certificate> {
  const kept = await readKept(hosts, file);
  if (kept !== undefined) return kept;
  const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY),
    notAfterDate: new Date(Date.now() + 364 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  const certificate = { hosts: hosts.join(' '), key: made.private, cert: made.cert };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(certificate), { mode: 0o600 });
  return certificate;
}

async function readKept(hosts: readonly string[], file: string): Promise<Certificate | undefined> {
  try {
    const kept = v.parse(certificateSchema, JSON.parse(await readFile(file, 'utf8')));
    const goodUntil = Date.parse(new X509Certificate(kept.cert).validTo);
    return kept.hosts === hosts.join(' ') && goodUntil > Date.now() + DAY ? kept : undefined;
  } catch {
    // No file yet, or one that was damaged: a new certificate replaces it.
    return undefined;
  }
}
