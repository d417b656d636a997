import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { doorSubmit, passphraseField } from './door-fields.ts';
import { OfficeElement } from './office-element.ts';
import { readText } from './read-file.ts';

/** With the team's key file: on a new device, and where the copy on this one is damaged. */
export class DoorJoin extends OfficeElement {
  static override properties = { busy: { type: Boolean }, file: { state: true }, wrong: { state: true } };
  declare busy: boolean;
  /** The text of the key file that was chosen; null: none yet. */
  declare file: string | null;
  /** What is wrong with the fields, by field. */
  declare wrong: Readonly<Partial<Record<'passphrase' | 'file', string>>>;

  constructor() {
    super();
    this.busy = false;
    this.file = null;
    this.wrong = {};
  }

  protected override render(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => this.#take(event)}>
      <h2>${msg('Schlüsseldatei laden')}</h2>
      <div class="field">
        <label for="key-file">${msg('Datei')}</label>
        ${this.wrong.file ? html`<p class="field__problem" id="key-file-problem">${this.wrong.file}</p>` : nothing}
        <input
          class="input"
          type="file"
          id="key-file"
          accept=".json,application/json"
          aria-invalid=${this.wrong.file ? 'true' : 'false'}
          aria-describedby=${this.wrong.file ? 'key-file-problem' : nothing}
          @change=${(event: Event) => void this.#read(event)}
        />
      </div>
      ${passphraseField(msg('Kennwort des Teams'), 'current-password', this.wrong.passphrase)}
      ${doorSubmit(msg('Schlüssel übernehmen'), this.busy)}
    </form>`;
  }

  #take(event: Event): void {
    event.preventDefault();
    const passphrase = this.querySelector<HTMLInputElement>('#passphrase')?.value ?? '';
    if (this.file === null) return this.#refuse('file', msg('Wählen Sie zuerst die Schlüsseldatei.'));
    if (passphrase === '') return this.#refuse('passphrase', msg('Geben Sie das Kennwort ein.'));
    this.wrong = {};
    this.want({ kind: 'join', keyFile: this.file, passphrase });
  }

  #refuse(field: 'passphrase' | 'file', words: string): void {
    this.wrong = { [field]: words };
    this.querySelector<HTMLElement>(field === 'file' ? '#key-file' : '#passphrase')?.focus();
  }

  async #read(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    const text = file ? await readText(file) : null;
    this.file = text;
    this.wrong = file && text === null ? { file: msg('Diese Datei lässt sich nicht als Text lesen.') } : {};
  }
}

customElements.define('door-join', DoorJoin);
