import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Appointment } from '../../appointment/appointment.ts';
import { isAhead, listed, SOON } from '../../appointment/list.ts';
import type { DeskContext, DeskPage } from '../../desk/view.ts';
import { personName, stateWords } from './appointment-words.ts';
import { mailboxNote } from './mailbox-note.ts';
import { OfficePage } from './office-element.ts';
import { clock, fullDay, shortDay } from './office-time.ts';
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
          class="button button--second"
          id="new-appointment"
          @click=${() => this.want({ kind: 'go', to: 'newAppointment' })}
        >
          ${msg('Neuer Termin')}
        </button>
      </div>
      <key-reminder .context=${this.context}></key-reminder>
      ${mailboxNote(this.context.mailbox)}
      <section aria-labelledby="today-title">
        <h2 id="today-title">
          ${msg('Heute')}<span class="office__day">${fullDay(this.context.now, this.context.language)}</span>
        </h2>
        ${today.length > 0 ? this.#list(today, true) : html`<p class="soft" id="no-today">${msg('Heute ist kein Termin.')}</p>`}
      </section>
      <section aria-labelledby="coming-title">
        <h2 id="coming-title">${msg('Kommende Termine')}</h2>
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

  #list(appointments: readonly Appointment[], isToday: boolean): TemplateResult {
    return html`<ul class="agenda">
      ${appointments.map((appointment) => this.#row(appointment, isToday))}
    </ul>`;
  }

  #row(appointment: Appointment, isToday: boolean): TemplateResult {
    const { language, services, now } = this.context;
    const { id, startsAt, minutes, people, state } = appointment;
    const title = services.find((service) => service.id === appointment.service)?.title ?? appointment.service;
    const isNext = id === this.#next()?.id;
    const isOver = state !== 'planned';
    const day = isToday ? '' : shortDay(startsAt, language);
    const named = `${day} ${clock(startsAt, language)}, ${people.map(personName).join(', ')}`.trim();
    return html`<li class=${rowClass(isOver, isNext)} data-appointment=${id}>
      <div class="agenda__when">
        ${isToday ? nothing : html`<strong>${day}</strong>`}
        <span><strong>${clock(startsAt, language)}</strong> <span class="soft">${minutes} min</span></span>
      </div>
      <div class="agenda__what">
        <strong>${people.map(personName).join(', ')}</strong>
        <span class="soft">${title}${stateLine(appointment, now)}</span>
      </div>
      <div class="agenda__acts">
        <button
          type="button"
          class="button button--small button--quiet"
          aria-label=${msg(str`Einladungen: ${named}`)}
          @click=${() => this.want({ kind: 'showAppointment', id })}
        >
          ${isOver ? msg('Ansehen') : msg('Einladungen')}
        </button>
        ${
          isOver || isAhead(appointment, now)
            ? nothing
            : html`<button
                type="button"
                class=${isNext ? 'button button--small' : 'button button--small button--second'}
                aria-label=${msg(str`Raum öffnen: ${named}`)}
                @click=${() => this.want({ kind: 'prepare', id })}
              >
                ${msg('Raum öffnen')}
              </button>`
        }
      </div>
    </li>`;
  }

  /** The one that is on, or comes next today: the only filled button of the page. */
  #next(): Appointment | undefined {
    const { now } = this.context;
    return listed(this.page.appointments, now).today.find(
      ({ state, startsAt, minutes }) => state === 'planned' && startsAt + minutes * 60_000 > now,
    );
  }
}

function rowClass(isOver: boolean, isNext: boolean): string {
  if (isOver) return 'agenda__row agenda__row--over';
  return isNext ? 'agenda__row agenda__row--next' : 'agenda__row';
}

/** What is plain anyway – it is planned – is not said. */
function stateLine(appointment: Appointment, now: number): string {
  const isPlain = appointment.state === 'planned' && appointment.startsAt - now > SOON;
  return isPlain ? '' : ` · ${stateWords(appointment, now)}`;
}

customElements.define('counsellor-appointments', CounsellorAppointments);
