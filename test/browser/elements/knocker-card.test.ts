import { describe, expect, test } from 'vitest';
import type { KnockerView, RoomView } from '../../../src/desk/view.ts';
import type { MailboxLine } from '../../../src/mailbox/mailbox-shape.ts';
import type { KnockerCard } from '../../../src/elements/counsellor/knocker-card.ts';
import '../../../src/elements/counsellor/knocker-card.ts';
import { ANNA, BEN, DESK_NOW, deskContext, MINUTE, paperOf, uuid } from '../../fixtures/desk.ts';
import { DOUBTS, further, incomplete, knocker, LACKS, notVerifiable, roomView } from '../../fixtures/desk-room.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, HOSTILE, violations } from './stage.ts';

async function card(view: KnockerView, changes: Partial<RoomView> = {}): Promise<OfficeStage<KnockerCard>> {
  const room = await roomView({ knocking: [view], ...changes });
  return stageOffice<KnockerCard>('knocker-card', { context: deskContext(), room, knocker: view });
}

const hasPlainAdmit = ({ element }: OfficeStage<KnockerCard>): boolean =>
  element.querySelector('[id^=admit-]') !== null ||
  [...element.querySelectorAll('button')].some((button) => button.textContent.trim() === 'Einlassen');

describe('somebody for whom everything is in order', () => {
  test('stands there with name, code, role, time and what was accepted', async () => {
    const at = await card(knocker());
    for (const words of [
      'Anna',
      'K7F 2QX',
      'Kennzeichen K, 7, F, 2, Q, X',
      'Frau Ahrens (Ratsuchende Person) · seit 3 min',
      'Vollständig',
      'Erklärt um 09:46 Uhr, Fassung 3, Deutsch',
      'Allein am Gerät',
      'Kann zusätzlich verschlüsseln',
    ]) {
      expect(at.words()).toContain(words);
    }
  });

  test('is admitted by one button, without a reason', async () => {
    const at = await card(knocker());
    at.button('Einlassen').click();
    expect(at.news()).toEqual([{ kind: 'admit', id: 'a1b2c3d4', reason: null }]);
    expect(at.button('Einlassen').getAttribute('aria-label')).toBe('Anna einlassen');
  });

  test('has nothing to press while it is being done, and the keyboard does not fall off the card', async () => {
    const at = await card(knocker());
    at.button('Einlassen').focus();
    at.element.knocker = knocker({ doing: 'admitting' });
    await settled(at.element);
    expect(at.element.querySelector('button')).toBeNull();
    expect(document.activeElement).toBe(at.get('h3'));
    expect(at.words()).toContain('Wird eingelassen. Jitsi muss es noch bestätigen.');
    at.element.knocker = knocker({ doing: 'refusing' });
    await settled(at.element);
    expect(at.words()).toContain('Wird abgewiesen.');
  });
});

describe('somebody whose declaration is on paper', () => {
  const without = notVerifiable(['noReceipt'], { invited: ANNA, mayAdmitOnPaper: true });
  const recorded = notVerifiable(['noReceipt'], { invited: ANNA, mayAdmitOnPaper: true, paper: paperOf(ANNA) });

  test('is admitted only once the paper is recorded: until then there is only the form', async () => {
    const at = await card(without);
    expect(at.element.querySelector('[id^=on-paper-]')).toBeNull();
    at.button('Erklärung liegt auf Papier vor …').click();
    await settled(at.element);
    expect(at.element.querySelector('paper-record')).not.toBeNull();
    at.element.knocker = recorded;
    await settled(at.element);
    expect(at.element.querySelector('paper-record')).toBeNull();
    expect(at.words()).toContain('Auf Papier erklärt, unterschrieben am 20. November 2026, gesehen von Frau Sommer.');
    at.button('Auf das Papier hin einlassen').click();
    expect(at.news()).toEqual([{ kind: 'admitOnPaper', id: without.id }]);
    expect(hasPlainAdmit(at)).toBe(false);
    expect(await violations(at.element)).toEqual([]);
  });

  test('keeps what is being filled in while everything else about the person changes', async () => {
    const at = await card(without);
    at.button('Erklärung liegt auf Papier vor …').click();
    await settled(at.element);
    const kept = at.get<HTMLInputElement>('[id^=kept-]');
    kept.value = 'Akte 12';
    at.element.knocker = { ...without, e2ee: false };
    await settled(at.element);
    expect(at.get<HTMLInputElement>('[id^=kept-]')).toBe(kept);
    expect(kept.value).toBe('Akte 12');
  });

  test('has nothing of it where a paper does not help', async () => {
    const at = await card({ ...recorded, mayAdmitOnPaper: false });
    expect(at.words()).not.toMatch(/Papier/);
  });
});

