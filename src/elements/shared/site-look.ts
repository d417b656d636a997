import { ACCENT_CONTRAST, accentContrast } from '../../service/contrast.ts';
import type { Site } from '../../service/site-schema.ts';

/**
 * Puts a city's own accent on the page. A colour that is too weak to read is left out here, whatever the file says;
 * `npm run check-profiles` tells the operator.
 */
export function applySiteLook(site: Site): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const design = dark.matches ? 'dark' : 'light';
    const accent = site.accent?.[design];
    const root = document.documentElement.style;
    // CSSOM, not an attribute: the strict CSP forbids inline styles.
    if (accent && accentContrast(accent, design) >= ACCENT_CONTRAST) root.setProperty('--accent', accent);
    else root.removeProperty('--accent');
  };
  apply();
  dark.addEventListener('change', apply);
}
