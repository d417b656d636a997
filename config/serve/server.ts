import { createSecureServer } from 'node:http2';
import type { Http2SecureServer as Server } from 'node:http2';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { hostOf } from '../../src/practice/exchange.ts';
import type { Request, Response } from '../../src/practice/exchange.ts';
import { createPractice } from '../../src/practice/server.ts';
import { certificateFor } from './certificate.ts';
import { sendFile, sendText } from './files.ts';
import { answerAsGate } from './gate-site.ts';
import { makeLinks, servicesIn } from './links.ts';
import type { PracticeLinks } from './links.ts';
import { createArchiveServer, type ArchiveServer } from './archive.ts';
import { createMailboxServer } from './mailbox.ts';
import type { MailboxServer } from './mailbox.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** How many ports after the wanted one are tried when it is taken. */
const PORTS_TO_TRY = 20;

export interface ServerOptions {
  /** 0 takes any free port. Default 8443. */
  readonly port?: number;
  /** Gate and practice room are `beratung.` and `meet.` below it. Default `stadt.localhost`, which every browser resolves itself. */
  readonly domain?: string;
  readonly siteDirectory?: string;
  readonly practiceDirectory?: string;
  readonly pluginDirectory?: string;
  readonly externalApi?: string;
  readonly certificateFile?: string;
  /** Where people reach the two, when a web server stands in front of this one. */
  readonly behind?: { readonly gateOrigin: string; readonly meetOrigin: string };
}

export interface Servers extends PracticeLinks {
  readonly gateOrigin: string;
  readonly meetOrigin: string;
  /** Where the practice room itself listens: the same as `meetOrigin`, unless a web server stands in front. */
  readonly practiceOrigin: string;
  /** Further links, to another fresh room; for tests that each want a room of their own. */
  readonly freshLinks: () => PracticeLinks;
  /** What lies in the mailbox, and faults to try out. */
  readonly mailbox: MailboxServer;
  /** What lies in the archive folder. */
  readonly archive: ArchiveServer;
  /** Ends every connection. Resolves when the port is free again. */
  readonly close: () => Promise<void>;
}

/**
 * Serves gate and practice room from one https port, told apart by the name that is asked for. Speaks HTTP/2 like the nginx
 * of a city, and HTTP/1.1 for WebSockets and scripts. Throws when none of the ports from `port` on is free or the builds
 * are missing.
 */
export async function startServers(options: ServerOptions = {}): Promise<Servers> {
  const domain = options.domain ?? 'stadt.localhost';
  const hosts = { gate: `beratung.${domain}`, meet: `meet.${domain}` };
  const siteDirectory = options.siteDirectory ?? fromRoot('dist/site');
  const externalApi = options.externalApi ?? fromRoot('.cache/jitsi/external_api.js');
  const certificateFile = options.certificateFile ?? fromRoot('.cache/certificate.json');

  const certificate = await certificateFor([hosts.gate, hosts.meet, 'localhost'], certificateFile);
  const server = createSecureServer({ ...certificate, allowHTTP1: true });
  const sockets = socketsOf(server);
  // Another device can only come in when it has a name for this machine; without one nobody outside needs the port.
  const address = domain.endsWith('.localhost') ? '127.0.0.1' : '0.0.0.0';
  const port = await listen(server, address, options.port ?? 8443);
  const practiceOrigin = `https://${hosts.meet}:${port}`;
  const { gateOrigin, meetOrigin } = options.behind ?? {
    gateOrigin: `https://${hosts.gate}:${port}`,
    meetOrigin: practiceOrigin,
  };
  const services = await servicesIn(siteDirectory);
  const freshLinks = (): PracticeLinks => makeLinks(services, gateOrigin, practiceOrigin);
  const { links, counsellorLink } = freshLinks();

  const pageDirectory = options.practiceDirectory ?? fromRoot('dist/practice');
  const pluginDirectory = options.pluginDirectory ?? fromRoot('dist/jitsi-plugin');
  const practice = createPractice({ pageDirectory, pluginDirectory, gateOrigin, links, counsellorLink });
  const mailbox = createMailboxServer();
  const archive = createArchiveServer();
  const gate = { siteDirectory, externalApi, jitsiOrigin: meetOrigin, mailbox, archive };

  server.on('request', (request, response) => {
    const host = nameOf(request);
    if (host === hosts.gate) return settle(response, answerAsGate(gate, request, response));
    if (host === hosts.meet && request.url === '/external_api.js')
      return settle(response, sendFile(request, response, externalApi));
    if (host === hosts.meet) return practice.handleRequest(request, response);
    if (host === 'localhost') return void response.writeHead(302, { Location: `${meetOrigin}/` }).end();
    // Any other name would be a foreign page that had its own name point to this machine (DNS rebinding).
    return sendText(response, 421, 'Unbekannter Name / unknown host');
  });
  server.on('upgrade', (request, socket, head) => {
    if (nameOf(request) === hosts.meet) practice.handleUpgrade(request, socket, head);
    else socket.destroy();
  });

  return {
    gateOrigin,
    meetOrigin,
    practiceOrigin,
    links,
    counsellorLink,
    freshLinks,
    mailbox,
    archive,
    close: () => closeAll(server, sockets, practice),
  };
}

function nameOf(request: Request): string {
  return hostOf(request).replace(/:\d+$/, '').toLowerCase();
}

/** A failed answer ends that answer; the server goes on for everybody else. */
function settle(response: Response, answer: Promise<void>): void {
  answer.catch((cause: unknown) => {
    if (response.headersSent) response.destroy();
    else sendText(response, 500, cause instanceof Error ? cause.message : 'unknown');
  });
}

async function listen(server: Server, address: string, wanted: number): Promise<number> {
  for (let port = wanted; ; port += 1) {
    const taken = await tryToListen(server, address, port);
    if (taken === undefined) break;
    if (wanted === 0 || port >= wanted + PORTS_TO_TRY) throw taken;
  }
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : wanted;
}

/** Undefined when the server listens now, the error when the port belongs to somebody else. */
function tryToListen(server: Server, address: string, port: number): Promise<Error | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE') resolve(error);
      else reject(error);
    };
    const listening = (): void => {
      server.off('error', failed);
      resolve(undefined);
    };
    server.once('error', failed).once('listening', listening).listen(port, address);
  });
}

/** The connections that are open at any moment, those that are still shaking hands among them. */
function socketsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}

async function closeAll(
  server: Server,
  sockets: ReadonlySet<Socket>,
  practice: { close: () => Promise<void> },
): Promise<void> {
  await practice.close();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A browser keeps its HTTP/2 session for as long as it runs, and closing waits for every one of them.
  for (const socket of sockets) socket.destroy();
  await closed;
}
