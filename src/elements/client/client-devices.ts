import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { openDevices, type DeviceKind, type DeviceList, type Devices } from '../../browser/devices.ts';
import type { DeviceChoice } from '../../gate/permit.ts';
import { shownName } from '../../mailbox/name.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { StepElement } from '../shared/step-element.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';
import { textField } from '../shared/text-field.ts';
import { choiceOf, hasAny, NEITHER, stillThere, type Answers, type Wanted } from './device-choice.ts';
import { proposedName } from './display-name.ts';
import { encryptionOutlook } from './encryption-outlook.ts';
import '../shared/error-summary.ts';
import './device-check.ts';
import './speaker-test.ts';

const NO_DEVICES: DeviceList = { cameras: [], microphones: [], speakers: [] };

/**
 * Try camera, microphone and loudspeaker, choose them, decide to come in muted or unseen, and under which name
 * (R-004, R-029, R-031, R-118). Nothing is asked of the browser before the button, and everything is released when the
 * step is left.
 */
export class ClientDevices extends StepElement {
  static override properties = {
    ...StepElement.properties,
    answers: { state: true },
    list: { state: true },
    chosen: { state: true },
    without: { state: true },
    isAsking: { state: true },
    problems: { state: true },
  };
  declare answers: Answers;
  declare list: DeviceList;
  declare chosen: Wanted;
  /** Wants to come in with neither camera nor microphone. */
  declare without: boolean;
  declare isAsking: boolean;
  declare problems: readonly SummaryItem[];
  #devices: Devices | null = null;

  constructor() {
    super();
    this.answers = {};
    this.list = NO_DEVICES;
    this.chosen = { camera: true, microphone: true, speakerId: '' };
    this.without = false;
    this.isAsking = false;
    this.problems = [];
  }

  protected override willUpdate(): void {
    const { devices } = this.context.state;
    // Here before, and came through without both.
    if (!this.hasUpdated && devices && !hasAny(devices)) this.without = this.context.plan.camera === 'optional';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The light of the camera goes out when the step is left; Jitsi asks for its own.
    this.#devices?.stop();
    this.#devices = null;
  }

  protected override render(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(msg('Kamera, Mikrofon und Ton'))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      <p class="lead">${msg('Probieren Sie in Ruhe aus, ob alles geht. Niemand sieht oder hört Sie dabei.')}</p>
      ${this.#isTried() ? html`${this.#check('camera')} ${this.#check('microphone')}` : this.#beforeTrying()}
      <speaker-test
        .devices=${() => this.#open()}
        .speakers=${this.list.speakers}
        .speakerId=${this.chosen.speakerId}
        .onChosen=${(speakerId: string) => this.#choose({ speakerId })}
      ></speaker-test>
      ${this.#name()} ${encryptionOutlook(this.context)}
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #beforeTrying(): TemplateResult {
    return html`${
        hasAny(this.context.state.devices) && !this.without
          ? html`<p id="chosen-before">
              ${msg('Sie haben Kamera und Mikrofon schon gewählt. Das gilt, bis Sie neu prüfen.')}
            </p>`
          : nothing
      }
      <button
        type="button"
        class="button"
        id="try"
        aria-disabled=${this.isAsking ? 'true' : 'false'}
        aria-describedby="try-hint"
        @click=${() => void this.#try()}
      >
        ${msg('Kamera und Mikrofon prüfen')}
      </button>
      <p class="field__hint" id="try-hint" role="status">
        ${
          this.isAsking
            ? msg('Ihr Browser fragt jetzt, ob er Kamera und Mikrofon freigeben darf. Antworten Sie dort.')
            : msg('Ihr Browser fragt dann, ob er Kamera und Mikrofon freigeben darf.')
        }
      </p>
      ${
        this.context.plan.camera === 'optional'
          ? html`<label class="choice">
              <input
                type="checkbox"
                id="without"
                .checked=${this.without}
                @change=${(event: Event) => this.#goWithout((event.target as HTMLInputElement).checked)}
              />
              <span>${msg('Ohne Kamera und Mikrofon eintreten')}</span>
              <span class="field__hint">
                ${msg('Man sieht und hört Sie dann nicht. Sie können zuhören und zusehen.')}
              </span>
            </label>`
          : nothing
      }`;
  }

  #check(kind: DeviceKind): TemplateResult {
    return html`<device-check
      .kind=${kind}
      .answer=${this.answers[kind]}
      .choices=${kind === 'camera' ? this.list.cameras : this.list.microphones}
      .devices=${this.#devices}
      .isOn=${this.chosen[kind]}
      .need=${this.context.plan.camera}
      .onAsk=${(id?: string) => void this.#ask(kind, id)}
      .onTurn=${(isOn: boolean) => this.#choose({ [kind]: isOn })}
    ></device-check>`;
  }

  #name(): TemplateResult {
    const wording = this.wording('display.name');
    const { displayName, details } = this.context.state;
    return textField({
      id: 'display-name',
      label: spoken(wording, wording.text.title),
      value: displayName ?? proposedName(details?.name),
      required: true,
      hints: [html`${wordingBody(wording)}`],
      problem: this.problems.find(({ target }) => target === 'display-name')?.words(),
      autocomplete: 'nickname',
      onChange: () => this.#noteChoice(),
    });
  }

  #isTried(): boolean {
    return this.answers.camera !== undefined && this.answers.microphone !== undefined;
  }

  #open(): Devices {
    if (!this.#devices) {
      this.#devices = openDevices();
      this.#devices.watch(() => void this.#renewList());
    }
    return this.#devices;
  }

  /** One after the other, so that a refused camera does not take the microphone with it. */
  async #try(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    this.without = false;
    await this.#ask('camera');
    await this.#ask('microphone');
    this.isAsking = false;
  }

