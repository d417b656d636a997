/** What stays and what does not: going back, reloading, another language, another visit, a shared device. */
import { Appointment } from './support/invite.ts';
import { newVersionOf, withServed } from './support/served.ts';
import { isKept, leftBehind, records } from './support/storage.ts';
import { Client } from './support/client.ts';
import { expect, test } from './support/test.ts';
import { answering, walkOf } from './support/walks.ts';
import type { Walk } from './support/walks.ts';

const GROUP = walkOf('hannover-gruppe');
const SINGLE = walkOf('hannover-einzel');
const REMEMBERING = answering(SINGLE, { step: 'review', name: 'Anna Muster', remember: true });
/** The language buttons call themselves by their own names. */
const ENGLISH = 'English';
const GERMAN = 'Deutsch';

// Each test goes several ways through the gate.
test.slow();

/** What a step keeps by itself. The signature is part of the final act, and the ticks of that act are made in one go. */
function kept(typed: Record<string, string | boolean>): Record<string, string | boolean> {
  return Object.fromEntries(Object.entries(typed).filter(([id]) => !id.startsWith('signature-')));
}

test('going all the way back and forth again loses nothing', async ({ client }) => {
  const person = await client(GROUP);
  const seen: { step: string; typed: Record<string, string | boolean> }[] = [];
  for (const answers of GROUP.steps) {
    await person.expectStep(answers.step);
    if (answers.step === 'devices') break;
    await person.fill(answers);
    seen.push({ step: answers.step, typed: await person.typed() });
    await person.goOn();
  }
  for (const { step, typed } of seen.slice().reverse()) {
    await person.back();
    await person.expectStep(step as Walk['steps'][number]['step']);
    expect(await person.typed(), step).toEqual(typed);
  }
  // What was answered is not asked twice: one tap leads to where the person was.
  await person.goOn();
  await person.expectStep('devices');
});

test('a reload on any step loses nothing', async ({ client }) => {
  const person = await client(GROUP);
  for (const answers of GROUP.steps) {
    await person.expectStep(answers.step);
    if (answers.step === 'devices') break;
    const before = await records(person.page);
    await person.fill(answers);
    // Leaving the last field: a browser says that a field has changed only then.
    await person.main.getByRole('heading', { level: 1 }).focus();
    const typed = kept(await person.typed());
    if (['consent', 'details', 'assurances', 'pledge'].includes(answers.step)) await isKept(person.page, before);
    await person.page.reload();
    // A step on which nothing is missing any more has been passed; what was entered is still on it.
    if ((await person.step()) !== answers.step) await person.back();
    await person.expectStep(answers.step);
    expect(kept(await person.typed()), answers.step).toEqual(typed);
    if (answers.step === 'review') await person.fill(answers);
    const last = await records(person.page);
    await person.goOn();
    await isKept(person.page, last);
  }
  await person.page.reload();
  // Camera and microphone belong to one page, so that step is never remembered.
  await person.expectStep('devices');
});

test('another language in the middle changes the words and nothing else', async ({ client }) => {
  const person = await client(SINGLE);
  const footer = person.page.getByRole('contentinfo');
  for (const answers of SINGLE.steps) {
    await person.expectStep(answers.step);
    await person.fill(answers);
    const typed = await person.typed();
    const heading = person.main.getByRole('heading', { level: 1 });
    const german = (await heading.textContent()) ?? '';
    await footer.getByRole('button', { name: ENGLISH }).click();
    await expect(heading).not.toHaveText(german);
    await expect(person.page.locator('html')).toHaveAttribute('lang', 'en');
    expect(await person.typed(), answers.step).toEqual(typed);
    await footer.getByRole('button', { name: GERMAN }).click();
    await expect(heading).toHaveText(german);
    expect(await person.typed(), answers.step).toEqual(typed);
    if (answers.step !== 'waiting') await person.goOn();
  }
  await expect(person.main.locator('#enter')).toBeVisible();
});

