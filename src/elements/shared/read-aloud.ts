import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { speech, type Speech } from '../../browser/speech.ts';
import { LightElement } from './light-element.ts';
import { passagesIn, type Passage } from './passages.ts';

const HIGHLIGHT = 'spoken';

/**
 * Reads out what stands around it, with the sentence marked that is being read. Shown only where this device itself has a
 * voice for the language on screen.
 */
export class ReadAloud extends LightElement {
  static override properties = {
    scope: { type: String },
    page: { type: String },
    speech: { attribute: false },
    reads: { state: true },
  };
  /** Selector of the element around it that is read. */
  declare scope: string;
  /** What is on screen; when it is another, the voice falls silent. */
  declare page: string;
  declare speech: Speech;
  declare reads: boolean;

  constructor() {
    super();
    this.scope = 'main';
    this.page = '';
    this.speech = speech;
    this.reads = false;
  }

  /** Whoever leaves in a hurry must not leave a voice behind. */
  readonly #quiet = (): void => {
    if (this.reads) this.speech.stop();
  };

  #forgetVoices = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#quiet);
    this.#forgetVoices = this.speech.onVoices(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#quiet);
    this.#forgetVoices();
    this.#quiet();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.get('page') !== undefined) this.#quiet();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.speech.speaks(document.documentElement.lang)) return nothing;
    return html`<button
      type="button"
      class="button button--small button--quiet read-aloud no-print"
      @click=${() => (this.reads ? this.#quiet() : this.#read())}
    >
      ${this.reads ? msg('Vorlesen beenden') : msg('Vorlesen')}
    </button>`;
  }

  #read(): void {
    const around = this.closest(this.scope);
    if (!around) return;
    const passages = passagesIn(around);
    this.reads = true;
    this.speech.read(passages, {
      begins: (index) => mark(passages[index]),
      over: () => {
        mark(undefined);
        this.reads = false;
      },
    });
  }
}

/** Marks the sentence that is being read, and brings it into sight; the whole paragraph where a browser can mark no less. */
function mark(passage: Passage | undefined): void {
  document.querySelector('[data-spoken]')?.removeAttribute('data-spoken');
  const { highlights } = CSS as Partial<Pick<typeof CSS, 'highlights'>>;
  highlights?.delete(HIGHLIGHT);
  if (!passage) return;
  if (highlights) highlights.set(HIGHLIGHT, new Highlight(passage.range));
  else passage.block.setAttribute('data-spoken', '');
  passage.block.scrollIntoView({ block: 'nearest' });
}

customElements.define('read-aloud', ReadAloud);
