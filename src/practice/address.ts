/**
 * How the page was called. The IFrame API puts everything into the fragment, one JSON value per key
 * (`config.prejoinConfig={"enabled":false}`), and the language into both; this reads it as Jitsi does.
 */
import * as v from 'valibot';

const flag = v.optional(v.boolean());
const settingsSchema = v.object({
  prejoinConfig: v.optional(v.object({ enabled: flag })),
  lobby: v.optional(v.object({ autoKnock: flag })),
  securityUi: v.optional(v.object({ disableLobbyPassword: flag })),
  startWithAudioMuted: flag,
  startWithVideoMuted: flag,
  enableEncodedTransformSupport: flag,
  useHostPageLocalStorage: flag,
  toolbarButtons: v.optional(v.array(v.string())),
  notifications: v.optional(v.array(v.string())),
  defaultLanguage: v.optional(v.string()),
});
/** The few keys of Jitsi's configuration that the practice room acts on; all others are accepted and change nothing. */
export type Settings = v.InferOutput<typeof settingsSchema>;

export interface Address {
  /** Undefined on the page that Jitsi shows after a hang-up. */
  readonly room: string | undefined;
  /** The number of the API object in the embedding page; undefined when nobody embeds this page. */
  readonly apiId: number | undefined;
  readonly displayName: string;
  readonly language: 'de' | 'en';
  /** `?jwt=`; undefined without one. */
  readonly token: Token | undefined;
  /** Labels, not ids: ids differ between the gate's origin and this one. */
  readonly devices: { readonly audioInput?: string; readonly audioOutput?: string; readonly videoInput?: string };
  /** What the embedding page kept for Jitsi (`useHostPageLocalStorage`). */
  readonly keptByHost: string | undefined;
  readonly settings: Settings;
}

/** What a token says; `refused`: not one that this server believes. Nobody signs in the practice room, so it has to be readable. */
export type Token = 'refused' | { readonly name: string | undefined };

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads an address. Values that are not what they should be count as absent. Never throws. */
export function readAddress(url: URL): Address {
  const given = parametersOf(url.hash);
  const settings: Record<string, unknown> = {};
  for (const [key, value] of given)
    if (key.startsWith('config.')) put(settings, key.slice('config.'.length).split('.'), value);
  const text = (key: string): string | undefined => {
    const value = given.get(key);
    return typeof value === 'string' ? value : undefined;
  };
  const room = /^\/(?:ueben\/)?([^/]+)$/.exec(url.pathname)?.[1];
  const apiId = given.get('jitsi_meet_external_api_id');
  const language = text('lang') ?? url.searchParams.get('lang') ?? text('config.defaultLanguage') ?? '';
  const label = (kind: string): Record<string, string> => {
    const found = text(`devices.${kind}`);
    return found === undefined ? {} : { [kind]: found };
  };
  return {
    room: room === undefined ? undefined : decoded(room),
    apiId: typeof apiId === 'number' ? apiId : undefined,
    displayName: text('userInfo.displayName') ?? '',
    language: language.startsWith('de') ? 'de' : 'en',
    token: tokenOf(url.searchParams.get('jwt')),
    devices: { ...label('audioInput'), ...label('audioOutput'), ...label('videoInput') },
    keptByHost: text('appData.localStorageContent'),
    settings: readSettings(settings),
  };
}

/** The settings among foreign values, also those of the command `overwriteConfig`; a wrong one spoils only itself. */
export function readSettings(values: Readonly<Record<string, unknown>>): Settings {
  const found: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(settingsSchema.entries)) {
    const result = v.safeParse(schema, values[key]);
    if (result.success && result.output !== undefined) found[key] = result.output;
  }
  return v.parse(settingsSchema, found);
}

const tokenSchema = v.object({
  context: v.optional(v.object({ user: v.optional(v.object({ name: v.optional(v.string()) })) })),
});

function tokenOf(jwt: string | null): Token | undefined {
  if (jwt === null) return undefined;
  try {
    const [, payload = ''] = jwt.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
    const said = v.safeParse(tokenSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return said.success ? { name: said.output.context?.user?.name } : 'refused';
  } catch {
    // Not base64, or not JSON inside: as with a wrong signature, the server says no.
    return 'refused';
  }
}

function parametersOf(hash: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const part of hash.slice(1).split('&')) {
    const [key, value] = part.split('=', 2);
    if (!key || value === undefined || key.split('.').some((one) => FORBIDDEN.has(one))) continue;
    try {
      found.set(key, JSON.parse(decodeURIComponent(value)));
    } catch {
      // As with Jitsi, a value that is no JSON is left out and the rest still counts.
    }
  }
  return found;
}

function put(target: Record<string, unknown>, [first, ...rest]: string[], value: unknown): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const next: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  put(next, rest, value);
  target[first] = next;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape is taken as it stands.
    return text;
  }
}
