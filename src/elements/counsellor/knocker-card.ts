import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext, KnockerView, RoomView } from '../../desk/view.ts';
import { displayCode, spellCode } from '../../mailbox/keys.ts';
import { personName } from './appointment-words.ts';
import { invitedRoleWords } from './invitation-words.ts';
import { assessmentWords, failureWords, othersWords } from './assessment-words.ts';
import { knockerFacts } from './knocker-facts.ts';
import { noteForm } from './note-form.ts';
import { OfficeElement } from './office-element.ts';
import { admitOnPaper, paperForm, paperLine, recordWords } from './knocker-paper.ts';
import { receiptFileField } from './receipt-file-field.ts';
import { overrideProposals, reasonForm, refusalProposals } from './reason-form.ts';

type Form = 'override' | 'paper' | 'refuse' | 'note' | 'file';

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
    unreadable: { state: true },
  };
  declare knocker: KnockerView;
  declare context: DeskContext;
  declare room: RoomView;
  /** Which of the forms is open. */
  declare opened: Form | 'none';
  declare unreadable: boolean;

  constructor() {
    super();
    this.opened = 'none';
    this.unreadable = false;
  }

  protected override get refuge(): string {
    return 'h3';
  }

  /** What was to be recorded is recorded: its form has done its work. */
  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('knocker') as KnockerView | undefined;
    const isRecorded = before && this.knocker.paper && before.paper?.issue !== this.knocker.paper.issue;
    if (isRecorded && this.opened === 'paper') this.opened = 'none';
  }

  protected override render(): TemplateResult {
    const { knocker } = this;
    const { state, shape, lines } = assessmentWords(knocker.assessment);
    return html`<article class="knocker knocker--${knocker.assessment.state}" aria-labelledby="name-${knocker.id}">
      <header class="knocker__head">
        <h3 id="name-${knocker.id}" tabindex="-1"><bdi>${this.#name()}</bdi></h3>
        ${this.#code()}
      </header>
      <p class="knocker__who soft">${this.#who()} · ${this.#since()}</p>
      <p class="knocker__state"><span class="status status--${shape}">${state}</span></p>
      ${
        lines.length > 0
          ? html`<ul class="knocker__lacks">
              ${lines.map((line) => html`<li>${line}</li>`)}
            </ul>`
          : nothing
      }
      ${knockerFacts(knocker, this.context.language, (record) => this.want({ kind: 'confirmCapacity', record }))}
      ${this.#others()} ${paperLine(knocker, this.context.language)}
      ${knocker.failed ? html`<p class="field__problem" role="alert">${failureWords(knocker.failed)}</p>` : nothing}
      ${this.#acts()} ${this.#form()}
    </article>`;
  }

  #name(): string {
    return this.knocker.name === '' ? msg('ohne Namen') : this.knocker.name;
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

  #others(): TemplateResult | typeof nothing {
    const { knocker, room } = this;
    const words = othersWords(knocker, room.question);
    return words === null
      ? nothing
      : html`<p class="knocker__others" id="others-${knocker.id}" role="status">${words}</p>`;
  }

  #acts(): TemplateResult {
    const { doing } = this.knocker;
    if (doing) {
      return html`<p role="status" class="soft">
        ${doing === 'admitting' ? msg('Wird eingelassen. Jitsi muss es noch bestätigen.') : msg('Wird abgewiesen. Jitsi muss es noch bestätigen.')}
      </p>`;
    }
    return html`<div class="knocker__acts">
      ${this.#firstAct()} ${this.knocker.mayAdmitOnPaper ? this.#toggle('paper', recordWords(this.knocker)) : nothing}
      ${this.#needsFile() ? this.#toggle('file', msg('Nachweis-Datei öffnen …')) : nothing}
      ${this.#toggle('refuse', msg('Abweisen …'))}
      ${this.#readsWords() ? this.#toggle('note', msg('Nachricht …')) : nothing}
    </div>`;
  }

  /** A further person comes in only after every client present has said yes (R-033): until then there is nothing to admit with. */
  #firstAct(): TemplateResult | typeof nothing {
    const { id, mayAdmit, others } = this.knocker;
    switch (others) {
      case 'toAsk':
        return this.#ask(msg('Im Raum fragen'));
      case 'noAnswer':
        return this.#ask(msg('Noch einmal fragen'));
      case 'asking':
      case 'refused':
      case 'cannotAsk':
        return nothing;
      case 'notNeeded':
      case 'agreed':
        if (!mayAdmit)
          return html`${admitOnPaper(this.knocker, () => this.want({ kind: 'admitOnPaper', id }))}${this.#toggle('override', msg('Trotzdem einlassen …'))}`;
        return html`<button
          type="button"
          class="button button--small"
          id="admit-${id}"
          aria-label=${msg(str`${this.#name()} einlassen`)}
          @click=${() => this.want({ kind: 'admit', id, reason: null })}
        >
          ${msg('Einlassen')}
        </button>`;
    }
  }

  #ask(words: string): TemplateResult {
    const { id } = this.knocker;
    return html`<button
      type="button"
      class="button button--small"
      id="ask-${id}"
      aria-describedby="others-${id}"
      @click=${() => this.want({ kind: 'askOthers', id })}
    >
      ${words}
    </button>`;
  }

  /** Where the mailbox brought what proves everything, a file could only say less. */
  #needsFile(): boolean {
    const { state } = this.knocker.assessment;
    return state === 'notVerifiable' || (state === 'incomplete' && this.context.mailbox !== 'well');
  }

  #readsWords(): boolean {
    return this.context.mailbox !== 'absent';
  }

  #toggle(form: Form, words: string): TemplateResult {
    const isOpen = this.opened === form;
    return html`<button
      type="button"
      class="button button--small button--second"
      id="${form}-${this.knocker.id}"
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-describedby="name-${this.knocker.id}"
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
      case 'file':
        return receiptFileField({
          id,
          isUnreadable: this.unreadable,
          onText: (text) => {
            this.unreadable = text === null;
            if (text !== null) this.#send({ kind: 'openReceiptFile', knocker: id, text });
          },
        });
      case 'paper': {
        const { mayAdmitOnPaper, invited } = this.knocker;
        return mayAdmitOnPaper && invited ? paperForm(invited, this.room, this.context) : nothing;
      }
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
          label: this.#readsWords() ? msg('Was soll die Person lesen?') : msg('Warum weisen Sie ab?'),
          hint: this.#readsWords()
            ? msg('Die Person liest genau diesen Text.')
            : msg('Ohne Ablage kommt dieser Text nicht bei der Person an. Er wird nur hier festgehalten.'),
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
