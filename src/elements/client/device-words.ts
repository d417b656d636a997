import { msg } from '@lit/localize';
import type { DeviceAnswer, DeviceKind } from '../../browser/devices.ts';
import type { PlatformHelp } from '../../browser/help.ts';

type Trouble = Exclude<DeviceAnswer['result'], 'granted' | 'stopped'>;

/** What is wrong with a device, in one sentence. */
export function deviceWords(kind: DeviceKind, trouble: Trouble): string {
  const camera = kind === 'camera';
  switch (trouble) {
    case 'denied':
      return camera ? msg('Kamera: Der Browser gibt sie nicht frei.') : msg('Mikrofon: Der Browser gibt es nicht frei.');
    case 'missing':
      return camera ? msg('Kamera: Wir finden keine.') : msg('Mikrofon: Wir finden keines.');
    case 'busy':
      return camera
        ? msg('Kamera: Ein anderes Programm benutzt sie gerade.')
        : msg('Mikrofon: Ein anderes Programm benutzt es gerade.');
    case 'insecure':
    case 'unknown':
      return camera ? msg('Kamera: Der Browser sagt nicht, woran es liegt.') : msg('Mikrofon: Der Browser sagt nicht, woran es liegt.');
  }
}

/** What to do about it with this browser. */
export function deviceHelp(trouble: Trouble, platform: PlatformHelp): string {
  if (trouble === 'missing') return msg('Schließen Sie das Gerät an, falls es ein Kabel hat, und versuchen Sie es noch einmal.');
  if (trouble === 'busy') return msg('Schließen Sie andere Programme für Videogespräche und versuchen Sie es noch einmal.');
  if (trouble !== 'denied') return msg('Laden Sie die Seite neu oder nehmen Sie einen anderen Browser.');
  switch (platform) {
    case 'chrome-android':
      return msg('Tippen Sie links neben der Adresse auf das Zeichen, dann auf „Berechtigungen“, und erlauben Sie Kamera und Mikrofon.');
    case 'safari-ios':
      return msg('Öffnen Sie die Einstellungen Ihres Geräts, dann die Einstellungen Ihres Browsers, und erlauben Sie Kamera und Mikrofon.');
    case 'firefox-desktop':
      return msg('Klicken Sie links neben der Adresse auf das Kamera- oder Mikrofonzeichen und heben Sie die Blockierung auf.');
    case 'chromium-desktop':
      return msg('Klicken Sie links neben der Adresse auf das Zeichen für die Website-Einstellungen und erlauben Sie Kamera und Mikrofon.');
    case 'safari-desktop':
      return msg('Öffnen Sie im Menü „Safari“ die Einstellungen für diese Website und erlauben Sie Kamera und Mikrofon.');
    case 'other':
      return msg('Erlauben Sie in den Einstellungen Ihres Browsers für diese Seite Kamera und Mikrofon.');
  }
}
