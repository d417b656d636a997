import { expect } from '@playwright/test';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { STEP_KINDS } from '../../../src/gate/plan.ts';
import type { FieldId, StepKind } from '../../../src/gate/plan.ts';
import { listen } from './quiet.ts';
import type { Noise } from './quiet.ts';
import type { StepAnswers, Walk } from './walks.ts';

/** Takes end-to-end encryption away from a browser: neither Chromium's own way nor the standard's is left. */
export const WITHOUT_E2EE =
  'delete RTCRtpSender.prototype.createEncodedStreams; delete globalThis.RTCRtpScriptTransform;';

const STEP_ELEMENTS = STEP_KINDS.map((kind) => `client-${kind}`).join(', ');
/** No profile asks for more. */
const MOST_BOXES = 40;

/** A person with a browser in front of the client page. Presses and types what is on screen, and nothing else. */
export class Client {
  readonly page: Page;
  readonly main: Locator;
  readonly frame: Locator;
  /** What the page and all others of its device asked for and said since it was opened. */
  readonly noise: Noise;

  constructor(page: Page, noise: Noise = listen(page.context())) {
    this.page = page;
    this.noise = noise;
    this.main = page.getByRole('main');
    this.frame = page.locator('.room__frame iframe');
  }

  /** Opens a page of their own in `context` and the link in it. */
  static async open(context: BrowserContext, href: string): Promise<Client> {
    const noise = listen(context);
    const client = new Client(await context.newPage(), noise);
    // Firefox gives camera and microphone only to the page in front.
    await client.page.bringToFront();
    await client.page.goto(href);
    return client;
  }

  /** The same link in another tab of the same device. */
  async secondTab(): Promise<Client> {
    return Client.open(this.page.context(), this.page.url());
  }

  /** The step on screen, as soon as there is one. */
  async step(): Promise<StepKind> {
    const element = this.main.locator(STEP_ELEMENTS);
    const tag = await element.first().evaluate((node) => node.localName);
    return tag.replace('client-', '') as StepKind;
  }

  async expectStep(step: StepKind): Promise<void> {
    await expect(this.main.locator(STEP_ELEMENTS)).toHaveJSProperty('localName', `client-${step}`);
    await expect(this.main.getByRole('heading', { level: 1 })).toBeVisible();
  }

  /** Goes the walk until `until` is on screen and not yet answered. Returns every step that was seen, that one too. */
  async walk(walk: Walk, until: StepKind = 'waiting'): Promise<StepKind[]> {
    const seen: StepKind[] = [];
    for (;;) {
      const step = await this.step();
      seen.push(step);
      if (step === until) return seen;
      await this.answer(answersFor(walk, step));
      await this.leftStep(step);
    }
  }

