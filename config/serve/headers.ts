/**
 * The headers of the gate, the same set that the nginx of a city sends. They are written down once here, so that a
 * policy that would break a page breaks it in the first test and not in the town hall.
 * Deliberately absent: Cross-Origin-Embedder-Policy, because Jitsi's page cannot be embedded under it (docker-jitsi-meet #1595).
 * @param jitsiOrigin the one origin that may be framed and may be given camera and microphone
 */
export function gateHeaders(jitsiOrigin: string): Record<string, string> {
  const both = `(self "${jitsiOrigin}")`;
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "media-src 'self'",
      // Once per meeting, after a permit: the page tells the Jitsi host that it comes from the gate (config/nginx/jitsi.conf).
      `connect-src 'self' ${jitsiOrigin}/einlass`,
      `frame-src ${jitsiOrigin}`,
      "frame-ancestors 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "require-trusted-types-for 'script'",
      // `default` passes exactly one address, that of /jitsi/external_api.js; `lit-html` is Lit's own policy.
      'trusted-types lit-html jitsi-loader default',
      'upgrade-insecure-requests',
    ].join('; '),
    // `bluetooth` is absent because Chromium does not know it and says so on the console of every page.
    'Permissions-Policy': [
      ...['camera', 'microphone', 'display-capture', 'autoplay', 'fullscreen'].map((feature) => `${feature}=${both}`),
      ...['geolocation', 'payment', 'usb', 'browsing-topics'].map((feature) => `${feature}=()`),
    ].join(', '),
    // Browsers ignore this one while a certificate is self-signed (RFC 6797 §8.1), so it locks nobody out of practice.
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

/** How long an answer may be kept: never what names a service or a text, for ever what carries its hash in its name. */
export function cacheControl(path: string): string {
  if (path === '/site.json' || path.startsWith('/services/') || path.endsWith('/') || path.endsWith('.html'))
    return 'no-store';
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
}