describe('plain admission', () => {
  const barred: readonly [string, KnockerView][] = [
    ...LACKS.map((lack): [string, KnockerView] => [`incomplete: ${lack.lack}`, incomplete([lack])]),
    ...DOUBTS.map((doubt): [string, KnockerView] => [`not verifiable: ${doubt}`, notVerifiable([doubt])]),
    ['breaks the encryption that is required', knocker({ mayAdmit: false, breaksE2ee: true, e2ee: false })],
    ['complete, but the desk says no', knocker({ mayAdmit: false })],
    ...(['toAsk', 'cannotAsk', 'asking', 'refused', 'noAnswer'] as const).map((others): [string, KnockerView] => [
      `further person: ${others}`,
      further(others),
    ]),
    // The view contradicts itself: then the no counts.
    ['further person, refused and marked as admissible', further('refused', { mayAdmit: true })],
  ];
  test.each(barred)('is not there: %s', async (_name, view) => {
    const at = await card(view);
    expect(hasPlainAdmit(at)).toBe(false);
    for (const button of at.element.querySelectorAll('button')) button.click();
    await settled(at.element);
    expect(at.wants.filter(({ kind }) => kind === 'admit')).toEqual([]);
  });
});

describe('a receipt as a file', () => {
  const choose = async (at: OfficeStage<KnockerCard>, content: BlobPart): Promise<void> => {
    const field = at.get<HTMLInputElement>('input[type=file]');
    const files = new DataTransfer();
    files.items.add(new File([content], 'nachweis-1.json'));
    field.files = files.files;
    field.dispatchEvent(new Event('change'));
    await expect.poll(() => field.files?.length).toBe(0);
  };

  test.each<[string, KnockerView, MailboxLine, boolean]>([
    ['nothing came, no mailbox', notVerifiable(['noReceipt']), 'absent', true],
    ['nothing can be verified, whatever the mailbox', notVerifiable(['unreadable']), 'well', true],
    ['something is missing, no mailbox', incomplete(LACKS.slice(0, 1)), 'absent', true],
    ['something is missing, the mailbox is silent', incomplete(LACKS.slice(0, 1)), 'unreachable', true],
    ['something is missing, and the mailbox brings what comes', incomplete(LACKS.slice(0, 1)), 'well', false],
    ['nothing is missing', knocker(), 'absent', false],
  ])('is offered where it can help: %s', async (_name, view, mailbox, isOffered) => {
    const at = await card(view);
    at.element.context = deskContext({ mailbox });
    await settled(at.element);
    expect(at.element.querySelector('[id^=file-]') !== null).toBe(isOffered);
  });

  test('is opened on the card of whom it is about; what is no text is said there', async () => {
    const at = await card(notVerifiable(['noReceipt']));
    at.button('Nachweis-Datei öffnen …').click();
    await settled(at.element);
    const field = at.get<HTMLInputElement>('input[type=file]');
    expect(field.labels?.[0]?.textContent).toBe('Die Datei, die die Person Ihnen geschickt hat');
    expect(await violations(at.element)).toStrictEqual([]);
    await choose(at, new Uint8Array([0xc3, 0x28]));
    await settled(at.element);
    expect(at.get('[role=alert]').textContent).toContain('nicht als Text lesen');
    expect(at.news()).toEqual([]);
    await choose(at, '{"a":1}');
    expect(at.news()).toEqual([{ kind: 'openReceiptFile', knocker: 'c3d4e5f6', text: '{"a":1}' }]);
    await settled(at.element);
    expect(at.element.querySelector('input[type=file]')).toBeNull();
  });

  test.each([
    ['link', null],
    ['linkFile', 'Als Datei übergeben, nicht über die Ablage. Der persönliche Link bestätigt sie.'],
    ['file', 'Als Datei übergeben, nicht über die Ablage. Nur das Kennzeichen darin passt'],
  ] as const)('says how it came: %s', async (origin, words) => {
    const { accepted } = knocker();
    const at = await card(knocker({ accepted: accepted && { ...accepted, origin } }));
    if (words === null) expect(at.words()).not.toContain('Als Datei übergeben');
    else expect(at.words()).toContain(words);
  });
});

