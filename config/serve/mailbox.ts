import type { Request, Response } from '../../src/practice/exchange.ts';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { end, pathOf, readAtMost } from './storing.ts';

const ENTRY = /^\/ablage\/([0-9a-z]{26})\/([cb])([0-9]{4})$/;
const CONTROL = '/practice/mailbox';
const ENTRY_MAX_BYTES = 32 * 1024;
const CONTROL_MAX_BYTES = 4096;

/**
 * What can go wrong with a mailbox. `folder` and `log` narrow it down, so that tests beside each other do not meet.
 * `lostAnswers` stores what is written and then drops the line; `full` and `tooLarge` refuse to write; `absent` is a server
 * without a mailbox; `garbage` answers a proxy's page; `poison` answers foreign bytes that look like an entry.
 */
export const mailboxFaultSchema = v.object({
  fault: v.picklist([
    'none',
    'unreachable',
    'slow',
    'full',
    'tooLarge',
    'garbage',
    'poison',
    'lostAnswers',
    'broken',
    'absent',
  ]),
  folder: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-z]{26}$/))),
  log: v.optional(v.picklist(['c', 'b'])),
  /** For `slow`. */
  delayMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)), 5000),
});
export type MailboxFault = v.InferInput<typeof mailboxFaultSchema>;
type SetFault = v.InferOutput<typeof mailboxFaultSchema>;

export interface MailboxServer {
  /** Is this request one for the mailbox, or one to its control endpoint? */
  takes(request: Request): boolean;
  /** Answers such a request. Rejects only when the line breaks. */
  answer(request: Request, response: Response): Promise<void>;
  /** From now on this goes wrong; `none` ends every fault for the same folder and log. */
  play(fault: MailboxFault): void;
  /** Entries by address, as they lie on the server; tests may read, replace and remove them, which nobody else can. */
  readonly entries: Map<string, Buffer>;
}

/**
 * The mailbox of the development server: the answers of config/nginx/ablage.conf, kept in memory. Faults are set with
 * `play`, or by `POST /practice/mailbox` with a {@link MailboxFault} as JSON.
 */
export function createMailboxServer(): MailboxServer {
  const entries = new Map<string, Buffer>();
  const writing = new Set<string>();
  const faults = new Map<string, SetFault>();

  const play = (wanted: MailboxFault): void => {
    const fault = v.parse(mailboxFaultSchema, wanted);
    const scope = `${fault.folder ?? ''}/${fault.log ?? ''}`;
    if (fault.fault === 'none') faults.delete(scope);
    else faults.set(scope, fault);
    // Everything well again, everywhere.
    if (fault.fault === 'none' && scope === '/') faults.clear();
  };
  const faultFor = (folder: string, log: string): SetFault | undefined =>
    faults.get(`${folder}/${log}`) ?? faults.get(`${folder}/`) ?? faults.get(`/${log}`) ?? faults.get('/');

  const answerEntry = async (request: Request, response: Response, path: string): Promise<void> => {
    const [, folder = '', log = ''] = ENTRY.exec(path) ?? [];
    const fault = faultFor(folder, log);
    if (fault?.fault === 'slow') await sleep(fault.delayMs);
    if (fault !== undefined && answerFault(fault, request, response)) return;
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD' && method !== 'PUT') return end(response, 403);
    if (method !== 'PUT') {
      const entry = entries.get(path);
      if (entry === undefined) return end(response, 404);
      return method === 'HEAD' ? end(response, 200) : sendEntry(response, entry);
    }
    // As limit_conn in nginx: whoever writes holds the address.
    if (writing.has(path)) return end(response, 409);
    writing.add(path);
    try {
      if (Number(request.headers['content-length'] ?? 0) > ENTRY_MAX_BYTES) return end(response, 413);
      if (entries.has(path)) return end(response, 409);
      const body = await readAtMost(request, ENTRY_MAX_BYTES);
      if (body === undefined) return end(response, 413);
      entries.set(path, body);
    } finally {
      writing.delete(path);
    }
    if (fault?.fault === 'lostAnswers') return void response.destroy();
    end(response, 201);
  };

  return {
    entries,
    play,
    takes: (request) => /^\/ablage(\/|$)/.test(pathOf(request)) || pathOf(request) === CONTROL,
    async answer(request, response) {
      response.setHeader('Cache-Control', 'no-store');
      const path = pathOf(request);
      if (path === CONTROL) return control(request, response, play);
      return ENTRY.test(path) ? answerEntry(request, response, path) : end(response, 404);
    },
  };
}

/** True when the fault has answered, or dropped the line; false when the request goes its usual way. */
function answerFault({ fault }: SetFault, request: Request, response: Response): boolean {
  const isWriting = request.method === 'PUT';
  switch (fault) {
    case 'unreachable':
      response.destroy();
      return true;
    case 'broken':
      end(response, 502);
      return true;
    case 'absent':
      end(response, isWriting ? 405 : 404);
      return true;
    case 'full':
    case 'tooLarge':
      if (isWriting) end(response, fault === 'full' ? 507 : 413);
      return isWriting;
    case 'garbage':
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<h1>Wartungsarbeiten</h1>');
      return true;
    case 'poison':
      if (!isWriting) sendEntry(response, randomBytes(512));
      return !isWriting;
    case 'none':
    case 'slow':
    case 'lostAnswers':
      return false;
  }
}

/** A page of another site cannot come this far: its JSON would need a preflight, which nobody here answers. */
async function control(request: Request, response: Response, play: (fault: MailboxFault) => void): Promise<void> {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') return end(response, 403);
  const body = await readAtMost(request, CONTROL_MAX_BYTES);
  const fault = v.safeParse(v.pipe(v.string(), v.parseJson(), mailboxFaultSchema), body?.toString() ?? '');
  if (!fault.success) return end(response, 400);
  play(fault.output);
  end(response, 204);
}

function sendEntry(response: Response, entry: Buffer): void {
  response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(entry);
}
