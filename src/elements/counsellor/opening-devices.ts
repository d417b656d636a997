import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { openDevices, type DeviceKind, type DeviceList, type Devices } from '../../browser/devices.ts';
import type { DeviceChoice } from '../../gate/permit.ts';
import { choiceOf, stillThere, type Answers, type Wanted } from '../client/device-choice.ts';
import { OfficeElement } from './office-element.ts';
import '../client/device-check.ts';
import '../client/speaker-test.ts';

const NO_DEVICES: DeviceList = { cameras: [], microphones: [], speakers: [] };

/** The counsellor's camera and microphone, tried out before the room opens. What she chooses here goes with her. */
export class OpeningDevices extends OfficeElement {
  static override properties = { answers: { state: true }, list: { state: true }, wanted: { state: true } };
  declare answers: Answers;
  declare list: DeviceList;
  declare wanted: Wanted;
  #devices: Devices | null = null;

  constructor() {
    super();
    this.answers = {};
    this.list = NO_DEVICES;
    this.wanted = { camera: true, microphone: true, speakerId: '' };
  }

  /** What was chosen; both on where nothing was tried, because Jitsi then asks for them itself. */
  get choice(): DeviceChoice {
    const { speakerId } = this.wanted;
    if (!this.#isTried()) return { camera: 'on', microphone: 'on', ...(speakerId === '' ? {} : { speakerId }) };
    return choiceOf(stillThere(this.answers), this.wanted);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The light of the camera goes out when the page is left; Jitsi asks for its own.
    this.#devices?.stop();
    this.#devices = null;
    this.answers = {};
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="devices-title">
      <h2 id="devices-title">${msg('Kamera und Mikrofon')}</h2>
      ${this.#isTried() ? html`${this.#device('camera')} ${this.#device('microphone')}` : this.#ready()}
      <speaker-test
        .devices=${() => this.#used()}
        .speakers=${this.list.speakers}
        .speakerId=${this.wanted.speakerId}
        .onChosen=${(speakerId: string) => (this.wanted = { ...this.wanted, speakerId })}
      ></speaker-test>
    </section>`;
  }

  #isTried(): boolean {
    return this.answers.camera !== undefined && this.answers.microphone !== undefined;
  }

  #ready(): TemplateResult {
    return html`<p class="soft">
        ${msg('Sehen und hören Sie nach, bevor jemand dazukommt. Es bleibt in diesem Browser.')}
      </p>
      <button type="button" class="button button--second" id="try" @click=${() => void this.#try()}>
        ${msg('Kamera und Mikrofon prüfen')}
      </button>`;
  }

  #device(kind: DeviceKind): TemplateResult {
    return html`<device-check
      .kind=${kind}
      .answer=${this.answers[kind]}
      .choices=${kind === 'camera' ? this.list.cameras : this.list.microphones}
      .devices=${this.#devices}
      .isOn=${this.wanted[kind]}
      .need=${'optional'}
      .onAsk=${(id?: string) => void this.#ask(kind, id)}
      .onTurn=${(isOn: boolean) => (this.wanted = { ...this.wanted, [kind]: isOn })}
    ></device-check>`;
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
    const devices = this.#used();
    const answer = await devices.ask(kind, id);
    if (answer.result === 'stopped' || devices !== this.#devices) return;
    this.answers = { ...this.answers, [kind]: answer };
    this.list = await devices.list();
  }
}

customElements.define('opening-devices', OpeningDevices);
