import { refused, type Parsed } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import { canonical } from '../service/canonical.ts';
import { localDay } from './search-tokens.ts';
import { isVouched, type FiledEvent, type FiledReceipt, type FiledRow, type Verification } from './office-shape.ts';

/*
 * What becomes of a record when something is added to it. Pure. Nothing is ever taken away: earlier issues and events
 * stay, and a replayed old issue does not become the current one.
 */

/** A receipt as it arrived, with what was found out about it. */
export interface Issue {
  readonly receipt: Receipt;
  readonly verification: Verification;
  /** Milliseconds since 1970; null: no period known. */
  readonly until: number | null;
}

/**
 * Files an issue of a record. Refuses with RECEIPT_CHANGED when it speaks of somebody else under the same number, with
 * RECEIPT_LESS_PROVEN when it says something else than what is filed and nobody with the personal link vouches for it, as
 * somebody does for what is filed.
 */
export function fileIssue(before: FiledReceipt | null, { receipt, verification, until }: Issue): Parsed<FiledReceipt> {
  if (!before) {
    return done({ id: receipt.recordId, receipt, earlier: [], verification, events: [], until, hold: null });
  }
  if (receipt.principal.id !== before.receipt.principal.id) return strangers(receipt.recordId);
  const isProvenBefore = isVouched(before.verification);
  if (knownIssues(before).has(canonical(receipt))) {
    // The same words once more, and now it is known who wrote them.
    const isSame = canonical(receipt) === canonical(before.receipt);
    return done(isSame && !isProvenBefore && isVouched(verification) ? { ...before, verification } : before);
  }
  if (isProvenBefore && !isVouched(verification)) {
    return refused('RECEIPT_LESS_PROVEN', `${receipt.recordId.slice(0, 60)}: another issue is filed that is proven`);
  }
  return isLater(receipt, before.receipt)
    ? done({ ...before, receipt, earlier: inOrder([...before.earlier, before.receipt]), verification, until })
    : done({ ...before, earlier: inOrder([...before.earlier, receipt]) });
}

export function appendEvent(before: FiledReceipt, event: FiledEvent): FiledReceipt {
  return withEvents(before, [...before.events, event]);
}

/** Puts together what lies here and what was exported, here or by a colleague; the longer of two periods counts. */
export function mergeFiled(before: FiledReceipt | null, other: FiledReceipt): Parsed<FiledReceipt> {
  if (!before) return done(withEvents(other, other.events));
  if (other.receipt.principal.id !== before.receipt.principal.id) return strangers(other.id);
  const known = knownIssues(before);
  const fresh = [...other.earlier, other.receipt].filter((receipt) => !known.has(canonical(receipt)));
  const all = inOrder([...before.earlier, before.receipt, ...fresh]);
  const receipt = isLater(other.receipt, before.receipt) ? other.receipt : before.receipt;
  const current = canonical(receipt);
  const ids = new Set(before.events.map(({ id }) => id));
  const events = [...before.events, ...other.events.filter(({ id }) => !ids.has(id))].sort((a, b) => a.at - b.at);
  const merged: FiledReceipt = {
    ...before,
    receipt,
    earlier: all.filter((one) => canonical(one) !== current),
    verification: receipt === other.receipt ? other.verification : before.verification,
    until: before.until === null || other.until === null ? null : Math.max(before.until, other.until),
  };
  return done(withEvents(merged, events));
}

/** One row of the list, and the words and days by which it is found. */
export function summaryOf(filed: FiledReceipt): {
  readonly row: FiledRow;
  readonly names: string;
  readonly days: readonly string[];
  readonly checkCodes: readonly string[];
} {
  const issues = [filed.receipt, ...filed.earlier];
  const corrections = filed.events.flatMap((event) =>
    event.kind === 'corrected' && event.field === 'name' ? [event.is] : [],
  );
  const name = corrections.at(-1) ?? nameIn(filed.receipt);
  return {
    row: {
      id: filed.id,
      name,
      service: filed.receipt.service.id,
      checkCode: filed.receipt.checkCode,
      at: issuedAt(filed.receipt),
      isWithdrawn: isWithdrawn(filed),
      isHeld: filed.hold !== null,
    },
    // Who declared for a child is looked for as well, and a corrected name under the old one.
    names: [...new Set([name, ...issues.flatMap((one) => [nameIn(one), one.declarant.name ?? ''])])].join(' '),
    days: [...new Set(issues.map((one) => localDay(issuedAt(one))))],
    checkCodes: [...new Set(issues.flatMap(({ checkCode }) => checkCode ?? []))],
  };
}

/** Milliseconds since 1970. */
export function issuedAt(receipt: Receipt): number {
  return Date.parse(receipt.issuedAt.time);
}

/** Was a consent withdrawn, on the page or by word of mouth? */
export function isWithdrawn({ receipt, events }: FiledReceipt): boolean {
  return (
    receipt.purposes.some(({ status }) => status === 'ConsentWithdrawn') ||
    events.some(({ kind }) => kind === 'withdrawnOrally')
  );
}

function nameIn({ details, declarant }: Receipt): string {
  return details.counsellor.find(({ field }) => field === 'name')?.value ?? declarant.name ?? '';
}

/** The last word on the hold counts, whichever desk it was spoken at. */
function withEvents(filed: FiledReceipt, events: readonly FiledEvent[]): FiledReceipt {
  const last = events.filter(({ kind }) => kind === 'held' || kind === 'released').at(-1);
  return { ...filed, events, hold: last?.kind === 'held' ? { reason: last.reason, since: last.at } : null };
}

/** Times have whole seconds; within one, the one that says more is the later: a receipt only ever grows. */
function isLater(receipt: Receipt, than: Receipt): boolean {
  const [one, other] = [issuedAt(receipt), issuedAt(than)];
  return one === other ? receipt.events.length >= than.events.length : one > other;
}

function inOrder(receipts: readonly Receipt[]): readonly Receipt[] {
  return [...receipts].sort((a, b) => issuedAt(a) - issuedAt(b));
}

function knownIssues({ receipt, earlier }: FiledReceipt): ReadonlySet<string> {
  return new Set([receipt, ...earlier].map(canonical));
}

function done(value: FiledReceipt): Parsed<FiledReceipt> {
  return { ok: true, value };
}

function strangers(id: string): Parsed<FiledReceipt> {
  return refused('RECEIPT_CHANGED', `${id.slice(0, 60)}: belongs to another person than the one that is filed`);
}
