import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { textField } from '../shared/text-field.ts';
import { doorSubmit, passphraseField } from './door-fields.ts';
import { OfficePage } from './office-element.ts';
import './door-join.ts';

/** Also the rule of records/team-key.ts, which has the last word. */
const PASSPHRASE_MIN = 12;

type Way = 'none' | 'found' | 'join';

/**
 * A new device: found a team key or take over a colleague's. What losing the key means is said before there is anything
 * to lose.
 */
export class DoorNew extends OfficePage {
  static override properties = {
    busy: { type: Boolean },
    way: { state: true },
    wrong: { state: true },
  };
  declare busy: boolean;
  declare way: Way;
  /** What is wrong with the fields, by field. */
  declare wrong: Readonly<Partial<Record<'passphrase' | 'again', string>>>;

  constructor() {
    super();
    this.busy = false;
    this.way = 'none';
    this.wrong = {};
  }

  protected override render(): TemplateResult {
    return html`${this.heading(msg('Ein Schlüssel für Ihr Team'))}
      <p class="lead">
        ${msg('Nachweise werden schon beim Absenden verschlossen. Öffnen kann sie nur, wer den Teamschlüssel hat. Er entsteht hier, auf diesem Gerät.')}
      </p>
      <div class="panel panel--warm" id="warning">
        <h2>${msg('Bevor Sie anfangen')}</h2>
        <p>
          ${msg('Geht der Schlüssel verloren, kann niemand die Nachweise mehr öffnen: kein Amt, keine IT und auch wir nicht. Darum gibt es ihn gleich als Datei. Legen Sie die Datei an einen sicheren Ort und das Kennwort an einen anderen.')}
        </p>
      </div>
      <div class="actions">
        <button
          type="button"
          class="button button--even"
          id="way-found"
          aria-expanded=${this.way === 'found' ? 'true' : 'false'}
          @click=${() => this.#go('found')}
        >
          ${msg('Neuen Teamschlüssel anlegen')}
        </button>
        <button
          type="button"
          class="button button--even"
          id="way-join"
          aria-expanded=${this.way === 'join' ? 'true' : 'false'}
          @click=${() => this.#go('join')}
        >
          ${msg('Schlüsseldatei des Teams laden')}
        </button>
      </div>
      ${this.way === 'found' ? this.#found() : nothing}
      ${this.way === 'join' ? html`<door-join .busy=${this.busy}></door-join>` : nothing}`;
  }

  #found(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => this.#make(event)}>
      <h2>${msg('Kennwort wählen')}</h2>
      <p>
        ${msg(str`Mindestens ${PASSPHRASE_MIN} Zeichen. Gut sind vier oder mehr Wörter, die nichts miteinander zu tun haben.`)}
      </p>
      ${passphraseField(msg('Kennwort'), 'new-password', this.wrong.passphrase)}
      ${textField({
        id: 'again',
        label: msg('Kennwort noch einmal'),
        value: '',
        required: true,
        type: 'password',
        problem: this.wrong.again,
        autocomplete: 'new-password',
        onChange: () => undefined,
      })}
      ${doorSubmit(msg('Schlüssel anlegen'), this.busy)}
    </form>`;
  }

  #go(way: Way): void {
    this.way = this.way === way ? 'none' : way;
    this.wrong = {};
  }

  #value(id: string): string {
    return this.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  }

  #make(event: Event): void {
    event.preventDefault();
    const passphrase = this.#value('passphrase');
    if ([...passphrase].length < PASSPHRASE_MIN) {
      this.#refuse('passphrase', msg(str`Das Kennwort braucht mindestens ${PASSPHRASE_MIN} Zeichen.`));
    } else if (passphrase !== this.#value('again')) {
      this.#refuse('again', msg('Die beiden Kennwörter sind verschieden.'));
    } else {
      this.wrong = {};
      this.want({ kind: 'found', passphrase });
    }
  }

  #refuse(field: 'passphrase' | 'again', words: string): void {
    this.wrong = { [field]: words };
    this.querySelector<HTMLElement>(`#${field}`)?.focus();
  }
}

customElements.define('door-new', DoorNew);
