import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientInformation } from '../../../src/elements/client/client-information.ts';
import '../../../src/elements/client/client-information.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { fixtureText } from '../../fixtures/services/files.ts';
import { expectOnlyText, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

async function information(options: ContextOptions = {}): Promise<Stage<ClientInformation>> {
  return stageStep<ClientInformation>('information', await contextAt('information', options));
}

test('shows what the facts bear out, and nothing else', async () => {
  const at = await information();
  expect(document.activeElement).toBe(at.get('h1'));
  expect(at.words()).toContain('de:info.how Erklärung de:info.how.');
  expect(at.words()).toContain('de:info.free');
  expect(at.get('.fact').closest('section')).not.toBeNull();
  const outside = [...at.element.querySelectorAll('.fact > h2, .fact > details > summary')].map(({ textContent }) =>
    textContent.trim(),
  );
  expect(outside).toContain('de:info.operatorOwn');
  expect(outside).not.toContain('de:info.operatorProcessor');
});

test('what costs something is not called free', async () => {
  const at = await information({ profile: { free: false } });
  expect(at.words()).not.toContain('de:info.free');
});

describe('the sentences about encryption follow from profile and browser', () => {
  const rows: readonly (readonly [string, ContextOptions, readonly string[], readonly string[]])[] = [
    ['preferred, able', {}, ['base', 'preferred', 'browserCan', 'limits'], ['browserCannot', 'required', 'off']],
    [
      'preferred, not able',
      { verdict: { e2ee: 'no', failed: ['frameEncryption'] } },
      ['base', 'preferred', 'browserCannot', 'limits'],
      ['browserCan', 'required', 'off'],
    ],
    [
      'required, able',
      { profile: { e2ee: { mode: 'required', encodedTransform: false } } },
      ['base', 'required', 'browserCan', 'limits'],
      ['browserCannot', 'preferred', 'off'],
    ],
    [
      'off',
      { profile: { e2ee: { mode: 'off', encodedTransform: false } } },
      ['base', 'off'],
      ['preferred', 'required', 'browserCan', 'browserCannot', 'limits'],
    ],
  ];
  test.each(rows)('%s', async (_name, options, there, absent) => {
    const at = await information(options);
    const words = at.get('#encryption').textContent;
    for (const id of there) expect(words).toContain(`Erklärung de:encryption.${id}.`);
    for (const id of absent) expect(words).not.toContain(`Erklärung de:encryption.${id}.`);
  });
});

describe('the notice', () => {
  test('is one tap away, whole, with version and date', async () => {
    const at = await information();
    const notice = at.get<HTMLDetailsElement>('#notice');
    expect(notice.open).toBe(false);
    at.get<HTMLElement>('#notice > summary').focus();
    await userEvent.keyboard('{Enter}');
    expect(notice.open).toBe(true);
    const { service } = at.element.context;
    const sections = [...at.element.querySelectorAll('notice-view section')].map(({ id }) => id);
    expect(sections).toStrictEqual(service.notice.map(({ id }) => id.replaceAll('.', '-')));
    expect(at.get('#edition').textContent).toBe('Fassung 3, Stand: 22. November 2026');
    expect(at.get('notice-view').textContent).toContain('Fassung 3, Stand: 22. November 2026');
  });

  test('gives every office with its numbers to tap', async () => {
    const at = await information();
    const contact = at.get('#notice-controller address');
    expect(contact.textContent).toContain('Marktplatz 1');
    expect(contact.textContent).toContain('12345 Beispiel');
    expect(contact.querySelector('a[href="tel:012345670"]')?.textContent).toBe('0123 45670');
    expect(contact.querySelector('a[href="mailto:stadt@stadt.example"]')).not.toBeNull();
  });

  test('prints', async () => {
    const print = vi.spyOn(window, 'print').mockReturnValue();
    const at = await information();
    at.get<HTMLDetailsElement>('#notice').open = true;
    at.button('Drucken').click();
    expect(print).toHaveBeenCalledOnce();
    print.mockRestore();
  });

  test('of an example says that it is one, of a published service it does not', async () => {
    const example = await information({ profile: { status: 'example' } });
    expect(example.get('notice-view').textContent).toContain('Dies ist ein Beispiel.');
    document.querySelector('main')?.remove();
    const published = await information();
    expect(published.get('notice-view').textContent).not.toContain('Dies ist ein Beispiel.');
  });

  test('names the facts that are missing', async () => {
    const at = await information({
      profile: {
        status: 'draft',
        missingFacts: [{ fact: 'Wie lange die Einwilligung aufbewahrt wird', requirement: 'R-145' }],
      },
    });
    expect(at.get('notice-view').textContent).toContain('Wie lange die Einwilligung aufbewahrt wird');
  });
});

test('telling that it was read names the plan’s own wording', async () => {
  const at = await information();
  expect(at.wishes).toStrictEqual([]);
  at.get('#read').focus();
  await userEvent.keyboard('{Enter}');
  const notice = at.element.context.plan.statements.find(({ kind }) => kind === 'information');
  expect(at.told()).toStrictEqual([{ type: 'informed', text: notice?.text }]);
  expect(at.element.context.missing).toStrictEqual([]);
});

test('opening, reading and scrolling tell nothing (R-009)', async () => {
  const at = await information();
  at.get<HTMLElement>('#notice > summary').click();
  at.get('#read').scrollIntoView();
  expect(at.wishes).toStrictEqual([]);
});

test('back is offered and goes back', async () => {
  const at = await information();
  at.button('Zurück').click();
  expect(at.wishes).toStrictEqual([{ kind: 'back' }]);
});

describe('in a language', () => {
  test('with translations: nothing is marked as German', async () => {
    const at = await information({ language: 'en' });
    expect(at.words()).toContain('en:info.how');
    expect(at.element.querySelector('[lang]')).toBeNull();
  });

  test('without translations: German stands in and is marked as German, with its direction', async () => {
    const at = await information({ language: 'ar' });
    expect(at.words()).toContain('de:info.how');
    const marked = at.get('.fact [lang]');
    expect(marked.getAttribute('lang')).toBe('de');
    expect(marked.getAttribute('dir')).toBe('ltr');
    expect(at.words()).toContain('Diese Übersetzung hat noch niemand geprüft. Es gilt der deutsche Text.');
    expect(await violations(at.element)).toStrictEqual([]);
  });
});

test('a hostile wording stays text', async () => {
  const hostile = fixtureText('info.how', 'de', { title: HOSTILE, body: [HOSTILE, { list: [HOSTILE] }] });
  const at = await information({ texts: { de: [hostile] } });
  expect(at.get('.fact').textContent).toContain('<img src=x onerror=alert(1)>');
  expectOnlyText(at.element);
});

test('axe finds nothing wrong, closed and open', async () => {
  const at = await information({ profile: { status: 'example' } });
  expect(await violations(at.element)).toStrictEqual([]);
  for (const details of at.element.querySelectorAll('details')) details.open = true;
  expect(await violations(at.element)).toStrictEqual([]);
});
