/**
 * The origin of the gate that the operator has named in `data-gate`, or undefined for everything that is not an https
 * address without more to it: a slip of the pen must not turn into messages to somebody else. Never throws.
 */
export function gateOrigin(named: string | undefined): string | undefined {
  try {
    const { origin, protocol, href } = new URL(named ?? '');
    return protocol === 'https:' && href === `${origin}/` ? origin : undefined;
  } catch {
    // Not an address, or none yet.
    return undefined;
  }
}
