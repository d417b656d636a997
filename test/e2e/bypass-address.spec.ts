/** Ways around the gate by its address: deep links, edited links, history, several tabs, a clock that is wrong. */
import type { PersonalLink } from '../../src/mailbox/link.ts';
import { encodeLink, parseLink } from '../../src/mailbox/link.ts';
import { fromBase64url, toBase64url } from '../../src/mailbox/base64url.ts';
import { Client } from './support/client.ts';
import { withServed } from './support/served.ts';
import { expect } from './support/test.ts';
import { walkOf } from './support/walks.ts';
import { SHORTEST, expectEnd, testWays, wishFromConsole } from './support/ways-around.ts';
import type { Scene, WayAround } from './support/ways-around.ts';

const HOUR = 3_600_000;

/** The link with one thing changed by somebody who knows how links are made. */
function forged({ href, world }: Scene, change: Partial<PersonalLink> & object): string {
  const link = parseLink(href);
  if (!link.ok || link.value.kind !== 'personal') throw new Error('not a personal link');
  return encodeLink(world.gateOrigin, { ...link.value, ...change } as PersonalLink);
}

/** The link with one byte changed, and without a checksum that fits. */
function edited(href: string, at: number): string {
  const [origin, fragment = ''] = href.split('#');
  const bytes = fromBase64url(fragment)?.bytes;
  if (!bytes) throw new Error('not a personal link');
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return `${origin ?? ''}#${toBase64url(bytes)}`;
}

/** Opens another address in this tab. Where only the fragment differs, the page stays and is told. */
async function open({ page }: Scene, address: string): Promise<void> {
  await page.goto(address);
}

/** Field of the link and the byte in which it is edited. The service's name stands between the two groups. */
const FIELDS = [
  { field: 'version', at: 0, ends: 'LINK_MALFORMED' },
  { field: 'role', at: 1, ends: 'LINK_MALFORMED' },
  { field: 'length of the service', at: 2, ends: 'LINK_TRUNCATED' },
  { field: 'service', at: 3, ends: 'LINK_MALFORMED' },
  { field: 'room', at: -40, ends: 'LINK_MALFORMED' },
  { field: 'secret', at: -24, ends: 'LINK_MALFORMED' },
  { field: 'start', at: -5, ends: 'LINK_MALFORMED' },
  { field: 'checksum', at: -1, ends: 'LINK_MALFORMED' },
] as const;

const EDITED: readonly WayAround[] = FIELDS.map(({ field, at, ends }) => ({
  tries: `editing the link's ${field}`,
  from: 'information',
  ends,
  attempt: async (scene) => open(scene, edited(scene.href, at)),
}));

