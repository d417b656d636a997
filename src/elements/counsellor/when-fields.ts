import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { timeAtWall, wallTime } from '../../appointment/zone.ts';
import { textField } from '../shared/text-field.ts';

export interface WhenOptions {
  /** The fields get the ids `…day`, `…time`, `…minutes`. */
  readonly prefix: string;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly startProblem?: string | undefined;
  readonly minutesProblem?: string | undefined;
}

/** Day, time and length by the office's clock, beside each other. */
export function whenFields({ prefix, startsAt, minutes, startProblem, minutesProblem }: WhenOptions): TemplateResult {
  const wall = wallTime(startsAt);
  const common = { required: true, autocomplete: 'off', onChange: () => undefined } as const;
  return html`<div class="fields">
    ${textField({
      ...common,
      id: `${prefix}day`,
      label: msg('Tag'),
      type: 'date',
      value: `${wall.year}-${two(wall.month)}-${two(wall.day)}`,
      problem: startProblem,
    })}
    ${textField({
      ...common,
      id: `${prefix}time`,
      label: msg('Uhrzeit'),
      type: 'time',
      value: `${two(wall.hour)}:${two(wall.minute)}`,
    })}
    ${textField({
      ...common,
      id: `${prefix}minutes`,
      label: msg('Dauer in Minuten'),
      type: 'number',
      value: String(minutes),
      problem: minutesProblem,
    })}
  </div>`;
}

/** What the three fields say; `startsAt` is -1 where day or time is empty. */
export function readWhen(root: ParentNode, prefix: string): { readonly startsAt: number; readonly minutes: number } {
  const value = (name: string): string => root.querySelector<HTMLInputElement>(`#${prefix}${name}`)?.value ?? '';
  const [year, month, day] = value('day').split('-').map(Number);
  const [hour, minute] = value('time').split(':').map(Number);
  const isWhole = Boolean(year && month && day) && hour !== undefined && minute !== undefined;
  return {
    startsAt: isWhole ? timeAtWall({ year, month, day, hour, minute } as Parameters<typeof timeAtWall>[0]) : -1,
    minutes: Number(value('minutes')),
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
