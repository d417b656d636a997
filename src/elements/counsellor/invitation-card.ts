import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Appointment } from '../../appointment/appointment.ts';
import { contactOf, type Contact } from '../../appointment/contact.ts';
import { mailOf, PAPER_LANGUAGES, type Mail } from '../../appointment/mail.ts';
import type { QrCode } from '../../appointment/qr.ts';
import type { Invitation } from '../../desk/view.ts';
import { nameOfLanguage } from '../../i18n/language-name.ts';
import { SOURCE_LANGUAGE } from '../../i18n/languages.ts';
import type { Profile } from '../../service/profile-schema.ts';
import type { Site } from '../../service/site-schema.ts';
import { LightElement } from '../shared/light-element.ts';
import './copy-text.ts';
import type * as papers from './invitation-papers.ts';
import './qr-code.ts';
import { invitedRoleWords } from './invitation-words.ts';
import { saveFile } from './save-file.ts';

type Papers = typeof papers;

/**
 * One invited person with everything that can be handed over: link, mail, calendar file, QR code, sheet of paper. All of
 * it is made here in this browser; nothing is sent, and the desk does not have to act.
 */
export class InvitationCard extends LightElement {
  static override properties = {
    invitation: { attribute: false },
    appointment: { attribute: false },
    site: { attribute: false },
    profile: { attribute: false },
    paperLanguage: { state: true },
    isLinkLeftOut: { state: true },
    code: { state: true },
    trouble: { state: true },
  };
  declare invitation: Invitation;
  declare appointment: Appointment;
  declare site: Site;
  /** Of the service, for its phone number; null: the city's number is given. */
  declare profile: Pick<Profile, 'helpline' | 'free'> | null;
  declare paperLanguage: string;
  declare isLinkLeftOut: boolean;
  declare code: QrCode | null;
  declare trouble: boolean;

  constructor() {
    super();
    this.profile = null;
    this.paperLanguage = SOURCE_LANGUAGE;
    this.isLinkLeftOut = false;
    this.code = null;
    this.trouble = false;
  }

