import { msg, str } from '@lit/localize';
import type { Appointment, InvitedPerson } from '../../appointment/appointment.ts';
import type { DraftFault } from '../../appointment/draft.ts';
import {
  LABEL_MAX,
  MINUTES_MAX,
  MINUTES_MIN,
  PASSWORD_MIN,
  PEOPLE_MAX,
  SERIES_MAX,
  WEEKS_MAX,
} from '../../appointment/draft.ts';

import { invitedRoleWords } from './invitation-words.ts';

/** The counsellor's own name for the person, or the role where she gave none. */
export function personName({ label, role }: Pick<InvitedPerson, 'label' | 'role'>): string {
  return label === '' ? invitedRoleWords(role) : label;
}

export function stateWords(appointment: Appointment, now: number): string {
  if (appointment.state === 'cancelled') return msg('abgesagt');
  if (appointment.state === 'ended') return msg('beendet');
  const end = appointment.startsAt + appointment.minutes * 60_000;
  if (now > end) return msg('Zeit ist um, noch nicht beendet');
  if (now >= appointment.startsAt) return msg('jetzt');
  const minutes = Math.ceil((appointment.startsAt - now) / 60_000);
  return minutes <= 60 ? msg(str`beginnt in ${minutes} min`) : msg('geplant');
}

export function e2eePolicyWords(policy: Appointment['e2ee']): string {
  switch (policy) {
    case 'off':
      return msg('nicht vorgesehen');
    case 'preferred':
      return msg('gewünscht, wenn alle Geräte es können');
    case 'required':
      return msg('Bedingung für das Gespräch');
  }
}

/** What is wrong with a draft, said where it stands and in the summary. */
export function faultWords(fault: DraftFault): string {
  switch (fault.field) {
    case 'service':
    case 'type':
      return msg('Wählen Sie ein Angebot aus.');
    case 'startsAt':
      return startWords(fault.fault);
    case 'minutes':
      return msg(str`Die Dauer liegt zwischen ${MINUTES_MIN} und ${MINUTES_MAX} Minuten.`);
    case 'e2ee':
      return fault.fault === 'tooWeak'
        ? msg('Weniger Verschlüsselung, als das Angebot verspricht, geht nicht.')
        : msg('Für dieses Angebot ist keine zusätzliche Verschlüsselung vorgesehen.');
    case 'password':
      return passwordFault(fault.fault);
    case 'people':
      return peopleFault(fault.fault);
    case 'label':
      return msg(str`Der Name hat höchstens ${LABEL_MAX} Zeichen.`);
    case 'repeat':
      return msg(str`Eine Reihe hat höchstens ${SERIES_MAX} Termine im Abstand von 1 bis ${WEEKS_MAX} Wochen.`);
  }
}

function startWords(fault: Extract<DraftFault, { field: 'startsAt' }>['fault']): string {
  switch (fault) {
    case 'invalid':
      return msg('Geben Sie Tag und Uhrzeit an.');
    case 'past':
      return msg('Dieser Tag ist vorbei.');
    case 'earlierToday':
      return msg('Diese Uhrzeit ist heute schon vorbei. Sie können den Termin trotzdem anlegen.');
    case 'tooFarAhead':
      return msg('Der Termin liegt mehr als zwei Jahre in der Zukunft. Stimmt das Jahr?');
  }
}

function passwordFault(fault: Extract<DraftFault, { field: 'password' }>['fault']): string {
  switch (fault) {
    case 'missing':
      return msg('Dieses Angebot verlangt ein Passwort.');
    case 'notAllowed':
      return msg('Für dieses Angebot ist kein Passwort vorgesehen.');
    case 'tooShort':
      return msg(str`Das Passwort hat mindestens ${PASSWORD_MIN} Zeichen.`);
    case 'tooLong':
      return msg('Das Passwort ist zu lang, um es am Telefon zu sagen.');
    case 'blanks':
      return msg(
        'Benutzen Sie nur Buchstaben ohne Umlaute, Ziffern und einfache Zeichen, damit es am Telefon verständlich ist.',
      );
  }
}

function peopleFault(fault: Extract<DraftFault, { field: 'people' }>['fault']): string {
  switch (fault) {
    case 'noClient':
      return msg('Laden Sie mindestens eine ratsuchende Person ein.');
    case 'oneClientOnly':
      return msg(
        'In der Einzelberatung ist es genau eine ratsuchende Person. Weitere Personen haben eine andere Rolle.',
      );
    case 'tooMany':
      return msg(str`Mehr als ${PEOPLE_MAX} Personen passen nicht in einen Termin.`);
  }
}
