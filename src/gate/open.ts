import { takeSeal, type Permit } from './permit.ts';
import type { GatePlan } from './plan.ts';
import { allMissing, type Missing } from './missing.ts';
import { currentStep } from './position.ts';
import { soundNow } from './said.ts';
import type { GateState } from './state.ts';

const sealPermit = takeSeal();

export type Opening =
  { readonly open: true; readonly permit: Permit } | { readonly open: false; readonly missing: readonly Missing[] };

/**
 * Opens the gate. Returns a permit for one entry when – and only when – nothing is missing: every required acceptance
 * of the current wordings, by everybody at the device, none withdrawn since, and no ending reached.
 * Never throws; unknown means closed.
 */
export function openGate(plan: GatePlan, state: GateState, now: number): Opening {
  const position = currentStep(plan, state, now);
  const missing = allMissing(plan, state, now);
  const { visit, devices } = state;
  if (position.kind === 'step' && position.step === 'waiting' && missing.length === 0 && visit && devices) {
    return {
      open: true,
      permit: sealPermit({
        room: visit.appointment,
        session: visit.session,
        issuedAt: soundNow(state, now),
        devices,
      }),
    };
  }
  return { open: false, missing: missing.length > 0 ? missing : [{ what: 'steps' }] };
}
