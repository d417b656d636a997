import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { openDevices, type DeviceAnswer, type DeviceKind, type DeviceList, type Devices } from '../../browser/devices.ts';
import { helpFor } from '../../browser/help.ts';
import type { ToneResult } from '../../browser/sound.ts';
import type { DeviceChoice } from '../../gate/permit.ts';
import { encryptionTexts } from '../../service/generated.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { StepElement } from '../shared/step-element.ts';
import { textBody } from '../shared/text-body.ts';
import { deviceHelp, deviceWords } from './device-words.ts';
import '../shared/error-summary.ts';
import './level-meter.ts';

type Answers = Readonly<Partial<Record<DeviceKind, DeviceAnswer>>>;

const NOTHING: DeviceList = { cameras: [], microphones: [], speakers: [] };

/**
 * Try camera, microphone and loudspeaker, choose them, decide to come in muted or unseen, and under which name
 * (R-004, R-029, R-031, R-118). Nothing is asked of the browser before the button.
 */
export class ClientDevices extends StepElement {
  static override properties = {
    ...StepElement.properties,
    answers: { state: true },
    list: { state: true },
    chosen: { state: true },
    tone: { state: true },
    asking: { state: true },
    problems: { state: true },
  };
  declare answers: Answers;
  declare list: DeviceList;
  declare chosen: { camera: boolean; microphone: boolean; speakerId: string };
  declare tone: ToneResult | 'playing' | null;
  declare asking: boolean;
  declare problems: readonly SummaryItem[];
  #devices: Devices | null = null;

  constructor() {
    super();
    this.answers = {};
    this.list = NOTHING;
    this.chosen = { camera: true, microphone: true, speakerId: '' };
    this.tone = null;
    this.asking = false;
    this.problems = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The light of the camera goes out when the step is left; Jitsi asks for its own.
    this.#devices?.stop();
    this.#devices = null;
  }

  protected override updated(): void {
    const video = this.querySelector('video');
    const camera = this.answers.camera;
    const stream = camera?.result === 'granted' ? camera.stream : null;
    if (video && video.srcObject !== stream) video.srcObject = stream;
  }

  protected override render(): TemplateResult {
    const { camera, microphone } = this.answers;
    const tried = camera !== undefined || microphone !== undefined;
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(msg('Kamera, Mikrofon und Ton'))}
      <error-summary .items=${this.problems}></error-summary>
      <p class="lead">${msg('Probieren Sie in Ruhe aus, ob alles geht. Niemand sieht oder hört Sie dabei.')}</p>
      ${tried
        ? html`${this.#camera()} ${this.#microphone()}`
        : html`<button type="button" class="button" id="try" ?disabled=${this.asking} @click=${() => void this.#try()}>
            ${msg('Kamera und Mikrofon prüfen')}
          </button>`}
      ${this.#speaker()} ${this.#name()} ${this.#encryption()}
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #camera(): TemplateResult {
    const answer = this.answers.camera;
    return html`<fieldset>
      <legend>${msg('Kamera')}</legend>
      ${answer?.result === 'granted'
        ? html`<video class="selfview" autoplay muted playsinline aria-label=${msg('Ihr eigenes Bild')}></video>`
        : this.#trouble('camera', answer)}
      ${this.#choose('camera', msg('Welche Kamera?'), this.list.cameras)}
      <label class="choice">
        <input
          type="checkbox"
          id="camera-on"
          .checked=${this.#isOn('camera')}
          ?disabled=${answer?.result !== 'granted'}
          @change=${(event: Event) => this.#turn('camera', event)}
        />
        <span>${msg('Mit eingeschalteter Kamera eintreten')}</span>
      </label>
    </fieldset>`;
  }

