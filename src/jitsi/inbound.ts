import { parsePluginState } from '../jitsi-plugin/message.ts';
import type { PluginState } from '../jitsi-plugin/message.ts';

/** The part of a `message` event that counts. */
export interface InboundMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
  readonly isTrusted: boolean;
  stopImmediatePropagation(): void;
}

export interface InboundDoor {
  /** The window inside the meeting's frame; undefined before there is one and after it is gone. */
  readonly frameWindow: () => unknown;
  /** The one origin that may speak from that window. */
  readonly origin: string;
  readonly onPlugin: (state: PluginState) => void;
}

/** Jitsi reports its settings, the name among them, for the embedding page to keep in its localStorage. Ours keeps nothing. */
const STORAGE_REPORT = 'local-storage-changed';

/**
 * Looks at one message before anybody else does: source, then shape, then origin. The IFrame API itself checks neither
 * who sent a message nor that it is the only one with its number (pitfalls 2.10, 7.2).
 *
 * A message that speaks the API's or the plugin's language without being from the meeting's frame, or from that frame
 * after it went elsewhere, is stopped and reaches nobody. What is none of the meeting's business is left alone: it is
 * for somebody else. Never throws.
 */
export function receive(message: InboundMessage, door: InboundDoor): void {
  const frame = door.frameWindow();
  const fromFrame = message.isTrusted && frame !== undefined && frame !== null && message.source === frame;
  const content = contentOf(message.data);

  if (!fromFrame) {
    if (content !== undefined && pretends(content)) message.stopImmediatePropagation();
    return;
  }
  if (message.origin !== door.origin) {
    message.stopImmediatePropagation();
    return;
  }
  if (content === undefined) return;
  if ('einlass' in content) {
    message.stopImmediatePropagation();
    const state = parsePluginState(content);
    if (state !== undefined) door.onPlugin(state);
    return;
  }
  if (eventNameOf(content) === STORAGE_REPORT) message.stopImmediatePropagation();
}

/** The API speaks JSON text, the plugin objects. */
function contentOf(data: unknown): object | undefined {
  let content = data;
  if (typeof data === 'string') {
    try {
      content = JSON.parse(data) as unknown;
    } catch {
      // Not JSON, so neither the API's language nor the plugin's.
      return undefined;
    }
  }
  return typeof content === 'object' && content !== null ? content : undefined;
}

function pretends(content: object): boolean {
  const scope = 'scope' in content ? content.scope : undefined;
  return 'postis' in content || 'einlass' in content || (typeof scope === 'string' && scope.startsWith('jitsi_meet_'));
}

function eventNameOf(content: object): unknown {
  const params: unknown = 'params' in content ? content.params : undefined;
  if (typeof params !== 'object' || params === null || !('data' in params)) return undefined;
  const { data } = params;
  return typeof data === 'object' && data !== null && 'name' in data ? data.name : undefined;
}
