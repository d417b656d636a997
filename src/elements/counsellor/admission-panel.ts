import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { msg, str } from '@lit/localize';
import type { DeskContext, KnockerView, RoomView } from '../../desk/view.ts';
import { mailboxNote } from './mailbox-note.ts';
import { OfficeElement } from './office-element.ts';
import { noteForm } from './note-form.ts';
import './inside-list.ts';
import './joined-reminder.ts';
import './knocker-card.ts';
import './opening-round.ts';
import './room-invite.ts';

/** Keys that work while the focus is in this panel, and only there (WCAG 2.1.4). */
const KEYS: readonly { readonly key: string; readonly words: () => string }[] = [
  { key: 'e', words: () => msg('die Erste einlassen, bei der nichts fehlt') },
  { key: 'a', words: () => msg('alle einlassen, bei denen nichts fehlt') },
  { key: 't', words: () => msg('Ton beim Anklopfen an- oder ausschalten') },
  { key: '?', words: () => msg('diese Tasten zeigen') },
];

/**
 * Who waits, with what each has accepted; who is in; who is still expected. It never admits by itself: every admission
 * is somebody's act, and the plain one is there only for who is complete.
 */
export class AdmissionPanel extends OfficeElement {
  static override properties = {
    context: { attribute: false },
    room: { attribute: false },
    showsKeys: { state: true },
  };
  declare context: DeskContext;
  declare room: RoomView;
  declare showsKeys: boolean;

  constructor() {
    super();
    this.showsKeys = false;
    this.addEventListener('keydown', (event) => this.#press(event));
  }

  protected override get refuge(): string {
    return '#waiting-title';
  }

  protected override render(): TemplateResult {
    const { room } = this;
    return html`<aside class="panel-desk" aria-label=${msg('Einlass')}>
      <section aria-labelledby="waiting-title">
        <div class="panel-desk__head">
          <h2 id="waiting-title" tabindex="-1">${this.#title()}</h2>
          <button type="button" class="button button--small button--quiet" id="sound" @click=${() => this.#turnSound()}>
            ${room.sound === 'on' ? msg('Ton: an') : msg('Ton: aus')}
          </button>
        </div>
        ${mailboxNote(this.context.mailbox)}
        ${room.knocking.length === 0 ? html`<p class="soft" id="nobody">${this.#nobody()}</p>` : this.#knocking()}
      </section>
      <joined-reminder .room=${room}></joined-reminder>
      ${room.talkingSince === null ? nothing : html`<opening-round .room=${room}></opening-round>`}
      <inside-list .context=${this.context} .room=${room}></inside-list>
      ${this.#next()} <room-invite .room=${room}></room-invite> ${this.#keys()}
    </aside>`;
  }

  #title(): string {
    const { length } = this.room.knocking;
    return length === 0 ? msg('Es wartet niemand') : msg(str`Es warten: ${length}`);
  }

  #nobody(): string {
    return this.room.stage === 'open'
      ? msg('Sobald jemand anklopft, steht es hier.')
      : msg('Anklopfen kann man erst, wenn der Raum offen ist.');
  }

  #knocking(): TemplateResult {
    const { knocking } = this.room;
    const complete = this.#complete().length;
    return html`<ul class="knockers" id="knocking">
        ${repeat(
          knocking,
          ({ id }) => id,
          (knocker) =>
            html`<li data-knock=${knocker.id}>
              <knocker-card .knocker=${knocker} .context=${this.context} .room=${this.room}></knocker-card>
            </li>`,
        )}
      </ul>
      ${
        complete > 1
          ? html`<button
              type="button"
              class="button button--small button--whole"
              id="admit-all"
              @click=${() => this.want({ kind: 'admitAllComplete' })}
            >
              ${msg(str`Alle ${complete} einlassen, bei denen nichts fehlt`)}
            </button>`
          : nothing
      }
      ${
        knocking.length > 1 && this.context.mailbox !== 'absent'
          ? html`<details class="note">
              <summary>${msg('Nachricht an alle Wartenden')}</summary>
              ${noteForm('all', (text) => this.want({ kind: 'note', to: 'all', text }))}
            </details>`
          : nothing
      }`;
  }

  #next(): TemplateResult | typeof nothing {
    const { next } = this.room;
    if (!next || next.waiting === 0) return nothing;
    return html`<section class="panel" aria-labelledby="next-title" id="next">
      <h2 id="next-title">${msg('Nächster Termin')}</h2>
      <p>
        ${next.waiting === 1 ? msg('Dort wartet schon eine Person.') : msg(str`Dort warten schon ${next.waiting} Personen.`)}
      </p>
      ${
        next.told
          ? html`<p id="told">${msg('Dort steht jetzt, dass Sie noch im Gespräch sind.')}</p>`
          : html`<button
              type="button"
              class="button button--small button--second"
              id="tell-next"
              @click=${() => this.want({ kind: 'tellNext' })}
            >
              ${msg('Ausrichten: noch im Gespräch')}
            </button>`
      }
    </section>`;
  }

  #keys(): TemplateResult {
    return html`<details
      class="keys"
      id="keys"
      .open=${live(this.showsKeys)}
      @toggle=${(event: Event) => (this.showsKeys = (event.target as HTMLDetailsElement).open)}
    >
      <summary>${msg('Tasten')}</summary>
      <p class="soft">${msg('Sie wirken, solange Sie in dieser Spalte sind und nicht schreiben.')}</p>
      <dl class="keys__list">
        ${KEYS.map(
          ({ key, words }) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${words()}</dd>
            </div>`,
        )}
      </dl>
    </details>`;
  }

  #turnSound(): void {
    this.want({ kind: 'sound', sound: this.room.sound === 'on' ? 'muted' : 'on' });
  }

  #complete(): readonly KnockerView[] {
    return this.room.knocking.filter(({ mayAdmit, doing }) => mayAdmit && doing === null);
  }

  #press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    // A key that is held down would let in one after the other.
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest('input, textarea, select, dialog')) return;
    const [first] = this.#complete();
    if (event.key === 'e' && first) this.want({ kind: 'admit', id: first.id, reason: null });
    else if (event.key === 'a' && first) this.want({ kind: 'admitAllComplete' });
    else if (event.key === 't') this.#turnSound();
    else if (event.key === '?') this.#turnKeys();
    else return;
    event.preventDefault();
  }

  #turnKeys(): void {
    this.showsKeys = !this.showsKeys;
    if (this.showsKeys)
      void this.updateComplete.then(() => this.querySelector('#keys')?.scrollIntoView({ block: 'nearest' }));
  }
}

customElements.define('admission-panel', AdmissionPanel);
