import type { RoomSession } from './room-session.ts';
import type { DeskWish } from './wish.ts';

type RoomKind =
  | 'frameReady'
  | 'admit'
  | 'admitOnPaper'
  | 'admitAllComplete'
  | 'refuse'
  | 'note'
  | 'askOthers'
  | 'remove'
  | 'switchE2ee'
  | 'waiveE2ee'
  | 'round'
  | 'confirmCapacity'
  | 'closeReminder'
  | 'tellNext'
  | 'recover'
  | 'endForAll';

/** A wish about the room that is open. */
export type RoomWish = Extract<DeskWish, { kind: RoomKind }>;

/** Does in a room what the counsellor wishes. Resolves when it is done or on its way; what comes of it, the view tells. */
export async function grantInRoom(session: RoomSession, wish: RoomWish): Promise<void> {
  const { acts, encryption, next, questions, people, reminder } = session.parts;
  switch (wish.kind) {
    case 'frameReady':
      return session.place(wish.place, wish.title);
    case 'admit':
      return acts.admit(wish.id, wish.reason);
    case 'admitOnPaper':
      return acts.admitOnPaper(wish.id);
    case 'admitAllComplete':
      return acts.admitAllComplete();
    case 'refuse':
      return acts.refuse(wish.id, wish.text);
    case 'note':
      return acts.note(wish.to, wish.text);
    case 'askOthers': {
      const knocker = people.knocker(wish.id);
      if (knocker?.invited) await questions.ask(knocker.id, knocker.invited, knocker.name);
      return;
    }
    case 'remove':
      return acts.remove(wish.id);
    case 'switchE2ee':
      return encryption.switchTo(wish.on);
    case 'waiveE2ee':
      return encryption.waive(wish.reason);
    case 'round':
      return session.tick(wish.item, wish.done);
    case 'confirmCapacity':
      return session.confirmCapacity(wish.record);
    case 'closeReminder':
      return reminder.close();
    case 'tellNext':
      return next.tell();
    case 'recover':
      return session.recover();
    case 'endForAll':
      return session.endForAll();
  }
}
