import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientEnding } from '../../../src/elements/client/client-ending.ts';
import '../../../src/elements/client/client-ending.ts';
import { monthAfter } from '../../../src/elements/client/rights-request.ts';
import type { EndingKind } from '../../../src/visit/view.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { receiptOf } from '../../fixtures/receipt.ts';
import { expectOnlyText, fill, HOSTILE, stage, violations, type Stage } from './stage.ts';

const TASK: ContextOptions = {
  profile: {
    purposes: [
      {
        id: 'participation',
        title: 'purpose.participation',
        legalBasis: '6-1-e',
        nationalLaw: '§ 3 NDSG',
        need: 'required',
        statement: 'ack.publicTask',
      },
    ],
    specialCategories: false,
    rights: ['15', '21', 'complaint'],
  },
};

async function ending(kind: EndingKind, hasReceipt = true, options: ContextOptions = {}): Promise<Stage<ClientEnding>> {
  const context = await contextAt('waiting', options);
  const receipt = hasReceipt ? await receiptOf(context) : null;
  const staged = await stage<ClientEnding>('client-ending', { context, ending: kind, receipt });
  await settled(staged);
  return staged;
}

async function settled(at: Stage<ClientEnding>): Promise<void> {
  for (let depth = 0; depth < 3; depth += 1) await at.element.updateComplete;
}

afterEach(() => {
  document.querySelector('main')?.remove();
  vi.restoreAllMocks();
});

describe('each ending', () => {
  test.each<[EndingKind, string, boolean, string | null]>([
    ['declined', 'Das ist in Ordnung', true, 'Noch einmal von vorn'],
    ['withdrawn', 'Ihre Einwilligung gilt ab jetzt nicht mehr', true, 'Noch einmal von vorn'],
    ['left', 'Sie haben aufgelegt', false, 'Zurück zum Einlass'],
    ['endedByCounsellor', 'Das Gespräch ist beendet', false, null],
    ['cancelled', 'Ihr Termin ist abgesagt', true, null],
    ['refused', 'Sie wurden gerade nicht eingelassen', true, 'Zurück zum Einlass'],
    ['kicked', 'Sie sind nicht mehr im Gespräch', true, 'Zurück zum Einlass'],
    ['wiped', 'Auf diesem Gerät ist alles gelöscht', false, null],
  ])(
    '%s says so, whom to call where it helps, and the way back where there is one',
    async (kind, title, phone, back) => {
      const at = await ending(kind, false);
      expect(document.activeElement).toBe(at.get('h1'));
      expect(at.get('h1').textContent).toBe(title);
      expect(document.title).toBe(`${title} – Beispielberatung`);
      expect(at.element.querySelector('.phone') !== null).toBe(phone);
      const button = at.element.querySelector<HTMLButtonElement>('#restart');
      expect(button?.textContent?.trim() ?? null).toBe(back);
      button?.click();
      expect(at.wishes).toStrictEqual(back === null ? [] : [{ kind: 'restart' }]);
      expect(at.words()).not.toMatch(/Fehler|verweigert|!/);
      expect(await violations(at.element)).toStrictEqual([]);
    },
  );

  test('declined: every other way, no receipt, nothing to withdraw or delete', async () => {
    const at = await ending('declined', false);
    expect(at.words()).toContain('de:alternative.phone');
    expect(at.words()).toContain('de:alternative.inPerson');
    expect(at.words()).toContain('Auf diesem Gerät ist nichts geblieben.');
    expect(at.element.querySelector('after-care, #withdraw, #wipe, #save')).toBeNull();
  });

  test.each(['declined', 'wiped'] as const)(
    '%s, but the browser kept something: nobody reads that it is gone',
    async (kind) => {
      const at = await ending(kind, false);
      expect(at.element.querySelector('#leftovers')).toBeNull();
      at.element.leftovers = true;
      await settled(at);
      expect(at.words()).not.toMatch(/nichts geblieben|ist alles gelöscht/);
      expect(at.get('#leftovers').textContent).toContain('löschen Sie in den Einstellungen Ihres Browsers');
      expect(await violations(at.element)).toStrictEqual([]);
    },
  );

  test('withdrawn: what ends, what continues and on what ground', async () => {
    const at = await ending('withdrawn');
    const words = at.get('#what-continues').textContent;
    expect(words).toContain('de:purpose.participation');
    expect(words).toContain('Erklärung de:withdrawal.continues.');
    expect(words).not.toContain('Das geht weiter');
    expect(at.element.querySelector('#withdraw')).toBeNull();
  });

  test('withdrawn where something rests on a law: that is named as continuing', async () => {
    const [participation] = TASK.profile?.['purposes'] as readonly object[];
    const purposes = [
      { ...participation, id: 'task', title: 'purpose.counselling' },
      {
        id: 'documentation',
        title: 'purpose.documentation',
        legalBasis: '9-2-a',
        need: 'optional',
        statement: 'consent.documentation',
      },
    ];
    const rights = ['15', '21', 'withdrawal', 'complaint'];
    const at = await ending('withdrawn', true, { profile: { purposes, rights } });
    const words = at.get('#what-continues').textContent ?? '';
    expect(words.indexOf('de:purpose.documentation')).toBeLessThan(words.indexOf('Das geht weiter'));
    expect(words.indexOf('de:purpose.counselling')).toBeGreaterThan(words.indexOf('Das geht weiter'));
  });

  test('wiped: what was deleted is not shown any more, and the news is read out', async () => {
    const at = await ending('left');
    at.get('#wipe').focus();
    at.element.ending = 'wiped';
    await settled(at);
    expect(at.element.querySelector('after-care')).toBeNull();
    expect(document.activeElement).toBe(at.get('h1'));
    expect(document.title).toContain('alles gelöscht');
  });
});

