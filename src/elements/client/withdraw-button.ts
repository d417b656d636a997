import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { StepContext } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';
import { textBody } from '../shared/text-body.ts';

/** Withdrawing is one action and its confirmation: no harder than agreeing was, and no reason is asked. */
export class WithdrawButton extends LightElement {
  static override properties = { context: { attribute: false } };
  declare context: StepContext;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.context.plan.statements.some(({ kind }) => kind === 'consent')) return nothing;
    const { wordings } = this.context.service;
    return html`<button type="button" class="button button--small button--second" id="withdraw" @click=${() => this.#dialog()?.showModal()}>
        ${msg('Einwilligung widerrufen')}
      </button>
      <dialog aria-labelledby="withdraw-title">
        <h2 id="withdraw-title">${msg('Möchten Sie Ihre Einwilligung widerrufen?')}</h2>
        ${textBody(wordings.text('withdrawal.effect').text)}
        <div class="actions">
          <button type="button" class="button button--even" id="withdraw-yes" @click=${() => this.#withdraw()}>
            ${msg('Ja, widerrufen')}
          </button>
          <button type="button" class="button button--even" @click=${() => this.#dialog()?.close()}>${msg('Nein, zurück')}</button>
        </div>
      </dialog>`;
  }

  #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  #withdraw(): void {
    this.#dialog()?.close();
    this.wish({ kind: 'withdraw' });
  }
}

customElements.define('withdraw-button', WithdrawButton);
