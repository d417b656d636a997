import { msg, str } from '@lit/localize';
import type { FiledEvent, Verification } from '../../records/office-shape.ts';

export function wordsWords(words: Verification['words']): string {
  return words === 'fit'
    ? msg('Jede Prüfsumme passt zu den Worten im Nachweis.')
    : msg('Mindestens eine Prüfsumme passt nicht zu den Worten im Nachweis.');
}

export function shippedWords(shipped: Verification['shipped']): string {
  switch (shipped) {
    case 'fit':
      return msg('Die Worte sind die, die diese Seite in jener Fassung zeigt.');
    case 'changed':
      return msg('Die Worte sind andere als die, die diese Seite in jener Fassung zeigt.');
    case 'unknown':
      return msg('Ob die Worte die dieser Seite sind, ließ sich nicht prüfen.');
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
      return msg('Die Beraterin hält die junge Person für fähig, selbst zu entscheiden.');
    case 'furtherPerson':
      return furtherWords(event);
    case 'encryption':
      return msg(str`Zusätzliche Verschlüsselung: ${event.state}. Entschieden: „${event.decision}“`);
    case 'recording':
      return event.on
        ? msg('Jitsi meldete eine laufende Aufzeichnung.')
        : msg('Jitsi meldete das Ende der Aufzeichnung.');
    case 'introduced':
      return msg('Alle Anwesenden haben sich vorgestellt.');
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
