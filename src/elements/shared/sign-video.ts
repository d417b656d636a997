import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Wording } from '../../service/wording.ts';

/** Where the video of a wording lies; a translation without one has that of the German wording. */
export function signVideoOf({ text, german }: Wording): string | undefined {
  return text.signVideo ?? german?.signVideo;
}

/** The wording in sign language, one tap away; nothing where nobody made a video. It is fetched when it is started. */
export function signVideo(wording: Wording): TemplateResult | typeof nothing {
  const source = signVideoOf(wording);
  if (source === undefined) return nothing;
  const words = msg('In Gebärdensprache ansehen');
  return html`<details class="german sign-video">
    <summary>${words}</summary>
    <video controls playsinline preload="none" src=${source} aria-label=${words} @error=${sayMissing}></video>
    <p role="alert"></p>
  </details>`;
}

/** The words above say the same, so nobody is stuck here. */
function sayMissing(event: Event): void {
  const line = (event.target as HTMLElement).nextElementSibling;
  if (line) line.textContent = msg('Das Video lässt sich gerade nicht laden. Im Text steht dasselbe.');
}
