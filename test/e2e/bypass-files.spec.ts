/** Ways around the gate by what is served: profiles, wordings and settings that leave something out, code that is missing. */
import type { Page } from '@playwright/test';
import { withServed } from './support/served.ts';
import { expect, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';
import { SHORTEST, expectEnd, hearOutside, testWays, wishFromConsole } from './support/ways-around.ts';
import type { Scene, WayAround } from './support/ways-around.ts';

const PROFILE = `services/${SHORTEST}/profile.json`;
const SITE = 'site.json';
const TEXTS = 'services/common/texts.de.json';

type Json = Readonly<Record<string, unknown>>;

interface ServedWay extends Pick<WayAround, 'tries' | 'from' | 'ends'> {
  readonly file: string;
  readonly edit: (json: Json) => unknown;
}

const steps = (change: (steps: readonly string[]) => readonly string[]) => (profile: Json) => ({
  ...profile,
  steps: change(profile['steps'] as readonly string[]),
});

const texts = (change: (texts: readonly { readonly id: string }[]) => readonly unknown[]) => (file: Json) => ({
  ...file,
  texts: change(file['texts'] as readonly { readonly id: string }[]),
});

/** What the server sends is changed while somebody is on the way, and the page is loaded anew. */
const SERVED: readonly ServedWay[] = [
  {
    tries: 'leaving a step out of the profile',
    file: PROFILE,
    edit: steps((all) => all.filter((step) => step !== 'consent')),
    ends: 'PROFILE_INVALID',
  },
  {
    tries: 'leaving everything out of the profile but the last step',
    file: PROFILE,
    edit: steps(() => ['arrive', 'devices', 'waiting']),
    ends: 'PROFILE_INVALID',
  },
  {
    tries: 'putting a step that nobody knows into the profile',
    file: PROFILE,
    edit: steps((all) => [...all.slice(0, 2), 'meeting', ...all.slice(2)]),
    ends: 'PROFILE_INVALID',
  },
  {
    tries: 'asking for the signature before the consent',
    file: PROFILE,
    edit: steps(() => ['arrive', 'browser', 'information', 'details', 'review', 'consent', 'devices', 'waiting']),
    ends: 'PROFILE_INVALID',
  },
  {
    tries: 'beginning with the last step',
    file: PROFILE,
    edit: steps((all) => all.slice().reverse()),
    ends: 'PROFILE_INVALID',
  },
  {
    tries: 'adding a switch to the profile that nobody knows',
    file: PROFILE,
    edit: (profile) => ({ ...profile, skipConsent: true }),
    ends: 'PROFILE_INVALID',
  },
  {
    tries: "putting another service's profile into the folder",
    file: PROFILE,
    edit: (profile) => ({ ...profile, id: 'coburg' }),
    ends: 'PROFILE_INVALID',
  },
  {
    tries: 'taking the statement out of the only purpose',
    file: PROFILE,
    from: 'information',
    edit: (profile) => ({
      ...profile,
      purposes: (profile['purposes'] as readonly Json[]).map(({ statement: _, ...one }) => one),
    }),
    ends: 'information',
  },
  {
    tries: 'taking the wording that has to be agreed to out of the file',
    file: TEXTS,
    edit: texts((all) => all.filter(({ id }) => id !== 'ack.publicTask')),
    ends: 'TEXTS_INVALID',
  },
  {
    tries: 'emptying the wording that has to be agreed to',
    file: TEXTS,
    edit: texts((all) => all.map((text) => (text.id === 'ack.publicTask' ? { ...text, statement: ' ' } : text))),
    ends: 'TEXTS_INVALID',
  },
  {
    tries: 'sending wordings of another language under this name',
    file: TEXTS,
    edit: (file) => ({ ...file, language: 'en' }),
    ends: 'TEXTS_INVALID',
  },
  {
    tries: 'striking the service from the list of the site',
    file: SITE,
    edit: (site) => ({ ...site, services: ['coburg'] }),
    ends: 'SERVICE_UNKNOWN',
  },
];

const CHANGED: readonly WayAround[] = SERVED.map(({ file, edit, ...way }) => ({
  from: 'details',
  ...way,
  attempt: async ({ world, page, person }) =>
    withServed(world, file, edit, async () => {
      await page.reload();
      await expectEnd(person, way.ends);
    }),
}));

/** The chunk with the code of one screen. */
function codeOf(part: string): RegExp {
  return new RegExp(`/assets/${part}-[^/]+\\.js$`);
}

async function pollutionOf(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const empty = {} as Record<string, unknown>;
    return [empty['statements'], empty['open'], empty['devices'], Object.keys(Object.prototype)];
  });
}

