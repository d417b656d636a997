import { describe, expect, test } from 'vitest';
import { checkBrowser, type BrowserEnv, type CheckId } from '../../../src/browser/checks.ts';

const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; SM-A556B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';

/** Stands for whatever is there and never called. */
const doNothing = (): void => undefined;

class Channel {
  readonly port1 = { postMessage: doNothing, close: doNothing };
  readonly port2 = { close: doNothing };
}

/** A channel of a browser that can hand over messages but no streams (Firefox 102, Safari 15). */
class ChannelWithoutStreams extends Channel {
  override readonly port1 = {
    close: doNothing,
    postMessage: (): void => {
      throw new DOMException('', 'DataCloneError');
    },
  };
}

/** A browser like Chromium that can do everything, with some of it changed. */
function browser(changes: Record<string, unknown> = {}): BrowserEnv {
  return {
    isSecureContext: true,
    RTCPeerConnection: doNothing,
    RTCRtpSender: { prototype: { createEncodedStreams: doNothing } },
    RTCRtpScriptTransform: doNothing,
    Worker: doNothing,
    ReadableStream: Channel,
    MessageChannel: Channel,
    navigator: navigatorWith(),
    crypto: { subtle: { deriveBits: doNothing } },
    indexedDB: { open: doNothing },
    sessionStorage: { setItem: doNothing },
    ...changes,
  };
}

function navigatorWith(changes: Record<string, unknown> = {}): object {
  return { userAgent: DESKTOP, mediaDevices: { getUserMedia: doNothing, enumerateDevices: doNothing }, ...changes };
}

/** An object whose `name` may not even be looked at. */
function blocked(name: string): Record<string, unknown> {
  const changes = {};
  Object.defineProperty(changes, name, {
    enumerable: true,
    get: () => {
      throw new DOMException('', 'SecurityError');
    },
  });
  return changes;
}

type Row = readonly [what: string, env: BrowserEnv, failed: readonly CheckId[], join: 'yes' | 'no', e2ee: 'yes' | 'no'];

describe('with Jitsi as it comes', () => {
  test.each<Row>([
    ['everything', browser(), [], 'yes', 'yes'],
    ['no script transform, which is not used', browser({ RTCRtpScriptTransform: undefined }), [], 'yes', 'yes'],
    ['http', browser({ isSecureContext: false }), ['secureContext'], 'no', 'no'],
    ['no WebRTC (WebKitGTK)', browser({ RTCPeerConnection: undefined }), ['peerConnection'], 'no', 'no'],
    [
      'no media devices',
      browser({ navigator: navigatorWith({ mediaDevices: undefined }) }),
      ['getUserMedia', 'enumerateDevices'],
      'no',
      'no',
    ],
    [
      'no list of devices',
      browser({ navigator: navigatorWith({ mediaDevices: { getUserMedia: doNothing } }) }),
      ['enumerateDevices'],
      'no',
      'no',
    ],
    ['no WebCrypto', browser({ crypto: {} }), ['crypto'], 'no', 'no'],
    [
      'no encoded streams (Firefox, Safari)',
      browser({ RTCRtpSender: { prototype: {} } }),
      ['frameEncryption'],
      'yes',
      'no',
    ],
    ['no sender at all', browser({ RTCRtpSender: undefined }), ['frameEncryption'], 'yes', 'no'],
    [
      'streams that stay where they are',
      browser({ MessageChannel: ChannelWithoutStreams }),
      ['frameEncryption'],
      'yes',
      'no',
    ],
    ['no streams', browser({ ReadableStream: undefined }), ['frameEncryption'], 'yes', 'no'],
    ['no channels', browser({ MessageChannel: undefined }), ['frameEncryption'], 'yes', 'no'],
    ['no database', browser({ indexedDB: null }), ['storage'], 'yes', 'yes'],
    ['storage that must not be looked at', mixed(browser(), blocked('sessionStorage')), ['storage'], 'yes', 'yes'],
    [
      'devices that must not be looked at',
      mixed(browser(), blocked('RTCPeerConnection')),
      ['peerConnection'],
      'no',
      'no',
    ],
  ])('%s', (_, env, failed, join, e2ee) => {
    expect(checkBrowser(env)).toStrictEqual({ join, e2ee, inApp: false, failed });
  });

  test.each([{}, { navigator: null }, { navigator: 'x', crypto: 5 }, Object.create(null) as object])(
    'nothing is known of %o, so nobody joins',
    (env) => {
      expect(checkBrowser(env)).toMatchObject({ join: 'no', e2ee: 'no', inApp: false });
    },
  );
});

/** `Object.assign` would run the getter that throws. */
function mixed(env: BrowserEnv, changes: object): BrowserEnv {
  return Object.defineProperties(env, Object.getOwnPropertyDescriptors(changes));
}

describe('with a Jitsi that uses encoded transforms', () => {
  test.each<Row>([
    ['Firefox', browser({ RTCRtpSender: { prototype: {} } }), [], 'yes', 'yes'],
    ['an old Chromium', browser({ RTCRtpScriptTransform: undefined }), [], 'yes', 'yes'],
    [
      'neither way',
      browser({ RTCRtpSender: { prototype: {} }, RTCRtpScriptTransform: undefined }),
      ['frameEncryption'],
      'yes',
      'no',
    ],
    ['no workers', browser({ RTCRtpSender: { prototype: {} }, Worker: undefined }), ['frameEncryption'], 'yes', 'no'],
    ['http', browser({ isSecureContext: false }), ['secureContext'], 'no', 'no'],
  ])('%s', (_, env, failed, join, e2ee) => {
    expect(checkBrowser(env, { encodedTransform: true })).toStrictEqual({ join, e2ee, inApp: false, failed });
  });
});

describe('a browser inside another app', () => {
  test.each([
    ['WhatsApp', `${ANDROID} Chrome/156.0 Mobile Safari/537.36 WhatsApp/2.26`],
    ['Facebook', `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]`],
    ['Instagram', `${IPHONE} Mobile/15E148 Instagram 350.0`],
    ['Line', `${IPHONE} Mobile/15E148 Safari/604.1 Line/14.0`],
    ['an Android view', `${ANDROID} Chrome/156.0 Mobile Safari/537.36`],
    ['a WebKit view', `${IPHONE} Mobile/15E148`],
  ])('%s is noticed and still decides nothing', (_, userAgent) => {
    expect(checkBrowser(browser({ navigator: navigatorWith({ userAgent }) }))).toStrictEqual({
      join: 'yes',
      e2ee: 'yes',
      inApp: true,
      failed: ['ownWindow'],
    });
  });

  test.each([
    ['Safari', { userAgent: `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1` }],
    ['a page on the home screen', { userAgent: `${IPHONE} Mobile/15E148`, standalone: true }],
    ['Chrome', { userAgent: DESKTOP }],
    ['Online-Browser', { userAgent: `${DESKTOP} Online/3` }],
    ['no name', { userAgent: undefined }],
  ])('%s is none', (_, changes) => {
    expect(checkBrowser(browser({ navigator: navigatorWith(changes) })).inApp).toBe(false);
  });
});
