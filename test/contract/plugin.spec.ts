/** The built plugin in a real page: who is told, who is not, and where somebody lands who opened a room directly. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parsePluginState } from '../../src/jitsi-plugin/message.ts';
import { heard } from './call.ts';
import { HostPage } from './host-page.ts';
import { REAL_JITSI, expect, test } from './stage.ts';

test.skip(REAL_JITSI !== undefined, 'a real Jitsi has no plugin unless somebody installed it');

const BUILT = fileURLToPath(new URL('../../dist/jitsi-plugin', import.meta.url));
const GATE = 'https://beratung.example';
const MEET = 'https://meet.example';

/** Jitsi's page as its nginx puts it together, with the plugin and a store; it starts when Jitsi does. */
async function serveJitsi(page: Page, gate: string): Promise<void> {
  const line = (await readFile(`${BUILT}/plugin.head.html`, 'utf8')).replace('data-gate=""', `data-gate="${gate}"`);
  const script = await readFile(`${BUILT}/static/einlass-plugin.js`, 'utf8');
  const jitsi = `
    const listeners = [];
    const state = { 'features/lobby': { knocking: true }, 'features/base/conference': { conference: undefined } };
    window.change = () => { state['features/lobby'].knocking = !state['features/lobby'].knocking; listeners.forEach((told) => told()); };
    window.end = () => parent.postMessage('end', '*');
    window.same = () => listeners.forEach((told) => told());
    document.addEventListener('DOMContentLoaded', () => {
      document.body.textContent = 'Jitsi läuft';
      console.log('Jitsi runs');
      window.APP = { store: { getState: () => state, subscribe: (listener) => listeners.push(listener) } };
    });`;
  await page.route(`${MEET}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/static/einlass-plugin.js')
      return route.fulfill({ contentType: 'text/javascript', body: script });
    const body = `<!doctype html><meta charset="utf-8"><title>Jitsi</title><script>${jitsi}</script>${line}<body></body>`;
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
  });
}

/** A page of `origin` around Jitsi's page, which writes down every message. */
async function embed(page: Page, origin: string): Promise<void> {
  const html = `<!doctype html><title>Rahmen</title><script>
    window.heard = [];
    addEventListener('message', ({ data, origin }) => window.heard.push({ data, origin }));
    </script><iframe src="${MEET}/raum"></iframe>`;
  await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await page.goto(`${origin}/`);
  await expect(page.frameLocator('iframe').getByText('Jitsi läuft')).toBeVisible();
}

interface Heard {
  readonly data: unknown;
  readonly origin: string;
}
const messages = (page: Page): Promise<Heard[]> => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);

async function inJitsi(page: Page, what: 'change' | 'same' | 'end'): Promise<void> {
  const frame = page.frames().find((one) => one.url().startsWith(MEET));
  await frame?.evaluate((name) => (window as unknown as Record<string, () => void>)[name]?.(), what);
}

test('inside the gate: a message at the start and one for each change, in words that are understood', async ({
  page,
}) => {
  await serveJitsi(page, GATE);
  await embed(page, GATE);
  await expect.poll(async () => (await messages(page)).length).toBe(1);
  await inJitsi(page, 'same');
  await inJitsi(page, 'change');
  await inJitsi(page, 'same');
  await expect.poll(async () => (await messages(page)).length).toBe(2);
  const all = await messages(page);
  expect(all.map(({ origin }) => origin)).toEqual([MEET, MEET]);
  expect(all.map(({ data }) => parsePluginState(data))).toEqual([
    { einlass: 1, kind: 'state', lobby: { knocking: true }, e2ee: {}, connected: false },
    { einlass: 1, kind: 'state', lobby: { knocking: false }, e2ee: {}, connected: false },
  ]);
});

for (const [who, parent, gate] of [
  ['a foreign page', 'https://fremd.example', GATE],
  ['another port of the gate', `${GATE}:8443`, GATE],
  ['a name below the gate', 'https://x.beratung.example', GATE],
  ['the gate, when none is named', GATE, ''],
  ['the gate, when everybody is named', GATE, '*'],
  ['the gate, when it is named without https', GATE, 'http://beratung.example'],
] as const) {
  test(`${who} is told nothing, and Jitsi runs on`, async ({ page }) => {
    await page.clock.install();
    await serveJitsi(page, gate);
    await embed(page, parent);
    await page.clock.runFor(1000);
    await inJitsi(page, 'change');
    await inJitsi(page, 'change');
    await page.clock.runFor(60_000);
    await inJitsi(page, 'end');
    await expect.poll(() => messages(page)).toEqual([{ data: 'end', origin: MEET }]);
  });
}

test('opened directly: on the gate with the name of the room', async ({ page }) => {
  await serveJitsi(page, GATE);
  await page.route(`${GATE}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Einlass</title>' }),
  );
  await page.goto(`${MEET}/amt/Beratung%20Müller?jwt=geheim#userInfo.displayName="Anna"`, { waitUntil: 'commit' });
  await page.waitForURL(`${GATE}/**`);
  expect(page.url()).toBe(`${GATE}/#/r/Beratung%20M%C3%BCller`);
  // Back does not lead into a circle.
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
});

// Firefox reads a page to its end while it asks for the next one, and Jitsi would start.
test('opened directly: Jitsi does not even start while the gate takes its time @firefox', async ({ page }) => {
  await serveJitsi(page, GATE);
  const said: string[] = [];
  page.on('console', (message) => void said.push(message.text()));
  await page.addInitScript({ content: `setInterval(() => console.log('turn'), 20)` });
  await page.route(`${GATE}/**`, async (route) => {
    said.push('the gate is asked');
    // So many turns of its own the page has while it waits for the answer.
    await expect.poll(() => said.slice(said.indexOf('the gate is asked')).length).toBeGreaterThan(10);
    await route.fulfill({ contentType: 'text/html', body: '<title>Einlass</title>' });
  });
  await page.goto(`${MEET}/raum`, { waitUntil: 'commit' });
  await page.waitForURL(`${GATE}/**`);
  expect(said).toContain('the gate is asked');
  expect(said).not.toContain('Jitsi runs');
});

for (const path of ['/', '/static/close.html', '/static/close3.html'])
  test(`opened directly, ${path} stays`, async ({ page }) => {
    const sent: string[] = [];
    page.on('request', (request) => void sent.push(new URL(request.url()).host));
    await serveJitsi(page, GATE);
    await page.goto(`${MEET}${path}`);
    await expect(page.getByText('Jitsi läuft')).toBeVisible();
    expect(new Set(sent)).toEqual(new Set([new URL(MEET).host]));
    expect(page.url()).toBe(`${MEET}${path}`);
  });

test('the practice room carries it: a stray visitor lands at the gate and was in no room @firefox', async ({
  stage,
  world,
  page,
}) => {
  const counsellor = await HostPage.open(stage.browser, stage.host);
  await counsellor.start('Beratung', stage.room);
  await heard(counsellor, 'videoConferenceJoined');
  const before = counsellor.events.length;
  await page.goto(`${world.meetOrigin}/${stage.room}#config.prejoinConfig.enabled=false&userInfo.displayName="Fremd"`);
  await page.waitForURL(`${world.gateOrigin}/**`);
  expect(page.url()).toContain(`#/r/${stage.room}`);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await counsellor.command('sendChatMessage', 'Lebenszeichen', '', true);
  await heard(counsellor, 'outgoingMessage');
  expect(counsellor.events.slice(before).map(([name]) => name)).not.toContain('participantJoined');
  await counsellor.close();
});
