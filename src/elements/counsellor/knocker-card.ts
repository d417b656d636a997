import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext, KnockerView, RoomView } from '../../desk/view.ts';
import { displayCode, spellCode } from '../../mailbox/keys.ts';
import { personName } from './appointment-words.ts';
import { invitedRoleWords } from './invitation-words.ts';
import { assessmentWords, failureWords } from './assessment-words.ts';
import { knockerFacts } from './knocker-facts.ts';
import { noteForm } from './note-form.ts';
import { OfficeElement } from './office-element.ts';
import { overrideProposals, reasonForm, refusalProposals } from './reason-form.ts';

/**
 * One person who knocks, with what that person has accepted. Plain "Einlassen" is there only where everything is in
 * order; otherwise there is a form that asks for a reason, which is recorded.
 */
export class KnockerCard extends OfficeElement {
  static override properties = {
    knocker: { attribute: false },
    context: { attribute: false },
    room: { attribute: false },
    opened: { state: true },
  };
  declare knocker: KnockerView;
  declare context: DeskContext;
  declare room: RoomView;
  /** Which of the forms is open. */
  declare opened: 'none' | 'override' | 'refuse' | 'note';

  constructor() {
    super();
    this.opened = 'none';
  }

  protected override render(): TemplateResult {
    const { knocker } = this;
    const { state, shape, lines } = assessmentWords(knocker.assessment);
    return html`<article class="knocker knocker--${knocker.assessment.state}" aria-labelledby="name-${knocker.id}">
      <header class="knocker__head">
        <h3 id="name-${knocker.id}"><bdi>${knocker.name === '' ? msg('ohne Namen') : knocker.name}</bdi></h3>
        ${this.#code()}
      </header>
      <p class="knocker__who soft">${this.#who()} · ${this.#since()}</p>
      <p class="knocker__state"><span class="status status--${shape}">${state}</span></p>
      ${
        lines.length > 0
          ? html`<ul class="plain knocker__lacks">
              ${lines.map((line) => html`<li>${line}</li>`)}
            </ul>`
          : nothing
      }
      ${knockerFacts(knocker, this.context.language, (record) => this.want({ kind: 'confirmCapacity', record }))}
      ${this.#others()}
      ${knocker.failed ? html`<p class="field__problem" role="alert">${failureWords(knocker.failed)}</p>` : nothing}
      ${this.#acts()} ${this.#form()}
    </article>`;
  }

