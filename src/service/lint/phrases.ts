import type { Weight } from './finding.ts';

/** Words that must not stand in a text, and why. A sentence that `unless` fits is fine. */
export interface Phrase {
  readonly rule: string;
  readonly weight: Weight;
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  /** Only texts whose id fits. */
  readonly ids?: RegExp;
  readonly message: string;
  readonly cure: string;
}

/** What makes a sentence about encryption a report instead of a promise. */
const CONDITIONAL =
  /\b(nicht|kein\w*|nie|ohne|wenn|falls|sobald|solange|soweit|nur|erst|ob|kann|können|angefordert|gemeldet|not|never|no|cannot|when|once|if|only|until|whether|can|requested|reported)\b/i;

export const PHRASES: readonly Phrase[] = [
  {
    rule: 'C-03',
    weight: 'error',
    pattern: /Ende[- ]zu[- ]Ende.{0,40}verschlüsselt|end-to-end[- ]encrypted/i,
    unless: CONDITIONAL,
    message: 'Verspricht eine Ende-zu-Ende-Verschlüsselung, die Jitsi nicht zusichern kann.',
    cure: 'Sagen, dass sie angefordert und von den Geräten gemeldet wird (encryption.*).',
  },
  {
    rule: 'C-03',
    weight: 'error',
    pattern:
      /während der gesamten (Übertragung|Sitzung|Beratung).*verschlüsselt|sicher verschlüsselt|hochverschlüsselt|abhörsicher|(Verbindung|Leitung|Übertragung|Gespräch) ist (absolut |ganz )?sicher\b|securely encrypted|connection is secure\b/i,
    message: 'Verspricht mehr Sicherheit, als jemand wissen kann.',
    cure: 'Nur sagen, was verschlüsselt ist und bis wohin.',
  },
  {
    rule: 'R-146',
    weight: 'error',
    pattern: /keine (\w+ )?(\w*daten|Daten)\b[^.]{0,40}gespeichert|no (\w+ )?data (is|are|will be) (stored|kept)/i,
    message: 'Es bleibt immer etwas gespeichert: Protokolle, Nachweise, Einträge im Browser.',
    cure: 'Den Satz streichen; die Übersicht der Speicherfristen entsteht aus retention.',
  },
  {
    rule: 'R-050',
    weight: 'error',
    pattern: /Metadaten[^.]{0,80}nicht (einsehbar|sichtbar)|metadata[^.]{0,80}(not|never) (be )?(visible|seen)/i,
    message: 'Wer wann mit wem verbunden ist, sieht der Server immer.',
    cure: 'Metadaten aus der Aussage streichen.',
  },
  {
    rule: 'C-05',
    weight: 'error',
    pattern: /(keine|nicht)[^.]{0,40}Protokollierung|Protokollierung[^.]{0,60}nicht statt/i,
    message: 'Der Server führt Protokolle; das Gespräch wird nicht aufgezeichnet. Beides ist zu trennen.',
    cure: 'Von Aufzeichnung (Bild und Ton), Protokolldaten und Dokumentation getrennt sprechen.',
  },
  {
    rule: 'C-11',
    weight: 'error',
    pattern: /Angebote[^.]{0,40}nicht mehr (möglich|nutzen)|(services|offers)[^.]{0,40}no longer (possible|available)/i,
    message: 'Droht mit dem Verlust der Beratung; entfallen kann nur das Video.',
    cure: 'Die Folge auf das Gespräch per Video beschränken und die anderen Wege nennen.',
  },
  {
    rule: 'C-18',
    weight: 'error',
    pattern: /Bild- und Ton|picture and sound recording/i,
    ids: /^assurance\.A3$/,
    message: 'Nur Bild und Ton zusammen auszuschließen, erlaubt eines davon.',
    cure: '"Bild- und/oder Ton" oder "weder Bild noch Ton" schreiben.',
  },
  {
    rule: 'C-01',
    weight: 'warning',
    pattern: /nicht (mit |in )?Firefox|Internet[- ]?Explorer/i,
    message: 'Nennt einen Browser beim Namen; entscheidend ist, was er kann.',
    cure: 'Den Browser prüfen lassen (browser.*) und den Namen streichen.',
  },
  {
    rule: 'R-080',
    weight: 'error',
    pattern: /entbinde|Schweigepflichte?ntbindung/i,
    unless: /\b(nicht|keine?|gesondert\w*|eigene\w*)\b/i,
    ids: /^consent\./,
    message: 'Eine Einwilligung in das Video ist keine Entbindung von der Schweigepflicht.',
    cure: 'Streichen; dafür gibt es ein eigenes Formular (notIncluded.release).',
  },
  {
    rule: 'C-27',
    weight: 'warning',
    pattern: /\bCovid|\bCorona|Pandemie|Quarantäne|Lockdown|(aktuellen?|derzeitigen?) Lage/i,
    message: 'Aus einer vergangenen Zeit.',
    cure: 'Zeitlos schreiben.',
  },
  {
    rule: 'words',
    weight: 'error',
    pattern: /DGSVO|\bChrom\b|FireFox|Wagnmüller|Caritas|Beruhet\b|Call abzulehnen|Ã¤|Ã¶|Ã¼/,
    message: 'Ein Fehler aus den Vorlagen.',
    cure: 'Berichtigen: DSGVO, Chrome, Firefox, Wagmüllerstraße, Beruht …',
  },
  {
    rule: 'words',
    weight: 'error',
    pattern: /Videosprechstunde|Befundung/i,
    message: 'Ein Wort aus der Arztpraxis.',
    cure: 'Videoberatung oder Auswertung schreiben.',
  },
  {
    rule: 'words',
    weight: 'note',
    pattern: /Bitte beachten Sie|!(\s|$)/,
    message: 'Klingt nach Amt oder nach Ausruf.',
    cure: 'Sagen, wer was tut, mit Punkt am Ende.',
  },
];

/** Returns what the sentences of `words` must not say in a text with this id. */
export function phrasesIn(words: string, id: string): readonly Phrase[] {
  const sentences = words.split(/(?<=[.!?])\s+/);
  return PHRASES.filter(
    ({ pattern, unless, ids }) =>
      (!ids || ids.test(id)) &&
      sentences.some((sentence) => pattern.test(sentence) && !(unless?.test(sentence) ?? false)),
  );
}
