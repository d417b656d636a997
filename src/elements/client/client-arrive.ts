import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { StepElement } from '../shared/step-element.ts';
import { textBody } from '../shared/text-body.ts';
import '../shared/door-arch.ts';

/** First screen: you are in the right place, this is your appointment, nothing happens without you. */
export class ClientArrive extends StepElement {
  protected override render(): TemplateResult {
    const { service, state, language, returning } = this.context;
    const welcome = this.text('start.welcome');
    return html`<section>
      <door-arch large .openness=${0}></door-arch>
      ${this.heading(welcome.title ?? msg('Schön, dass Sie da sind.'))}
      <div class="lead">${textBody(welcome)}</div>
      <dl class="facts">
        <dt>${msg('Beratungsangebot')}</dt>
        <dd>${service.title}</dd>
        <dt>${msg('Beratungsstelle')}</dt>
        <dd>${service.profile.department.name}</dd>
        ${state.visit?.startsAt
          ? html`<dt>${msg('Ihr Termin')}</dt>
              <dd>${msg(str`${formatDay(state.visit.startsAt, language)}, ${formatTime(state.visit.startsAt, language)}`)}</dd>`
          : nothing}
      </dl>
      ${returning
        ? html`<p>${msg('Sie waren schon einmal hier. Wir fragen nur, was neu ist, und was für jedes Gespräch gilt.')}</p>`
        : nothing}
      ${this.#device()}
      <div class="actions">
        <button type="button" class="button" @click=${() => this.tell({ type: 'begun' })}>${msg('Beginnen')}</button>
      </div>
    </section>`;
  }

  #device(): TemplateResult {
    const { storage } = this.context;
    const shared = storage.mode === 'shared';
    return html`<label class="choice">
        <input
          type="checkbox"
          id="shared-device"
          .checked=${shared}
          aria-describedby="shared-device-hint"
          @change=${(event: Event) =>
            this.wish({
              kind: 'storage',
              mode: (event.target as HTMLInputElement).checked ? 'shared' : 'session',
            })}
        />
        <span>${msg('Dieses Gerät nutzen auch andere')}</span>
        <span class="field__hint" id="shared-device-hint"
          >${msg('Dann merken wir uns auf diesem Gerät nichts. Wenn Sie die Seite neu laden, beginnen Sie von vorn.')}</span
        >
      </label>
      ${storage.trouble
        ? html`<div class="panel panel--warm" role="status">
            <p>
              ${msg(
                'Dieser Browser lässt uns nichts merken. Sie können trotzdem teilnehmen. Laden Sie die Seite dabei nicht neu, sonst beginnen Sie von vorn.',
              )}
            </p>
          </div>`
        : nothing}`;
  }
}

customElements.define('client-arrive', ClientArrive);
