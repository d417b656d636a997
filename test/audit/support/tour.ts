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

function asks({ step }: StepAnswers): boolean {
  return step !== 'arrive' && step !== 'browser' && step !== 'information';
}
