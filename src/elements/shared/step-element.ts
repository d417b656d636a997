import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DoorContext, StepContext, Told } from '../../visit/view.ts';
import type { TextVersion } from '../../service/texts-schema.ts';
import type { Wording } from '../../service/wording.ts';
import { LightElement } from './light-element.ts';

/**
 * Base of one step: gets the context, shows a heading that takes the focus, and tells what the person did. A step
 * never keeps what is legally relevant: that is in the context's state.
 */
export abstract class StepElement<C extends DoorContext = StepContext> extends LightElement {
  static override properties = { context: { attribute: false } };
  declare context: C;

  protected override firstUpdated(): void {
    this.#nameTab();
    this.querySelector('h1')?.focus();
  }

  /** Here and not in `updated`, which steps have for themselves: the tab follows the heading into another language. */
  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const before = changed.get('context') as C | undefined;
    if (before && before.language !== this.context.language) this.#nameTab();
  }

  #nameTab(): void {
    const heading = this.querySelector('h1');
    if (heading) document.title = `${heading.textContent.trim()} – ${this.context.service.title}`;
  }

  /** The current wording in the language on screen; German where there is none yet (then `fallback` says so). */
  protected wording(id: string): Wording {
    return this.context.service.wordings.text(id);
  }

  /** The words of `wording`, for places that need no `lang`. */
  protected text(id: string): TextVersion {
    return this.wording(id).text;
  }

  /** The sentence to agree to, marked with its own language where it is German on a page in another language. */
  protected sentence(id: string): TemplateResult {
    const { text, language, fallback } = this.context.service.wordings.text(id);
    return html`<span lang=${fallback ? language : nothing} dir=${fallback ? 'ltr' : nothing}
      >${text.statement ?? text.title ?? ''}</span
    >`;
  }

  protected tell(...told: readonly Told[]): void {
    this.wish({ kind: 'tell', told });
  }

  /** Like `tell`, but the page stays: for answers that are still being given. */
  protected note(...told: readonly Told[]): void {
    this.wish({ kind: 'tell', told, stay: true });
  }

  protected heading(words: string | TemplateResult): TemplateResult {
    return html`<h1 tabindex="-1">${words}</h1>`;
  }

  protected backButton(): TemplateResult | typeof nothing {
    if (!this.context.mayGoBack) return nothing;
    return html`<button type="button" class="button button--quiet" @click=${() => this.wish({ kind: 'back' })}>
      ${msg('Zurück', { id: 'step.back' })}
    </button>`;
  }
}
