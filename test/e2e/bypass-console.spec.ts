/** Ways around the gate with the browser's own tools: events, properties and modules called by hand, the page edited. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { GatePlan, TextRef } from '../../src/gate/plan.ts';
import type { GateState } from '../../src/gate/state.ts';
import { expect, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';
import { SHORTEST, expectEnd, hearOutside, testWays, wishFromConsole } from './support/ways-around.ts';
import type { ConsoleApp } from './support/ways-around.ts';

/** What the console can read of the page: everything that a step gets. */
interface OpenApp extends ConsoleApp {
  view: {
    kind: string;
    step: string;
    context: { plan: GatePlan; state: GateState; site: { jitsi: { origin: string } } };
  };
}

/** Tells the gate something for every statement of the plan, each made by `change` out of the real one. */
async function tellChanged(page: Page, change: 'version' | 'hash' | 'id'): Promise<void> {
  await page.evaluate((kind) => {
    const app = document.querySelector<OpenApp>('client-app');
    const changes = {
      version: (text: TextRef) => ({ ...text, version: text.version + 1 }),
      hash: (text: TextRef) => ({
        ...text,
        sha256: text.sha256.replace(/^./, (first) => (first === '0' ? '1' : '0')),
      }),
      id: (text: TextRef) => ({ ...text, id: `${text.id}x` }),
    };
    const told = (app?.view.context.plan.statements ?? []).flatMap(({ text }) => {
      const changed = changes[kind](text);
      return [
        { type: 'informed', text: changed },
        { type: 'decided', text: changed, decision: 'given' },
        { type: 'promised', person: 'self', text: changed, given: true },
      ];
    });
    app?.wish({ kind: 'tell', told });
  }, change);
  await wishFromConsole(page);
}

/** Names people in the room and gives every assurance for each of `speakers`. */
async function nameAndPromise(page: Page, people: readonly unknown[], speakers: readonly string[]): Promise<void> {
  await page.evaluate(
    (scene) => {
      const app = document.querySelector<OpenApp>('client-app');
      const assurances = app?.view.context.plan.statements.filter(({ kind }) => kind === 'assurance') ?? [];
      const promised = scene.speakers.flatMap((person) =>
        assurances.map(({ text }) => ({ type: 'promised', person, text, given: true })),
      );
      app?.wish({ kind: 'tell', told: [{ type: 'peopleNamed', people: scene.people }, ...promised] });
    },
    { people, speakers },
  );
  await wishFromConsole(page);
}

