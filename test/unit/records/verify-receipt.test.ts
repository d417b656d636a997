import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { verifyReceipt } from '../../../src/records/verify-receipt.ts';
import { hash } from '../../../src/service/canonical.ts';
import { loadService } from '../../../src/service/load.ts';
import type { TextVersion } from '../../../src/service/texts-schema.ts';
import { contextAt, contextFrom } from '../../fixtures/context.ts';
import { receiptOf } from '../../fixtures/receipt.ts';
import {
  changeProfile,
  fixtureFiles,
  fixtureSite,
  fixtureText,
  NOW,
  putText,
  serve,
} from '../../fixtures/services/files.ts';

const ID = 'consent.participation';
const PATH = '/services/beispiel/texts.de.json';

type Files = Map<string, unknown>;

/** Files with one wording that speaks of facts, as real ones do. */
function files(changes: Partial<TextVersion> = {}): Files {
  const made = fixtureFiles();
  for (const language of ['de', 'en']) {
    const text = fixtureText(ID, language, {
      statement: 'Ich willige ein, dass {authority} mit mir spricht.',
      consequence: 'Sonst rufen wir an.',
      ...changes,
    });
    putText(made, `/services/beispiel/texts.${language}.json`, text);
  }
  return made;
}

async function receiptUnder(from: Files, language = 'de'): Promise<Receipt> {
  const service = await loadService(serve(from), fixtureSite(), 'beispiel', language, { now: NOW, role: 'client' });
  if (!service.ok) throw new Error(service.problem.detail);
  return receiptOf(contextFrom('waiting', service.value, fixtureSite(), { language }));
}

/** The receipt with its one wording changed everywhere it stands. */
function altered(receipt: Receipt, change: (text: object) => object): Receipt {
  const inText = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inText);
    if (typeof value !== 'object' || value === null) return value;
    const same = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inText(member)]));
    return 'textId' in same && same['textId'] === ID ? change(same) : same;
  };
  return inText(receipt) as Receipt;
}

describe('the words of a receipt', () => {
  it.each(['de', 'en'])('fit when nothing was changed (%s)', async (language) => {
    const all = files();
    expect(await verifyReceipt(await receiptUnder(all, language), serve(all))).toEqual({
      words: 'fit',
      shipped: 'fit',
    });
  });

  it('fit for every profile of the fixture in a language that has no texts, shown in German', async () => {
    const all = fixtureFiles();
    expect(await verifyReceipt(await receiptUnder(all, 'uk'), serve(all))).toEqual({ words: 'fit', shipped: 'fit' });
  });

  it('are changed by one byte in any sentence', async () => {
    const all = files();
    const receipt = await receiptUnder(all);
    const texts = [
      ...receipt.acknowledgements,
      ...receipt.assurances,
      ...receipt.purposes.flatMap(({ declaration }) => declaration ?? []),
    ];
    expect(texts.length).toBeGreaterThan(3);
    for (const { textId, statement } of texts) {
      const json = JSON.stringify(receipt).replace(JSON.stringify(statement), JSON.stringify(`${statement ?? ''}.`));
      const changed = JSON.parse(json) as Receipt;
      expect([textId, (await verifyReceipt(changed, serve(all))).words]).toEqual([textId, 'changed']);
    }
  });

  it('are changed by one byte in a fact inside a sentence, and in a title', async () => {
    const all = files();
    const receipt = await receiptUnder(all);
    const forged = altered(receipt, (text) => ({
      ...text,
      statement: 'Ich willige ein, dass Stadt X mit mir spricht.',
    }));
    expect(await verifyReceipt(forged, serve(all))).toEqual({ words: 'changed', shipped: 'fit' });
    const titled = altered(receipt, (text) => ({ ...text, title: 'Anderes' }));
    expect((await verifyReceipt(titled, serve(all))).words).toBe('changed');
  });

  it('are not those of this site when sentence and hash were changed together', async () => {
    const all = files();
    const receipt = await receiptUnder(all);
    const statement = 'Ich willige in alles ein.';
    const sha256 = await hash({ statement });
    const forged = altered(receipt, (text) => ({ ...text, statement, sha256, sha256Shown: sha256 }));
    expect(await verifyReceipt(forged, serve(all))).toEqual({ words: 'changed', shipped: 'changed' });
  });

  it('are not those of this site when a fact in them is another one, all hashes fitting', async () => {
    const [ours, theirs] = [files(), files()];
    putText(
      theirs,
      PATH,
      fixtureText(ID, 'de', {
        statement: 'Ich willige ein, dass Stadt X mit mir spricht.',
        consequence: 'Sonst rufen wir an.',
      }),
    );
    const receipt = await receiptUnder(theirs);
    expect(await verifyReceipt(receipt, serve(ours))).toEqual({ words: 'fit', shipped: 'changed' });
  });

  it('of a translation that stands for another German sentence are not those of this site', async () => {
    const all = files();
    const forged = altered(await receiptUnder(all, 'en'), (text) => ({ ...text, sha256: 'a'.repeat(64) }));
    expect((await verifyReceipt(forged, serve(all))).shipped).toBe('changed');
  });
});

