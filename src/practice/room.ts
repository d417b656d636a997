/**
 * The rules of a room, without sockets, clock or chance: a room and something that happened give the next room and what
 * to tell whom. The rules are those of a real Jitsi with auto-owner, as measured (jitsi-observed §b, c, d, e, g).
 */
import type { ChatLine, Notice, Request, Role } from './protocol.ts';
import {
  byConnection,
  emptyRoom,
  isModerator,
  nameForOthers,
  nameForSelf,
  occupantOf,
  tellInside,
  tellModerators,
} from './room-state.ts';
import type { Inside, Knocking, Outcome, Room, Surroundings, Telling } from './room-state.ts';

type Enter = Extract<Request, { type: 'enter' }>;

/** Everything that a person can do to a room. Whatever they may not do changes nothing and is answered by silence. */
export function handle(room: Room, connection: string, request: Request, around: Surroundings): Outcome {
  const me = byConnection(room, connection);
  const silence: Outcome = { room, tell: [] };
  if (request.type === 'enter') return me ? silence : enter(room, connection, request, around);
  if (request.type === 'knock') return me ? silence : knock(room, connection, request.name, around);
  if (request.type === 'leave') return leave(room, connection);
  if (!me) return silence;
  switch (request.type) {
    case 'toggleLobby':
      return isModerator(room, connection) && room.lobby !== request.on
        ? switchLobby(room, connection, request.on)
        : silence;
    case 'answer':
      return isModerator(room, connection) ? answer(room, connection, request.id, request.admit) : silence;
    case 'kick':
      return isModerator(room, connection) ? kick(room, me, request.id) : silence;
    case 'end':
      return isModerator(room, connection) ? end(room) : silence;
    case 'grantModerator':
      return isModerator(room, connection) ? promote(room, request.id) : silence;
    case 'lock':
      // No event, but every page inside knows it (recording 22: `locked` of Jitsi's own state, 14 ms later).
      if (!isModerator(room, connection)) return silence;
      return {
        room: { ...room, password: request.password },
        tell: tellInside(room, { type: 'locked', on: request.password !== '' }),
      };
    case 'subject':
      if (!isModerator(room, connection)) return silence;
      return {
        room: { ...room, subject: request.subject },
        tell: tellInside(room, { type: 'subject', subject: request.subject }),
      };
    case 'encrypt':
      return encrypt(room, request.on);
    case 'chat':
      return chat(room, me, request.text, request.to, around);
    case 'muteEveryone':
      return isModerator(room, connection)
        ? { room, tell: tellInside(room, { type: 'mute', media: request.media }, connection) }
        : silence;
    case 'muted':
      return change(room, me, { ...me, muted: { ...me.muted, [request.media]: request.muted } });
    case 'rename':
      return change(room, me, { ...me, name: nameForOthers(request.name) });
    case 'signal': {
      const other = room.inside.find((one) => one.id === request.to);
      return other
        ? { room, tell: [{ to: other.connection, notice: { type: 'signal', from: me.id, data: request.data } }] }
        : silence;
    }
  }
}

function enter(room: Room, connection: string, request: Enter, around: Surroundings): Outcome {
  const refuse = (notice: Notice): Outcome => ({ room, tell: [{ to: connection, notice }] });
  const mayPass = room.admitted.includes(connection) || (room.password !== '' && request.password === room.password);
  if (room.lobby && !mayPass) {
    if (request.name.trim() === '') return refuse({ type: 'nameRequired' });
    return refuse({ type: 'membersOnly', passwordFailed: request.password !== undefined });
  }
  if (room.password !== '' && !mayPass) return refuse({ type: 'passwordRequired' });
  return letIn(room, connection, request, around);
}

/**
 * Puts a person inside. The first one becomes moderator: jicofo's auto-owner, Jitsi's default. Somebody with a token is
 * one from the start and hears, like everybody who becomes one, who is waiting; lobby and password hold them like others (§b.8, §c).
 */
