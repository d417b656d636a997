import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { DRAWINGS, type Picture } from '../../../src/elements/shared/pictures/drawings.ts';
import type { TextPicture } from '../../../src/elements/shared/pictures/text-picture.ts';
import '../../../src/elements/shared/pictures/text-picture.ts';
import '../../../src/elements/client/client-consent.ts';
import '../../../src/elements/client/client-information.ts';
import '../../../src/elements/client/client-waiting.ts';
import type { StepElement } from '../../../src/elements/shared/step-element.ts';
import type { Wording } from '../../../src/service/wording.ts';
import type { StepContext } from '../../../src/visit/view.ts';
import { contextAt } from '../../fixtures/context.ts';
import { stage, stageStep, violations, type Stage } from './stage.ts';

/** A line of 4 units reaches 2 beyond its path. */
const MARGIN = 2;

afterEach(async () => {
  document.documentElement.lang = 'de';
  await page.viewport(414, 896);
});

/** The same context as its words would be called in another language. */
function spokenIn(language: string, context: StepContext): StepContext {
  const { wordings } = context.service;
  const text = (id: string, period?: string): Wording => ({ ...wordings.text(id, period), language });
  return { ...context, language, service: { ...context.service, wordings: { ...wordings, language, text } } };
}

/** The step in Leichte Sprache, as soon as its pictures have come. */
async function simple(step: 'consent' | 'information' | 'waiting'): Promise<Stage<StepElement>> {
  const at = await stageStep<StepElement>(step, spokenIn('de-simple', await contextAt(step)));
  document.documentElement.lang = 'de-simple';
  await vi.waitFor(() => expect(at.element.querySelector('svg.picture')).not.toBeNull());
  return at;
}

describe('in Leichte Sprache', () => {
  test.each([
    ['above', 320],
    ['beside', 900],
  ])('a picture stands %s the words that it explains, %i pixels wide', async (where, width) => {
    await page.viewport(width, 800);
    const at = await simple('information');
    const facts = [...at.element.querySelectorAll('.fact')];
    const fact = facts.find(({ textContent }) => textContent.includes('info.how')) ?? at.element;
    const [picture, ...words] = ['svg.picture', 'h2', 'h2 ~ div'].map((one) => fact.querySelector(one));
    expect(picture?.querySelector('path:last-of-type')?.getAttribute('d')).toBe(DRAWINGS.talking.accent);
    const { right, bottom } = picture?.getBoundingClientRect() ?? new DOMRect();
    expect(right).toBeGreaterThan(60);
    for (const { left, top } of words.map((one) => one?.getBoundingClientRect() ?? new DOMRect())) {
      if (where === 'above') expect(top).toBeGreaterThanOrEqual(bottom);
      else expect(left).toBeGreaterThan(right);
    }
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });

  test('screen readers meet no picture, and the name of a box stays its sentence', async () => {
    const at = await simple('consent');
    const pictures = [...at.element.querySelectorAll('svg')];
    expect(pictures.filter((one) => one.getAttribute('aria-hidden') !== 'true')).toStrictEqual([]);
    expect(pictures.map(({ textContent }) => textContent.trim()).join('')).toBe('');
    expect(at.get('label.pictured input').getAttribute('aria-label')).toBeNull();
    expect(await violations(at.element)).toStrictEqual([]);
  });

  test('with room enough: the box, its picture, its sentence', async () => {
    await page.viewport(900, 800);
    const at = await simple('consent');
    const inOrder = ['input', 'text-picture', 'span'].map((one) => at.get(`label.pictured > ${one}`));
    const [box = 0, picture = 0, sentence = 0] = inOrder.map((one) => one.getBoundingClientRect().left);
    expect(box).toBeLessThan(picture);
    expect(picture).toBeLessThan(sentence);
  });

  test('its place is kept free before it comes', async () => {
    const { element } = await stage<TextPicture>('text-picture', { name: 'door' });
    document.documentElement.lang = 'de-simple';
    element.drawings = null;
    await element.updateComplete;
    expect(element.querySelector('svg')).toBeNull();
    const { width, height } = element.getBoundingClientRect();
    expect([width, height].every((side) => side > 60)).toBe(true);
  });

  test('who waits sees one door, that of the picture', async () => {
    const at = await simple('waiting');
    expect(at.get('.picture__accent').getAttribute('d')).toBe(DRAWINGS.door.accent);
    expect(at.get('.door--large').getBoundingClientRect().width).toBe(0);
  });

  test('a picture of another text takes its place', async () => {
    const { element } = await stage<TextPicture>('text-picture', { name: 'door' });
    await vi.waitFor(() => expect(element.querySelector('svg')).not.toBeNull());
    element.name = 'telephone';
    await element.updateComplete;
    expect(element.querySelector('path:last-of-type')?.getAttribute('d')).toBe(DRAWINGS.telephone.accent);
  });
});

describe('in another language', () => {
  test.each(['de', 'en'])('%s: no picture, and no place for one', async (language) => {
    for (const step of ['information', 'consent', 'waiting'] as const) {
      const at = await simple(step);
      at.element.context = spokenIn(language, at.element.context);
      document.documentElement.lang = language;
      await at.element.updateComplete;
      expect(at.element.querySelector('text-picture, .pictured')).toBeNull();
      document.querySelector('main')?.remove();
    }
  });

  test('nor beside German words that stand in for a missing translation', async () => {
    const at = await simple('consent');
    at.element.context = { ...at.element.context, service: (await contextAt('consent')).service };
    await at.element.updateComplete;
    expect(at.element.querySelector('text-picture, .pictured')).toBeNull();
  });
});

test.each(Object.keys(DRAWINGS) as Picture[])('"%s" stays inside its square', async (name) => {
  const { element } = await stage<TextPicture>('text-picture', { name });
  await vi.waitFor(() => expect(element.querySelectorAll('path')).toHaveLength(3));
  for (const path of element.querySelectorAll('path')) {
    const { x, y, width, height } = path.getBBox();
    expect(width * height).toBeGreaterThan(0);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(MARGIN);
    expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(96 - MARGIN);
  }
});
