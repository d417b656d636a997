import { describe, expect, test } from 'vitest';
import type { ArchiveView, DeskPage } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/counsellor-receipts.ts';
import type { CounsellorReceipts } from '../../../src/elements/counsellor/counsellor-receipts.ts';
import { deskContext, ROWS, uuid } from '../../fixtures/desk.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, fill, HOSTILE } from './stage.ts';

type Page = Extract<DeskPage, { page: 'receipts' }>;

async function list(
  changes: Partial<Page> = {},
  archive: ArchiveView | null = null,
): Promise<OfficeStage<CounsellorReceipts>> {
  const page: Page = { page: 'receipts', query: {}, rows: ROWS, more: false, count: 100_000, ...changes };
  return stageOffice<CounsellorReceipts>('counsellor-receipts', { context: deskContext({ archive }), page });
}

describe('the list', () => {
  test('says how many there are and what is special about one', async () => {
    const { words, get } = await list();
    expect(get('#count').textContent.trim()).toBe('100.000 auf diesem Gerät');
    expect(words()).toContain('Elterngruppe');
    expect(words()).toContain('aufgeloest');
    expect(words()).toContain('ohne Namen');
    expect(get(`[data-receipt="${uuid(202)}"]`).textContent).toContain('widerrufen');
    expect(get(`[data-receipt="${uuid(204)}"]`).textContent).toContain('wird aufbewahrt');
    expect(get(`[data-receipt="${uuid(201)}"]`).textContent).not.toMatch(/widerrufen|aufbewahrt/);
    expect(get(`[data-receipt="${uuid(201)}"]`).textContent).toContain('K, 7, F, 2, Q, X');
  });

  test('opens one, by a button that says whose', async () => {
    const { get, news } = await list();
    const button = get(`[data-receipt="${uuid(201)}"] button`);
    expect(button.getAttribute('aria-label')).toMatch(/^Nachweis öffnen: Anna Ahrens, /);
    button.click();
    expect(news()).toEqual([{ kind: 'showReceipt', id: uuid(201) }]);
  });

  test('goes on only where there is more', async () => {
    expect((await list()).element.querySelector('#more')).toBeNull();
    const { get, news } = await list({ more: true });
    get('#more').click();
    expect(news()).toEqual([{ kind: 'more' }]);
  });

  test.each([
    [{ rows: [], count: 0 }, 'Hier liegt noch kein Nachweis.'],
    [{ rows: [], query: { name: 'Xaver' } }, 'Dazu gibt es keinen Nachweis auf diesem Gerät.'],
  ])('nothing: %j', async (changes, expected) => {
    expect((await list(changes)).words()).toContain(expected);
  });

  test('a hostile name is text', async () => {
    const { element } = await list({ rows: ROWS.map((row) => ({ ...row, name: HOSTILE, service: HOSTILE })) });
    expectOnlyText(element);
  });
});

describe('searching', () => {
  test('by everything that was filled in, and by nothing else', async () => {
    const { get, news } = await list();
    fill(get<HTMLInputElement>('#search-name'), ' Ahr ');
    fill(get<HTMLInputElement>('#search-day'), '2026-11-23');
    fill(get<HTMLInputElement>('#search-checkCode'), 'k7f 2qx');
    fill(get<HTMLSelectElement>('#search-service'), 'beispiel');
    get('#find').click();
    expect(news()).toEqual([
      { kind: 'search', query: { name: 'Ahr', day: '2026-11-23', checkCode: 'K7F2QX', service: 'beispiel' } },
    ]);
  });

  test('for nothing is for everything', async () => {
    const { get, news } = await list();
    get('#find').click();
    expect(news()).toEqual([{ kind: 'search', query: {} }]);
  });

  test('shows what it was for, says how much it found, and goes back to all', async () => {
    const { get, news, element } = await list({ query: { name: 'Anna', service: 'gruppe' }, rows: ROWS.slice(0, 2) });
    expect(get<HTMLInputElement>('#search-name').value).toBe('Anna');
    expect(get<HTMLSelectElement>('#search-service').value).toBe('gruppe');
    expect(get('#found').textContent).toBe('2 gefunden');
    expect(get('#found').getAttribute('role')).toBe('status');
    get('#all').click();
    expect(news()).toEqual([{ kind: 'search', query: {} }]);
    element.page = { ...element.page, query: {}, rows: ROWS };
    await settled(element);
    expect(get('#found').textContent).toBe('');
    expect(get<HTMLInputElement>('#search-name').value).toBe('');
    expect(get<HTMLSelectElement>('#search-service').value).toBe('');
  });
});

