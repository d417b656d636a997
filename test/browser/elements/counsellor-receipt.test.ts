import { afterEach, describe, expect, test } from 'vitest';
import '../../../src/elements/counsellor/counsellor-receipt.ts';
import type { CounsellorReceipt } from '../../../src/elements/counsellor/counsellor-receipt.ts';
import type { FiledEvent, FiledReceipt, Verification } from '../../../src/records/office-shape.ts';
import { DESK_NOW, deskContext, EVENTS, filedPaper, filedReceipt, uuid } from '../../fixtures/desk.ts';
import { stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, HOSTILE } from './stage.ts';

async function shown(changes: Partial<FiledReceipt> = {}): Promise<OfficeStage<CounsellorReceipt>> {
  const filed = await filedReceipt(changes);
  return stageOffice<CounsellorReceipt>('counsellor-receipt', { context: deskContext(), filed });
}

const ID = uuid(1);
const { print } = window;
afterEach(() => {
  window.print = print;
});

describe('what was checked', () => {
  test.each<[Partial<Verification>, words: string, shape: string]>([
    [{}, 'Die Prüfsummen passen zu den Worten im Nachweis.', 'yes'],
    [{ words: 'changed' }, 'Mindestens eine Prüfsumme passt nicht', 'no'],
    [{}, 'Die Worte sind die, die diese Seite in jener Fassung zeigt.', 'yes'],
    [{ shipped: 'changed' }, 'Die Worte sind andere', 'no'],
    [{ shipped: 'unknown' }, 'ließ sich nicht prüfen', 'unknown'],
    [{}, 'Der Nachweis kam über den persönlichen Link.', 'yes'],
    [{ origin: 'linkFile' }, 'wurde als Datei übergeben, nicht über die Ablage. Der persönliche Link', 'yes'],
    [{ origin: 'paper' }, 'Vom unterschriebenen Papier abgeschrieben. An keinem Gerät erklärt.', 'yes'],
    [{ origin: 'file' }, 'Woher sie kam, ist nicht belegt.', 'unknown'],
    [{ origin: 'none' }, 'Woher sie kam, ist nicht belegt.', 'unknown'],
  ])('%j: %s', async (changes, words, shape) => {
    const { element } = await shown({ verification: { words: 'fit', shipped: 'fit', origin: 'link', ...changes } });
    const line = [...element.querySelectorAll('#checked .status')].find(({ textContent }) =>
      textContent.includes(words),
    );
    expect(line?.className).toBe(`status status--${shape}`);
  });
});

describe('the record of a signed paper', () => {
  test('says when it was signed, who has seen it, where it lies, and what others have signed on it', async () => {
    const filed = await filedPaper();
    const { get, words } = await stageOffice<CounsellorReceipt>('counsellor-receipt', {
      context: deskContext(),
      filed,
    });
    const title = filed.receipt.paper?.others[0]?.title ?? 'none';
    const said = get('#paper').textContent.replace(/\s+/g, ' ');
    for (const part of [
      '20. November 2026',
      'Frau Sommer',
      'Akte 12, Schrank links',
      `Andere im Raum, ja zu ${title}`,
    ]) {
      expect(said).toContain(part);
    }
    expect(get('#sheet-person').textContent.replace(/\s+/g, ' ')).toContain(
      'Auf Papier unterschrieben 20. November 2026',
    );
    expect(words()).toContain('Fassung 3, auf Papier gegeben');
    expect(words()).not.toContain('hier auf der Seite gezeigt');
  });

  test('is believed of nobody but this team: what came as a file shows no counsellor who has seen anything', async () => {
    const filed = await filedPaper();
    const { element } = await stageOffice<CounsellorReceipt>('counsellor-receipt', {
      context: deskContext(),
      filed: { ...filed, verification: { ...filed.verification, origin: 'file' } },
    });
    expect(element.querySelector('#paper')).toBeNull();
  });

  test('shows foreign words as words', async () => {
    const filed = await filedPaper({ kept: HOSTILE, seenBy: HOSTILE });
    const { element } = await stageOffice<CounsellorReceipt>('counsellor-receipt', { context: deskContext(), filed });
    expectOnlyText(element);
  });
});

describe('a receipt that quotes no words, as of a further person who was only to read the notice', () => {
  test.each(['unknown', 'fit'] as const)('says that there were none to check (%s)', async (shipped) => {
    const { receipt } = await filedReceipt();
    const nothing = { purposes: [], acknowledgements: [], assurances: [], pledges: [], minor: null, events: [] };
    const { element, get } = await shown({
      receipt: { ...receipt, ...nothing },
      verification: { words: 'fit', shipped, origin: 'link' },
    });
    expect(element.querySelector('#no-words')?.textContent).toBe(
      'In diesem Nachweis stehen keine Erklärungen. Es gab keine Worte zu prüfen.',
    );
    expect(get('#checked').textContent).not.toMatch(/ließ sich nicht prüfen|Prüfsumme|jener Fassung/);
    expect(element.querySelectorAll('#checked .status')).toHaveLength(1);
  });
});

