import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Appointment, InvitedPerson } from '../../appointment/appointment.ts';
import { checkMinutes, checkStart, PEOPLE_MAX } from '../../appointment/draft.ts';
import { FURTHER_ROLES } from '../../mailbox/link.ts';
import type { MailboxLine } from '../../mailbox/mailbox-shape.ts';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { textField } from '../shared/text-field.ts';
import { faultWords } from './appointment-words.ts';
import { invitedRoleWords } from './invitation-words.ts';
import { OfficeElement } from './office-element.ts';
import { readWhen, whenFields } from './when-fields.ts';

/** What may still be changed about a planned appointment: one more person, another time, or not at all. */
export class AppointmentChanges extends OfficeElement {
  static override properties = {
    appointment: { attribute: false },
    now: { type: Number },
    mailbox: { type: String },
    wrong: { state: true },
  };
  declare appointment: Appointment;
  /** Milliseconds since 1970. */
  declare now: number;
  /** Whether those invited learn of a change by themselves. */
  declare mailbox: MailboxLine;
  /** What is wrong with the new time, by field. */
  declare wrong: { readonly field: 'startsAt' | 'minutes'; readonly words: string } | null;

  constructor() {
    super();
    this.mailbox = 'unknown';
    this.wrong = null;
  }

  protected override render(): TemplateResult {
    return html`${this.#invite()} ${this.#move()} ${this.#cancel()}`;
  }

  get #areTold(): boolean {
    return this.mailbox !== 'absent';
  }

  #invite(): TemplateResult | typeof nothing {
    const { appointment } = this;
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
        <button type="submit" class="button button--second button--small">${msg('Einladung anlegen')}</button>
      </form>
    </details>`;
  }

  #move(): TemplateResult {
    const { startsAt, minutes } = this.appointment;
    const words = (field: 'startsAt' | 'minutes'): string | undefined =>
      this.wrong?.field === field ? this.wrong.words : undefined;
    return html`<details id="move">
      <summary>${msg('Zeit ändern')}</summary>
      <p>
        ${
          this.#areTold
            ? msg(
                'Die Zeit steht im Link. Schicken Sie die Einladungen danach neu. Wer die Seite gerade offen hat, sieht die neue Zeit sofort.',
              )
            : msg(
                'Die Zeit steht im Link. Schicken Sie die Einladungen danach neu. Ohne Ablage erfährt niemand von selbst davon.',
              )
        }
      </p>
      <form novalidate @submit=${(event: Event) => this.#change(event)}>
        ${whenFields({
          prefix: 'move-',
          startsAt,
          minutes,
          startProblem: words('startsAt'),
          minutesProblem: words('minutes'),
        })}
        <button type="submit" class="button button--second button--small">${msg('Zeit übernehmen')}</button>
      </form>
    </details>`;
  }

  #cancel(): TemplateResult {
    const { id } = this.appointment;
    return html`<div class="appointment__cancel">
      <button
        type="button"
        class="button button--even button--small"
        id="cancel"
        @click=${() => openDialog(this.querySelector<HTMLDialogElement>('#cancel-dialog'))}
      >
        ${msg('Termin absagen')}
      </button>
      ${confirmDialog({
        id: 'cancel',
        title: msg('Diesen Termin absagen?'),
        body: html`<p>
          ${
            this.#areTold
              ? msg(
                  'Alle Links dieses Termins sagen dann, dass er nicht stattfindet. Das lässt sich nicht zurücknehmen.',
                )
              : msg(
                  'Ohne Ablage sagen die Links dieses Termins nichts davon. Sagen Sie es allen am Telefon oder per E-Mail. Das lässt sich nicht zurücknehmen.',
                )
          }
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
    this.want({ kind: 'invite', id: this.appointment.id, role, label });
  }

  #change(event: Event): void {
    event.preventDefault();
    const { startsAt, minutes } = readWhen(this, 'move-');
    const start = checkStart(startsAt, this.now);
    const fault = start?.fault === 'earlierToday' ? checkMinutes(minutes) : (start ?? checkMinutes(minutes));
    this.wrong = fault ? { field: fault.field, words: faultWords(fault) } : null;
    if (fault) this.querySelector<HTMLElement>(fault.field === 'minutes' ? '#move-minutes' : '#move-day')?.focus();
    else this.want({ kind: 'change', id: this.appointment.id, startsAt, minutes });
  }
}

customElements.define('appointment-changes', AppointmentChanges);
