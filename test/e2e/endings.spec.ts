/** Issue point 4: every ending of a meeting and the page that follows it (jitsi-observed b, g). Faults: faults.spec.ts. */
import { Client } from './support/client.ts';
import type { Counsellor } from './support/counsellor.ts';
import { Appointment } from './support/invite.ts';
import { expectBack, expectEnding, expectOut, timeAsModerator, watchOf } from './support/meeting-watch.ts';
import { leftBehind } from './support/storage.ts';
import { admitted, expect, knocked, SHORT, test } from './support/test.ts';
import { answering, walkOf } from './support/walks.ts';

test.slow();

const toolbarHangUp = (person: Client): Promise<void> =>
  person.page.frameLocator('.room__frame iframe').locator('[data-action="hangup"]').click();

/** Each begins where its name says, and ends on a page of its own. */
const ENDINGS: readonly {
  readonly name: string;
  readonly from: 'lobby' | 'room';
  readonly act: (person: Client, host: Counsellor) => Promise<unknown>;
  readonly expect: (person: Client) => Promise<void>;
}[] = [
  {
    name: 'refused',
    from: 'lobby',
    act: (_, host) => host.refuse('Anna'),
    expect: (person) => expectEnding(person, 'refused'),
  },
  {
    name: 'the lobby closes because everybody inside has gone',
    from: 'lobby',
    act: (_, host) => host.page.close(),
    expect: (person) => expectBack(person, 'ROOM_CLOSED'),
  },
  {
    name: 'hung up by the own bar, in the lobby',
    from: 'lobby',
    act: (person) => person.main.locator('#leave').click(),
    expect: (person) => expectEnding(person, 'left'),
  },
  {
    name: 'kicked',
    from: 'room',
    act: (_, host) => host.kick('Anna'),
    expect: (person) => expectEnding(person, 'kicked'),
  },
  {
    name: 'ended for all',
    from: 'room',
    act: (_, host) => host.end(),
    expect: (person) => expectEnding(person, 'endedByCounsellor'),
  },
  {
    name: 'hung up by the own bar',
    from: 'room',
    act: (person) => person.main.locator('#leave').click(),
    expect: (person) => expectEnding(person, 'left'),
  },
  {
    name: 'hung up inside the frame',
    from: 'room',
    act: toolbarHangUp,
    expect: (person) => expectEnding(person, 'left'),
  },
  {
    name: 'the counsellor leaves, and this person moderates',
    from: 'room',
    act: (_, host) => host.page.close(),
    expect: async (person) => {
      await expectBack(person, 'BECAME_MODERATOR');
      expect(await timeAsModerator(person)).toBeLessThan(500);
    },
  },
  {
    name: 'the frame is taken out of the page',
    from: 'room',
    act: ({ page }) => page.evaluate(() => document.querySelector('iframe')?.remove()),
    expect: (person) => expectBack(person, 'MEETING_FAILED'),
  },
  {
    name: 'the frame is moved in the page',
    from: 'room',
    act: ({ page }) => page.evaluate(() => document.body.append(document.querySelector('iframe') ?? '')),
    expect: (person) => expectBack(person, 'MEETING_FAILED'),
  },
];

for (const { name, from, act, expect: expectPage } of ENDINGS) {
  test(`in the ${from}: ${name}`, async ({ client, counsellor }) => {
    const host = await counsellor();
    const person = await client(SHORT);
    await (from === 'room' ? admitted(person, host) : knocked(person, host));
    await act(person, host);
    await expectPage(person);
    if (host.page.isClosed()) return;
    await expect(host.inside('Anna')).toHaveCount(0);
    await expect(host.knocking('Anna')).toHaveCount(0);
  });
}