describe('files', () => {
  test.each([
    ['#export-json', 'json'],
    ['#export-csv', 'csv'],
  ])('%s', async (selector, as) => {
    const { get, news } = await list();
    get(selector).click();
    expect(news()).toEqual([{ kind: 'export', ids: 'all', as }]);
    expect((await list({ count: 0, rows: [] })).get<HTMLButtonElement>(selector).disabled).toBe(true);
  });

  test('one is read in as text; what is no text is not', async () => {
    const at = await list();
    const choose = (content: BlobPart): void => {
      const files = new DataTransfer();
      files.items.add(new File([content], 'nachweise.json'));
      const field = at.get<HTMLInputElement>('#import');
      field.files = files.files;
      field.dispatchEvent(new Event('change'));
    };
    choose(new Uint8Array([0xc3, 0x28]));
    await expect.poll(at.words).toContain('Diese Datei lässt sich nicht als Text lesen.');
    expect(at.news()).toEqual([]);
    choose('{"a":1}');
    await expect.poll(at.news).toEqual([{ kind: 'import', text: '{"a":1}' }]);
    expect(at.words()).not.toContain('lässt sich nicht als Text lesen');
  });
});

describe('the archive of the site', () => {
  const archive: ArchiveView = { outstanding: 2, trouble: null, fetching: null, fetched: null };
  const rows = ROWS.map((row, index) => ({ ...row, isCopied: index > 1 }));

  test('is not spoken of where there is none', async () => {
    const at = await list({ rows });
    expect(at.words()).not.toContain('Archiv');
    expect(at.element.querySelector('#fetch-copies')).toBeNull();
  });

  test('lacks the receipts that are named, and how many', async () => {
    const at = await list({ rows }, archive);
    expect(at.get('#outstanding').textContent).toBe('2 Nachweise liegen noch nicht im Archiv.');
    const marked = rows.map(({ id }) => at.get(`[data-receipt="${id}"]`).textContent.includes('noch nicht im Archiv'));
    expect(marked).toEqual([true, true, false, false, false]);
    expect((await list({}, { ...archive, outstanding: 0 })).element.querySelector('#outstanding')).toBeNull();
  });

  test('gives back what lies in it, says how far it is and what came of it', async () => {
    const at = await list({ rows: [], count: 0 }, archive);
    at.get<HTMLDetailsElement>('#files').open = true;
    at.get('#fetch-copies').click();
    expect(at.news()).toEqual([{ kind: 'fetchCopies' }]);
    for (const [changes, words] of [
      [{ fetching: { done: 0, of: 0 } }, 'Das Archiv wird gelesen.'],
      [{ fetching: { done: 8, of: 20 } }, '8 von 20 Kopien gelesen.'],
      [
        { fetched: { found: 5, filed: 2, expired: 1, refused: 1 } },
        'Kopien im Archiv: 5. Nachweise daraus, die jetzt hier liegen: 2. Nicht geholt, weil ihre Frist um ist: 1. Nicht übernommen: 1.',
      ],
    ] as const) {
      at.element.context = deskContext({ archive: { ...archive, ...changes } });
      await settled(at.element);
      expect(at.get('#fetched').textContent).toBe(words);
      expect(at.get('#fetched').getAttribute('role')).toBe('status');
    }
    at.element.context = deskContext({ archive: { ...archive, fetching: { done: 1, of: 2 } } });
    await settled(at.element);
    at.get('#fetch-copies').click();
    expect(at.news()).toEqual([]);
    expect(at.get('#fetch-copies').getAttribute('aria-disabled')).toBe('true');
  });
});
