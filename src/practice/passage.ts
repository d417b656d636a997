import type { Request, Response } from './exchange.ts';

/** Where the gate says that somebody has passed it. */
export const PASSAGE = '/einlass';

/**
 * Answers the gate as config/nginx/jitsi.conf does. The practice room asks nobody for the cookie: its own counsellor's page,
 * from which people learn, does not come through the gate. That the cookie is demanded, the real nginx shows in test/contract.
 */
export function answerPassage(gateOrigin: string, { method, headers, url }: Request, response: Response): void {
  const origin = String(headers['origin'] ?? '');
  response.setHeader('Vary', 'Origin');
  if (origin !== '') response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  if (method !== 'POST') return void response.writeHead(405, { Allow: 'POST' }).end();
  if (origin !== gateOrigin) return void response.writeHead(403).end();
  const isOver = url?.endsWith('?ende') ?? false;
  const cookie = '__Host-einlass=1; Path=/; Secure; HttpOnly; SameSite=Strict';
  response.setHeader('Set-Cookie', isOver ? `${cookie}; Max-Age=0` : cookie);
  response.writeHead(204).end();
}
