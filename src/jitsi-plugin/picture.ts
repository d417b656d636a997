/**
 * Reads Jitsi's own state (jitsi-observed §k). It is the inside of a foreign program, not an interface: every field may be
 * gone in the next version, so each is tried by itself, and what is not exactly as it was seen is unknown.
 */
import type { PluginState } from './message.ts';
import { asBoolean, known, part, tried } from './parts.ts';

/** The receiver takes no more; above it a list counts as unknown instead of spoiling the whole message. */
const MOST_PEOPLE = 1000;
const LONGEST_NAME = 400;
const LONGEST_ID = 120;

type Participants = PluginState['e2ee']['participants'];

/** Reads one state after the other of the same page. Never throws, never calls anything that changes Jitsi. */
export type PictureReader = (state: unknown) => Omit<PluginState, 'einlass' | 'kind'>;

export function pictureReader(): PictureReader {
  /**
   * Jitsi takes a key out of its state when it means "no", and a version that calls it otherwise has none either. Only a
   * key that was seen once tells the two apart; before it joins Jitsi has all of them, as undefined.
   */
  const seen = new Set<string>();
  const sometimes = (slice: unknown, key: string): { readonly is: unknown } | undefined => {
    if (tried(() => key in (slice as object)) === true) seen.add(key);
    return seen.has(key) ? tried(() => ({ is: (slice as Readonly<Record<string, unknown>>)[key] })) : undefined;
  };

  return (state) => {
    const lobby = part(state, 'features/lobby');
    const conferences = part(state, 'features/base/conference');
    const people = part(state, 'features/base/participants');
    const lock = sometimes(conferences, 'locked');
    const meeting = sometimes(conferences, 'conference');
    const conference = meeting?.is;
    const connected = meeting && presence(conference);
    const isInside = connected === true;
    const role = roleOf(part(people, 'local'));

    return {
      lobby: known({
        knocking: asBoolean(part(lobby, 'knocking')),
        // Outside the room Jitsi says "off" without knowing it.
        enabled: isInside ? asBoolean(part(lobby, 'lobbyEnabled')) : undefined,
        // Everybody else has an empty list, whoever waits.
        list: isInside && role === 'moderator' ? waiting(part(lobby, 'knockingParticipants')) : undefined,
      }),
      e2ee: known({
        supported: isInside ? supported(conference) : undefined,
        enabled: isInside ? asBoolean(ask(conference, 'isE2EEEnabled')) : undefined,
        participants: isInside ? others(part(people, 'remote')) : undefined,
      }),
      ...known({
        role,
        locked: isInside ? locked(lock) : undefined,
        recording: isInside ? recording(part(part(state, 'features/recording'), 'sessionDatas')) : undefined,
        connected,
      }),
    };
  };
}

/** Whether there is a meeting to be in; a value of another kind says nothing. */
function presence(conference: unknown): boolean | undefined {
  if (conference === undefined) return false;
  return typeof conference === 'object' && conference !== null ? true : undefined;
}

/** `none`, as outside the room, is no role. */
function roleOf(person: unknown): 'participant' | 'moderator' | undefined {
  const role = part(person, 'role');
  return role === 'participant' || role === 'moderator' ? role : undefined;
}

/** Calls a question of lib-jitsi-meet that has neither arguments nor consequences. */
function ask(conference: unknown, question: string): unknown {
  return tried(() => (conference as Readonly<Record<string, () => unknown>>)[question]?.());
}

/**
 * The library answers undefined where the browser cannot (jitsi-observed m.7: `a || (b && c)`), and Jitsi's own state never
 * says it of this person. Without the question nobody knows.
 */
function supported(conference: unknown): boolean | undefined {
  if (typeof part(conference, 'isE2EESupported') !== 'function') return undefined;
  return tried(() => {
    const answer = (conference as { isE2EESupported: () => unknown }).isE2EESupported();
    return answer === undefined ? false : asBoolean(answer);
  });
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID;
}

/** Names and ids only: an e-mail address that stands beside them goes nowhere. One entry that is unclear makes the list unknown. */
function waiting(list: unknown): PluginState['lobby']['list'] {
  return tried(() => {
    if (!Array.isArray(list) || list.length > MOST_PEOPLE) return undefined;
    const entries = list.map((one: unknown) => {
      const [id, name] = [part(one, 'id'), part(one, 'name')];
      return isId(id) && typeof name === 'string' ? [{ id, name: name.slice(0, LONGEST_NAME) }] : [];
    });
    return entries.every((one) => one.length > 0) ? entries.flat() : undefined;
  });
}

/** Everybody else. Shared screens and videos stand among the people, as "fake" ones. Somebody without an id makes all unknown. */
function others(remote: unknown): Participants {
  return tried(() => {
    if (!(remote instanceof Map)) return undefined;
    const people = [...remote.values()].filter((one: unknown) => !part(one, 'fakeParticipant'));
    const entries = people.flatMap((one: unknown) => {
      const id = part(one, 'id');
      if (!isId(id)) return [];
      return [
        {
          id,
          ...known({
            // Absent as long as nobody has said it, and for ever where the browser cannot: never "no" (m.7).
            supported: asBoolean(part(one, 'e2eeSupported')),
            enabled: asBoolean(part(one, 'e2eeEnabled')),
            role: roleOf(one),
          }),
        },
      ];
    });
    return entries.length === people.length && entries.length <= MOST_PEOPLE ? entries : undefined;
  });
}

/** Jitsi names who has locked the room, `LOCKED_LOCALLY` or `LOCKED_REMOTELY`, and nothing when it is open. */
function locked(lock: { readonly is: unknown } | undefined): boolean | undefined {
  if (typeof lock?.is === 'string') return true;
  return lock !== undefined && lock.is === undefined ? false : undefined;
}

/** A recording on its way counts as one. Of a status nobody knows, nothing can be said. */
function recording(sessions: unknown): boolean | undefined {
  return tried(() => {
    if (!Array.isArray(sessions)) return undefined;
    const states = sessions.map((one: unknown) => part(one, 'status'));
    if (states.some((status) => status === 'on' || status === 'pending')) return true;
    return states.every((status) => status === 'off') ? false : undefined;
  });
}
