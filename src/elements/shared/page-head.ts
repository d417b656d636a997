import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { ServiceFace } from '../../service/face.ts';
import type { Site } from '../../service/site-schema.ts';
import { LightElement } from './light-element.ts';

/** Head of every page: whose service this is, and the way out in one touch (X-07), always at the same place. */
export class PageHead extends LightElement {
  static override properties = { site: { attribute: false }, service: { attribute: false } };
  declare site: Site | null;
  declare service: ServiceFace | null;

  protected override render(): TemplateResult {
    // Room for the authority before its name is known, so that nothing moves when it comes.
    const authority = this.site ? this.service?.profile.authority.name : '\u00a0';
    return html`<header class="head">
      <div class="masthead">
        <div class="masthead__name">
          ${this.site?.logo ? html`<img class="masthead__logo" src=${this.site.logo} alt="" />` : nothing}
          <span>${this.site?.name ?? msg('Videoberatung')}<small>${authority}</small></span>
        </div>
        <button
          type="button"
          class="button button--small button--exit"
          id="quick-exit"
          @click=${() => this.wish({ kind: 'quickExit' })}
        >
          ${msg('Schnell verlassen')}
        </button>
      </div>
      ${this.#banner()}
    </header>`;
  }

  /** Nobody shall take an example or a practice for the city's own service (requirements §4). */
  #banner(): TemplateResult | typeof nothing {
    const isExample = this.service?.profile.status === 'example';
    const isPractice = this.site?.practice === true;
    if (isExample && isPractice) {
      return html`<p class="banner">
        ${msg('Übung mit einem Beispielprofil. Keine Behörde hat es freigegeben, hier berät niemand.')}
      </p>`;
    }
    if (isExample) return html`<p class="banner">${msg('Beispielprofil – nicht durch die Behörde freigegeben')}</p>`;
    return isPractice ? html`<p class="banner">${msg('Übungsbetrieb – hier berät niemand')}</p>` : nothing;
  }
}

customElements.define('page-head', PageHead);
