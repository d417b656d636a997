import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { LANGUAGES } from '../../i18n/languages.ts';
import { leftToRight } from '../../i18n/left-to-right.ts';
import { accessibilityLaw, type AccessibilityLaw } from '../../service/accessibility-law.ts';
import { barrierMail } from '../../service/barrier-mail.ts';
import type { ServiceFace } from '../../service/face.ts';
import { namedTexts, TEXT_IDS } from '../../service/ids.ts';
import { contactOf, type Contact } from '../../service/notice-blocks.ts';
import type { Site } from '../../service/site-schema.ts';
import type { View } from '../../visit/view.ts';
import { LightElement } from './light-element.ts';
import { contactLines } from './notice-section.ts';
import { editionOf } from './notice-view.ts';
import { waysWithoutVideo } from './other-ways.ts';
import { phoneLink } from './phone-link.ts';
import { signVideo, signVideoOf } from './sign-video.ts';

/**
 * The accessibility statement of this service (X-05, Art. 7 Directive (EU) 2016/2102), made of profile and state. Opens in
 * place, so that the step above stays as it is. What helps now stands first: whom to tell, and how to be counselled
 * without all this.
 */
export class AccessibilityStatement extends LightElement implements Page {
  static override properties = {
    site: { attribute: false },
    service: { attribute: false },
    language: { type: String },
    view: { attribute: false },
    isOpen: { state: true },
  };
  declare site: Site | null;
  declare service: ServiceFace | null;
  declare language: string;
  declare view: View;
  declare isOpen: boolean;

  constructor() {
    super();
    this.isOpen = false;
  }

  protected override render(): TemplateResult {
    const onToggle = (event: Event): void => {
      this.isOpen = (event.target as HTMLDetailsElement).open;
    };
    return html`<details class="display" id="accessibility" @toggle=${onToggle}>
      <summary>${msg('Barrierefreiheit')}</summary>
      ${this.isOpen ? statement(this) : nothing}
    </details>`;
  }
}

/** What the statement speaks of. */
interface Page {
  readonly site: Site | null;
  readonly service: ServiceFace | null;
  readonly language: string;
  readonly view: View;
}

/** What an authority's first page has to say in sign language (A-03); on the first screen itself its code is not there yet. */
const WELCOME = 'start.welcome';

function statement(page: Page): TemplateResult {
  const { service } = page;
  const own = service?.profile.accessibility?.statementUrl;
  return html`<article class="notice" aria-labelledby="accessibility-title">
    <h2 id="accessibility-title">${msg('Barrierefreiheit')}</h2>
    ${
      service && service.profile.status !== 'published'
        ? html`<p>${msg('Dies ist ein Beispiel. Die Behörde hat diesen Text nicht freigegeben.')}</p>`
        : nothing
    }
    ${service ? signVideo(service.wordings.text(WELCOME)) : nothing} ${feedback(page)}
    ${
      service
        ? html`<h3>${msg('Oder ohne Video')}</h3>
            ${waysWithoutVideo(service)}`
        : nothing
    }
    ${own ? ownStatement(own, service?.profile.authority.name) : html`${gaps(page)} ${responsible(page)} ${rules(page)} ${origin(page)}`}
    <p>
      <button type="button" class="button button--small button--second" id="accessibility-close" @click=${close}>
        ${msg('Zurück', { id: 'step.back' })}
      </button>
    </p>
  </article>`;
}

function feedback(page: Page): TemplateResult | typeof nothing {
  const { service, site, view, language } = page;
  const { helpline, department, authority } = service?.profile ?? {};
  const address = helpline?.email ?? department?.email ?? authority?.email;
  const phone = helpline?.phone ?? site?.helpline.phone;
  if (!address && !phone) return nothing;
  const to = leftToRight(address ?? '');
  return html`<h3>${msg('Etwas geht hier nicht?')}</h3>
    <p>${msg('Sagen Sie es uns. Ihren Namen brauchen wir dafür nicht.')}</p>
    ${
      service && address
        ? html`<p>
              <a
                id="barrier-mail"
                href=${barrierMail({
                  to: address,
                  question: msg('Das geht nicht:'),
                  place: view.kind === 'step' ? view.step : view.kind,
                  language,
                  edition: service.profile,
                })}
                >${msg(str`E-Mail an ${to} beginnen`)}</a
              >
            </p>
            <p class="soft">
              ${msg('Schritt, Sprache und Fassung der Texte stehen schon darin. Absender sind Sie, mit Ihrer Adresse.')}
            </p>`
        : nothing
    }
    ${phone ? html`<p>${msg('Telefon:')} ${phoneLink(phone)}</p>` : nothing}`;
}

/** In a window of its own: leaving this one would end a conversation. */
function ownStatement(url: string, authority: string | undefined): TemplateResult {
  const web = `${msg('Barrierefreiheit')}: ${authority ?? url}`;
  return html`<p>
    <a id="own-statement" href=${url} target="_blank" rel="noopener noreferrer">${msg(str`${web} (neues Fenster)`)}</a>
  </p>`;
}