  #code(): TemplateResult {
    const { code } = this.knocker;
    return code
      ? html`<span class="code code--line"
          ><span aria-hidden="true">${displayCode(code)}</span
          ><span class="visually-hidden">${msg('Kennzeichen')} ${spellCode(code)}</span></span
        >`
      : html`<span class="soft">${msg('kein Kennzeichen')}</span>`;
  }

  #who(): string {
    const { invited } = this.knocker;
    if (!invited) return msg('nicht erkannt');
    const role = invitedRoleWords(invited.role);
    return invited.label === '' ? role : `${personName(invited)} (${role})`;
  }

  #since(): string {
    const minutes = Math.max(0, Math.floor((this.context.now - this.knocker.since) / 60_000));
    const waits = minutes === 0 ? msg('seit eben') : msg(str`seit ${minutes} min`);
    return this.knocker.there === 'maybe' ? `${waits}, ${msg('vielleicht nicht mehr da')}` : waits;
  }

  /** A further person comes in only after every client present has said yes (R-033). */
  #others(): TemplateResult | typeof nothing {
    const { others, id } = this.knocker;
    const question = this.room.question?.knocker === id ? this.room.question : null;
    switch (others) {
      case 'notNeeded':
        return nothing;
      case 'toAsk':
        return html`<p id="others-${id}">
          ${msg('Zuerst müssen die Ratsuchenden im Raum zustimmen.')}
          <button
            type="button"
            class="button button--small button--second"
            id="ask-${id}"
            @click=${() => this.want({ kind: 'askOthers', id })}
          >
            ${msg('Im Raum fragen')}
          </button>
        </p>`;
      case 'asking':
        return html`<p id="others-${id}" role="status">
          ${msg('Gefragt.')}
          ${question?.answers.map(({ person, decision }) => `${personName(person)}: ${decision === 'yes' ? msg('ja') : decision === 'no' ? msg('nein') : msg('noch keine Antwort')}`).join(' · ')}
        </p>`;
      case 'agreed':
        return html`<p id="others-${id}">${msg('Alle im Raum haben zugestimmt.')}</p>`;
      case 'refused':
        return html`<p id="others-${id}">${msg('Im Raum hat jemand Nein gesagt. Die Person kommt nicht herein.')}</p>`;
      case 'noAnswer':
        return html`<p id="others-${id}">
          ${msg('Nicht alle haben geantwortet. Keine Antwort heißt Nein.')}
          <button
            type="button"
            class="button button--small button--second"
            id="ask-${id}"
            @click=${() => this.want({ kind: 'askOthers', id })}
          >
            ${msg('Noch einmal fragen')}
          </button>
        </p>`;
    }
  }

  #acts(): TemplateResult {
    const { id, name, mayAdmit, doing, others } = this.knocker;
    if (doing) {
      return html`<p role="status" class="soft">
        ${doing === 'admitting' ? msg('Wird eingelassen. Jitsi muss es noch bestätigen.') : msg('Wird abgewiesen. Jitsi muss es noch bestätigen.')}
      </p>`;
    }
    const isBarred = others === 'refused' || others === 'asking' || others === 'toAsk' || others === 'noAnswer';
    return html`<div class="knocker__acts">
      ${
        mayAdmit
          ? html`<button
              type="button"
              class="button button--small"
              id="admit-${id}"
              aria-label=${msg(str`${name} einlassen`)}
              @click=${() => this.want({ kind: 'admit', id, reason: null })}
            >
              ${msg('Einlassen')}
            </button>`
          : isBarred
            ? nothing
            : this.#toggle('override', msg('Trotzdem einlassen …'))
      }
      ${this.#toggle('refuse', msg('Abweisen …'))} ${this.#toggle('note', msg('Nachricht …'))}
    </div>`;
  }

  #toggle(form: 'override' | 'refuse' | 'note', words: string): TemplateResult {
    const isOpen = this.opened === form;
    return html`<button
      type="button"
      class="button button--small button--second"
      id="${form}-${this.knocker.id}"
      aria-expanded=${isOpen ? 'true' : 'false'}
      @click=${() => (this.opened = isOpen ? 'none' : form)}
    >
      ${words}
    </button>`;
  }

  #form(): TemplateResult | typeof nothing {
    const { id } = this.knocker;
    switch (this.opened) {
      case 'none':
        return nothing;
      case 'note':
        return noteForm(id, (text) => this.#send({ kind: 'note', to: id, text }));
      case 'override':
        return reasonForm({
          id,
          label: msg('Warum lassen Sie trotzdem ein?'),
          hint: msg('Der Grund wird mit Uhrzeit und Ihrem Namen festgehalten.'),
          proposals: overrideProposals(),
          act: msg('Mit diesem Grund einlassen'),
          onSend: (reason) => this.#send({ kind: 'admit', id, reason }),
        });
      case 'refuse':
        return reasonForm({
          id,
          label: msg('Was soll die Person lesen?'),
          hint: msg('Die Person liest genau diesen Text.'),
          proposals: refusalProposals(),
          act: msg('Mit diesem Text abweisen'),
          onSend: (text) => this.#send({ kind: 'refuse', id, text }),
        });
    }
  }

  #send(wish: Parameters<OfficeElement['want']>[0]): void {
    this.opened = 'none';
    this.want(wish);
  }
}

customElements.define('knocker-card', KnockerCard);
