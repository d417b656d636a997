import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '@lit/localize';
import type { Wording } from '../../service/wording.ts';
import { germanWording } from './german-wording.ts';
import { pictureOf, picturedClass } from './pictures/pictured.ts';
import './read-aloud.ts';
import { problemLine } from './text-field.ts';
import { signVideo } from './sign-video.ts';
import { dirOf, langOf, spoken, wordingBody } from './text-body.ts';

export interface BoxOptions {
  readonly id: string;
  readonly wording: Wording;
  readonly checked: boolean;
  readonly optional?: boolean;
  readonly problem?: string | undefined;
  /** Is the body a remark on the sentence, to be read after it? */
  readonly bodyAfter?: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/**
 * One statement, one box: what it is about and what a no means stand above, the whole sentence is the label (R-085).
 * `live`, because a tick that the gate did not take must not stay on the screen.
 */
export function statementBox({
  id,
  wording,
  checked,
  optional,
  problem,
  bodyAfter,
  onChange,
}: BoxOptions): TemplateResult {
  const { statement, consequence } = wording.text;
  const describedBy = [...(consequence ? [`${id}-consequence`] : []), ...(problem ? [`${id}-problem`] : [])].join(' ');
  return html`<div class="box">
    ${bodyAfter ? nothing : wordingBody(wording)}
    ${
      consequence
        ? html`<p class="soft" id="${id}-consequence" lang=${langOf(wording)} dir=${dirOf(wording)}>${consequence}</p>`
        : nothing
    }
    <label class=${picturedClass(wording, 'choice')}>
      <input
        type="checkbox"
        id=${id}
        name=${id}
        .checked=${live(checked)}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby=${describedBy || nothing}
        @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
      />
      ${pictureOf(wording)} ${spoken(wording, statement)}
      ${
        optional
          ? html`<span class="field__hint"
              >${msg('Freigestellt: Sie können auch ohne dieses Häkchen teilnehmen.')}</span
            >`
          : nothing
      }
    </label>
    ${problemLine(id, problem)} ${bodyAfter ? html`<div class="soft">${wordingBody(wording)}</div>` : nothing}
    ${germanWording(wording)} ${signVideo(wording)} <read-aloud scope=".box"></read-aloud>
  </div>`;
}

/** Id of the box of a wording: `consent.participation` → `box-consent-participation`. */
export function boxId(textId: string): string {
  return `box-${textId.replaceAll('.', '-')}`;
}
