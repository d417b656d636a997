import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Appointment, InvitedPerson } from '../../appointment/appointment.ts';
import type { DeskContext, PaperView } from '../../desk/view.ts';
import { LANGUAGES, SOURCE_LANGUAGE } from '../../i18n/languages.ts';
import type { Service } from '../../service/load.ts';
import { personName } from './appointment-words.ts';
import { OfficeElement } from './office-element.ts';
import './paper-record.ts';
import { paperWords } from './paper-words.ts';

/**
 * The declarations on paper, for those invited who have no device or cannot use it: the form to be printed, and what
 * is recorded of it once it comes back signed – before the appointment, or after it.
 */
export class AppointmentPapers extends OfficeElement {
  static override properties = {
    context: { attribute: false },
    appointment: { attribute: false },
    service: { attribute: false },
    papers: { attribute: false },
    language: { state: true },
    opened: { state: true },
    trouble: { state: true },
  };
  declare context: DeskContext;
  declare appointment: Appointment;
  declare service: Service;
  declare papers: readonly PaperView[];
  /** Of the form that is printed. */
  declare language: string;
  /** For whom a signed form is being recorded: id of the person; null: for nobody. */
  declare opened: string | null;
  /** The last form could not be printed. */
  declare trouble: boolean;

  constructor() {
    super();
    this.papers = [];
    this.language = SOURCE_LANGUAGE;
    this.opened = null;
    this.trouble = false;
  }

  protected override get refuge(): string {
    return 'summary';
  }

  /** What was to be recorded is recorded: its form has done its work. */
  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('papers') as readonly PaperView[] | undefined;
    if (!before || this.opened === null) return;
    const issueIn = (papers: readonly PaperView[]): string | undefined =>
      papers.find(({ record }) => record === this.opened)?.issue;
    if (issueIn(before) !== issueIn(this.papers)) this.opened = null;
  }

  protected override render(): TemplateResult {
    const { people, state } = this.appointment;
    return html`<details id="papers" ?open=${this.papers.length > 0}>
      <summary>${msg('Erklärungen auf Papier')}</summary>
      <p>
        ${msg('Für Menschen, die kein Gerät haben oder es nicht bedienen können. Auf dem Formular stehen dieselben Erklärungen wie auf der Seite. Was unterschrieben zurückkommt, halten Sie hier fest.')}
      </p>
      ${state === 'planned' ? this.#languages() : nothing}
      <ul class="plain papers">
        ${people.map((person) => this.#person(person))}
      </ul>
      <p role="alert">
        ${this.trouble ? msg('Das hat gerade nicht geklappt. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.') : nothing}
      </p>
    </details>`;
  }

  #languages(): TemplateResult {
    const { languages } = this.service.profile;
    return html`<div class="field invitation__language">
      <label for="form-language">${msg('Sprache des Formulars')}</label>
      <select
        class="input"
        id="form-language"
        @change=${(event: Event) => (this.language = (event.target as HTMLSelectElement).value)}
      >
        ${LANGUAGES.filter(({ code }) => languages.includes(code)).map(
          ({ code, name }) =>
            html`<option value=${code} lang=${code} .selected=${code === this.language}>${name}</option>`,
        )}
      </select>
    </div>`;
  }

  #person(person: InvitedPerson): TemplateResult {
    const { id } = person;
    const paper = this.papers.find(({ record }) => record === id);
    const isOpen = this.opened === id;
    const isPlanned = this.appointment.state === 'planned';
    return html`<li class="papers__person" data-person=${id}>
      <strong id="papers-${id}"><bdi>${personName(person)}</bdi></strong>
      <p role="status" class="papers__said">${paper ? paperWords(paper, this.context.language) : nothing}</p>
      <div class="invitation__ways">
        ${isPlanned ? this.#button('form', id, msg('Formular drucken'), () => void this.#print(person)) : nothing}
        ${this.#button(
          'record',
          id,
          paper ? msg('Neues Papier festhalten …') : msg('Unterschriebenes Papier festhalten …'),
          () => (this.opened = isOpen ? null : id),
          isOpen,
        )}
        ${
          paper
            ? this.#button('receipt', id, msg('Nachweis öffnen'), () =>
                this.want({ kind: 'showReceipt', id: paper.record }),
              )
            : nothing
        }
      </div>
      ${isOpen ? this.#form(person) : nothing}
    </li>`;
  }

  #form(person: InvitedPerson): TemplateResult {
    return html`<paper-record
      .appointment=${this.appointment.id}
      .person=${person}
      .service=${this.service}
      .counsellor=${this.context.counsellor}
      .now=${this.context.now}
    ></paper-record>`;
  }

  #button(name: string, id: string, words: string, act: () => void, isOpen?: boolean): TemplateResult {
    return html`<button
      type="button"
      class="button button--second button--small"
      id="papers-${name}-${id}"
      aria-expanded=${isOpen ?? nothing}
      aria-describedby="papers-${id}"
      @click=${act}
    >
      ${words}
    </button>`;
  }

  async #print({ role }: InvitedPerson): Promise<void> {
    const { site } = this.context;
    const { service, startsAt } = this.appointment;
    this.trouble = false;
    try {
      const { printForm } = await import('./invitation-papers.ts');
      await printForm({ site, service, role, language: this.language, startsAt });
    } catch {
      // The line broke while the texts or the code were on their way; the same button tries again.
      this.trouble = true;
    }
  }
}

customElements.define('appointment-papers', AppointmentPapers);
