import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { CheckId } from '../../browser/checks.ts';
import { browserTexts } from '../../service/generated.ts';
import { otherWays } from '../shared/other-ways.ts';
import { StepElement } from '../shared/step-element.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';
import '../shared/copy-link.ts';

/** What is the matter: no meeting at all, none without encryption from device to device, or one without it. */
type Trouble = 'cannotJoin' | 'blocked' | 'noE2ee';

/**
 * Speaks up only when something is wrong with this browser (design §3.2): says what is missing, what works instead, and
 * never asks anybody to install or to understand more than that.
 */
export class ClientBrowser extends StepElement {
  protected override render(): TemplateResult {
    const { service, verdict } = this.context;
    const isAble = { join: verdict.join === 'yes', e2ee: verdict.e2ee === 'yes', inApp: verdict.inApp };
    const ids = browserTexts(service.profile, isAble);
    const main = ids.find((id) => id !== 'browser.inApp');
    const wording = main === undefined ? null : this.wording(main);
    const trouble = this.#trouble();
    return html`<section>
      ${this.heading(wording?.text.title ? spoken(wording, wording.text.title) : titleOf(trouble))}
      ${wording ? html`<div class="lead">${wordingBody(wording)}</div>` : nothing}
      ${trouble === 'noE2ee' ? wordingBody(this.wording('encryption.browserCannot')) : nothing}
      ${trouble === 'cannotJoin' ? this.#missing() : nothing} ${this.#otherBrowser(ids.includes('browser.inApp'))}
      ${
        trouble === 'noE2ee'
          ? nothing
          : html`<h2>${msg('Oder ohne Video')}</h2>
              ${otherWays(service)}`
      }
      ${this.#actions(trouble)}
    </section>`;
  }

  #trouble(): Trouble {
    const { verdict, missing, plan } = this.context;
    if (verdict.join === 'no') return 'cannotJoin';
    const isBlocked = missing.some(({ what }) => what === 'e2ee') || plan.e2ee === 'required';
    return isBlocked && verdict.e2ee === 'no' ? 'blocked' : 'noE2ee';
  }

  #missing(): TemplateResult {
    const words = this.context.verdict.failed.flatMap((id) => missingWords(id) ?? []);
    return html`<h2>${msg('Was hier fehlt')}</h2>
      <ul id="missing">
        ${words.map((line) => html`<li>${line}</li>`)}
      </ul>`;
  }

  #otherBrowser(isInApp: boolean): TemplateResult {
    return html`<h2>${msg('In einem anderen Browser öffnen')}</h2>
      ${isInApp ? wordingBody(this.wording('browser.inApp')) : nothing}
      <copy-link></copy-link>`;
  }

  #actions(trouble: Trouble): TemplateResult {
    return html`<div class="actions">
      ${
        trouble === 'noE2ee'
          ? html`<button type="button" class="button button--even" id="go-on" @click=${() => this.#goOn()}>
              ${msg('Ohne diese Verschlüsselung weiter')}
            </button>`
          : nothing
      }
      <button type="button" class="button button--even" id="decline" @click=${() => this.wish({ kind: 'decline' })}>
        ${msg('Lieber nicht per Video')}
      </button>
      <div class="actions__back">${this.backButton()}</div>
    </div>`;
  }

  #goOn(): void {
    const { verdict } = this.context;
    // What the browser can is taken from the check and never from here: a click adds only that it was read.
    const browser = { join: verdict.join === 'yes', e2ee: verdict.e2ee === 'yes', acknowledged: true };
    this.tell({ type: 'browserChecked', browser });
  }
}

function titleOf(trouble: Trouble): string {
  if (trouble === 'cannotJoin') return msg('Mit diesem Browser geht die Videoberatung nicht');
  return msg('Mit diesem Browser geht die zusätzliche Verschlüsselung nicht');
}

/** What is missing, in words that need no knowledge of browsers; null for what does not keep anybody out. */
function missingWords(id: CheckId): string | null {
  switch (id) {
    case 'secureContext':
      return msg(
        'Die Seite ist nicht über eine geschützte Verbindung (https) geöffnet. Öffnen Sie den Link aus unserer E-Mail.',
      );
    case 'peerConnection':
      return msg('Dieser Browser kann keine Videogespräche, oder sie sind in seinen Einstellungen abgeschaltet.');
    case 'getUserMedia':
      return msg('Dieser Browser lässt keine Seite an Kamera und Mikrofon.');
    case 'enumerateDevices':
      return msg('Dieser Browser zeigt nicht, welche Kameras und Mikrofone es gibt.');
    case 'crypto':
      return msg('Dieser Browser kann Ihre Angaben nicht verschlüsseln.');
    default:
      return null;
  }
}

customElements.define('client-browser', ClientBrowser);
