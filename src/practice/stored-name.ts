/**
 * The name that Jitsi keeps between meetings. `displayNameChange` comes at the start only when the name differs from it
 * (jitsi-observed m.5). With `useHostPageLocalStorage` it is kept by the embedding page, which can delete it.
 */
import * as v from 'valibot';
import type { Address } from './address.ts';
import type { ApiPort } from './api-port.ts';

const KEY = 'features/base/settings';
const keptSchema = v.looseObject({ displayName: v.optional(v.string()) });

/** Keeps the name of this visit. Returns whether it differs from the one kept before. */
export function storeName(address: Address, port: ApiPort): boolean {
  const settings = JSON.stringify({ displayName: address.displayName });
  if (address.settings.useHostPageLocalStorage === true) {
    const before = nameIn(parsed(address.keptByHost, KEY));
    port.send('local-storage-changed', { localStorageContent: JSON.stringify({ [KEY]: settings }) });
    return before !== address.displayName;
  }
  try {
    const before = nameIn(localStorage.getItem(KEY));
    localStorage.setItem(KEY, settings);
    return before !== address.displayName;
  } catch {
    // Blocked storage in a foreign frame: Jitsi joins all the same (jitsi-observed §h), every name is new.
    return true;
  }
}

function parsed(content: string | undefined, key: string): string | null {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), content);
  const value = result.success ? result.output[key] : undefined;
  return typeof value === 'string' ? value : null;
}

function nameIn(settings: string | null): string | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), settings);
  return result.success ? result.output.displayName : undefined;
}