function letIn(room: Room, connection: string, person: Omit<Enter, 'type'>, around: Surroundings): Outcome {
  const first = room.inside.length === 0;
  const newcomer: Inside = {
    connection,
    id: around.newId(),
    name: nameForOthers(person.name),
    role: person.token === true ? 'moderator' : 'participant',
    canEncrypt: person.canEncrypt,
    encrypting: person.canEncrypt && room.encryption,
    muted: person.muted,
    wasAdmitted: room.admitted.includes(connection),
  };
  const next: Room = {
    ...room,
    inside: [...room.inside, newcomer],
    knocking: room.knocking.filter((one) => one.connection !== connection),
    admitted: room.admitted.filter((one) => one !== connection),
    created: first ? around.now() : room.created,
    sessionId: first ? around.newId() : room.sessionId,
  };
  const joined: Notice = {
    type: 'joined',
    id: newcomer.id,
    name: nameForSelf(person.name),
    others: room.inside.map(occupantOf),
    subject: room.subject,
    created: next.created,
    history: room.history,
    encryption: room.encryption,
    sessionId: next.sessionId,
    role: newcomer.role,
    lobby: room.lobby,
    locked: room.password !== '',
  };
  const tell: Telling[] = [
    ...tellInside(room, { type: 'occupantJoined', occupant: occupantOf(newcomer) }),
    ...room.knocking
      .filter((one) => one.connection === connection)
      .flatMap((one) => tellModerators(room, { type: 'knockGone', id: one.id })),
    { to: connection, notice: joined },
    ...(newcomer.role === 'moderator' ? whoWaits(next, connection) : []),
  ];
  if (!first) return { room: next, tell };
  const promoted = promote(next, newcomer.id);
  return { room: promoted.room, tell: [...tell, ...promoted.tell] };
}

function knock(room: Room, connection: string, name: string, around: Surroundings): Outcome {
  if (!room.lobby || name.trim() === '' || room.knocking.some((one) => one.connection === connection))
    return { room, tell: [] };
  const knocking: Knocking = { id: around.newId(), name: nameForOthers(name), connection };
  return {
    room: { ...room, knocking: [...room.knocking, knocking] },
    tell: tellModerators(room, { type: 'knocking', id: knocking.id, name: knocking.name }),
  };
}

/** Takes a person out, wherever they are. The next in line is promoted; an empty room closes its lobby. */
export function leave(room: Room, connection: string): Outcome {
  const gone = byConnection(room, connection);
  if (!gone) {
    const knocker = room.knocking.find((one) => one.connection === connection);
    if (!knocker) return { room: { ...room, admitted: room.admitted.filter((one) => one !== connection) }, tell: [] };
    // Jitsi takes the name off the list and says nothing through the API (jitsi-observed b.4).
    return {
      room: { ...room, knocking: room.knocking.filter((one) => one !== knocker) },
      tell: tellModerators(room, { type: 'knockGone', id: knocker.id }),
    };
  }
  const rest: Room = { ...room, inside: room.inside.filter((one) => one !== gone) };
  const tell = tellInside(rest, { type: 'occupantLeft', id: gone.id });
  const [heir] = rest.inside;
  if (!heir)
    return {
      room: emptyRoom(room.name),
      tell: rest.knocking.map((one) => ({ to: one.connection, notice: { type: 'lobbyDestroyed' } as const })),
    };
  if (rest.inside.some((one) => one.role === 'moderator')) return { room: rest, tell };
  const promoted = promote(rest, heir.id);
  return { room: promoted.room, tell: [...tell, ...promoted.tell] };
}

/** Makes somebody moderator. They hear of everybody who is waiting (jitsi-observed b.4), the others of the new role. */
function promote(room: Room, id: string): Outcome {
  const promoted = room.inside.find((one) => one.id === id && one.role !== 'moderator');
  if (!promoted) return { room, tell: [] };
  const role: Role = 'moderator';
  const next: Room = { ...room, inside: room.inside.map((one) => (one === promoted ? { ...one, role } : one)) };
  return {
    room: next,
    tell: [...tellInside(next, { type: 'role', id, role }), ...whoWaits(room, promoted.connection)],
  };
}

function whoWaits(room: Room, to: string): Telling[] {
  return room.knocking.map(({ id, name }) => ({ to, notice: { type: 'knocking', id, name } as const }));
}