test('what is still to do is said in the language that is chosen then, and the focus stays where it is', async ({
  client,
}) => {
  const walk = walkOf('hannover-gruppe', 'minor');
  const person = await client(walk);
  const { page, main } = person;
  const asked: string[] = [];
  for (const answers of walk.steps) {
    await person.expectStep(answers.step);
    if (['consent', 'details', 'minor', 'assurances', 'pledge', 'devices'].includes(answers.step)) {
      await person.goOn();
      // The summary, and what stands at each control.
      const problems = main.locator('.summary h2, .summary a, .field__problem');
      await expect(main.locator('.summary')).toBeFocused();
      const german = await problems.allTextContents();
      const english = page.getByRole('contentinfo').getByRole('button', { name: ENGLISH });
      await english.click();
      await expect(main.locator('.summary h2')).toHaveText('Still to do');
      const translated = await problems.allTextContents();
      expect(translated).toHaveLength(german.length);
      for (const [index, words] of translated.entries()) expect(words, answers.step).not.toBe(german[index]);
      await expect(english).toBeFocused();
      await page.getByRole('contentinfo').getByRole('button', { name: GERMAN }).click();
      await expect(problems).toHaveText(german);
      asked.push(answers.step);
    }
    await person.answer(answers);
  }
  expect(asked).toEqual(['consent', 'details', 'minor', 'assurances', 'pledge', 'devices']);
});

test('a device that may remember is asked only what is new, until a wording changes', async ({
  device,
  appointment,
  world,
}) => {
  const context = await device();
  const first = await Client.open(context, appointment.invite(SINGLE.service));
  const before = await records(first.page);
  await first.walk(REMEMBERING);
  await isKept(first.page, before);
  await first.page.close();

  const next = async (): Promise<Client> => Client.open(context, new Appointment(world).invite(SINGLE.service));
  const second = await next();
  await expect(second.main).toContainText('Sie waren schon einmal hier');
  expect(await second.walk(REMEMBERING)).toEqual(['arrive', 'assurances', 'devices', 'waiting']);
  await second.page.close();

  const edit = newVersionOf('consent.participation', 'Ich willige in die neue Fassung ein.');
  await withServed(world, 'services/common/texts.de.json', edit, async () => {
    const third = await next();
    const steps = await third.walk(REMEMBERING, 'review');
    expect(steps).toEqual(['arrive', 'consent', 'review']);
    await expect(third.main).toContainText('neue Fassung');
    await third.answer({ step: 'review', name: 'Anna Muster' });
    expect(await third.walk(REMEMBERING)).toEqual(['assurances', 'devices', 'waiting']);
  });
});

test('a consent for one appointment is asked again for the next one', async ({ device, appointment, world }) => {
  const walk = answering(GROUP, { step: 'review', name: 'Anna Muster', remember: true });
  const context = await device();
  const first = await Client.open(context, appointment.invite(GROUP.service));
  const before = await records(first.page);
  await first.walk(walk);
  await isKept(first.page, before);
  await first.page.close();
  const second = await Client.open(context, new Appointment(world).invite(GROUP.service));
  expect(await second.walk(walk)).toEqual(expect.arrayContaining(['information', 'consent', 'review', 'pledge']));
});

test('a shared device keeps nothing, and a reload begins anew', async ({ client }) => {
  const person = await client(SINGLE);
  await person.answer({ step: 'arrive', sharedDevice: true });
  await person.leftStep('arrive');
  await person.walk(SINGLE);
  expect(await leftBehind(person.page)).toEqual([]);
  await person.page.reload();
  await person.expectStep('arrive');
  await expect(person.main.locator('#shared-device')).not.toBeChecked();
});

for (const { step, button } of [
  { step: 'consent', button: '#decline' },
  { step: 'review', button: '#decline' },
  { step: 'waiting', button: '#not-now' },
] as const) {
  test(`a no on the step ${step} leaves nothing behind and reaches nobody`, async ({ client, world }) => {
    const requests: string[] = [];
    const person = await client(SINGLE);
    person.page.on('request', (request) => requests.push(request.url()));
    await person.walk(SINGLE, step);
    await person.main.locator(button).click();
    await expect(person.main.locator('client-ending')).toBeVisible();
    await expect.poll(() => leftBehind(person.page)).toEqual([]);
    expect(requests.filter((address) => !address.startsWith(world.gateOrigin))).toEqual([]);
    // Anew, and as somebody who was never here.
    await person.main.locator('#restart').click();
    expect(await person.walk(SINGLE, 'details')).toEqual(['arrive', 'information', 'consent', 'details']);
    expect(Object.values(await person.typed()).filter(Boolean)).toEqual([]);
  });
}
