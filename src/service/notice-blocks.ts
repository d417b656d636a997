import type { Party } from './profile-schema.ts';
import type { TextVersion } from './texts-schema.ts';

/** An office with every way to reach it that is known; what is missing is not there. */
export interface Contact {
  readonly name: string;
  readonly unit?: string;
  readonly representedBy?: string;
  readonly street?: string;
  /** Postal code and city. */
  readonly place?: string;
  readonly postBox?: string;
  readonly phone?: string;
  readonly fax?: string;
  readonly email?: string;
  readonly web?: string;
}

export interface NoticeRow {
  readonly term: string;
  readonly text: string;
  /** What the term means, where that is not plain. */
  readonly detail?: string;
}

export type NoticeBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly lead?: string; readonly items: readonly string[] }
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'table'; readonly rows: readonly NoticeRow[] };

/** Returns a wording of the section by its id, filled; `period` (ISO 8601) is what `{period}` stands for there. */
export type Say = (id: string, period?: string) => TextVersion;

/** The short name of a thing. */
export function nameOf(text: TextVersion): string {
  return text.title ?? sentencesOf(text);
}

/** All that a wording explains, as one run of sentences; its name where it explains nothing. */
export function sentencesOf(text: TextVersion): string {
  const sentences = (text.body ?? []).map((block) =>
    typeof block === 'string'
      ? block
      : [...(block.lead === undefined ? [] : [block.lead]), block.list.join(', ')].join(' '),
  );
  const all = [...(text.statement === undefined ? [] : [text.statement]), ...sentences];
  return all.length > 0 ? all.join(' ') : (text.title ?? '');
}

/** A wording's body as blocks of the notice. */
export function bodyOf(text: TextVersion): readonly NoticeBlock[] {
  return (text.body ?? []).map((block) =>
    typeof block === 'string'
      ? { kind: 'paragraph', text: block }
      : { kind: 'list', items: block.list, ...(block.lead === undefined ? {} : { lead: block.lead }) },
  );
}

/** Returns what is known of an office as a contact. */
export function contactOf(party: Party): Contact {
  const { address, ...rest } = party;
  const known = (value: string | null | undefined, key: keyof Contact): Partial<Contact> =>
    value ? { [key]: value } : {};
  return {
    name: rest.name,
    ...known(rest.unit, 'unit'),
    ...known(rest.representedBy, 'representedBy'),
    ...known(address?.street, 'street'),
    ...known(address ? `${address.postalCode} ${address.city}` : null, 'place'),
    ...known(rest.postBox, 'postBox'),
    ...known(rest.phone, 'phone'),
    ...known(rest.fax, 'fax'),
    ...known(rest.email, 'email'),
    ...known(rest.web, 'web'),
  };
}
