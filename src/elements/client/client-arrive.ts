import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { formatDay, formatTime } from '../../i18n/format.ts';
import type { DoorContext } from '../../visit/view.ts';
import { languageList } from '../shared/language-list.ts';
import { StepElement } from '../shared/step-element.ts';
import { storageNotice } from '../shared/storage-notice.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';
import '../shared/door-arch.ts';

/** First screen: you are in the right place, this is your appointment, nothing happens without you. */
export class ClientArrive extends StepElement<DoorContext> {
  protected override render(): TemplateResult {
    const { service, startsAt, language, returning, verdict } = this.context;
    const welcome = this.wording('start.welcome');
    return html`<section>
      ${languageList(language, (wish) => this.wish(wish))}
      <door-arch large .openness=${0}></door-arch>
      ${this.heading(welcome.text.title ? spoken(welcome, welcome.text.title) : msg('Schön, dass Sie da sind.'))}
      <div class="lead">${wordingBody(welcome)}</div>
      <dl class="rows">
        <div>
          <dt>${msg('Beratungsangebot')}</dt>
          <dd>${service.title}</dd>
        </div>
        <div>
          <dt>${msg('Beratungsstelle')}</dt>
          <dd>${service.profile.department.name}</dd>
        </div>
        ${
          startsAt === null
            ? nothing
            : html`<div>
                <dt>${msg('Ihr Termin')}</dt>
                <dd>${formatDay(startsAt, language)}, ${formatTime(startsAt, language)}</dd>
              </div>`
        }
      </dl>
      ${
        returning
          ? html`<p>
              ${msg('Sie waren schon einmal hier. Wir fragen nur, was neu ist, und was für jedes Gespräch gilt.')}
            </p>`
          : nothing
      }
      ${verdict.inApp ? this.#inApp() : nothing} ${this.#device()}
      <div class="actions">
        <button type="button" class="button" @click=${() => this.tell({ type: 'begun' })}>${msg('Beginnen')}</button>
      </div>
    </section>`;
  }

  /** Inside another app camera and microphone often fail later, so the way out is shown while nothing is lost yet. */
  #inApp(): TemplateResult {
    // Only here is its code needed this early; until it has arrived the words stand alone.
    void import('../shared/copy-link.ts');
    return html`<div class="panel panel--warm" id="in-app">
      ${wordingBody(this.wording('browser.inApp'))} <copy-link></copy-link>
    </div>`;
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
      </label>
      <p class="field__hint" id="shared-device-hint">
        ${msg('Dann merken wir uns auf diesem Gerät nichts. Wenn Sie die Seite neu laden, beginnen Sie von vorn.')}
      </p>
      ${storage.trouble ? storageNotice() : nothing}`;
  }
}

customElements.define('client-arrive', ClientArrive);
