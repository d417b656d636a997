/** What tests and trainers ask of the practice room's server: to play a fault, and to say who was in a room. */
import * as v from 'valibot';
import { addressOf } from './exchange.ts';
import type { Request, Response } from './exchange.ts';
import { faultSchema } from './faults.ts';
import type { Faults } from './faults.ts';
import type { Witness } from './witness.ts';

const MAX_CONTROL_BYTES = 4096;

const askedSchema = v.pipe(v.string(), v.parseJson(), faultSchema);

/** Plays a fault. Only for this host, the gate beside it and scripts: another site's page is told so by its browser's header. */
export async function control(faults: Faults, request: Request, response: Response): Promise<void> {
  const site = request.headers['sec-fetch-site'] ?? 'none';
  const isJson = String(request.headers['content-type'] ?? '').startsWith('application/json');
  if (request.method !== 'POST' || !isJson) return void response.writeHead(405, { Allow: 'POST' }).end();
  if (site === 'cross-site') return void response.writeHead(403).end();
  const fault = v.safeParse(askedSchema, await bodyOf(request));
  if (!fault.success)
    return void response.writeHead(400, { 'Content-Type': 'text/plain' }).end(v.summarize(fault.issues));
  faults.play(fault.output);
  response.writeHead(204).end();
}

/** Who was in a room together, and who knocks now. Names stand in it: only for this host, the gate beside it and scripts. */
export function testify(witness: Witness, request: Request, response: Response): void {
  if (request.headers['sec-fetch-site'] === 'cross-site') return void response.writeHead(403).end();
  const room = addressOf(request).searchParams.get('room') ?? '';
  const seen = { moments: witness.of(room), knocking: witness.knockingAt(room) };
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(seen));
}

async function bodyOf(request: Request): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_CONTROL_BYTES) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
