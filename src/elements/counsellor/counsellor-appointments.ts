import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Appointment } from '../../appointment/appointment.ts';
import { listed } from '../../appointment/list.ts';
import type { DeskContext, DeskPage } from '../../desk/view.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { personName, stateWords } from './appointment-words.ts';
import { OfficePage } from './office-element.ts';
import './key-reminder.ts';

/** The counsellor's day: what is today, what comes, and – folded – what was. */
export class CounsellorAppointments extends OfficePage {
  static override properties = { context: { attribute: false }, page: { attribute: false } };
  declare context: DeskContext;
  declare page: Extract<DeskPage, { page: 'appointments' }>;

  protected override render(): TemplateResult {
    const { today, coming, past } = listed(this.page.appointments, this.context.now);
    return html`<div class="office__head">
        ${this.heading(msg('Termine'))}
        <button
          type="button"
          class="button"
          id="new-appointment"
          @click=${() => this.want({ kind: 'go', to: 'newAppointment' })}
        >
          ${msg('Neuer Termin')}
        </button>
      </div>
      <key-reminder .context=${this.context}></key-reminder>
      ${this.#mailbox()}
      <section aria-labelledby="today-title">
        <h2 id="today-title">
          ${msg('Heute')} <span class="soft">${formatDay(this.context.now, this.context.language)}</span>
        </h2>
        ${today.length > 0 ? this.#list(today, true) : html`<p class="soft" id="no-today">${msg('Heute ist kein Termin.')}</p>`}
      </section>
      <section aria-labelledby="coming-title">
        <h2 id="coming-title">${msg('Danach')}</h2>
        ${coming.length > 0 ? this.#list(coming, false) : html`<p class="soft">${msg('Es ist noch nichts geplant.')}</p>`}
      </section>
      ${
        past.length > 0
          ? html`<details id="past">
              <summary>${msg('Vergangene Termine')}</summary>
              ${this.#list(past, false)}
            </details>`
          : nothing
      }`;
  }

  /** Without a mailbox everything works by files; whoever sits here has to know it before the first knock. */
  #mailbox(): TemplateResult | typeof nothing {
    const { mailbox } = this.context;
    if (mailbox === 'absent') {
      return html`<p class="panel panel--warm" id="no-mailbox">
        ${msg('Auf diesem Server gibt es keine Ablage. Nachweise kommen darum nicht von selbst an: Bitten Sie die Person, ihren Nachweis als Datei zu schicken.')}
      </p>`;
    }
    return mailbox === 'unreachable'
      ? html`<p class="panel panel--warm" id="mailbox-unreachable">
          ${msg('Die Ablage antwortet gerade nicht. Die Seite versucht es weiter.')}
        </p>`
      : nothing;
  }

  #list(appointments: readonly Appointment[], isToday: boolean): TemplateResult {
    return html`<ul class="agenda">
      ${appointments.map((appointment) => this.#row(appointment, isToday))}
    </ul>`;
  }

  #row(appointment: Appointment, isToday: boolean): TemplateResult {
    const { language, services, now } = this.context;
    const { id, startsAt, minutes, people, state } = appointment;
    const title = services.find((service) => service.id === appointment.service)?.title ?? appointment.service;
    const when = isToday
      ? formatTime(startsAt, language)
      : `${formatDay(startsAt, language)}, ${formatTime(startsAt, language)}`;
    const isOver = state !== 'planned';
    return html`<li class=${isOver ? 'agenda__row agenda__row--over' : 'agenda__row'} data-appointment=${id}>
      <div class="agenda__when"><strong>${when}</strong><span class="soft">${msg('Minuten')}: ${minutes}</span></div>
      <div class="agenda__what">
        <strong>${people.map(personName).join(', ')}</strong>
        <span class="soft">${title} · ${stateWords(appointment, now)}</span>
      </div>
      <div class="agenda__acts">
        <button
          type="button"
          class="button button--small button--second"
          aria-label=${`${msg('Einladungen')}: ${when}`}
          @click=${() => this.want({ kind: 'showAppointment', id })}
        >
          ${msg('Einladungen')}
        </button>
        ${
          isOver
            ? nothing
            : html`<button
                type="button"
                class=${isToday ? 'button button--small' : 'button button--small button--second'}
                aria-label=${`${msg('Raum öffnen')}: ${when}`}
                @click=${() => this.want({ kind: 'prepare', id })}
              >
                ${msg('Raum öffnen')}
              </button>`
        }
      </div>
    </li>`;
  }
}

customElements.define('counsellor-appointments', CounsellorAppointments);