describe('the receipt', () => {
  test('is saved as a file', async () => {
    const at = await ending('left');
    at.get('#save').click();
    expect(at.wishes).toStrictEqual([{ kind: 'saveReceipt', receipt: at.element.receipt }]);
  });

  test('is opened before it is printed, by our button and by the browser’s menu', async () => {
    const print = vi.spyOn(window, 'print').mockReturnValue();
    const at = await ending('left');
    const sheet = at.get<HTMLDetailsElement>('.receipt');
    expect(sheet.open).toBe(false);
    at.get('#print').click();
    expect(sheet.open).toBe(true);
    expect(print).toHaveBeenCalledOnce();
    sheet.open = false;
    window.dispatchEvent(new Event('beforeprint'));
    expect(sheet.open).toBe(true);
  });

  test('opens in place by keyboard', async () => {
    const at = await ending('endedByCounsellor');
    at.get('.receipt > summary').focus();
    await userEvent.keyboard('{Enter}');
    expect(at.get('#sheet-title').getBoundingClientRect().height).toBeGreaterThan(0);
    expect(await violations(at.element)).toStrictEqual([]);
  });
});

describe('afterwards', () => {
  test('consent can still be withdrawn, after one question', async () => {
    const at = await ending('left');
    at.get('#withdraw').click();
    expect(at.get<HTMLDialogElement>('#withdraw-dialog').open).toBe(true);
    expect(at.wishes).toStrictEqual([]);
    at.get('#withdraw-yes').click();
    expect(at.wishes).toStrictEqual([{ kind: 'withdraw' }]);
  });

  test('not where nothing rests on consent', async () => {
    const at = await ending('left', true, TASK);
    expect(at.element.querySelector('#withdraw')).toBeNull();
    expect(at.words()).not.toMatch(/Einwilligung jederzeit widerrufen/);
  });

  test.each([
    ['yes', '#wipe-yes', [{ kind: 'wipe' }]],
    ['no', '#wipe-no', []],
  ])('everything here is deleted only after a %s', async (_name, answer, wished) => {
    const at = await ending('left');
    at.get('#wipe').click();
    expect(at.get('#wipe-dialog').textContent).toContain('Was die Beratungsstelle hat, bleibt dort.');
    expect(at.wishes).toStrictEqual([]);
    at.get(answer).click();
    expect(at.wishes).toStrictEqual(wished);
  });
});