describe('how long it stays', () => {
  test('until its time is over, until somebody decides, or while it is held', async () => {
    expect((await shown({ until: Date.UTC(2029, 10, 22) })).words()).toContain(
      'Wird nach dem Donnerstag, 22. November 2029 von selbst gelöscht.',
    );
    expect((await shown({ until: null })).words()).toContain('Er bleibt, bis jemand anders entscheidet.');
    const held = await shown({ hold: { reason: 'Verfahren', since: DESK_NOW } });
    expect(held.words()).toContain('Löschung angehalten seit Montag, 23. November 2026: Verfahren');
    held.get('#release').click();
    expect(held.news()).toEqual([{ kind: 'release', id: ID }]);
  });

  test('is held with a reason, and not without', async () => {
    const { get, news } = await shown();
    get<HTMLDetailsElement>('details:has(#hold-reason)').open = true;
    const field = get<HTMLInputElement>('#hold-reason');
    const submit = (): void => field.closest('form')?.querySelector('button')?.click();
    field.value = '  ';
    submit();
    expect(news()).toEqual([]);
    expect(document.activeElement).toBe(field);
    field.value = ' laufendes Verfahren ';
    submit();
    submit();
    expect(news()).toEqual([{ kind: 'hold', id: ID, reason: 'laufendes Verfahren' }]);
  });
});

describe('what came after', () => {
  test('every kind of event is a sentence, with time and name', async () => {
    const { element, words } = await shown({ events: EVENTS });
    const rows = [...element.querySelectorAll('#events li')].map((row) => row.textContent.replace(/\s+/g, ' ').trim());
    expect(rows).toHaveLength(EVENTS.length);
    for (const row of rows) expect(row).toMatch(/2026, \d\d:\d\d Uhr · Frau Sommer .{8,}/);
    expect(words()).toContain('Berichtigt: „Anna Ahrens“ in „Anna Arens“');
    expect(words()).toContain(
      'Zusätzliche Verschlüsselung: nicht möglich. Entschieden, ohne sie zu sprechen: „Ein Gerät kann es nicht.“',
    );
    expect(words()).toContain('Weitere Person „Ute“: keine Antwort, also nein.');
    expect(words()).not.toMatch(/undefined|waived|impossible/);
  });

  test('a state of another version is shown as it is and not read as something else', async () => {
    const event: FiledEvent = {
      id: uuid(1),
      at: DESK_NOW,
      by: 'x',
      kind: 'encryption',
      state: 'neu',
      decision: 'anders',
      reason: null,
    };
    expect((await shown({ events: [event] })).words()).toContain(
      'Zusätzliche Verschlüsselung: „neu“. Entschieden: „anders“.',
    );
  });

  test('nothing came after: nothing is said', async () => {
    expect((await shown()).element.querySelector('#events')).toBeNull();
  });

  test('hostile words of events and receipt are text', async () => {
    const receipt = (await filedReceipt()).receipt;
    const { element } = await shown({
      receipt: { ...receipt, declarant: { ...receipt.declarant, name: HOSTILE } },
      events: EVENTS.map(
        (event) => ({ ...event, by: HOSTILE, reason: HOSTILE, note: HOSTILE }) as unknown as FiledEvent,
      ),
    });
    expectOnlyText(element);
  });
});

describe('what may be recorded', () => {
  test('an oral withdrawal, with how it came', async () => {
    const { get, news } = await shown();
    const field = get<HTMLInputElement>('#withdrawal-note');
    get('#withdrawal form button').click();
    expect(news()).toEqual([]);
    field.value = 'am Telefon';
    get('#withdrawal form button').click();
    expect(news()).toEqual([{ kind: 'recordWithdrawal', id: ID, note: 'am Telefon' }]);
    expect(field.value).toBe('');
  });

  test('a correction of one of the details', async () => {
    const { get, news } = await shown();
    get('#correction form button').click();
    expect(news()).toEqual([]);
    get<HTMLSelectElement>('#correct-field').value = 'birthDate';
    get<HTMLInputElement>('#correct-is').value = '1990-05-18';
    get('#correction form button').click();
    expect(news()).toEqual([{ kind: 'correct', id: ID, field: 'birthDate', is: '1990-05-18' }]);
  });

  test('no correction where there are no details', async () => {
    const { receipt } = await filedReceipt();
    const { element } = await shown({ receipt: { ...receipt, details: { counsellor: [], system: [] } } });
    expect(element.querySelector('#correction')).toBeNull();
  });
});

describe('on paper and as a file', () => {
  test('is printed by the browser and saved alone', async () => {
    let printed = 0;
    window.print = () => void printed++;
    const { get, news } = await shown();
    get('#print').click();
    get('#save').click();
    get('#back').click();
    expect(printed).toBe(1);
    expect(news()).toEqual([
      { kind: 'export', ids: [ID], as: 'json' },
      { kind: 'go', to: 'receipts' },
    ]);
  });
});
