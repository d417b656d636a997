import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { InvitedPerson } from '../../appointment/appointment.ts';
import { dayKey } from '../../appointment/zone.ts';
import {
  KEPT_MAX,
  PAPER_NAME_MAX,
  paperFaults,
  paperItems,
  type PaperAnswer,
  type PaperDeclaration,
  type PaperFault,
  type PaperItem,
} from '../../gate/paper.ts';
import type { GatePlan } from '../../gate/plan.ts';
import type { Service } from '../../service/load.ts';
import { paperMark } from '../../service/paper-form.ts';
import { makePlan, NOTICE_ID } from '../../service/plan.ts';
import { problemLine, textField } from '../shared/text-field.ts';
import { noticeWords } from './paper-words.ts';
import { OfficeElement } from './office-element.ts';

/** Asks what stands on the form that somebody has signed. Nothing is ticked beforehand. */
export class PaperRecordForm extends OfficeElement {
  static override properties = {
    appointment: { attribute: false },
    person: { attribute: false },
    service: { attribute: false },
    counsellor: { attribute: false },
    now: { attribute: false },
    faults: { state: true },
    mark: { state: true },
  };
  /** UUID. */
  declare appointment: string;
  declare person: InvitedPerson;
  declare service: Service;
  /** Who says that she has seen the paper. */
  declare counsellor: string;
  /** Milliseconds since 1970. */
  declare now: number;
  declare faults: readonly (PaperFault | { readonly fault: 'otherForm' })[];
  /** Of the form as it would be printed now; empty until it is known. */
  declare mark: string;

