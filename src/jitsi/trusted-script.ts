/** The part of Trusted Types that we use; TypeScript's DOM library does not know it yet. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string | null }): unknown;
}

const registered = new WeakSet<object>();
let allowed: string | undefined;

/**
 * Lets exactly one script address through Trusted Types and nothing else: @jitsi/web-sdk assigns a plain string to
 * `script.src`, which a page under `require-trusted-types-for 'script'` refuses without a default policy. Markup and
 * inline code stay refused, because the policy has no rule for them. Does nothing where the browser has no Trusted Types.
 *
 * The first address given in a page's life stays the only one. Returns false when another address was allowed before or
 * the Content-Security-Policy does not name the policy `default`.
 */
export function allowOneScript(address: string, view: object = globalThis): boolean {
  const factory = (view as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return true;
  if (registered.has(factory)) return allowed === address;
  try {
    factory.createPolicy('default', { createScriptURL: (given) => (given === address ? given : null) });
  } catch {
    // Another script of this page made a default policy, or the header forbids one: then this script may not load.
    return false;
  }
  registered.add(factory);
  allowed = address;
  return true;
}
