/** Links that are broken, files that are wrong, servers that are silent: a plain page, a number, a way on, and a shut gate. */
import type { Page } from '@playwright/test';
import { toBase64url } from '../../src/mailbox/base64url.ts';
import { crc32 } from '../../src/mailbox/crc32.ts';
import type { ClientErrorCode } from '../../src/errors.ts';
import { Client } from './support/client.ts';
import { withServed } from './support/served.ts';
import { expect, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';
import { SHORTEST, expectEnd, hearOutside } from './support/ways-around.ts';

const WALK = walkOf(SHORTEST);
const HOUR = 3_600_000;

/** A link as a later version may look: another number in front, a checksum that fits. */
function laterVersion(): string {
  const bytes = new Uint8Array(60);
  bytes[0] = 2;
  new DataView(bytes.buffer).setUint32(56, crc32(bytes.subarray(0, -4)));
  return toBase64url(bytes);
}

/** Title in German, number, phone and, where it helps, another try; in the right place for the eyes and for the ears. */
async function expectProblem(person: Client, code: ClientErrorCode, { retry = false } = {}): Promise<void> {
  await expectEnd(person, code);
  const heading = person.main.getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(person.page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(person.main.getByRole('button', { name: 'Noch einmal versuchen' })).toHaveCount(retry ? 1 : 0);
  await expect(person.page.locator('iframe')).toHaveCount(0);
}

/** An office to call. Where the settings themselves are missing nobody knows a number. */
async function expectPhone(person: Client): Promise<void> {
  await expect(person.page.locator('a[href^="tel:"]').first()).toBeVisible();
}

const LINKS: readonly {
  readonly title: string;
  readonly fragment: (whole: string) => string;
  readonly code: ClientErrorCode;
}[] = [
  { title: 'with characters that no link has', fragment: (whole) => `${whole}ä%zz`, code: 'LINK_MALFORMED' },
  {
    title: 'with two characters exchanged',
    fragment: (whole) => `${whole.slice(0, 40)}AA${whole.slice(42)}`,
    code: 'LINK_MALFORMED',
  },
  { title: 'with something behind it', fragment: (whole) => `${whole}AAAA`, code: 'LINK_MALFORMED' },
  { title: 'that is a name without letters', fragment: () => '/r/%20%2F', code: 'LINK_MALFORMED' },
  { title: 'that is longer than any link', fragment: (whole) => whole.repeat(5), code: 'LINK_TOO_LONG' },
  { title: 'that is as long as a book', fragment: () => 'A'.repeat(100_000), code: 'LINK_TOO_LONG' },
  { title: 'of a later version', fragment: laterVersion, code: 'LINK_VERSION_UNKNOWN' },
];

for (const { title, fragment, code } of LINKS) {
  test(`a link ${title}: ${code}`, async ({ device, appointment, world }) => {
    const context = await device();
    const heard = hearOutside(context, world);
    const whole = appointment.invite(SHORTEST).split('#')[1] ?? '';
    const person = await Client.open(context, `${world.gateOrigin}/#${fragment(whole)}`);
    await expectProblem(person, code);
    await expectPhone(person);
    expect(heard).toEqual([]);
  });
}

test('a link that was cut, wherever it was cut', async ({ device, appointment, world }) => {
  const context = await device();
  const heard = hearOutside(context, world);
  const href = appointment.invite(SHORTEST);
  const start = href.indexOf('#') + 1;
  const person = await Client.open(context, href.slice(0, -1));
  await expectProblem(person, 'LINK_TRUNCATED');
  await expectPhone(person);
  const hints: string[] = [];
  for (let end = href.length - 2; end > start; end -= 1) {
    const said = await titleAfter(person.page, href.slice(start, end));
    if (!said.includes('Der Link ist nicht vollständig')) hints.push(`${String(end - start)}: ${said}`);
  }
  expect(hints).toEqual([]);
  expect(heard).toEqual([]);
});

/** The title that stands there after the fragment was changed. The page says nothing between the two. */
async function titleAfter(page: Page, fragment: string): Promise<string> {
  return page.evaluate(async (next) => {
    const app = document.querySelector<HTMLElement & { view: { kind: string }; updateComplete: Promise<unknown> }>(
      'client-app',
    );
    const before = app?.view;
    location.hash = next;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (app && app.view !== before && app.view.kind !== 'loading') resolve();
        else requestAnimationFrame(look);
      };
      look();
    });
    await app?.updateComplete;
    return document.querySelector('main h1')?.textContent ?? '';
  }, fragment);
}

