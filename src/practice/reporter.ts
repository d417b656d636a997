/** Stands in for the Einlass plugin: tells the gate what Jitsi's own state would say (jitsi-observed §k). Only the gate hears it. */
import { PLUGIN_MESSAGE_VERSION } from '../jitsi-plugin/message.ts';
import type { PluginState } from '../jitsi-plugin/message.ts';
import type { Snapshot } from './snapshot.ts';

export class Reporter {
  #isOn: boolean;
  #last = '';

  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  switch(isOn: boolean): void {
    this.#isOn = isOn;
    this.#last = '';
  }

  /** Sends the state if something in it changed since the last message. */
  report(now: Snapshot): void {
    const message = pluginStateOf(now);
    const text = JSON.stringify(message);
    if (!this.#isOn || window.parent === window || text === this.#last) return;
    this.#last = text;
    // Only the server's `frame-ancestors` decides who may embed this page; the same origins may hear this, and nobody else can be the parent.
    window.parent.postMessage(message, '*');
  }
}

/** The message for a state of the page. What Jitsi would not know yet is left out. */
export function pluginStateOf(now: Snapshot): PluginState {
  const isInside = now.stage === 'inside';
  const isModerator = isInside && now.role === 'moderator';
  return {
    einlass: PLUGIN_MESSAGE_VERSION,
    kind: 'state',
    lobby: {
      knocking: now.stage === 'knocking',
      ...(isInside ? { enabled: now.lobby } : {}),
      ...(isModerator ? { list: now.knocking.map(({ id, name }) => ({ id, name })) } : {}),
    },
    ...(isInside && now.role !== undefined ? { role: now.role } : {}),
    e2ee: {
      supported: now.canEncrypt,
      ...(isInside ? { enabled: now.isEncrypting } : {}),
      participants: isInside
        ? now.others.map(({ id, role, canEncrypt, encrypting }) => ({
            id,
            role,
            // A browser that cannot never says so: in Jitsi the field just stays empty (jitsi-observed m.7).
            ...(canEncrypt ? { supported: true, enabled: encrypting } : {}),
          }))
        : [],
    },
    ...(isInside ? { locked: now.locked } : {}),
    recording: false,
    connected: isInside,
  };
}
