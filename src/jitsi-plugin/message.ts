import * as v from 'valibot';

/**
 * The version of the message. A receiver ignores every other version: what it does not understand, it does not know.
 */
export const PLUGIN_MESSAGE_VERSION = 1;

/** Names and ids come from other people's devices: the limits keep a flood out, Jitsi itself cuts names at 50. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const name = v.pipe(v.string(), v.maxLength(400));

const participant = v.object({
  id,
  /** Whether this person's browser can encrypt end to end; absent while nobody knows, also right after joining. */
  supported: v.optional(v.boolean()),
  /** Whether this person's browser *reports* end-to-end encryption as on; media may still be plain for some seconds. */
  enabled: v.optional(v.boolean()),
  /** This person's role in Jitsi's words; absent while nobody has said. */
  role: v.optional(v.picklist(['participant', 'moderator'])),
});

/**
 * The one message from the Einlass plugin inside the Jitsi page to the gate around it: what Jitsi's own state says, which
 * the IFrame API never reports (jitsi-observed §k). A field that is absent is unknown, never "no". It is a whole picture,
 * not a difference: each message replaces the one before. It is sent only when something in it changed.
 */
export const pluginStateSchema = v.object({
  einlass: v.literal(PLUGIN_MESSAGE_VERSION),
  kind: v.literal('state'),
  lobby: v.object({
    /** This device waits in the lobby. */
    knocking: v.optional(v.boolean()),
    /** Whether the room has its lobby on, as Jitsi's own state says; it follows the server's word within 0.1 s. */
    enabled: v.optional(v.boolean()),
    /** Who waits, as this device may see it: only moderators get a list; somebody who stops waiting disappears from it. */
    list: v.optional(v.pipe(v.array(v.object({ id, name })), v.maxLength(1000))),
  }),
  /** The own role in Jitsi's words; absent before the room is entered. */
  role: v.optional(v.picklist(['participant', 'moderator'])),
  e2ee: v.object({
    /** Whether this browser can encrypt end to end. */
    supported: v.optional(v.boolean()),
    /** Whether this device really has it on (the library's answer, not Jitsi's own switch: jitsi-observed m.7). */
    enabled: v.optional(v.boolean()),
    /** Everybody else in the room; absent while nobody can say who that is. */
    participants: v.optional(v.pipe(v.array(participant), v.maxLength(1000))),
  }),
  /** Whether the room asks for a password; nothing else confirms that one was set. */
  locked: v.optional(v.boolean()),
  /** Whether any recording that Jitsi knows of is running. */
  recording: v.optional(v.boolean()),
  /** Whether this device is in the room. */
  connected: v.optional(v.boolean()),
});

export type PluginState = v.InferOutput<typeof pluginStateSchema>;

/**
 * Parses a message of the plugin. Returns undefined when it is none, is malformed or has another version. Never throws.
 * Source and origin of the message are the caller's to check first.
 */
export function parsePluginState(data: unknown): PluginState | undefined {
  const result = v.safeParse(pluginStateSchema, data);
  return result.success ? result.output : undefined;
}