testWays([
  {
    tries: 'wishing for the last step and for the meeting',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) =>
      wishFromConsole(page, { kind: 'look', step: 'waiting' }, { kind: 'look', step: 'room' }, { kind: 'enter' }),
  },
  {
    tries: 'telling the gate of wordings in a version that does not exist',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) => tellChanged(page, 'version'),
  },
  {
    tries: 'telling the gate of wordings with another hash',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) => tellChanged(page, 'hash'),
  },
  {
    tries: 'telling the gate of wordings that nobody wrote',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) => tellChanged(page, 'id'),
  },
  {
    tries: 'signing, choosing devices and naming people before anything was asked',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) =>
      wishFromConsole(page, {
        kind: 'tell',
        told: [
          { type: 'detailsGiven', details: { name: 'Anna Muster' } },
          { type: 'minorAnswered', answer: { age: 'adult' } },
          { type: 'signed', name: 'Anna Muster', place: '' },
          { type: 'peopleNamed', people: [] },
          { type: 'devicesChosen', devices: { camera: 'on', microphone: 'on' }, displayName: 'Anna' },
        ],
      }),
  },
  {
    tries: 'telling the gate what is no event at all',
    from: 'information',
    ends: 'information',
    attempt: async ({ person, page }) => {
      await wishFromConsole(
        page,
        { kind: 'tell', told: [{}, { type: '__proto__' }, { type: 'opened', at: 0 }, { type: ['begun'] }] },
        { kind: '__proto__' },
        {},
      );
      await person.expectStep('information');
      // What cannot even be read is nobody's wish but a broken page: it says so, and leads back to where one was.
      await wishFromConsole(page, { kind: 'tell', told: [null] });
      await expectEnd(person, 'UNEXPECTED');
      await person.main.getByRole('button', { name: 'Noch einmal versuchen' }).click();
    },
  },
  {
    tries: 'arriving a second time, for an appointment without an end',
    startsIn: -13 * 3_600_000,
    ends: 'APPOINTMENT_EXPIRED',
    attempt: async ({ person, page }) => {
      await expectEnd(person, 'APPOINTMENT_EXPIRED');
      const visit = { session: 's', appointment: 'a', startsAt: null, role: 'client' };
      await wishFromConsole(page, { kind: 'tell', told: [{ type: 'arrived', visit }, { type: 'begun' }] });
    },
  },
  {
    tries: 'claiming abilities that this browser does not have',
    initScript: 'delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection;',
    ends: 'browser',
    attempt: async ({ person, page }) => {
      await person.goOn();
      await person.expectStep('browser');
      const browser = { join: true, e2ee: true, acknowledged: true };
      await wishFromConsole(page, { kind: 'tell', told: [{ type: 'browserChecked', browser }] });
    },
  },
  {
    tries: 'promising for somebody who is not there instead of somebody who is',
    service: 'hannover-einzel',
    from: 'assurances',
    ends: 'assurances',
    attempt: async ({ page }) => {
      await nameAndPromise(page, [{ id: 'p', role: 'interpreter' }], ['self', 'somebody', '__proto__']);
    },
  },
  {
    tries: 'naming two people under one id, so that one promise does for both',
    service: 'hannover-einzel',
    from: 'assurances',
    ends: 'assurances',
    attempt: async ({ page }) => {
      const two = [
        { id: 'p', role: 'interpreter' },
        { id: 'p', role: 'helper' },
      ];
      await nameAndPromise(page, two, ['self', 'p']);
    },
  },
  {
    tries: 'naming somebody as a second client',
    service: 'hannover-einzel',
    from: 'assurances',
    ends: 'assurances',
    attempt: async ({ page }) => {
      await nameAndPromise(page, [{ id: 'p', role: 'client' }], ['self', 'p']);
    },
  },
  {
    tries: 'setting the view to a meeting',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) => {
      await page.evaluate(() => {
        const app = document.querySelector<OpenApp>('client-app');
        if (!app) return;
        const meeting = { stage: 'in', e2ee: { state: 'unknown' }, deviceTrouble: [], people: 2, wrongPassword: false };
        app.view = { ...app.view, kind: 'meeting', meeting } as unknown as OpenApp['view'];
      });
      await expect(page.locator('client-room')).toBeVisible();
      await expect(page.locator('.room__frame > *')).toHaveCount(0);
      await wishFromConsole(page, { kind: 'enter' });
    },
  },
  {
    tries: 'setting the view to the last step and pressing Eintreten there',
    from: 'information',
    ends: 'information',
    attempt: async ({ person, page }) => {
      await page.evaluate(() => {
        const app = document.querySelector<OpenApp>('client-app');
        if (app) app.view = { ...app.view, step: 'waiting' };
      });
      await person.enter();
    },
  },
  {
    tries: 'putting an own Eintreten into the page',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) => {
      await page.evaluate(() => {
        const waiting = document.createElement('client-waiting') as HTMLElement & { context: unknown };
        waiting.context = document.querySelector<OpenApp>('client-app')?.view.context;
        document.querySelector('client-app')?.append(waiting);
      });
      await page.locator('client-app > client-waiting #enter').click();
      await page.evaluate(() => document.querySelector('client-app > client-waiting')?.remove());
    },
  },
  {
    tries: 'striking what the plan asks for out of what the page was given',
    from: 'information',
    ends: 'consent',
    attempt: async ({ person, page }) => {
      await page.evaluate(() => {
        const { plan } = document.querySelector<OpenApp>('client-app')?.view.context ?? {};
        const changes = [
          () => (plan?.statements as unknown[]).splice(1),
          () => (plan?.fields as unknown[]).splice(0),
          () => Object.assign(plan?.statements[1] ?? {}, { roles: [], need: 'optional' }),
          () => Object.assign(plan ?? {}, { statements: plan?.statements.slice(0, 1), fields: [], typedName: false }),
        ];
        for (const change of changes) {
          try {
            change();
          } catch {
            // Frozen, as it should be; whether it helped, the end of the way says.
          }
        }
      });
      await person.goOn();
      await person.leftStep('information');
    },
  },
  {
    tries: 'writing what was never said into the state that the page was given',
    from: 'consent',
    ends: 'consent',
    attempt: async ({ page }) => {
      await page.evaluate(() => {
        const { plan, state } = document.querySelector<OpenApp>('client-app')?.view.context ?? {};
        const [information] = state?.acceptances ?? [];
        const said = (plan?.statements ?? []).map(({ text, kind }) => ({ ...information, text, kind }));
        const pending = (plan?.statements ?? []).map(({ text }) => [
          text.id,
          { text, decision: 'given', language: 'de', at: Date.now() },
        ]);
        const signature = { name: 'A', place: '', at: Date.now() };
        const changes = [
          () => (state?.acceptances as unknown[]).push(...said),
          () => Object.assign(state?.decisions ?? {}, Object.fromEntries(pending)),
          () => Object.assign(state ?? {}, { acceptances: said }),
          () => Object.assign(state ?? {}, { details: { name: 'Anna' }, signature, people: [] }),
        ];
        for (const change of changes) {
          try {
            change();
          } catch {
            // Frozen, as it should be; whether it helped, the end of the way says.
          }
        }
      });
      await wishFromConsole(page, { kind: 'tell', told: [] });
    },
  },
  {
    tries: 'sending the form without its ticks after taking every hurdle out of it',
    from: 'consent',
    ends: 'consent',
    attempt: async ({ person, page }) => {
      await page.evaluate(() => {
        for (const control of document.querySelectorAll('input, button')) {
          for (const name of ['required', 'disabled', 'aria-required', 'aria-disabled']) control.removeAttribute(name);
        }
        document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      });
      await expect(person.main.locator('error-summary')).toBeVisible();
    },
  },
  {
    tries: 'taking the boxes out of the form and sending it',
    from: 'consent',
    ends: 'consent',
    attempt: async ({ person, page }) => {
      await page.evaluate(() => {
        for (const box of document.querySelectorAll('main input')) box.remove();
        document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      });
      await expect(person.main.locator('error-summary')).toBeVisible();
    },
  },
  {
    tries: 'giving details of the wrong kind',
    from: 'details',
    ends: 'details',
    attempt: async ({ page }) => {
      const hostile: readonly unknown[] = [
        null,
        'Anna',
        ['Anna'],
        { name: 7 },
        { name: '   ' },
        { name: { length: 4 } },
        { toString: 'Anna' },
      ];
      await wishFromConsole(page, {
        kind: 'tell',
        told: hostile.map((details) => ({ type: 'detailsGiven', details })),
      });
    },
  },
  {
    tries: 'telling every window that the meeting has begun',
    from: 'information',
    ends: 'information',
    attempt: async ({ page }) => {
      await page.evaluate(() => {
        const api = {
          postis: true,
          scope: 'jitsi_meet_external_api_1',
          method: 'message',
          params: { type: 'event', data: { name: 'video-conference-joined' } },
        };
        const plugin = { einlass: 1, connected: true, e2ee: { supported: true, enabled: true, participants: [] } };
        for (const data of [api, JSON.stringify(api), plugin]) {
          window.postMessage(data, '*');
          window.dispatchEvent(new MessageEvent('message', { data, origin: location.origin, source: window }));
        }
      });
      await wishFromConsole(page);
    },
  },
]);

