import { html, nothing, type TemplateResult } from 'lit';
import type { Sheet } from '../../appointment/sheet.ts';
import { LightElement } from '../shared/light-element.ts';
import './qr-code.ts';

/** The sheet in Leichte Sprache that somebody takes home: one page of paper, every sentence on a line of its own. */
export class InvitationSheet extends LightElement {
  static override properties = { sheet: { attribute: false } };
  declare sheet: Sheet;

  protected override render(): TemplateResult {
    const { sheet } = this;
    const { way, needs, good, call } = sheet;
    return html`<article class="handout" lang=${sheet.language}>
      <header>
        <h1>${sheet.title}</h1>
        <p class="handout__when">
          <strong>${sheet.day}</strong>
          <strong>${sheet.time}</strong>
        </p>
        ${lines([sheet.duration, ...sheet.lead])}
      </header>
      <section class="handout__way">
        <h2>${way.title}</h2>
        <div class="handout__scan">
          <qr-code .drawing=${sheet.qr} .name=${'QR-Code'}></qr-code>
          <div>${lines(way.phone)} ${lines(way.computer)}</div>
        </div>
        <p class="handout__link">${sheet.link}</p>
        ${lines(way.then)}
      </section>
      <div class="handout__columns">
        <section>
          <h2>${needs.title}</h2>
          <ul class="handout__ticks">
            ${needs.list.map((need) => html`<li>${need}</li>`)}
          </ul>
        </section>
        <section>
          <h2>${good.title}</h2>
          <ul>
            ${good.lines.map((line) => html`<li>${line}</li>`)}
          </ul>
        </section>
      </div>
      <section class="handout__call">
        <div>
          <h2>${call.title}</h2>
          ${lines(call.lines)}
        </div>
        <div>
          <p class="handout__phone">${call.phone}</p>
          ${call.hours === null ? nothing : html`<p>${call.hours}</p>`}
        </div>
      </section>
    </article>`;
  }
}

function lines(all: readonly string[]): TemplateResult {
  return html`<p>${all.map((line) => html`<span class="handout__line">${line}</span>`)}</p>`;
}

customElements.define('invitation-sheet', InvitationSheet);
