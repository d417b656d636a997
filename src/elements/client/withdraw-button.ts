import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { StepContext } from '../../visit/view.ts';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { LightElement } from '../shared/light-element.ts';
import { picturedBody } from '../shared/pictures/pictured.ts';
import { wordingBody } from '../shared/text-body.ts';

/** Withdrawing is one action and its confirmation: no harder than agreeing was, and no reason is asked (R-090, R-091). */
export class WithdrawButton extends LightElement {
  static override properties = { context: { attribute: false } };
  declare context: StepContext;

  protected override render(): TemplateResult | typeof nothing {
    // Where nothing rests on consent there is nothing to withdraw, and offering it would mislead (C-08).
    if (!this.context.plan.statements.some(({ kind }) => kind === 'consent')) return nothing;
    const { wordings } = this.context.service;
    return html`<button
        type="button"
        class="button button--small button--second"
        id="withdraw"
        @click=${() => this.#ask()}
      >
        ${msg('Einwilligung widerrufen')}
      </button>
      ${confirmDialog({
        id: 'withdraw',
        title: msg('Möchten Sie Ihre Einwilligung widerrufen?'),
        body: html`${picturedBody(wordings.text('withdrawal.effect'))}
        ${wordingBody(wordings.text('withdrawal.continues'))}`,
        yes: msg('Ja, widerrufen'),
        onYes: () => this.wish({ kind: 'withdraw' }),
      })}`;
  }

  #ask(): void {
    openDialog(this.querySelector('dialog'));
  }
}

customElements.define('withdraw-button', WithdrawButton);
