import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext, ExpectedView, InsideView, RoomView } from '../../desk/view.ts';
import { personName } from './appointment-words.ts';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { e2eeWords } from './knocker-facts.ts';
import { OfficeElement } from './office-element.ts';
import { clock } from './office-time.ts';

/** Who is in the room, device by device, and which of the invited are still expected. */
export class InsideList extends OfficeElement {
  static override properties = { context: { attribute: false }, room: { attribute: false }, asked: { state: true } };
  declare context: DeskContext;
  declare room: RoomView;
  /** Whom the question is about. */
  declare asked: InsideView | null;

  constructor() {
    super();
    this.asked = null;
  }

  protected override get refuge(): string {
    return '#inside-title';
  }

  protected override render(): TemplateResult {
    const { inside, expected } = this.room;
    const missing = expected.filter(({ stage }) => stage !== 'room');
    return html`<section aria-labelledby="inside-title">
        <h2 id="inside-title" tabindex="-1">
          ${inside.length === 0 ? msg('Noch ist niemand im Raum') : msg(str`Im Raum: ${inside.length}`)}
        </h2>
        <ul class="plain" id="inside">
          ${inside.map((person) => this.#person(person))}
        </ul>
      </section>
      ${
        missing.length > 0
          ? html`<section aria-labelledby="expected-title">
              <h2 id="expected-title">${msg('Noch nicht im Raum')}</h2>
              <ul class="plain" id="expected">
                ${missing.map((one) => this.#expected(one))}
              </ul>
            </section>`
          : nothing
      }
      ${this.#question()}`;
  }

  #person(person: InsideView): TemplateResult {
    const { id, record, e2eeSupported, e2eeEnabled, hasPledged, isIntruder } = person;
    return html`<li class="inside" data-person=${id}>
      <div class="inside__who">
        <strong><bdi>${nameOf(person)}</bdi></strong>
        <span class="soft">${e2eeWords(e2eeSupported, e2eeEnabled ?? false)}</span>
        ${isIntruder ? html`<span class="status status--no">${msg('leitet den Raum')}</span>` : nothing}
        ${record === null ? html`<span class="status status--unknown">${msg('ohne Nachweis')}</span>` : nothing}
        ${hasPledged === false ? html`<span class="status status--no">${msg('Verschwiegenheit nicht zugesagt')}</span>` : nothing}
      </div>
      <button
        type="button"
        class="button button--small button--quiet"
        aria-label=${msg(str`${nameOf(person)} aus dem Raum entfernen`)}
        @click=${() => this.#ask(person)}
      >
        ${msg('Entfernen')}
      </button>
    </li>`;
  }

  #question(): TemplateResult {
    const name = this.asked ? nameOf(this.asked) : '';
    return confirmDialog({
      id: 'remove',
      title: msg(str`${name} aus dem Raum entfernen?`),
      body: html`<p>${msg('Die Person kann wieder anklopfen. Ob sie hereinkommt, entscheiden dann Sie.')}</p>`,
      yes: msg('Ja, entfernen'),
      onYes: () => this.asked && this.want({ kind: 'remove', id: this.asked.id }),
    });
  }

  #ask(person: InsideView): void {
    this.asked = person;
    void this.updateComplete.then(() => openDialog(this.querySelector<HTMLDialogElement>('#remove-dialog')));
  }

  #expected({ person, stage, seen }: ExpectedView): TemplateResult {
    const at = seen === null ? '' : `, ${clock(seen, this.context.language)}`;
    return html`<li>${personName(person)}: <span class="soft">${expectedWords(stage)}${at}</span></li>`;
  }
}

function nameOf({ name }: Pick<InsideView, 'name'>): string {
  return name === '' ? msg('ohne Namen') : name;
}

function expectedWords(stage: ExpectedView['stage']): string {
  switch (stage) {
    case 'unknown':
      return msg('hat den Link noch nicht geöffnet');
    case 'waiting':
      return msg('wartet vor dem Raum');
    case 'lobby':
      return msg('im Warteraum');
    case 'room':
      return msg('im Raum');
    case 'left':
      return msg('gegangen');
    case 'withdrawn':
      return msg('hat widerrufen');
  }
}

customElements.define('inside-list', InsideList);