describe('years later', () => {
  it('an old wording still fits when there is a newer one', async () => {
    const before = files();
    const receipt = await receiptUnder(before);
    const after = files();
    putText(after, PATH, fixtureText(ID, 'de', { version: 2, effective: '2026-01-02', statement: 'Neu.' }));
    expect(await verifyReceipt(receipt, serve(after))).toEqual({ words: 'fit', shipped: 'fit' });
  });

  it('a wording that somebody wrote over is found out', async () => {
    const receipt = await receiptUnder(files());
    expect((await verifyReceipt(receipt, serve(files({ consequence: 'Sonst nichts.' })))).shipped).toBe('changed');
  });

  it('a wording whose file is gone is unknown, not changed', async () => {
    const receipt = await receiptUnder(files());
    const empty = (): Promise<{ status: number }> => Promise.resolve({ status: 404 });
    expect(await verifyReceipt(receipt, empty)).toEqual({ words: 'fit', shipped: 'unknown' });
    const offline = (): Promise<string> => Promise.reject(new Error('offline'));
    expect(await verifyReceipt(receipt, offline)).toEqual({ words: 'fit', shipped: 'unknown' });
  });

  it('without any file, German words that are not their own identity are still changed', async () => {
    const receipt = altered(await receiptUnder(files()), (text) => ({ ...text, sha256Shown: 'b'.repeat(64) }));
    expect(await verifyReceipt(receipt, () => Promise.resolve({ status: 404 }))).toMatchObject({ words: 'changed' });
  });

  it('when the authority has a new name, the words still fit, and nobody claims to know the rest', async () => {
    const receipt = await receiptUnder(files());
    const after = files();
    const profile = after.get('/services/beispiel/profile.json') as { authority: object };
    changeProfile(after, { authority: { ...profile.authority, name: 'Stadt Neu' } });
    expect(await verifyReceipt(receipt, serve(after))).toEqual({ words: 'fit', shipped: 'unknown' });
    const forged = altered(receipt, (text) => ({
      ...text,
      statement: 'Ich willige ein, dass Stadt X mit mir spricht.',
    }));
    expect((await verifyReceipt(forged, serve(after))).words).toBe('changed');
  });

  it.each(['../../site', 'common', 'A', 'a/b', ''])('a service called "%s" asks for no foreign file', async (id) => {
    const asked: string[] = [];
    const receipt = await receiptUnder(files());
    const verdict = await verifyReceipt({ ...receipt, service: { ...receipt.service, id } }, (path) => {
      asked.push(path);
      return Promise.resolve({ status: 404 });
    });
    expect(asked.filter((path) => path !== '/site.json')).toEqual([]);
    expect(verdict.shipped).toBe('unknown');
  });
});

it('a receipt without any wording proves nothing', async () => {
  const receipt = await receiptOf(await contextAt('waiting'));
  const bare: Receipt = {
    ...receipt,
    purposes: [],
    events: [],
    acknowledgements: [],
    assurances: [],
    pledges: [],
    minor: null,
  };
  expect(await verifyReceipt(bare, serve(files()))).toEqual({ words: 'fit', shipped: 'unknown' });
});