describe('what is missing', () => {
  test.each([
    [LACKS[0], '„Niemand hört mit“ fehlt (ratsuchende Person).'],
    [LACKS[1], '„Videoberatung“ wurde abgelehnt (ratsuchende Person).'],
    [LACKS[2], '„Videoberatung“ wurde widerrufen (ratsuchende Person).'],
    [LACKS[3], '„Datenschutzinformation“ gilt für eine ältere Fassung (sorgeberechtigte Person).'],
    [LACKS[4], '„consent.participation“ ist abgelaufen (Hilfsperson).'],
    [LACKS[5], 'Die Datenschutzinformation wurde nicht gezeigt.'],
    [LACKS[6], 'Gezeigt wurde eine ältere Datenschutzinformation.'],
    [LACKS[7], 'Es fehlen Pflichtangaben.'],
    [LACKS[8], 'Für eine minderjährige Person fehlt die Erklärung der Sorgeberechtigten.'],
    [LACKS[9], 'Es ist nicht gesagt, wer noch am Gerät ist.'],
  ] as const)('%j', async (lack, words) => {
    const at = await card(incomplete(lack ? [lack] : []));
    expect(at.words()).toContain('Es fehlt etwas');
    expect([...at.element.querySelectorAll('.knocker__lacks li')].map((li) => li.textContent)).toEqual([words]);
  });

  test.each([
    ['noReceipt', 'Es ist kein Nachweis angekommen.'],
    ['mailboxSilent', 'Die Ablage antwortet nicht. Ob ein Nachweis angekommen ist, lässt sich gerade nicht sagen.'],
    ['noCode', 'Der Name trägt kein Kennzeichen.'],
    ['foreignCode', 'Das Kennzeichen passt zu niemandem, den Sie zu diesem Termin eingeladen haben.'],
    ['otherPersonsCode', 'Das Kennzeichen gehört zu einer anderen eingeladenen Person.'],
    [
      'codeTwice',
      'Mit demselben Kennzeichen ist schon jemand da. Vielleicht wurde die Seite neu geladen. Fragen Sie die Person am Telefon, ob sie gerade neu geklopft hat. Lassen Sie dann mit einem Grund ein.',
    ],
    ['otherAppointment', 'Der Nachweis gehört zu einem anderen Termin.'],
    ['otherService', 'Der Nachweis gehört zu einem anderen Angebot.'],
    ['unreadable', 'Der Nachweis lässt sich nicht lesen.'],
    ['notVouched', 'Die Datei ist nicht mit dem persönlichen Link bestätigt.'],
    ['wordingChanged', 'Im Nachweis stehen andere Worte als auf dieser Seite.'],
  ] as const)('%s', async (doubt, words) => {
    const at = await card(notVerifiable([doubt]));
    expect(at.words()).toContain('Nicht prüfbar');
    expect(at.words()).toContain(words);
    expect(at.words()).toContain('nicht erkannt');
    expect(at.words()).toContain('kein Kennzeichen');
  });

  test('what is still being looked for is called that, and is neither a yes nor a no', async () => {
    const at = await card(knocker({ assessment: { state: 'checking' }, mayAdmit: false }));
    const state = at.get('.knocker__state .status');
    expect(state.textContent).toBe('Wird gerade geprüft');
    expect(state.className).toBe('status status--unknown');
    expect(at.words()).not.toMatch(/Nicht prüfbar|Vollständig|Es fehlt etwas/);
    expect(hasPlainAdmit(at)).toBe(false);
  });

  test('the same lack of two people is said once', async () => {
    const at = await card(incomplete([LACKS[5], LACKS[5]].flatMap((lack) => lack ?? [])));
    expect(at.element.querySelectorAll('.knocker__lacks li')).toHaveLength(1);
  });
});

