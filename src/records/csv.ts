import { quotesWords } from '../gate/assess-sayings.ts';
import { zonedTime } from '../gate/iso-time.ts';
import { issuedAt, isWithdrawn, summaryOf } from './filing.ts';
import type { FiledReceipt, Verification } from './office-shape.ts';

/** A German Excel takes a file for UTF-8 only with this mark, and expects semicolons. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE = '\r\n';
const ZONE = 'Europe/Berlin';

const WORDS: Readonly<Record<Verification['words'], string>> = { fit: 'unverändert', changed: 'verändert' };
const SHIPPED: Readonly<Record<Verification['shipped'], string>> = {
  fit: 'stimmt überein',
  changed: 'weicht ab',
  unknown: 'nicht geprüft',
};
/** Nothing could be compared, and nothing had to be. */
const NO_WORDS = 'keine Worte';
const ORIGIN: Readonly<Record<Verification['origin'], string>> = {
  link: 'persönlicher Link',
  linkFile: 'Datei mit Bestätigung durch den persönlichen Link',
  file: 'Datei',
  paper: 'unterschriebenes Papier',
  none: 'unbekannt',
};

/** One column: heading, and what stands below it. */
const COLUMNS: readonly (readonly [string, (filed: FiledReceipt) => string])[] = [
  ['Nachweis', ({ id }) => id],
  ['Ausgestellt am', ({ receipt }) => localTime(issuedAt(receipt))],
  ['Name', (filed) => summaryOf(filed).row.name],
  ['Beratungsangebot', ({ receipt }) => receipt.service.title],
  ['Kennzeichen', ({ receipt }) => receipt.checkCode ?? ''],
  ['Sprache', ({ receipt }) => receipt.language],
  ['Fassung der Informationen', ({ receipt }) => String(receipt.notice?.version ?? '')],
  ['Eingewilligt in', ({ receipt }) => consents(receipt, 'ConsentGiven', 'RenewedConsentGiven')],
  ['Nicht eingewilligt in', ({ receipt }) => consents(receipt, 'ConsentRefused')],
  ['Widerrufen', (filed) => (isWithdrawn(filed) ? 'ja' : 'nein')],
  ['Wortlaut', ({ receipt, verification }) => (quotesWords(receipt) ? WORDS[verification.words] : NO_WORDS)],
  [
    'Vergleich mit den Rechtstexten',
    ({ receipt, verification }) => (quotesWords(receipt) ? SHIPPED[verification.shipped] : NO_WORDS),
  ],
  ['Herkunft', ({ verification }) => ORIGIN[verification.origin]],
  ['Auf Papier erklärt', ({ receipt }) => onPaper(receipt)],
  ['Spätere Einträge', ({ events }) => String(events.length)],
  ['Aufbewahren bis', ({ until }) => (until === null ? 'unbestimmt' : localTime(until))],
  ['Löschung ausgesetzt, Grund', ({ hold }) => hold?.reason ?? ''],
];

/** One receipt as a line for a spreadsheet. Times are those of Germany. */
export function csvLine(filed: FiledReceipt): string {
  return lineOf(COLUMNS.map(([, of]) => of(filed)));
}

/** Lines under a German heading, as a file. */
export function csvFile(lines: readonly string[]): string {
  return BYTE_ORDER_MARK + lineOf(COLUMNS.map(([heading]) => heading)) + lines.join('');
}

function lineOf(cells: readonly string[]): string {
  return cells.map(cell).join(';') + LINE;
}

/**
 * One cell. What a spreadsheet would take for a formula gets an apostrophe in front, also behind white space (OWASP, CSV
 * injection): names come from strangers.
 */
function cell(text: string): string {
  const harmless = /^[\s\u0000-\u001f]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

function consents(receipt: FiledReceipt['receipt'], ...wanted: readonly string[]): string {
  return receipt.purposes
    .filter(({ status }) => status !== null && wanted.includes(status))
    .map(({ title }) => title)
    .join(', ');
}

/** The counsellor's own record, and not what the person's device said. */
function onPaper({ paper }: FiledReceipt['receipt']): string {
  if (!paper) return '';
  const { seenBy, signedOn, kept } = paper;
  return `gesehen von ${seenBy}, unterschrieben am ${signedOn.split('-').reverse().join('.')}, Papier: ${kept}`;
}

/** "22.11.2026 10:00" */
function localTime(at: number): string {
  const [day = '', time = ''] = zonedTime(at, ZONE).time.split('T');
  return `${day.split('-').reverse().join('.')} ${time.slice(0, 5)}`;
}
