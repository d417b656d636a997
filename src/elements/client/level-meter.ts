import { html, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Devices } from '../../browser/devices.ts';
import { LightElement } from '../shared/light-element.ts';

/** Speech is clearly above this, the hum of a quiet room clearly below. */
const HEARD = 0.15;
/** The level comes ten times a second; after five seconds of nothing somebody wonders. */
const REPORTS_UNTIL_SILENT = 50;

/** How loud the microphone hears: a bar that moves, and words for those who do not see it. */
export class LevelMeter extends LightElement {
  static override properties = {
    stream: { attribute: false },
    devices: { attribute: false },
    level: { state: true },
    state: { state: true },
  };
  declare stream: MediaStream | null;
  declare devices: Devices | null;
  declare level: number;
  declare state: 'listening' | 'heard' | 'silent';
  #stop: () => void = () => undefined;

  constructor() {
    super();
    this.stream = null;
    this.devices = null;
    this.level = 0;
    this.state = 'listening';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('stream') || !this.stream || !this.devices) return;
    this.#stop();
    this.state = 'listening';
    let reports = 0;
    this.#stop = this.devices.meter(this.stream, (level) => {
      reports += 1;
      this.level = level;
      if (level > HEARD) this.state = 'heard';
      else if (this.state === 'listening' && reports >= REPORTS_UNTIL_SILENT) this.state = 'silent';
    });
  }

  protected override render(): TemplateResult {
    return html`<meter
        class="level"
        min="0"
        max="1"
        .value=${this.level}
        aria-label=${msg('Lautstärke am Mikrofon')}
      ></meter>
      <p role="status">${this.#words()}</p>`;
  }

  #words(): string {
    switch (this.state) {
      case 'listening':
        return msg('Sagen Sie etwas. Der Balken bewegt sich, wenn das Mikrofon Sie hört.');
      case 'heard':
        return msg('Ihr Mikrofon hört Sie.');
      case 'silent':
        return msg('Ihr Mikrofon hört noch nichts. Sprechen Sie lauter, oder wählen Sie ein anderes Mikrofon.');
    }
  }
}

customElements.define('level-meter', LevelMeter);
