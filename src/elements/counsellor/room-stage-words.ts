import { msg, str } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';
import { clock } from './office-time.ts';

/** Where the room stands, in a few words. Only `open` says that nobody comes in unseen: that was confirmed. */
export function stageWords(
  { stage, talkingSince }: Pick<RoomView, 'stage' | 'talkingSince'>,
  language: string,
): string {
  switch (stage) {
    case 'connecting':
      return msg('Der Raum wird geöffnet');
    case 'takingLong':
      return msg('Der Raum wird geöffnet. Das dauert länger als sonst. Fragt der Browser nach Kamera und Mikrofon?');
    case 'open':
      return talkingSince === null
        ? msg('Offen, der Warteraum ist eingeschaltet')
        : msg(str`Im Gespräch seit ${clock(talkingSince, language)}, der Warteraum ist eingeschaltet`);
    case 'recovering':
      return msg('Der Raum wird neu geöffnet');
    case 'over':
      return msg('Geschlossen');
  }
}

export function recoveryWords(recovery: NonNullable<RoomView['recovery']>): string {
  switch (recovery) {
    case 'callingBack':
      return msg('Alle werden zurück an den Eingang gebeten. Sie verlieren dabei nichts.');
    case 'emptying':
      return msg('Der Raum wird leer. Das dauert ein paar Sekunden.');
    case 'opening':
      return msg('Der Raum wird neu geöffnet, mit eingeschaltetem Warteraum.');
  }
}

export function mustWaitWords(): string {
  return msg(
    'Noch nicht beginnen: Für diesen Termin ist die zusätzliche Verschlüsselung Bedingung, und noch melden sie nicht alle Geräte. Klappt es nicht, vereinbaren Sie einen anderen Weg, zum Beispiel am Telefon.',
  );
}

/** Encryption is wanted, and not reported by all: she decides, and both ways are in the light above. */
export function mayWaiveWords(): string {
  return msg(
    'Noch melden nicht alle Geräte die zusätzliche Verschlüsselung. Schalten Sie sie oben ein, oder halten Sie dort fest, warum Sie ohne sie sprechen.',
  );
}

export function networkWords(): string {
  return msg('Die Verbindung ist gerade schlecht.');
}

/** How the room ended, and what that means. */
export function endingWords(ending: RoomView['ending']): { readonly title: string; readonly happened: string } {
  switch (ending?.kind) {
    case 'endedForAll':
      return {
        title: msg('Das Gespräch ist beendet'),
        happened: msg('Alle sind aus dem Raum. Der Termin ist geschlossen, die Nachweise liegen bei Ihnen.'),
      };
    case 'left':
      return {
        title: msg('Sie haben den Raum verlassen'),
        happened: msg('Der Termin ist nicht beendet. Sie können den Raum wieder öffnen.'),
      };
    case 'ownLobby':
      return {
        title: msg('Sie stehen selbst im Warteraum'),
        happened: msg('Im Raum ist noch jemand, und der Server hält Sie für eine fremde Person.'),
      };
    case 'notModerator':
      return {
        title: msg('Sie leiten diesen Raum gerade nicht'),
        happened: msg('Der Server hat einer anderen Person die Leitung gegeben. Darum sind Sie wieder draußen.'),
      };
    case 'lobbyFailed':
      return {
        title: msg('Der Warteraum ließ sich nicht einschalten'),
        happened: msg('Ohne Warteraum könnte jemand unbemerkt hereinkommen. Darum ist der Raum wieder geschlossen.'),
      };
    case 'kicked':
      return {
        title: msg('Jemand hat Sie aus dem Raum entfernt'),
        happened: msg('Das kann nur, wer den Raum leitet. Öffnen Sie ihn neu, und sehen Sie nach, wer da ist.'),
      };
    case 'refusedByHost':
      return {
        title: msg('Der Jitsi-Server lässt Sie nicht herein'),
        happened: msg('Vielleicht verlangt er einen Moderationsschlüssel. Fragen Sie die IT Ihrer Stadt.'),
      };
    case 'unreachable':
      return {
        title: msg('Der Jitsi-Server antwortet nicht'),
        happened: msg(
          'Ihre Termine und Nachweise sind unberührt. Versuchen Sie es noch einmal, oder rufen Sie die Person an.',
        ),
      };
    case 'permitMissing':
      return {
        title: msg('Ihre eigene Erklärung fehlt'),
        happened: msg('Der Raum öffnet sich erst, wenn auch Sie erklärt haben, dass niemand aufzeichnet und mithört.'),
      };
    case 'fatal':
    case undefined:
      return {
        title: msg('Die Verbindung zum Raum ist abgebrochen'),
        happened: msg('Es ist nichts verloren gegangen. Öffnen Sie den Raum neu.'),
      };
  }
}
