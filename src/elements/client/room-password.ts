import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { MeetingPhase } from '../../visit/meeting-phase.ts';
import { LightElement } from '../shared/light-element.ts';
import { problemLine } from '../shared/text-field.ts';

/** The password that came by phone: may be pasted, shown, and tried again (R-023, WCAG 3.3.8). */
export class RoomPassword extends LightElement {
  static override properties = {
    meeting: { attribute: false },
    isShown: { state: true },
    isSent: { state: true },
    isEmpty: { state: true },
  };
  declare meeting: MeetingPhase;
  declare isShown: boolean;
  /** On its way; the room has not answered yet. */
  declare isSent: boolean;
  declare isEmpty: boolean;

  constructor() {
    super();
    this.isShown = false;
    this.isSent = false;
    this.isEmpty = false;
  }

  /** The page now asks something of the person, so this is where the focus belongs. */
  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('#room-password')?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('meeting')) this.isSent = false;
  }

  protected override render(): TemplateResult {
    const problem = this.#problem();
    return html`<form novalidate @submit=${(event: Event) => this.#send(event)}>
      <div class="field">
        <label for="room-password">${msg('Passwort für den Raum')}</label>
        ${problemLine('room-password', problem)}
        <input
          class="input"
          id="room-password"
          type=${this.isShown ? 'text' : 'password'}
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          aria-invalid=${problem ? 'true' : 'false'}
          aria-describedby=${problem ? 'room-password-problem' : nothing}
        />
      </div>
      <p role="status" class=${this.isSent ? nothing : 'visually-hidden'}>
        ${this.isSent ? msg('Wir prüfen das Passwort.') : problem}
      </p>
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <button
          type="button"
          class="button button--second"
          id="show-password"
          aria-pressed=${this.isShown ? 'true' : 'false'}
          @click=${() => (this.isShown = !this.isShown)}
        >
          ${msg('Passwort zeigen')}
        </button>
      </div>
    </form>`;
  }

  #problem(): string | undefined {
    if (this.isSent) return undefined;
    if (this.isEmpty) return msg('Geben Sie das Passwort ein.');
    return this.meeting.wrongPassword
      ? msg('Dieses Passwort passt nicht. Prüfen Sie Groß- und Kleinschreibung oder rufen Sie uns an.')
      : undefined;
  }

  #send(event: Event): void {
    event.preventDefault();
    const input = this.querySelector<HTMLInputElement>('#room-password');
    this.isEmpty = input?.value === '';
    if (!input || this.isEmpty) return;
    this.isSent = true;
    this.wish({ kind: 'password', password: input.value });
  }
}

customElements.define('room-password', RoomPassword);
