import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { FieldId, StatementKind } from '../../gate/plan.ts';
import { formatIsoDay } from '../../i18n/format.ts';
import type { Wording } from '../../service/wording.ts';
import { germanWording } from '../shared/german-wording.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';

export interface GroupOptions {
  readonly id: string;
  readonly title: string;
  readonly onChange: () => void;
  readonly content: TemplateResult;
}

/** One part of the review with its way back; the button's name says what it changes (WCAG 2.4.9, 2.5.3). */
export function group({ id, title, onChange, content }: GroupOptions): TemplateResult {
  return html`<section class="group" id="group-${id}">
    <div class="group__head">
      <h2>${title}</h2>
      <button type="button" class="button button--quiet button--small no-print" id="change-${id}" @click=${onChange}>
        ${msg('Ändern')}<span class="visually-hidden">: ${title}</span>
      </button>
    </div>
    ${content}
  </section>`;
}

/** A statement in full with what was answered, by shape and word. */
export function statementLine(
  wording: Wording,
  kind: StatementKind,
  decision: 'given' | 'refused' | null,
): TemplateResult {
  const state = decision === 'given' ? 'yes' : decision === 'refused' ? 'no' : 'unknown';
  return html`<div class="statement">
    ${wordingBody(wording)}
    <p class="statement__words">${spoken(wording, wording.text.statement)}</p>
    <p class="status status--${state}">${decisionWords(kind, decision)}</p>
    ${germanWording(wording)}
  </div>`;
}

/** A detail as people write it. */
export function fieldValue(id: FieldId, value: string | undefined, language: string): TemplateResult | string {
  if (value === undefined || value === '') return html`<span class="soft">${msg('keine Angabe')}</span>`;
  if (id === 'birthDate' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatIsoDay(value, language);
  return html`<bdi>${value}</bdi>`;
}

function decisionWords(kind: StatementKind, decision: 'given' | 'refused' | null): string {
  if (decision === null) return msg('noch nicht beantwortet');
  if (decision === 'refused') return msg('Ihre Antwort: Nein');
  if (kind === 'consent') return msg('Ihre Antwort: Ja');
  return kind === 'minor' ? msg('So erklärt') : msg('Gelesen');
}
