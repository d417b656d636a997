import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DeskContext, DeskPage, DeskView } from '../../desk/view.ts';
import type { Site } from '../../service/site-schema.ts';
import { OfficeElement } from './office-element.ts';
import { problemNote } from './problem-note.ts';
import './counsellor-appointment.ts';
import './counsellor-appointments.ts';
import './counsellor-broken.ts';
import './counsellor-door.ts';
import './counsellor-new-appointment.ts';
import './counsellor-opening.ts';
import './counsellor-receipt.ts';
import './counsellor-receipts.ts';
import './counsellor-room.ts';
import './counsellor-settings.ts';
import './storage-loss.ts';

type Place = 'appointments' | 'receipts' | 'settings';

/** The counsellor's page: head with the three places, the one page that is on now. Which one, the view says. */
export class CounsellorApp extends OfficeElement {
  static override properties = { view: { attribute: false }, language: { type: String } };
  declare view: DeskView;
  declare language: string;

  constructor() {
    super();
    this.view = { kind: 'loading' };
    this.language = 'de';
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const isRoom = view.kind === 'desk' && view.page.page === 'room';
    return html`${this.#head()}
      <main class=${isRoom ? 'office office--room' : 'office'} id="main">${this.#content()}</main>
      <div class="visually-hidden" role="status" id="announcer"></div>`;
  }

  #content(): TemplateResult | typeof nothing {
    const { view } = this;
    switch (view.kind) {
      case 'loading':
        return nothing;
      case 'broken':
        return html`<counsellor-broken .problem=${view.problem}></counsellor-broken>`;
      case 'door':
        return html`<counsellor-door
          .state=${view.state}
          .busy=${view.busy}
          .problem=${view.problem}
        ></counsellor-door>`;
      case 'desk':
        return html`<storage-loss .context=${view.context}></storage-loss>${
            view.context.problem
              ? problemNote(view.context.problem, () => this.want({ kind: 'closeProblem' }))
              : nothing
          }${deskPage(view.page, view.context)}`;
    }
  }

  #head(): TemplateResult {
    const site = siteOf(this.view);
    // While a room is open nobody leaves it by the way: the ways out are not there.
    const isAtDesk = this.view.kind === 'desk' && this.view.page.page !== 'room';
    return html`<header class="head">
      <div class="masthead masthead--office">
        <div class="masthead__name">
          ${site?.logo ? html`<img class="masthead__logo" src=${site.logo} alt="" />` : nothing}
          <span>${site?.name ?? msg('Videoberatung')}<small>${msg('Für Beratende')}</small></span>
        </div>
        ${isAtDesk ? this.#places() : nothing} ${this.#languages()}
        ${
          isAtDesk
            ? html`<button
                type="button"
                class="button button--small button--second"
                id="lock"
                @click=${() => this.want({ kind: 'lock' })}
              >
                ${msg('Sperren')}
              </button>`
            : nothing
        }
      </div>
      ${site?.practice ? html`<p class="banner">${msg('Übungsbetrieb – hier berät niemand')}</p>` : nothing}
    </header>`;
  }

  #places(): TemplateResult {
    const here = this.#place();
    const place = (to: Place, words: string): TemplateResult =>
      html`<button
        type="button"
        class="place"
        id="place-${to}"
        aria-current=${here === to ? 'page' : nothing}
        @click=${() => this.want({ kind: 'go', to })}
      >
        ${words}
      </button>`;
    return html`<nav class="places" aria-label=${msg('Bereiche')}>
      ${place('appointments', msg('Termine'))} ${place('receipts', msg('Nachweise'))}
      ${place('settings', msg('Einstellungen'))}
    </nav>`;
  }

  /** German and English: the page of an office. */
  #languages(): TemplateResult {
    const other = this.language === 'en' ? 'de' : 'en';
    return html`<button
      type="button"
      class="button button--small button--quiet"
      id="language"
      lang=${other}
      @click=${() => this.want({ kind: 'language', language: other })}
    >
      ${other === 'en' ? 'English' : 'Deutsch'}
    </button>`;
  }

  #place(): Place {
    const page = this.view.kind === 'desk' ? this.view.page.page : 'appointments';
    if (page === 'receipts' || page === 'receipt') return 'receipts';
    return page === 'settings' ? 'settings' : 'appointments';
  }
}

function siteOf(view: DeskView): Site | null {
  if (view.kind === 'loading') return null;
  return view.kind === 'desk' ? view.context.site : view.site;
}

function deskPage(page: DeskPage, context: DeskContext): TemplateResult {
  switch (page.page) {
    case 'appointments':
      return html`<counsellor-appointments .context=${context} .page=${page}></counsellor-appointments>`;
    case 'newAppointment':
      return html`<counsellor-new-appointment .context=${context} .page=${page}></counsellor-new-appointment>`;
    case 'appointment':
      return html`<counsellor-appointment .context=${context} .page=${page}></counsellor-appointment>`;
    case 'opening':
      return html`<counsellor-opening .context=${context} .page=${page}></counsellor-opening>`;
    case 'room':
      return html`<counsellor-room .context=${context} .room=${page.room}></counsellor-room>`;
    case 'receipts':
      return html`<counsellor-receipts .context=${context} .page=${page}></counsellor-receipts>`;
    case 'receipt':
      return html`<counsellor-receipt
        .context=${context}
        .filed=${page.filed}
        .german=${page.german}
      ></counsellor-receipt>`;
    case 'settings':
      return html`<counsellor-settings .context=${context}></counsellor-settings>`;
  }
}

customElements.define('counsellor-app', CounsellorApp);
