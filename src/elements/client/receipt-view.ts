import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import { formatIsoDay } from '../../i18n/format.ts';
import { checkCodeView } from '../shared/check-code.ts';
import { LightElement } from '../shared/light-element.ts';
import { personWords } from './promise-group.ts';
import { declaration, declarations, list, moment, party, row, sentence } from './receipt-parts.ts';
import {
  accessWords,
  basisWords,
  deviceCheckWords,
  e2eeAtStartWords,
  minorWords,
  statusWords,
} from './receipt-words.ts';

/**
 * A receipt as a sheet, for the screen and for paper: everything that the file holds, statements in full (requirements
 * §6, R-092). It reads the receipt alone, so that an old one still shows the wording of its day.
 */
export class ReceiptView extends LightElement {
  static override properties = {
    receipt: { attribute: false },
    language: { type: String },
    german: { attribute: false },
  };
  declare receipt: Receipt;
  declare language: string;
  /** German sentences for those in another language, by identity of the wording; empty where nobody looked for them. */
  declare german: Readonly<Record<string, string>>;

  constructor() {
    super();
    this.language = 'de';
    this.german = {};
  }

  protected override render(): TemplateResult {
    const { receipt } = this;
    return html`<article class="sheet" aria-labelledby="sheet-title">
      ${this.#head()} ${this.#person()}
      <section id="sheet-consents">
        <h3>${msg('Einwilligungen und Zwecke')}</h3>
        ${receipt.purposes.map((purpose) => this.#purpose(purpose))}
      </section>
      ${declarations(msg('Zur Kenntnis genommen'), receipt.acknowledgements, this)}
      ${declarations(msg('Versicherungen für dieses Gespräch'), receipt.assurances, this)}
      ${declarations(msg('Verpflichtungen für dieses Gespräch'), receipt.pledges, this)} ${this.#minor()}
      ${this.#history()} ${this.#session()}
      ${list(
        msg('Welche Daten'),
        receipt.dataCategories.map(({ title, isOptional, isSpecial }) =>
          [title, ...(isOptional ? [msg('freiwillig')] : []), ...(isSpecial ? [msg('besonders geschützt')] : [])].join(
            ', ',
          ),
        ),
      )}
      ${list(
        msg('Wie lange'),
        receipt.retention.map(({ subject, period }) => `${subject}: ${period}`),
      )}
      ${list(msg('Wo gespeichert'), receipt.storage)} ${list(msg('Wer die Daten bekommt'), receipt.recipients)}
      ${list(msg('So können Sie widerrufen'), receipt.withdrawalMethod)} ${list(msg('Ihre Rechte'), receipt.rights)}
      <section>
        <h3>${msg('Stellen')}</h3>
        <dl class="rows">
          ${receipt.controllers.map(party)} ${receipt.authority ? party(receipt.authority) : nothing}
        </dl>
      </section>
      ${list(
        msg('Das umfasst dieser Nachweis nicht'),
        receipt.notIncluded.map(({ statement }) => statement),
      )}
      <footer class="sheet__foot">
        <p>${receipt.collectionMethod} · ${receipt.schemaVersion} · ${receipt.jurisdiction}</p>
        <p>${msg('Eintrag')} <code>${receipt.recordId}</code></p>
      </footer>
    </article>`;
  }

