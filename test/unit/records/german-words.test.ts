import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { germanWords } from '../../../src/records/german-words.ts';
import { loadService } from '../../../src/service/load.ts';
import { contextFrom } from '../../fixtures/context.ts';
import { receiptOf } from '../../fixtures/receipt.ts';
import { fixtureFiles, fixtureSite, fixtureText, NOW, putText, serve } from '../../fixtures/services/files.ts';

const ID = 'consent.participation';

/** A receipt of somebody who has agreed to everything in `language`. */
async function receiptIn(language: string, files = fixtureFiles()): Promise<Receipt> {
  const service = await loadService(serve(files), fixtureSite(), 'beispiel', 'de', { now: NOW, role: 'client' });
  if (!service.ok) throw new Error(service.problem.detail);
  const receipt = await receiptOf(contextFrom('waiting', service.value, fixtureSite()));
  return JSON.parse(JSON.stringify(receipt), (key, value: unknown) => {
    if (key === 'statementLanguage') return language;
    return key === 'statement' && language !== 'de' ? 'I agree.' : value;
  }) as Receipt;
}

const identityOf = (receipt: Receipt): string =>
  receipt.purposes.find(({ declaration }) => declaration?.textId === ID)?.declaration?.sha256 ?? 'none';

describe('the German words beside a receipt in another language', () => {
  it('are those of every sentence that it quotes, with what stood in them', async () => {
    const files = fixtureFiles();
    const statement = 'Ich will, dass {authority} mit mir spricht.';
    putText(files, '/services/beispiel/texts.de.json', fixtureText(ID, 'de', { statement }));
    const receipt = await receiptIn('en', files);
    const german = await germanWords(receipt, serve(files));
    expect(german[identityOf(receipt)]).toBe('Ich will, dass Stadt Beispiel mit mir spricht.');
    const quoted = [...receipt.acknowledgements, ...receipt.assurances, ...receipt.pledges];
    expect(quoted.length).toBeGreaterThan(3);
    for (const { sha256, textId } of quoted) expect(german[sha256], textId).toMatch(/./);
  });

  it('are none where it was German already', async () => {
    expect(await germanWords(await receiptIn('de'), serve(fixtureFiles()))).toEqual({});
  });

  it('are never other words than those that the receipt names', async () => {
    const receipt = await receiptIn('en');
    const files = fixtureFiles();
    putText(files, '/services/beispiel/texts.de.json', fixtureText(ID, 'de', { statement: 'Etwas anderes.' }));
    const german = await germanWords(receipt, serve(files));
    expect(german[identityOf(receipt)]).toMatch(/^Ich willige ausdrücklich ein/);
    expect(Object.values(german)).not.toContain('Etwas anderes.');
    const unknown = JSON.parse(JSON.stringify(receipt).replaceAll(identityOf(receipt), 'ab'.repeat(32))) as Receipt;
    expect((await germanWords(unknown, serve(files)))['ab'.repeat(32)]).toBeUndefined();
  });

  it('are none where nothing can be fetched', async () => {
    const receipt = await receiptIn('en');
    expect(await germanWords(receipt, () => Promise.resolve({ status: 500 }))).toEqual({});
  });
});
