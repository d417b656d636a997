import type { Request, Response } from '../../src/practice/exchange.ts';

/** The path as nginx compares it: escapes undone, dots resolved, without the query. Broken escapes name nothing. */
export function pathOf(request: Request): string {
  try {
    return decodeURIComponent(new URL(request.url ?? '/', 'https://gate.invalid').pathname);
  } catch {
    return '';
  }
}

/** Undefined when it is more than `most` bytes. */
export async function readAtMost(request: Request, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read to the end all the same: somebody who is still talking does not hear the answer.
    if (length <= most) chunks.push(chunk);
  }
  return length > most ? undefined : Buffer.concat(chunks);
}

/** Nobody reads what these answers say; the page goes by their number. */
export function end(response: Response, status: number): void {
  response.writeHead(status).end();
}
