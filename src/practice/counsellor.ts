/**
 * A counsellor to practise with, until the real counsellor page is there and for tests after that. It works through the official
 * IFrame API and the reports of the plugin, like everything that must also work with a real Jitsi. Not part of a released site.
 */
import * as v from 'valibot';
import { parsePluginState } from '../jitsi-plugin/message.ts';
import { make } from './dom.ts';

const NAME = 'Beraterin (Übung)';

/** The little of the official API that is used here. */
interface MeetingApi {
  on(event: string, listener: (payload: unknown) => void): void;
  executeCommand(command: string, ...values: unknown[]): void;
  getIFrame(): HTMLIFrameElement;
  dispose(): void;
}
/** What the loaded script leaves on the window; the types of the SDK say more than is true here. */
interface ApiHolder {
  JitsiMeetExternalAPI?: new (domain: string, options: Readonly<Record<string, unknown>>) => MeetingApi;
}

const joinedSchema = v.object({ id: v.string() });
const roleSchema = v.object({ id: v.string(), role: v.string() });
const personSchema = v.object({ id: v.string(), displayName: v.string() });
/** Jitsi spells this one `displayname`. */
const renamedSchema = v.object({ id: v.string(), displayname: v.string() });
const knockSchema = v.object({ participant: v.object({ id: v.string(), name: v.string() }) });
const errorSchema = v.object({ error: v.object({ name: v.string(), isFatal: v.boolean() }) });

const room = decodeURIComponent(location.pathname.split('/').at(-1) ?? '');
const knocking = new Map<string, string>();
const inside = new Map<string, string>();
let api: MeetingApi | undefined;
let ownId = '';
let encryption = false;

function found(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`counsellor.html has no #${id}`);
  return element;
}

function say(text: string): void {
  found('state').textContent = text;
}
function warn(text: string): void {
  found('warning').textContent = text;
  found('warning').hidden = text === '';
}

function show(): void {
  const button = (text: string, label: string, on: () => void): HTMLButtonElement =>
    make('button', { text, on, attributes: { type: 'button', 'aria-label': label } });
  found('knocking').replaceChildren(
    ...[...knocking].map(([id, name]) =>
      make(
        'li',
        { attributes: { 'data-knock': id } },
        make('p', { text: name }),
        make(
          'div',
          { class: 'buttons' },
          button('Einlassen', `${name} einlassen`, () => answer(id, true)),
          button('Abweisen', `${name} abweisen`, () => answer(id, false)),
        ),
      ),
    ),
  );
  found('inside').replaceChildren(
    ...[...inside].map(([id, name]) =>
      make(
        'li',
        { attributes: { 'data-person': id } },
        make('p', { text: name }),
        make(
          'div',
          { class: 'buttons' },
          button('Entfernen', `${name} entfernen`, () => api?.executeCommand('kickParticipant', id)),
        ),
      ),
    ),
  );
}

function answer(id: string, admit: boolean): void {
  api?.executeCommand('answerKnockingParticipant', id, admit);
}

/** Calls `act` for every payload that has the expected shape. */
function when<T>(event: string, schema: v.GenericSchema<unknown, T>, act: (payload: T) => void): void {
  api?.on(event, (payload) => {
    const given = v.safeParse(schema, payload);
    if (!given.success) return;
    act(given.output);
    show();
  });
}

