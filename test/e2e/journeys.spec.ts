/** Issue point 1: from a printed link through every step into the room, and there they see and hear each other. */
import { firefox } from '@playwright/test';
import { FIREFOX_PREFERENCES, findBrowser } from '../../config/bootstrap/browsers.mjs';
import { Client } from './support/client.ts';
import { expectToSeeAndHear } from './support/seeing.ts';
import { expect, test } from './support/test.ts';
import { displayNameOf, walkOf, WALKS } from './support/walks.ts';
import type { Walk } from './support/walks.ts';

test.use({ through: 'nginx' });
test.slow();

const walks: readonly Walk[] = WALKS;
/** The first walk of each service goes on into the call, the others stop before the open door. */
const CALLED = new Set(walks.filter((walk) => walk === walkOf(walk.service)));
const IN_FIREFOX = ['hannover-einzel', 'coburg'];

/** A browser that can do everything is never spoken about, and another one only where the profile wants it. */
function expectSteps(walk: Walk, seen: readonly string[]): void {
  const speaksUp = walk.steps.some(({ step }) => step === 'browser');
  expect(speaksUp ? seen : seen.filter((step) => step !== 'browser')).toEqual(walk.steps.map(({ step }) => step));
}

for (const walk of walks.filter((one) => CALLED.has(one))) {
  const tag = IN_FIREFOX.includes(walk.service) ? ' @firefox' : '';
  test(`${walk.service}: ${walk.id}, into the call @desktop${tag}`, async ({ client, counsellor }) => {
    const host = await counsellor();
    const person = await client(walk);
    expectSteps(walk, await person.walk(walk));
    await person.enter();
    const name = displayNameOf(walk);
    // Name and check code; the code of this very person is on the person's screen too.
    const code = (await person.main.locator('.code [aria-hidden], .code[aria-hidden]').first().textContent()) ?? '';
    await expect(host.knocking(name)).toContainText(code.replace(/\s/g, ''));
    await host.admit(name);
    await expect(host.inside(name).locator('p')).toHaveText(name);
    await expectToSeeAndHear({ page: person.page, frame: person.page.frameLocator('.room__frame iframe') });
    const cameraIsOff = walk.steps.some((one) => one.step === 'devices' && one.without?.includes('camera'));
    if (cameraIsOff) await expect(host.frame.locator('.tile:not(.tile-own)')).toContainText('Kamera aus');
    else await expectToSeeAndHear(host);
  });
}

for (const walk of walks.filter((one) => !CALLED.has(one))) {
  test(`${walk.service}: ${walk.id}, to the open door`, async ({ client, world }) => {
    const person = await client(walk);
    expectSteps(walk, await person.walk(walk));
    await expect(person.main.locator('#enter')).toBeEnabled();
    expect(person.noise.requests.filter((address) => !address.startsWith(`${world.gateOrigin}/`))).toEqual([]);
    expect(person.noise.lines).toEqual([]);
  });
}

test('a counsellor in Chromium and a client in Firefox see and hear each other', async ({
  appointment,
  counsellor,
}) => {
  // A second browser has to start first.
  test.setTimeout(150_000);
  const executablePath = findBrowser('firefox');
  test.skip(executablePath === undefined, 'no Firefox on this machine');
  const other = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: executablePath ?? '',
    firefoxUserPrefs: { ...FIREFOX_PREFERENCES },
  });
  const walk = walkOf('hannover-bildungsbuero');
  const host = await counsellor();
  const context = await other.newContext({ ignoreHTTPSErrors: true, locale: 'de-DE' });
  const person = await Client.open(context, appointment.invite(walk.service));
  await person.walk({
    ...walk,
    steps: walk.steps.map((one) => (one.step === 'devices' ? { step: 'devices', name: 'Anna' } : one)),
  });
  await person.enter();
  await host.admit('Anna');
  await expectToSeeAndHear({ page: person.page, frame: person.page.frameLocator('.room__frame iframe') });
  await expectToSeeAndHear(host);
  await other.close();
});

test('three in a group: each is admitted alone, and all see and hear the two others', async ({
  appointment,
  counsellor,
  device,
}) => {
  // Six pictures are drawn and written on one machine.
  test.setTimeout(150_000);
  const walk = walkOf('hannover-gruppe');
  const host = await counsellor();
  const people: Client[] = [];
  for (const name of ['Anna', 'Berta']) {
    const own: Walk = { ...walk, steps: walk.steps.map((one) => (one.step === 'devices' ? { ...one, name } : one)) };
    const person = await Client.open(await device(), appointment.invite(walk.service));
    await person.walk(own);
    await person.enter();
    await expect(host.knocking(name)).toBeVisible();
    people.push(person);
  }
  await host.admit('Anna');
  await expect(people[1]?.main.locator('.room--lobby') ?? host.page.locator('body')).toBeVisible();
  await host.admit('Berta');
  for (const person of people)
    await expectToSeeAndHear({ page: person.page, frame: person.page.frameLocator('.room__frame iframe') }, 2);
  await expectToSeeAndHear(host, 2);
});
