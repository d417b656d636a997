import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { CounsellorWord } from '../../visit/counsellor-word.ts';
import { LightElement } from '../shared/light-element.ts';

/**
 * Somebody has joined the group: a word about the pledge. It stands in our bar, takes no focus away from a conversation, is
 * read out politely, and goes when the person has read it or somebody else joins.
 */
export class JoinedNotice extends LightElement {
  static override properties = { desk: { attribute: false }, read: { state: true } };
  declare desk: CounsellorWord;
  /** The one that was read, by its time. */
  declare read: number | null;

  constructor() {
    super();
    this.read = null;
  }

  protected override render(): TemplateResult {
    const { joined } = this.desk;
    const isShown = joined !== null && joined !== this.read;
    return html`<div role="status" id="joined">
        ${
          isShown
            ? html`<p>
                ${msg('Es ist jemand dazugekommen. Denken Sie bitte daran: Was hier gesagt wird, bleibt hier.')}
              </p>`
            : nothing
        }
      </div>
      ${
        isShown
          ? html`<button
              type="button"
              class="button button--small button--second"
              id="joined-read"
              @click=${() => (this.read = joined)}
            >
              ${msg('Gelesen')}
            </button>`
          : nothing
      }`;
  }
}

customElements.define('joined-notice', JoinedNotice);
