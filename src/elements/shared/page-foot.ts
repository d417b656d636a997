import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { ServiceFace } from '../../service/face.ts';
import type { Site } from '../../service/site-schema.ts';
import type { View } from '../../visit/view.ts';
import { isChecked, SOURCE_LANGUAGE } from '../../i18n/languages.ts';
import { languageList } from './language-list.ts';
import { LightElement } from './light-element.ts';
import { phoneLink } from './phone-link.ts';

/** Foot of every page: a human to call, at the same place on every step (WCAG 3.2.6), languages, imprint. */
export class PageFoot extends LightElement {
  static override properties = {
    site: { attribute: false },
    service: { attribute: false },
    language: { type: String },
    view: { attribute: false },
  };
  declare site: Site | null;
  declare service: ServiceFace | null;
  declare language: string;
  /** What is on screen above. */
  declare view: View;

  protected override render(): TemplateResult {
    return html`<footer class="footer">
      <div class="footer__inner">
        <div class="helpline">${this.#helpline()}</div>
        ${this.site && this.site.crisis.length > 0 ? this.#crisis(this.site.crisis) : nothing}
        ${languageList(this.language, (wish) => this.wish(wish))}
        ${this.#isUnchecked() ? html`<p class="soft" id="unchecked">${uncheckedWords()}</p>` : nothing}
        ${this.site ? html`<p><a href=${this.site.imprint}>${msg('Impressum')}</a></p>` : nothing}
        <p class="soft">${msg('Schnell verlassen: auch dreimal die Taste Esc.')}</p>
        <display-settings></display-settings>
        <accessibility-statement
          .site=${this.site}
          .service=${this.service}
          .language=${this.language}
          .view=${this.view}
        ></accessibility-statement>
      </div>
    </footer>`;
  }

  /** Speaks for interface and texts; of the texts it knows once the whole service has arrived behind the first screen. */
  #isUnchecked(): boolean {
    if (this.language === SOURCE_LANGUAGE) return false;
    const { service } = this;
    return !isChecked(this.language) || (service !== null && 'checkedBy' in service && service.checkedBy === null);
  }

  #helpline(): TemplateResult | typeof nothing {
    const own = this.service?.profile.helpline;
    if (own?.phone) {
      return html`<p>
        ${msg('Fragen? Rufen Sie die Beratungsstelle an:')}
        ${phoneLink(own.phone)}${own.hours ? html` (${own.hours})` : nothing}
      </p>`;
    }
    const site = this.site?.helpline;
    return html`${
      own?.email
        ? html`<p>
            ${msg('Fragen? Schreiben Sie der Beratungsstelle:')} <a href="mailto:${own.email}">${own.email}</a>
          </p>`
        : nothing
    }
    ${site ? html`<p>${msg('Fragen? Rufen Sie an:')} ${site.name}, ${phoneLink(site.phone)}</p>` : nothing}`;
  }

  #crisis(numbers: Site['crisis']): TemplateResult {
    return html`<details>
      <summary>${msg('Sie brauchen sofort Hilfe?')}</summary>
      <p>${msg('Die Videoberatung ist kein Notruf. Diese Nummern sind rund um die Uhr oder täglich für Sie da:')}</p>
      <ul>
        ${numbers.map(({ name, phone }) => html`<li>${name}: ${phoneLink(phone)}</li>`)}
      </ul>
    </details>`;
  }
}

/** Nobody has vouched for what is on screen, and which language counts. */
export function uncheckedWords(): string {
  return msg('Diese Übersetzung hat noch niemand geprüft. Es gilt der deutsche Text.');
}

customElements.define('page-foot', PageFoot);