function listen(): void {
  when('videoConferenceJoined', joinedSchema, ({ id }) => {
    ownId = id;
    say('Der Raum ist offen.');
    // At once, before anybody can walk in; a lobby is lost with the room, so on every own join again (jitsi-observed b.1, §f).
    api?.executeCommand('toggleLobby', true);
    if (inside.size > 0)
      warn(
        `Als Sie kamen, war schon jemand im Raum: ${[...inside.values()].join(', ')}. Der Warteraum ließ sich nicht vorher einschalten.`,
      );
  });
  when('participantRoleChanged', roleSchema, ({ id, role }) => {
    if (id !== ownId || role !== 'moderator') return;
    say('Der Raum ist offen, der Warteraum ist eingeschaltet.');
    api?.executeCommand('toggleLobby', true);
  });
  when('participantJoined', personSchema, ({ id, displayName }) => void inside.set(id, displayName));
  when('displayNameChange', renamedSchema, ({ id, displayname }) => {
    if (inside.has(id)) inside.set(id, displayname);
  });
  when('participantLeft', joinedSchema, ({ id }) => void inside.delete(id));
  when('knockingParticipant', knockSchema, ({ participant }) => void knocking.set(participant.id, participant.name));
  when('videoConferenceLeft', v.unknown(), () => {
    knocking.clear();
    inside.clear();
    say('Sie sind nicht im Raum.');
  });
  when('errorOccurred', errorSchema, ({ error }) => {
    if (error.name === 'conference.connectionError.membersOnly')
      warn('Sie stehen selbst im Warteraum. Nur wer drinnen moderiert, kann Sie einlassen.');
    if (error.isFatal) warn('Die Verbindung zum Server ist weg. Die Seite im Rahmen lädt gleich von selbst neu.');
  });
}

/** Only the plugin knows who stopped waiting (jitsi-observed b.4), so its list replaces the own one. */
function hearPlugin(event: MessageEvent<unknown>): void {
  if (!api || event.source !== api.getIFrame().contentWindow) return;
  const state = parsePluginState(event.data);
  if (!state || event.origin !== location.origin || !state.lobby.list) return;
  knocking.clear();
  for (const { id, name } of state.lobby.list) knocking.set(id, name);
  show();
}

function open(): void {
  const { JitsiMeetExternalAPI } = window as unknown as ApiHolder;
  if (!JitsiMeetExternalAPI) return warn('Die Schnittstelle von Jitsi ließ sich nicht laden. Laden Sie die Seite neu.');
  warn('');
  knocking.clear();
  inside.clear();
  show();
  // A part of the practice room whose plugin reports to this page instead of the gate.
  api = new JitsiMeetExternalAPI(`${location.host}/ueben`, {
    roomName: room,
    parentNode: found('call'),
    lang: 'de',
    userInfo: { displayName: NAME },
    // An empty list of notifications: admission has one door, the buttons beside the call.
    configOverwrite: {
      prejoinConfig: { enabled: false },
      lobby: { autoKnock: true },
      disableDeepLinking: true,
      notifications: [],
    },
  });
  api.getIFrame().title = 'Gespräch im Übungsraum';
  listen();
}

async function playFault(button: HTMLElement): Promise<void> {
  const { fault, first } = button.dataset;
  const body = JSON.stringify({ room: room.toLowerCase(), fault, ...(first === undefined ? {} : { first }) });
  const answered = await fetch('/practice/control', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  }).catch(() => undefined);
  say(answered?.ok === true ? `Ausgelöst: ${button.textContent}.` : 'Das ließ sich nicht auslösen.');
}

found('encryption').addEventListener('click', ({ currentTarget }) => {
  encryption = !encryption;
  api?.executeCommand('toggleE2EE', encryption);
  if (currentTarget instanceof HTMLElement) currentTarget.setAttribute('aria-pressed', String(encryption));
});
found('end').addEventListener('click', () => api?.executeCommand('endConference'));
found('again').addEventListener('click', () => {
  api?.dispose();
  open();
});
found('password-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = found('password');
  if (field instanceof HTMLInputElement) api?.executeCommand('password', field.value);
  say('Das Passwort ist gesetzt.');
});
found('faults').addEventListener('click', ({ target }) => {
  if (target instanceof HTMLElement && target.dataset['fault'] !== undefined) void playFault(target);
});
window.addEventListener('message', hearPlugin);

const script = document.createElement('script');
script.src = '/external_api.js';
script.addEventListener('load', open);
script.addEventListener('error', open);
document.head.append(script);
