/** Whatever holds the browser's globals: `globalThis`, or an object made up by a test. Only looked at, never changed. */
export type BrowserEnv = object;

export interface CheckOptions {
  /**
   * Whether the city's Jitsi runs with `testing.enableEncodedTransformSupport`. Without it Jitsi encrypts only in
   * browsers with the older createEncodedStreams (jitsi-pitfalls 1.9).
   */
  readonly encodedTransform: boolean;
}

/** `join`: no meeting without it. `e2ee`: a meeting, but no end-to-end encryption. `hint`: worth a word, decides nothing. */
type Need = 'join' | 'e2ee' | 'hint';

interface Check {
  readonly id: string;
  readonly needed: Need;
  /** True when this browser has it. May throw: some browsers do so at the mere look at a blocked feature. */
  readonly test: (env: BrowserEnv, options: CheckOptions) => boolean;
}

/**
 * Everything that is asked of a browser, by what it can do and never by its name. No row asks for a permission, writes
 * anything or opens a connection, so that all of it may run before consent.
 */
const CHECKS = [
  { id: 'secureContext', needed: 'join', test: (env) => at(env, 'isSecureContext') === true },
  { id: 'peerConnection', needed: 'join', test: (env) => isFunction(at(env, 'RTCPeerConnection')) },
  {
    id: 'getUserMedia',
    needed: 'join',
    test: (env) => isFunction(at(env, 'navigator', 'mediaDevices', 'getUserMedia')),
  },
  {
    id: 'enumerateDevices',
    needed: 'join',
    test: (env) => isFunction(at(env, 'navigator', 'mediaDevices', 'enumerateDevices')),
  },
  // The check code and the sealed receipt are made with it; without them nobody could be admitted.
  { id: 'crypto', needed: 'join', test: (env) => isFunction(at(env, 'crypto', 'subtle', 'deriveBits')) },
  {
    id: 'frameEncryption',
    needed: 'e2ee',
    test: (env, { encodedTransform }) => hasEncodedStreams(env) || (encodedTransform && hasScriptTransform(env)),
  },
  // Only whether they are there: writing to find out would leave a trace before anything was asked.
  {
    id: 'storage',
    needed: 'hint',
    test: (env) => isFunction(at(env, 'indexedDB', 'open')) && isFunction(at(env, 'sessionStorage', 'setItem')),
  },
  { id: 'ownWindow', needed: 'hint', test: (env) => !isInApp(env) },
] as const satisfies readonly Check[];

export type CheckId = (typeof CHECKS)[number]['id'];

export interface BrowserVerdict {
  readonly join: 'yes' | 'no';
  /** Never 'yes' when `join` is 'no'. */
  readonly e2ee: 'yes' | 'no';
  /** Looks like the browser inside another app (WhatsApp, Instagram …), where camera and microphone depend on that app. */
  readonly inApp: boolean;
  /** In the order of the table. */
  readonly failed: readonly CheckId[];
}

/** Says what can be done in this browser. Never throws; what cannot be found out counts as missing. */
export function checkBrowser(
  env: BrowserEnv = globalThis,
  options: CheckOptions = { encodedTransform: false },
): BrowserVerdict {
  const failed = CHECKS.filter((check) => !passes(check, env, options));
  const isWithout = (need: Need): boolean => failed.some(({ needed }) => needed === need);
  return {
    join: isWithout('join') ? 'no' : 'yes',
    e2ee: isWithout('join') || isWithout('e2ee') ? 'no' : 'yes',
    inApp: failed.some(({ id }) => id === 'ownWindow'),
    failed: failed.map(({ id }) => id),
  };
}

function passes(check: Check, env: BrowserEnv, options: CheckOptions): boolean {
  try {
    return check.test(env, options);
  } catch {
    // A blocked feature may answer with a SecurityError instead of being absent; for the person it is the same.
    return false;
  }
}

/** The value at a path, undefined where the path ends early. */
function at(start: unknown, ...path: readonly string[]): unknown {
  let value = start;
  for (const name of path) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function isFunction(value: unknown): value is (...parameters: readonly unknown[]) => unknown {
  return typeof value === 'function';
}

/**
 * Chromium's older way, which Jitsi uses by default: createEncodedStreams, and streams that can be handed to a worker
 * (lib-jitsi-meet `BrowserCapabilities.supportsInsertableStreams`). The stream goes into a channel of our own that is
 * closed at once, and not to `window` as in Jitsi, so that no listener of the page hears of it.
 */
function hasEncodedStreams(env: BrowserEnv): boolean {
  if (!isFunction(at(env, 'RTCRtpSender', 'prototype', 'createEncodedStreams'))) return false;
  const { MessageChannel: Channel, ReadableStream: Stream } = env as Partial<typeof globalThis>;
  if (!isFunction(Channel) || !isFunction(Stream)) return false;
  const { port1, port2 } = new Channel();
  try {
    const stream = new Stream();
    // Throws a DataCloneError where streams cannot be transferred.
    port1.postMessage(stream, [stream]);
    return true;
  } finally {
    port1.close();
    port2.close();
  }
}

/** The standard's way (W3C webrtc-encoded-transform): Firefox 117, Safari 15.4, Chromium 141. */
function hasScriptTransform(env: BrowserEnv): boolean {
  return isFunction(at(env, 'RTCRtpScriptTransform')) && isFunction(at(env, 'Worker'));
}

/** What the browsers inside other apps call themselves. Good for a hint, which is why a name may be looked at here. */
const IN_APP =
  /FBAN|FBAV|FB_IAB|Instagram|WhatsApp|\bLine\/|MicroMessenger|Snapchat|LinkedInApp|musical_ly|BytedanceWebview|Twitter for|; wv\)/;

function isInApp(env: BrowserEnv): boolean {
  const agent = at(env, 'navigator', 'userAgent');
  if (typeof agent !== 'string') return false;
  // A WebKit view of an iOS app leaves "Safari/" out; so does a page on the home screen, which says it is standalone.
  const isAppleView = /iPhone|iPad|iPod/.test(agent) && /AppleWebKit/.test(agent) && !/Safari\//.test(agent);
  return IN_APP.test(agent) || (isAppleView && at(env, 'navigator', 'standalone') !== true);
}
