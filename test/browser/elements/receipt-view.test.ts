import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import type { ReceiptView } from '../../../src/elements/client/receipt-view.ts';
import '../../../src/elements/client/receipt-view.ts';
import { advance, contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { receiptOf } from '../../fixtures/receipt.ts';
import { expectOnlyText, HOSTILE, stage, violations, type Stage } from './stage.ts';

async function sheet(
  options: ContextOptions = {},
  changes: (receipt: Receipt) => Partial<Receipt> = () => ({}),
): Promise<Stage<ReceiptView>> {
  const receipt = await receiptOf(await contextAt('waiting', options));
  return stage<ReceiptView>('receipt-view', { receipt: { ...receipt, ...changes(receipt) }, language: 'de' });
}

/** Everything that is a word or a number in a receipt, but for what the sheet says in words of its own. */
function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

describe('the sheet', () => {
  test('has every statement in full, with its edition, hash, decision and time', async () => {
    const at = await sheet();
    const { receipt } = at.element;
    const said = [
      ...receipt.purposes.flatMap(({ declaration }) => declaration ?? []),
      ...receipt.acknowledgements,
      ...receipt.assurances,
    ];
    expect(said.length).toBeGreaterThan(8);
    for (const { statement, sha256, at: time } of said) {
      expect(at.words()).toContain(statement);
      expect(at.words()).toContain(sha256);
      expect(at.words()).toContain(time?.time);
    }
    expect(at.get('time').getAttribute('datetime')).toBe('2026-11-22T10:00:00+01:00');
    expect(at.get('time').textContent).toContain('22. November 2026');
    expect(at.words()).toContain('Ja, bestätigt');
  });

  test('leaves nothing out that a person entered or that identifies the receipt', async () => {
    const at = await sheet();
    const { receipt } = at.element;
    const shown = leaves([
      receipt.receiptId,
      receipt.recordId,
      receipt.details,
      receipt.controllers.map(({ name, address, phone, email }) => [name, address, phone, email]),
      receipt.authority?.name,
      receipt.dataCategories.map(({ title }) => title),
      receipt.retention,
      receipt.storage,
      receipt.recipients,
      receipt.rights,
      receipt.withdrawalMethod,
      receipt.notIncluded.map(({ statement }) => statement),
      receipt.collectionMethod,
      receipt.jurisdiction,
      receipt.principal.id,
    ]).filter((leaf) => !['name', 'birthDate', 'phone', '1990-05-17'].includes(leaf));
    const purposes = receipt.details.counsellor.map(({ purpose }) => purpose);
    for (const leaf of shown.filter((one) => !purposes.includes(one)))
      expect(at.words()).toContain(leaf.replace(/\s+/g, ' ').trim());
    expect(at.get('#sheet-person').textContent).toContain('17. Mai 1990');
    expect(at.get('.code').textContent).toBe('K7F 2QX');
  });

  test('keeps consents, acknowledgements and assurances apart', async () => {
    const at = await sheet();
    const consents = at.get('#sheet-consents').textContent ?? '';
    expect(consents).toContain('Ich willige ausdrücklich ein');
    expect(consents).not.toMatch(/Ich versichere|Ich habe zur Kenntnis/);
    expect(consents).toContain('Art. 9 Abs. 2 Buchst. a DSGVO');
  });

  test('says each person’s promises under their own role', async () => {
    const context = await contextAt('waiting');
    const people = [
      { id: 'p1', role: 'interpreter' as const },
      { id: 'p2', role: 'interpreter' as const },
    ];
    const receipt = await receiptOf(advance('waiting', context, [{ type: 'peopleNamed', people }]));
    const at = await stage<ReceiptView>('receipt-view', { receipt });
    const roles = [...at.element.querySelectorAll('h4')].map(({ textContent }) => textContent);
    expect(roles.filter((role) => role === 'Dolmetscherin oder Dolmetscher')).toHaveLength(2);
    expect(at.words()).toContain('Nichts erklärt');
  });
});

describe('what changed later', () => {
  test('a withdrawal stands beside what was given before, not in its place', async () => {
    const context = await contextAt('waiting');
    const receipt = await receiptOf(advance('waiting', context, [{ type: 'withdrawn' }]));
    const at = await stage<ReceiptView>('receipt-view', { receipt });
    const history = [...at.element.querySelectorAll('#sheet-history strong')].map(({ textContent }) => textContent);
    expect(history).toStrictEqual(['Erteilt', 'Erteilt', 'Widerrufen', 'Widerrufen']);
    expect(at.get('#sheet-consents').textContent).toContain('Widerrufen');
    expect(at.words()).toContain('nicht oder nicht mehr');
    expect(at.element.querySelectorAll('#sheet-consents .status--yes')).toHaveLength(0);
  });

  test('an old wording is shown as it was, whatever the texts say today', async () => {
    const at = await sheet({}, ({ acknowledgements }) => ({
      acknowledgements: acknowledgements.map((one) => ({ ...one, statement: 'So stand es damals.', version: 1 })),
    }));
    expect(at.words()).toContain('So stand es damals.');
  });

  test('one that is not at hand any more is named, not invented', async () => {
    const at = await sheet({}, ({ events }) => ({
      events: events.map((one) => ({ ...one, statement: null, title: null })),
    }));
    expect(at.get('#sheet-history').textContent).toContain('Der Wortlaut liegt hier nicht mehr vor.');
  });
});

test('a guardian’s receipt names on whose behalf', async () => {
  const at = await sheet({
    profile: { minors: { policy: 'guardian' } },
    details: { birthDate: '2013-05-17' },
  });
  expect(at.get('#sheet-person').textContent).toContain('Sorgeberechtigte Person');
  expect(at.get('#sheet-person').textContent).toMatch(/Erklärt für\s*Anna Ahrens/);
  expect(at.get('#sheet-minor').textContent).toContain('Gerda Ahrens (Mutter)');
  expect(at.words()).toContain('erklärt von der sorgeberechtigten Person');
});

test('a sentence in another language than the page says so', async () => {
  const receipt = await receiptOf(await contextAt('waiting'));
  const at = await stage<ReceiptView>('receipt-view', { receipt, language: 'en' });
  expect(at.get('.statement__words').getAttribute('lang')).toBe('de');
});

test('a sentence in another language has the German one beside it, where it is known', async () => {
  const receipt = await receiptOf(await contextAt('waiting'));
  const [first] = receipt.acknowledgements;
  if (!first) throw new Error('nothing acknowledged');
  const arabic = { ...first, statement: 'قرأت ذلك.', statementLanguage: 'ar' };
  const at = await stage<ReceiptView>('receipt-view', {
    receipt: { ...receipt, acknowledgements: [arabic] },
    language: 'de',
    german: { [first.sha256]: 'Ich habe es gelesen.' },
  });
  const beside = at.get('.sheet__german');
  expect(beside.textContent).toMatch(/Deutsche Fassung: Sie ist maßgeblich\s*Ich habe es gelesen\./);
  expect(beside.querySelector('[lang=de][dir=ltr]')?.textContent).toBe('Ich habe es gelesen.');
  expect(at.element.querySelectorAll('.sheet__german')).toHaveLength(1);
  expect(at.get('.statement__words[lang=ar]').textContent.trim()).toBe('قرأت ذلك.');
  expect(await violations(at.element)).toEqual([]);
});

test('how long a consent holds is said only where one was asked for', async () => {
  const asked = await sheet({}, () => ({ validity: null }));
  expect(asked.get('.sheet__head').textContent).toMatch(/Einwilligung gilt\s*nicht oder nicht mehr/);
  const none = await sheet({}, ({ purposes }) => ({
    validity: null,
    purposes: purposes.map((purpose) => ({ ...purpose, status: null })),
  }));
  expect(none.get('.sheet__head').textContent).not.toContain('Einwilligung gilt');
});

test('hostile values stay text', async () => {
  const at = await sheet({ details: { name: HOSTILE } }, ({ acknowledgements }) => ({
    acknowledgements: acknowledgements.map((one) => ({ ...one, statement: HOSTILE })),
  }));
  expect(at.words()).toContain('<img src=x onerror=alert(1)>');
  expectOnlyText(at.element);
});

test('a date of birth that is none does not break the sheet', async () => {
  const at = await sheet({}, ({ details }) => ({
    details: { ...details, counsellor: details.counsellor.map((one) => ({ ...one, value: 'gestern' })) },
  }));
  expect(at.get('#sheet-person').textContent).toContain('gestern');
});

test('an unknown zone of another computer does not break the sheet', async () => {
  const at = await sheet({}, ({ issuedAt }) => ({ issuedAt: { ...issuedAt, zone: 'Mond/Krater' } }));
  expect(at.get('time').textContent).toContain('UTC');
});

test('axe finds nothing wrong', async () => {
  const at = await sheet();
  expect(await violations(at.element)).toStrictEqual([]);
});
