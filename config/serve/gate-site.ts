import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Request, Response } from '../../src/practice/exchange.ts';
import { findFile, sendFile, sendJson, sendText } from './files.ts';
import { cacheControl, gateHeaders } from './headers.ts';
import { ARCHIVE_PATH, type ArchiveServer } from './archive.ts';
import type { MailboxServer } from './mailbox.ts';

export interface GateSite {
  /** The built site, `dist/site`. */
  readonly siteDirectory: string;
  /** The prepared `external_api.js`. */
  readonly externalApi: string;
  readonly jitsiOrigin: string;
  readonly mailbox: MailboxServer;
  readonly archive: ArchiveServer;
}

/** Only what this server changes; the rest of the file belongs to the operator and passes through. */
const siteSchema = v.looseObject({ jitsi: v.optional(v.looseObject({}), {}) });

/** Answers one request to the gate as the nginx of a city would: files, headers, nothing that runs. */
export async function answerAsGate(site: GateSite, request: Request, response: Response): Promise<void> {
  const path = new URL(request.url ?? '/', 'https://gate.invalid').pathname;
  for (const [name, value] of Object.entries(gateHeaders(site.jitsiOrigin))) response.setHeader(name, value);
  response.setHeader('Cache-Control', cacheControl(path));
  if (site.mailbox.takes(request)) return site.mailbox.answer(request, response);
  if (site.archive.takes(request)) return site.archive.answer(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendText(response, 405, 'Nur lesen / read only');
  }
  if (path === '/site.json') return sendJson(request, response, await siteFor(site));
  const file = path === '/jitsi/external_api.js' ? site.externalApi : await findFile(site.siteDirectory, path);
  if (file === undefined) return sendText(response, 404, 'Nicht gefunden / not found');
  return sendFile(request, response, file);
}

/**
 * `site.json` as published, but pointing to the practice room and saying so, and with the archive folder that is offered
 * here: the real file names the city's Jitsi, and an archive only where the city has set one up.
 */
async function siteFor(site: GateSite): Promise<unknown> {
  const published = v.parse(siteSchema, JSON.parse(await readFile(join(site.siteDirectory, 'site.json'), 'utf8')));
  return {
    archive: ARCHIVE_PATH,
    ...published,
    practice: true,
    jitsi: { ...published.jitsi, origin: site.jitsiOrigin },
  };
}
