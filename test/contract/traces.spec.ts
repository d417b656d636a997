/**
 * The practice room against recordings of a real Jitsi: whatever a page around it can hear, it hears as recorded. With
 * JITSI_DOMAIN=host:port the same list runs against a real Jitsi, except what needs a hand on its server.
 */
import { replay } from './replay.ts';
import type { Special } from './replay.ts';
import { REAL_JITSI, test } from './stage.ts';
import { readTrace } from './traces.ts';

/** What was done by hand at the server of the recording, and what does the same to the practice room. */
const SERVER: Readonly<Record<string, Special['faults']>> = {
  '13': { 'proxy stopped': { fault: 'proxy-outage', lastsMs: 1500 }, 'proxy started again': { fault: 'reporter-on' } },
  '15': {
    'XMPP server stopped': { fault: 'server-down', reloadAfterMs: 1500 },
    'XMPP server started again': { fault: 'server-up' },
  },
};

const NO_DEVICES = `Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
  value: () => Promise.reject(new DOMException('denied', 'NotAllowedError')),
});`;
const NO_E2EE = `delete RTCRtpSender.prototype.createEncodedStreams; delete window.RTCRtpScriptTransform;`;

const SPECIAL: Readonly<Record<string, Special>> = {
  // A page that reloads may or may not hear the last word of its old frame (jitsi-observed m.4).
  '11': { mayMiss: [{ who: 'counsellor', event: 'videoConferenceLeft', index: 9 }] },
  '19': { client: { initScript: NO_DEVICES } },
  '21': { client: { initScript: NO_E2EE } },
  '28': { client: { context: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101 Firefox/60.0' } } },
};

const REPLAYED = [
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '13',
  '15',
  '16',
  '17',
  '18',
  '19',
  '20',
  '21',
  '22',
  '23',
  '24',
  '25',
  '26',
  '27',
  '28',
  '29',
  '30',
];

for (const number of REPLAYED) {
  const faults = SERVER[number];
  test(`recording ${number}: ${readTrace(number).description}`, async ({ stage }) => {
    test.skip(REAL_JITSI !== undefined && faults !== undefined, 'somebody would have to stop the server of that Jitsi');
    await replay(number, stage, { ...SPECIAL[number], ...(faults ? { faults } : {}) });
  });
}
