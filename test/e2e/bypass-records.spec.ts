/** Ways around the gate by what lies in the browser: records that are changed, copied, old, forged, or of somebody else. */
import type { Acceptance } from '../../src/gate/acceptance.ts';
import { Client } from './support/client.ts';
import { Appointment } from './support/invite.ts';
import { readRecords, rewriteVisit, writeRecords } from './support/records.ts';
import { newVersionOf, withServed } from './support/served.ts';
import { isKept, records } from './support/storage.ts';
import { expect } from './support/test.ts';
import { testWays } from './support/ways-around.ts';
import type { Scene, WayAround } from './support/ways-around.ts';

interface StoredVisit extends Record<string, unknown> {
  acceptances: Acceptance[];
  visit: Record<string, unknown>;
}

/** Edits that somebody makes who can open and seal the record of the own visit again. */
const FORGERIES: readonly (Pick<WayAround, 'tries' | 'from' | 'ends'> & {
  readonly edit: (visit: Record<string, unknown>) => unknown;
})[] = [
  {
    tries: 'writing chosen devices and a fine browser into the record',
    from: 'details',
    ends: 'arrive',
    edit: (visit) => ({
      ...visit,
      devices: { camera: 'on', microphone: 'on' },
      browser: { join: true, e2ee: true, acknowledged: true },
    }),
  },
  {
    tries: 'writing a position into the record',
    from: 'details',
    ends: 'arrive',
    edit: (visit) => ({ ...visit, step: 'waiting', permit: { room: 'a' } }),
  },
  {
    tries: 'putting a receipt in the place of the record',
    from: 'details',
    ends: 'arrive',
    edit: () => ({ schema: 'einlass-receipt-1', acceptances: [{ text: 'notice', decision: 'given' }] }),
  },
  {
    tries: 'moving what was said to an earlier wording',
    from: 'details',
    ends: 'information',
    edit: (visit) => ({
      ...visit,
      acceptances: (visit as StoredVisit).acceptances.map((one) => ({
        ...one,
        text: { ...one.text, sha256: 'a'.repeat(64) },
      })),
    }),
  },
  {
    tries: 'letting somebody else have said it',
    from: 'details',
    ends: 'information',
    edit: (visit) => ({
      ...visit,
      acceptances: (visit as StoredVisit).acceptances.map((one) => ({ ...one, person: 'somebody', by: 'guardian' })),
    }),
  },
  {
    tries: 'writing into the record that it is of another link',
    from: 'details',
    ends: 'arrive',
    edit: (visit) => ({ ...visit, link: '0'.repeat(64) }),
  },
  {
    tries: 'writing another room into the record',
    from: 'details',
    ends: 'arrive',
    edit: (visit) => ({
      ...visit,
      visit: { ...(visit as StoredVisit).visit, appointment: 'another-room', startsAt: null },
    }),
  },
  {
    tries: 'making members of the record inherit',
    from: 'details',
    ends: 'arrive',
    edit: (visit) => JSON.stringify(visit).replace('{', '{"__proto__":{"devices":{"camera":"on"}},'),
  },
];

const FORGED: readonly WayAround[] = FORGERIES.map(({ edit, ...way }) => ({
  ...way,
  attempt: async ({ person, page }) => {
    await rewriteVisit(page, edit);
    await page.reload();
    expect(await page.evaluate(() => 'devices' in {})).toBe(false);
    await expect(person.main.getByRole('heading', { level: 1 })).toBeVisible();
  },
}));

/** Lets what was entered arrive in the database; a step is on screen before it is written down. */
async function quiet({ page }: Scene): Promise<void> {
  await isKept(page, '');
}

