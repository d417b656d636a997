import { msg, str } from '@lit/localize';
import type { KnockerView, RoomView } from '../../desk/view.ts';
import type { Doubt, Lack } from '../../gate/assessment.ts';
import type { PersonRole } from '../../gate/plan.ts';
import { personName } from './appointment-words.ts';

export interface AssessmentWords {
  readonly state: string;
  readonly shape: 'yes' | 'no' | 'unknown';
  /** Each a sentence that says exactly what is wrong. */
  readonly lines: readonly string[];
}

export function assessmentWords(assessment: KnockerView['assessment']): AssessmentWords {
  switch (assessment.state) {
    case 'checking':
      return { state: msg('Wird gerade geprüft'), shape: 'unknown', lines: [] };
    case 'complete':
      return { state: msg('Vollständig'), shape: 'yes', lines: [] };
    case 'incomplete':
      return { state: msg('Es fehlt etwas'), shape: 'no', lines: [...new Set(assessment.lacks.map(lackWords))] };
    case 'notVerifiable':
      return { state: msg('Nicht prüfbar'), shape: 'unknown', lines: assessment.doubts.map(doubtWords) };
  }
}

function lackWords(lack: Lack): string {
  if (!('text' in lack)) return plainLack(lack.lack);
  const title = lack.title ?? lack.text;
  const who = personWords(lack.person);
  switch (lack.lack) {
    case 'notGiven':
      return msg(str`„${title}“ fehlt (${who}).`);
    case 'refused':
      return msg(str`„${title}“ wurde abgelehnt (${who}).`);
    case 'withdrawn':
      return msg(str`„${title}“ wurde widerrufen (${who}).`);
    case 'olderVersion':
      return msg(str`„${title}“ gilt für eine ältere Fassung (${who}).`);
    case 'expired':
      return msg(str`„${title}“ ist abgelaufen (${who}).`);
  }
}

function plainLack(lack: Exclude<Lack, { text: string }>['lack']): string {
  switch (lack) {
    case 'noticeNotShown':
      return msg('Die Datenschutzinformation wurde nicht gezeigt.');
    case 'noticeOlder':
      return msg('Gezeigt wurde eine ältere Datenschutzinformation.');
    case 'detailsMissing':
      return msg('Es fehlen Pflichtangaben.');
    case 'guardianMissing':
      return msg('Für eine minderjährige Person fehlt die Erklärung der Sorgeberechtigten.');
    case 'peopleUnknown':
      return msg('Es ist nicht gesagt, wer noch am Gerät ist.');
  }
}

function doubtWords(doubt: Doubt): string {
  switch (doubt) {
    case 'noReceipt':
      return msg('Es ist kein Nachweis angekommen.');
    case 'mailboxSilent':
      return msg('Die Ablage antwortet nicht. Ob ein Nachweis angekommen ist, lässt sich gerade nicht sagen.');
    case 'noCode':
      return msg('Der Name trägt kein Kennzeichen.');
    case 'foreignCode':
      return msg('Das Kennzeichen passt zu niemandem, den Sie zu diesem Termin eingeladen haben.');
    case 'otherPersonsCode':
      return msg('Das Kennzeichen gehört zu einer anderen eingeladenen Person.');
    case 'codeTwice':
      return msg(
        'Mit demselben Kennzeichen ist schon jemand da. Vielleicht wurde die Seite neu geladen. Fragen Sie die Person am Telefon, ob sie gerade neu geklopft hat. Lassen Sie dann mit einem Grund ein.',
      );
    case 'otherAppointment':
      return msg('Der Nachweis gehört zu einem anderen Termin.');
    case 'otherService':
      return msg('Der Nachweis gehört zu einem anderen Angebot.');
    case 'unreadable':
      return msg('Der Nachweis lässt sich nicht lesen.');
    case 'notVouched':
      return msg(
        'Die Datei ist nicht mit dem persönlichen Link bestätigt. Was darin steht, kann jede Person geschrieben haben, die das Kennzeichen kennt. Fragen Sie nach, was erklärt wurde, und lassen Sie dann mit einem Grund ein.',
      );
    case 'wordingChanged':
      return msg('Im Nachweis stehen andere Worte als auf dieser Seite.');
  }
}

/** Why the last try did not work. */
export function failureWords(failed: NonNullable<KnockerView['failed']>): string {
  switch (failed) {
    case 'noAnswer':
      return msg('Jitsi hat das nicht bestätigt. Ob es gewirkt hat, ist nicht bekannt.');
    case 'gone':
      return msg('Die Person klopft nicht mehr.');
    case 'notAllowed':
      return msg('Jitsi erlaubt Ihnen das gerade nicht. Vielleicht leiten Sie den Raum nicht mehr.');
  }
}

/** Whether the clients in the room were asked about this person, and what they said; null: nobody has to be asked. */
export function othersWords(
  { id, others }: Pick<KnockerView, 'id' | 'others'>,
  question: RoomView['question'],
): string | null {
  switch (others) {
    case 'notNeeded':
      return null;
    case 'toAsk':
      return msg('Zuerst müssen die Ratsuchenden im Raum zustimmen.');
    case 'cannotAsk':
      return msg(
        'Ohne Ablage kann diese Seite die Ratsuchenden im Raum nicht fragen, und ohne ihr Ja kommt niemand dazu. Die weitere Person kann an einem Gerät der Ratsuchenden teilnehmen: Diese gehen noch einmal durch den Einlass und geben sie dort mit an.',
      );
    case 'asking':
      return [msg('Die Ratsuchenden im Raum sind gefragt.'), ...answersWords(id, question)].join(' ');
    case 'agreed':
      return msg('Alle Ratsuchenden im Raum haben zugestimmt.');
    case 'refused':
      return msg('Im Raum hat jemand Nein gesagt. Die Person kommt nicht herein.');
    case 'noAnswer':
      return msg('Nicht alle haben geantwortet. Keine Antwort heißt Nein.');
  }
}

function answersWords(id: string, question: RoomView['question']): readonly string[] {
  if (question?.knocker !== id) return [];
  return question.answers.map(({ person, decision }) => {
    const name = personName(person);
    if (decision === null) return msg(str`${name}: noch keine Antwort.`);
    return decision === 'yes' ? msg(str`${name}: ja.`) : msg(str`${name}: nein.`);
  });
}

/** Who else is at that device. */
export function peopleWords(people: readonly PersonRole[] | null): string {
  if (people === null) return msg('Wer am Gerät ist, ist nicht bekannt');
  const others = people.filter((role) => role !== 'client');
  return others.length === 0 ? msg('Allein am Gerät') : msg(str`Am Gerät auch: ${others.map(personWords).join(', ')}`);
}

function personWords(role: string): string {
  switch (role) {
    case 'client':
    case 'self':
      return msg('ratsuchende Person');
    case 'guardian':
      return msg('sorgeberechtigte Person');
    case 'helper':
      return msg('Hilfsperson');
    case 'interpreter':
      return msg('Sprachmittlung');
    case 'relative':
      return msg('angehörige Person');
    case 'colleague':
      return msg('Kollegin oder Kollege');
    case 'child':
      return msg('Kind');
    default:
      return msg('weitere Person');
  }
}
