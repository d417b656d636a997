import { describe, expect, test } from 'vitest';
import type { PaperFormSheet } from '../../../src/elements/counsellor/paper-form.ts';
import '../../../src/elements/counsellor/paper-form.ts';
import '../../../src/styles/counsellor.css';
import { loadService } from '../../../src/service/load.ts';
import { paperFormOf } from '../../../src/service/paper-form.ts';
import { fixtureFiles, fixtureSite, NOW, serve } from '../../fixtures/services/files.ts';
import { stage, violations, type Stage } from './stage.ts';

const SITE = fixtureSite();
const SERVICE = SITE.services[0] ?? '';

async function form(language: string): Promise<Stage<PaperFormSheet>> {
  const loaded = await loadService(serve(fixtureFiles()), SITE, SERVICE, language, { now: NOW, role: 'client' });
  if (!loaded.ok) throw new Error(loaded.problem.detail);
  const service = loaded.value;
  const properties = { service, form: await paperFormOf(service, 'client'), language, startsAt: NOW };
  return stage<PaperFormSheet>('paper-form', properties);
}

const texts = ({ element }: Stage<PaperFormSheet>): readonly (string | undefined)[] =>
  [...element.querySelectorAll<HTMLElement>('[data-text]')].map(({ dataset }) => dataset['text']);

describe('the form to be signed', () => {
  test('has two empty boxes for every statement, yes and no of the same size, and lines for a pen', async () => {
    const staged = await form('de');
    const { element, words } = staged;
    expect(texts(staged).length).toBeGreaterThan(5);
    for (const statement of element.querySelectorAll('[data-text]')) {
      const sizes = [...statement.querySelectorAll('.paper__box')].map((box) => box.getBoundingClientRect().width);
      expect(sizes).toHaveLength(2);
      expect(sizes[0]).toBe(sizes[1]);
      expect(statement.querySelector('.paper__boxes')?.textContent).toMatch(/Ja\s*Nein/);
    }
    for (const line of ['Ort', 'Datum', 'Unterschrift', 'Fassung 1, gültig ab', 'Kennung dieses Formulars:']) {
      expect(words()).toContain(line);
    }
    expect(await violations(element)).toEqual([]);
  });

  test('has neither link nor code nor picture nor field: nothing on it is filled in or drawn', async () => {
    const { element } = await form('de');
    expect(element.querySelectorAll('canvas, svg, img, input, qr-code')).toHaveLength(0);
    expect(element.querySelectorAll('a[href^="http"]')).toHaveLength(0);
    expect(element.textContent).not.toContain('#');
  });

  test('has the German statement below every translated one', async () => {
    const staged = await form('en');
    expect(texts(staged)).toEqual(texts(await form('de')));
    const again = await form('en');
    for (const statement of again.element.querySelectorAll('[data-text]')) {
      const german = statement.querySelector<HTMLElement>('[lang=de]');
      expect(german?.textContent.trim()).toBeTruthy();
    }
    expect(again.words()).toContain('The German wording is binding.');
  });

  test('sets German words from left to right where nobody has translated them', async () => {
    const { element, words } = await form('xx');
    expect(element.querySelector('article > div')?.getAttribute('lang')).toBe('de');
    expect(element.querySelector('article > div')?.getAttribute('dir')).toBe('ltr');
    expect(words()).toContain('Unterschrift');
  });
});
