import { describe, expect, test } from 'vitest';
import type { DeskContext, PaperView } from '../../../src/desk/view.ts';
import type { Appointment } from '../../../src/appointment/appointment.ts';
import '../../../src/elements/counsellor/appointment-papers.ts';
import type { AppointmentPapers } from '../../../src/elements/counsellor/appointment-papers.ts';
import type { PaperRecordForm } from '../../../src/elements/counsellor/paper-record.ts';
import { paperItems } from '../../../src/gate/paper.ts';
import { paperMark } from '../../../src/service/paper-form.ts';
import { fixtureService } from '../../fixtures/context.ts';
import { ANNA, appointment, BEN, deskContext, ENDED, paperOf } from '../../fixtures/desk.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, fill, HOSTILE, violations } from './stage.ts';

type Form = OfficeStage<PaperRecordForm>;

const service = await fixtureService();
const ITEMS = paperItems(service.plan, 'client');
const mark = await paperMark(service, 'client');

async function form(changes: Readonly<Record<string, unknown>> = {}): Promise<Form> {
  const { now, counsellor } = deskContext();
  const staged = await stageOffice<PaperRecordForm>('paper-record', {
    appointment: appointment().id,
    person: ANNA,
    service,
    counsellor,
    now,
    ...changes,
  });
  await expect.poll(staged.words).toContain(mark);
  return staged;
}

const field = ({ get }: Form, name: string): HTMLInputElement => get<HTMLInputElement>(`[id='${name}-${ANNA.id}']`);

function tick({ element }: Form, text: string, answer: string): void {
  element.querySelector<HTMLInputElement>(`[data-text="${text}"] input[value=${answer}]`)?.click();
}

async function send(at: Form): Promise<void> {
  at.button('Festhalten').click();
  await settled(at.element);
}

/** Everything that has to stand there, as somebody who signed for themselves. */
function fillIn(at: Form): void {
  field(at, 'mark').click();
  fill(field(at, 'signed'), '2026-11-20');
  fill(field(at, 'kept'), 'Akte 12');
  for (const { statement, applies } of ITEMS) {
    tick(at, statement.text.id, applies === 'always' ? 'yes' : 'notApplicable');
  }
}

describe('recording a signed form', () => {
  test('has nothing ticked beforehand, asks for every statement, and axe knows no fault', async () => {
    const at = await form();
    expect(at.element.querySelectorAll('input:checked')).toHaveLength(0);
    const asked = [...at.element.querySelectorAll<HTMLElement>('[data-text]')].map(({ dataset }) => dataset['text']);
    expect(asked).toEqual(ITEMS.map(({ statement }) => statement.text.id));
    expect(field(at, 'signer').value).toBe('Frau Ahrens');
    expect(await violations(at.element)).toEqual([]);
  });

  test('sends what stands on the paper, and to whom it belongs', async () => {
    const at = await form();
    fillIn(at);
    fill(field(at, 'signer'), ' Anna Ahrens ');
    await send(at);
    const [wish] = at.news();
    expect(wish).toMatchObject({
      kind: 'recordPaper',
      appointment: appointment().id,
      person: ANNA.id,
      paper: { name: 'Anna Ahrens', signedOn: '2026-11-20', kept: 'Akte 12' },
    });
    const answers = wish?.kind === 'recordPaper' ? wish.paper.answers : {};
    expect(Object.keys(answers)).toHaveLength(ITEMS.length);
    expect(at.element.querySelectorAll('.field__problem')).toHaveLength(0);
  });

  test('sends nothing as long as something is missing, says what at each place, and leads there', async () => {
    const at = await form();
    await send(at);
    expect(at.news()).toEqual([]);
    // Mark, day, place, and every statement; the name is the one of the invitation.
    expect(at.element.querySelectorAll('.field__problem')).toHaveLength(3 + ITEMS.length);
    expect(at.words()).toContain('So reicht das Papier nicht.');
    expect(document.activeElement).toBe(field(at, 'mark'));
    expect(await violations(at.element)).toEqual([]);
    fillIn(at);
    await send(at);
    expect(at.news()).toHaveLength(1);
  });

  test.each([
    ['another mark stands on it', (at: Form) => field(at, 'mark').click(), 'gilt das Papier für andere Worte'],
    ['no name stands on it', (at: Form) => fill(field(at, 'signer'), ' '), 'Schreiben Sie den Namen ab'],
    ['it was signed tomorrow', (at: Form) => fill(field(at, 'signed'), '2026-11-24'), 'noch nicht gewesen'],
    ['nobody knows where it is', (at: Form) => fill(field(at, 'kept'), ''), 'wo das Papier liegt'],
    ['a no is ticked', (at: Form) => tick(at, 'consent.participation', 'no'), 'Ein Nein reicht hier nicht.'],
  ])('sends nothing when %s', async (_name, change, words) => {
    const at = await form();
    fillIn(at);
    change(at);
    await send(at);
    expect(at.news()).toEqual([]);
    expect(at.element.querySelectorAll('.field__problem')).toHaveLength(1);
    expect(at.words()).toContain(words);
  });

  test('asks nothing of somebody who has not said who she is', async () => {
    const { now } = deskContext();
    const at = await stageOffice('paper-record', { appointment: '', person: ANNA, service, counsellor: '', now });
    expect(at.element.querySelector('form')).toBeNull();
    expect(at.words()).toContain('wie Sie heißen');
  });
});

