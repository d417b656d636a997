import { e2eeReport, sameReport } from './plugin-port.ts';
import { recordingNews, recordingNow } from './recording.ts';
import type { RecordingSources } from './recording.ts';
import type { KnockingPerson, RoomEvent, RoomPerson } from './room-event.ts';
import { inside, ROOM_BEFORE } from './room-state.ts';
import type { RoomState, RoomStep } from './room-state.ts';

/** Adds what follows from several sources at once: lists, other moderators, encryption as far as it is known, recording. */
export function reported(before: RoomState, { state, events, commands }: RoomStep): RoomStep {
  if (state.ending !== undefined) return { state, events, commands };
  const recording = recordingNow(before.recording, sourcesOf(before), sourcesOf(state));
  const e2ee = inside(state) ? e2eeReport(state.plugin, state.people) : ROOM_BEFORE.e2ee;
  const people = peopleOf(state);
  const moderating = inside(state)
    ? people.filter((one) => one.moderates === true && !state.toldModerators.has(one.id))
    : [];

  const news: RoomEvent[] = [];
  // Who knocks may be told before the own join, as who is inside is (trace 01); it becomes news when she is in.
  if (inside(state) && (inside(before) ? state.knocking !== before.knocking : state.knocking.size > 0))
    news.push({ kind: 'knockingChanged', knocking: knockingOf(state) });
  if (inside(state) && hasNewPeople(before, state, people)) news.push({ kind: 'peopleChanged', people });
  news.push(...moderating.map(({ id, name }): RoomEvent => ({ kind: 'otherModerator', id, name })));
  if (recording !== state.recording) news.push(recordingNews(recording));
  if (!sameReport(e2ee, state.e2ee)) news.push({ kind: 'e2eeChanged', report: e2ee });

  const toldModerators =
    moderating.length === 0
      ? state.toldModerators
      : new Set([...state.toldModerators, ...moderating.map(({ id }) => id)]);
  return { state: { ...state, recording, e2ee, toldModerators }, events: [...events, ...news], commands };
}

function sourcesOf({ apiRecording, plugin }: RoomState): RecordingSources {
  return { api: apiRecording, plugin: plugin?.recording };
}

/** Everybody else in the room, with what is known of them. What nobody has said is null. */
function peopleOf(state: RoomState): readonly RoomPerson[] {
  const reported = state.plugin?.connected === true ? state.plugin.e2ee.participants : undefined;
  const seen = new Map(reported?.map((one) => [one.id, one] as const));
  return [...state.people].map(([id, name]) => {
    const picture = seen.get(id);
    const said = [state.roles.get(id), picture?.role && picture.role === 'moderator'];
    return {
      id,
      name,
      moderates: said.includes(true) ? true : said.includes(false) ? false : null,
      e2eeSupported: picture?.supported ?? null,
      e2eeEnabled: picture?.enabled ?? null,
    };
  });
}

function hasNewPeople(before: RoomState, state: RoomState, people: readonly RoomPerson[]): boolean {
  const isSame = before.people === state.people && before.plugin === state.plugin && before.roles === state.roles;
  if (isSame && inside(before)) return false;
  return JSON.stringify(people) !== JSON.stringify(inside(before) ? peopleOf(before) : []);
}

/** Oldest first; who came in the same moment stays in Jitsi's order. */
function knockingOf(state: RoomState): readonly KnockingPerson[] {
  return [...state.knocking.values()].sort((one, other) => one.since - other.since);
}