function switchLobby(room: Room, connection: string, on: boolean): Outcome {
  const note: Telling = { to: connection, notice: { type: 'lobbyNote', note: { event: 'LOBBY-ENABLED', value: on } } };
  const tell = [note, ...tellInside(room, { type: 'lobbySwitched', on })];
  if (on) return { room: { ...room, lobby: true }, tell };
  // Switched off, the lobby lets everybody in who waits (jitsi-observed b.3): each page, told so, enters by itself.
  const gone = room.knocking.flatMap((one) => tellModerators(room, { type: 'knockGone', id: one.id }));
  const freed = room.knocking.map((one) => ({ to: one.connection, notice: { type: 'mayEnter' } as const }));
  return { room: { ...room, lobby: false, knocking: [] }, tell: [...tell, ...gone, ...freed] };
}

function answer(room: Room, connection: string, id: string, admit: boolean): Outcome {
  const knocker = room.knocking.find((one) => one.id === id);
  // Somebody who is gone: no error, no confirmation (jitsi-observed m.10).
  if (!knocker) return { room, tell: [] };
  const event = admit ? 'LOBBY-ACCESS-GRANTED' : 'LOBBY-ACCESS-DENIED';
  const tell: Telling[] = [
    { to: connection, notice: { type: 'lobbyNote', note: { event, knockId: id, name: knocker.name } } },
    ...tellModerators(room, { type: 'knockGone', id }),
    { to: knocker.connection, notice: { type: admit ? 'mayEnter' : 'refused' } },
  ];
  const admitted = admit ? [...room.admitted, knocker.connection] : room.admitted;
  return { room: { ...room, knocking: room.knocking.filter((one) => one !== knocker), admitted }, tell };
}

function kick(room: Room, kicker: Inside, id: string): Outcome {
  const kicked = room.inside.find((one) => one.id === id && one !== kicker);
  if (!kicked) return { room, tell: [] };
  const by = { id: kicker.id, name: kicker.name };
  const gone = leave(room, kicked.connection);
  return {
    room: gone.room,
    tell: [
      { to: kicked.connection, notice: { type: 'kicked', by } },
      ...tellInside(gone.room, { type: 'kickedOther', id, name: kicked.name, by }),
      ...gone.tell,
    ],
  };
}

function end(room: Room): Outcome {
  const waiting = room.knocking.map((one) => ({ to: one.connection, notice: { type: 'lobbyDestroyed' } as const }));
  return { room: emptyRoom(room.name), tell: [...tellInside(room, { type: 'ended' }), ...waiting] };
}

/** Anybody switches it for everybody (jitsi-observed §d); a browser that cannot stays plain and nobody is told. */
function encrypt(room: Room, on: boolean): Outcome {
  const next: Room = {
    ...room,
    encryption: on,
    inside: room.inside.map((one) => ({ ...one, encrypting: on && one.canEncrypt })),
  };
  const changes = next.inside.flatMap((one) =>
    tellInside(next, { type: 'occupantChanged', occupant: occupantOf(one) }, one.connection),
  );
  return { room: next, tell: [...tellInside(next, { type: 'encryption', on }), ...changes] };
}

function chat(room: Room, me: Inside, text: string, to: string, around: Surroundings): Outcome {
  const line: ChatLine = {
    from: me.id,
    nick: me.name,
    text,
    private: to !== '',
    messageId: around.newId(),
    stamp: null,
  };
  if (to !== '') {
    const receiver = room.inside.find((one) => one.id === to);
    return { room, tell: receiver ? [{ to: receiver.connection, notice: { type: 'chat', line } }] : [] };
  }
  const kept: ChatLine = { ...line, stamp: new Date(around.now()).toISOString() };
  return {
    room: { ...room, history: [...room.history, kept] },
    tell: tellInside(room, { type: 'chat', line }, me.connection),
  };
}

function change(room: Room, before: Inside, after: Inside): Outcome {
  const next: Room = { ...room, inside: room.inside.map((one) => (one === before ? after : one)) };
  return {
    room: next,
    tell: tellInside(next, { type: 'occupantChanged', occupant: occupantOf(after) }, before.connection),
  };
}
