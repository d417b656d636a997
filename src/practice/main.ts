import './practice.css';
import { readAddress } from './address.ts';
import { openApiPort } from './api-port.ts';
import { answersOf, commandsOf } from './commands.ts';
import { Conference } from './conference.ts';
import { Screen } from './screen.ts';
import { JitsiStore } from './store.ts';
import { Tiles } from './tiles.ts';
import { wordsFor } from './words.ts';

const address = readAddress(new URL(location.href));
const words = wordsFor(address.language);
const store = new JitsiStore();
const tiles = new Tiles(
  words,
  (id) => conference.soundOf(id),
  () => screen.soundBlocked(conference.snapshot),
);
const port = openApiPort(address.apiId);

const conference = new Conference(address, port, {
  changed(now) {
    tiles.show(now, conference.media);
    screen.show(now);
    store.show(now);
  },
  remoteTrack: (from, kind, track) => tiles.addTrack(from, kind, track),
  remoteGone: (id) => tiles.remove(id),
  reporterSwitched: (isOn) => store.silence(!isOn),
});

const screen = new Screen(words, tiles, {
  join: (name) => conference.join(name),
  knock: () => conference.knock(),
  givePassword: (password) => conference.givePassword(password),
  setMuted: (kind, muted) => void conference.setMuted(kind, muted),
  hangUp: () => conference.hangUp(),
  answer: (id, admit) => conference.ask({ type: 'answer', id, admit }),
  playSound: () => tiles.playSound(),
});

/** Jitsi starts when its page is there, not before: until then the plugin can still send a stray visitor away. */
document.addEventListener('DOMContentLoaded', () => {
  document.documentElement.lang = address.language;
  Object.assign(window, { APP: { store } });
  port.serve(commandsOf(conference), answersOf(conference));
  conference.start();
});
