import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { checkMinutes, checkStart, PEOPLE_MAX } from '../../appointment/draft.ts';
import { timeAtWall, wallTime } from '../../appointment/zone.ts';
import type { DeskContext, DeskPage } from '../../desk/view.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { FURTHER_ROLES } from '../../mailbox/link.ts';
import type { InvitedPerson } from '../../appointment/appointment.ts';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { textField } from '../shared/text-field.ts';
import { e2eePolicyWords, faultWords, stateWords } from './appointment-words.ts';
import { invitedRoleWords } from './invitation-words.ts';
import { OfficePage } from './office-element.ts';
import './invitation-card.ts';

/** One appointment: its facts, an invitation for each person, and what may still be changed about it. */
export class CounsellorAppointment extends OfficePage {
  static override properties = {
    context: { attribute: false },
    page: { attribute: false },
    wrong: { state: true },
  };
  declare context: DeskContext;
  declare page: Extract<DeskPage, { page: 'appointment' }>;
  declare wrong: string | undefined;

  protected override render(): TemplateResult {
    const { appointment, service, invitations } = this.page;
    const { language, now } = this.context;
    const isOpen = appointment.state === 'planned';
    return html`<button
        type="button"
        class="button button--quiet button--small"
        id="back"
        @click=${() => this.want({ kind: 'go', to: 'appointments' })}
      >
        ${msg('Alle Termine')}
      </button>
      ${this.heading(`${formatDay(appointment.startsAt, language)}, ${formatTime(appointment.startsAt, language)}`)}
      <dl class="rows">
        <div>
          <dt>${msg('Angebot')}</dt>
          <dd>${service.title}</dd>
        </div>
        <div>
          <dt>${msg('Dauer')}</dt>
          <dd>${appointment.minutes} ${msg('Minuten')}</dd>
        </div>
        <div>
          <dt>${msg('Stand')}</dt>
          <dd id="state">${stateWords(appointment, now)}</dd>
        </div>
        <div>
          <dt>${msg('Zusätzliche Verschlüsselung')}</dt>
          <dd>${e2eePolicyWords(appointment.e2ee)}</dd>
        </div>
        ${
          appointment.password
            ? html`<div>
                <dt>${msg('Passwort, nur am Telefon')}</dt>
                <dd><span class="code code--line" id="password">${appointment.password}</span></dd>
              </div>`
            : nothing
        }
      </dl>
      ${
        isOpen
          ? html`<button
              type="button"
              class="button"
              id="prepare"
              @click=${() => this.want({ kind: 'prepare', id: appointment.id })}
            >
              ${msg('Raum öffnen')}
            </button>`
          : nothing
      }
      <h2>${msg('Einladungen')}</h2>
      <div class="cards">
        ${invitations.map(
          (invitation) =>
            html`<invitation-card
              .invitation=${invitation}
              .appointment=${appointment}
              .profile=${service.profile}
              .site=${this.context.site}
            ></invitation-card>`,
        )}
      </div>
      ${isOpen ? html`${this.#invite()} ${this.#move()} ${this.#cancel()}` : nothing}`;
  }

  #invite(): TemplateResult | typeof nothing {
    const { appointment } = this.page;
    if (appointment.people.length >= PEOPLE_MAX) return nothing;
    const roles: readonly InvitedPerson['role'][] =
      appointment.type === 'group' ? ['client', ...FURTHER_ROLES] : FURTHER_ROLES;
    return html`<details id="invite">
      <summary>${msg('Noch jemanden einladen')}</summary>
      <form novalidate @submit=${(event: Event) => this.#sendInvite(event)}>
        <div class="field">
          <label for="invite-role">${msg('Rolle')}</label>
          <select class="select" id="invite-role">
            ${roles.map((role) => html`<option value=${role}>${invitedRoleWords(role)}</option>`)}
          </select>
        </div>
        ${textField({
          id: 'invite-label',
          label: msg('Name für Sie'),
          value: '',
          required: false,
          autocomplete: 'off',
          onChange: () => undefined,
        })}
        <button type="submit" class="button button--second">${msg('Einladung anlegen')}</button>
      </form>
    </details>`;
  }

  #move(): TemplateResult {
    const { startsAt, minutes } = this.page.appointment;
    const wall = wallTime(startsAt);
    const two = (number: number): string => String(number).padStart(2, '0');
    return html`<details id="move">
      <summary>${msg('Zeit ändern')}</summary>
      <p>
        ${msg('Im Link steht die Zeit. Schicken Sie die Einladungen danach neu. Wer die Seite gerade offen hat, sieht die neue Zeit sofort.')}
      </p>
      <form novalidate @submit=${(event: Event) => this.#change(event)}>
        <div class="fields">
          ${textField({
            id: 'move-day',
            label: msg('Tag'),
            type: 'date',
            value: `${wall.year}-${two(wall.month)}-${two(wall.day)}`,
            required: true,
            problem: this.wrong,
            autocomplete: 'off',
            onChange: () => undefined,
          })}
          ${textField({
            id: 'move-time',
            label: msg('Uhrzeit'),
            type: 'time',
            value: `${two(wall.hour)}:${two(wall.minute)}`,
            required: true,
            autocomplete: 'off',
            onChange: () => undefined,
          })}
          ${textField({
            id: 'move-minutes',
            label: msg('Dauer in Minuten'),
            type: 'number',
            value: String(minutes),
            required: true,
            autocomplete: 'off',
            onChange: () => undefined,
          })}
        </div>
        <button type="submit" class="button button--second">${msg('Zeit übernehmen')}</button>
      </form>
    </details>`;
  }

  #cancel(): TemplateResult {
    const { id } = this.page.appointment;
    return html`<div class="actions">
      <button
        type="button"
        class="button button--even"
        id="cancel"
        @click=${() => openDialog(this.querySelector<HTMLDialogElement>('#cancel-dialog'))}
      >
        ${msg('Termin absagen')}
      </button>
      ${confirmDialog({
        id: 'cancel',
        title: msg('Diesen Termin absagen?'),
        body: html`<p>
          ${msg('Alle Links dieses Termins sagen dann, dass er nicht stattfindet. Das lässt sich nicht zurücknehmen.')}
        </p>`,
        yes: msg('Ja, absagen'),
        onYes: () => this.want({ kind: 'cancel', id }),
      })}
    </div>`;
  }

  #sendInvite(event: Event): void {
    event.preventDefault();
    const role = this.querySelector<HTMLSelectElement>('#invite-role')?.value as InvitedPerson['role'];
    const label = this.querySelector<HTMLInputElement>('#invite-label')?.value ?? '';
    this.want({ kind: 'invite', id: this.page.appointment.id, role, label });
  }

  #change(event: Event): void {
    event.preventDefault();
    const value = (id: string): string => this.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
    const [year = 0, month = 0, day = 0] = value('move-day').split('-').map(Number);
    const [hour = 0, minute = 0] = value('move-time').split(':').map(Number);
    const startsAt = year > 0 ? timeAtWall({ year, month, day, hour, minute }) : -1;
    const minutes = Number(value('move-minutes'));
    const start = checkStart(startsAt, this.context.now);
    const fault = start?.fault === 'earlierToday' ? null : (start ?? checkMinutes(minutes));
    this.wrong = fault ? faultWords(fault) : undefined;
    if (fault) this.querySelector<HTMLElement>('#move-day')?.focus();
    else this.want({ kind: 'change', id: this.page.appointment.id, startsAt, minutes });
  }
}

customElements.define('counsellor-appointment', CounsellorAppointment);
