import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const directory = fileURLToPath(new URL('../fixtures/traces', import.meta.url));

const eventSchema = v.tuple([v.number(), v.string(), v.unknown()]);
const traceSchema = v.object({
  scenario: v.string(),
  description: v.string(),
  steps: v.array(v.object({ at: v.number(), who: v.string(), do: v.string() })),
  participants: v.record(
    v.string(),
    v.object({ events: v.array(eventSchema), queries: v.optional(v.array(eventSchema), []) }),
  ),
});
export type Trace = v.InferOutput<typeof traceSchema>;

/** Something that was done or asked in a recording; both happen only after all events recorded before them. */
export interface Move {
  readonly at: number;
  readonly who: string;
  /** A step in the words of the recording, or the name of a getter whose answer was recorded. */
  readonly what: { readonly step: string } | { readonly query: string; readonly answer: unknown };
}

export function readTrace(number: string): Trace {
  const file = readdirSync(directory).find((name) => name.startsWith(`${number}-`));
  if (file === undefined) throw new Error(`no recording ${number}`);
  return v.parse(traceSchema, JSON.parse(readFileSync(`${directory}/${file}`, 'utf8')));
}

/** Steps and queries of a recording in the order in which they happened. */
export function movesOf(trace: Trace): Move[] {
  const steps = trace.steps.map(({ at, who, do: step }): Move => ({ at, who, what: { step } }));
  const queries = Object.entries(trace.participants).flatMap(([who, { queries: asked }]) =>
    asked.map(([at, query, answer]): Move => ({ at, who, what: { query, answer } })),
  );
  // An answer and the next step may carry the same time; it was asked before.
  return [...queries, ...steps].sort((one, other) => one.at - other.at);
}

/** Stands for an id in a recording; ids are new in every run. */
const TOKEN = /\b(ROOM|[PLM]\d+)\b/;

/** What the ids of a recording turned out to be in this run. The same id must always mean the same thing. */
export class Bindings {
  readonly #found = new Map<string, string>();

  constructor(room: string) {
    this.#found.set('ROOM', room);
  }

  /** The text of a recording with the ids of this run. */
  fill(text: string): string {
    return text.replace(new RegExp(TOKEN, 'g'), (token) => this.#found.get(token) ?? token);
  }

  /** Says where `actual` differs from what was recorded; undefined when it does not. */
  difference(expected: unknown, actual: unknown, path = ''): string | undefined {
    if (typeof expected === 'string' && TOKEN.test(expected)) return this.#differentText(expected, actual, path);
    if (Array.isArray(expected)) {
      if (!Array.isArray(actual) || actual.length !== expected.length)
        return `${path}: ${shown(actual)} instead of ${shown(expected)}`;
      return first(expected.map((one, index) => () => this.difference(one, actual[index], `${path}[${index}]`)));
    }
    if (isRecord(expected)) return this.#differentRecord(expected, actual, path);
    // Times and durations are never the same twice; that they are numbers must stay.
    if (typeof expected === 'number' && path.startsWith('.error.details') && typeof actual === 'number')
      return undefined;
    return Object.is(expected, actual) ? undefined : `${path}: ${shown(actual)} instead of ${shown(expected)}`;
  }

  #differentRecord(expected: Record<string, unknown>, actual: unknown, path: string): string | undefined {
    if (!isRecord(actual)) return `${path}: ${shown(actual)} instead of ${shown(expected)}`;
    // An empty avatar address is there in some recordings and absent in others.
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    if (!expected['avatarURL'] && !actual['avatarURL']) keys.delete('avatarURL');
    return first([...keys].map((key) => () => this.difference(expected[key], actual[key], `${path}.${key}`)));
  }

  #differentText(expected: string, actual: unknown, path: string): string | undefined {
    const tokens: string[] = [];
    const pattern = expected
      .split(new RegExp(TOKEN, 'g'))
      .map((part, index) => {
        if (index % 2 === 0) return escaped(part);
        const known = this.#found.get(part);
        if (known !== undefined) return escaped(known);
        tokens.push(part);
        return '([\\w-]+)';
      })
      .join('');
    const match = typeof actual === 'string' ? new RegExp(`^${pattern}$`).exec(actual) : null;
    if (!match) return `${path}: ${shown(actual)} instead of ${expected} (${this.fill(expected)})`;
    for (const [index, token] of tokens.entries()) {
      const value = match[index + 1] ?? '';
      if ([...this.#found.values()].includes(value)) return `${path}: ${value} stands for ${token} and for another one`;
      this.#found.set(token, value);
    }
    return undefined;
  }
}

function first(tries: readonly (() => string | undefined)[]): string | undefined {
  for (const attempt of tries) {
    const found = attempt();
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
