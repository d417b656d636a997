/** What people see and hear in the practice room, and what the plugin in it reports. */
import { firefox } from '@playwright/test';
import type { Page } from '@playwright/test';
import { FIREFOX_PREFERENCES, findBrowser } from '../../config/bootstrap/browsers.mjs';
import { parsePluginState } from '../../src/jitsi-plugin/message.ts';
import type { PluginState } from '../../src/jitsi-plugin/message.ts';
import { heard, last, openCall, openLobby } from './call.ts';
import type { HostPage } from './host-page.ts';
import { HostPage as Host } from './host-page.ts';
import { REAL_JITSI, expect, test } from './stage.ts';

test.skip(REAL_JITSI !== undefined, 'reads the screen of the practice room');

function number(page: Page, selector: string, attribute: string): () => Promise<number> {
  return async () => Number(await page.frameLocator('iframe').locator(selector).getAttribute(attribute));
}

function report(page: HostPage): PluginState | undefined {
  return parsePluginState(page.pluginMessages.at(-1));
}

test('two people see and hear each other @firefox', async ({ stage }) => {
  const { counsellor, client, close } = await openCall(stage);
  for (const { page } of [counsellor, client]) {
    await page.bringToFront();
    await expect
      .poll(number(page, '.tile:not(.tile-own) video', 'data-frames'), { timeout: 15_000 })
      .toBeGreaterThan(5);
    await expect.poll(number(page, '.tile:not(.tile-own) audio', 'data-sound'), { timeout: 15_000 }).toBeGreaterThan(0);
    await expect(page.frameLocator('iframe').getByText(/Practice room/)).toBeVisible();
  }
  await close();
});

test('Chromium and Firefox see and hear each other', async ({ stage }) => {
  // A second browser has to start first.
  test.slow();
  const executablePath = findBrowser('firefox');
  test.skip(executablePath === undefined, 'no Firefox on this machine');
  const other = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: executablePath ?? '',
    firefoxUserPrefs: { ...FIREFOX_PREFERENCES },
  });
  const { counsellor, client, close } = await openCall({ ...stage, clientBrowser: other });
  for (const { page } of [counsellor, client]) {
    await expect
      .poll(number(page, '.tile:not(.tile-own) video', 'data-frames'), { timeout: 15_000 })
      .toBeGreaterThan(5);
    await expect.poll(number(page, '.tile:not(.tile-own) audio', 'data-sound'), { timeout: 15_000 }).toBeGreaterThan(0);
  }
  await close();
  await other.close();
});

test('a muted start is honoured, and unmuting by the API shows and sounds on the other side', async ({ stage }) => {
  const { counsellor, client, close } = await openCall(
    stage,
    {},
    { startWithAudioMuted: true, startWithVideoMuted: true },
  );
  expect(await client.ask('isAudioMuted', 2000)).toBe(true);
  expect(await client.ask('isVideoMuted', 2000)).toBe(true);
  const tile = counsellor.page.frameLocator('iframe').locator('.tile:not(.tile-own)');
  await expect(tile).toContainText('Microphone off');
  expect(await number(counsellor.page, '.tile:not(.tile-own) audio', 'data-sound')()).toBe(0);
  await client.command('toggleVideo');
  await client.command('toggleAudio');
  await expect
    .poll(number(counsellor.page, '.tile:not(.tile-own) video', 'data-frames'), { timeout: 15_000 })
    .toBeGreaterThan(5);
  await expect(tile).not.toContainText('Microphone off');
  await expect
    .poll(number(counsellor.page, '.tile:not(.tile-own) audio', 'data-sound'), { timeout: 15_000 })
    .toBeGreaterThan(0);
  await close();
});

test('the chosen camera and microphone are used', async ({ stage }) => {
  const client = await Host.open(stage.browser, stage.host);
  await client.start('Anna', stage.room);
  await heard(client, 'videoConferenceJoined');
  const devices = (await client.ask('getAvailableDevices', 2000)) as Record<
    'audioInput' | 'videoInput',
    { label: string }[]
  >;
  const microphone = devices.audioInput.at(-1)?.label ?? '';
  expect(devices.audioInput.length).toBeGreaterThan(1);
  await client.dispose();
  await client.start('Anna', stage.room, {}, { devices: { audioInput: microphone } });
  await heard(client, 'videoConferenceJoined', 2);
  expect(await client.ask('getCurrentDevices', 2000)).toMatchObject({ audioInput: { label: microphone } });
  await client.close();
});

test('the plugin reports who knocks and who has stopped, roles and encryption', async ({ stage }) => {
  const { counsellor, client, close } = await openLobby(stage);
  await expect.poll(() => report(client)?.lobby.knocking).toBe(true);
  await expect.poll(() => report(counsellor)?.lobby.list?.map(({ name }) => name)).toEqual(['Anna · K7F2']);
  expect(report(client)?.role).toBeUndefined();
  await client.dispose();
  await expect.poll(() => report(counsellor)?.lobby.list).toEqual([]);
  await counsellor.command('toggleE2EE', true);
  await expect.poll(() => report(counsellor)?.e2ee).toEqual({ supported: true, enabled: true, participants: [] });
  expect(
    counsellor.pluginMessages.every(
      (message) => typeof message !== 'object' || parsePluginState(message) !== undefined,
    ),
  ).toBe(true);
  await close();
});

test('a browser that cannot encrypt never says so: its state stays unknown to the others', async ({ stage }) => {
  const initScript = 'delete RTCRtpSender.prototype.createEncodedStreams; delete window.RTCRtpScriptTransform;';
  const { counsellor, client, close } = await openCall(stage, { initScript });
  await counsellor.command('toggleE2EE', true);
  await expect.poll(() => report(counsellor)?.e2ee.enabled).toBe(true);
  expect(report(counsellor)?.e2ee.participants).toEqual([
    { id: (last(counsellor, 'participantJoined') as { id: string }).id, role: 'participant' },
  ]);
  await expect
    .poll(() => report(client)?.e2ee)
    .toMatchObject({ supported: false, enabled: false, participants: [{ supported: true, enabled: true }] });
  await close();
});

test('without the plugin nothing is reported', async ({ stage }) => {
  await stage.fault?.({ fault: 'reporter-off', room: stage.room });
  const client = await Host.open(stage.browser, stage.host);
  await client.start('Anna', stage.room);
  await heard(client, 'videoConferenceJoined');
  const reports = client.pluginMessages.length;
  await client.command('toggleE2EE', true);
  await client.command('toggleAudio');
  await expect.poll(() => client.ask('isAudioMuted', 2000)).toBe(true);
  expect(client.pluginMessages).toHaveLength(reports);
  expect(client.pluginMessages.map(parsePluginState).some((state) => state?.connected === true)).toBe(false);
  await client.close();
});