  /** Waits until another step than `step` is on screen. */
  async leftStep(step: StepKind): Promise<void> {
    await expect(this.main.locator(`client-${step}`), `the step ${step} cannot be left`).toHaveCount(0);
    await expect(this.main.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }

  /** Does on the step on screen what the walk says, the button that leads on included. */
  async answer(answers: StepAnswers): Promise<void> {
    await this.fill(answers);
    if (answers.step !== 'waiting') await this.goOn();
  }

  /** The button that leads on: the one that sends the form, otherwise the only one of the first rank. */
  async goOn(): Promise<void> {
    const form = this.main.locator('form button[type=submit]');
    const known = this.main.locator('#read, #go-on, client-arrive .actions .button');
    await form.or(known).first().click();
  }

  async back(): Promise<void> {
    await this.main.locator('.actions__back button').click();
  }

  async enter(): Promise<void> {
    await this.page.bringToFront();
    await this.main.locator('#enter').click();
  }

  /** Everything that the step asks for, without going on. */
  async fill(answers: StepAnswers): Promise<void> {
    switch (answers.step) {
      case 'arrive':
        if (answers.sharedDevice) await this.main.locator('#shared-device').check();
        return;
      case 'browser':
      case 'information':
      case 'waiting':
        return;
      case 'consent':
        return this.tickAll(answers.refused);
      case 'details':
        for (const [id, value] of Object.entries(answers.fields)) await this.type(id as FieldId, value);
        return;
      case 'minor':
        return this.#minor(answers);
      case 'review':
        if (answers.name !== undefined) await this.main.locator('#signature-name').fill(answers.name);
        if (answers.place !== undefined) await this.main.locator('#signature-place').fill(answers.place);
        if (answers.remember) await this.main.locator('#remember').check();
        return;
      case 'assurances':
        return this.#assurances(answers);
      case 'pledge':
        return this.tickAll();
      case 'devices':
        return this.#devices(answers);
    }
  }

  /** Ticks every box but those of `refused` wordings. A tick may bring further boxes. */
  async tickAll(refused: readonly string[] = []): Promise<void> {
    const left = refused.map((id) => `:not([id$="box-${id.replaceAll('.', '-')}"])`).join('');
    const open = this.main.locator(`input[type=checkbox][id*="box-"]${left}:not(:checked)`);
    for (let count = 0; (await open.count()) > 0; count += 1) {
      if (count === MOST_BOXES) throw new Error('a box does not stay ticked');
      await open.first().check();
    }
  }

  async type(field: FieldId, value: string): Promise<void> {
    if (field !== 'birthDate') return this.main.locator(`#field-${field}`).fill(value);
    const [year = '', month = '', day = ''] = value.split('-');
    await this.main.locator('#field-birthDate-day').fill(day);
    await this.main.locator('#field-birthDate-month').fill(month);
    await this.main.locator('#field-birthDate-year').fill(year);
  }

  /** What stands in the fields of the step, the ticks among them. */
  async typed(): Promise<Record<string, string | boolean>> {
    return this.main
      .locator('input, select, textarea')
      .evaluateAll((controls) =>
        Object.fromEntries(
          (controls as HTMLInputElement[]).map((one) => [
            one.id,
            one.type === 'checkbox' || one.type === 'radio' ? one.checked : one.value,
          ]),
        ),
      );
  }

  async #minor({ age, years, guardian, declares }: Extract<StepAnswers, { step: 'minor' }>): Promise<void> {
    if (age !== undefined) {
      await this.main.locator(`#age-${age}`).check();
      if (years !== undefined) await this.main.locator('#age-years').fill(String(years));
      if (declares) await this.goOn();
    }
    if (guardian) {
      await this.main.locator('#guardian-name').fill(guardian.name);
      await this.main.locator('#guardian-relation').selectOption(guardian.relation);
    }
    if (!declares) return;
    await this.main.locator('input[id^="box-minor-"]').check();
  }

  async #assurances({ people = [] }: Extract<StepAnswers, { step: 'assurances' }>): Promise<void> {
    if ((await this.main.locator('#alone').count()) > 0) {
      await this.main.locator(people.length === 0 ? '#alone' : '#someone').check();
      for (const role of people) {
        await this.main.locator('#other-role').selectOption(role);
        await this.main.locator('#add-person').click();
        await expect(this.main.locator('#other-role')).toHaveValue('');
      }
    }
    await this.tickAll();
  }

  async #devices({ name, without = [] }: Extract<StepAnswers, { step: 'devices' }>): Promise<void> {
    await this.page.bringToFront();
    await this.main.locator('#try').click();
    for (const kind of ['camera', 'microphone'] as const) {
      const box = this.main.locator(`#${kind}-on`);
      await expect(box).toBeEnabled();
      await box.setChecked(!without.includes(kind));
    }
    await this.main.locator('#display-name').fill(name);
  }
}

/** What this walk says about a step. A browser that lacks something has one step more than the walk. */
function answersFor(walk: Walk, step: StepKind): StepAnswers {
  const found = walk.steps.find((one) => one.step === step);
  if (found) return found;
  if (step === 'browser') return { step };
  throw new Error(`the walk "${walk.id}" through ${walk.service} does not expect the step ${step}`);
}
