import './elements/counsellor/counsellor-app.ts';
import { browserPorts } from './desk/browser-ports.ts';
import { Desk } from './desk/desk.ts';
import { roomSide } from './desk/rooms.ts';
import type { CounsellorApp } from './elements/counsellor/counsellor-app.ts';
import { DeskWishEvent } from './elements/shared/desk-wish-event.ts';
import { currentLanguage, preferredLanguage, switchLanguage } from './i18n/office-locale.ts';

/** Wires the counsellor's page together: wishes of the page to the desk, views of the desk to the page. */
async function start(app: CounsellorApp): Promise<void> {
  await switchLanguage(preferredLanguage(navigator.languages));
  const desk = new Desk(browserPorts(roomSide()), currentLanguage(), (view) => {
    app.view = view;
    app.language = currentLanguage();
  });
  app.addEventListener(DeskWishEvent.type, (event) => {
    if (event instanceof DeskWishEvent) void desk.wish(event.wish);
  });
  // Who types or reads is at the desk, also without a wish.
  for (const act of ['keydown', 'pointerdown', 'wheel']) {
    window.addEventListener(act, () => desk.stir(), { passive: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') desk.lookNow();
  });
  await desk.start();
}

const app = document.querySelector<CounsellorApp>('counsellor-app');
if (app) void start(app);
