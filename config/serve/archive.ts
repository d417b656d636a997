import type { Request, Response } from '../../src/practice/exchange.ts';
import { end, pathOf, readAtMost } from './storing.ts';

/** Where the folder lies, as `site.json` names it. */
export const ARCHIVE_PATH = '/archiv/';
const COPY = /^\/archiv\/([0-9a-z]{26}\.jwe)$/;
const COPY_MAX_BYTES = 1024 * 1024;

export interface ArchiveServer {
  /** Is this request one for the archive folder? */
  takes(request: Request): boolean;
  /** Answers such a request. Rejects only when the line breaks. */
  answer(request: Request, response: Response): Promise<void>;
  /** Copies by file name, as they lie on the server. */
  readonly copies: Map<string, Buffer>;
}

/**
 * The archive folder of the development server: the answers of config/nginx/archiv.conf to somebody who may come there,
 * kept in memory. Nobody has to log in here: on a practice server there is nothing to protect.
 */
export function createArchiveServer(): ArchiveServer {
  const copies = new Map<string, Buffer>();
  const times = new Map<string, string>();
  const writing = new Set<string>();

  const put = async (request: Request, response: Response, name: string): Promise<void> => {
    // As limit_conn in nginx: whoever writes holds the address.
    if (writing.has(name)) return end(response, 409);
    writing.add(name);
    try {
      if (Number(request.headers['content-length'] ?? 0) > COPY_MAX_BYTES) return end(response, 413);
      if (copies.has(name)) return end(response, 409);
      const body = await readAtMost(request, COPY_MAX_BYTES);
      if (body === undefined) return end(response, 413);
      copies.set(name, body);
      times.set(name, new Date().toUTCString());
    } finally {
      writing.delete(name);
    }
    end(response, 201);
  };

  /** As nginx writes it with `autoindex_format json`. */
  const listing = (): string =>
    JSON.stringify(
      [...copies].map(([name, body]) => ({ name, type: 'file', mtime: times.get(name) ?? '', size: body.length })),
    );

  return {
    copies,
    takes: (request) => /^\/archiv(\/|$)/.test(pathOf(request)),
    async answer(request, response) {
      response.setHeader('Cache-Control', 'no-store');
      const { method } = request;
      const path = pathOf(request);
      const isReading = method === 'GET' || method === 'HEAD';
      if (path === ARCHIVE_PATH) {
        return isReading ? send(request, response, 'application/json', listing()) : end(response, 403);
      }
      const name = COPY.exec(path)?.[1];
      if (name === undefined) return end(response, 404);
      if (method === 'PUT') return put(request, response, name);
      if (!isReading) return end(response, 403);
      const copy = copies.get(name);
      return copy === undefined ? end(response, 404) : send(request, response, 'application/octet-stream', copy);
    },
  };
}

function send({ method }: Request, response: Response, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'Content-Type': type });
  if (method === 'HEAD') response.end();
  else response.end(body);
}
