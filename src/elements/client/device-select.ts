import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeviceInfo } from '../../browser/devices.ts';

export interface DeviceSelectOptions {
  readonly id: string;
  readonly label: string;
  readonly devices: readonly DeviceInfo[];
  readonly current: string | undefined;
  readonly onChosen: (id: string) => void;
}

/** A choice among devices; nothing where there is nothing to choose. Names of devices are foreign text. */
export function deviceSelect({
  id,
  label,
  devices,
  current,
  onChosen,
}: DeviceSelectOptions): TemplateResult | typeof nothing {
  if (devices.length < 2) return nothing;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select class="select" id=${id} @change=${(event: Event) => onChosen((event.target as HTMLSelectElement).value)}>
      ${devices.map((device, index) => {
        const number = index + 1;
        return html`<option value=${device.id} ?selected=${device.id === current}>
          ${device.label || msg(str`Gerät ${number}`)}
        </option>`;
      })}
    </select>
  </div>`;
}
