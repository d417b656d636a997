import { msg, str } from '@lit/localize';
import type { FieldProblem } from '../../gate/details.ts';
import type { FieldId } from '../../gate/plan.ts';

/** What a person reads when a field cannot be taken yet: what is the matter and how to put it right (WCAG 3.3.3). */
export function fieldWords(field: FieldId, problem: FieldProblem, label: string): string {
  if (problem === 'missing') return msg(str`Diese Angabe fehlt noch: ${label}.`);
  // Three numbers make the date, so "too long" would be no help there.
  if (field === 'birthDate') {
    return msg(
      'Dieses Geburtsdatum gibt es nicht. Schreiben Sie Tag, Monat und Jahr in Zahlen, das Jahr mit vier Ziffern, zum Beispiel 17 5 1990.',
    );
  }
  switch (problem) {
    case 'tooLong':
      return msg(str`Das ist zu lang: ${label}. Kürzen Sie den Text.`);
    case 'notAnEmail':
      return msg('Diese E-Mail-Adresse ist nicht vollständig. Sie sieht zum Beispiel so aus: name@beispiel.de');
    case 'notAPhone':
      return msg('Diese Telefonnummer ist zu kurz. Schreiben Sie sie mit Vorwahl, zum Beispiel 0511 123456.');
    case 'notAPostalCode':
      return msg('Diese Postleitzahl passt nicht. Sie sieht zum Beispiel so aus: 30159');
    case 'notADate':
      return msg('Dieses Datum gibt es nicht.');
  }
}
