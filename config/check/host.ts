import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import { lookup } from 'node:dns';
import { NoAnswer, reasonOf } from './no-answer.ts';

const REQUEST_LIMIT = 8_000;
const BODY_LIMIT = 4 * 1024 * 1024;
/** Gentle: a running installation has people in it. */
const LINES_AT_ONCE = 4;

export interface Answer {
  readonly status: number;
  /** The value of a header in one line, several of one name joined by a comma; undefined where it is missing. */
  readonly header: (name: string) => string | undefined;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** An upload of which the server has the head and nothing else yet. */
export interface Upload {
  /** Sends the body. */
  finish(): Promise<Answer>;
}

/** Names below .localhost are this machine (RFC 6761 §6.3), whether or not its resolver knows. */
export const lookUp: LookupFunction = (name, options, done) => {
  if (!/(^|\.)localhost$/i.test(name)) return lookup(name, options, done);
  if (options.all === true) return done(null, [{ address: '127.0.0.1', family: 4 }]);
  return done(null, '127.0.0.1', 4);
};

/**
 * A web server that is looked at. Certificates are not verified here: one row does that, and nothing that is sent is a
 * secret, so that a wrong certificate does not hide everything behind it.
 */
export class Host {
  readonly origin: string;
  readonly #url: URL;
  readonly #agent: Agent;
  readonly #pages = new Map<string, Promise<Answer>>();
  #contact: Promise<Answer> | undefined;

  constructor(origin: string) {
    this.origin = origin;
    this.#url = new URL(origin);
    this.#agent = new Agent({ keepAlive: true, maxSockets: LINES_AT_ONCE, rejectUnauthorized: false, lookup: lookUp });
  }

  get name(): string {
    return this.#url.hostname;
  }

  get port(): number {
    return Number(this.#url.port === '' ? 443 : this.#url.port);
  }

  /** The answer to one GET, asked once however often it is looked at. Rejects with NoAnswer where none comes. */
  page(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const key = JSON.stringify([path, headers]);
    const page = this.#pages.get(key) ?? this.ask('GET', path, { headers });
    this.#pages.set(key, page);
    return page;
  }

  /** `path` goes out exactly as written. Rejects with NoAnswer where no answer comes within eight seconds. */
  async ask(method: string, path: string, asked: Asked = {}): Promise<Answer> {
    await this.reach();
    return this.#send(method, path, asked);
  }

  /** Rejects with NoAnswer where there is nobody; all that is asked afterwards rejects the same way, at once. */
  async reach(): Promise<void> {
    this.#contact ??= this.#send('HEAD', '/', {});
    await this.#contact;
  }

  /** Resolves to the status with which the opening of a WebSocket was answered; 101 where it opened. */
  async openSocket(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    const upgrade = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Protocol': 'xmpp',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      Origin: this.origin,
    };
    return (await this.ask('GET', path, { headers: { ...upgrade, ...headers } })).status;
  }

  /** Resolves as soon as the server has taken the head of this PUT, or refused it, or said nothing for a second. */
  async beginUpload(path: string, body: Buffer): Promise<Upload> {
    await this.reach();
    const headers = { 'Content-Length': String(body.length), Expect: '100-continue' };
    const sent = request({ ...this.#options('PUT', path, headers), agent: false, rejectUnauthorized: false });
    const answer = this.#answerTo(sent);
    // Looked at by `finish`; until then nobody listens.
    answer.catch(() => undefined);
    sent.flushHeaders();
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, 1_000);
      const go = (): void => {
        clearTimeout(limit);
        resolve();
      };
      sent.once('continue', go).once('response', go).once('error', go);
    });
    return {
      finish: () => {
        if (!sent.destroyed) sent.end(body);
        return answer;
      },
    };
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, { headers = {}, body }: Asked): Promise<Answer> {
    const length = body === undefined ? {} : { 'Content-Length': String(body.length) };
    const sent = request(this.#options(method, path, { ...length, ...headers }));
    const answer = this.#answerTo(sent);
    sent.end(body);
    return answer;
  }

  #options(method: string, path: string, headers: Readonly<Record<string, string>>): RequestOptions {
    return {
      host: this.name,
      port: this.port,
      servername: this.name,
      method,
      path,
      agent: this.#agent,
      lookup: lookUp,
      headers: { 'User-Agent': 'einlass-check-site', ...headers },
      signal: AbortSignal.timeout(REQUEST_LIMIT),
    };
  }

  #answerTo(sent: ReturnType<typeof request>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      sent.on('error', (cause) => reject(new NoAnswer(reasonOf(cause, this.name, this.port), cause)));
      sent.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve(answerOf(response, Buffer.alloc(0)));
      });
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          // Nothing that is looked at is that long: the rest is not waited for.
          if (length > BODY_LIMIT) response.destroy(new Error('too long'));
        });
        response.on('end', () => resolve(answerOf(response, Buffer.concat(chunks))));
        response.on('error', (cause) => reject(new NoAnswer(reasonOf(cause, this.name, this.port), cause)));
      });
    });
  }
}

function answerOf(response: IncomingMessage, body: Buffer): Answer {
  const all = response.headersDistinct;
  return {
    status: response.statusCode ?? 0,
    header: (name) => all[name.toLowerCase()]?.join(', '),
    cookies: response.headers['set-cookie'] ?? [],
    body,
  };
}
