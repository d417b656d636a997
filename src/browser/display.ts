/** How somebody wants to see the pages, beyond what the device says already. */
export interface Display {
  /** 1 is the size of the device; 2 a quarter larger, 3 half as large again. */
  readonly size: 1 | 2 | 3;
  readonly contrast: boolean;
  /** Nothing moves. */
  readonly calm: boolean;
}

export const PLAIN_DISPLAY: Display = { size: 1, contrast: false, calm: false };

/** In this tab and for this visit alone; whatever wipes the device takes it along. */
const NAME = 'einlass.display';

/** How the pages are shown in this tab. Whatever else stands in the storage counts as `PLAIN_DISPLAY`. Never throws. */
export function readDisplay(): Display {
  try {
    const [size, contrast, calm] = sessionStorage.getItem(NAME) ?? '1--';
    return { size: size === '2' ? 2 : size === '3' ? 3 : 1, contrast: contrast === 'c', calm: calm === 'q' };
  } catch {
    // Blocked storage: the choice holds until the page is left.
    return PLAIN_DISPLAY;
  }
}

/** Shows the pages like this; `styles/` knows the three attributes. */
export function applyDisplay({ size, contrast, calm }: Display): void {
  const { dataset } = document.documentElement;
  dataset['size'] = String(size);
  dataset['contrast'] = contrast ? 'more' : '';
  dataset['calm'] = calm ? 'yes' : '';
}

/** Keeps the choice for this tab; a plain one leaves nothing behind. Never throws. */
export function keepDisplay(display: Display): void {
  const { size, contrast, calm } = display;
  const isPlain = size === 1 && !contrast && !calm;
  try {
    if (isPlain) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, `${String(size)}${contrast ? 'c' : '-'}${calm ? 'q' : '-'}`);
  } catch {
    // Blocked storage: the choice holds until the page is left.
  }
}
