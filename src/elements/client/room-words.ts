import { msg } from '@lit/localize';
import type { MeetingPhase } from '../../visit/meeting-phase.ts';

export interface StageWords {
  readonly title: string;
  readonly explanation: string;
}

/** Where the person is on the way into the room, and that nothing is expected of them (look.md). */
export function stageWords({ stage, takingLong }: MeetingPhase): StageWords {
  switch (stage) {
    case 'connecting':
      return {
        title: msg('Wir verbinden Sie'),
        explanation: takingLong
          ? msg(
              'Das dauert länger als sonst. Vielleicht fragt Ihr Browser nach Kamera und Mikrofon. Antworten Sie dort.',
            )
          : msg('Einen Moment. Sie müssen nichts tun.'),
      };
    case 'lobby':
      return {
        title: msg('Sie sind im Warteraum'),
        explanation: msg(
          'Ihre Beraterin oder Ihr Berater sieht, dass Sie da sind, und lässt Sie ein. Sie müssen nichts tun.',
        ),
      };
    case 'waitingForCounsellor':
      return {
        title: msg('Das Gespräch hat noch nicht begonnen'),
        explanation: msg('Ihre Beraterin oder Ihr Berater ist noch nicht da. Sie müssen nichts tun.'),
      };
    case 'password':
      return {
        title: msg('Der Raum hat ein Passwort'),
        explanation: msg('Sie haben es am Telefon von der Beratungsstelle bekommen. Sie dürfen es auch einfügen.'),
      };
    case 'name':
      return {
        title: msg('Der Videodienst fragt nach einem Namen'),
        explanation: msg('Geben Sie unten den Namen ein, mit dem Sie erscheinen möchten.'),
      };
    case 'in':
      return { title: msg('Sie sind im Gespräch'), explanation: '' };
    case 'leaving':
      return { title: msg('Wir legen auf'), explanation: msg('Kamera und Mikrofon gehen gleich aus.') };
  }
}

/** What goes wrong at the moment, while the meeting still stands. Empty when nothing does. */
export function troubleWords({ trouble, deviceTrouble }: MeetingPhase): readonly string[] {
  return [
    ...(trouble ? [msg('Die Verbindung ist gerade schlecht. Bleiben Sie hier, wir versuchen es weiter.')] : []),
    ...deviceTrouble.map((device) =>
      device === 'camera'
        ? msg('Ihre Kamera lässt sich gerade nicht öffnen. Man hört Sie, sieht Sie aber nicht.')
        : msg('Ihr Mikrofon lässt sich gerade nicht öffnen. Man hört Sie nicht. Rufen Sie uns an, wenn es so bleibt.'),
    ),
  ];
}
