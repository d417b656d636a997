import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request, Response } from '../../../src/practice/exchange.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A server that carries what is asked of it, on a port of its own. */
export interface Carrier {
  readonly port: number;
  close(): Promise<void>;
}

/** Asks over a connection of its own; resolves to null when the line was dropped without an answer. */
export function ask(port: number, method: string, path: string, body?: Buffer, headers = {}): Promise<Answer | null> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, method, path, agent: false, headers };
    const asked = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', () => resolve(null)).end(body);
  });
}

/** A part of the development server alone. */
export async function startPart(part: {
  takes(request: Request): boolean;
  answer(request: Request, response: Response): Promise<void>;
}): Promise<Carrier> {
  const server = createServer((asked, response) => {
    if (part.takes(asked)) part.answer(asked, response).catch(() => response.destroy());
    else response.writeHead(400).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
