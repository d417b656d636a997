import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { cleanName } from '../../mailbox/name.ts';
import type { CounsellorWord } from '../../visit/counsellor-word.ts';
import { LightElement } from '../shared/light-element.ts';
import { personWords } from './promise-group.ts';

/**
 * Who else wants to come in, and may they (R-033)? It stands in our bar and takes no focus away from a conversation that is
 * going on; it is read out. No weighs as much as yes, and who says nothing has said no.
 */
export class FurtherQuestion extends LightElement {
  static override properties = { desk: { attribute: false } };
  declare desk: CounsellorWord;

  protected override render(): TemplateResult {
    const { question } = this.desk;
    return html`<div role="alert" id="further">${question ? this.#who(question) : nothing}</div>
      ${question ? this.#choice(question.id) : nothing}
      <p role="status" id="further-answer">${this.#answered()}</p>`;
  }

  /** The name is the counsellor's word for somebody: text only, and cleaned. */
  #who({ role, name }: NonNullable<CounsellorWord['question']>): TemplateResult {
    const called = cleanName(name);
    const who = personWords({ id: '', role }, []);
    return html`<p id="further-who">
        <strong>
          ${called === '' ? msg(str`Noch jemand möchte dazukommen: ${who}.`) : msg(str`Noch jemand möchte dazukommen: ${who} (${called}).`)}
        </strong>
      </p>
      <p>${msg('Sind Sie einverstanden? Wenn Sie nichts sagen, bleibt die Person draußen.')}</p>`;
  }

  #choice(question: string): TemplateResult {
    const answer = (decision: 'yes' | 'no') => (): void => this.wish({ kind: 'answer', question, decision });
    return html`<div class="actions" role="group" aria-labelledby="further-who">
      <button type="button" class="button button--even button--small" id="further-yes" @click=${answer('yes')}>
        ${msg('Ja, darf dazukommen')}
      </button>
      <button type="button" class="button button--even button--small" id="further-no" @click=${answer('no')}>
        ${msg('Nein, bitte nicht')}
      </button>
    </div>`;
  }

  #answered(): string {
    const { question, answer } = this.desk;
    if (question || !answer) return '';
    if (answer.sent === 'failed') {
      return msg('Ihre Antwort ist nicht angekommen. Sagen Sie es Ihrer Beraterin oder Ihrem Berater.');
    }
    if (answer.sent === 'sending') return msg('Ihre Antwort ist unterwegs.');
    return answer.decision === 'yes'
      ? msg('Sie haben Ja gesagt. Ihre Beraterin oder Ihr Berater weiß es.')
      : msg('Sie haben Nein gesagt. Die Person bleibt draußen.');
  }
}

customElements.define('further-question', FurtherQuestion);
