import { msg } from '@lit/localize';
import { ERROR_NUMBERS, type ErrorCode, type OfficeErrorCode } from '../../errors.ts';

/** Numbers of the codes that only this page shows; never given to another code (errors.ts has those below 40 and 99). */
export const OFFICE_ERROR_NUMBERS: Readonly<Record<OfficeErrorCode, number>> = {
  KEY_PASSPHRASE_WRONG: 40,
  KEY_FILE_FOREIGN: 41,
  KEY_FILE_DAMAGED: 42,
  RECEIPT_UNREADABLE: 43,
  RECEIPT_FOREIGN: 44,
  RECEIPT_CHANGED: 45,
  RECEIPT_UNKNOWN: 46,
  EXPORT_INVALID: 47,
  MAILBOX_ENTRY_INVALID: 48,
  MAILBOX_UNREACHABLE: 49,
  LOBBY_UNCONFIRMED: 50,
  OWN_LOBBY: 51,
  NOT_MODERATOR: 52,
  DECLARATION_MISSING: 53,
  KEY_FILE_NEWER: 54,
  KEY_PASSPHRASE_SHORT: 55,
  STORAGE_CLEARED: 56,
  RECEIPT_FILE_FOREIGN: 57,
  RECEIPT_FILE_TOO_LARGE: 58,
  RECEIPT_OTHER_APPOINTMENT: 59,
  RECEIPT_OTHER_PERSON: 60,
  RECEIPT_LESS_PROVEN: 61,
  ARCHIVE_UNREACHABLE: 62,
  ARCHIVE_REFUSED: 63,
  MAILBOX_MISSING: 64,
  PAPER_INSUFFICIENT: 65,
};

/** What a counsellor reads about a problem: what happened, what is untouched, what to do now. */
export interface OfficeProblemWords {
  readonly title: string;
  readonly happened: string;
  readonly next: string;
}

/** Number to read out to the city's IT: `EINLASS-44`. */
export function officeHintOf(code: ErrorCode): string {
  const number = code in ERROR_NUMBERS ? ERROR_NUMBERS[code as keyof typeof ERROR_NUMBERS] : undefined;
  return `EINLASS-${number ?? OFFICE_ERROR_NUMBERS[code as OfficeErrorCode]}`;
}

