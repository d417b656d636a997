/** What is spoken in one breath. */
export interface Utterance {
  readonly words: string;
  /** BCP 47 of these words. */
  readonly language: string;
}

/** Hears how far the voice is. */
export interface SpeechListener {
  /** The utterance with this index begins. */
  readonly begins: (index: number) => void;
  /** Nothing is spoken any more: read to the end, stopped, or not possible. Exactly once. */
  readonly over: () => void;
}

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/** What a browser can do with its voices; tests pass their own. */
export interface Voices {
  readonly list: () => readonly Voice[];
  /** Returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void;
  /** `over` tells whether the words were spoken to their end. */
  readonly speak: (words: string, voice: Voice, over: (isSpoken: boolean) => void) => void;
  readonly cancel: () => void;
}

/**
 * Reads out with the voices of this device. Only with those that need no network: what somebody reads here is nobody else's
 * business, and some browsers send the words to a server for the voices that are not on the device.
 */
export class Speech {
  readonly #voices: Voices;
  #listener: SpeechListener | null = null;

  constructor(voices: Voices) {
    this.#voices = voices;
  }

  /** Can this language be read out here? False as long as the browser has not found its voices. */
  speaks(language: string): boolean {
    return this.#voiceFor(language) !== undefined;
  }

  /** Calls back whenever the browser has found further voices. Returns the way to stop. */
  onVoices(listener: () => void): () => void {
    return this.#voices.onChange(listener);
  }

  /** Reads these out, one after the other; whatever was being read stops. One that no voice here can speak is left out. */
  read(utterances: readonly Utterance[], listener: SpeechListener): void {
    this.stop();
    this.#listener = listener;
    const sayFrom = (index: number): void => {
      if (this.#listener !== listener) return;
      const next = utterances[index];
      if (!next) return this.stop();
      const voice = this.#voiceFor(next.language);
      if (!voice) return sayFrom(index + 1);
      listener.begins(index);
      this.#voices.speak(next.words, voice, (isSpoken) => {
        if (isSpoken) sayFrom(index + 1);
        else if (this.#listener === listener) this.stop();
      });
    };
    sayFrom(0);
  }

  /** Falls silent at once. */
  stop(): void {
    const listener = this.#listener;
    this.#listener = null;
    if (listener === null) return;
    this.#voices.cancel();
    listener.over();
  }

  #voiceFor(language: string): Voice | undefined {
    const wanted = language.split('-')[0];
    return this.#voices.list().find(({ lang, localService }) => localService && lang.split(/[-_]/)[0] === wanted);
  }
}

/** One for the whole page: two voices at once help nobody. */
export const speech = new Speech(browserVoices());

function browserVoices(): Voices {
  const synthesis = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis;
  // Chromium never says that one has ended which nobody holds (crbug 509488).
  let held: SpeechSynthesisUtterance | undefined;
  return {
    list: () => synthesis?.getVoices() ?? [],
    onChange(listener) {
      synthesis?.addEventListener('voiceschanged', listener);
      return () => synthesis?.removeEventListener('voiceschanged', listener);
    },
    speak(words, voice, over) {
      held = new SpeechSynthesisUtterance(words);
      held.voice = voice as SpeechSynthesisVoice;
      held.lang = voice.lang;
      held.onend = () => over(true);
      held.onerror = () => over(false);
      synthesis?.speak(held);
    },
    cancel: () => synthesis?.cancel(),
  };
}
