import type { PluginState } from '../jitsi-plugin/message.ts';

/**
 * What may be said about end-to-end encryption, and not more: clients *announce* it, media may be plain for some seconds
 * after (jitsi-observed k, pitfalls 4.6). `impossible` says whose browser cannot; `self` is this one.
 */
export type E2eeReport =
  | { readonly state: 'unknown' | 'off' | 'requested' | 'reportedByAll' }
  | { readonly state: 'impossible'; readonly self: boolean; readonly names: readonly string[] };

const UNKNOWN: E2eeReport = { state: 'unknown' };

/**
 * Reads the plugin's last picture against the people who are in the room by the IFrame API (`id` → name, without this
 * person). Pure.
 *
 * - `unknown`: no picture, not in the room, or this browser's own state or that of all others is missing from it.
 * - `impossible`: somebody is known not to support it. Not the same as not yet known.
 * - `off`: off here, and nobody reports it on.
 * - `reportedByAll`: everybody, at least two, is known to support it *and* reports it on – with one person unknown, a
 *   supporting browser still says "on" (jitsi-observed m.7).
 * - `requested`: anything between.
 */
export function e2eeReport(plugin: PluginState | undefined, people: ReadonlyMap<string, string>): E2eeReport {
  if (plugin === undefined || plugin.connected === false) return UNKNOWN;
  const { supported, enabled, participants } = plugin.e2ee;

  const unable = participants?.filter((other) => other.supported === false) ?? [];
  if (supported === false || unable.length > 0) {
    return { state: 'impossible', self: supported === false, names: unable.map((other) => people.get(other.id) ?? '') };
  }
  if (enabled === undefined || participants === undefined) return UNKNOWN;
  if (!enabled && !participants.some((other) => other.enabled === true)) return { state: 'off' };

  const seen = new Set(participants.map((other) => other.id));
  const complete = participants.length > 0 && [...people.keys()].every((id) => seen.has(id));
  const all =
    enabled && supported === true && participants.every((other) => other.supported === true && other.enabled === true);
  return { state: complete && all ? 'reportedByAll' : 'requested' };
}

/** Says whether two reports would read the same. */
export function sameReport(one: E2eeReport, other: E2eeReport): boolean {
  if (one.state !== 'impossible' || other.state !== 'impossible') return one.state === other.state;
  return one.self === other.self && one.names.join('\n') === other.names.join('\n');
}
