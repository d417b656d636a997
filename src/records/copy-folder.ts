import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';

/** Characters of a copy: what config/nginx/archiv.conf takes. */
export const COPY_MOST = 1_048_576;
/** Characters of a listing: about a million copies. */
const LISTING_MOST = 150_000_000;
const NAME = /^([0-9a-z]{26})\.jwe$/;

/** As nginx writes it (autoindex_format json). */
const listingSchema = v.array(v.object({ name: v.string(), type: v.picklist(['file', 'directory', 'other']) }));

/** `taken`: something lies under that name already. `tooLarge`: this one will never be taken. */
export type PutAnswer = 'stored' | 'taken' | 'tooLarge' | 'refused' | 'unreachable';

/** The archive folder of a site: sealed copies that are created and never replaced. Nothing here throws or rejects. */
export interface CopyFolder {
  put(name: string, text: string): Promise<PutAnswer>;
  /** Refuses with ARCHIVE_UNREACHABLE, ARCHIVE_REFUSED, or RECEIPT_UNREADABLE where what lies there cannot be a copy. */
  get(name: string): Promise<Parsed<string>>;
  /** Names of copies, and everything else that lies there. Refuses like `get`. */
  list(): Promise<Parsed<{ readonly names: readonly string[]; readonly foreign: readonly string[] }>>;
}

export type CopyFetch = (address: string, init: RequestInit) => Promise<Response>;

/** `base` is the path of the folder on this origin, with a slash at both ends. */
export function openCopyFolder(base: string, fetchCopy: CopyFetch): CopyFolder {
  // Nobody is sent elsewhere with a copy: a page to log in on is no archive.
  const init = { credentials: 'same-origin', redirect: 'error', cache: 'no-store' } as const;

  const read = async (address: string, most: number): Promise<Parsed<string>> => {
    try {
      const response = await fetchCopy(address, init);
      if (!response.ok)
        return refused(isRefusal(response.status) ? 'ARCHIVE_REFUSED' : 'ARCHIVE_UNREACHABLE', `${response.status}`);
      const text = await response.text();
      return text.length > most
        ? refused('RECEIPT_UNREADABLE', `${text.length} characters`)
        : { ok: true, value: text };
    } catch (error) {
      return refused('ARCHIVE_UNREACHABLE', String(error).slice(0, 100));
    }
  };

  return {
    async put(name, text) {
      try {
        const headers = { 'Content-Type': 'application/jose' };
        const { status } = await fetchCopy(`${base}${name}.jwe`, { ...init, method: 'PUT', body: text, headers });
        if (status === 201) return 'stored';
        if (status === 409) return 'taken';
        if (status === 413) return 'tooLarge';
        return isRefusal(status) ? 'refused' : 'unreachable';
      } catch {
        // No line, or somebody who wanted to send the copy elsewhere: it is sent again later.
        return 'unreachable';
      }
    },

    get: (name) => read(`${base}${name}.jwe`, COPY_MOST),

    async list() {
      const text = await read(base, LISTING_MOST);
      if (!text.ok) return text;
      const listing = v.safeParse(v.pipe(v.string(), v.parseJson(), listingSchema), text.value);
      if (!listing.success) return refused('ARCHIVE_REFUSED', 'no listing');
      const files = listing.output.filter(({ type }) => type === 'file').map(({ name }) => name);
      const names = files.flatMap((name) => NAME.exec(name)?.[1] ?? []);
      return { ok: true, value: { names, foreign: files.filter((name) => !NAME.test(name)) } };
    },
  };
}

/** Not there, not allowed, not logged in: trying again by itself changes nothing. */
function isRefusal(status: number): boolean {
  return status === 401 || status === 403 || status === 404 || status === 405;
}
