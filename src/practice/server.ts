/**
 * The server of the practice room: a stand-in for the host of a Jitsi, for `npm start`, for tests and for training. It is never
 * part of a released site. Runs under Node; the caller owns port, certificate and Host header.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { control, testify } from './control.ts';
import { addressOf, hostOf } from './exchange.ts';
import type { Request, Response } from './exchange.ts';
import { Faults } from './faults.ts';
import { Hub } from './hub.ts';
import { PLUGIN_SCRIPT, pluginScript, withPlugin } from './plugin-files.ts';
import type { PluginFiles } from './plugin-files.ts';
import { answerPassage, PASSAGE } from './passage.ts';
import { serve } from './socket.ts';
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
