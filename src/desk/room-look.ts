import type { RoomSession } from './room-session.ts';
import type { Invitation, RoomView } from './view.ts';

/** What the page shows of a room. */
export function roomView(
  { memory, parts, recovery }: RoomSession,
  sound: 'on' | 'muted',
  invitations: readonly Invitation[],
): RoomView {
  const { appointment, service, state, round, wasRecorded, talkingSince } = memory;
  const knocking = parts.people.knocking();
  return {
    appointment,
    service,
    stage: recovery.stage === null ? state.stage : 'recovering',
    ending: state.ending,
    recovery: recovery.stage,
    knocking,
    inside: parts.people.inside(),
    expected: parts.people.expected(knocking),
    e2ee: parts.encryption.view,
    recording: wasRecorded,
    round,
    question: parts.questions.view,
    reminder: parts.reminder.view,
    next: parts.next.view,
    sound,
    networkTrouble: state.networkTrouble,
    isSilent: state.isSilent,
    talkingSince,
    invitations,
  };
}