test('an unknown service and an appointment that is over', async ({ device, appointment }) => {
  const context = await device();
  const unknown = await Client.open(context, appointment.invite('hannover-gibt-es-nicht'));
  await expectProblem(unknown, 'SERVICE_UNKNOWN');
  await expectPhone(unknown);
  const over = await Client.open(context, appointment.invite(SHORTEST, { startsAt: Date.now() - 13 * HOUR }));
  await expectProblem(over, 'APPOINTMENT_EXPIRED');
  await expectPhone(over);
});

test('an appointment that the counsellor has ended does not open again', async ({
  device,
  appointment,
  counsellor,
}) => {
  test.slow();
  const host = await counsellor();
  const context = await device();
  const href = appointment.invite(SHORTEST);
  const person = await Client.open(context, href);
  await person.walk(WALK);
  await person.enter();
  await host.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
  await host.end();
  await expect(person.main.locator('client-ending')).toContainText('Das Gespräch ist beendet');
  const again = await Client.open(context, href);
  await expectProblem(again, 'APPOINTMENT_ENDED');
  await expectPhone(again);
});

type Json = Readonly<Record<string, unknown>>;

const PROFILE = `services/${SHORTEST}/profile.json`;
const FILES: readonly {
  readonly title: string;
  readonly file: string;
  readonly body: string | number | ((json: Json) => unknown);
  readonly code: ClientErrorCode;
}[] = [
  { title: 'a profile that is no JSON', file: PROFILE, body: '{ "schema": 1, ', code: 'PROFILE_INVALID' },
  {
    title: 'a profile that is a page',
    file: PROFILE,
    body: '<!doctype html><title>404</title>',
    code: 'PROFILE_INVALID',
  },
  { title: 'an empty profile', file: PROFILE, body: '', code: 'PROFILE_INVALID' },
  { title: 'a profile that is a list', file: PROFILE, body: '[]', code: 'PROFILE_INVALID' },
  {
    title: 'a profile of half a megabyte',
    file: PROFILE,
    body: `{"schema":1,"id":"${'x'.repeat(500_000)}"}`,
    code: 'PROFILE_INVALID',
  },
  {
    title: 'a profile without an authority',
    file: PROFILE,
    body: ({ authority: _, ...rest }) => rest,
    code: 'PROFILE_INVALID',
  },
  { title: 'no profile', file: PROFILE, body: 404, code: 'SERVICE_UNKNOWN' },
  { title: 'texts that are no JSON', file: 'services/common/texts.de.json', body: '{]', code: 'TEXTS_INVALID' },
  { title: 'no texts', file: 'services/common/texts.de.json', body: 404, code: 'TEXTS_INVALID' },
  { title: 'no notice', file: 'services/common/notice.de.json', body: 404, code: 'TEXTS_INVALID' },
  {
    title: 'a wording without words',
    file: 'services/common/texts.de.json',
    body: (file) => ({ ...file, texts: [] }),
    code: 'TEXTS_INVALID',
  },
  { title: 'settings that are no JSON', file: 'site.json', body: 'null,', code: 'SITE_INVALID' },
  { title: 'no settings', file: 'site.json', body: 404, code: 'SITE_INVALID' },
  { title: 'settings of another kind', file: 'site.json', body: '{"schema":2}', code: 'SITE_INVALID' },
];

