/** What this browser can do, by the same tests as Jitsi's (jitsi-observed §d, §f). */

/** Jitsi names a lowest version for each browser (base/environment); the practice room knows only the one that was recorded. */
const LOWEST_FIREFOX = 68;

/** Whether Jitsi would let this browser in. */
export function isSupported(userAgent: string): boolean {
  const firefox = /Firefox\/(\d+)/.exec(userAgent)?.[1];
  if (firefox !== undefined && Number(firefox) < LOWEST_FIREFOX) return false;
  return typeof RTCPeerConnection === 'function' && typeof navigator.mediaDevices?.getUserMedia === 'function';
}

/**
 * Whether Jitsi would offer end-to-end encryption here. Without the server's `enableEncodedTransformSupport` only Chromium
 * passes. In the practice room the encryption is acted: the state is real, the keys are not.
 */
export function canEncrypt(enableEncodedTransformSupport: boolean): boolean {
  if (typeof RTCRtpSender === 'function' && 'createEncodedStreams' in RTCRtpSender.prototype && canTransferStreams())
    return true;
  return enableEncodedTransformSupport && 'RTCRtpScriptTransform' in window;
}

function canTransferStreams(): boolean {
  const stream = new ReadableStream();
  const { port1 } = new MessageChannel();
  try {
    port1.postMessage(stream, [stream]);
    return true;
  } catch {
    // DataCloneError: this browser cannot hand streams to a worker.
    return false;
  } finally {
    port1.close();
  }
}
