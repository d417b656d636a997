import './practice.css';
import { readAddress } from './address.ts';
import { openApiPort } from './api-port.ts';
import { answersOf, commandsOf } from './commands.ts';
import { Conference } from './conference.ts';
import { Reporter } from './reporter.ts';
import { Screen } from './screen.ts';
import { Tiles } from './tiles.ts';
import { wordsFor } from './words.ts';

const address = readAddress(new URL(location.href));
const words = wordsFor(address.language);
const reporter = new Reporter(address.reporter);
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
    reporter.report(now);
  },
  remoteTrack: (from, kind, track) => tiles.addTrack(from, kind, track),
  remoteGone: (id) => tiles.remove(id),
  reporterSwitched: (isOn) => reporter.switch(isOn),
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

document.documentElement.lang = address.language;
port.serve(commandsOf(conference), answersOf(conference));
conference.start();
