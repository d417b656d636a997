const PATIENCE = 15_000;

/** Files of the own origin only. Rejects when nobody answers. */
export async function fetchText(path: string): Promise<string | { readonly status: number }> {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(path, { credentials: 'same-origin', redirect: 'error', signal });
  return response.ok ? response.text() : { status: response.status };
}