test('a permit that the gate did not make opens no meeting', async ({ client, world }) => {
  const assets = await readdir(join(world.siteDirectory, 'assets'));
  const chunk = assets.find((name) => /^meeting-.*\.js$/.test(name));
  const person = await client(walkOf(SHORTEST));
  const heard = hearOutside(person.page.context(), world);
  const endings = await person.page.evaluate(
    async ({ address, jitsiOrigin }) => {
      const meetings = (await import(address)) as {
        openMeeting: (request: unknown) => { over: Promise<{ kind: string; code: string }> };
      };
      const devices = { camera: 'on', microphone: 'on' };
      const grant = { room: 'a'.repeat(26), session: 's', issuedAt: Date.now(), devices };
      const forged = [
        grant,
        Object.freeze({ ...grant }),
        structuredClone(grant),
        new Proxy(grant, {}),
        Object.create(grant),
        null,
        undefined,
        'permit',
      ];
      const container = document.body.appendChild(document.createElement('div'));
      const rules = { e2ee: 'off', encodedTransform: false, chat: 'on', peerToPeer: true, password: false };
      const request = {
        displayName: 'x',
        language: 'de',
        rules,
        container,
        frameTitle: 'x',
        jitsiOrigin,
        onEvent: () => undefined,
      };
      const over = forged.map((permit) => meetings.openMeeting({ ...request, permit }).over);
      return (await Promise.all(over)).map(({ kind, code }) => `${kind} ${code}`);
    },
    { address: `/assets/${chunk ?? ''}`, jitsiOrigin: world.meetOrigin },
  );
  expect(endings).toEqual(Array.from({ length: 8 }, () => 'permitMissing PERMIT_MISSING'));
  await expect(person.page.locator('iframe')).toHaveCount(0);
  expect(heard).toEqual([]);
});

test('the same wishes do open the meeting for somebody who is through the gate', async ({ client, world }) => {
  const walk = walkOf(SHORTEST);
  const person = await client(walk);
  const heard = hearOutside(person.page.context(), world);
  await person.walk(walk);
  expect(heard).toEqual([]);
  await wishFromConsole(person.page, { kind: 'enter' });
  await expect(person.frame).toHaveCount(1);
  await expect.poll(() => heard.length).toBeGreaterThan(0);
});
