import type { PlaceOptions } from '../../../../config/check/place.ts';

export type Files = Record<string, string | Buffer>;

/** What one wrong setting changes of an installation that is right. */
export interface Plant {
  /** In what is shipped for nginx. */
  readonly conf?: (text: string) => string;
  /** In the server blocks of the operator's own. */
  readonly blocks?: (text: string) => string;
  /** In what lies on both servers: `site/…` of the gate, `meet/…` of Jitsi. */
  readonly files?: (files: Files) => Files;
  readonly options?: PlaceOptions;
  /** What is asked for instead of the two addresses. */
  readonly gate?: (port: number) => string;
  readonly jitsi?: (port: number) => string;
}

/** `found`: the ids of the rows that report it, in their order; with a question mark where it only hides something. */
export type Case = readonly [what: string, found: readonly string[], plant: Plant];

/** An edit of an operator's: every `from` becomes `to`. */
export const swap =
  (from: string | RegExp, to: string) =>
  (text: string): string =>
    typeof from === 'string' ? text.replaceAll(from, to) : text.replace(from, to);

/** A change of one file; without `edit` the file is gone. */
export const file =
  (path: string, edit?: (text: string) => string) =>
  (files: Files): Files => {
    const { [path]: old, ...others } = files;
    return edit === undefined ? others : { ...others, [path]: edit(String(old ?? '')) };
  };

/** A setting of what is shipped for nginx. */
export const conf = (from: string | RegExp, to: string): Plant => ({ conf: swap(from, to) });

/** A setting of the operator's own server blocks. */
export const blocks = (from: string | RegExp, to: string): Plant => ({ blocks: swap(from, to) });

/** A file of either server. */
export const files = (path: string, edit?: (text: string) => string): Plant => ({ files: file(path, edit) });
