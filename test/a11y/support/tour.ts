import type { Client } from '../../e2e/support/client.ts';
import type { StepAnswers, Walk } from '../../e2e/support/walks.ts';
import type { StepKind } from '../../../src/gate/plan.ts';

/** A screen as it comes, and the same screen with everything answered. */
export type Moment = 'fresh' | 'answered';

/** Goes `walk` and stops at every step: as it comes and, where there is something to answer, answered. Ends before entering. */
export async function tour(
  client: Client,
  walk: Walk,
  stop: (step: StepKind, moment: Moment) => Promise<void>,
): Promise<void> {
  for (const answers of walk.steps as readonly StepAnswers[]) {
    // A browser that lacks something has one step more than the walk.
    if (answers.step !== 'browser' && (await client.step()) === 'browser') {
      await stop('browser', 'fresh');
      await client.goOn();
      await client.leftStep('browser');
    }
    await client.expectStep(answers.step);
    await stop(answers.step, 'fresh');
    if (answers.step === 'waiting') return;
    if (asks(answers)) {
      await client.fill(answers);
      await stop(answers.step, 'answered');
    }
    await client.goOn();
    await client.leftStep(answers.step);
  }
}

/** Did one of the `earlier` walks stand at this very stop: same service, same browser, same answers up to here? */
export function wasSeen(walk: Walk, earlier: readonly Walk[], step: StepKind, moment: Moment): boolean {
  return earlier.some((one) => placeOf(one, step, moment) === placeOf(walk, step, moment));
}

/** Everything that decides about what is on screen at a stop. */
function placeOf({ service, lacks, steps }: Walk, step: StepKind, moment: Moment): string {
  const index = steps.findIndex((one) => one.step === step);
  return JSON.stringify([service, lacks, steps.slice(0, moment === 'fresh' ? index : index + 1), step]);
}

function asks(answers: StepAnswers): boolean {
  if (answers.step === 'review') return answers.name !== undefined || answers.place !== undefined;
  return answers.step !== 'arrive' && answers.step !== 'browser' && answers.step !== 'information';
}
