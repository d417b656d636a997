import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Receipt, ReceiptDeclaration, ReceiptParty, ReceiptText } from '../../gate/receipt.ts';
import { formatMoment } from '../../i18n/format.ts';
import { personWords } from './promise-group.ts';
import { decisionWords, partyWords } from './receipt-words.ts';

type Moment = Receipt['issuedAt'];

/** One line of a sheet: what it is, and what it says. Nothing where there is nothing to say. */
export function row(term: string, words: string | TemplateResult | null): TemplateResult | typeof nothing {
  if (words === null || words === '') return nothing;
  return html`<div>
    <dt>${term}</dt>
    <dd>${words}</dd>
  </div>`;
}

/** A moment for people and, with its offset, for machines (R-082). */
export function moment(at: Moment, language: string): TemplateResult {
  return html`<time datetime=${at.time}>${formatMoment(at.time, at.zone, language)}</time>
    <small>(${at.time}, ${at.zone})</small>`;
}

/** In which language a sheet is shown, and the German sentences that are known for others. */
export interface Shown {
  readonly language: string;
  readonly german: Readonly<Record<string, string>>;
}

/** The sentence in full, in the language in which it was agreed to, the German one that counts, and which edition of it. */
export function sentence(text: ReceiptText, { language, german }: Shown): TemplateResult {
  const { statement, statementLanguage, title, textId, version, sha256 } = text;
  const isForeign = statementLanguage !== undefined && statementLanguage !== language;
  const counts = german[sha256];
  return html`<p
      class="statement__words"
      lang=${isForeign ? statementLanguage : nothing}
      dir=${isForeign ? 'auto' : nothing}
    >
      ${statement ?? title ?? msg('Der Wortlaut liegt hier nicht mehr vor.')}
    </p>
    ${
      counts === undefined
        ? nothing
        : html`<div class="sheet__german">
            <p class="soft">${msg('Deutsche Fassung: Sie ist maßgeblich')}</p>
            <p lang="de" dir="ltr">${counts}</p>
          </div>`
    }
    <p class="sheet__edition">${msg(str`Text ${textId}, Fassung ${version}, Prüfsumme`)} <code>${sha256}</code></p>`;
}

/** What somebody said to a sentence, and when. */
export function declaration(said: ReceiptDeclaration, shown: Shown, answer = decisionWords(said)): TemplateResult {
  return html`<div class="statement">
    ${sentence(said, shown)}
    <p>
      <span class="status status--${said.decision === 'given' ? 'yes' : 'no'}">${answer}</span>${
        said.at ? html` · ${moment(said.at, shown.language)}` : nothing
      }${said.by === 'guardian' ? html` · ${msg('erklärt von der sorgeberechtigten Person')}` : nothing}
    </p>
  </div>`;
}

/** Declarations of several people, each under the role in which they were made; nothing where there are none. */
export function declarations(
  title: string,
  all: readonly ReceiptDeclaration[],
  shown: Shown,
): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<section>
    <h3>${title}</h3>
    ${all.map(
      (said, index) =>
        html`${
          all[index - 1]?.person === said.person && !repeats(all, index)
            ? nothing
            : html`<h4>${personWords({ id: '', role: said.person }, [])}</h4>`
        }${declaration(said, shown)}`,
    )}
  </section>`;
}

/** Does another person of the same role begin here? Then the same sentence comes again. */
function repeats(all: readonly ReceiptDeclaration[], index: number): boolean {
  const first = all.findIndex(({ person }) => person === all[index]?.person);
  return index > first && all[first]?.textId === all[index]?.textId;
}

export function list(title: string, lines: readonly string[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<section>
    <h3>${title}</h3>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </section>`;
}

export function party({ role, name, address, phone, email }: ReceiptParty): TemplateResult | typeof nothing {
  return row(partyWords(role), [name, address, phone, email].filter((part) => part !== null).join(' · '));
}