function gaps(page: Page): TemplateResult {
  const { site } = page;
  const host = site ? new URL(site.jitsi.origin).hostname : '';
  const isVouchedFor = LANGUAGES.every(({ checkedBy }) => checkedBy !== null);
  return html`<h3>${msg('Was noch nicht barrierefrei ist')}</h3>
    <ul>
      ${
        host
          ? html`<li>
              ${msg(str`Das Gespräch selbst läuft mit Jitsi auf dem Server ${host}. Wie gut es sich bedienen lässt, haben wir nicht geprüft.`)}
            </li>`
          : nothing
      }
      <li>
        ${msg('Untertitel gibt es im Gespräch nicht: Dafür müsste ein Programm mithören. Auch Mitlesen Wort für Wort geht nicht.')}
      </li>
      ${hasSignVideo(page.service) ? nothing : html`<li>${msg('Videos in Gebärdensprache gibt es hier nicht.')}</li>`}
      ${isVouchedFor ? nothing : html`<li>${msg('Leichte Sprache und Übersetzungen hat noch niemand geprüft.')}</li>`}
    </ul>`;
}

/** Is anything that this service says to be had in sign language? */
function hasSignVideo(service: ServiceFace | null): boolean {
  if (!service) return false;
  const { profile, wordings } = service;
  const ids = [...TEXT_IDS, ...namedTexts(profile).map(({ id }) => id)];
  return ids.some((id) => wordings.has(id) && signVideoOf(wordings.text(id)) !== undefined);
}

function responsible(page: Page): TemplateResult {
  const { service, site } = page;
  return html`<h3>${msg('Verantwortlich')}</h3>
    ${
      service
        ? contactLines(contactOf(service.profile.authority))
        : site
          ? html`<p>${site.name}, <a href=${site.imprint}>${msg('Impressum')}</a></p>`
          : nothing
    }`;
}

function rules(page: Page): TemplateResult {
  const { service } = page;
  const law = service ? accessibilityLaw(service.profile.jurisdiction) : null;
  // Names of German laws, on a page that may be read from right to left.
  const isGerman = page.language === 'de';
  return html`<h3>${msg('Welche Regeln gelten')}</h3>
    <ul id="accessibility-laws" lang=${isGerman ? nothing : 'de'} dir=${isGerman ? nothing : 'ltr'}>
      ${law?.laws.map((name) => html`<li>${name}</li>`)}
      <li>Barrierefreie-Informationstechnik-Verordnung (BITV 2.0)</li>
      <li>EN 301 549</li>
    </ul>
    <p>
      ${msg('Wir messen die Seite auch an WCAG 2.2, Stufe AA. Unser Ergebnis: teilweise erfüllt. Was fehlt, steht oben.')}
    </p>
    ${service ? enforcement(law, service.profile.authority.name, isGerman) : nothing}`;
}

function enforcement(law: AccessibilityLaw | null, authority: string, isGerman: boolean): TemplateResult {
  return html`<h3>${msg('Wenn wir nicht antworten oder nicht helfen')}</h3>
    <div id="enforcement">
      ${
        law
          ? html`<p>${msg('Dann können Sie sich an diese Stelle wenden:')}</p>
              ${bodyLines(law.body, isGerman)}
              ${law.verifiedOn === null ? html`<p class="soft">${msg('Diese Angaben muss die Behörde noch bestätigen.')}</p>` : nothing}`
          : html`<p>
              ${msg(str`Für dieses Bundesland ist hier noch keine Stelle eingetragen. Fragen Sie danach: ${authority}.`)}
            </p>`
      }
    </div>`;
}

/** In a window of its own, like everything that leads away from here. */
function bodyLines({ web, ...body }: Contact, isGerman: boolean): TemplateResult {
  return html`<div lang=${isGerman ? nothing : 'de'} dir=${isGerman ? nothing : 'ltr'}>${contactLines(body)}</div>
    ${
      web
        ? html`<p>
            <a href="https://${web}" target="_blank" rel="noopener noreferrer">${msg(str`${web} (neues Fenster)`)}</a>
          </p>`
        : nothing
    }`;
}

function origin(page: Page): TemplateResult {
  const { service, language } = page;
  return html`<h3>${msg('Wie diese Erklärung entstanden ist')}</h3>
    <p>
      ${msg('Durch Selbstbewertung der Software Einlass: Ein Programm prüft jeden Schritt. Unabhängig geprüft wurde nicht.')}
    </p>
    ${service ? html`<p class="soft">${editionOf(service, language)}</p>` : nothing}`;
}

/** Back to where the reading began; a closed disclosure would swallow the focus. */
function close(event: Event): void {
  const disclosure = (event.currentTarget as HTMLElement).closest('details');
  if (!disclosure) return;
  disclosure.open = false;
  disclosure.querySelector('summary')?.focus();
}

customElements.define('accessibility-statement', AccessibilityStatement);