  #microphone(): TemplateResult {
    const answer = this.answers.microphone;
    return html`<fieldset>
      <legend>${msg('Mikrofon')}</legend>
      ${answer?.result === 'granted'
        ? html`<p>${msg('Sagen Sie etwas. Der Balken bewegt sich, wenn das Mikrofon Sie hört.')}</p>
            <level-meter .stream=${answer.stream} .devices=${this.#devices}></level-meter>`
        : this.#trouble('microphone', answer)}
      ${this.#choose('microphone', msg('Welches Mikrofon?'), this.list.microphones)}
      <label class="choice">
        <input
          type="checkbox"
          id="microphone-on"
          .checked=${this.#isOn('microphone')}
          ?disabled=${answer?.result !== 'granted'}
          @change=${(event: Event) => this.#turn('microphone', event)}
        />
        <span>${msg('Mit eingeschaltetem Mikrofon eintreten')}</span>
      </label>
    </fieldset>`;
  }

  #speaker(): TemplateResult {
    return html`<fieldset>
      <legend>${msg('Lautsprecher')}</legend>
      ${this.list.speakers.length > 1
        ? html`<div class="field">
            <label for="speaker">${msg('Welcher Lautsprecher?')}</label>
            <select class="select" id="speaker" @change=${(event: Event) => this.#chooseSpeaker(event)}>
              ${this.list.speakers.map(({ id, label }) => html`<option value=${id}>${label || msg('Lautsprecher')}</option>`)}
            </select>
          </div>`
        : nothing}
      <button type="button" class="button button--second" id="tone" @click=${() => void this.#play()}>${msg('Testton abspielen')}</button>
      <p role="status">
        ${this.tone === 'played' ? msg('Der Ton wurde abgespielt. Haben Sie ihn gehört?') : nothing}
        ${this.tone === 'blocked' || this.tone === 'unavailable'
          ? msg('Der Ton ließ sich nicht abspielen. Prüfen Sie die Lautstärke und ob ein Kopfhörer verbunden ist.')
          : nothing}
      </p>
    </fieldset>`;
  }

  #trouble(kind: DeviceKind, answer: DeviceAnswer | undefined): TemplateResult | typeof nothing {
    if (!answer || answer.result === 'granted' || answer.result === 'stopped') return nothing;
    const help = deviceHelp(answer.result, helpFor());
    return html`<div class="panel panel--warm" id="${kind}-trouble" role="status">
      <p><strong>${deviceWords(kind, answer.result)}</strong></p>
      <p>${help}</p>
      <p>
        ${kind === 'camera'
          ? this.context.plan.camera === 'optional'
            ? msg('Sie können auch ohne Kamera teilnehmen. Man hört Sie dann, sieht Sie aber nicht.')
            : msg('Für dieses Angebot brauchen Sie eine Kamera. Wenn das nicht geht: Rufen Sie uns an.')
          : msg('Ohne Mikrofon hört man Sie nicht. Sie können zuhören. Oder rufen Sie uns an, dann sprechen wir am Telefon.')}
      </p>
      <button type="button" class="button button--second" @click=${() => void this.#ask(kind)}>${msg('Noch einmal versuchen')}</button>
    </div>`;
  }

  #choose(kind: DeviceKind, label: string, devices: DeviceList['cameras']): TemplateResult | typeof nothing {
    if (devices.length < 2) return nothing;
    const answer = this.answers[kind];
    const current = answer?.result === 'granted' ? answer.deviceId : undefined;
    return html`<div class="field">
      <label for="${kind}-choice">${label}</label>
      <select
        class="select"
        id="${kind}-choice"
        @change=${(event: Event) => void this.#ask(kind, (event.target as HTMLSelectElement).value)}
      >
        ${devices.map(({ id, label: name }, index) => html`<option value=${id} ?selected=${id === current}>${name || `${index + 1}`}</option>`)}
      </select>
    </div>`;
  }

  #name(): TemplateResult {
    const text = this.text('display.name');
    const problem = this.problems.find(({ target }) => target === 'display-name');
    return html`<div class="field">
      <label for="display-name">${text.title}</label>
      <div class="field__hint" id="display-name-hint">${textBody(text)}</div>
      ${problem ? html`<p class="field__problem" id="display-name-problem">${problem.words}</p>` : nothing}
      <input
        class="input"
        id="display-name"
        autocomplete="nickname"
        maxlength="40"
        .value=${this.context.state.displayName ?? ''}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby="display-name-hint ${problem ? 'display-name-problem' : ''}"
      />
    </div>`;
  }

  #encryption(): TemplateResult {
    const verdict = this.context.verdict.e2ee === 'yes' ? 'can' : 'cannot';
    const ids = encryptionTexts(this.context.service.profile, verdict);
    return html`<h2>${msg('Wie vertraulich ist die Verbindung?')}</h2>
      ${ids.map((id) => textBody(this.text(id)))}`;
  }

  async #try(): Promise<void> {
    this.asking = true;
    await this.#ask('camera');
    await this.#ask('microphone');
    this.asking = false;
  }

  async #ask(kind: DeviceKind, id?: string): Promise<void> {
    this.#devices ??= openDevices();
    const devices = this.#devices;
    const answer = await devices.ask(kind, id);
    if (answer.result === 'stopped') return;
    this.answers = { ...this.answers, [kind]: answer };
    this.list = await devices.list();
  }

  #isOn(kind: DeviceKind): boolean {
    return this.answers[kind]?.result === 'granted' && this.chosen[kind];
  }

  #turn(kind: DeviceKind, event: Event): void {
    this.chosen = { ...this.chosen, [kind]: (event.target as HTMLInputElement).checked };
  }

  #chooseSpeaker(event: Event): void {
    this.chosen = { ...this.chosen, speakerId: (event.target as HTMLSelectElement).value };
  }

  async #play(): Promise<void> {
    this.#devices ??= openDevices();
    this.tone = 'playing';
    this.tone = await this.#devices.playTone(this.chosen.speakerId || undefined);
  }

  #next(event: Event): void {
    event.preventDefault();
    const displayName = this.querySelector<HTMLInputElement>('#display-name')?.value.trim() ?? '';
    const devices = this.#choice();
    const needsCamera = this.context.plan.camera === 'required' && devices.camera === 'none';
    this.problems = [
      ...(needsCamera ? [{ target: 'try', words: msg('Für dieses Angebot brauchen Sie eine Kamera. Prüfen Sie sie hier.') }] : []),
      ...(displayName === ''
        ? [{ target: 'display-name', words: msg('Geben Sie einen Namen an. Er darf erfunden sein.') }]
        : []),
    ];
    if (this.problems.length === 0) this.tell({ type: 'devicesChosen', devices, displayName });
  }

  #choice(): DeviceChoice {
    const ids = (kind: DeviceKind): string | undefined => {
      const answer = this.answers[kind];
      return answer?.result === 'granted' ? answer.deviceId : undefined;
    };
    const cameraId = ids('camera');
    const microphoneId = ids('microphone');
    return {
      camera: this.#state('camera'),
      microphone: this.#state('microphone'),
      ...(cameraId ? { cameraId } : {}),
      ...(microphoneId ? { microphoneId } : {}),
      ...(this.chosen.speakerId ? { speakerId: this.chosen.speakerId } : {}),
    };
  }

  /** `none`: there is no such device, or nobody tried; `off`: there is one and the person comes in without it. */
  #state(kind: DeviceKind): 'on' | 'off' | 'none' {
    if (this.answers[kind]?.result !== 'granted') return 'none';
    return this.chosen[kind] ? 'on' : 'off';
  }
}

customElements.define('client-devices', ClientDevices);
