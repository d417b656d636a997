import { webcrypto } from 'node:crypto';
import { encodeLink, roomName } from '../../../src/mailbox/link.ts';
import type { Invited } from '../../../src/mailbox/link.ts';
import type { World } from '../../world.ts';

const MINUTE = 60_000;

/** An appointment that nobody else has, and links to it. */
export class Appointment {
  readonly #world: World;
  readonly #room = webcrypto.getRandomValues(new Uint8Array(16));

  constructor(world: World) {
    this.#world = world;
  }

  /** The room as Jitsi calls it. */
  get room(): string {
    return roomName(this.#room);
  }

  get counsellorLink(): string {
    return `${this.#world.practiceOrigin}/beratung-ueben/${this.room}`;
  }

  /** A personal link of its own; each call invites another person. The appointment begins now unless `startsAt` says when. */
  invite(
    service: string,
    { startsAt = Date.now(), as = { role: 'client' } }: { startsAt?: number; as?: Invited } = {},
  ): string {
    return encodeLink(this.#world.gateOrigin, {
      service,
      ...as,
      room: this.#room,
      secret: webcrypto.getRandomValues(new Uint8Array(16)),
      startsAt: Math.floor(startsAt / MINUTE) * MINUTE,
    });
  }
}
