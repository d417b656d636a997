import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ServiceFace } from '../../service/face.ts';
import type { Site } from '../../service/site-schema.ts';
import type { View } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';
import { storageNotice } from '../shared/storage-notice.ts';
import { loadPart, loadPartAgain, renderPart } from './parts.ts';
import '../shared/page-head.ts';
import '../shared/page-foot.ts';
import '../shared/door-arch.ts';

/** The client page: head, the one thing that is on now, foot. Which thing, the view says. */
export class ClientApp extends LightElement {
  static override properties = { view: { attribute: false }, language: { type: String }, broken: { state: true } };
  declare view: View;
  declare language: string;
  /** The code of a part did not arrive. */
  declare broken: boolean;

  constructor() {
    super();
    this.view = { kind: 'loading' };
    this.language = 'de';
    this.broken = false;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('view')) return;
    // A part loads when it is first shown; until then the element is unknown to the browser and stays empty.
    void loadPart(this.view).then((loaded) => {
      this.broken = !loaded;
    });
    const { site } = surroundings(this.view);
    // Few cities bring a colour of their own; the code for it comes only to them.
    if (site?.accent) void import('../shared/site-look.ts').then(({ applySiteLook }) => applySiteLook(site));
  }

  protected override render(): TemplateResult {
    const { site, service } = surroundings(this.view);
    return html`<page-head .site=${site} .service=${service}></page-head>
      <main class=${this.view.kind === 'meeting' ? 'page page--wide' : 'page'} id="main">
        ${this.#progress()} ${this.#trouble()} ${this.broken ? this.#retry() : renderPart(this.view)}
      </main>
      ${
        // Not before there is something above it, which would push it away under somebody's finger.
        this.view.kind === 'loading'
          ? nothing
          : html`<page-foot
              .site=${site}
              .service=${service}
              .language=${this.language}
              .view=${this.view}
            ></page-foot>`
      }
      <div class="visually-hidden" role="status" id="announcer"></div>`;
  }

  #progress(): TemplateResult | typeof nothing {
    if (this.view.kind !== 'step' || this.view.step === 'arrive') return nothing;
    const { number, of } = this.view.context.progress;
    return html`<div class="progress">
      <door-arch .openness=${of > 1 ? (number - 1) / (of - 1) : 1}></door-arch>
      <span>${msg(str`Schritt ${number} von ${of}`)}</span>
      <read-aloud .page=${`${this.view.step} ${this.language}`}></read-aloud>
    </div>`;
  }

  /** Nobody shall find out by reloading. The first step says it itself, next to the question whose device this is. */
  #trouble(): TemplateResult | typeof nothing {
    const { view } = this;
    return view.kind === 'step' && view.step !== 'arrive' && view.context.storage.trouble ? storageNotice() : nothing;
  }

  async #loadAgain(): Promise<void> {
    this.broken = !(await loadPartAgain(this.view));
  }

  #retry(): TemplateResult {
    return html`<h1 tabindex="-1">${msg('Die Verbindung zum Server klappt gerade nicht')}</h1>
      <p>${msg('Ihre Angaben sind noch da. Versuchen Sie es noch einmal oder rufen Sie uns an.')}</p>
      <p class="soft">${msg(str`Hinweis EINLASS-${12}`)}</p>
      <div class="actions">
        <button type="button" class="button" @click=${() => void this.#loadAgain()}>
          ${msg('Noch einmal versuchen')}
        </button>
      </div>`;
  }
}

function surroundings(view: View): { readonly site: Site | null; readonly service: ServiceFace | null } {
  if (view.kind === 'loading') return { site: null, service: null };
  if (view.kind === 'problem') return { site: view.site, service: view.service };
  if (view.kind === 'entrance') return { site: view.site, service: null };
  return { site: view.context.site, service: view.context.service };
}

customElements.define('client-app', ClientApp);
