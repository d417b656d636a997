import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';
import { PEOPLE_MAX } from '../../appointment/draft.ts';
import { FURTHER_ROLES, type FurtherRole } from '../../mailbox/link.ts';
import { personName } from './appointment-words.ts';
import { invitedRoleWords } from './invitation-words.ts';
import { OfficeElement } from './office-element.ts';
import './copy-text.ts';

/** A further person who is needed in the middle of it: invite, and hand over the link while the room is open (R-032). */
export class RoomInvite extends OfficeElement {
  static override properties = { room: { attribute: false } };
  declare room: RoomView;

  protected override render(): TemplateResult | typeof nothing {
    const { invitations = [], appointment, stage } = this.room;
    if (stage !== 'open' || invitations.length === 0) return nothing;
    return html`<details id="room-invite">
      <summary>${msg('Links und weitere Personen')}</summary>
      <ul class="plain links">
        ${invitations.map(
          ({ person, link }) =>
            html`<li>
              <span id="link-${person.id}">${personName(person)}</span>
              <copy-text .text=${link} .label=${msg('Link kopieren')} .about="link-${person.id}"></copy-text>
            </li>`,
        )}
      </ul>
      ${appointment.people.length < PEOPLE_MAX ? this.#form() : nothing}
    </details>`;
  }

  #form(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => this.#invite(event)}>
      <div class="field">
        <label for="room-invite-role">${msg('Weitere Person')}</label>
        <select class="select" id="room-invite-role">
          ${FURTHER_ROLES.map((role) => html`<option value=${role}>${invitedRoleWords(role)}</option>`)}
        </select>
      </div>
      <p class="field__hint">${msg('Bevor sie hereinkommt, werden die Ratsuchenden im Raum gefragt.')}</p>
      <button type="submit" class="button button--small button--second">${msg('Einladung anlegen')}</button>
    </form>`;
  }

  #invite(event: Event): void {
    event.preventDefault();
    const role = this.querySelector<HTMLSelectElement>('#room-invite-role')?.value as FurtherRole;
    this.want({ kind: 'invite', id: this.room.appointment.id, role, label: '' });
  }
}

customElements.define('room-invite', RoomInvite);
