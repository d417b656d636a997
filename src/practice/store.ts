/** What Jitsi keeps for itself, in the shapes that were seen in a real one (jitsi-observed §k): the plugin reads it here as there. */
import type { Snapshot } from './snapshot.ts';

/** Jitsi's state for a moment of the page. */
export function jitsiStateOf(now: Snapshot): Readonly<Record<string, unknown>> {
  const isInside = now.stage === 'inside';
  const conference = {
    isE2EEEnabled: () => now.isEncrypting,
    // A browser that cannot answers undefined (m.7).
    isE2EESupported: () => (now.canEncrypt ? true : undefined),
  };
  const people = isInside ? now.others : [];
  return {
    'features/base/conference': {
      conference: isInside ? conference : undefined,
      locked: isInside && now.locked ? 'LOCKED_REMOTELY' : undefined,
      membersOnly: now.stage === 'knocking' || now.stage === 'doorstep' ? conference : undefined,
    },
    'features/base/participants': {
      local: {
        id: now.id,
        name: now.name,
        role: isInside && now.role !== undefined ? now.role : 'none',
        ...(now.isEncrypting ? { e2eeEnabled: true } : {}),
      },
      remote: new Map(
        people.map(({ id, name, role, canEncrypt, encrypting }) => [
          id,
          // A browser that cannot never says so: the field just stays empty (m.7).
          { id, name, role, ...(canEncrypt ? { e2eeSupported: true, e2eeEnabled: encrypting } : {}) },
        ]),
      ),
    },
    // Jitsi's own switch, which is on even where the browser cannot (m.7).
    'features/e2ee': { enabled: now.encryptionWanted },
    'features/lobby': {
      lobbyEnabled: isInside && now.lobby,
      lobbyVisible: now.stage === 'knocking' || now.stage === 'doorstep',
      knocking: now.stage === 'knocking',
      knockingParticipants: now.knocking.map(({ id, name }) => ({ id, name })),
    },
    'features/recording': { sessionDatas: [] },
  };
}

/** A Redux store from outside, as far as the plugin looks into it. */
export class JitsiStore {
  #state: Readonly<Record<string, unknown>> | undefined;
  #isSilent = false;
  readonly #listeners = new Set<() => void>();

  getState(): Readonly<Record<string, unknown>> | undefined {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A new state; a silent store keeps the old one. */
  show(now: Snapshot): void {
    if (this.#isSilent) return;
    this.#state = jitsiStateOf(now);
    for (const listener of this.#listeners) listener();
  }

  /** A fault: from now on it is as if the plugin were not there. */
  silence(isSilent: boolean): void {
    this.#isSilent = isSilent;
  }
}