describe('a letter about rights', () => {
  const letter = (at: Stage<ClientEnding>): string => at.get<HTMLTextAreaElement>('#right-letter').value;

  test('has the right, the number of the receipt, the day, and when an answer is due', async () => {
    const at = await ending('left');
    expect(letter(at)).toContain('de:right.15');
    expect(letter(at)).toContain('6f1c2f1e-0000-4000-8000-000000000002');
    expect(letter(at)).toContain('vom 22. November 2026');
    expect(letter(at)).toContain('bis zum 22. Dezember 2026');
    expect(at.get('#addressee').textContent).toContain('Beratungsstelle, Marktplatz 2, 12345 Beispiel');
    expect(at.get('#complaint').textContent).toContain('Landesbeauftragte');
    fill(at.get<HTMLSelectElement>('#right'), '17');
    await settled(at);
    expect(letter(at)).toContain('de:right.17');
  });

  test('objection only against a public task, portability only where it applies', async () => {
    const offered = (at: Stage<ClientEnding>): readonly string[] =>
      [...at.element.querySelectorAll<HTMLOptionElement>('#right option')].map(({ value }) => value);
    expect(offered(await ending('left'))).toStrictEqual(['15', '16', '17', '18', '20']);
    document.querySelector('main')?.remove();
    expect(offered(await ending('left', true, TASK))).toStrictEqual(['15', '21']);
  });

  test('is copied as it stands, or marked where there is no clipboard', async () => {
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce();
    const at = await ending('left');
    at.get<HTMLDetailsElement>('#rights').open = true;
    at.get<HTMLTextAreaElement>('#right-letter').value = 'eigene Worte';
    at.get('#copy-letter').click();
    await expect.poll(() => at.get('#rights').textContent).toContain('Der Text ist kopiert.');
    expect(copy).toHaveBeenCalledWith('eigene Worte');
    copy.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'));
    at.get('#copy-letter').click();
    await expect.poll(() => document.activeElement?.id).toBe('right-letter');
  });

  test.each([
    ['2026-11-22', '2026-12-22'],
    ['2026-12-31', '2027-01-31'],
    ['2027-01-31', '2027-02-28'],
    ['2028-01-30', '2028-02-29'],
    ['2026-08-31', '2026-09-30'],
  ])('of %s is due on %s', (day, due) => {
    expect(monthAfter(day)).toBe(due);
  });
});

test('hostile names stay text', async () => {
  const at = await ending('left', true, { details: { name: HOSTILE } });
  expectOnlyText(at.element);
});

describe('the reason of a refusal', () => {
  const desk = (refusal: string | null): ContextOptions => ({
    changes: {
      desk: {
        door: 'opened',
        notes: [],
        refusal,
        question: null,
        answer: null,
        joined: null,
        startsAt: null,
        undelivered: null,
      },
    },
  });

  test('is shown in the counsellor’s words, as text only', async () => {
    const at = await ending('refused', true, desk(HOSTILE));
    expect(at.get('#refusal').textContent).toContain('Die Beratungsstelle schreibt Ihnen:');
    expect(at.get('#refusal').textContent).toContain('onerror');
    expectOnlyText(at.element);
    expect(await violations(at.element)).toStrictEqual([]);
  });

  test('is read out also where it comes late, and belongs to no other ending', async () => {
    const at = await ending('refused', true, desk(null));
    const status = at.get('#refusal');
    expect([status.getAttribute('role'), status.textContent.trim()]).toStrictEqual(['status', '']);
    at.element.context = { ...at.element.context, ...desk('Morgen um zehn').changes };
    await settled(at);
    expect(at.get('#refusal')).toBe(status);
    expect(status.textContent).toContain('Morgen um zehn');
    const left = await ending('left', true, desk('Morgen'));
    expect(left.get('#refusal').textContent.trim()).toBe('');
  });
});