testWays([
  {
    tries: 'asking for a later step in the path',
    ends: 'away',
    attempt: async (scene) => open(scene, scene.href.replace('/#', '/waiting#')),
  },
  {
    tries: 'asking for a later step and for a meeting in the query',
    ends: 'arrive',
    attempt: async (scene) =>
      open(scene, scene.href.replace('/#', '/?step=waiting&view=meeting&jwt=eyJhbGciOiJub25lIn0.e30.&room=x#')),
  },
  {
    tries: 'asking for a later step in the fragment alone',
    ends: 'LINK_MALFORMED',
    attempt: async (scene) => open(scene, `${scene.world.gateOrigin}/#waiting`),
  },
  {
    tries: 'asking for a later step behind the fragment',
    ends: 'LINK_MALFORMED',
    attempt: async (scene) => open(scene, `${scene.href}&step=waiting`),
  },
  {
    tries: "setting Jitsi's own options behind the fragment",
    ends: 'LINK_MALFORMED',
    attempt: async (scene) => open(scene, `${scene.href}&config.prejoinConfig.enabled=false&jwt=x`),
  },
  {
    tries: 'coming with the address of a room instead of a link',
    from: 'details',
    ends: 'entrance',
    attempt: async (scene) => open(scene, `${scene.world.gateOrigin}/#/r/${scene.appointment.room}`),
  },
  {
    tries: 'choosing by the room a service that admits with personal links only',
    ends: 'SERVICE_UNKNOWN',
    attempt: async (scene) => {
      await open(scene, `${scene.world.gateOrigin}/#/r/${scene.appointment.room}`);
      await expectEnd(scene.person, 'entrance');
      await wishFromConsole(scene.page, { kind: 'chooseService', service: SHORTEST, roomName: scene.appointment.room });
    },
  },
  ...EDITED,
  {
    tries: 'putting another service into the link, with a checksum that fits',
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => {
      await open(scene, forged(scene, { service: 'gelsenkirchen' }));
      await expect(scene.person.main).toContainText('Gelsenkirchen');
    },
  },
  {
    tries: 'putting another room into the link, with a checksum that fits',
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => open(scene, forged(scene, { room: new Uint8Array(16) })),
  },
  {
    tries: 'putting another role into the link, with a checksum that fits',
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => open(scene, forged(scene, { role: 'furtherPerson', furtherRole: 'interpreter' })),
  },
  {
    tries: 'putting a later start into a link that has expired',
    startsIn: -13 * HOUR,
    ends: 'arrive',
    attempt: async (scene) => {
      await expectEnd(scene.person, 'APPOINTMENT_EXPIRED');
      await open(scene, forged(scene, { startsAt: Date.now() }));
    },
  },
  {
    tries: 'opening a link that has expired',
    startsIn: -13 * HOUR,
    ends: 'APPOINTMENT_EXPIRED',
    attempt: async ({ person }) => expectEnd(person, 'APPOINTMENT_EXPIRED'),
  },
  {
    tries: 'setting the clock back after the appointment has expired',
    from: 'information',
    ends: 'APPOINTMENT_EXPIRED',
    attempt: async ({ person, page }) => {
      await page.clock.setSystemTime(Date.now() + 13 * HOUR);
      await person.goOn();
      await expectEnd(person, 'APPOINTMENT_EXPIRED');
      await page.clock.setSystemTime(Date.now());
    },
  },
  {
    tries: "using the browser's back and forward buttons after a no",
    from: 'consent',
    ends: 'arrive',
    attempt: async ({ person, page }) => {
      await person.main.locator('#decline').click();
      await expectEnd(person, 'declined');
      await page.goBack();
      await page.goForward();
    },
  },
  {
    tries: 'wishing for what was before a no',
    from: 'details',
    ends: 'declined',
    attempt: async ({ person, page }) => {
      await person.back();
      await person.main.locator('#decline').click();
      await expectEnd(person, 'declined');
      const details = { type: 'detailsGiven', details: { name: 'Anna' } };
      await wishFromConsole(
        page,
        { kind: 'back' },
        { kind: 'look', step: 'details' },
        { kind: 'tell', told: [details] },
      );
    },
  },
  {
    tries: "using the browser's forward button after Schnell verlassen",
    from: 'details',
    ends: 'away',
    attempt: async ({ person, page, world }) => {
      // The harmless page is somebody else's; in this test it is one of our own.
      const harmless = `${world.gateOrigin}/impressum.html`;
      const edit = (site: object): object => ({ ...site, quickExit: harmless });
      await withServed(world, 'site.json', edit, async () => {
        await page.reload();
        await person.expectStep('details');
        await page.getByRole('button', { name: 'Schnell verlassen' }).click();
        await page.waitForURL(harmless);
      });
      await page.goBack();
      await page.goForward();
      await page.waitForURL(harmless);
    },
  },
  {
    tries: 'writing later steps into the history and going through it',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) => {
      await page.evaluate(() => {
        history.pushState({ step: 'waiting', view: { kind: 'meeting' } }, '');
        history.pushState({ step: 'room' }, '', '/waiting');
        history.back();
      });
      await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/');
      await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate', { state: { step: 'waiting' } })));
    },
  },
  {
    tries: 'going to another link and back again',
    from: 'information',
    ends: 'information',
    attempt: async (scene) => {
      await open(scene, forged(scene, { service: 'coburg' }));
      await scene.person.expectStep('arrive');
      await scene.page.goBack();
    },
  },
  {
    tries: 'opening the link in a second tab while the first is far ahead',
    from: 'details',
    ends: 'details',
    attempt: async ({ context, href }) => {
      const second = await Client.open(context, href);
      await second.expectStep('arrive');
      await wishFromConsole(second.page, { kind: 'look', step: 'details' }, { kind: 'enter' });
      await second.expectStep('arrive');
    },
  },
  {
    tries: 'saying no in one tab and going on in another after a reload',
    from: 'details',
    ends: 'arrive',
    attempt: async ({ context, href, page }) => {
      const second = await Client.open(context, href);
      await second.walk(walkOf(SHORTEST), 'consent');
      await second.main.locator('#decline').click();
      await expectEnd(second, 'declined');
      await page.bringToFront();
      await page.reload();
    },
  },
]);
