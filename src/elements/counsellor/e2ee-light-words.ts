import { msg, str } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';

export interface LightWords {
  /** Class of the shape: unknown has one of its own, so that nobody reads it as good or bad. */
  readonly shape: 'unknown' | 'no' | 'going' | 'yes';
  readonly state: string;
  readonly reason: string;
}

/** What may be said about encryption in this room, and not more: it is announced by devices, never proven. */
export function lightWords({ report, switching }: RoomView['e2ee']): LightWords {
  if (switching) {
    return {
      shape: 'going',
      state: msg('Zusätzliche Verschlüsselung: wird angefordert'),
      reason: msg('Es kann bis zu 15 Sekunden dauern, bis alle Geräte so weit sind.'),
    };
  }
  switch (report.state) {
    case 'unknown':
      return {
        shape: 'unknown',
        state: msg('Zusätzliche Verschlüsselung: nicht bekannt'),
        reason: msg('Jitsi berichtet hier nicht darüber. Verlassen Sie sich nicht darauf, dass sie an ist.'),
      };
    case 'off':
      return {
        shape: 'no',
        state: msg('Zusätzliche Verschlüsselung: aus'),
        reason: msg('Die Verbindung zum Server der Stadt ist trotzdem verschlüsselt.'),
      };
    case 'requested':
      return {
        shape: 'going',
        state: msg('Zusätzliche Verschlüsselung: angefordert'),
        reason: msg('Noch melden sie nicht alle Geräte.'),
      };
    case 'reportedByAll':
      return {
        shape: 'yes',
        state: msg('Zusätzliche Verschlüsselung: von allen Geräten gemeldet'),
        reason: msg('Bild und Ton verschlüsseln die Geräte untereinander. Für den Chat gilt das nie.'),
      };
    case 'impossible':
      return { shape: 'no', state: msg('Zusätzliche Verschlüsselung: nicht möglich'), reason: whyNot(report) };
  }
}

function whyNot({ self, names }: Extract<RoomView['e2ee']['report'], { state: 'impossible' }>): string {
  if (self) return msg('Ihr eigener Browser kann es nicht. Aktuelle Fassungen von Chrome und Edge können es.');
  const known = names.filter((name) => name !== '').join(', ');
  return known === '' ? msg('Mindestens ein Gerät kann es nicht.') : msg(str`Das Gerät von ${known} kann es nicht.`);
}
