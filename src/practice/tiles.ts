/** One tile for each person inside. Tiles stay as they are while a person stays, so that no picture ever blinks. */
import { make } from './dom.ts';
import type { LocalMedia, MediaKind } from './media.ts';
import type { Occupant } from './protocol.ts';
import type { Snapshot } from './snapshot.ts';
import type { Words } from './words.ts';

/** How often the tiles say what is really shown and heard (`data-frames`, `data-sound`), for tests and for doubts. */
const MEASURE_EVERY_MS = 500;

interface Tile {
  readonly box: HTMLElement;
  readonly video: HTMLVideoElement;
  /** Sound has an element of its own: some browsers hold it back until the first picture has come. */
  readonly audio: HTMLAudioElement;
  readonly name: HTMLElement;
  readonly note: HTMLElement;
}

export class Tiles {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #soundBlocked: () => void;
  readonly #soundOf: (id: string) => Promise<number>;
  readonly #tiles = new Map<string, Tile>();
  readonly #own: Tile;

  /** `soundOf` says how much sound has arrived from somebody; `soundBlocked` is called when the browser wants a click first. */
  constructor(words: Words, soundOf: (id: string) => Promise<number>, soundBlocked: () => void) {
    this.#words = words;
    this.#soundBlocked = soundBlocked;
    this.#soundOf = soundOf;
    this.element = make('ul', { class: 'tiles', attributes: { 'aria-label': words.people } });
    this.#own = this.#makeTile('own');
    this.#own.box.classList.add('tile-own');
    this.element.append(this.#own.box);
    setInterval(() => this.#measure(), MEASURE_EVERY_MS);
  }

  show(now: Snapshot, media: LocalMedia): void {
    this.#label(this.#own, `${now.name} (${this.#words.you})`, now.role === 'moderator', now.muted);
    this.#setStream(this.#own.video, now.muted.video ? undefined : media.track('video'));
    for (const other of now.others) this.#showOther(other);
  }

  addTrack(from: string, kind: MediaKind, track: MediaStreamTrack): void {
    const tile = this.#tileOf(from);
    if (kind === 'video') return this.#setStream(tile.video, track);
    this.#setStream(tile.audio, track);
  }

  remove(id: string): void {
    this.#tiles.get(id)?.box.remove();
    this.#tiles.delete(id);
  }

  /** After a click the browser lets everything sound. */
  playSound(): void {
    for (const { audio } of this.#tiles.values()) void audio.play().catch(() => this.#soundBlocked());
  }

  #showOther(other: Occupant): void {
    const tile = this.#tileOf(other.id);
    this.#label(tile, other.name, other.role === 'moderator', other.muted);
    tile.box.dataset['encrypting'] = String(other.encrypting);
  }

  #tileOf(id: string): Tile {
    const known = this.#tiles.get(id);
    if (known) return known;
    const tile = this.#makeTile(id);
    this.#tiles.set(id, tile);
    this.element.append(tile.box);
    return tile;
  }

  #makeTile(id: string): Tile {
    const video = make('video', { attributes: { autoplay: '', playsinline: '', 'data-participant': id } });
    video.muted = true;
    countFrames(video);
    const audio = make('audio', { attributes: { autoplay: '', 'data-participant': id } });
    const name = make('span', { class: 'tile-name' });
    const note = make('span', { class: 'tile-note' });
    const box = make(
      'li',
      { class: 'tile', attributes: { 'data-participant': id } },
      video,
      audio,
      make('p', { class: 'tile-label' }, name, note),
    );
    return { box, video, audio, name, note };
  }

  #label(tile: Tile, name: string, moderates: boolean, muted: Snapshot['muted']): void {
    tile.name.textContent = name;
    const notes = [
      moderates ? this.#words.moderator : '',
      muted.audio ? this.#words.muted : '',
      muted.video ? this.#words.noCamera : '',
    ];
    tile.note.textContent = notes.filter(Boolean).join(' · ');
    tile.box.classList.toggle('tile-dark', muted.video);
  }

  #setStream(element: HTMLMediaElement, track: MediaStreamTrack | undefined): void {
    const shown = element.srcObject instanceof MediaStream ? element.srcObject.getTracks()[0] : undefined;
    if (shown === track) return;
    element.srcObject = track ? new MediaStream([track]) : null;
    if (track)
      void element.play().catch(() => (element instanceof HTMLAudioElement ? this.#soundBlocked() : undefined));
  }

  #measure(): void {
    for (const [id, { audio }] of this.#tiles) {
      void this.#soundOf(id).then((sound) => {
        audio.dataset['sound'] = sound.toFixed(6);
      });
    }
    for (const { video } of [this.#own, ...this.#tiles.values()]) {
      video.dataset['width'] = String(video.videoWidth);
    }
  }
}

/** Counts shown pictures in `data-frames`. Firefox counts no frames of streams in `getVideoPlaybackQuality()` (153 ESR). */
function countFrames(video: HTMLVideoElement): void {
  let frames = 0;
  const next = (): void => {
    video.dataset['frames'] = String((frames += 1));
    video.requestVideoFrameCallback(next);
  };
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(next);
}
