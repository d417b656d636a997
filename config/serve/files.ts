import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from '../../src/practice/exchange.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
};

/** Below this many bytes a compressed answer is no smaller on the wire. */
const WORTH_COMPRESSING = 1024;

/**
 * The file below `directory` that an address names, or undefined when there is none. Hidden files, folders that lead out
 * of `directory` and addresses that cannot be decoded are "none", not errors.
 */
export async function findFile(directory: string, address: string): Promise<string | undefined> {
  let path: string;
  try {
    path = decodeURIComponent(address);
  } catch {
    // A broken escape names no file.
    return undefined;
  }
  if (/[\0\\]|\/\./.test(path)) return undefined;
  const root = resolve(directory);
  const file = join(root, path.endsWith('/') ? `${path}index.html` : path);
  if (!file.startsWith(root + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}

/** Answers with a file, in the smallest form that the browser takes. */
export async function sendFile(request: Request, response: Response, file: string): Promise<void> {
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  await sendBody(request, response, await readFile(file), file);
}

/** Answers with `value` as JSON. */
export async function sendJson(request: Request, response: Response, value: unknown): Promise<void> {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  await sendBody(request, response, Buffer.from(JSON.stringify(value)));
}

/** Answers with a short plain text. */
export function sendText(response: Response, status: number, text: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${text}\n`);
}

async function sendBody(request: Request, response: Response, plain: Buffer, file?: string): Promise<void> {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  let body = plain;
  response.setHeader('Vary', 'Accept-Encoding');
  if (encoding !== undefined && plain.length >= WORTH_COMPRESSING) {
    body = (file === undefined ? undefined : await readPrepared(file, encoding)) ?? (await compress(plain, encoding));
    response.setHeader('Content-Encoding', encoding);
  }
  response.setHeader('Content-Length', body.length);
  response.writeHead(200);
  if (request.method === 'HEAD') response.end();
  else response.end(body);
}

/** The file that the build wrote beside `file`; undefined for files that operators edit, which have none. */
async function readPrepared(file: string, encoding: 'br' | 'gzip'): Promise<Buffer | undefined> {
  return readFile(`${file}.${encoding === 'br' ? 'br' : 'gz'}`).catch(() => undefined);
}

async function compress(plain: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(plain);
  return promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
