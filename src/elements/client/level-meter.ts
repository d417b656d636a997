import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Devices } from '../../browser/devices.ts';
import { LightElement } from '../shared/light-element.ts';

/** How loud the microphone hears: a bar that moves, and words for those who do not see it. */
export class LevelMeter extends LightElement {
  static override properties = {
    stream: { attribute: false },
    devices: { attribute: false },
    level: { state: true },
    heard: { state: true },
  };
  declare stream: MediaStream | null;
  declare devices: Devices | null;
  declare level: number;
  declare heard: boolean;
  #stop: () => void = () => undefined;

  constructor() {
    super();
    this.stream = null;
    this.devices = null;
    this.level = 0;
    this.heard = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('stream') || !this.stream || !this.devices) return;
    this.#stop();
    this.heard = false;
    this.#stop = this.devices.meter(this.stream, (level) => {
      this.level = level;
      if (level > 0.15) this.heard = true;
    });
  }

  protected override render(): TemplateResult {
    return html`<meter class="level" min="0" max="1" .value=${this.level} aria-label=${msg('Lautstärke am Mikrofon')}></meter>
      <p role="status">${this.heard ? msg('Ihr Mikrofon hört Sie.') : ''}</p>`;
  }
}

customElements.define('level-meter', LevelMeter);
