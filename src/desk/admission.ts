import type { Assessment, Doubt, Lack } from '../gate/assessment.ts';
import { isAnsweredByPaper } from '../gate/paper.ts';
import type { GatePlan } from '../gate/plan.ts';
import type { KnockingPerson } from '../jitsi/room-event.ts';
import type { Service } from '../service/load.ts';
import type { Identity } from './identities.ts';
import { receiptFor, type HeldReceipt, type PersonBox } from './person-box.ts';
import type { KnockerView } from './view.ts';

/** Everything that decides what the panel says about somebody who knocks. */
export interface KnockerFacts {
  readonly knocking: KnockingPerson;
  readonly identity: Identity;
  /** The mailbox of the person whom the code belongs to; null: nobody's. */
  readonly box: PersonBox | null;
  /** Their mailbox has not been looked into since they knocked. */
  readonly isLooking: boolean;
  /** A receipt of somebody else vouches for this very code. */
  readonly isOthersCode: boolean;
  /** Somebody else knocks with this code, or is in the room with it. */
  readonly isTwice: boolean;
  readonly others: KnockerView['others'];
  /** The signed form that is recorded of the person whom the code belongs to, where it holds. */
  readonly paper: KnockerView['paper'];
  readonly e2eePolicy: 'off' | 'preferred' | 'required';
  readonly doing: KnockerView['doing'];
  readonly failed: KnockerView['failed'];
  /** What the receipt itself proves. */
  readonly assess: (held: HeldReceipt, code: string) => Assessment;
}

/** What the counsellor sees of somebody who knocks. Pure; unknown means that plain admission is not available. */
export function knockerView(facts: KnockerFacts): KnockerView {
  const { knocking, identity, box, others, doing, failed } = facts;
  const held = box && receiptFor(box, identity.code);
  const assessment = checking(facts, judge(facts, held));
  const e2ee = box?.e2ee ?? null;
  const breaksE2ee = facts.e2eePolicy === 'required' && e2ee === false;
  const isFree = mayCome(others) && !breaksE2ee && failed !== 'gone';
  return {
    id: knocking.id,
    name: identity.name,
    code: identity.code,
    invited: identity.person,
    since: knocking.since,
    there: knocking.there,
    assessment,
    accepted: held && acceptedOf(held),
    e2ee,
    breaksE2ee,
    mayAdmit: identity.isKnown && assessment.state === 'complete' && isFree,
    mayAdmitOnPaper: identity.person !== null && !box?.isWithdrawn && isAnsweredByPaper(assessment) && isFree,
    paper: facts.paper,
    others,
    doing,
    failed,
  };
}

/** Nobody is admitted against these, whatever the reason: not all clients said yes, or encryption is required. */
export function isBarred({ others, breaksE2ee }: KnockerView): boolean {
  return breaksE2ee || !mayCome(others);
}

/** No answer is no, also where nobody could be asked. */
function mayCome(others: KnockerView['others']): boolean {
  return others === 'notNeeded' || others === 'agreed';
}

/** Unknown is shown as unknown: as long as the code is compared or the mailbox is looked into, only what is proven is said. */
function checking({ identity, isLooking }: KnockerFacts, judged: Assessment): KnockerView['assessment'] {
  const mayChange = identity.code !== null && judged.state !== 'complete';
  return mayChange && (isLooking || !identity.isKnown) ? { state: 'checking' } : judged;
}

function judge(facts: KnockerFacts, held: HeldReceipt | null): Assessment {
  const { identity, box, isOthersCode, isTwice } = facts;
  const doubts: Doubt[] = [];
  if (identity.code === null) doubts.push('noCode');
  else if (identity.isKnown && !identity.person) doubts.push(isOthersCode ? 'otherPersonsCode' : 'foreignCode');
  if (isTwice) doubts.push('codeTwice');
  if (identity.person && !held) doubts.push(withoutReceipt(box));
  if (!held || identity.code === null) return { state: 'notVerifiable', doubts };
  const proven = facts.assess(held, identity.code);
  if (proven.state === 'notVerifiable') {
    return { state: 'notVerifiable', doubts: [...new Set([...doubts, ...proven.doubts])] };
  }
  return doubts.length > 0 ? { state: 'notVerifiable', doubts } : proven;
}

/** A receipt that vouches for another code is about somebody else: perhaps the same link on a second device. */
function withoutReceipt(box: PersonBox | null): Doubt {
  if (box?.isUnreadable) return 'unreadable';
  if (box && box.receipts.length > 0) return 'otherPersonsCode';
  return box?.line === 'unknown' || box?.line === 'unreachable' ? 'mailboxSilent' : 'noReceipt';
}

/** The same assessment after everything was taken back and no newer receipt says so. */
export function withdrawn(assessment: Assessment, plan: GatePlan, service: Service): Assessment {
  if (assessment.state !== 'complete') return assessment;
  const lacks = plan.statements.flatMap(({ kind, text, roles }): readonly Lack[] =>
    kind === 'consent' || kind === 'acknowledgement'
      ? [{ lack: 'withdrawn', text: text.id, title: titleOf(service, text.id), person: roles[0] ?? 'client' }]
      : [],
  );
  return lacks.length > 0 ? { state: 'incomplete', lacks } : { state: 'notVerifiable', doubts: [] };
}

function titleOf({ wordings }: Service, id: string): string | null {
  return wordings.has(id) ? (wordings.text(id).text.title ?? null) : null;
}

function acceptedOf({ receipt, filed, verification }: HeldReceipt): NonNullable<KnockerView['accepted']> {
  const isConfirmed = filed?.events.some(({ kind }) => kind === 'capacityConfirmed') ?? false;
  return {
    record: receipt.recordId,
    profileVersion: receipt.notice?.profile.version ?? 0,
    language: receipt.language,
    at: Date.parse(receipt.issuedAt.time),
    people: receipt.people,
    needsCapacity: receipt.minor?.path === 'capacity' && !isConfirmed,
    origin: verification.origin,
  };
}
