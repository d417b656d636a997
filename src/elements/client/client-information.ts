import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { encryptionTexts, informationTexts } from '../../service/generated.ts';
import { editionOf, noticeDisclosure, uncheckedNote } from '../shared/notice-view.ts';
import { pictureOf, picturedBody, picturedClass } from '../shared/pictures/pictured.ts';
import { signVideo } from '../shared/sign-video.ts';
import { StepElement } from '../shared/step-element.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';

/** Too important to be read as one paragraph among others (X-08). */
const URGENT = 'info.emergency';
const LIMITS = 'encryption.limits';
/**
 * Nobody decides by these, some want to know them: they open in place. What touches the decision – what happens, that it
 * is voluntary and secret, which rights there are – always stands open.
 */
const FOLDED: ReadonlySet<string> = new Set([
  'info.place',
  'info.host',
  'info.operatorOwn',
  'info.operatorProcessor',
  'info.openSource',
  'info.sameRules',
  'info.email',
]);

/**
 * Everything a person should know before deciding: what happens, that it is free and voluntary, how private the line
 * is – in sentences that follow from the profile – and the whole notice one tap away (R-001 … R-019, Art. 13 GDPR).
 */
export class ClientInformation extends StepElement {
  protected override render(): TemplateResult {
    const { service, language } = this.context;
    const ids = informationTexts(service.profile);
    return html`<section>
      ${this.heading(msg('Gut zu wissen, bevor wir sprechen'))}
      <p class="lead">${msg('Lesen Sie in Ruhe. Nichts beginnt, bevor Sie es wollen.')}</p>
      ${uncheckedNote(service, language)} ${ids.filter((id) => !FOLDED.has(id)).map((id) => this.#text(id))}
      ${this.#encryption()}
      <section class="fact">
        <h2>${msg('Mehr zum Nachlesen')}</h2>
        ${ids.filter((id) => FOLDED.has(id)).map((id) => this.#folded(id))} ${noticeDisclosure(service, language, true)}
        <p class="soft" id="edition">${editionOf(service, language)}</p>
      </section>
      <div class="actions">
        <button type="button" class="button" id="read" @click=${() => this.#read()}>${msg('Gelesen – weiter')}</button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </section>`;
  }

  #text(id: string): TemplateResult {
    const wording = this.wording(id);
    return html`<section class=${picturedClass(wording, id === URGENT ? 'panel panel--warm' : 'fact')}>
      ${wording.text.title ? html`<h2>${spoken(wording, wording.text.title)}</h2>` : nothing} ${pictureOf(wording)}
      ${wordingBody(wording)} ${signVideo(wording)}
    </section>`;
  }

  #folded(id: string): TemplateResult {
    const wording = this.wording(id);
    return html`<details class="disclosure">
      <summary>${spoken(wording, wording.text.title ?? id)}</summary>
      ${picturedBody(wording)} ${signVideo(wording)}
    </details>`;
  }

  #encryption(): TemplateResult {
    const { service, verdict } = this.context;
    const ids = encryptionTexts(service.profile, verdict.e2ee === 'yes' ? 'can' : 'cannot');
    return html`<section class="fact" id="encryption">
      <h2>${msg('Wie Bild und Ton geschützt sind')}</h2>
      ${ids
        .filter((id) => id !== LIMITS)
        .map((id) => html`${wordingBody(this.wording(id))} ${signVideo(this.wording(id))}`)}
      ${ids.includes(LIMITS) ? this.#folded(LIMITS) : nothing}
    </section>`;
  }

  #read(): void {
    const { plan, state } = this.context;
    const role = state.visit?.role ?? 'client';
    const read = plan.statements.filter(({ kind, roles }) => kind === 'information' && roles.includes(role));
    this.tell(...read.map(({ text }) => ({ type: 'informed' as const, text })));
  }
}

customElements.define('client-information', ClientInformation);
