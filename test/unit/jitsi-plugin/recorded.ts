/** Jitsi's state as a script inside its page has recorded it (test/fixtures/jitsi/states.json), put back into the shapes it was read from. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const FILE = fileURLToPath(new URL('../../fixtures/jitsi/states.json', import.meta.url));

const personSchema = v.object({
  id: v.optional(v.string()),
  name: v.optional(v.string()),
  role: v.optional(v.string()),
  e2eeEnabled: v.optional(v.boolean()),
  e2eeSupported: v.optional(v.boolean()),
});
const momentSchema = v.object({
  lobby: v.object({
    enabled: v.boolean(),
    visible: v.boolean(),
    knocking: v.boolean(),
    list: v.array(v.object({ id: v.string(), name: v.string() })),
  }),
  conference: v.object({ joined: v.boolean(), locked: v.optional(v.string()), membersOnly: v.boolean() }),
  local: personSchema,
  remote: v.array(personSchema),
  e2ee: v.object({
    enabled: v.boolean(),
    conferenceEnabled: v.optional(v.boolean()),
    selfSupported: v.optional(v.boolean()),
  }),
  recording: v.array(v.unknown()),
});
export type Moment = v.InferOutput<typeof momentSchema>;

const documentsSchema = v.array(
  v.object({ trace: v.string(), who: v.string(), moments: v.pipe(v.array(momentSchema), v.minLength(1)) }),
);

/** Every document of every recording, with everything that was seen of its state, in order. */
export const DOCUMENTS = v.parse(documentsSchema, JSON.parse(readFileSync(FILE, 'utf8')));

/** The state of Jitsi's store that a snapshot was taken from. */
export function jitsiState({ lobby, conference, local, remote, e2ee, recording }: Moment): Record<string, unknown> {
  const meeting = {
    isE2EEEnabled: () => e2ee.conferenceEnabled,
    isE2EESupported: () => e2ee.selfSupported,
  };
  return {
    'features/lobby': {
      lobbyEnabled: lobby.enabled,
      lobbyVisible: lobby.visible,
      knocking: lobby.knocking,
      // Beside id and name there may be an e-mail address (jitsi-observed b.4).
      knockingParticipants: lobby.list.map((one) => ({ ...one, email: 'anna@example.org' })),
    },
    'features/base/conference': {
      conference: conference.joined ? meeting : undefined,
      locked: conference.locked,
      membersOnly: conference.membersOnly ? meeting : undefined,
    },
    'features/base/participants': { local, remote: new Map(remote.map((one) => [one.id, one])) },
    'features/e2ee': { enabled: e2ee.enabled },
    'features/recording': { sessionDatas: recording },
  };
}
