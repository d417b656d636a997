/** Which of Jitsi's commands and requests the practice room understands, and what each does. Everything else is ignored. */
import * as v from 'valibot';
import { readSettings } from './address.ts';
import type { Answers, Commands } from './api-port.ts';
import type { Conference } from './conference.ts';
import { listDevices } from './media.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const record = v.record(v.string(), v.unknown());

export function commandsOf(conference: Conference): Commands {
  return {
    'display-name': (name) => conference.rename(text(name)),
    password: (password) => conference.passwordCommand(text(password)),
    'toggle-lobby': (on) => conference.ask({ type: 'toggleLobby', on: on === true }),
    'answer-knocking-participant': (id, admit) =>
      conference.ask({ type: 'answer', id: text(id), admit: admit === true }),
    'kick-participant': (id) => conference.ask({ type: 'kick', id: text(id) }),
    'end-conference': () => conference.ask({ type: 'end' }),
    'grant-moderator': (id) => conference.ask({ type: 'grantModerator', id: text(id) }),
    'video-hangup': () => conference.hangUp(),
    'toggle-audio': () => void conference.setMuted('audio', !conference.media.isMuted('audio')),
    'toggle-video': () => void conference.setMuted('video', !conference.media.isMuted('video')),
    'toggle-e2ee': (on) => conference.ask({ type: 'encrypt', on: on === true }),
    subject: (subject) => conference.ask({ type: 'subject', subject: text(subject) }),
    'send-chat-message': (message, to, ignorePrivacy) =>
      conference.say(text(message), text(to), ignorePrivacy === true),
    'mute-everyone': (media) => conference.ask({ type: 'muteEveryone', media: media === 'video' ? 'video' : 'audio' }),
    'overwrite-config': (values) => {
      const given = v.safeParse(record, values);
      if (given.success) conference.overwrite(readSettings(given.output));
    },
    // Refused by the server without a word, to the asking page too (trace 24).
    'start-recording': () => undefined,
    'stop-recording': () => undefined,
  };
}

export function answersOf(conference: Conference): Answers {
  return {
    'rooms-info': () => roomsInfo(conference),
    'is-audio-muted': () => conference.media.isMuted('audio'),
    'is-video-muted': () => conference.media.isMuted('video'),
    'is-audio-available': () => conference.media.track('audio') !== undefined,
    'is-video-available': () => conference.media.track('video') !== undefined,
    'is-audio-disabled': () => false,
    'is-sharing-screen': () => false,
    'is-start-silent': () => false,
    'is-participants-pane-open': () => false,
    'is-moderation-on': () => false,
    'get-p2p-status': () => conference.isP2p,
    'session-id': () => conference.sessionId,
    // Unset on most servers; the asking side then rejects.
    'deployment-info': () => undefined,
    getAvailableDevices: () => listDevices(),
    getCurrentDevices: () => currentDevices(conference),
    isDeviceChangeAvailable: () => true,
    isMultipleAudioInputSupported: () => true,
    setDevice: (asked) => setDevice(conference, asked),
  };
}

/** Roles of everybody; the own entry looks a little different, as with Jitsi (trace 01). */
function roomsInfo(conference: Conference): unknown {
  const { room, id, name, role, others } = conference.snapshot;
  const address = `${room.toLowerCase()}@muc.meet.jitsi`;
  const self = { role: role ?? 'none', displayName: name, avatarUrl: '', id, userContext: { name } };
  const rest = others.map((other) => ({
    jid: `${address}/${other.id}`,
    role: other.role,
    displayName: other.name,
    avatarUrl: '',
    id: other.id,
  }));
  return { rooms: [{ isMainRoom: true, id: address, jid: `${address}/${id}`, participants: [self, ...rest] }] };
}

const chosenSchema = v.object({ device: v.object({ kind: v.string(), label: v.string() }) });

/** `setAudioInputDevice(label)` and its kin (modules/API/external/functions.js). */
async function setDevice(conference: Conference, asked: Readonly<Record<string, unknown>>): Promise<boolean> {
  const chosen = v.safeParse(chosenSchema, asked);
  if (!chosen.success || chosen.output.device.kind === 'audiooutput') return false;
  await conference.media.choose(
    chosen.output.device.kind === 'videoinput' ? 'video' : 'audio',
    chosen.output.device.label,
  );
  return true;
}

/** The devices in use, as `getCurrentDevices()` gives them; what is off is absent. */
async function currentDevices(conference: Conference): Promise<unknown> {
  const { audioInput, videoInput } = await listDevices();
  return {
    audioInput: audioInput.find(({ label }) => label === conference.media.track('audio')?.label),
    videoInput: videoInput.find(({ label }) => label === conference.media.track('video')?.label),
  };
}
