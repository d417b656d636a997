import { COOKIE, JITSI, row } from './door-row.ts';
import { fails, HOLDS, unless, type Row } from './row.ts';

/** What stays shut without the cookie; a socket is asked for as one. */
const LINES: readonly (readonly [id: string, what: string, paths: readonly string[], socket: boolean])[] = [
  ['socket', 'Ohne Cookie öffnet sich der Weg in den Raum nicht (WebSocket).', ['/xmpp-websocket?room=x'], true],
  ['bosh', 'Ohne Cookie öffnet er sich auch nicht über BOSH.', ['/http-bind?room=x'], false],
  ['request', 'Ohne Cookie ruft niemand eine Konferenz ins Leben.', ['/conference-request/v1'], false],
  [
    'part',
    'Auch nicht über die Adressen für Teilbereiche.',
    ['/teil/xmpp-websocket?room=x', '/teil/http-bind', '/teil/conference-request/v1'],
    true,
  ],
];

export const DOOR_LINE_ROWS: readonly Row[] = [
  ...LINES.map(([id, what, paths, socket]) =>
    row(`line-${id}`, 'R-026', what, `${JITSI}: if ($einlass_case = "door no") { return 403; }`, async (place) => {
      const wrong: string[] = [];
      for (const path of paths) {
        const status = socket
          ? await place.jitsi.openSocket(path)
          : (await place.jitsi.ask('POST', path, { body: Buffer.alloc(0) })).status;
        if (status !== 403) wrong.push(`${path.replace(/\?.*/, '')}: ${String(status)}`);
      }
      return unless(wrong, '403');
    }),
  ),
  row(
    'line-forged',
    'R-026',
    'Ein ähnliches Cookie genügt nicht.',
    `${JITSI}: if ($http_cookie ~ "(?:^|;\\s*)__Host-einlass=1(?:;|\\z)")`,
    async (place) => {
      const wrong: string[] = [];
      for (const cookie of ['__Host-einlass=0', 'x__Host-einlass=1', '__Host-einlass=12']) {
        const status = await place.jitsi.openSocket('/xmpp-websocket?room=x', { Cookie: cookie });
        if (status !== 403) wrong.push(`${cookie}: ${String(status)}`);
      }
      return unless(wrong, '403');
    },
  ),
  row(
    'line-open',
    'R-120',
    'Mit dem Cookie ist der Weg offen, und Prosody antwortet.',
    'Läuft Prosody? systemctl status prosody; Jitsis location = /http-bind',
    async (place) => {
      const { status } = await place.jitsi.ask('GET', '/http-bind', { headers: { Cookie: COOKIE } });
      return status < 400 ? HOLDS : fails(String(status), '200');
    },
  ),
];
