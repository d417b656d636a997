import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DeviceAnswer, DeviceInfo, DeviceKind, Devices } from '../../browser/devices.ts';
import { helpFor } from '../../browser/help.ts';
import { LightElement } from '../shared/light-element.ts';
import { deviceSelect } from './device-select.ts';
import { deviceHelp, deviceWords, withoutWords } from './device-words.ts';
import './level-meter.ts';

/**
 * One device that was asked for: the person's own picture or the level of the microphone, or what is the matter and the
 * way on; which one of several; and whether to come in with it switched on (R-004, R-029, R-118).
 */
export class DeviceCheck extends LightElement {
  static override properties = {
    kind: { type: String },
    answer: { attribute: false },
    choices: { attribute: false },
    devices: { attribute: false },
    isOn: { type: Boolean },
    need: { type: String },
    onAsk: { attribute: false },
    onTurn: { attribute: false },
  };
  declare kind: DeviceKind;
  declare answer: DeviceAnswer | undefined;
  declare choices: readonly DeviceInfo[];
  declare devices: Devices | null;
  /** Come in with it switched on? */
  declare isOn: boolean;
  /** Whether the service needs a camera. */
  declare need: 'required' | 'optional';
  declare onAsk: (id?: string) => void;
  declare onTurn: (isOn: boolean) => void;

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('answer')) return;
    this.#showPicture();
    // The button that was pressed is gone; whoever uses the keyboard goes on from here.
    if (document.activeElement === document.body) this.querySelector('fieldset')?.focus();
  }

  protected override render(): TemplateResult {
    const isCamera = this.kind === 'camera';
    return html`<fieldset id=${this.kind} tabindex="-1">
      <legend>${isCamera ? msg('Kamera') : msg('Mikrofon')}</legend>
      ${this.#state()}
      ${deviceSelect({
        id: `${this.kind}-choice`,
        label: isCamera ? msg('Welche Kamera?') : msg('Welches Mikrofon?'),
        devices: this.choices,
        current: this.answer?.result === 'granted' ? this.answer.deviceId : undefined,
        onChosen: (id) => this.onAsk(id),
      })}
      ${this.answer?.result === 'granted' ? this.#switch() : nothing}
    </fieldset>`;
  }

  #showPicture(): void {
    const video = this.querySelector('video');
    if (!video) return;
    video.srcObject = this.answer?.result === 'granted' ? this.answer.stream : null;
    // A picture without sound may always play; where a browser saves power instead, the rest of the step still works.
    video.play().catch(() => undefined);
  }

  #state(): TemplateResult | typeof nothing {
    const { answer } = this;
    if (!answer || answer.result === 'stopped') return nothing;
    if (answer.result !== 'granted') return this.#trouble(answer.result);
    return this.kind === 'camera'
      ? // Firefox stops at every video with Tab, and there is nothing to do at this one.
        html`<video
          class="selfview"
          tabindex="-1"
          autoplay
          playsinline
          .muted=${true}
          aria-label=${msg('Ihr eigenes Bild')}
        ></video>`
      : html`<level-meter .stream=${answer.stream} .devices=${this.devices}></level-meter>`;
  }

  #trouble(trouble: Exclude<DeviceAnswer['result'], 'granted' | 'stopped'>): TemplateResult {
    return html`<div class="panel panel--warm" id="${this.kind}-trouble" role="status">
        <p><strong>${deviceWords(this.kind, trouble)}</strong></p>
        <p>${deviceHelp(trouble, helpFor())}</p>
        <p>${withoutWords(this.kind, this.need)}</p>
      </div>
      <button type="button" class="button button--second" id="${this.kind}-retry" @click=${() => this.onAsk()}>
        ${this.kind === 'camera' ? msg('Kamera noch einmal prüfen') : msg('Mikrofon noch einmal prüfen')}
      </button>`;
  }

  #switch(): TemplateResult {
    return html`<label class="choice">
      <input
        type="checkbox"
        id="${this.kind}-on"
        .checked=${this.isOn}
        @change=${(event: Event) => this.onTurn((event.target as HTMLInputElement).checked)}
      />
      <span>
        ${
          this.kind === 'camera'
            ? msg('Mit eingeschalteter Kamera eintreten')
            : msg('Mit eingeschaltetem Mikrofon eintreten')
        }
      </span>
    </label>`;
  }
}

customElements.define('device-check', DeviceCheck);