testWays([
  ...FORGED.map((way) => ({ ...way, attempt: async (scene: Scene) => (await quiet(scene), way.attempt(scene)) })),
  {
    tries: 'changing one byte of the record',
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => {
      await quiet(scene);
      const all = await readRecords(scene.page);
      await writeRecords(
        scene.page,
        all.map((one) => ({ ...one, data: one.data.map((byte, at) => (at === 9 ? byte ^ 1 : byte)) })),
      );
      await scene.page.reload();
    },
  },
  {
    tries: 'writing an open text where a sealed record belongs',
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => {
      await quiet(scene);
      const all = await readRecords(scene.page);
      const open = [...new TextEncoder().encode(JSON.stringify({ kind: 'visit-1', begun: true, acceptances: [] }))];
      await writeRecords(
        scene.page,
        all.map((one) => ({ ...one, data: open })),
      );
      await scene.page.reload();
    },
  },
  {
    tries: 'lengthening the time for which the record holds',
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => {
      await quiet(scene);
      const all = await readRecords(scene.page);
      await writeRecords(
        scene.page,
        all.map((one) => ({ ...one, until: one.until + 1 })),
      );
      await scene.page.reload();
    },
  },
  {
    tries: "putting an earlier visit's record into the place of this one",
    from: 'information',
    ends: 'arrive',
    attempt: async (scene) => {
      const { page, context, world } = scene;
      await quiet(scene);
      const earlier = await Client.open(context, new Appointment(world).invite('hannover-bildungsbuero'));
      const before = await records(earlier.page);
      await earlier.answer({ step: 'arrive' });
      await isKept(earlier.page, before);
      const all = await readRecords(page);
      const mine = all.map(({ id }) => id);
      expect(mine).toHaveLength(2);
      await writeRecords(
        page,
        all.map((one, at) => ({ ...one, id: mine[1 - at] ?? '' })),
      );
      await page.reload();
    },
  },
  {
    tries: 'taking the half of the key out of the tab',
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => {
      await quiet(scene);
      await scene.page.evaluate(() => sessionStorage.setItem('t', 'f'.repeat(64)));
      await scene.page.reload();
    },
  },
  {
    tries: "carrying the tab's half of the key to another tab, for another link",
    from: 'details',
    ends: 'arrive',
    attempt: async (scene) => {
      await quiet(scene);
      const { page, world } = scene;
      // The visit of this tab is there and can be opened; it is of another link.
      await page.goto('about:blank');
      await page.goto(new Appointment(world).invite('hannover-bildungsbuero'));
    },
  },
  {
    tries: 'carrying all records and the half of the key to another device',
    from: 'details',
    ends: 'details',
    attempt: async (scene) => {
      const { page, context, href, world } = scene;
      await quiet(scene);
      const [all, part] = [await readRecords(page), await page.evaluate(() => sessionStorage.getItem('t') ?? '')];
      const other = await context.browser()?.newContext({ ignoreHTTPSErrors: true, locale: 'de-DE' });
      if (!other) throw new Error('no browser');
      const thief = await Client.open(other, new Appointment(world).invite('hannover-bildungsbuero'));
      // With a visit of their own there are keys of their own to go with the stolen records.
      await thief.answer({ step: 'arrive' });
      await isKept(thief.page, '');
      await writeRecords(thief.page, all);
      await thief.page.evaluate((stolen) => sessionStorage.setItem('t', stolen), part);
      await thief.page.goto('about:blank');
      await thief.page.goto(href);
      await thief.expectStep('arrive');
      await other.close();
    },
  },
  {
    tries: 'going on after the wording of the notice has changed',
    from: 'details',
    ends: 'information',
    attempt: async (scene) => {
      await quiet(scene);
      const { world, page } = scene;
      const edit = (profile: { version: number }): object => ({ ...profile, version: profile.version + 1 });
      await withServed(world, 'services/hannover-bildungsbuero/profile.json', edit, async () => {
        await page.reload();
        await scene.person.expectStep('information');
      });
    },
  },
  {
    tries: 'going on after a wording got a new version',
    from: 'review',
    ends: 'consent',
    attempt: async (scene) => {
      await quiet(scene);
      const { world, page, person } = scene;
      const edit = newVersionOf('ack.publicTask', 'Ich habe die neue Fassung zur Kenntnis genommen.');
      await withServed(world, 'services/common/texts.de.json', edit, async () => {
        await page.reload();
        await person.expectStep('consent');
      });
    },
  },
  {
    tries: 'going on after a wording was changed in place, without a new number',
    from: 'review',
    ends: 'consent',
    attempt: async (scene) => {
      await quiet(scene);
      const { world, page, person } = scene;
      interface Texts {
        readonly texts: readonly { readonly id: string; readonly statement?: string }[];
      }
      const edit = (file: Texts): Texts => ({
        ...file,
        texts: file.texts.map((one) =>
          one.id === 'ack.publicTask' ? { ...one, statement: 'Ich habe etwas anderes gelesen.' } : one,
        ),
      });
      await withServed(world, 'services/common/texts.de.json', edit, async () => {
        await page.reload();
        await person.expectStep('consent');
      });
    },
  },
]);