  /** The code of another link would lead somebody into the wrong room. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('invitation') as Invitation | undefined;
    if (before && before.link !== this.invitation.link) this.code = null;
  }

  protected override render(): TemplateResult {
    const { person } = this.invitation;
    return html`<article class="invitation" aria-labelledby=${this.#id('title')}>
      <h3 id=${this.#id('title')}>
        ${invitedRoleWords(person.role)}${
          person.label === '' ? nothing : html`<span class="invitation__label">${person.label}</span>`
        }
      </h3>
      ${
        this.appointment.state === 'planned'
          ? html`<p class="invitation__link"><code>${this.invitation.link}</code></p>`
          : nothing
      }
      ${this.appointment.state === 'ended' ? html`<p>${msg('Der Termin ist beendet.')}</p>` : this.#handOver()}
    </article>`;
  }

  #handOver(): TemplateResult {
    const mail = this.#mail();
    const isPlanned = this.appointment.state === 'planned';
    return html`${isPlanned ? nothing : html`<p>${msg('Der Termin ist abgesagt. Sagen Sie es auch dieser Person.')}</p>`}
      <div class="invitation__ways">
        ${isPlanned ? this.#link() : nothing}
        <a class="button button--second button--small" href=${mail.href} aria-describedby=${this.#id('title')}
          >${msg('E-Mail schreiben')}</a
        >
        <copy-text
          .text=${`${mail.subject}\n\n${mail.text}`}
          .label=${msg('E-Mail-Text kopieren')}
          .about=${this.#id('title')}
        ></copy-text>
      </div>
      <details class="invitation__more">
        <summary aria-describedby=${this.#id('title')}>
          ${isPlanned ? msg('Kalender, QR-Code, Blatt, Sprache') : msg('Kalender, Sprache')}
        </summary>
        ${this.#language()}
        <div class="invitation__ways">
          ${this.#button('calendar', msg('Kalenderdatei speichern'), ({ calendarOf }) => this.#saveCalendar(calendarOf))}
          ${
            isPlanned
              ? html`${this.#codeButton()}
                ${this.#button('sheet', msg('Blatt in Leichter Sprache drucken'), (papers) => this.#print(papers))}`
              : nothing
          }
        </div>
        ${isPlanned ? this.#withoutLink() : nothing}
        ${this.code === null || !isPlanned ? nothing : this.#codeView(this.code)}
      </details>
      <p role="alert">
        ${this.trouble ? msg('Das hat gerade nicht geklappt. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.') : nothing}
      </p>
      ${
        this.appointment.password === null || !isPlanned
          ? nothing
          : html`<p class="soft">${msg('Das Passwort steht in keinem dieser Texte. Sagen Sie es am Telefon.')}</p>`
      }`;
  }

  #link(): TemplateResult {
    return html`<copy-text
      .text=${this.invitation.link}
      .label=${msg('Link kopieren')}
      .about=${this.#id('title')}
    ></copy-text>`;
  }

  #language(): TemplateResult {
    const reader = document.documentElement.lang || SOURCE_LANGUAGE;
    return html`<div class="field invitation__language">
      <label for=${this.#id('language')}>${msg('Sprache von E-Mail und Kalenderdatei')}</label>
      <select
        class="input"
        id=${this.#id('language')}
        @change=${(event: Event) => (this.paperLanguage = (event.target as HTMLSelectElement).value)}
      >
        ${PAPER_LANGUAGES.map(
          (code) =>
            html`<option value=${code} .selected=${code === this.paperLanguage}>
              ${nameOfLanguage(code, reader)}
            </option>`,
        )}
      </select>
    </div>`;
  }

  #withoutLink(): TemplateResult {
    return html`<label class="invitation__without"
      ><input
        type="checkbox"
        .checked=${this.isLinkLeftOut}
        @change=${(event: Event) => (this.isLinkLeftOut = (event.target as HTMLInputElement).checked)}
      />
      ${msg('Kalenderdatei ohne Link, wenn andere den Kalender mitlesen')}</label
    >`;
  }

  #codeButton(): TemplateResult {
    if (this.code === null)
      return this.#button('code', msg('QR-Code zeigen'), ({ qrOf }) => this.#showCode(qrOf), 'false');
    return html`<button
      type="button"
      class="button button--second button--small"
      id=${this.#id('code')}
      aria-expanded="true"
      aria-describedby=${this.#id('title')}
      @click=${() => (this.code = null)}
    >
      ${msg('QR-Code verbergen')}
    </button>`;
  }

  #codeView(code: QrCode): TemplateResult {
    const who = this.invitation.person.label || invitedRoleWords(this.invitation.person.role);
    return html`<div class="invitation__code">
      <qr-code .drawing=${code} .name=${msg(str`QR-Code mit dem Link für: ${who}`)}></qr-code>
      <p class="soft">${msg('Mit der Kamera eines Handys öffnet sich der Link.')}</p>
    </div>`;
  }

  #button(
    name: string,
    words: string,
    act: (papers: Papers) => void | Promise<void>,
    expanded?: 'false',
  ): TemplateResult {
    return html`<button
      type="button"
      class="button button--second button--small"
      id=${this.#id(name)}
      aria-expanded=${expanded ?? nothing}
      aria-describedby=${this.#id('title')}
      @click=${() => void this.#make(act)}
    >
      ${words}
    </button>`;
  }

  async #make(act: (papers: Papers) => void | Promise<void>): Promise<void> {
    this.trouble = false;
    try {
      await act(await import('./invitation-papers.ts'));
    } catch {
      // The line broke while the code for it was on its way; the same button tries again.
      this.trouble = true;
    }
  }

  #saveCalendar(calendarOf: Papers['calendarOf']): void {
    const { person, link } = this.invitation;
    const shown = this.isLinkLeftOut ? null : link;
    saveFile(calendarOf(this.appointment, person, shown, this.paperLanguage, Date.now()));
  }

  #showCode(qrOf: Papers['qrOf']): void {
    this.code = qrOf(this.invitation.link);
  }

  async #print({ sheetOf, printSheet }: Papers): Promise<void> {
    const { person, link } = this.invitation;
    await printSheet(sheetOf(this.appointment, person, link, this.#contact()));
  }

  #mail(): Mail {
    const { person, link } = this.invitation;
    return mailOf(this.appointment, person, link, this.#contact(), this.paperLanguage);
  }

  #contact(): Contact {
    return contactOf(this.site, this.profile);
  }

  #id(part: string): string {
    return `invitation-${this.invitation.person.id}-${part}`;
  }
}

customElements.define('invitation-card', InvitationCard);
