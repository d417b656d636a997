/** Folders of Jitsi's own files, `static/close.html` after a call among them. A room in a part of an installation is `/part/room`. */
const OWN_FOLDERS = /^\/(?:libs|css|static|images|fonts|lang|sounds|connection_optimization|\.well-known)(?:\/|$)/i;
const OWN_PAGE = /\.html?$/i;

/**
 * Where somebody belongs who opened `path` of the Jitsi host directly: the gate, with the name of the room, which is the
 * last part of the path, in the fragment. The rest of the address stays behind: settings and tokens in it are not the
 * gate's. Returns undefined where there is no room: the start page and Jitsi's own pages. Never throws.
 * @param gate an origin
 * @param path as `location.pathname` has it, so percent-encoded
 */
export function gateAddress(gate: string, path: string): string | undefined {
  const room = path.replace(/\/+$/, '').split('/').at(-1);
  if (!room || OWN_FOLDERS.test(path) || OWN_PAGE.test(room)) return undefined;
  return `${gate}/#/r/${encodeURIComponent(decoded(room))}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape is taken as it stands; the gate says whether that can be a room.
    return text;
  }
}
