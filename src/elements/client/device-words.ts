import { msg } from '@lit/localize';
import type { DeviceAnswer, DeviceKind } from '../../browser/devices.ts';
import type { PlatformHelp } from '../../browser/help.ts';
import type { ToneResult } from '../../browser/sound.ts';

type Trouble = Exclude<DeviceAnswer['result'], 'granted' | 'stopped'>;

/** What is wrong with a device, in one sentence. */
export function deviceWords(kind: DeviceKind, trouble: Trouble): string {
  const camera = kind === 'camera';
  switch (trouble) {
    case 'denied':
      return camera
        ? msg('Kamera: Der Browser gibt sie nicht frei.')
        : msg('Mikrofon: Der Browser gibt es nicht frei.');
    case 'missing':
      return camera ? msg('Kamera: Wir finden keine.') : msg('Mikrofon: Wir finden keines.');
    case 'busy':
      return camera
        ? msg('Kamera: Ein anderes Programm benutzt sie gerade.')
        : msg('Mikrofon: Ein anderes Programm benutzt es gerade.');
    case 'insecure':
      return camera
        ? msg('Kamera: Der Browser gibt sie nur auf geschützten Seiten (https) frei.')
        : msg('Mikrofon: Der Browser gibt es nur auf geschützten Seiten (https) frei.');
    case 'unknown':
      return camera
        ? msg('Kamera: Sie startet nicht. Der Browser sagt nicht, woran es liegt.')
        : msg('Mikrofon: Es startet nicht. Der Browser sagt nicht, woran es liegt.');
  }
}

/** What to do about it with this browser. */
export function deviceHelp(trouble: Trouble, platform: PlatformHelp): string {
  switch (trouble) {
    case 'missing':
      return msg('Schließen Sie das Gerät an, falls es ein Kabel hat, und versuchen Sie es noch einmal.');
    case 'busy':
      return msg('Schließen Sie andere Programme für Videogespräche und versuchen Sie es noch einmal.');
    case 'insecure':
      return msg('Öffnen Sie den Link noch einmal direkt aus unserer E-Mail.');
    case 'unknown':
      return msg('Laden Sie die Seite neu oder nehmen Sie einen anderen Browser.');
    case 'denied':
      return permissionHelp(platform);
  }
}

/** Where this browser keeps what it was forbidden. */
function permissionHelp(platform: PlatformHelp): string {
  switch (platform) {
    case 'chrome-android':
      return msg(
        'Tippen Sie links neben der Adresse auf das Zeichen, dann auf „Berechtigungen“, und erlauben Sie Kamera und Mikrofon.',
      );
    case 'safari-ios':
      return msg(
        'Öffnen Sie die Einstellungen Ihres Geräts, dann die Einstellungen Ihres Browsers, und erlauben Sie Kamera und Mikrofon.',
      );
    case 'firefox-desktop':
      return msg(
        'Klicken Sie links neben der Adresse auf das Kamera- oder Mikrofonzeichen und heben Sie die Blockierung auf.',
      );
    case 'chromium-desktop':
      return msg(
        'Klicken Sie links neben der Adresse auf das Zeichen für die Website-Einstellungen und erlauben Sie Kamera und Mikrofon.',
      );
    case 'safari-desktop':
      return msg(
        'Öffnen Sie im Menü „Safari“ die Einstellungen für diese Website und erlauben Sie Kamera und Mikrofon.',
      );
    case 'other':
      return msg('Erlauben Sie in den Einstellungen Ihres Browsers für diese Seite Kamera und Mikrofon.');
  }
}

/** What it means for the meeting that this device is not there. */
export function withoutWords(kind: DeviceKind, camera: 'required' | 'optional'): string {
  if (kind === 'microphone') {
    return msg(
      'Ohne Mikrofon hört man Sie nicht. Sie können zuhören. Oder rufen Sie uns an, dann sprechen wir am Telefon.',
    );
  }
  return camera === 'optional'
    ? msg('Sie können auch ohne Kamera teilnehmen. Man hört Sie dann, sieht Sie aber nicht.')
    : msg('Für dieses Angebot brauchen Sie eine Kamera. Wenn das nicht geht: Rufen Sie uns an.');
}

/** How the test tone went. */
export function toneWords(tone: ToneResult | 'playing'): string {
  switch (tone) {
    case 'playing':
      return msg('Der Ton wird abgespielt.');
    case 'played':
      return msg(
        'Haben Sie den Ton gehört? Wenn nicht: Stellen Sie lauter, oder ziehen Sie Kopfhörer ab, die Sie nicht tragen.',
      );
    case 'blocked':
      return msg('Der Browser hat den Ton zurückgehalten. Drücken Sie noch einmal auf „Testton abspielen“.');
    case 'unavailable':
      return msg('Der Ton ließ sich nicht abspielen. Prüfen Sie, ob ein Lautsprecher oder Kopfhörer verbunden ist.');
  }
}
