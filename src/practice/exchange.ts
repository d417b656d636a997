/** What a request looks like to us, whether it came over HTTP/1.1 or HTTP/2. */
export interface Request extends AsyncIterable<unknown> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What an answer takes from us, whether it goes over HTTP/1.1 or HTTP/2. No header that HTTP/2 forbids (RFC 9113 §8.2.2) may be set. */
export interface Response {
  readonly headersSent: boolean;
  setHeader(name: string, value: string | number): unknown;
  writeHead(status: number, headers?: Record<string, string>): Response;
  end(): unknown;
  // Two signatures: where the body may be missing, Http2ServerResponse takes a function, and one would not fit it.
  // eslint-disable-next-line @typescript-eslint/unified-signatures
  end(body: string | Buffer): unknown;
  /** Breaks off: the connection over HTTP/1.1, this one answer over HTTP/2. */
  destroy(): unknown;
}

/** The name that was asked for, with its port: `:authority` over HTTP/2, where `Host` may be missing (RFC 9113 §8.3.1). */
export function hostOf({ headers }: Request): string {
  return String(headers[':authority'] ?? headers['host'] ?? '');
}

export function addressOf(request: Request): URL {
  return new URL(request.url ?? '/', 'https://practice.invalid');
}