describe('to admit all the same', () => {
  test('takes a reason; an empty one is not sent', async () => {
    const at = await card(incomplete(LACKS.slice(0, 1)));
    at.button('Trotzdem einlassen …').click();
    await settled(at.element);
    at.button('Mit diesem Grund einlassen').click();
    at.get<HTMLTextAreaElement>('textarea').value = '   ';
    at.button('Mit diesem Grund einlassen').click();
    expect(at.news()).toEqual([]);
    expect(document.activeElement).toBe(at.get('textarea'));
    at.button('Hat mündlich eingewilligt.').click();
    at.button('Mit diesem Grund einlassen').click();
    expect(at.news()).toEqual([{ kind: 'admit', id: 'b2c3d4e5', reason: 'Hat mündlich eingewilligt.' }]);
    await settled(at.element);
    expect(at.element.querySelector('form')).toBeNull();
  });

  test('says that the reason is kept', async () => {
    const at = await card(incomplete(LACKS.slice(0, 1)));
    at.button('Trotzdem einlassen …').click();
    await settled(at.element);
    expect(at.words()).toContain('Der Grund wird mit Uhrzeit und Ihrem Namen festgehalten.');
    expect(at.get('textarea').getAttribute('aria-describedby')).toBe('reason-b2c3d4e5-hint');
  });
});

describe('to refuse and to write', () => {
  test('a refusal takes a text that the person reads; an empty one is not sent', async () => {
    const at = await card(knocker());
    at.button('Abweisen …').click();
    await settled(at.element);
    at.button('Mit diesem Text abweisen').click();
    expect(at.news()).toEqual([]);
    at.get<HTMLTextAreaElement>('textarea').value = ' Bitte rufen Sie mich an. ';
    at.button('Mit diesem Text abweisen').click();
    expect(at.news()).toEqual([{ kind: 'refuse', id: 'a1b2c3d4', text: 'Bitte rufen Sie mich an.' }]);
  });

  test('a message goes to this person alone', async () => {
    const at = await card(knocker());
    at.button('Nachricht …').click();
    await settled(at.element);
    at.button('Senden').click();
    expect(at.news()).toEqual([]);
    at.get<HTMLTextAreaElement>('textarea').value = 'Noch zwei Minuten.';
    at.button('Senden').click();
    expect(at.news()).toEqual([{ kind: 'note', to: 'a1b2c3d4', text: 'Noch zwei Minuten.' }]);
  });

  test('one form at a time, and the button says which is open', async () => {
    const at = await card(knocker());
    at.button('Abweisen …').click();
    await settled(at.element);
    at.button('Nachricht …').click();
    await settled(at.element);
    expect(at.element.querySelectorAll('form')).toHaveLength(1);
    expect(at.button('Abweisen …').getAttribute('aria-expanded')).toBe('false');
    expect(at.button('Nachricht …').getAttribute('aria-expanded')).toBe('true');
    at.button('Nachricht …').click();
    await settled(at.element);
    expect(at.element.querySelector('form')).toBeNull();
  });
});

describe('without a mailbox', () => {
  test('nothing is offered to be read by somebody whom it does not reach', async () => {
    const at = await card(notVerifiable(['noReceipt']));
    expect(at.element.querySelector('[id^=note-]')).not.toBeNull();
    at.element.context = deskContext({ mailbox: 'absent' });
    await settled(at.element);
    expect(at.element.querySelector('[id^=note-]')).toBeNull();
    at.button('Abweisen …').click();
    await settled(at.element);
    expect(at.words()).toContain('Ohne Ablage kommt dieser Text nicht bei der Person an.');
    expect(at.words()).not.toContain('Die Person liest genau diesen Text.');
  });
});

