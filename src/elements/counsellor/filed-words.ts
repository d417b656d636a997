import { msg, str } from '@lit/localize';
import type { FiledEvent, Verification } from '../../records/office-shape.ts';

export function wordsWords(words: Verification['words']): string {
  return words === 'fit'
    ? msg('Die Prüfsummen passen zu den Worten im Nachweis.')
    : msg('Mindestens eine Prüfsumme passt nicht zu den Worten im Nachweis.');
}

export function shippedWords(shipped: Verification['shipped']): string {
  switch (shipped) {
    case 'fit':
      return msg('Die Worte sind die, die diese Seite in jener Fassung zeigt.');
    case 'changed':
      return msg('Die Worte sind andere als die, die diese Seite in jener Fassung zeigt.');
    case 'unknown':
      return msg('Ob es die Worte dieser Seite sind, ließ sich nicht prüfen.');
  }
}

/** Of a receipt that quotes nothing, as a further person's who was asked for nothing but to read the notice. */
export function noWords(): string {
  return msg('In diesem Nachweis stehen keine Erklärungen. Es gab keine Worte zu prüfen.');
}

export function originWords(origin: Verification['origin']): string {
  switch (origin) {
    case 'link':
      return msg('Der Nachweis kam über den persönlichen Link.');
    case 'linkFile':
      return msg('Der Nachweis wurde als Datei übergeben, nicht über die Ablage. Der persönliche Link bestätigt ihn.');
    case 'paper':
      return msg('Vom unterschriebenen Papier abgeschrieben. An keinem Gerät erklärt.');
    case 'file':
    case 'none':
      return msg('Der Nachweis wurde als Datei eingelesen. Woher sie kam, ist nicht belegt.');
  }
}

/** What was added to a receipt at the desk, in one sentence. Words that people typed stand in quotation marks. */
export function eventWords(event: FiledEvent): string {
  switch (event.kind) {
    case 'admitted':
      return event.reason === null
        ? msg('Eingelassen.')
        : msg(str`Eingelassen, obwohl etwas fehlte: „${event.reason}“`);
    case 'refused':
      return event.text === '' ? msg('Abgewiesen.') : msg(str`Abgewiesen: „${event.text}“`);
    case 'withdrawnOrally':
      return msg(str`Einwilligung mündlich widerrufen: „${event.note}“`);
    case 'corrected':
      return msg(str`Berichtigt: „${event.was}“ in „${event.is}“`);
    case 'capacityConfirmed':
      return msg('Die junge Person ist einsichtsfähig und entscheidet selbst.');
    case 'furtherPerson':
      return furtherWords(event);
    case 'encryption':
      return `${encryptionState(event.state)} ${encryptionDecision(event)}`.trim();
    case 'recording':
      if (event.on === null) return msg('Ob noch aufgezeichnet wurde, war von Jitsi nicht mehr zu erfahren.');
      return event.on
        ? msg('Jitsi meldete eine laufende Aufzeichnung.')
        : msg('Jitsi meldete das Ende der Aufzeichnung.');
    case 'introduced':
      return msg('Die Eröffnungsrunde ist gemacht: alle vorgestellt, niemand zeichnet auf.');
    case 'held':
      return msg(str`Löschung angehalten: „${event.reason}“`);
    case 'released':
      return msg('Löschung wieder zugelassen.');
  }
}

function furtherWords({ name, decision }: Extract<FiledEvent, { kind: 'furtherPerson' }>): string {
  switch (decision) {
    case 'yes':
      return msg(str`Weitere Person „${name}“: zugestimmt.`);
    case 'no':
      return msg(str`Weitere Person „${name}“: abgelehnt.`);
    case 'noAnswer':
      return msg(str`Weitere Person „${name}“: keine Antwort, also nein.`);
  }
}

/** A value that this page no longer knows is shown as it is, and not read as something else. */
function encryptionState(state: string): string {
  switch (state) {
    case 'unknown':
      return msg('Zusätzliche Verschlüsselung: nicht bekannt.');
    case 'off':
      return msg('Zusätzliche Verschlüsselung: aus.');
    case 'requested':
      return msg('Zusätzliche Verschlüsselung: angefordert.');
    case 'reportedByAll':
      return msg('Zusätzliche Verschlüsselung: von allen Geräten gemeldet.');
    case 'impossible':
      return msg('Zusätzliche Verschlüsselung: nicht möglich.');
    default:
      return msg(str`Zusätzliche Verschlüsselung: „${state}“.`);
  }
}

function encryptionDecision({ decision, reason }: Extract<FiledEvent, { kind: 'encryption' }>): string {
  switch (decision) {
    case 'on':
      return msg('Sie wurde eingeschaltet.');
    case 'off':
      return msg('Sie wurde ausgeschaltet.');
    case 'waived':
      return reason === null
        ? msg('Entschieden, ohne sie zu sprechen.')
        : msg(str`Entschieden, ohne sie zu sprechen: „${reason}“`);
    default:
      return decision === '' ? '' : msg(str`Entschieden: „${decision}“.`);
  }
}
