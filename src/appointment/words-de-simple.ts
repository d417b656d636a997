import type { Contact } from './contact.ts';
import { formatIn } from './words.ts';

/** What the sheet in Leichte Sprache says: one thought in a sentence, at most twelve words, hard words explained. */
export const wordsSimple = {
  title: 'Ihr Termin',
  lead: ['Wir sprechen mit Ihnen über das Internet.', 'Sie sehen und hören uns dabei.'],
  day: (time: number, zone: string): string => formatIn(zone, 'de', { dateStyle: 'full' })(time),
  clock: (time: number, zone: string): string => `${formatIn(zone, 'de', { timeStyle: 'short' })(time)} Uhr`,
  duration: (minutes: number): string => `Das Gespräch dauert ungefähr ${minutes} Minuten.`,
  way: {
    title: 'So machen Sie mit',
    phone: [
      'Öffnen Sie die Kamera von Ihrem Handy.',
      'Halten Sie die Kamera auf dieses Bild.',
      'Das Bild heißt: QR-Code.',
      'Dann sehen Sie eine Internet-Adresse.',
      'Tippen Sie auf die Internet-Adresse.',
    ],
    computer: ['Haben Sie einen Computer?', 'Dann schreiben Sie diese Internet-Adresse ab:'],
    then: ['Machen Sie das 10 Minuten vor dem Termin.', 'Die Seite hilft Ihnen dann Schritt für Schritt.'],
  },
  needs: {
    title: 'Das brauchen Sie',
    list: (hasPassword: boolean): readonly string[] => [
      'Ein Handy, ein Tablet oder einen Computer.',
      'Eine Kamera und ein Mikrofon. Oft sind sie schon im Gerät.',
      'Internet.',
      'Genug Strom im Gerät.',
      'Einen Raum, wo Sie niemand stört.',
      ...(hasPassword ? ['Ein Passwort. Das ist ein geheimes Wort. Wir sagen es Ihnen am Telefon.'] : []),
    ],
  },
  good: {
    title: 'Gut zu wissen',
    lines: ({ isFree }: Contact, isOnDuty: boolean): readonly string[] => [
      'Sie müssen kein Programm auf Ihr Gerät laden.',
      ...(isFree && !isOnDuty ? ['Das Gespräch kostet kein Geld.'] : []),
      ...(isOnDuty ? [] : ['Sie entscheiden selbst, ob Sie mitmachen.']),
      'Diese Internet-Adresse ist nur für Sie.',
      'Geben Sie die Internet-Adresse niemandem weiter.',
    ],
  },
  call: {
    title: 'Haben Sie Fragen?',
    lines: ['Oder können Sie nicht kommen?', 'Dann rufen Sie uns an.'],
    hours: (hours: string): string => `Wir sind da: ${hours}`,
  },
} as const;
