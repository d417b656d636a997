import { fromBase64url } from './base64url.ts';
import { checkCode } from './keys.ts';
import { splitLobbyName } from './name.ts';

/** Somebody invited, as far as a check code needs it: 16 bytes, base64url. */
export interface SecretHolder {
  readonly secret: string;
}

const SECRET_LENGTH = 16;

/**
 * Says who of the invited made the code in this name from the lobby: the one whose secret gives it for this room, this very
 * name, and one of these versions of the profile. Returns null where the name carries no code, nobody's secret gives it, or –
 * one case in a hundred million – two people's do: unknown is nobody. A secret that is none belongs to nobody. Never rejects.
 */
export async function matchKnocker<P extends SecretHolder>(
  shown: string,
  people: readonly P[],
  room: string,
  profileVersions: readonly number[],
): Promise<P | null> {
  const { name, code } = splitLobbyName(shown);
  if (code === null || name === '') return null;
  const made = await Promise.all(
    people.map(async (person) => ((await codesOf(person, name, room, profileVersions)).includes(code) ? [person] : [])),
  );
  const [first, ...others] = made.flat();
  return first !== undefined && others.length === 0 ? first : null;
}

async function codesOf(
  { secret }: SecretHolder,
  displayName: string,
  room: string,
  profileVersions: readonly number[],
): Promise<readonly string[]> {
  const decoded = fromBase64url(secret);
  if (!decoded?.exact || decoded.bytes.length !== SECRET_LENGTH) return [];
  const { bytes } = decoded;
  return Promise.all(
    profileVersions.map((version) => checkCode(bytes, { room, displayName, profileVersion: String(version) })),
  );
}