  #head(): TemplateResult {
    const { receipt, language } = this;
    const controller = receipt.controllers.find(({ role }) => role === 'controller');
    return html`<header class="sheet__head">
      <p class="sheet__authority">${controller?.name}</p>
      <h2 id="sheet-title">${msg(str`Nachweis: ${receipt.service.title}`)}</h2>
      <dl class="rows">
        ${row(msg('Nachweis-Nummer'), html`<code>${receipt.receiptId}</code>`)}
        ${row(msg('Kennzeichen'), receipt.checkCode ? checkCodeView(receipt.checkCode) : null)}
        ${row(msg('Ausgestellt'), moment(receipt.issuedAt, language))} ${this.#notice()} ${this.#validity()}
      </dl>
    </header>`;
  }

  #notice(): TemplateResult | typeof nothing {
    const { notice } = this.receipt;
    if (!notice) return nothing;
    const { version } = notice.profile;
    const isOnPaper = notice.deliveredVia === 'onPaper';
    return row(
      msg('Datenschutzinformation'),
      html`${isOnPaper ? msg(str`Fassung ${version}, auf Papier gegeben`) : msg(str`Fassung ${version}, hier auf der Seite gezeigt`)}${
          notice.informedAt ? html` · ${moment(notice.informedAt, this.language)}` : nothing
        }<span class="sheet__edition">${msg('Prüfsumme')} <code>${notice.sha256}</code></span>`,
    );
  }

  #validity(): TemplateResult | typeof nothing {
    const { validity, purposes } = this.receipt;
    // Where nothing rests on consent, there is none that could hold.
    if (purposes.every(({ status }) => status === null)) return nothing;
    if (!validity) return row(msg('Einwilligung gilt'), msg('nicht oder nicht mehr'));
    return row(
      msg('Einwilligung gilt'),
      validity.kind === 'appointment'
        ? msg('für diesen Termin')
        : html`${msg('bis')} ${moment(validity.until, this.language)}`,
    );
  }

  #person(): TemplateResult {
    const { declarant, principal, details, paper } = this.receipt;
    const all = [...details.counsellor, ...details.system];
    return html`<section id="sheet-person">
      <h3>${msg('Wer erklärt hat')}</h3>
      <dl class="rows">
        ${row(msg('Rolle'), personWords({ id: '', role: declarant.role === 'guardian' ? 'guardian' : principal.role }, []))}
        ${row(msg('Name'), declarant.name)} ${row(msg('Verhältnis'), declarant.relation)}
        ${row(msg('Erklärt für'), declarant.onBehalfOf)} ${row(msg('Ort'), declarant.place)}
        ${row(msg('Unterzeichnet'), declarant.signedAt ? moment(declarant.signedAt, this.language) : null)}
        ${row(msg('Auf Papier unterschrieben'), paper && this.#day(paper.signedOn))}
        ${principal.identity === 'pseudonym' ? row(msg('Hinweis'), msg('Der Name darf erfunden sein.')) : nothing}
        ${all.map(({ field, label, value }) => row(label, field === 'birthDate' ? this.#day(value) : value))}
      </dl>
    </section>`;
  }

  /** A receipt may come from elsewhere: what is no day stays as it is. */
  #day(value: string): string {
    return Number.isNaN(Date.parse(value)) ? value : formatIsoDay(value, this.language);
  }

  #purpose({ title, legalBasis, declaration: said, status, need }: Receipt['purposes'][number]): TemplateResult {
    return html`<div class="sheet__purpose">
      <h4>${title}</h4>
      <p class="soft">${basisWords(legalBasis)}${need === 'optional' ? html` · ${msg('freigestellt')}` : nothing}</p>
      ${said ? declaration(said, this, status ? statusWords(status) : undefined) : nothing}
    </div>`;
  }

  #minor(): TemplateResult | typeof nothing {
    const { minor } = this.receipt;
    if (!minor || minor.age === 'adult') return nothing;
    return html`<section id="sheet-minor">
      <h3>${msg('Alter und Sorge')}</h3>
      <dl class="rows">
        ${row(msg('Weg'), minorWords(minor))}
        ${minor.guardian ? row(msg('Sorgeberechtigte Person'), `${minor.guardian.name} (${minor.guardian.relation})`) : nothing}
      </dl>
      ${minor.declaration ? declaration(minor.declaration, this) : nothing}
    </section>`;
  }

  /** Everything that was ever said to a consent, oldest first: a withdrawal hides nothing that was before (R-092). */
  #history(): TemplateResult | typeof nothing {
    const { events } = this.receipt;
    if (events.length === 0) return nothing;
    return html`<section id="sheet-history">
      <h3>${msg('Verlauf der Einwilligungen')}</h3>
      <ol>
        ${events.map(
          (event) =>
            html`<li class="statement">
              <p>
                <strong>${statusWords(event.state)}</strong> ·
                ${moment(event.at, this.language)}${
                  event.by === 'guardian' ? html` · ${msg('erklärt von der sorgeberechtigten Person')}` : nothing
                }
              </p>
              ${sentence(event, this)}
            </li>`,
        )}
      </ol>
    </section>`;
  }

  #session(): TemplateResult {
    const { receipt } = this;
    const { session, people, principal } = receipt;
    const others = people?.map((role) => personWords({ id: '', role }, [])).join(', ') ?? null;
    return html`<section id="sheet-session">
      <h3>${msg('Gespräch')}</h3>
      <dl class="rows">
        ${row(msg('Art'), session.type === 'group' ? msg('Gruppengespräch') : msg('Einzelgespräch'))}
        ${row(msg('Beginn'), session.startsAt ? moment(session.startsAt, this.language) : null)}
        ${row(msg('Zugang'), accessWords(session.access))}
        ${row(msg('Zusätzliche Verschlüsselung zu Beginn'), e2eeAtStartWords(session.e2eeAtStart))}
        ${row(msg('Kamera und Mikrofon'), deviceCheckWords(session.deviceCheck))}
        ${row(msg('Noch im Raum'), others === '' ? msg('niemand') : others)}
        ${receipt.furtherPersons.map(({ role, decision, at }) =>
          row(
            msg('Darf dazukommen'),
            html`${personWords({ id: '', role }, [])}: ${decision === 'yes' ? msg('Ja') : msg('Nein')} ·
            ${moment(at, this.language)}`,
          ),
        )}
        ${row(msg('Kennung des Termins'), html`<code>${principal.id}</code>`)}
      </dl>
    </section>`;
  }
}

customElements.define('receipt-view', ReceiptView);
