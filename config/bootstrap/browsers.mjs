import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const NAMES = {
  // The same engine without a desktop around it: it takes half the time of a whole Chromium per test (measured).
  shell: ['chromium-headless-shell', 'chrome-headless-shell'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  firefox: ['firefox-esr', 'firefox'],
};

const VARIABLES = { shell: 'CHROMIUM_SHELL_PATH', chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' };

/**
 * The path of an installed browser, or undefined when there is none. CHROMIUM_PATH and FIREFOX_PATH come first, then
 * what the search path holds; CHROMIUM_SHELL_PATH in the same way. Works on node's built-ins alone, because it runs before anything is installed.
 * @param {'shell' | 'chromium' | 'firefox'} kind
 * @returns {string | undefined}
 */
export function findBrowser(kind) {
  const named = process.env[VARIABLES[kind]];
  if (named && existsSync(named)) return named;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  for (const name of NAMES[kind]) {
    for (const folder of folders) {
      if (folder && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

/**
 * The browser for tests that need no desktop: what CHROMIUM_PATH names, else the shell, else Chromium.
 * @returns {string | undefined}
 */
export function quickestChromium() {
  return (process.env.CHROMIUM_PATH ? undefined : findBrowser('shell')) ?? findBrowser('chromium');
}

/** Chromium refuses its sandbox to root; the rest keeps it from talking to anybody but our own servers. */
export const CHROMIUM_ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A camera that shows a moving pattern, a microphone that beeps, and nobody who would have to be asked. Five pictures a
 * second move as surely as twenty, and leave a fifth of the processor to the tests.
 */
export const FAKE_DEVICE_ARGUMENTS = ['--use-fake-device-for-media-stream=fps=5', '--use-fake-ui-for-media-stream'];

/** The same for Firefox. Host candidates stay addresses, because nobody answers multicast names in a test machine. */
export const FIREFOX_PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.peerconnection.ice.loopback': true,
  'media.autoplay.default': 0,
};