describe('a further person', () => {
  test.each([
    ['toAsk', 'Zuerst müssen die Ratsuchenden im Raum zustimmen.', 'Im Raum fragen'],
    ['noAnswer', 'Nicht alle haben geantwortet. Keine Antwort heißt Nein.', 'Noch einmal fragen'],
  ] as const)('%s: asks the clients', async (others, words, button) => {
    const at = await card(further(others));
    expect(at.words()).toContain(words);
    at.button(button).click();
    expect(at.news()).toEqual([{ kind: 'askOthers', id: 'd4e5f6a7' }]);
  });

  test('cannotAsk: says that nobody can be asked and what to do, and offers nothing to admit or ask with', async () => {
    const at = await card(further('cannotAsk'));
    expect(at.words()).toContain('Ohne Ablage kann diese Seite die Ratsuchenden im Raum nicht fragen');
    expect(at.words()).toContain('Die weitere Person kann an einem Gerät der Ratsuchenden teilnehmen');
    expect(at.element.querySelector('[id^=admit-], [id^=ask-], [id^=override-]')).toBeNull();
    expect(await violations(at.element)).toStrictEqual([]);
  });

  test('asking: says who has answered what, of this question alone', async () => {
    const answers = [
      { person: ANNA, decision: 'yes' as const },
      { person: BEN, decision: null },
    ];
    const at = await card(further('asking'), { question: { knocker: 'd4e5f6a7', answers } });
    expect(at.words()).toContain('gefragt. Frau Ahrens: ja. Herr Ben Yusuf: noch keine Antwort.');
    const other = await card(further('asking'), { question: { knocker: 'somebody', answers } });
    expect(other.words()).not.toContain('Frau Ahrens');
  });

  test('refused: does not come in, agreed: may be admitted', async () => {
    expect((await card(further('refused'))).words()).toContain('Die Person kommt nicht herein.');
    const at = await card(further('agreed'));
    expect(at.words()).toContain('Alle Ratsuchenden im Raum haben zugestimmt.');
    at.button('Einlassen').click();
    expect(at.news()).toEqual([{ kind: 'admit', id: 'd4e5f6a7', reason: null }]);
  });
});

describe('what else is known', () => {
  test.each<[Partial<KnockerView>, string]>([
    [{ e2ee: null }, 'Zusätzliche Verschlüsselung: nicht bekannt'],
    [{ e2ee: false }, 'Kann nicht zusätzlich verschlüsseln'],
    [{ breaksE2ee: true, mayAdmit: false }, 'Für diesen Termin ist das Bedingung.'],
    [{ there: 'maybe' }, 'vielleicht nicht mehr da'],
    [{ since: DESK_NOW }, 'seit eben'],
    [{ since: DESK_NOW + MINUTE }, 'seit eben'],
    [{ failed: 'noAnswer' }, 'Ob es gewirkt hat, ist nicht bekannt.'],
    [{ failed: 'gone' }, 'Die Person klopft nicht mehr.'],
    [{ failed: 'notAllowed' }, 'Jitsi erlaubt Ihnen das gerade nicht.'],
    [{ name: '' }, 'ohne Namen'],
    [{ invited: { ...ANNA, label: '' } }, 'Ratsuchende Person · seit 3 min'],
  ])('%j', async (changes, words) => {
    expect((await card(knocker(changes))).words()).toContain(words);
  });

  test('who else is at the device', async () => {
    const origin = 'link' as const;
    const accepted = { record: uuid(1), profileVersion: 3, language: 'uk', at: DESK_NOW, needsCapacity: false, origin };
    const people = ['client', 'interpreter', 'child', 'colleague', 'relative'] as const;
    const at = await card(knocker({ accepted: { ...accepted, people } }));
    expect(at.words()).toContain('Am Gerät auch: Sprachmittlung, Kind, Kollegin oder Kollege, angehörige Person');
    expect(at.words()).toContain('Fassung 3, Ukrainisch');
    const unknown = await card(knocker({ accepted: { ...accepted, people: null } }));
    expect(unknown.words()).toContain('Wer am Gerät ist, ist nicht bekannt');
  });

  test('the capacity of a young person is recorded with that receipt', async () => {
    const { accepted } = knocker();
    const at = await card(knocker({ accepted: accepted && { ...accepted, needsCapacity: true } }));
    at.button('Einsichtsfähigkeit festhalten').click();
    expect(at.news()).toEqual([{ kind: 'confirmCapacity', record: uuid(200) }]);
  });

  test('a hostile name is text, also in what the button is called', async () => {
    const at = await card(knocker({ name: HOSTILE, invited: { ...ANNA, label: HOSTILE } }));
    expectOnlyText(at.element);
    expect(at.words()).toContain('<img src=x onerror=alert(1)>');
    expect(at.button('Einlassen').getAttribute('aria-label')).toContain('<img');
    expect(at.get('h3 bdi').textContent).toBe(HOSTILE);
  });
});