  async #ask(kind: DeviceKind, id?: string): Promise<void> {
    const answer = await this.#open().ask(kind, id);
    if (answer.result === 'stopped') return;
    this.answers = { ...this.answers, [kind]: answer };
    await this.#renewList();
    this.#noteChoice();
  }

  /** After a device came or went: one that was pulled out is missing, and the page says so. */
  async #renewList(): Promise<void> {
    this.list = await this.#open().list();
    const isThere = this.list.speakers.some(({ id }) => id === this.chosen.speakerId);
    if (!isThere) this.chosen = { ...this.chosen, speakerId: '' };
    this.answers = stillThere(this.answers);
  }

  #goWithout(without: boolean): void {
    this.without = without;
    this.#noteChoice();
  }

  #choose(change: Partial<Wanted>): void {
    this.chosen = { ...this.chosen, ...change };
    this.#noteChoice();
  }

  #noteChoice(): void {
    const devices = this.#choice();
    const displayName = this.#typedName();
    if (devices && displayName !== '') this.note({ type: 'devicesChosen', devices, displayName });
  }

  /** As it will be shown beside the check code. */
  #typedName(): string {
    return shownName(this.querySelector<HTMLInputElement>('#display-name')?.value ?? '', '');
  }

  #next(event: Event): void {
    event.preventDefault();
    const devices = this.#choice();
    const displayName = this.#typedName();
    this.problems = [...this.#deviceProblems(devices), ...nameProblems(displayName)];
    if (devices && this.problems.length === 0) this.tell({ type: 'devicesChosen', devices, displayName });
  }

  #deviceProblems(devices: DeviceChoice | null): readonly SummaryItem[] {
    const { camera } = this.context.plan;
    if (!devices) {
      const words = (): string =>
        camera === 'required'
          ? msg('Prüfen Sie zuerst Kamera und Mikrofon.')
          : msg('Prüfen Sie zuerst Kamera und Mikrofon, oder wählen Sie „Ohne Kamera und Mikrofon eintreten“.');
      return [{ target: 'try', words }];
    }
    if (camera === 'optional' || devices.camera !== 'none') return [];
    return [
      {
        target: this.#isTried() ? 'camera-retry' : 'try',
        words: () => msg('Für dieses Angebot brauchen Sie eine Kamera. Wenn das nicht geht: Rufen Sie uns an.'),
      },
    ];
  }

  /** What to tell: tried now, deliberately none, or as it was chosen before; null while it is open. */
  #choice(): DeviceChoice | null {
    if (this.#isTried()) return choiceOf(this.answers, this.chosen);
    if (this.without) return NEITHER;
    const before = this.context.state.devices;
    return hasAny(before) ? before : null;
  }
}

function nameProblems(displayName: string): readonly SummaryItem[] {
  return displayName === ''
    ? [{ target: 'display-name', words: () => msg('Geben Sie einen Namen an. Er darf erfunden sein.') }]
    : [];
}

customElements.define('client-devices', ClientDevices);
