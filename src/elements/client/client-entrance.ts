import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Site } from '../../service/site-schema.ts';
import type { ServiceChoice } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import '../shared/door-arch.ts';
import '../shared/error-summary.ts';

/**
 * For people who come without a personal link: with a conference name from a letter or the phone, or from an old room
 * address that led here (R-020). They go through the same gate.
 */
export class ClientEntrance extends LightElement {
  static override properties = {
    site: { attribute: false },
    services: { attribute: false },
    roomName: { attribute: false },
    problems: { state: true },
  };
  declare site: Site;
  declare services: readonly ServiceChoice[];
  declare roomName: string | null;
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override firstUpdated(): void {
    document.title = this.site.name;
    this.querySelector('h1')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<form novalidate autocomplete="off" @submit=${(event: Event) => this.#next(event)}>
      <door-arch large .openness=${0}></door-arch>
      <h1 tabindex="-1">${msg('Schön, dass Sie da sind.')}</h1>
      ${this.roomName
        ? html`<p class="lead">${msg('Bevor Sie in den Raum gehen, klären wir ein paar Dinge. Zu welchem Angebot gehört Ihr Termin?')}</p>`
        : html`<p class="lead">
            ${msg('Haben Sie einen persönlichen Link? Dann öffnen Sie ihn. Haben Sie einen Konferenznamen? Dann geben Sie ihn hier ein.')}
          </p>`}
      <error-summary .items=${this.problems}></error-summary>
      <div class="field">
        <label for="room-name">${msg('Konferenzname')}</label>
        <p class="field__hint" id="room-name-hint">${msg('Er steht in unserer E-Mail oder unserem Brief.')}</p>
        ${this.#problem('room-name')}
        <input
          class="input"
          id="room-name"
          name="room-name"
          autocapitalize="none"
          spellcheck="false"
          .value=${this.roomName ?? ''}
          aria-describedby="room-name-hint room-name-problem"
        />
      </div>
      <fieldset id="services" tabindex="-1">
        <legend>${msg('Beratungsangebot')}</legend>
        ${this.#problem('services')}
        ${this.services.map(
          ({ id, title }) =>
            html`<label class="choice"><input type="radio" name="service" value=${id} /><span>${title}</span></label>`,
        )}
      </fieldset>
      <div class="actions"><button type="submit" class="button">${msg('Weiter')}</button></div>
    </form>`;
  }

  #problem(target: string): TemplateResult | typeof nothing {
    const problem = this.problems.find((item) => item.target === target);
    return problem ? html`<p class="field__problem" id="${target}-problem">${problem.words}</p>` : nothing;
  }

  #next(event: Event): void {
    event.preventDefault();
    const roomName = this.querySelector<HTMLInputElement>('#room-name')?.value.trim() ?? '';
    const service = this.querySelector<HTMLInputElement>('input[name=service]:checked')?.value;
    this.problems = [
      ...(roomName === '' ? [{ target: 'room-name', words: msg('Geben Sie den Konferenznamen ein.') }] : []),
      ...(service ? [] : [{ target: 'services', words: msg('Wählen Sie das Beratungsangebot.') }]),
    ];
    if (this.problems.length === 0 && service) this.wish({ kind: 'chooseService', service, roomName });
  }
}

customElements.define('client-entrance', ClientEntrance);
