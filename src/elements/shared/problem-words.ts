import { msg } from '@lit/localize';
import { ERROR_NUMBERS, type ClientErrorCode, type ErrorCode } from '../../errors.ts';

/** What a person reads about a problem: what happened, what is kept, what comes next. Chosen by code, never by text. */
export interface ProblemWords {
  readonly title: string;
  readonly happened: string;
  /** What is still there, or that nothing was lost. */
  readonly kept: string;
  readonly next: string;
  /** Does trying again make sense? */
  readonly retry: boolean;
}

/** Number to read out on the phone: `EINLASS-12`. */
export function hintOf(code: ErrorCode): string {
  return `EINLASS-${ERROR_NUMBERS[forClients(code)]}`;
}

/** What the counsellor's page alone can meet is unexpected here. */
function forClients(code: ErrorCode): ClientErrorCode {
  return code in ERROR_NUMBERS ? (code as ClientErrorCode) : 'UNEXPECTED';
}

/** Returns the words for a code, in the language on screen. */
export function problemWords(code: ErrorCode): ProblemWords {
  const nothingLost = msg('Es ist nichts verloren gegangen.');
  const stillThere = msg('Ihre Angaben sind noch da.');
  const callUs = msg('Rufen Sie uns an. Wir helfen Ihnen weiter.');
  const newLink = msg('Rufen Sie uns an. Wir schicken Ihnen einen neuen Link.');
  const again = msg('Versuchen Sie es noch einmal oder rufen Sie uns an.');
  const words = (title: string, happened: string, kept: string, next: string, retry = false): ProblemWords => ({
    title,
    happened,
    kept,
    next,
    retry,
  });
  switch (forClients(code)) {
    case 'LINK_MISSING':
    case 'LINK_MALFORMED':
    case 'LINK_TOO_LONG':
      return words(
        msg('Dieser Link passt nicht'),
        msg('Der Link ist verändert oder gehört nicht zu unserer Videoberatung.'),
        nothingLost,
        msg('Öffnen Sie den Link noch einmal direkt aus unserer E-Mail. Wenn das nicht hilft: Rufen Sie uns an.'),
      );
    case 'LINK_TRUNCATED':
      return words(
        msg('Der Link ist nicht vollständig'),
        msg(
          'Ein Teil des Links fehlt. Das passiert manchmal beim Kopieren oder wenn ein E-Mail-Programm die Zeile umbricht.',
        ),
        nothingLost,
        msg('Kopieren Sie den ganzen Link aus unserer E-Mail. Wenn das nicht hilft: Rufen Sie uns an.'),
      );
    case 'LINK_VERSION_UNKNOWN':
      return words(
        msg('Diesen Link kennen wir noch nicht'),
        msg('Der Link ist für eine andere Fassung dieser Seite gemacht.'),
        nothingLost,
        newLink,
      );
    case 'SERVICE_UNKNOWN':
      return words(
        msg('Dieses Beratungsangebot gibt es hier nicht'),
        msg('Der Link nennt ein Angebot, das wir nicht oder nicht mehr haben.'),
        nothingLost,
        callUs,
      );
    case 'APPOINTMENT_EXPIRED':
      return words(
        msg('Dieser Termin ist vorbei'),
        msg('Der Link galt nur für einen Termin, und der liegt schon zurück.'),
        nothingLost,
        msg('Rufen Sie uns an. Wir vereinbaren gern einen neuen Termin.'),
      );
    case 'APPOINTMENT_ENDED':
      return words(
        msg('Dieses Gespräch ist beendet'),
        msg('Ihre Beraterin oder Ihr Berater hat das Gespräch beendet. Der Raum ist geschlossen.'),
        nothingLost,
        msg('Wenn noch etwas offen ist: Rufen Sie uns an. Wir vereinbaren gern einen neuen Termin.'),
      );
    case 'PROFILE_INVALID':
    case 'TEXTS_INVALID':
    case 'SITE_INVALID':
      return words(
        msg('Diese Seite ist gerade nicht in Ordnung'),
        msg(
          'In unseren Einstellungen stimmt etwas nicht. Das ist unser Fehler, nicht Ihrer. Darum geht es hier nicht weiter.',
        ),
        nothingLost,
        msg('Rufen Sie uns an. Wir beraten Sie am Telefon oder finden einen anderen Weg.'),
      );
    case 'SERVER_UNREACHABLE':
      return words(
        msg('Die Verbindung zum Server klappt gerade nicht'),
        msg('Der Server antwortet nicht.'),
        stillThere,
        again,
        true,
      );
    case 'JITSI_UNREACHABLE':
      return words(
        msg('Der Videodienst antwortet nicht'),
        msg('Wir haben den Server für das Videogespräch nicht erreicht.'),
        stillThere,
        again,
        true,
      );
    case 'JITSI_HOST_REFUSED':
      return words(
        msg('Der Videodienst lässt uns nicht herein'),
        msg('Der Server für das Videogespräch hat die Verbindung abgelehnt.'),
        stillThere,
        again,
        true,
      );
    case 'BROWSER_UNSUPPORTED':
      return words(
        msg('Mit diesem Browser geht das Videogespräch nicht'),
        msg('Dem Browser fehlt etwas, das ein Videogespräch braucht.'),
        nothingLost,
        msg('Öffnen Sie den Link mit einem anderen Browser oder einem anderen Gerät. Oder rufen Sie uns an.'),
      );
    case 'STORAGE_UNAVAILABLE':
    case 'RECORD_UNREADABLE':
      return words(
        msg('Auf diesem Gerät lässt sich nichts merken'),
        msg('Der Browser lässt uns nichts speichern.'),
        msg('Was Sie jetzt eingeben, gilt trotzdem. Laden Sie die Seite nicht neu, sonst beginnen Sie von vorn.'),
        callUs,
      );
    case 'PERMIT_MISSING':
      return words(
        msg('Es fehlt noch etwas'),
        msg('Vor dem Gespräch ist noch ein Schritt offen.'),
        stillThere,
        msg('Gehen Sie die Schritte bitte noch einmal durch.'),
        true,
      );
    case 'MEETING_FAILED':
      return words(
        msg('Die Verbindung ist abgerissen'),
        msg('Das Videogespräch wurde unterbrochen.'),
        msg('Ihre Einwilligung und Ihre Angaben gelten weiter.'),
        msg('Sie können gleich wieder eintreten. Ihre Beraterin oder Ihr Berater lässt Sie dann wieder ein.'),
        true,
      );
    case 'BECAME_MODERATOR':
      return words(
        msg('Der Raum ist gerade nicht geöffnet'),
        msg(
          'Sie hätten den Raum geleitet. Das darf nur die Beratungsstelle. Darum haben wir Sie gleich wieder herausgenommen.',
        ),
        stillThere,
        msg('Warten Sie einen Moment und treten Sie dann noch einmal ein.'),
        true,
      );
    case 'LOBBY_MISSING':
      return words(
        msg('Der Warteraum war nicht eingeschaltet'),
        msg(
          'Darum haben wir Sie gleich wieder herausgenommen: In den Raum kommen Sie nur, wenn die Beratungsstelle Sie einlässt.',
        ),
        stillThere,
        msg('Warten Sie einen Moment und treten Sie dann noch einmal ein. Oder rufen Sie uns an.'),
        true,
      );
    case 'MEETING_OPEN_ELSEWHERE':
      return words(
        msg('Das Gespräch ist schon in einem anderen Fenster offen'),
        msg('Sie haben diesen Termin in zwei Fenstern geöffnet.'),
        stillThere,
        msg('Wechseln Sie zu dem anderen Fenster. Oder schließen Sie es und treten Sie hier ein.'),
        true,
      );
    case 'ROOM_CLOSED':
      return words(
        msg('Der Raum ist gerade geschlossen'),
        msg('Die Beratungsstelle hat den Raum verlassen. Vielleicht ist nur ihre Verbindung unterbrochen.'),
        stillThere,
        msg('Warten Sie einen Moment und treten Sie dann noch einmal ein. Oder rufen Sie uns an.'),
        true,
      );
    case 'UNEXPECTED':
      return words(
        msg('Hier ist etwas schiefgegangen'),
        msg('Damit haben wir nicht gerechnet. Das ist unser Fehler, nicht Ihrer.'),
        nothingLost,
        again,
        true,
      );
  }
}
