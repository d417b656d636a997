import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { cleanRoomName, ROOM_NAME_MAX } from '../../mailbox/link.ts';
import type { Site } from '../../service/site-schema.ts';
import type { ServiceChoice } from '../../visit/view.ts';
import { callLine } from '../shared/call-line.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { LightElement } from '../shared/light-element.ts';
import { problemLine, textField } from '../shared/text-field.ts';
import '../shared/door-arch.ts';
import '../shared/error-summary.ts';

/**
 * For people who come without a personal link: with a conference name from a letter or the phone, or from an old room
 * address that led here. They go through the same gate. Where no service takes conference names, it says so.
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
    return this.services.length === 0 ? this.#onlyLinks() : this.#form();
  }

  #onlyLinks(): TemplateResult {
    return html`<section>
      <door-arch large .openness=${0}></door-arch>
      <h1 tabindex="-1">${msg('Hier geht es mit einem persönlichen Link weiter')}</h1>
      <p class="lead">${msg('Öffnen Sie den Link aus unserer E-Mail. Wenn Sie keinen haben, rufen Sie uns an.')}</p>
      ${callLine(this.site, null)}
    </section>`;
  }

  #form(): TemplateResult {
    return html`<form novalidate autocomplete="off" @submit=${(event: Event) => this.#next(event)}>
      <door-arch large .openness=${0}></door-arch>
      <h1 tabindex="-1">${msg('Schön, dass Sie da sind.')}</h1>
      <p class="lead">
        ${
          this.roomName
            ? msg('Bevor Sie in den Raum gehen, klären wir ein paar Dinge. Zu welchem Angebot gehört Ihr Termin?')
            : msg(
                'Haben Sie einen persönlichen Link? Dann öffnen Sie ihn. Haben Sie einen Konferenznamen? Dann geben Sie ihn hier ein.',
              )
        }
      </p>
      <error-summary .items=${this.problems}></error-summary>
      ${textField({
        id: 'room-name',
        label: msg('Konferenzname'),
        value: this.roomName ?? '',
        required: true,
        hints: [msg('Er steht in unserer E-Mail oder in unserem Brief.')],
        problem: this.#problem('room-name'),
        autocomplete: 'off',
        onChange: () => undefined,
      })}
      <fieldset
        id="services"
        tabindex="-1"
        aria-describedby=${this.#problem('services') ? 'services-problem' : nothing}
      >
        <legend>${msg('Beratungsangebot')}</legend>
        ${problemLine('services', this.#problem('services'))}
        ${this.services.map(
          ({ id, title }) =>
            html`<label class="choice"><input type="radio" name="service" value=${id} /><span>${title}</span></label>`,
        )}
      </fieldset>
      <div class="actions"><button type="submit" class="button">${msg('Weiter')}</button></div>
    </form>`;
  }

  #problem(target: string): string | undefined {
    return this.problems.find((item) => item.target === target)?.words();
  }

  #next(event: Event): void {
    event.preventDefault();
    const typed = this.querySelector<HTMLInputElement>('#room-name')?.value.trim() ?? '';
    const service = this.querySelector<HTMLInputElement>('input[name=service]:checked')?.value;
    this.problems = [
      ...this.#roomProblem(typed),
      ...(service ? [] : [{ target: 'services', words: () => msg('Wählen Sie das Beratungsangebot.') }]),
    ];
    if (this.problems.length === 0 && service) this.wish({ kind: 'chooseService', service, roomName: typed });
  }

  #roomProblem(typed: string): readonly SummaryItem[] {
    if (typed === '') return [{ target: 'room-name', words: () => msg('Geben Sie den Konferenznamen ein.') }];
    const { length } = cleanRoomName(typed);
    if (length > 0 && length <= ROOM_NAME_MAX) return [];
    return [
      {
        target: 'room-name',
        words: () => msg('Diesen Konferenznamen gibt es nicht. Er besteht aus Buchstaben und Ziffern.'),
      },
    ];
  }
}

customElements.define('client-entrance', ClientEntrance);
