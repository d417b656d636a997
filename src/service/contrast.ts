/** Paper and ink of both designs, as in styles/tokens.css; a city's accent is held against them. */
export const PAPER = { light: '#fbf8f2', dark: '#151a19' } as const;
const ON_ACCENT = { light: '#ffffff', dark: '#0d1f1b' } as const;

/** What a city's accent has to reach against paper, and what is written on it has to reach against the accent (look). */
export const ACCENT_CONTRAST = 4.5;

/** Contrast ratio of two colours (`#rrggbb`) after WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Returns the worst contrast that this accent has anywhere in a design. */
export function accentContrast(accent: string, design: 'light' | 'dark'): number {
  return Math.min(contrast(accent, PAPER[design]), contrast(accent, ON_ACCENT[design]));
}

function luminance(colour: string): number {
  const channel = (from: number): number => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
