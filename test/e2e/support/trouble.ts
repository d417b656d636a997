import type { APIRequestContext } from '@playwright/test';

/** Asks one of this worker's servers, by its origin, for trouble. Throws when the server does not know this trouble. */
export async function askForTrouble(
  request: APIRequestContext,
  origin: string,
  path: '/practice/control' | '/practice/mailbox',
  trouble: Readonly<Record<string, unknown>>,
): Promise<void> {
  // Browsers resolve *.localhost by themselves, Node asks a name server that has never heard of it.
  const { host, port } = new URL(origin);
  const answer = await request.post(`https://127.0.0.1:${port}${path}`, { data: trouble, headers: { host } });
  if (!answer.ok()) throw new Error(`trouble refused: ${answer.status()} ${await answer.text()}`);
}
