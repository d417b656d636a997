import type { ErrorCode } from '../errors.ts';
import type { BrowserVerdict } from '../browser/checks.ts';
import type { StepKind } from '../gate/plan.ts';
import { currentStep, isSeen, missingFor, progress, shownStep } from '../gate/position.ts';
import type { GateState } from '../gate/state.ts';
import { counsellorCopy, type Receipt } from '../gate/receipt.ts';
import type { Arrival } from './arrival.ts';
import type { CounsellorWord } from './counsellor-word.ts';
import type { MeetingPhase } from './meeting-phase.ts';
import type { EndingKind, StepContext, StepNotice, StorageMode, StorageTrouble, View } from './view.ts';

/** Everything that decides what is on screen. */
export interface Situation {
  readonly arrival: Arrival;
  readonly state: GateState;
  /** The step that the person wishes to look at; null follows the gate. */
  readonly wished: StepKind | null;
  readonly notice: StepNotice;
  readonly ending: EndingKind | null;
  readonly leftovers: boolean;
  /** Why this appointment cannot be entered any more, whatever the gate would say; null where nothing is known. */
  readonly closed: ErrorCode | null;
  readonly meeting: MeetingPhase | null;
  readonly language: string;
  readonly verdict: BrowserVerdict;
  readonly storage: { readonly mode: StorageMode; readonly trouble: StorageTrouble };
  readonly checkCode: string | null;
  readonly desk: CounsellorWord | null;
  readonly returning: boolean;
  readonly now: number;
}

/** Derives what to show. Pure: the same situation always gives the same view (house rule 2). */
export function look(situation: Situation, receipt: () => Receipt | null): View {
  const { arrival, state, meeting, now, closed, leftovers } = situation;
  const { site, service } = arrival;
  if (closed) return { kind: 'problem', problem: { code: closed, detail: '' }, site, service };
  // As long as it is on, the frame stays: taken off the page it could not say goodbye (jitsi-observed f).
  if (meeting)
    return { kind: 'meeting', context: contextOf(situation, 'waiting', handOver(situation, receipt)), meeting };
  const position = currentStep(service.plan, state, now);
  const ending = situation.ending ?? (position.kind === 'ending' ? ENDING_PAGES[position.ending] : null);
  if (ending) {
    const context = contextOf(situation, 'waiting');
    return { kind: 'ending', ending, context, receipt: receipt(), ...(leftovers ? { leftovers } : {}) };
  }
  const shown = shownStep(service.plan, state, now, situation.wished);
  // An appointment that is over needs no questions any more, whichever step was wished for.
  const expired = missingFor('arrive', service.plan, state, now).some(({ what }) => what === 'expired');
  if (expired || shown.kind === 'ending') {
    return { kind: 'problem', problem: { code: 'APPOINTMENT_EXPIRED', detail: '' }, site, service };
  }
  const { step } = shown;
  const context = contextOf(situation, step, step === 'waiting' ? handOver(situation, receipt) : null);
  return { kind: 'step', step, context, notice: situation.notice };
}

/** Without a mailbox nothing reaches the counsellor by itself. Who has no personal link was invited by no desk. */
function handOver({ arrival: { site, secret }, meeting }: Situation, receipt: () => Receipt | null): Receipt | null {
  if (site.mailbox || !secret) return null;
  const isOutside = !meeting || meeting.stage === 'lobby' || meeting.stage === 'waitingForCounsellor';
  const whole = isOutside ? receipt() : null;
  return whole && counsellorCopy(whole);
}

/** The step before `step` that this person sees, or null. */
export function stepBefore(situation: Situation, step: StepKind): StepKind | null {
  const { plan } = situation.arrival.service;
  const before = plan.steps.slice(0, Math.max(0, plan.steps.indexOf(step)));
  return before.filter((candidate) => isSeen(candidate, plan, situation.state, situation.now)).at(-1) ?? null;
}

const ENDING_PAGES = { declined: 'declined', withdrawn: 'withdrawn', ended: 'endedByCounsellor' } as const;

function contextOf(situation: Situation, step: StepKind, file: Receipt | null = null): StepContext {
  const { arrival, state, now, language, verdict, storage, checkCode, desk, returning } = situation;
  const { site, service } = arrival;
  const { plan } = service;
  return {
    site,
    service,
    plan,
    state,
    now,
    language,
    startsAt: arrival.startsAt,
    missing: missingFor(step, plan, state, now),
    progress: progress(plan, state, now, step),
    mayGoBack: stepBefore(situation, step) !== null,
    verdict,
    storage,
    checkCode,
    desk,
    handOver: file,
    returning,
  };
}
