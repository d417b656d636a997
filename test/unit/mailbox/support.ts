import type { PersonalLink } from '../../../src/mailbox/link.ts';

/** `length` bytes counting up from `first`. */
export function bytes(length: number, first = 0): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (first + index) % 256);
}

/** The base point of P-256 (SP 800-186 §3.2.1.3), a public key that anybody can check. */
export const BASE_POINT = {
  kty: 'EC',
  crv: 'P-256',
  x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY',
  y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
} as const;

export const CLIENT_LINK: PersonalLink = {
  role: 'client',
  service: 'hannover-einzel',
  room: bytes(16, 1),
  secret: bytes(16, 101),
  startsAt: Date.UTC(2026, 10, 23, 9, 30),
};

export const LONGEST_LINK: PersonalLink = {
  role: 'furtherPerson',
  furtherRole: 'interpreter',
  service: 'a'.repeat(40),
  room: bytes(16, 240),
  secret: bytes(16, 200),
  startsAt: 0xffffffff * 60_000,
  sealingKey: BASE_POINT,
};
