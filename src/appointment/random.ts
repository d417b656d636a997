/** Gives so many unguessable bytes: in a browser `crypto.getRandomValues`. */
export type Random = (length: number) => Uint8Array;

/** A UUID of version 4 (RFC 9562 §5.4). Not `crypto.randomUUID`: chance is handed in, so that tests can repeat it. */
export function uuid(random: Random): string {
  const bytes = Uint8Array.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** No vowels, so that no words come about; no 0, 1, l, which look or sound like others; one case, for the phone. */
const LETTERS = 'bcdfghjkmnpqrstvwxyz23456789';
const PASSWORD_LENGTH = 8;

/** A password to be told by phone: eight letters and digits, all equally likely. 28^8 of them. */
export function newPassword(random: Random): string {
  let password = '';
  while (password.length < PASSWORD_LENGTH) {
    for (const byte of random(PASSWORD_LENGTH)) {
      // The rest above the last whole multiple would make the first letters likelier.
      const isFair = byte < 256 - (256 % LETTERS.length);
      if (isFair && password.length < PASSWORD_LENGTH) password += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return password;
}
