import { html, nothing, type TemplateResult } from 'lit';
import type { StepKind } from '../../gate/plan.ts';
import type { DoorContext, View } from '../../visit/view.ts';
import { loadFurtherLook } from '../shared/further-look.ts';
import './client-arrive.ts';

/** The code of a step, loaded when it is first shown: the first screen must not wait for the last (budget). */
function loadStep(step: StepKind): Promise<unknown> {
  if (step === 'arrive') return Promise.resolve();
  return step === 'devices' ? import('./client-devices.ts') : import('./steps.ts');
}

/** Loads the look and the code that `view` needs. Returns false where they did not arrive; never throws. */
export async function loadPart(view: View): Promise<boolean> {
  if (view.kind === 'loading' || view.kind === 'door') return true;
  try {
    // Before the code: an element that is known is shown at once, dressed or not.
    if (view.kind !== 'step' || view.step !== 'arrive') await loadFurtherLook();
    if (view.kind === 'step') await loadStep(view.step);
    if (view.kind === 'meeting') await import('./client-room.ts');
    if (view.kind === 'ending') await import('./client-ending.ts');
    if (view.kind === 'problem') await import('./client-problem.ts');
    if (view.kind === 'entrance') await import('./client-entrance.ts');
    return true;
  } catch {
    // The line broke while code was on its way; the page offers to try again.
    return false;
  }
}

/**
 * The same when somebody asks for it again. Firefox and Safari remember a failed import for as long as the page is open
 * (whatwg/html #6768), so the page loads anew where the second try fails although the server answers.
 */
export async function loadPartAgain(view: View): Promise<boolean> {
  if (await loadPart(view)) return true;
  const answer = await fetch('/site.json', { credentials: 'omit' }).catch(() => null);
  if (answer?.ok) location.reload();
  return false;
}

export function renderPart(view: View): TemplateResult | typeof nothing {
  switch (view.kind) {
    case 'loading':
      return nothing;
    case 'door':
      return renderArrive(view.context);
    case 'step':
      return renderStep(view);
    case 'meeting':
      return html`<client-room .context=${view.context} .meeting=${view.meeting}></client-room>`;
    case 'ending':
      return html`<client-ending
        .context=${view.context}
        .ending=${view.ending}
        .leftovers=${view.leftovers === true}
        .receipt=${view.receipt}
      ></client-ending>`;
    case 'problem':
      return html`<client-problem
        .problem=${view.problem}
        .site=${view.site}
        .service=${view.service}
      ></client-problem>`;
    case 'entrance':
      return html`<client-entrance
        .site=${view.site}
        .services=${view.services}
        .roomName=${view.roomName}
      ></client-entrance>`;
  }
}

/** One template for both, so that the first screen stays the same element when the visit takes over. */
function renderArrive(context: DoorContext): TemplateResult {
  return html`<client-arrive .context=${context}></client-arrive>`;
}

function renderStep({ step, context, notice }: Extract<View, { kind: 'step' }>): TemplateResult {
  switch (step) {
    case 'arrive':
      return renderArrive(context);
    case 'browser':
      return html`<client-browser .context=${context}></client-browser>`;
    case 'information':
      return html`<client-information .context=${context}></client-information>`;
    case 'consent':
      return html`<client-consent .context=${context}></client-consent>`;
    case 'details':
      return html`<client-details .context=${context}></client-details>`;
    case 'minor':
      return html`<client-minor .context=${context}></client-minor>`;
    case 'review':
      return html`<client-review .context=${context}></client-review>`;
    case 'assurances':
      return html`<client-assurances .context=${context}></client-assurances>`;
    case 'pledge':
      return html`<client-pledge .context=${context}></client-pledge>`;
    case 'devices':
      return html`<client-devices .context=${context}></client-devices>`;
    case 'waiting':
      return html`<client-waiting .context=${context} .notice=${notice}></client-waiting>`;
  }
}