test('first in the room: a moderator by accident is out within 500 ms, and gets in when the counsellor is there', async ({
  client,
  counsellor,
}) => {
  const person = await client(SHORT);
  await person.walk(SHORT);
  await person.enter();
  await expectBack(person, 'BECAME_MODERATOR');
  expect(await timeAsModerator(person)).toBeLessThan(500);
  const host = await counsellor();
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
  expect(await watchOf(person)).toMatchObject({ made: 2, disposed: 1 });
});

test('after a refusal the way leads back to the gate, and one may knock again', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await knocked(person, host);
  await host.refuse('Anna');
  await expectEnding(person, 'refused');
  await person.main.locator('#restart').click();
  await person.walk(SHORT);
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
});

test('after the end for all the same link opens nothing any more', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await admitted(person, host);
  await host.end();
  await expectEnding(person, 'endedByCounsellor');
  const again = await person.page.context().newPage();
  await again.goto(person.page.url());
  await expect(again.getByRole('main')).toContainText('EINLASS-8');
  await expect(again.locator('#enter')).toHaveCount(0);
});

test('withdrawn in the room: out, the other side sees it, and the gate asks for consent again', async ({
  client,
  counsellor,
}) => {
  const walk = walkOf('hannover-einzel');
  const host = await counsellor();
  const person = await client(walk);
  await person.walk(walk);
  await person.enter();
  await host.admit('Anna');
  await person.main.locator('#withdraw').click();
  await person.main.locator('#withdraw-no').click();
  await expect(person.main.locator('.room--in')).toBeVisible();
  await person.main.locator('#withdraw').click();
  await person.main.locator('#withdraw-yes').click();
  await expectEnding(person, 'withdrawn');
  await expect(host.inside('Anna')).toHaveCount(0);

  await person.page.reload();
  await expect(person.main.locator('client-ending')).toHaveJSProperty('ending', 'withdrawn');
  await person.main.locator('#restart').click();
  expect(await person.walk(walk, 'consent')).toContain('consent');
  expect(Object.values(await person.typed()).filter(Boolean)).toEqual([]);
});

test('a consent that was remembered and withdrawn is asked again at the next appointment', async ({
  client,
  counsellor,
  world,
}) => {
  const walk = answering(walkOf('hannover-einzel'), { step: 'review', name: 'Anna Muster', remember: true });
  const host = await counsellor();
  const person = await client(walk);
  await person.walk(walk);
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
  await person.main.locator('#withdraw').click();
  await person.main.locator('#withdraw-yes').click();
  await expectEnding(person, 'withdrawn');
  const next = await Client.open(person.page.context(), new Appointment(world).invite(walk.service));
  expect(await next.walk(walk, 'review')).toContain('consent');
});

test('everything on this device can be deleted after the meeting', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await admitted(person, host);
  await person.main.locator('#leave').click();
  await expectEnding(person, 'left');
  await person.main.locator('#wipe').click();
  await person.main.locator('#wipe-yes').click();
  await expectEnding(person, 'wiped');
  expect(await leftBehind(person.page)).toEqual([]);
});

test('a name of which nothing would be left is not taken into the lobby', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await person.walk(SHORT, 'devices');
  await person.answer({ step: 'devices', name: '<&>' });
  await expect(person.main.locator('error-summary a')).toBeVisible();
  await person.expectStep('devices');
  await person.main.locator('#display-name').fill('<b>Anna</b> & "Co"\u202e');
  await person.goOn();
  await person.enter();
  await expect(host.knocking('bAnna/b Co · ')).toBeVisible();
});

test('a meeting in another tab of the same device is not opened twice', async ({ client, counsellor }) => {
  const host = await counsellor();
  const person = await client(SHORT);
  await knocked(person, host);
  const second = await person.secondTab();
  await second.walk(SHORT);
  await second.enter();
  await expectBack(second, 'MEETING_OPEN_ELSEWHERE', 0);
  await person.page.close();
  await second.enter();
  await expect(host.knocking('Anna')).toBeVisible();
  await second.main.locator('#leave').click();
  await expectOut(second);
});
