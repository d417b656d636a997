import { LitElement, html, type TemplateResult } from 'lit';

/** The least that a page of Lit can be: one element with a heading and a sentence. */
class BarePage extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<main>
      <h1>Schön, dass Sie da sind.</h1>
      <p>Diese Seite kann nichts. An ihr wird gemessen, was eine Seite auf dieser Maschine mindestens braucht.</p>
    </main>`;
  }
}

customElements.define('bare-page', BarePage);
