import type { BrowserContext } from '@playwright/test';

/** Everything that a page may not do unnoticed, written down from now on. */
export interface Noise {
  /** Console lines and uncaught errors of every page and frame of the gate; violations of the policy among them. */
  readonly lines: string[];
  /** Addresses of all requests, in their order. */
  readonly requests: string[];
}

/** Listens to all pages of `context`, those that are opened later too. */
export function listen(context: BrowserContext): Noise {
  const noise: Noise = { lines: [], requests: [] };
  context.on('console', (message) => noise.lines.push(`${message.type()} ${message.text()} ${message.location().url}`));
  context.on('weberror', (error) => noise.lines.push(`uncaught ${error.error().message}`));
  context.on('request', (request) => noise.requests.push(request.url()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => noise.requests.push(socket.url()));
  });
  return noise;
}