for (const { title, file, body, code } of FILES) {
  test(`${title}: ${code}, and all is well when the file is`, async ({ device, appointment, world }) => {
    const context = await device();
    const heard = hearOutside(context, world);
    const href = appointment.invite(SHORTEST);
    const open = async (): Promise<Client> => Client.open(context, href);
    let person: Client;
    if (typeof body === 'function') {
      await withServed(world, file, body, async () => {
        person = await open();
        await expectProblem(person, code);
      });
      person = await open();
    } else {
      const answer = typeof body === 'number' ? { status: body, body: '' } : { body, contentType: 'application/json' };
      await context.route(`${world.gateOrigin}/${file}`, async (route) => route.fulfill(answer));
      person = await open();
      await expectProblem(person, code);
      if (file !== 'site.json') await expectPhone(person);
      await context.unroute(`${world.gateOrigin}/${file}`);
      await person.page.reload();
    }
    await person.expectStep('arrive');
    expect(heard).toEqual([]);
  });
}

for (const file of ['site.json', PROFILE, 'services/common/notice.de.json']) {
  test(`${file} cannot be had, and then it can: SERVER_UNREACHABLE, one press goes on`, async ({
    device,
    appointment,
    world,
  }) => {
    const context = await device();
    await context.route(`${world.gateOrigin}/${file}`, async (route) => route.abort());
    const person = await Client.open(context, appointment.invite(SHORTEST));
    await expectProblem(person, 'SERVER_UNREACHABLE', { retry: true });
    await person.main.getByRole('button', { name: 'Noch einmal versuchen' }).click();
    await expectProblem(person, 'SERVER_UNREACHABLE', { retry: true });
    await context.unroute(`${world.gateOrigin}/${file}`);
    await person.main.getByRole('button', { name: 'Noch einmal versuchen' }).click();
    await person.expectStep('arrive');
  });
}

test('a server that answers with 500 or not at all is told from one that is slow', async ({
  device,
  appointment,
  world,
}) => {
  const context = await device();
  let answer = (): void => undefined;
  const slow = new Promise<void>((resolve) => (answer = resolve));
  await context.route(`${world.gateOrigin}/${PROFILE}`, async (route) => {
    await slow;
    await route.continue();
  });
  const person = await Client.open(context, appointment.invite(SHORTEST));
  await expect(person.main.locator('client-problem')).toHaveCount(0);
  answer();
  await person.expectStep('arrive');
  await context.unroute(`${world.gateOrigin}/${PROFILE}`);
  await context.route(`${world.gateOrigin}/${PROFILE}`, async (route) => route.fulfill({ status: 500, body: '' }));
  await person.page.reload();
  await expectProblem(person, 'SERVER_UNREACHABLE', { retry: true });
});

test('a server that stays silent is given up after its time, and nothing entered is lost', async ({
  client,
  world,
}) => {
  const person = await client(WALK);
  await person.page.clock.install();
  await person.walk(WALK, 'details');
  await person.page.route(`${world.gateOrigin}/${PROFILE}`, () => undefined);
  await person.page.reload();
  await person.page.clock.runFor(20_000);
  await expectProblem(person, 'SERVER_UNREACHABLE', { retry: true });
  await person.page.unroute(`${world.gateOrigin}/${PROFILE}`);
  await person.main.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await person.expectStep('details');
});

test('another language that does not arrive leaves everything as it is', async ({ client, world }) => {
  const person = await client(WALK);
  await person.walk(WALK, 'details');
  await person.fill(WALK.steps.find(({ step }) => step === 'details') ?? { step: 'information' });
  const typed = await person.typed();
  await person.page.route(`${world.gateOrigin}/services/common/texts.en.json`, async (route) => route.abort());
  await person.page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
  await expect(person.page.locator('html')).toHaveAttribute('lang', 'de');
  await person.expectStep('details');
  expect(await person.typed()).toEqual(typed);
});

test('losing the line before Eintreten: the page says so, and one press enters when it is back', async ({
  client,
  counsellor,
}) => {
  test.slow();
  const host = await counsellor();
  const person = await client(WALK);
  await person.walk(WALK);
  await person.page.context().setOffline(true);
  await person.enter();
  await expect(person.main).toContainText('EINLASS-13');
  await expect(person.frame).toHaveCount(0);
  await person.page.context().setOffline(false);
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
});
