/** Who is asked for anything, and what addresses and console give away (design §7 and §8, issue point 2). */
import { readFile } from 'node:fs/promises';
import type { Cookie, Locator } from '@playwright/test';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, FAKE_DEVICE_ARGUMENTS, findBrowser } from '../../config/bootstrap/browsers.mjs';
import { Client } from './support/client.ts';
import { expectPicture } from './support/seeing.ts';
import { expect, test } from './support/test.ts';
import { displayNameOf, walkOf } from './support/walks.ts';
import type { Walk } from './support/walks.ts';

test.use({ through: 'nginx' });
test.slow();

/** Chromium's remark on the frame that Jitsi's own script makes; not ours to change. */
const REMARK = "Allow attribute will take precedence over 'allowfullscreen'.";

/** Hints to a browser to reach out before anybody asked. */
const HINTS =
  'link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], link[rel~=prerender], link[rel~=preload]';

test('nobody but the gate is asked before „Eintreten“, only Jitsi after it, and nothing is said aloud @firefox', async ({
  client,
  counsellor,
  world,
}) => {
  const walk = walkOf('hannover-einzel');
  const linked: string[] = [];
  const host = await counsellor();
  const person = await client(walk);
  const { noise, page } = person;
  page.on('response', (response) => {
    const link = response.headers()['link'];
    if (link !== undefined) linked.push(link);
  });
  await person.walk(walk);
  expect(noise.requests.length).toBeGreaterThan(5);
  expect(noise.requests.filter((address) => !address.startsWith(`${world.gateOrigin}/`))).toEqual([]);
  expect(linked).toEqual([]);
  expect(await hints(page.locator(HINTS), world.gateOrigin)).toEqual([]);
  expect(await page.locator('iframe').count()).toBe(0);
  expect(await page.context().cookies([world.gateOrigin, world.meetOrigin])).toEqual([]);

  await person.enter();
  await host.admit(displayNameOf(walk));
  await page.bringToFront();
  await expectPicture(page.frameLocator('.room__frame iframe').locator('.tile:not(.tile-own) video'));
  // One cookie for one host, of no use to a script or to another site, as long as the meeting is on.
  const cookies = (): Promise<readonly Cookie[]> => page.context().cookies([world.gateOrigin, world.meetOrigin]);
  expect(await cookies()).toMatchObject([
    {
      name: '__Host-einlass',
      domain: 'meet.stadt.localhost',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    },
  ]);
  await person.main.locator('#leave').click();
  await expect(person.main.locator('client-ending')).toBeVisible();
  expect(noise.requests.find((address) => address.startsWith(world.meetOrigin))).toBe(`${world.meetOrigin}/einlass`);
  await expect.poll(cookies).toEqual([]);
  const hosts = new Set(noise.requests.map((address) => new URL(address).host));
  const expected = [world.gateOrigin, world.meetOrigin].map((origin) => new URL(origin).host);
  expect([...hosts].sort()).toEqual(expected.sort());
  expect(told(noise.requests, walk)).toEqual([]);
  expect(noise.lines.filter((line) => !line.includes(REMARK))).toEqual([]);
});

test('not even a connection or a name look-up to Jitsi before „Eintreten“', async ({ appointment, world }, info) => {
  const log = info.outputPath('net-log.json');
  // A profile of its own: a private window, as tests have it, reaches out to nobody beforehand.
  const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
    executablePath: findBrowser('chromium') ?? '',
    ignoreHTTPSErrors: true,
    permissions: ['camera', 'microphone'],
    args: [
      ...CHROMIUM_ARGUMENTS,
      ...FAKE_DEVICE_ARGUMENTS,
      '--ignore-certificate-errors',
      `--log-net-log=${log}`,
      '--net-log-capture-mode=Default',
    ],
  });
  const client = await Client.open(context, appointment.invite('hannover-einzel'));
  await client.walk(walkOf('hannover-einzel'));
  await context.close();
  const reached = await reachedHosts(log);
  expect(reached).toContain(new URL(world.gateOrigin).hostname);
  expect(reached).not.toContain(new URL(world.meetOrigin).hostname);
});

async function hints(links: Locator, own: string): Promise<string[]> {
  const addresses = await links.evaluateAll((all) => all.map((one) => (one as HTMLLinkElement).href));
  return addresses.filter((address) => !address.startsWith(`${own}/`));
}

/** Requests whose address gives something away: what was typed, a personal link, a secret. A fragment reaches no server. */
function told(requests: readonly string[], walk: Walk): string[] {
  const typed = walk.steps.flatMap((one) => {
    // A city gives its name to its services.
    if (one.step === 'details')
      return Object.values(one.fields).filter((words) => !walk.service.includes(words.toLowerCase()));
    return one.step === 'devices' ? [one.name] : [];
  });
  return requests.filter((address) => {
    const { pathname, search, username } = new URL(address);
    const sent = decodeURIComponent(`${username}${pathname}${search}`).toLowerCase();
    return (
      typed.some((words) => sent.includes(words.toLowerCase())) ||
      /[\w-]{60,}/.test(sent) ||
      /jwt|email|name=/.test(sent)
    );
  });
}

interface NetLog {
  readonly events: readonly { readonly params?: Readonly<Record<string, unknown>> }[];
}

/** Every host that the browser looked up, connected to or spoke with. Headers are left out: a policy names hosts too. */
async function reachedHosts(log: string): Promise<readonly string[]> {
  const { events } = JSON.parse(await readFile(log, 'utf8')) as NetLog;
  const named = [
    'host',
    'url',
    'group_id',
    'destination',
    'network_isolation_key',
    'hostname',
    'server',
    'host_and_port',
  ];
  const values = events.flatMap(({ params = {} }) =>
    named.flatMap((key) => (typeof params[key] === 'string' ? [params[key]] : [])),
  );
  return [...new Set(values.flatMap((value) => value.match(/[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost/g) ?? []))];
}
