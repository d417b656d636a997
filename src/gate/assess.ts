import type { Assessment, Doubt } from './assessment.ts';
import { detailLacks, noticeLacks, peopleLacks } from './assess-facts.ts';
import { quotesWords, sayingsLacks, wasChanged } from './assess-sayings.ts';
import type { AssessInput, ExpectedReceipt, Held } from './assess-input.ts';
import type { Receipt } from './receipt-shape.ts';

export type { AssessInput, ExpectedReceipt } from './assess-input.ts';

/**
 * Says whether this receipt shows that the one who knocks may be admitted plainly: `complete` only when it is this person's,
 * for this appointment, and holds every current wording that the plan asks of everybody at that device.
 * Doubts come first: of a receipt that proves nothing, nobody is told what it lacks. Never throws for a receipt of our
 * shape; unknown means no. `codeTwice` is for those to add who know the others.
 */
export function assessReceipt(input: AssessInput): Assessment {
  const doubts = doubtsOf(input);
  if (doubts.length > 0 || !input.receipt) return { state: 'notVerifiable', doubts };
  const { plan, receipt, expected } = input;
  const issuedAt = Date.parse(receipt.issuedAt.time);
  const held: Held = { plan, receipt, expected, issuedAt, now: Math.max(input.now, issuedAt) };
  const lacks = [...noticeLacks(held), ...detailLacks(held), ...peopleLacks(held), ...sayingsLacks(held, input.now)];
  return lacks.length > 0 ? { state: 'incomplete', lacks } : { state: 'complete' };
}

function doubtsOf({ plan, receipt, expected, shownCode, words, isVouched, now }: AssessInput): readonly Doubt[] {
  const code: readonly Doubt[] =
    shownCode === null ? ['noCode'] : shownCode === expected.checkCode ? [] : ['foreignCode'];
  if (!receipt) return [...code, 'noReceipt'];
  const isReadable = !Number.isNaN(Date.parse(receipt.issuedAt.time)) && !Number.isNaN(now);
  return [
    ...code,
    // A receipt for another role was made with another person's link.
    ...when('otherPersonsCode', receipt.checkCode !== shownCode || receipt.principal.role !== expected.role),
    ...when('otherAppointment', !isForAppointment(receipt, expected)),
    ...when('otherService', receipt.service.id !== expected.service || plan.service !== expected.service),
    ...when('notVouched', !isVouched),
    ...when('wordingChanged', words === 'changed' || wasChanged(plan, receipt)),
    // Where nothing is quoted nothing could be checked, and nothing had to be: what the plan wanted said is a lack.
    ...when('unreadable', (words === 'unknown' && quotesWords(receipt)) || !isReadable),
  ];
}

/**
 * The room is what makes an appointment. Another start is no doubt: an appointment that was moved keeps its room, and
 * old links go on saying the old time. No start at all is one, because every personal link has one.
 */
function isForAppointment({ session, principal }: Receipt, { appointment, startsAt }: ExpectedReceipt): boolean {
  const hasStart = startsAt === null || session.startsAt !== null;
  return session.appointment === appointment && principal.id.startsWith(`${appointment}/`) && hasStart;
}

function when(doubt: Doubt, isSo: boolean): readonly Doubt[] {
  return isSo ? [doubt] : [];
}
