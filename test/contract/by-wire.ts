/** Requests as no browser would send them, to one of the two hosts of a world. */
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { WebSocket } from 'ws';
import type { Origins } from '../front.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PROPFIND' | 'MOVE' | 'MKCOL' | 'WebSocket';
export type Headers = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends the path as it is written. Goes to this machine, whether or not it can look up such a name itself. */
export function ask(
  world: Origins,
  to: 'gate' | 'meet',
  method: Method,
  path: string,
  headers: Headers = {},
  body?: string,
): Promise<Answer> {
  const { host, hostname: servername, port } = new URL(to === 'gate' ? world.gateOrigin : world.meetOrigin);
  if (method === 'WebSocket') return askForLine(`wss://127.0.0.1:${port}${path}`, { host, ...headers });
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, servername, method, path, rejectUnauthorized: false, agent: false };
    const asked = request({ ...options, headers: { host, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on('error', reject);
    const length = Number(headers['content-length'] ?? 0);
    asked.end(method === 'GET' ? undefined : (body ?? '').padEnd(length, 'x'));
  });
}

/** 101 for a line that opens, or the status with which it was refused. */
function askForLine(address: string, headers: Headers): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const line = new WebSocket(address, { headers, rejectUnauthorized: false });
    line.on('open', () => {
      line.terminate();
      resolve({ status: 101, headers: {}, body: '' });
    });
    line.on('unexpected-response', (asked, { statusCode = 0, headers: sent }) => {
      asked.destroy();
      resolve({ status: statusCode, headers: sent, body: '' });
    });
    line.on('error', reject);
  });
}
