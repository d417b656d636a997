import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { isAhead } from '../../appointment/list.ts';
import type { DeskContext, DeskPage } from '../../desk/view.ts';
import { e2eePolicyWords, stateWords } from './appointment-words.ts';
import { eventWords } from './filed-words.ts';
import { OfficePage } from './office-element.ts';
import { clock, dayAndClock, shortDay } from './office-time.ts';
import './appointment-changes.ts';
import './appointment-papers.ts';
import './invitation-card.ts';

/** One appointment: its facts, an invitation for each person, and what may still be changed about it. */
export class CounsellorAppointment extends OfficePage {
  static override properties = { context: { attribute: false }, page: { attribute: false } };
  declare context: DeskContext;
  declare page: Extract<DeskPage, { page: 'appointment' }>;

  protected override render(): TemplateResult {
    const { appointment, service, invitations } = this.page;
    const isOpen = appointment.state === 'planned';
    return html`<button
        type="button"
        class="button button--quiet button--small back"
        id="back"
        @click=${() => this.want({ kind: 'go', to: 'appointments' })}
      >
        ${msg('Alle Termine')}
      </button>
      ${this.heading(dayAndClock(appointment.startsAt, this.context.language))}
      <div class="sided">
        <div class="sided__side">
          ${this.#facts()}
          ${
            isOpen
              ? html`${this.#open()}
                  <appointment-changes
                    .appointment=${appointment}
                    .now=${this.context.now}
                    .mailbox=${this.context.mailbox}
                  ></appointment-changes>`
              : nothing
          }
        </div>
        <section aria-labelledby="invitations-title">
          <h2 id="invitations-title">${msg('Einladungen')}</h2>
          ${invitations.map(
            (invitation) =>
              html`<invitation-card
                .invitation=${invitation}
                .appointment=${appointment}
                .profile=${service.profile}
                .site=${this.context.site}
              ></invitation-card>`,
          )}
          ${this.#papers()} ${this.#notes()}
        </section>
      </div>`;
  }

  /** Weeks ahead a room is opened only by somebody who means it, for example to try it out. */
  #open(): TemplateResult {
    const { appointment } = this.page;
    const { now, language } = this.context;
    const isEarly = isAhead(appointment, now);
    return html`<button
        type="button"
        class=${isEarly ? 'button button--second button--whole' : 'button button--whole'}
        id="prepare"
        aria-describedby=${isEarly ? 'early' : nothing}
        @click=${() => this.want({ kind: 'prepare', id: appointment.id })}
      >
        ${isEarly ? msg('Raum schon jetzt öffnen') : msg('Raum öffnen')}
      </button>
      ${
        isEarly
          ? html`<p class="soft" id="early">
              ${msg(str`Der Termin ist erst am ${shortDay(appointment.startsAt, language)}. An diesem Tag steht der Raum auch in der Liste.`)}
            </p>`
          : nothing
      }`;
  }

  /** After a meeting that took place as well: a form may come with the post of the next day. */
  #papers(): TemplateResult | typeof nothing {
    const { appointment, service, papers } = this.page;
    if (appointment.state === 'cancelled') return nothing;
    return html`<appointment-papers
      .context=${this.context}
      .appointment=${appointment}
      .service=${service}
      .papers=${papers}
    ></appointment-papers>`;
  }

  /** Somebody was let in by word of mouth, or sent away, and no receipt came: what was recorded stands here. */
  #notes(): TemplateResult | typeof nothing {
    const { notes } = this.page;
    const { language } = this.context;
    if (notes.length === 0) return nothing;
    return html`<h2>${msg('Festgehalten ohne Nachweis')}</h2>
      <ol class="plain history" id="notes">
        ${notes.map(
          ({ name, event }) =>
            html`<li>
              <span class="soft">${shortDay(event.at, language)}, ${clock(event.at, language)} · ${event.by}</span>
              <br /><bdi>${name === '' ? msg('ohne Namen') : name}</bdi>: ${eventWords(event)}
            </li>`,
        )}
      </ol>`;
  }

  #facts(): TemplateResult {
    const { appointment, service } = this.page;
    const fact = (name: string, value: string | TemplateResult, id?: string): TemplateResult =>
      html`<div>
        <dt>${name}</dt>
        <dd id=${id ?? nothing}>${value}</dd>
      </div>`;
    return html`<dl class="rows rows--stacked">
      ${fact(msg('Angebot'), service.title)} ${fact(msg('Dauer'), msg(str`${appointment.minutes} Minuten`))}
      ${fact(msg('Stand'), stateWords(appointment, this.context.now), 'state')}
      ${fact(msg('Zusätzliche Verschlüsselung'), e2eePolicyWords(appointment.e2ee))}
      ${
        appointment.password === null
          ? nothing
          : fact(
              msg('Passwort, nur am Telefon zu sagen'),
              html`<span class="code code--line">${appointment.password}</span>`,
              'password',
            )
      }
    </dl>`;
  }
}

customElements.define('counsellor-appointment', CounsellorAppointment);
