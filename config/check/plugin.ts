import { PLUGIN_MESSAGE_VERSION } from '../../src/jitsi-plugin/message.ts';
import { FRAME } from './door-pages.ts';
import type { Place } from './place.ts';
import { fails, HOLDS, same, unknown, type Row } from './row.ts';

const HEAD = 'dist/jitsi-plugin/plugin.head.html nach /usr/share/jitsi-meet/plugin.head.html';

interface Line {
  readonly src: string;
  readonly gate: string | undefined;
}

/** The line of plugin.head.html as it arrives in the page of a room; undefined where there is none. */
async function lineOf(place: Place): Promise<Line | undefined> {
  const html = (await place.jitsi.page(`/${place.room}`, FRAME)).body.toString().replace(/<!--[\s\S]*?-->/g, '');
  const tag = [...html.matchAll(/<script\b[^>]*>/gi)].map(([text]) => text).find((text) => /einlass-plugin/.test(text));
  const value = (name: string): string | undefined =>
    new RegExp(`\\s${name}=["']?([^"'\\s>]*)`, 'i').exec(tag ?? '')?.[1];
  return tag === undefined ? undefined : { src: value('src') ?? '', gate: value('data-gate') };
}

function row(
  id: string,
  what: string,
  repair: string,
  look: (place: Place, line: Line) => ReturnType<Row['look']>,
): Row {
  return {
    id: `plugin:${id}`,
    subject: 'plugin',
    requirement: 'R-026',
    what,
    repair,
    async look(place) {
      const line = await place.once(lineOf);
      return line === undefined ? unknown('Die Zeile fehlt, siehe plugin:line.') : look(place, line);
    },
  };
}

export const PLUGIN_ROWS: readonly Row[] = [
  {
    id: 'plugin:line',
    subject: 'plugin',
    requirement: 'R-026',
    what: 'Jitsis Seite lädt das Plugin: Die Beratenden sehen, wer wartet und wer gegangen ist.',
    repair: `${HEAD}; nginx: ssi on; (Debian: von Haus aus)`,
    async look(place) {
      return (await place.once(lineOf)) === undefined ? fails('keine Zeile', '<script … einlass-plugin.js …>') : HOLDS;
    },
  },
  row('gate', 'Das Plugin spricht nur mit dieser Beratungsseite.', `${HEAD}, darin data-gate`, (place, line) =>
    Promise.resolve(same(line.gate === '' ? undefined : line.gate, place.gate.origin)),
  ),
  row(
    'script',
    'Das Skript des Plugins ist zu haben.',
    'dist/jitsi-plugin/static/einlass-plugin.js nach /usr/share/jitsi-meet/static/',
    async (place, { src }) => {
      if (!src.startsWith('/')) return fails(src, '/static/einlass-plugin.js');
      const { status, header } = await place.jitsi.page(src);
      const type = header('content-type') ?? 'ohne Typ';
      if (status !== 200) return fails(String(status), '200');
      return /javascript/i.test(type) ? HOLDS : fails(type, 'text/javascript');
    },
  ),
  row(
    'version',
    'Plugin und Beratungsseite sprechen dieselbe Version.',
    'dist/jitsi-plugin/ aus derselben Auslieferung wie die Beratungsseite aufspielen',
    async (place, { src }) => {
      if (!src.startsWith('/')) return unknown('Das Skript fehlt, siehe plugin:script.');
      const { status, body } = await place.jitsi.page(src);
      if (status !== 200) return unknown('Das Skript fehlt, siehe plugin:script.');
      return same(/\beinlass:\s*(\d+)/.exec(body.toString())?.[1], String(PLUGIN_MESSAGE_VERSION));
    },
  ),
];
