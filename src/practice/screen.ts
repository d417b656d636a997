/** What the practice room looks like. Whatever can be pressed says in words what it does; every screen says that it is practice. */
import { make } from './dom.ts';
import type { Snapshot } from './snapshot.ts';
import type { Tiles } from './tiles.ts';
import type { Words } from './words.ts';

export interface ScreenActions {
  readonly join: (name: string) => void;
  readonly knock: () => void;
  readonly givePassword: (password: string) => void;
  readonly setMuted: (kind: 'audio' | 'video', muted: boolean) => void;
  readonly hangUp: () => void;
  readonly answer: (id: string, admit: boolean) => void;
  readonly playSound: () => void;
}

export class Screen {
  readonly #words: Words;
  readonly #actions: ScreenActions;
  readonly #tiles: Tiles;
  readonly #card = make('section', { class: 'card' });
  readonly #room = make('section', { class: 'room' });
  readonly #bar = make('div', { class: 'bar', attributes: { role: 'group' } });
  readonly #knocks = make('div', { class: 'knocks', attributes: { role: 'status' } });
  readonly #facts = make('p', { class: 'facts' });
  readonly #chat = make('ol', { class: 'chat' });
  #shown = '';
  #isSoundBlocked = false;

  constructor(words: Words, tiles: Tiles, actions: ScreenActions) {
    this.#words = words;
    this.#tiles = tiles;
    this.#actions = actions;
    this.#bar.setAttribute('aria-label', words.bar);
    this.#chat.setAttribute('aria-label', words.chat);
    this.#room.append(this.#knocks, this.#tiles.element, this.#facts, this.#chat, this.#bar);
    const band = make('h1', { class: 'band', text: words.band, attributes: { title: words.bandHint } });
    document.title = words.band;
    // A landmark with a name: the page around this frame has a `main` of its own.
    const main = make(
      'main',
      { class: 'frame', attributes: { 'aria-label': words.practice } },
      band,
      this.#card,
      this.#room,
    );
    document.body.replaceChildren(main);
  }

  soundBlocked(now: Snapshot): void {
    this.#isSoundBlocked = true;
    this.show(now);
  }

  show(now: Snapshot): void {
    document.body.dataset['stage'] = now.stage;
    this.#room.hidden = now.stage !== 'inside';
    this.#card.hidden = now.stage === 'inside';
    // Rebuilt only when it would look different: a field that somebody is typing into must stay.
    const looks = JSON.stringify([now, this.#isSoundBlocked]);
    if (looks === this.#shown) return;
    this.#shown = looks;
    if (now.stage === 'inside') this.#showRoom(now);
    else this.#showCard(now);
  }

  #showRoom(now: Snapshot): void {
    const words = this.#words;
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['action'] : undefined;
    this.#facts.textContent = [
      now.subject,
      now.others.length === 0 ? words.alone : '',
      now.encryptionWanted ? words.encryption : '',
    ]
      .filter(Boolean)
      .join(' · ');
    const knocks = now.showsKnocks ? now.knocking : [];
    this.#knocks.replaceChildren(
      ...knocks.map(({ id, name }) =>
        make(
          'div',
          { class: 'knock' },
          make('p', { text: words.wants(name) }),
          this.#button(words.admit, `admit-${id}`, () => this.#actions.answer(id, true)),
          this.#button(words.refuse, `refuse-${id}`, () => this.#actions.answer(id, false)),
        ),
      ),
    );
    const has = (button: string): boolean => now.buttons?.includes(button) ?? true;
    const { audio, video } = now.muted;
    this.#bar.replaceChildren(
      ...(has('microphone')
        ? [
            this.#button(audio ? words.microphoneOn : words.microphoneOff, 'microphone', () =>
              this.#actions.setMuted('audio', !audio),
            ),
          ]
        : []),
      ...(has('camera')
        ? [
            this.#button(video ? words.cameraOn : words.cameraOff, 'camera', () =>
              this.#actions.setMuted('video', !video),
            ),
          ]
        : []),
      ...(this.#isSoundBlocked ? [this.#button(words.soundOn, 'sound', () => this.#unblock(now))] : []),
      ...(has('hangup') ? [this.#button(words.hangUp, 'hangup', this.#actions.hangUp)] : []),
    );
    if (focused !== undefined) this.#bar.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
    this.#chat.replaceChildren(
      ...now.chat.map(({ nick, text }) => make('li', {}, make('b', { text: `${nick}: ` }), make('span', { text }))),
    );
  }

  #unblock(now: Snapshot): void {
    this.#isSoundBlocked = false;
    this.#actions.playSound();
    this.show(now);
  }

  #showCard(now: Snapshot): void {
    const words = this.#words;
    const parts: Node[] = [make('h2', { text: words[now.stage === 'inside' ? 'connecting' : now.stage] })];
    const say = (text: string): number => parts.push(make('p', { text }));
    if (now.stage === 'unsupported') say(words.unsupportedText);
    if (now.stage === 'knocking') say(words.knockingText);
    if (now.stage === 'nameNeeded') say(words.nameNeededText);
    if (now.stage === 'disconnected') say(words.disconnectedText);
    if (now.stage === 'welcome') say(words.welcomeText);
    if (now.stage === 'prejoin' || now.stage === 'nameNeeded')
      parts.push(this.#form('name', words.name, words.join, now.name.trim(), this.#actions.join));
    if (now.stage === 'doorstep') parts.push(this.#button(words.knock, 'knock', this.#actions.knock));
    const isLobby = now.stage === 'knocking' || now.stage === 'doorstep';
    if (now.stage === 'passwordNeeded' || (isLobby && now.mayGivePassword)) {
      parts.push(this.#form('password', words.password, words.usePassword, '', this.#actions.givePassword));
      if (now.passwordFailed) parts.push(make('p', { text: words.passwordWrong, attributes: { role: 'alert' } }));
    }
    parts.push(make('p', { class: 'hint', text: words.bandHint }));
    this.#card.replaceChildren(...parts);
  }

  #form(name: string, label: string, action: string, value: string, done: (value: string) => void): HTMLFormElement {
    const field = make('input', {
      attributes: {
        id: `field-${name}`,
        name,
        type: name === 'password' ? 'password' : 'text',
        autocomplete: 'off',
        maxlength: '200',
      },
    });
    field.value = value;
    const form = make(
      'form',
      {},
      make('label', { text: label, attributes: { for: field.id } }),
      field,
      make('button', { text: action, attributes: { type: 'submit' } }),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      done(field.value);
    });
    return form;
  }

  #button(text: string, action: string, on: () => void): HTMLButtonElement {
    return make('button', { text, on, attributes: { type: 'button', 'data-action': action } });
  }
}
