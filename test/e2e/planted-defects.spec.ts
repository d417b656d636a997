import { axeFindings, expectFocusOnHeading, wrongDirections } from '../a11y/support/checks.ts';
import { Script, unspoken } from '../a11y/support/intended.ts';
import { speak } from '../a11y/support/looks.ts';
import { spokenLog } from '../a11y/support/spoken.ts';
import { readInstallation } from '../../config/installation.ts';
import { lintFiles } from '../../src/service/lint.ts';
import { simpleFaults } from '../house/words.ts';
import { expect, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';

/*
 * One defect of each kind, planted in the real page or in the shipped files: what `npm run audit` and the linters say of a
 * page that is well is worth as much as what they find here.
 */
const WALK = walkOf('hannover-einzel');
const TEXTS = '/services/common/texts.ar.json';
const TODAY = '2026-11-27';

test('planted in the page: a missing label, a lost focus, a wrong direction', async ({ client }) => {
  const person = await client(WALK);
  const { page } = person;
  await person.walk(WALK, 'details');
  await expectFocusOnHeading(page);
  await speak(page, 'ar');
  expect(await axeFindings(page)).toEqual([]);
  expect(await wrongDirections(page)).toEqual([]);

  await page.locator('label[for=field-name]').evaluate((label) => label.remove());
  expect((await axeFindings(page)).join()).toContain('label');

  await page.locator('html').evaluate((root) => root.setAttribute('dir', 'ltr'));
  expect((await wrongDirections(page)).join()).toContain('html in ar runs ltr');

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await expect(expectFocusOnHeading(page, 500)).rejects.toThrow('toBeFocused');
});

test('planted in a text: a statement that nobody translated is heard', async ({ client }) => {
  const script = await Script.of(WALK.service, 'ar');
  const person = await client(WALK);
  const { page } = person;
  const shipped = (await readInstallation('static')).get(TEXTS) ?? '';
  const file = JSON.parse(shipped) as { texts: { id: string; statement?: string }[] };
  await page.route(`**${TEXTS}`, async (route) => {
    const texts = file.texts.map((text) =>
      text.id === 'ack.understood' ? { ...text, statement: 'Ich habe alles verstanden.' } : text,
    );
    await route.fulfill({ json: { ...file, texts } });
  });
  await person.walk(WALK, 'consent');
  await speak(page, 'ar');
  const lost = unspoken(script.intendedAt('consent'), await spokenLog(page));
  expect(lost).toHaveLength(1);
  expect(lost.join()).toMatch(/\p{Script=Arabic}/u);
});

test('planted in the files: a changed number, a missing translation, a sentence of forty words', async () => {
  const files = await readInstallation('static');
  const findingsWith = async (change: (text: string) => string): Promise<string> => {
    const planted = new Map([...files].map(([path, text]) => [path, path === TEXTS ? change(text) : text]));
    const before = new Set((await lintFiles(files, TODAY)).map(({ message }) => message));
    return (await lintFiles(planted, TODAY))
      .map(({ message }) => message)
      .filter((message) => !before.has(message))
      .join();
  };
  expect(await findingsWith((text) => text.replace('112', '110'))).toContain('Es fehlt: 112. Es kommt dazu: 110.');
  expect(await findingsWith((text) => text.replace('"id": "info.place"', '"id": "info.other"'))).toContain(
    'Nicht übersetzte Texte: 1.',
  );
  const words = Array.from({ length: 40 }, () => 'Wort').join(' ');
  expect(simpleFaults({ id: 'info.how', version: 1, effective: TODAY, body: [`${words}.`] })).toEqual(['long']);
});
