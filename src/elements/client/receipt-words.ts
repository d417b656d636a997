import { msg, str } from '@lit/localize';
import type { ConsentStatus, Receipt, ReceiptDeclaration, ReceiptParty } from '../../gate/receipt.ts';

/*
 * What the fixed words of a receipt mean to a person. They are looked up by value, so that an old receipt with a value
 * that this page no longer knows cannot be read here as something else: the compiler asks for every one of them.
 */

export function statusWords(status: ConsentStatus): string {
  switch (status) {
    case 'ConsentRequested':
      return msg('Noch nicht entschieden');
    case 'ConsentGiven':
      return msg('Erteilt');
    case 'RenewedConsentGiven':
      return msg('Erneut erteilt');
    case 'ConsentRefused':
      return msg('Nicht erteilt');
    case 'ConsentWithdrawn':
      return msg('Widerrufen');
    case 'ConsentExpired':
      return msg('Abgelaufen');
    case 'ConsentInvalidated':
      return msg('Gilt nicht mehr, weil sich etwas geändert hat');
  }
}

/** What was said to an acknowledgement, an assurance or a pledge. */
export function decisionWords({ decision }: Pick<ReceiptDeclaration, 'decision'>): string {
  switch (decision) {
    case 'given':
      return msg('Ja, bestätigt');
    case 'refused':
      return msg('Nein');
    case null:
      return msg('Nichts erklärt');
  }
}

/** `6-1-a` → `Art. 6 Abs. 1 Buchst. a DSGVO`, as the notice writes it. */
export function basisWords(basis: string): string {
  const [article = '', paragraph = '', letter = ''] = basis.split('-');
  return msg(str`Art. ${article} Abs. ${paragraph} Buchst. ${letter} DSGVO`);
}

export function partyWords(role: ReceiptParty['role']): string {
  switch (role) {
    case 'controller':
      return msg('Verantwortlich');
    case 'department':
      return msg('Beratungsstelle');
    case 'dataProtectionOfficer':
      return msg('Datenschutz');
    case 'processor':
      return msg('Auftragsverarbeiter');
    case 'supervisoryAuthority':
      return msg('Aufsichtsbehörde für Beschwerden');
  }
}

export function e2eeAtStartWords(state: Receipt['session']['e2eeAtStart']): string {
  switch (state) {
    case 'unknown':
      return msg('nicht bekannt');
    case 'off':
      return msg('aus');
    case 'requested':
      return msg('angefordert');
    case 'reportedOnForAll':
      return msg('von allen Geräten gemeldet');
    case 'impossible':
      return msg('nicht möglich');
  }
}

export function deviceCheckWords(check: Receipt['session']['deviceCheck']): string {
  switch (check) {
    case 'passed':
      return msg('geprüft');
    case 'warned':
      return msg('geprüft, mit Hinweisen');
    case 'skipped':
      return msg('nicht geprüft');
  }
}

export function accessWords(access: Receipt['session']['access']): string {
  return access === 'personalLink' ? msg('mit persönlichem Link') : msg('mit Konferenznamen');
}

export function minorWords(minor: NonNullable<Receipt['minor']>): string {
  if (minor.age === 'adult') return msg('Volljährig');
  if (minor.age === 'unknown') return msg('Alter nicht angegeben');
  switch (minor.path) {
    case 'guardian':
      return msg('Minderjährig; eine sorgeberechtigte Person erklärt');
    case 'capacity':
      return msg('Minderjährig; entscheidet selbst, die Beratung bestätigt die Einsichtsfähigkeit');
    case 'confidential':
      return msg('Minderjährig; wird vertraulich beraten');
    case null:
      return msg('Minderjährig');
  }
}
