import { expectToSeeAndHear } from './support/seeing.ts';
import { expect, test } from './support/test.ts';
import { WALKS } from './support/walks.ts';
import type { Walk } from './support/walks.ts';

for (const walk of WALKS as readonly Walk[]) {
  test(`${walk.service}: ${walk.id}`, async ({ client, counsellor }) => {
    test.slow();
    const host = await counsellor();
    const person = await client(walk);
    expect(await person.walk(walk)).toEqual(walk.steps.map(({ step }) => step));
    await person.enter();
    const name = walk.steps.flatMap((one) => (one.step === 'devices' ? [one.name] : [])).join('');
    await expect(host.knocking(name)).toBeVisible();
    await host.admit(name);
    await expectToSeeAndHear({ page: person.page, frame: person.page.frameLocator('.room__frame iframe') });
  });
}
