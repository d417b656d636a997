import { html, nothing, type TemplateResult } from 'lit';
import type { Wording } from '../../../service/wording.ts';
import { wordingBody } from '../text-body.ts';
import type { Picture } from './drawings.ts';
import { pictureFor } from './picture-for.ts';
import './text-picture.ts';

/** Do words in this language have pictures beside them? Leichte Sprache does; nobody else loads them. */
export function hasPictures(language: string): boolean {
  return language === 'de-simple';
}

/** The picture of a wording, to stand in whatever holds its words; nothing where it has none. */
export function pictureOf(wording: Wording): TemplateResult | typeof nothing {
  const picture = find(wording);
  return picture ? html`<text-picture name=${picture}></text-picture>` : nothing;
}

/** The class of what holds the words of a wording: `pictured` as well where a picture goes with them. */
export function picturedClass(wording: Wording, own = ''): string {
  return find(wording) ? `${own} pictured`.trim() : own;
}

/** The body of a wording with its picture beside it. */
export function picturedBody(wording: Wording): TemplateResult {
  return html`<div class=${picturedClass(wording)}>${pictureOf(wording)} ${wordingBody(wording)}</div>`;
}

function find({ text, language }: Wording): Picture | null {
  return hasPictures(language) ? pictureFor(text.id) : null;
}