testWays([
  ...CHANGED,
  {
    tries: 'naming the public Jitsi as the house',
    from: 'details',
    ends: 'SITE_INVALID',
    attempt: async ({ person, page }) => {
      await settings(page, (site) => ({ ...site, jitsi: { origin: 'https://meet.jit.si', peerToPeer: true } }));
      await page.reload();
      await expectEnd(person, 'SITE_INVALID');
    },
  },
  {
    tries: 'polluting the prototype of all objects from a profile',
    from: 'information',
    ends: 'PROFILE_INVALID',
    attempt: async (scene) => polluted(scene, PROFILE, 'PROFILE_INVALID'),
  },
  {
    tries: 'polluting the prototype of all objects from the settings',
    from: 'information',
    ends: 'SITE_INVALID',
    attempt: async (scene) => polluted(scene, SITE, 'SITE_INVALID'),
  },
  {
    tries: 'asking for a language that has no texts',
    from: 'consent',
    ends: 'consent',
    attempt: async ({ page }) =>
      wishFromConsole(
        page,
        { kind: 'language', language: 'tlh' },
        { kind: 'language', language: '../../x' },
        { kind: 'language', language: '__proto__' },
      ),
  },
  {
    tries: 'losing the line in the middle and pressing on',
    from: 'details',
    ends: 'details',
    attempt: async ({ person, page, context }) => {
      await context.setOffline(true);
      await person.back();
      await person.expectStep('consent');
      await person.goOn();
      await person.expectStep('details');
      await wishFromConsole(page, { kind: 'enter' });
    },
  },
]);

/** Changes the settings on their way to this page: the server of the tests puts its own house into them. */
async function settings(page: Page, edit: (site: Json) => Json): Promise<void> {
  const site = (await page.evaluate(async () => (await fetch('/site.json')).json())) as Json;
  await page.route('**/site.json', async (route) => route.fulfill({ json: edit(site) }));
}

async function polluted(
  { page, person, world }: Scene,
  file: string,
  ends: 'PROFILE_INVALID' | 'SITE_INVALID',
): Promise<void> {
  const evil =
    '"__proto__":{"statements":[],"open":true,"devices":{"camera":"on"}},"constructor":{"prototype":{"open":true}}';
  await page.route(`${world.gateOrigin}/${file}`, async (route) =>
    route.fulfill({ body: `{${evil},"schema":1}`, contentType: 'application/json' }),
  );
  await page.reload();
  await expectEnd(person, ends);
  expect(await pollutionOf(page)).toEqual([undefined, undefined, undefined, []]);
}

for (const { part, before, after } of [
  { part: 'steps', before: 'arrive', after: 'information' },
  { part: 'client-devices', before: 'review', after: 'devices' },
] as const) {
  test(`without the code of ${after} nobody gets past it, and trying again helps @firefox`, async ({
    client,
    world,
  }) => {
    const walk = walkOf(SHORTEST);
    const person = await client(walk);
    await person.expectStep('arrive');
    const heard = hearOutside(person.page.context(), world);
    await person.page.route(codeOf(part), async (route) => route.abort());
    await person.page.reload();
    await person.walk(walk, before);
    await person.answer(walk.steps.find(({ step }) => step === before) ?? { step: 'information' });
    await expect(person.main).toContainText('EINLASS-12');
    await wishFromConsole(person.page, { kind: 'enter' });
    await expect(person.main).toContainText('EINLASS-12');
    await person.page.unroute(codeOf(part));
    await person.main.getByRole('button', { name: 'Noch einmal versuchen' }).click();
    await person.expectStep(after);
    expect(heard).toEqual([]);
  });
}

test('a foreign house in the settings is never asked, because the page may frame one house only', async ({
  client,
  violations,
}) => {
  const foreign = 'https://meet.fremd.example';
  const walk = walkOf(SHORTEST);
  const person = await client(walk);
  await settings(person.page, (site) => ({ ...site, jitsi: { origin: foreign, peerToPeer: false } }));
  const asked: string[] = [];
  await person.page.context().route(`${foreign}/**`, async (route) => {
    asked.push(route.request().url());
    await route.abort();
  });
  await person.page.reload();
  await person.walk(walk);
  await person.enter();
  // It is not even told that somebody has passed the gate.
  const stopped = (): string[] => violations.map((line) => /(\S+-src) (\S+)/.exec(line)?.[0] ?? line);
  await expect.poll(stopped).toEqual([`connect-src ${foreign}/einlass`, `frame-src ${foreign}`]);
  violations.splice(0);
  expect(asked).toEqual([]);
});
