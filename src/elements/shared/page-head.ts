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
    return html`<header class="masthead">
      <div class="masthead__name">
        ${this.site?.logo ? html`<img class="masthead__logo" src=${this.site.logo} alt="" />` : nothing}
        <span>${this.site?.name ?? msg('Videoberatung')}<small>${this.service?.profile.authority.name}</small></span>
      </div>
      <button type="button" class="button button--small button--exit" id="quick-exit" @click=${() => this.wish({ kind: 'quickExit' })}>
        ${msg('Schnell verlassen')}
      </button>
    </header>`;
  }
}

customElements.define('page-head', PageHead);