/** Returns the words for a code in the language on screen. Codes of the client's page have one common wording here. */
export function officeProblemWords(code: ErrorCode): OfficeProblemWords {
  switch (code) {
    case 'KEY_PASSPHRASE_WRONG':
      return {
        title: msg('Das Kennwort passt nicht'),
        happened: msg('Mit diesem Kennwort lässt sich der Teamschlüssel nicht öffnen. Es ist nichts verändert.'),
        next: msg('Achten Sie auf Groß- und Kleinschreibung und versuchen Sie es noch einmal.'),
      };
    case 'KEY_FILE_FOREIGN':
      return {
        title: msg('Das ist keine passende Schlüsseldatei'),
        happened: msg(
          'Die Datei ist kein Teamschlüssel von Einlass, oder sie gehört zu einem anderen Team. Auf diesem Gerät ist nichts verändert.',
        ),
        next: msg('Wählen Sie die Datei, deren Name mit „teamschluessel“ beginnt. Fragen Sie sonst Ihr Team.'),
      };
    case 'KEY_FILE_DAMAGED':
      return {
        title: msg('Die Schlüsseldatei ist beschädigt'),
        happened: msg('In der Datei fehlt etwas, oder sie wurde verändert. Auf diesem Gerät ist nichts verändert.'),
        next: msg('Nehmen Sie eine andere Kopie der Datei, zum Beispiel die aus dem Tresor oder von einer Kollegin.'),
      };
    case 'KEY_FILE_NEWER':
      return {
        title: msg('Diese Schlüsseldatei ist für eine neuere Fassung gemacht'),
        happened: msg('Diese Seite kennt ihre Art noch nicht. Auf diesem Gerät ist nichts verändert.'),
        next: msg('Laden Sie die Seite neu. Wenn das nicht hilft, rufen Sie die IT Ihrer Stadt an.'),
      };
    case 'KEY_PASSPHRASE_SHORT':
      return {
        title: msg('Das Kennwort ist zu kurz'),
        happened: msg('Es braucht mindestens zwölf Zeichen. Es ist noch nichts angelegt.'),
        next: msg('Gut sind vier oder mehr Wörter, die nichts miteinander zu tun haben.'),
      };
    case 'RECEIPT_UNREADABLE':
      return {
        title: msg('Ein Nachweis ließ sich nicht lesen'),
        happened: msg('Er ist nicht vollständig oder kein Nachweis von Einlass. Alle anderen sind unberührt.'),
        next: msg('Bitten Sie die Person, ihren Nachweis als Datei zu schicken, wenn nötig noch einmal.'),
      };
    case 'RECEIPT_FOREIGN':
      return {
        title: msg('Dieser Nachweis gehört zu einem anderen Team'),
        happened: msg('Er ist für einen anderen Schlüssel verschlossen oder mit einem anderen unterschrieben.'),
        next: msg('Öffnen Sie ihn dort, wo der Termin angelegt wurde. Hier ist nichts verändert.'),
      };
    case 'RECEIPT_CHANGED':
      return {
        title: msg('Dieser Nachweis wurde verändert'),
        happened: msg('Unterschrift, Bestätigung oder Prüfsumme passen nicht zum Inhalt. Er wurde nicht übernommen.'),
        next: msg('Verlangen Sie eine unveränderte Kopie. Alle anderen Nachweise sind unberührt.'),
      };
    case 'RECEIPT_UNKNOWN':
      return {
        title: msg('Diesen Nachweis gibt es hier nicht'),
        happened: msg('Er wurde gelöscht, weil seine Frist um ist, oder er lag nie auf diesem Gerät.'),
        next: msg('Suchen Sie nach Name, Tag oder Kennzeichen.'),
      };
    case 'RECEIPT_FILE_FOREIGN':
      return {
        title: msg('Diese Datei ist kein Nachweis von Einlass'),
        happened: msg('Sie ist etwas anderes. Es ist nichts verändert.'),
        next: msg(
          'Wählen Sie die Datei, deren Name mit „nachweis“ beginnt, oder lassen Sie sie sich noch einmal schicken.',
        ),
      };
    case 'RECEIPT_FILE_TOO_LARGE':
      return {
        title: msg('Diese Datei ist zu groß für einen Nachweis'),
        happened: msg('Sie wurde nicht gelesen. Es ist nichts verändert.'),
        next: msg(
          'Wählen Sie die Datei, deren Name mit „nachweis“ beginnt. Gesicherte Sammlungen lesen Sie unter „Nachweise“ ein.',
        ),
      };
    case 'RECEIPT_OTHER_APPOINTMENT':
      return {
        title: msg('Dieser Nachweis gehört zu einem anderen Termin'),
        happened: msg('Er wurde nicht übernommen. Für diesen Termin sagt er nichts.'),
        next: msg('Bitten Sie die Person um den Nachweis von heute. Sie findet ihn auf der Seite, auf der sie wartet.'),
      };
    case 'RECEIPT_OTHER_PERSON':
      return {
        title: msg('Dieser Nachweis gehört zu einer anderen Person'),
        happened: msg('Das Kennzeichen darin ist nicht das der Person, die hier anklopft. Er wurde nicht übernommen.'),
        next: msg('Vergleichen Sie das Kennzeichen, und öffnen Sie die Datei bei der Person, zu der sie gehört.'),
      };
    case 'RECEIPT_LESS_PROVEN':
      return {
        title: msg('Zu diesem Nachweis liegt hier schon ein belegter'),
        happened: msg(
          'Die Datei sagt etwas anderes und ist nicht mit dem persönlichen Link bestätigt. Sie wurde nicht übernommen.',
        ),
        next: msg('Der belegte Nachweis gilt weiter. Fragen Sie die Person, was sich geändert hat.'),
      };
    case 'ARCHIVE_UNREACHABLE':
      return {
        title: msg('Das Archiv antwortet gerade nicht'),
        happened: msg('Auf diesem Gerät ist alles gespeichert. Im Archiv fehlen noch Kopien.'),
        next: msg('Die Seite versucht es weiter. Wenn es länger dauert, rufen Sie die IT Ihrer Stadt an.'),
      };
    case 'ARCHIVE_REFUSED':
      return {
        title: msg('Das Archiv weist diese Seite ab'),
        happened: msg(
          'Sie sind dort nicht angemeldet, oder es ist nicht eingerichtet. Auf diesem Gerät ist alles gespeichert.',
        ),
        next: msg('Melden Sie sich an, wenn der Browser danach fragt. Rufen Sie sonst die IT Ihrer Stadt an.'),
      };
    case 'EXPORT_INVALID':
      return {
        title: msg('Diese Datei ist keine Ausgabe von Einlass'),
        happened: msg('Sie ließ sich nicht als Sammlung von Nachweisen lesen. Es ist nichts verändert.'),
        next: msg(
          'Wählen Sie eine Datei, die mit „Als Datei sichern“ entstanden ist, oder den Nachweis, den eine Person Ihnen geschickt hat.',
        ),
      };
    case 'MAILBOX_ENTRY_INVALID':
      return {
        title: msg('In der Ablage liegt etwas Fremdes'),
        happened: msg('Ein Eintrag stammt nicht von der eingeladenen Person. Er wurde nicht beachtet.'),
        next: msg('Verlassen Sie sich auf das Kennzeichen, und fragen Sie im Zweifel am Telefon nach.'),
      };
    case 'MAILBOX_MISSING':
      return {
        title: msg('Die Eingeladenen wissen davon nichts'),
        happened: msg('Dieser Server hat keine Ablage. Darum hat diese Seite niemanden benachrichtigt.'),
        next: msg('Sagen Sie es ihnen am Telefon oder per E-Mail.'),
      };
    case 'MAILBOX_UNREACHABLE':
      return {
        title: msg('Eine Nachricht ist noch nicht angekommen'),
        happened: msg('Die Ablage hat sie noch nicht angenommen. Nicht alle Eingeladenen wissen schon davon.'),
        next: msg('Die Seite versucht es weiter, solange sie offen ist. Wenn es eilt, rufen Sie an.'),
      };
    case 'SERVER_UNREACHABLE':
      return {
        title: msg('Die Verbindung zum Server klappt gerade nicht'),
        happened: msg('Es ist nichts verloren gegangen. Neue Nachweise und Antworten kommen gerade nicht an.'),
        next: msg('Die Seite versucht es weiter. Wenn es länger dauert, rufen Sie die IT Ihrer Stadt an.'),
      };
    case 'LOBBY_UNCONFIRMED':
      return {
        title: msg('Der Warteraum ließ sich nicht einschalten'),
        happened: msg('Ohne Warteraum könnte jemand unbemerkt hereinkommen. Darum ist der Raum wieder geschlossen.'),
        next: msg('Öffnen Sie den Raum noch einmal. Wenn das nicht hilft, rufen Sie die IT Ihrer Stadt an.'),
      };
    case 'OWN_LOBBY':
      return {
        title: msg('Sie stehen selbst im Warteraum'),
        happened: msg('Im Raum ist noch jemand, und der Server hält Sie für eine fremde Person.'),
        next: msg('Holen Sie alle zurück an den Eingang. Danach öffnen Sie den Raum neu.'),
      };
    case 'NOT_MODERATOR':
      return {
        title: msg('Sie leiten diesen Raum gerade nicht'),
        happened: msg('Der Server hat einer anderen Person die Leitung gegeben.'),
        next: msg('Holen Sie alle zurück an den Eingang. Danach öffnen Sie den Raum neu.'),
      };
    case 'DECLARATION_MISSING':
      return {
        title: msg('Ihre eigene Erklärung fehlt noch'),
        happened: msg('Der Raum öffnet sich erst, wenn auch Sie erklärt haben, dass niemand aufzeichnet und mithört.'),
        next: msg('Setzen Sie die Häkchen, und öffnen Sie dann den Raum.'),
      };
    case 'PAPER_INSUFFICIENT':
      return {
        title: msg('Das Formular ist nicht festgehalten'),
        happened: msg('Darauf fehlt etwas, oder die Texte haben sich inzwischen geändert. Es ist nichts gespeichert.'),
        next: msg('Laden Sie die Seite neu, und vergleichen Sie die Kennung auf dem Papier.'),
      };
    case 'MEETING_OPEN_ELSEWHERE':
      return {
        title: msg('Dieser Raum ist schon in einem anderen Tab offen'),
        happened: msg('Ein Raum kann in diesem Browser nur einmal offen sein. Dort ist nichts unterbrochen.'),
        next: msg(
          'Gehen Sie zu dem anderen Tab. Wenn Sie hier weitermachen wollen, verlassen Sie dort zuerst den Raum.',
        ),
      };
    case 'STORAGE_CLEARED':
      return {
        title: msg('Der Schlüssel liegt nicht mehr in diesem Browser'),
        happened: msg(
          'Die Daten dieser Seite wurden gelöscht, während sie gesperrt war. Wer es war, ist nicht bekannt.',
        ),
        next: msg('Laden Sie die Schlüsseldatei des Teams. Gesicherte Nachweise können Sie danach wieder einlesen.'),
      };
    case 'RECORD_UNREADABLE':
      return {
        title: msg('Ein gespeicherter Eintrag lässt sich nicht lesen'),
        happened: msg(
          'Ein Termin, ein Vermerk oder eine Einstellung in diesem Browser ist beschädigt. Der Eintrag wird nicht benutzt und nicht gelöscht. Alles andere ist unberührt.',
        ),
        next: msg(
          'Vergleichen Sie Ihre Termine mit Ihrem Kalender. Fehlt einer, legen Sie ihn neu an, und schicken Sie der Person den neuen Link.',
        ),
      };
    case 'STORAGE_UNAVAILABLE':
      return {
        title: msg('Dieser Browser speichert gerade nichts'),
        happened: msg('Der Speicher ist gesperrt, voll oder kaputt. Was auf dem Bildschirm steht, ist noch da.'),
        next: msg('Sichern Sie wichtige Nachweise jetzt als Datei, und rufen Sie die IT Ihrer Stadt an.'),
      };
    case 'JITSI_UNREACHABLE':
    case 'JITSI_HOST_REFUSED':
    case 'MEETING_FAILED':
      return {
        title: msg('Der Videoraum antwortet nicht'),
        happened: msg(
          'Der Jitsi-Server ist nicht erreichbar oder hat die Verbindung beendet. Ihre Daten sind noch da.',
        ),
        next: msg('Öffnen Sie den Raum noch einmal. Rufen Sie die Person an, wenn es länger dauert.'),
      };
    default:
      return {
        title: msg('Hier ist etwas schiefgegangen'),
        happened: msg('Damit haben wir nicht gerechnet. Gespeicherte Nachweise und Termine sind unberührt.'),
        next: msg('Laden Sie die Seite neu. Wenn es wieder geschieht, geben Sie der IT Ihrer Stadt den Hinweis.'),
      };
  }
}
