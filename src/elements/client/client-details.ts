import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { detailProblems } from '../../gate/details.ts';
import type { FieldId, FieldPlan } from '../../gate/plan.ts';
import type { Details } from '../../gate/state.ts';
import { askedFields, fieldText } from '../../service/generated.ts';
import { birthDateFields, birthDateTarget, readBirthDate } from '../shared/birth-date.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { fieldWords } from '../shared/field-words.ts';
import { noticeDisclosure } from '../shared/notice-view.ts';
import { otherWays } from '../shared/other-ways.ts';
import { StepElement } from '../shared/step-element.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';
import { textField, type FieldOptions } from '../shared/text-field.ts';
import '../shared/error-summary.ts';

type Look = Pick<FieldOptions, 'autocomplete' | 'type' | 'multiline'>;

/** How each field is typed and what a browser may fill in (WCAG 1.3.5). The street is one line, so not `street-address`. */
const LOOKS: Readonly<Record<Exclude<FieldId, 'birthDate'>, Look>> = {
  name: { autocomplete: 'name' },
  street: { autocomplete: 'address-line1' },
  postalCode: { autocomplete: 'postal-code' },
  city: { autocomplete: 'address-level2' },
  phone: { autocomplete: 'tel', type: 'tel' },
  email: { autocomplete: 'email', type: 'email' },
  note: { autocomplete: 'off', multiline: true },
};

/**
 * The details that the profile asks for and no others: each with its purpose, whether it has to be given and what
 * follows if not, and who will see it (R-061 … R-066, R-127).
 */
export class ClientDetails extends StepElement {
  static override properties = { ...StepElement.properties, problems: { state: true } };
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override render(): TemplateResult {
    const { plan, service, language } = this.context;
    const asked = askedFields(service.profile);
    const seenBy = asked[0]?.visibleTo ?? 'counsellor';
    // Said once where it is the same for all: seven times the same sentence is read by nobody.
    const isOneForAll = asked.length > 1 && asked.every(({ visibleTo }) => visibleTo === seenBy);
    const isAnyRequired = plan.fields.some(({ need }) => need === 'required');
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(msg('Ihre Angaben'))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      <p class="lead">${msg('Wir fragen nur, was wir brauchen. Bei jeder Angabe steht, wofür.')}</p>
      ${isOneForAll ? html`<p id="seen-by">${allSeenWords(seenBy)}</p>` : nothing}
      ${
        isAnyRequired
          ? html`<p>
                ${msg('Ohne die Pflichtangaben können wir Sie nicht per Video beraten. Was freiwillig ist, können Sie leer lassen. Das hat keine Nachteile.')}
              </p>
              <details class="disclosure">
                <summary>${msg('Sie möchten etwas davon nicht angeben?')}</summary>
                <p>${msg('Dann beraten wir Sie gern auf einem anderen Weg:')}</p>
                ${otherWays(service)}
              </details>`
          : html`<p>
              ${msg('Alle Angaben sind freiwillig. Sie können jedes Feld leer lassen. Das hat keine Nachteile.')}
            </p>`
      }
      ${plan.fields.map((field) => this.#field(field, isOneForAll))} ${noticeDisclosure(service, language)}
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #field({ id, need }: FieldPlan, isSeenSaid: boolean): TemplateResult {
    const { service, state } = this.context;
    const asked = askedFields(service.profile).find((field) => field.id === id);
    const label = this.wording(fieldText(service.profile, id));
    const purpose = asked ? wordingBody(this.wording(asked.purpose)) : nothing;
    const common = {
      id: fieldId(id),
      label: spoken(label, label.text.title ?? id),
      value: state.details?.[id] ?? '',
      required: need === 'required',
      problem: this.problems.find(({ target }) => target === targetOf(id))?.words(),
      onChange: () => this.note({ type: 'detailsGiven', details: this.#typed() }),
    };
    const hints = [
      ...(purpose === nothing ? [] : [html`${purpose}`]),
      ...(isSeenSaid || !asked ? [] : [seenWords(asked.visibleTo)]),
    ];
    if (id === 'birthDate') {
      return birthDateFields({ ...common, hints: [...hints, msg('Zum Beispiel: 17 5 1990')] });
    }
    const look = asked?.pseudonym && id === 'name' ? { autocomplete: 'nickname' } : LOOKS[id];
    return textField({ ...common, ...look, hints });
  }

  #typed(): Details {
    const typed: Partial<Record<FieldId, string>> = {};
    for (const { id } of this.context.plan.fields) {
      const control = this.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${fieldId(id)}`);
      typed[id] = id === 'birthDate' ? readBirthDate(this, fieldId(id)) : (control?.value ?? '');
    }
    return typed;
  }

  #next(event: Event): void {
    event.preventDefault();
    const { plan, now, service } = this.context;
    const details = this.#typed();
    const labelOf = (field: FieldId): string => this.text(fieldText(service.profile, field)).title ?? field;
    this.problems = detailProblems(plan.fields, details, now).map(({ field, problem }) => ({
      target: targetOf(field),
      words: () => fieldWords(field, problem, labelOf(field)),
    }));
    // What cannot be taken yet is kept all the same: nobody types twice because of a typing mistake.
    if (this.problems.length > 0) this.note({ type: 'detailsGiven', details });
    else this.tell({ type: 'detailsGiven', details });
  }
}

/** Who can see what is given (R-065). */
function seenWords(visibleTo: 'counsellor' | 'system'): string {
  return visibleTo === 'system' ? msg('Das sehen die Beratenden nicht.') : msg('Das sehen die Beratenden.');
}

function allSeenWords(visibleTo: 'counsellor' | 'system'): string {
  return visibleTo === 'system'
    ? msg('Die Beratenden sehen diese Angaben nicht.')
    : msg('Diese Angaben sehen die Beratenden.');
}

function fieldId(id: FieldId): string {
  return `field-${id}`;
}

function targetOf(id: FieldId): string {
  return id === 'birthDate' ? birthDateTarget(fieldId(id)) : fieldId(id);
}

customElements.define('client-details', ClientDetails);