async function papers(
  one: Appointment,
  recorded: readonly PaperView[] = [],
  changes: Partial<DeskContext> = {},
): Promise<OfficeStage<AppointmentPapers>> {
  return stageOffice<AppointmentPapers>('appointment-papers', {
    context: deskContext(changes),
    appointment: one,
    service,
    papers: recorded,
  });
}

describe('the papers of an appointment', () => {
  test('offers the form in the languages of the service', async () => {
    const { element } = await papers(appointment());
    const languages = element.querySelectorAll<HTMLOptionElement>('#form-language option');
    expect([...languages].map(({ value }) => value)).toEqual(service.profile.languages);
    expect(element.querySelector('details')?.open).toBe(false);
  });

  test('says of whom a form is recorded, and leads to it', async () => {
    const at = await papers(appointment({ people: [ANNA, BEN] }), [paperOf(BEN, { isWithdrawn: true })]);
    expect(at.element.querySelector('details')?.open).toBe(true);
    const said = 'Auf Papier erklärt, unterschrieben am 20. November 2026, gesehen von Frau Sommer. Danach widerrufen.';
    expect(at.get(`[data-person="${BEN.id}"]`).textContent.replace(/\s+/g, ' ')).toContain(said);
    expect(at.get(`[data-person="${ANNA.id}"]`).textContent).not.toContain('Auf Papier erklärt');
    at.button('Nachweis öffnen').click();
    expect(at.news()).toEqual([{ kind: 'showReceipt', id: BEN.id }]);
    expect(await violations(at.element)).toEqual([]);
  });

  test('closes the form once it is recorded, and the keyboard goes on from there', async () => {
    const at = await papers(appointment());
    at.get('summary').click();
    at.button('Unterschriebenes Papier festhalten …').click();
    await settled(at.element);
    at.get<HTMLInputElement>('paper-record input').focus();
    at.element.context = deskContext({ now: deskContext().now + 1 });
    await settled(at.element);
    expect(at.element.querySelector('paper-record')).not.toBeNull();
    at.element.papers = [paperOf(ANNA)];
    await settled(at.element);
    expect(at.element.querySelector('paper-record')).toBeNull();
    expect(document.activeElement).toBe(at.get('summary'));
  });

  test('of an appointment that has ended: only what came back is recorded', async () => {
    const { element, button } = await papers(ENDED);
    expect(element.querySelector('#form-language')).toBeNull();
    expect(button('Unterschriebenes Papier festhalten …')).not.toBeNull();
  });

  test('says so where the texts of the form cannot be had', async () => {
    const at = await papers(appointment({ service: 'nirgends' }));
    at.button('Formular drucken').click();
    await expect.poll(at.words).toContain('Das hat gerade nicht geklappt.');
    expect(document.querySelector('body > paper-form')).toBeNull();
  });

  test('shows foreign words as words', async () => {
    const { element } = await papers(appointment({ people: [{ ...ANNA, label: HOSTILE }] }), [
      paperOf(ANNA, { seenBy: HOSTILE }),
    ]);
    expectOnlyText(element);
  });
});
