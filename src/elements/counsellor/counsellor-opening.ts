import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import {
  openDevices,
  type DeviceAnswer,
  type DeviceKind,
  type DeviceList,
  type Devices,
} from '../../browser/devices.ts';
import type { DeskContext, DeskPage } from '../../desk/view.ts';
import { formatTime } from '../../i18n/format.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { textField } from '../shared/text-field.ts';
import { personName } from './appointment-words.ts';
import { OfficePage } from './office-element.ts';
import '../client/device-check.ts';
import '../shared/error-summary.ts';

const NO_DEVICES: DeviceList = { cameras: [], microphones: [], speakers: [] };

interface Statement {
  readonly id: string;
  readonly words: () => string;
}

/** What a counsellor declares herself before anybody may come in (R-010, R-077, C-26); gate/counsellor.ts asks for each. */
const STATEMENTS: readonly Statement[] = [
  {
    id: 'no-recording',
    words: () =>
      msg(
        'Ich versichere, dass ich dieses Gespräch weder in Bild noch in Ton aufzeichne und dass auch niemand sonst hier es tut.',
      ),
  },
  {
    id: 'alone',
    words: () =>
      msg(
        'Ich versichere, dass ich allein im Raum bin und dass niemand mithören kann. Wer doch dabei ist, wird zu Beginn vorgestellt.',
      ),
  },
  {
    id: 'secrecy',
    words: () => msg('Mir ist bewusst, dass ich für alles, was ich hier erfahre, der Schweigepflicht unterliege.'),
  },
];

/** Before the room: camera and microphone, and the counsellor's own declaration. Then one button opens the room. */
export class CounsellorOpening extends OfficePage {
  static override properties = {
    context: { attribute: false },
    page: { attribute: false },
    answers: { state: true },
    list: { state: true },
    problems: { state: true },
  };
  declare context: DeskContext;
  declare page: Extract<DeskPage, { page: 'opening' }>;
  declare answers: Readonly<Partial<Record<DeviceKind, DeviceAnswer>>>;
  declare list: DeviceList;
  declare problems: readonly SummaryItem[];
  #devices: Devices | null = null;

  constructor() {
    super();
    this.answers = {};
    this.list = NO_DEVICES;
    this.problems = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The light of the camera goes out when the page is left; Jitsi asks for its own.
    this.#devices?.stop();
    this.#devices = null;
  }

  protected override render(): TemplateResult {
    const { appointment, service } = this.page;
    const { language } = this.context;
    return html`<form class="office__narrow" novalidate @submit=${(event: Event) => this.#open(event)}>
      ${this.heading(msg('Raum öffnen'))}
      <error-summary .items=${this.problems}></error-summary>
      <p class="lead">
        ${formatTime(appointment.startsAt, language)} · ${appointment.people.map(personName).join(', ')} ·
        ${service.title}
      </p>
      ${
        appointment.password
          ? html`<p class="panel">
              ${msg('Passwort für das Telefon:')} <span class="code code--line">${appointment.password}</span>
            </p>`
          : nothing
      }
      ${this.#name()} ${this.#check()}
      <fieldset id="declaration">
        <legend>${msg('Ihre eigene Erklärung')}</legend>
        <p>${msg('Was Sie von den Ratsuchenden verlangen, gilt auch für Sie. Es wird mit dem Termin festgehalten.')}</p>
        ${STATEMENTS.map(
          ({ id, words }) =>
            html`<label class="choice"><input type="checkbox" id=${id} /><span>${words()}</span></label>`,
        )}
      </fieldset>
      ${this.#token()}
      <div class="actions">
        <button type="submit" class="button" id="open">${msg('Raum jetzt öffnen')}</button>
        <button
          type="button"
          class="button button--second"
          id="back"
          @click=${() => this.want({ kind: 'go', to: 'appointments' })}
        >
          ${msg('Zurück')}
        </button>
      </div>
      <p class="soft">
        ${msg('Zuerst wird der Warteraum eingeschaltet. Erst danach erfahren die Eingeladenen, dass Sie da sind. Niemand kommt herein, den Sie nicht einlassen.')}
      </p>
    </form>`;
  }

  #name(): TemplateResult | typeof nothing {
    if (this.context.counsellor !== '') return nothing;
    return textField({
      id: 'counsellor-name',
      label: msg('So heißen Sie im Gespräch und in den Nachweisen'),
      value: '',
      required: true,
      problem: this.problems.find(({ target }) => target === 'counsellor-name')?.words,
      autocomplete: 'name',
      onChange: () => undefined,
    });
  }

  #check(): TemplateResult {
    const isTried = this.answers.camera !== undefined && this.answers.microphone !== undefined;
    if (!isTried) {
      return html`<section aria-labelledby="devices-title">
        <h2 id="devices-title">${msg('Kamera und Mikrofon')}</h2>
        <button type="button" class="button button--second" id="try" @click=${() => void this.#try()}>
          ${msg('Kamera und Mikrofon prüfen')}
        </button>
      </section>`;
    }
    return html`${this.#device('camera')} ${this.#device('microphone')}`;
  }

  #device(kind: DeviceKind): TemplateResult {
    return html`<device-check
      .kind=${kind}
      .answer=${this.answers[kind]}
      .choices=${kind === 'camera' ? this.list.cameras : this.list.microphones}
      .devices=${this.#devices}
      .isOn=${true}
      .need=${'optional'}
      .onAsk=${(id?: string) => void this.#ask(kind, id)}
      .onTurn=${() => undefined}
    ></device-check>`;
  }

  /** Where the city's Jitsi wants a moderator's token: it is handed on once, and kept nowhere. */
  #token(): TemplateResult {
    return html`<details id="token">
      <summary>${msg('Ihre Stadt hat Ihnen einen Moderationsschlüssel gegeben?')}</summary>
      ${textField({
        id: 'moderator-token',
        label: msg('Moderationsschlüssel (Token)'),
        value: '',
        required: false,
        type: 'password',
        hints: [msg('Er geht nur an den Jitsi-Server und wird hier nicht gespeichert.')],
        autocomplete: 'off',
        onChange: () => undefined,
      })}
    </details>`;
  }

  #used(): Devices {
    this.#devices ??= openDevices();
    return this.#devices;
  }

  async #try(): Promise<void> {
    await this.#ask('camera');
    await this.#ask('microphone');
  }

  async #ask(kind: DeviceKind, id?: string): Promise<void> {
    const answer = await this.#used().ask(kind, id);
    if (answer.result === 'stopped') return;
    this.answers = { ...this.answers, [kind]: answer };
    this.list = await this.#used().list();
  }

  #open(event: Event): void {
    event.preventDefault();
    const ticked = (id: string): boolean => this.querySelector<HTMLInputElement>(`#${id}`)?.checked ?? false;
    const name = this.querySelector<HTMLInputElement>('#counsellor-name')?.value.trim();
    this.problems = [
      ...(name === '' ? [{ target: 'counsellor-name', words: msg('Sagen Sie, wie Sie im Gespräch heißen.') }] : []),
      ...STATEMENTS.filter(({ id }) => !ticked(id)).map(({ id, words }) => ({ target: id, words: words() })),
    ];
    if (this.problems.length > 0) return;
    if (name) this.want({ kind: 'callMyself', name });
    const token = this.querySelector<HTMLInputElement>('#moderator-token')?.value.trim() ?? '';
    this.want({
      kind: 'open',
      id: this.page.appointment.id,
      declared: true,
      moderatorToken: token === '' ? null : token,
    });
  }
}

customElements.define('counsellor-opening', CounsellorOpening);
