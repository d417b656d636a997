import './elements/client/client-app.ts';
import type { ClientApp } from './elements/client/client-app.ts';
import { watchEscape } from './elements/shared/escape.ts';
import { WishEvent } from './elements/shared/wish-event.ts';
import { currentLanguage, preferredLanguage, switchLanguage } from './i18n/locale.ts';
import { browserPorts } from './visit/browser-ports.ts';
import { Doorstep } from './visit/doorstep.ts';

/** Wires the client page together: wishes of the page to the visit, views of the visit to the page. */
async function start(app: ClientApp): Promise<void> {
  await switchLanguage(preferredLanguage(navigator.languages));
  const visit = new Doorstep(browserPorts(), currentLanguage(), (view) => {
    app.view = view;
    app.language = currentLanguage();
  });
  app.addEventListener(WishEvent.type, (event) => {
    if (event instanceof WishEvent) void visit.wish(event.wish);
  });
  watchEscape(() => void visit.wish({ kind: 'quickExit' }));
  // Steps make no history entries: Schnell verlassen could not take them back (config/decisions/0002).
  window.addEventListener('hashchange', () => void visit.start(location.hash));
  await visit.start(location.hash);
  await (await import('./elements/client/ahead.ts')).fetchAhead();
}

const app = document.querySelector<ClientApp>('client-app');
// What is fetched ahead may fail to come; it is fetched again when it is needed.
if (app) start(app).catch(() => undefined);
