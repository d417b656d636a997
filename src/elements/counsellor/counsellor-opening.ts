import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DeskContext, DeskPage } from '../../desk/view.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { textField } from '../shared/text-field.ts';
import { personName } from './appointment-words.ts';
import { OfficePage } from './office-element.ts';
import { dayAndClock } from './office-time.ts';
import type { OpeningDevices } from './opening-devices.ts';
import { declarationFields, openStatements, readDeclaration, statementWords } from './own-declaration.ts';
import '../shared/error-summary.ts';
import './opening-devices.ts';

/** Before the room: camera and microphone, and the counsellor's own declaration. Then one button opens the room. */
export class CounsellorOpening extends OfficePage {
  static override properties = { context: { attribute: false }, page: { attribute: false }, problems: { state: true } };
  declare context: DeskContext;
  declare page: Extract<DeskPage, { page: 'opening' }>;
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override render(): TemplateResult {
    const { appointment, service } = this.page;
    return html`<form novalidate @submit=${(event: Event) => this.#open(event)}>
      ${this.heading(msg('Raum öffnen'))}
      <p class="lead">
        ${dayAndClock(appointment.startsAt, this.context.language)} · ${appointment.people.map(personName).join(', ')} ·
        ${service.title}
      </p>
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      <div class="halves">
        <div><opening-devices></opening-devices>${this.#password()} ${this.#token()}</div>
        <div>${this.#name()} ${declarationFields((name) => this.#isMissing(`declare-${name}`))}</div>
      </div>
      <p class="soft">
        ${msg('Zuerst schaltet sich der Warteraum ein. Erst dann erfahren die Eingeladenen, dass Sie da sind. Herein kommt nur, wen Sie einlassen.')}
      </p>
      <div class="actions actions--office">
        <button type="submit" class="button" id="open">${msg('Raum jetzt öffnen')}</button>
        <button
          type="button"
          class="button button--second"
          id="back"
          @click=${() => this.want({ kind: 'go', to: 'appointments' })}
        >
          ${msg('Zurück zu den Terminen')}
        </button>
      </div>
    </form>`;
  }

  #isMissing(target: string): boolean {
    return this.problems.some((problem) => problem.target === target);
  }

  #name(): TemplateResult | typeof nothing {
    if (this.context.counsellor !== '') return nothing;
    return textField({
      id: 'counsellor-name',
      label: msg('Ihr Name im Gespräch und in den Nachweisen'),
      value: '',
      required: true,
      problem: this.problems.find(({ target }) => target === 'counsellor-name')?.words(),
      autocomplete: 'name',
      onChange: () => undefined,
    });
  }

  #password(): TemplateResult | typeof nothing {
    const { password } = this.page.appointment;
    if (password === null) return nothing;
    return html`<p class="panel" id="password">
      ${msg('Passwort, nur am Telefon zu sagen')}: <span class="code code--line">${password}</span>
    </p>`;
  }

  /** Where the city's Jitsi wants a moderator's token: it is handed on once, and kept nowhere. */
  #token(): TemplateResult {
    return html`<details id="token">
      <summary>${msg('Ich habe einen Moderationsschlüssel')}</summary>
      ${textField({
        id: 'moderator-token',
        label: msg('Moderationsschlüssel (Token)'),
        value: '',
        required: false,
        type: 'password',
        hints: [msg('Er geht nur an den Jitsi-Server Ihrer Stadt und wird hier nicht gespeichert.')],
        autocomplete: 'off',
        onChange: () => undefined,
      })}
    </details>`;
  }

  #open(event: Event): void {
    event.preventDefault();
    const value = (id: string): string | undefined => this.querySelector<HTMLInputElement>(`#${id}`)?.value.trim();
    const name = value('counsellor-name');
    const declared = readDeclaration(this);
    this.problems = [
      ...(name === ''
        ? [{ target: 'counsellor-name', words: () => msg('Sagen Sie, wie Sie im Gespräch heißen.') }]
        : []),
      ...openStatements(declared).map((one) => ({ target: `declare-${one}`, words: () => statementWords(one) })),
    ];
    if (this.problems.length > 0) return;
    if (name) this.want({ kind: 'callMyself', name });
    this.want({
      kind: 'open',
      id: this.page.appointment.id,
      declared,
      moderatorToken: value('moderator-token') || null,
      devices: this.querySelector<OpeningDevices>('opening-devices')?.choice ?? { camera: 'on', microphone: 'on' },
    });
  }
}

customElements.define('counsellor-opening', CounsellorOpening);