  constructor() {
    super();
    this.faults = [];
    this.mark = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('service') && !changed.has('person')) return;
    const { service, person } = this;
    void paperMark({ plan: this.#plan() }, person.role).then((mark) => {
      // What was worked out for a service that is not shown any more says nothing.
      if (this.service === service && this.person === person) this.mark = mark;
    });
  }

  protected override render(): TemplateResult {
    const { id, label } = this.person;
    if (this.counsellor === '') {
      return html`<p class="field__problem">
        ${msg('Sagen Sie zuerst in den Einstellungen, wie Sie heißen. Festgehalten wird, wer das Papier gesehen hat.')}
      </p>`;
    }
    return html`<form class="paper-record" novalidate @submit=${(event: Event) => this.#send(event)}>
      <p class="field__hint">
        ${msg(str`Halten Sie fest, was auf dem Papier steht, das vor Ihnen liegt. Festgehalten wird: gesehen von ${this.counsellor}.`)}
      </p>
      ${this.#markBox()}
      ${textField({
        id: `signer-${id}`,
        label: msg('Name auf dem Papier'),
        value: label,
        required: true,
        autocomplete: 'off',
        problem: this.#problem('noName'),
        onChange: () => undefined,
      })}
      ${textField({
        id: `signed-${id}`,
        label: msg('Unterschrieben am'),
        value: '',
        required: true,
        type: 'date',
        autocomplete: 'off',
        problem: this.#problem('noDate', 'inFuture', 'tooOld'),
        onChange: () => undefined,
      })}
      ${paperItems(this.#plan(), this.person.role).map((item, index) => this.#item(item, index))}
      ${textField({
        id: `kept-${id}`,
        label: msg('Wo liegt das Papier?'),
        value: '',
        required: true,
        autocomplete: 'off',
        hints: [msg('Zum Beispiel Akte und Schrank, höchstens 200 Zeichen')],
        problem: this.#problem('noPlace'),
        onChange: () => undefined,
      })}
      <p role="alert">
        ${this.faults.length > 0 ? msg('So reicht das Papier nicht. Was fehlt, steht bei jedem Punkt.') : nothing}
      </p>
      <button type="submit" class="button button--small button--even">${msg('Festhalten')}</button>
    </form>`;
  }

  /** An older form says other words; whoever compares the mark knows. */
  #markBox(): TemplateResult {
    const field = `mark-${this.person.id}`;
    const problem = this.#problem('otherForm');
    return html`${problemLine(field, problem)}
      <label class="choice">
        <input
          type="checkbox"
          id=${field}
          aria-invalid=${problem ? 'true' : 'false'}
          aria-describedby=${problem ? `${field}-problem` : nothing}
        />
        <span>${msg(str`Auf dem Papier steht die Kennung ${this.mark}.`)}</span>
      </label>`;
  }

  #item(item: PaperItem, index: number): TemplateResult {
    const { text, need } = item.statement;
    const name = `paper-${this.person.id}-${index}`;
    const fault = this.faults.find((one) => 'text' in one && one.text === text.id);
    const answers: readonly (readonly [PaperAnswer, string])[] = [
      ['yes', msg('Ja')],
      ['no', msg('Nein')],
      ...(item.applies === 'always' ? [] : ([['notApplicable', this.#notApplicable(item)]] as const)),
    ];
    return html`<fieldset
      class="paper-record__item"
      id=${name}
      data-text=${text.id}
      aria-describedby=${fault ? `${name}-problem` : nothing}
    >
      <legend>
        ${this.#title(text.id)}
        ${need === 'optional' ? html`<span class="need">${msg('freigestellt')}</span>` : nothing}
      </legend>
      ${problemLine(name, fault && faultWords(fault.fault))}
      <div class="paper-record__answers">
        ${answers.map(
          ([answer, words]) =>
            html`<label class="choice"
              ><input type="radio" name=${name} value=${answer} /> <span>${words}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #title(id: string): string {
    if (id === NOTICE_ID) return noticeWords();
    const { text } = this.service.wordings.text(id);
    return text.title ?? text.statement ?? id;
  }

  #notApplicable({ applies }: PaperItem): string {
    return applies === 'minor' ? msg('Betrifft diese Person nicht') : msg('Niemand sonst im Raum');
  }

  #problem(...faults: readonly (PaperFault['fault'] | 'otherForm')[]): string | undefined {
    const found = this.faults.find(({ fault }) => faults.includes(fault));
    return found && faultWords(found.fault);
  }

  #plan(): GatePlan {
    return makePlan(this.service.profile, this.service.refs, this.person.role);
  }

  #read(): PaperDeclaration {
    const value = (field: string): string =>
      this.querySelector<HTMLInputElement>(`[id='${field}-${this.person.id}']`)?.value.trim() ?? '';
    const answers: Record<string, PaperAnswer> = {};
    for (const item of this.querySelectorAll<HTMLElement>('[data-text]')) {
      const chosen = item.querySelector<HTMLInputElement>('input:checked');
      const text = item.dataset['text'];
      if (chosen && text !== undefined) answers[text] = chosen.value as PaperAnswer;
    }
    return { name: value('signer'), signedOn: value('signed'), kept: value('kept'), answers };
  }

  #send(event: Event): void {
    event.preventDefault();
    const paper = this.#read();
    const isThisForm = this.querySelector<HTMLInputElement>(`[id='mark-${this.person.id}']`)?.checked === true;
    this.faults = [
      ...(isThisForm ? [] : [{ fault: 'otherForm' } as const]),
      ...paperFaults(paper, this.#plan(), this.person.role, dayKey(this.now)),
    ];
    if (this.faults.length === 0) {
      return this.want({ kind: 'recordPaper', appointment: this.appointment, person: this.person.id, paper });
    }
    void this.updateComplete.then(() => this.#toFirstFault());
  }

  #toFirstFault(): void {
    const line = this.querySelector('.field__problem');
    const holder = line?.closest('.field, fieldset') ?? line?.nextElementSibling;
    holder?.querySelector<HTMLElement>('input')?.focus();
  }
}

function faultWords(fault: PaperFault['fault'] | 'otherForm'): string {
  switch (fault) {
    case 'unanswered':
      return msg('Sagen Sie, was hier angekreuzt ist.');
    case 'refused':
      return msg('Ein Nein reicht hier nicht. Einlassen geht dann nur über „Trotzdem einlassen“, mit Ihrem Grund.');
    case 'secondWay':
      return msg(
        'Nur eine dieser Erklärungen kann gelten: Es entscheidet die junge Person selbst, oder wer das Sorgerecht hat.',
      );
    case 'noName':
      return msg(str`Schreiben Sie den Namen ab, höchstens ${PAPER_NAME_MAX} Zeichen.`);
    case 'noDate':
      return msg('Nennen Sie den Tag der Unterschrift.');
    case 'inFuture':
      return msg('Dieser Tag ist noch nicht gewesen.');
    case 'tooOld':
      return msg('So lange gilt eine Einwilligung hier nicht.');
    case 'noPlace':
      return msg(str`Sagen Sie mit höchstens ${KEPT_MAX} Zeichen, wo das Papier liegt.`);
    case 'otherForm':
      return msg('Vergleichen Sie die Kennung. Steht dort eine andere, gilt das Papier für andere Worte.');
  }
}

customElements.define('paper-record', PaperRecordForm);
