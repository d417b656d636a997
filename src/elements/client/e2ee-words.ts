import { msg, str } from '@lit/localize';
import type { GatePlan } from '../../gate/plan.ts';
import type { E2eeReport } from '../../jitsi/plugin-port.ts';
import { cleanName } from '../../mailbox/name.ts';

/** State in a few words, the reason in a sentence, and the shape that goes with it. Only what was reported. */
export interface E2eeWords {
  readonly state: string;
  readonly reason: string;
  readonly shape: 'unknown' | 'no' | 'going' | 'yes';
}

/** Returns what may be said about end-to-end encryption under this service's mode (house rule 7, R-047). */
export function e2eeWords(report: E2eeReport, mode: GatePlan['e2ee']): E2eeWords {
  switch (report.state) {
    case 'unknown':
      return {
        state: msg('Zusätzliche Verschlüsselung: nicht bekannt'),
        reason: msg(
          'Der Videodienst meldet uns nicht, ob sie eingeschaltet ist. Die Verbindung zum Server ist verschlüsselt.',
        ),
        shape: 'unknown',
      };
    case 'off':
      return {
        state: msg('Zusätzliche Verschlüsselung: aus'),
        reason:
          mode === 'off'
            ? msg('In diesem Angebot nutzen wir sie nicht. Die Verbindung zum Server ist verschlüsselt.')
            : msg(
                'Die Verbindung zum Server ist verschlüsselt. Ihre Beraterin oder Ihr Berater kann die zusätzliche Verschlüsselung von Gerät zu Gerät einschalten.',
              ),
        shape: 'no',
      };
    case 'requested':
      return {
        state: msg('Zusätzliche Verschlüsselung: angefordert'),
        reason: msg(
          'Sie ist angefordert, aber noch nicht von allen Geräten gemeldet. Warten Sie mit Persönlichem noch einen Moment.',
        ),
        shape: 'going',
      };
    case 'reportedByAll':
      return {
        state: msg('Zusätzliche Verschlüsselung: von allen Geräten gemeldet'),
        reason: msg(
          'Alle Geräte melden, dass sie Bild und Ton von Gerät zu Gerät verschlüsseln. Bis es überall wirkt, können 15 Sekunden vergehen. Chat und Namen gehören nicht dazu.',
        ),
        shape: 'yes',
      };
    case 'impossible':
      return {
        state: msg('Zusätzliche Verschlüsselung: nicht möglich'),
        reason: impossibleBecause(report),
        shape: 'no',
      };
  }
}

function impossibleBecause({ self, names }: Extract<E2eeReport, { state: 'impossible' }>): string {
  if (self) return msg('Ihr Browser kann sie nicht. Die Verbindung zum Server ist trotzdem verschlüsselt.');
  // Everybody in the room sees these names anyway; who knows whose device it is can help.
  const known = names.map(cleanName).filter((name) => name !== '');
  const people = known.join(', ');
  return known.length > 0
    ? msg(str`Ein Gerät im Gespräch kann sie nicht: ${people}. Die Verbindung zum Server ist trotzdem verschlüsselt.`)
    : msg('Ein anderes Gerät im Gespräch kann sie nicht. Die Verbindung zum Server ist trotzdem verschlüsselt.');
}
