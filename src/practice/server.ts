/**
 * The server of the practice room: a stand-in for the host of a Jitsi, for `npm start`, for tests and for training. It is never
 * part of a released site. Runs under Node; the caller owns port, certificate and Host header.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { hostOf } from './exchange.ts';
import type { Request, Response } from './exchange.ts';
import { Faults, faultSchema } from './faults.ts';
import { Hub } from './hub.ts';
import type { Line } from './hub.ts';
import { PLUGIN_SCRIPT, pluginScript, withPlugin } from './plugin-files.ts';
import type { PluginFiles } from './plugin-files.ts';
import { answerPassage, PASSAGE } from './passage.ts';
import { helloSchema, requestSchema } from './protocol.ts';
import type { Witness } from './witness.ts';

export interface PracticeOptions extends PluginFiles {
  /** Where the built pages of the practice room lie (`vite build --mode practice`). */
  readonly pageDirectory: string;
  /** Listed on the start page. */
  readonly links: readonly { readonly service: string; readonly href: string }[];
  readonly counsellorLink: string;
  /** How long somebody whose browser died stays a ghost. Default 60 s, as with Jitsi's docker images. */
  readonly ghostAfterMs?: number;
}

export interface Practice {
  handleRequest(request: Request, response: Response): void;
  /** Browsers open their lines over HTTP/1.1, also where they load the pages over HTTP/2. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends every session. Resolves when no line is open any more. */
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const MAX_CONTROL_BYTES = 4096;
/** Video descriptions of six people stay far below this. */
const MAX_LINE_BYTES = 256 * 1024;

export function createPractice(options: PracticeOptions): Practice {
  // Eight hex digits, as Jitsi's, but never digits only: external_api.js keeps people under their ids in one object, where a
  // number would jump the queue.
  const newId = (): string =>
    randomBytes(4)
      .toString('hex')
      .replace(/^\d/, (digit) => 'abcdefabcd'.charAt(Number(digit)));
  const hub = new Hub({ newId, now: Date.now, ghostAfterMs: options.ghostAfterMs ?? 60_000 });
  const faults = new Faults(hub);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_LINE_BYTES });
  const answering = { options, faults, witness: hub.witness };

  return {
    handleRequest(request, response) {
      answer(answering, request, response).catch(() => {
        // The browser went away, or a built page is missing: this answer ends, the server goes on for the others.
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
    },
    handleUpgrade(request, socket, head) {
      const { pathname, searchParams } = addressOf(request);
      const room = searchParams.get('room');
      if (pathname !== '/xmpp-websocket' || !room || !isOwnPage(request) || faults.isProxyGone(room))
        return void socket.destroy();
      sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, hub, faults));
    },
    async close() {
      faults.close();
      hub.close();
      for (const one of sockets.clients) one.terminate();
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

function addressOf(request: Request): URL {
  return new URL(request.url ?? '/', 'https://practice.invalid');
}

/** The socket is for pages of this very host; a foreign page has its own origin in the header. Scripts send none. */
function isOwnPage(request: Request): boolean {
  const { origin } = request.headers;
  return origin === undefined || origin === `https://${hostOf(request)}`;
}

interface Answering {
  readonly options: PracticeOptions;
  readonly faults: Faults;
  readonly witness: Witness;
}

async function answer({ options, faults, witness }: Answering, request: Request, response: Response): Promise<void> {
  const { pathname } = addressOf(request);
  setHeaders(response, options.gateOrigin);
  if (pathname === PASSAGE) return answerPassage(options.gateOrigin, request, response);
  if (pathname === '/practice/control') return control(faults, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return void response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  if (pathname === '/practice/links') {
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
    return void response.end(JSON.stringify({ links: options.links, counsellorLink: options.counsellorLink }));
  }
  if (pathname === '/practice/witness') return testify(witness, request, response);
  if (pathname.startsWith('/assets/')) return asset(options.pageDirectory, pathname, response);
  if (pathname === PLUGIN_SCRIPT) return pluginScript(options.pluginDirectory, response);
  const room = roomIn(pathname);
  if (room !== undefined && faults.isUnreachable(room)) return void response.destroy();
  const page = pageFor(pathname);
  if (page === undefined) return void response.writeHead(404).end();
  const html = await readFile(join(options.pageDirectory, page), 'utf8');
  const whole = await withPlugin(html, options, request);
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(whole);
}

/**
 * As with Jitsi, every path of one part is a room; parts with a meaning of their own come first. `/ueben/` is for the practice
 * counsellor, whose page stands on this host and not on the gate.
 */
function pageFor(pathname: string): string | undefined {
  if (pathname === '/') return 'start.html';
  if (/^\/beratung-ueben\/[^/]+$/.test(pathname)) return 'counsellor.html';
  if (pathname === '/practice/welcome' || roomIn(pathname) !== undefined) return 'index.html';
  return undefined;
}

function roomIn(pathname: string): string | undefined {
  return /^\/(?:ueben\/)?([^/.]+)$/.exec(pathname)?.[1];
}

async function asset(directory: string, pathname: string, response: Response): Promise<void> {
  const name = normalize(pathname);
  const type = TYPES[extname(name)];
  const file =
    type !== undefined && name.startsWith('/assets/')
      ? await readFile(join(directory, name)).catch(() => undefined)
      : undefined;
  if (file === undefined || type === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }).end(file);
}

function setHeaders(response: Response, gateOrigin: string): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "media-src 'self' blob: mediastream:",
    "frame-src 'self'",
    `frame-ancestors 'self' ${gateOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cache-Control', 'no-store');
}

/** Plays a fault. Only for this host, the gate beside it and scripts: another site's page is told so by its browser's header. */
async function control(faults: Faults, request: Request, response: Response): Promise<void> {
  const site = request.headers['sec-fetch-site'] ?? 'none';
  const isJson = String(request.headers['content-type'] ?? '').startsWith('application/json');
  if (request.method !== 'POST' || !isJson) return void response.writeHead(405, { Allow: 'POST' }).end();
  if (site === 'cross-site') return void response.writeHead(403).end();
  const fault = v.safeParse(faultSchema, parseJson(await bodyOf(request)));
  if (!fault.success)
    return void response.writeHead(400, { 'Content-Type': 'text/plain' }).end(v.summarize(fault.issues));
  faults.play(fault.output);
  response.writeHead(204).end();
}

/** Who was in a room together. Names stand in it: only for this host, the gate beside it and scripts. */
function testify(witness: Witness, request: Request, response: Response): void {
  if (request.headers['sec-fetch-site'] === 'cross-site') return void response.writeHead(403).end();
  const moments = witness.of(addressOf(request).searchParams.get('room') ?? '');
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify({ moments }));
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not a fault that can be played; the schema says so to the caller.
    return undefined;
  }
}

/** One WebSocket: `hello` first, requests after it. Whatever is malformed is dropped. */
function serve(socket: WebSocket, hub: Hub, faults: Faults): void {
  const line: Line = {
    send: (message) => socket.send(JSON.stringify(message)),
    cut: () => socket.terminate(),
  };
  let session: string | undefined;
  let room = '';
  // A broken line also closes; what it means is decided there.
  socket.on('error', () => undefined);
  socket.on('message', (raw: RawData) => {
    const message = parseJson(textOf(raw));
    if (session !== undefined) {
      const request = v.safeParse(requestSchema, message);
      if (!request.success) return;
      if (request.output.type !== 'leave' || !faults.losesGoodbyes(room)) hub.receive(session, request.output);
      return;
    }
    const hello = v.safeParse(helloSchema, message);
    if (!hello.success) return socket.close(1008);
    const greeting = faults.greeting(hello.output.room);
    if (greeting) line.send(greeting);
    if (greeting?.type === 'serverDown') return socket.close(1013);
    ({ room } = hello.output);
    session = hub.open(room, line, hello.output.session);
  });
  // 1000 and 1001 (the tab goes away) are a goodbye; anything else is a lost line, and the person stays for a while.
  socket.on('close', (code) => {
    const isGoodbye = (code === 1000 || code === 1001) && !faults.losesGoodbyes(room);
    if (session !== undefined) hub.lost(session, line, isGoodbye);
  });
}

function textOf(raw: RawData): string {
  return Buffer.isBuffer(raw) ? raw.toString('utf8') : '';
}
