import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DeviceInfo, Devices } from '../../browser/devices.ts';
import type { ToneResult } from '../../browser/sound.ts';
import { LightElement } from '../shared/light-element.ts';
import { deviceSelect } from './device-select.ts';
import { toneWords } from './device-words.ts';

/** Plays two notes on request, never by itself (WCAG 1.4.2), and lets a loudspeaker be chosen where the browser can. */
export class SpeakerTest extends LightElement {
  static override properties = {
    devices: { attribute: false },
    speakers: { attribute: false },
    speakerId: { type: String },
    onChosen: { attribute: false },
    tone: { state: true },
  };
  declare devices: () => Devices;
  declare speakers: readonly DeviceInfo[];
  declare speakerId: string;
  declare onChosen: (id: string) => void;
  declare tone: ToneResult | 'playing' | null;

  constructor() {
    super();
    this.speakers = [];
    this.speakerId = '';
    this.onChosen = () => undefined;
    this.tone = null;
  }

  protected override render(): TemplateResult {
    return html`<fieldset>
      <legend>${msg('Lautsprecher')}</legend>
      ${deviceSelect({
        id: 'speaker',
        label: msg('Welcher Lautsprecher?'),
        devices: this.speakers,
        current: this.speakerId,
        onChosen: this.onChosen,
      })}
      <button type="button" class="button button--second" id="tone" @click=${() => void this.#play()}>
        ${msg('Testton abspielen')}
      </button>
      <p role="status" id="tone-status">${this.tone ? toneWords(this.tone) : nothing}</p>
    </fieldset>`;
  }

  async #play(): Promise<void> {
    if (this.tone === 'playing') return;
    this.tone = 'playing';
    this.tone = await this.devices().playTone(this.speakerId === '' ? undefined : this.speakerId);
  }
}

customElements.define('speaker-test', SpeakerTest);
