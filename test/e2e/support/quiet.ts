import type { BrowserContext, ConsoleMessage } from '@playwright/test';

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
  context.on('console', (message) => {
    if (isNothingNewYet(message)) return;
    noise.lines.push(`${message.type()} ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => noise.lines.push(`uncaught ${error.error().message}`));
  context.on('request', (request) => noise.requests.push(request.url()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => noise.requests.push(socket.url()));
  });
  return noise;
}

/**
 * The mailbox says 404 for "nothing new yet" (config/nginx/ablage.conf). The browser writes each of them to the console by
 * itself, and no page can keep it from that; of every other answer the line stays.
 */
function isNothingNewYet(message: ConsoleMessage): boolean {
  const { url } = message.location();
  return url !== '' && /^\/ablage\//.test(new URL(url).pathname) && / 404 /.test(message.text());
}

const VIOLATED = 'einlass: violated';

/** Runs in every document and frame: what its policy stopped, Trusted Types included, goes to the console, with a mark. */
const TELL = `addEventListener('securitypolicyviolation', (event) => {
  const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
  console.error('${VIOLATED}', location.origin, effectiveDirective, blockedURI, sourceFile + ':' + lineNumber, sample);
}, true);`;

/**
 * Adds to `violations` whatever the policy of the gate stops in a page or a frame of `context`, from now on. The frame of
 * Jitsi has a policy of its own, which is its own affair.
 */
export async function watchPolicy(context: BrowserContext, gateOrigin: string, violations: string[]): Promise<void> {
  await context.addInitScript(TELL);
  context.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(`${VIOLATED} ${gateOrigin} `)) violations.push(text);
  });
}
