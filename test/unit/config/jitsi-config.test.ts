import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { STRICT_CONFIG, TOOLBAR_BUTTONS } from '../../../src/jitsi/strict-config.ts';
import whitelists from '../../fixtures/jitsi/whitelists.json' with { type: 'json' };

const read = (path: string): string => readFileSync(new URL(`../../../config/${path}`, import.meta.url), 'utf8');

/** What a Jitsi that was just installed says, as far as it speaks against a promise. */
const FRESH = `
  var subdomain = '';
  var config = {
    hosts: { domain: 'meet.example.de', muc: 'conference.' + subdomain + 'meet.example.de' },
    bosh: 'https://meet.example.de/http-bind',
    recordingService: { enabled: true, sharingEnabled: true },
    liveStreaming: { enabled: true },
    transcription: { enabled: true },
    p2p: { enabled: true, stunServers: [{ urls: 'stun:turnrelay.example.com:443' }] },
    analytics: { matomoEndpoint: 'https://statistics.example.com/' },
    disableDeepLinking: false,
    enableCalendarIntegration: true,
    constraints: { video: { height: { ideal: 720 } } },
  };`;

type Config = Record<string, unknown>;

function configAfter(...files: readonly string[]): Config {
  const world: { config?: Config } = {};
  runInNewContext([FRESH, ...files.map(read)].join('\n'), world);
  return JSON.parse(JSON.stringify(world.config)) as Config;
}

const lines = (path: string): string[] => read(path).split('\n');
const after = configAfter('jitsi/einlass-config.js');
const assigned = [...read('jitsi/einlass-config.js').matchAll(/^config\.(\w+) = /gm)].map((match) => match[1] ?? '');

/** Not for an embedding page to set, so not in Jitsi's lists of what it may; read by Jitsi's code (pitfalls §5, "srv"). */
const SERVER_ONLY = ['welcomePage'];

describe('what the config.js of the city says', () => {
  test('outweighs what a fresh Jitsi says', () => {
    expect(after).toMatchObject({
      recordingService: { enabled: false },
      localRecording: { disable: true },
      liveStreaming: { enabled: false },
      transcription: { enabled: false },
      speakerStats: { disabled: true },
      analytics: { disabled: true },
      disableThirdPartyRequests: true,
      gravatar: { disabled: true },
      p2p: { enabled: false, stunServers: [] },
      fileSharing: { enabled: false },
      disablePolls: true,
      welcomePage: { disabled: true },
      disableDeepLinking: true,
      deeplinking: { disabled: true },
      lobby: { autoKnock: true, enableChat: false },
      securityUi: { disableLobbyPassword: true },
    });
  });

  test('leaves what it does not speak of', () => {
    expect(after['hosts']).toEqual({ domain: 'meet.example.de', muc: 'conference.meet.example.de' });
    expect(after['constraints']).toEqual({ video: { height: { ideal: 720 } } });
  });

  test('knows no address of anybody', () => {
    expect(JSON.stringify(assigned.map((key) => after[key]))).not.toMatch(/https?:|stun:|wss?:/);
  });

  test('says nothing against what the gate says to every meeting', () => {
    for (const [key, value] of Object.entries(STRICT_CONFIG)) {
      if (assigned.includes(key) && key !== 'remoteVideoMenu')
        expect([key, after[key]]).toEqual([key, softened(key, value)]);
    }
    expect(after['toolbarButtons']).toEqual([...TOOLBAR_BUTTONS]);
  });

  test('is assignments and reasons and nothing else, no key twice', () => {
    const others = lines('jitsi/einlass-config.js').filter((line) => line !== '' && !line.startsWith('//'));
    expect(others.filter((line) => !/^config\.\w+ = .+;$/.test(line))).toEqual([]);
    expect(new Set(assigned).size).toBe(others.length);
  });

  test.each(assigned)('%s is a key that Jitsi reads', (key) => {
    const known = whitelists.config.map((path) => path.split('.')[0]);
    expect([...known, ...SERVER_ONLY]).toContain(key);
  });

  test('names the host of those who have no token only with the file for that', () => {
    expect(configAfter('jitsi/einlass-config.js', 'jitsi/token-config.js')['hosts']).toMatchObject({
      anonymousdomain: 'guest.meet.example.de',
    });
  });
});

/** The server says a little more where the gate has no need to. */
function softened(key: string, value: unknown): unknown {
  if (key === 'localRecording') return { ...(value as object), notifyAllParticipants: true };
  return value;
}

describe.each([
  ['jitsi/einlass-config.js', /^config\./, /^\/\/ /],
  ['jitsi/token-config.js', /^config\./, /^\/\/ /],
  ['jitsi/jicofo-einlass.conf', /^jicofo\./, /^# /],
  ['jitsi/prosody-einlass.cfg.lua', /^ {4}\w+ = /, /^ {4}-- /],
  ['docker/einlass.env', /^[A-Z]/, /^# /],
  ['docker/docker-compose.override.yml', /^ {6}- /, /^ {6}# /],
])('%s', (path, setting, comment) => {
  test('gives every setting a reason and the requirement it serves', () => {
    const all = lines(path);
    const bare = all.filter((line, at) => setting.test(line) && !hasReason(all.slice(0, at), setting, comment));
    expect(all.some((line) => setting.test(line))).toBe(true);
    expect(bare).toEqual([]);
  });
});

/** A reason stands above a setting, or above the settings that directly follow one another. */
function hasReason(above: readonly string[], setting: RegExp, comment: RegExp): boolean {
  const from = above.findLastIndex((line) => !setting.test(line));
  const reason = above.slice(0, from + 1);
  const start = reason.findLastIndex((line) => !comment.test(line));
  return /\b(?:R|W|X)-\d{2,3}\b/.test(reason.slice(start + 1).join(' '));
}

describe('the way by Docker', () => {
  test('takes the very files of the other way', () => {
    const mounted = [...read('docker/docker-compose.override.yml').matchAll(/\$\{EINLASS\}\/([^:]+):/g)].map(
      (match) => match[1],
    );
    expect(mounted).toContain('config/jitsi/einlass-config.js');
    const shipped = mounted.filter((path) => path?.startsWith('config/'));
    for (const path of shipped) expect(read((path ?? '').slice('config/'.length))).not.toBe('');
  });

  test('sets no name twice and carries no secret', () => {
    const names = [...read('docker/einlass.env').matchAll(/^([A-Z_0-9]+)=/gm)].map((match) => match[1]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => /SECRET|PASSWORD|APP_ID/.test(name ?? ''))).toEqual([]);
  });
});

test('the modules that let everybody in are never loaded', () => {
  expect(read('docker/einlass.env')).not.toMatch(/^[^#]*wait_for_host\b/m);
  expect(read('jitsi/prosody-einlass.cfg.lua')).not.toMatch(/^[^-]*"muc_wait_for_host"/m);
});
