import type { BrowserEnv } from './checks.ts';

/** Which instructions fit: where the lock symbol is, what the settings are called. */
export type PlatformHelp =
  'chrome-android' | 'safari-ios' | 'firefox-desktop' | 'chromium-desktop' | 'safari-desktop' | 'other';

/**
 * Guesses which pictures and menu names to show, from what the browser calls itself. For choosing instructions only,
 * never for deciding anything: names lie. Returns 'other' when in doubt and never throws.
 */
export function helpFor(env: BrowserEnv = globalThis): PlatformHelp {
  const { navigator } = env as Partial<typeof globalThis>;
  const agent = typeof navigator?.userAgent === 'string' ? navigator.userAgent : '';
  // iPadOS calls itself a Mac; a Mac has no touch screen.
  const isTabletInDisguise = /Macintosh/.test(agent) && (navigator?.maxTouchPoints ?? 0) > 1;
  // Every browser on iOS keeps camera and microphone in the settings of iOS, under its own name.
  if (/iPhone|iPad|iPod/.test(agent) || isTabletInDisguise) return 'safari-ios';
  if (/Android/.test(agent)) return /Chrome\//.test(agent) && !/Firefox\//.test(agent) ? 'chrome-android' : 'other';
  if (/Firefox\//.test(agent)) return 'firefox-desktop';
  if (/Chrom(?:e|ium)\//.test(agent)) return 'chromium-desktop';
  return /Macintosh.*Safari\//.test(agent) ? 'safari-desktop' : 'other';
}
