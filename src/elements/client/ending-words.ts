import { msg } from '@lit/localize';
import type { EndingKind } from '../../visit/view.ts';

export interface EndingWords {
  readonly title: string;
  readonly words: string;
  /** Does it help to call now? */
  readonly call: boolean;
  /** Words of the way back to the gate; null where there is none. */
  readonly back: string | null;
}

/**
 * How it ended, what holds now, and what comes next: no reproach, no riddle (look.md). `leftovers`: something on this
 * device did not let itself be deleted, and nobody must read that it was.
 */
export function endingWords(ending: EndingKind, leftovers: boolean): EndingWords {
  const again = msg('Noch einmal von vorn');
  const toGate = msg('Zurück zum Einlass');
  switch (ending) {
    case 'declined':
      return {
        title: msg('Das ist in Ordnung'),
        words: leftovers
          ? msg('Sie nehmen nicht an der Videoberatung teil. So erreichen Sie uns:')
          : msg(
              'Sie nehmen nicht an der Videoberatung teil. Auf diesem Gerät ist nichts geblieben. So erreichen Sie uns:',
            ),
        call: false,
        back: again,
      };
    case 'withdrawn':
      return {
        title: msg('Ihre Einwilligung gilt ab jetzt nicht mehr'),
        words: msg(
          'Was bisher war, bleibt rechtmäßig. Das Gespräch ist beendet, Kamera und Mikrofon sind aus. Sie können jederzeit neu einwilligen.',
        ),
        call: true,
        back: again,
      };
    case 'left':
      return {
        title: msg('Sie haben aufgelegt'),
        words: msg('Kamera und Mikrofon sind aus. Wenn Sie noch einmal eintreten möchten, geht das über den Einlass.'),
        call: false,
        back: toGate,
      };
    case 'endedByCounsellor':
      return {
        title: msg('Das Gespräch ist beendet'),
        words: msg('Ihre Beraterin oder Ihr Berater hat das Gespräch für alle beendet. Der Raum ist geschlossen.'),
        call: false,
        back: null,
      };
    case 'cancelled':
      return {
        title: msg('Ihr Termin ist abgesagt'),
        words: msg(
          'Die Beratungsstelle hat diesen Termin abgesagt. Es liegt nicht an Ihnen. Rufen Sie uns an, wir finden einen neuen.',
        ),
        call: true,
        back: null,
      };
    case 'refused':
      return {
        title: msg('Sie wurden gerade nicht eingelassen'),
        words: msg('Das kann viele Gründe haben. Rufen Sie uns an, wir klären es.'),
        call: true,
        back: toGate,
      };
    case 'kicked':
      return {
        title: msg('Sie sind nicht mehr im Gespräch'),
        words: msg(
          'Die Beratungsstelle hat die Verbindung zu Ihnen beendet. Das kann viele Gründe haben. Rufen Sie uns an, wir klären es.',
        ),
        call: true,
        back: toGate,
      };
    case 'wiped':
      return leftovers
        ? {
            title: msg('Es ließ sich nicht alles löschen'),
            words: msg('Der Browser hat uns nicht alles löschen lassen, was diese Seite hier gespeichert hatte.'),
            call: false,
            back: null,
          }
        : {
            title: msg('Auf diesem Gerät ist alles gelöscht'),
            words: msg(
              'Wir haben alles gelöscht, was diese Seite hier gespeichert hatte. Sie können das Fenster schließen.',
            ),
            call: false,
            back: null,
          };
  }
}
