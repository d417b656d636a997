import { expect, test } from 'vitest';
import { recordingNow, type Recording, type RecordingSources } from '../../../src/jitsi/recording.ts';

type Picture = RecordingSources['plugin'];

test.each<[what: string, before: Recording, was: [boolean, Picture], now: [boolean, Picture], known: Recording]>([
  ['nobody says anything', false, [false, undefined], [false, undefined], false],
  ['the plugin does not know', false, [false, false], [false, null], false],
  ['Jitsi says that it begins', false, [false, undefined], [true, undefined], true],
  ['the plugin sees it', false, [false, null], [false, true], true],
  ['Jitsi says that it stopped', true, [true, undefined], [false, undefined], false],
  ['Jitsi says so, and the plugin does not know', true, [true, null], [false, null], false],
  ['Jitsi says so, and the plugin still sees it', true, [true, true], [false, true], true],
  ['the plugin sees that it stopped', true, [false, true], [false, false], false],
  ['the plugin does not know any more', true, [false, true], [false, null], null],
  ['the plugin has gone', true, [false, true], [false, undefined], null],
  ['nobody has said anything since', null, [false, null], [false, null], null],
  ['the plugin is back, and it goes on', null, [false, null], [false, true], true],
  ['the plugin is back, and it is over', null, [false, null], [false, false], false],
])('%s', (_, before, was, now, known) => {
  const sources = ([api, plugin]: [boolean, Picture]): RecordingSources => ({ api, plugin });
  expect(recordingNow(before, sources(was), sources(now))).toBe(known);
});
