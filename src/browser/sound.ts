/** 'played': to the end. 'blocked': the browser wants a tap first. 'unavailable': no sound here, or that speaker is gone. */
export type ToneResult = 'played' | 'blocked' | 'unavailable';

/** A tone being played. `stop` ends it early (result then 'unavailable'); `result` never rejects. */
export interface Tone {
  readonly result: Promise<ToneResult>;
  stop(): void;
}

const EVERY_MS = 100;
/** Samples of which one loudness is made: 43 ms at 48 kHz. */
const MOMENT = 2048;
/** More than pass between two looks, so that no short word falls in between. */
const MOMENTS = 4;
/** Ordinary speech into a laptop has a root mean square of about 0.05 to 0.2; the bar shall be full at the loud end. */
const FULL_LEVEL = 0.25;

const NOTES = [
  { hertz: 523.25, from: 0 },
  { hertz: 659.25, from: 0.5 },
] as const;
const NOTE_SECONDS = 0.6;
const TONE_SECONDS = 1.15;
/** Clearly heard, never startling: people try this out with a headset on. */
const LOUDNESS = 0.15;
/** A context that does not start within this time is waiting for a tap. */
const START_MS = 1_000;

/** Starts measuring; returns the function that ends it. Never throws; without Web Audio nothing is ever reported. */
export function measureLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = newContext();
  if (!context) return () => undefined;
  let source: MediaStreamAudioSourceNode;
  try {
    source = context.createMediaStreamSource(stream);
  } catch {
    // A stream without sound has no level.
    close(context);
    return () => undefined;
  }
  const analyser = context.createAnalyser();
  analyser.fftSize = MOMENT * MOMENTS;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Without a tap on the page it does not start; a tap may have come since.
    if (context.state === 'suspended') resume(context);
    analyser.getFloatTimeDomainData(samples);
    onLevel(Math.min(1, loudest(samples) / FULL_LEVEL));
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    source.disconnect();
    close(context);
  };
}

/** Root mean square of the loudest moment. */
function loudest(samples: Float32Array): number {
  let square = 0;
  for (let from = 0; from < samples.length; from += MOMENT) {
    const moment = samples.subarray(from, from + MOMENT);
    square = Math.max(square, moment.reduce((sum, sample) => sum + sample * sample, 0) / moment.length);
  }
  return Math.sqrt(square);
}

/** Plays two rising notes on the loudspeaker with this id, or on the usual one. */
export function playTone(speakerId: string | undefined): Tone {
  const context = newContext();
  if (!context) return { result: Promise.resolve('unavailable'), stop: () => undefined };
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    close(context);
  };
  let stopEarly: () => void = () => undefined;
  const stopped = new Promise<ToneResult>((resolve) => {
    stopEarly = () => resolve('unavailable');
  });
  const result = Promise.race([play(context, speakerId), stopped]).finally(end);
  return { result, stop: () => stopEarly() };
}

async function play(context: AudioContext, speakerId: string | undefined): Promise<ToneResult> {
  try {
    if (!(await hasStarted(context))) return hasBeenTapped() ? 'unavailable' : 'blocked';
    const output = speakerId === undefined ? context.destination : await speakerNode(context, speakerId);
    if (!output) return 'unavailable';
    const start = context.currentTime;
    for (const { hertz, from } of NOTES) note(context, output, hertz, start + from);
    await new Promise((resolve) => setTimeout(resolve, TONE_SECONDS * 1_000));
    return 'played';
  } catch {
    // Whatever Web Audio dislikes here (a device pulled out, a context closed by `stop`): nobody heard it to the end.
    return 'unavailable';
  }
}

/** One note with soft edges; a hard edge clicks. */
function note(context: AudioContext, output: AudioNode, hertz: number, from: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.03);
  gain.gain.linearRampToValueAtTime(0, from + NOTE_SECONDS);
  oscillator.connect(gain).connect(output);
  oscillator.start(from);
  oscillator.stop(from + NOTE_SECONDS);
}

/**
 * A way to the chosen loudspeaker: through an audio element, because AudioContext itself can choose only in Chromium
 * while `HTMLMediaElement.setSinkId` is in Firefox 116 as well. Null when the loudspeaker is gone or not allowed.
 */
async function speakerNode(context: AudioContext, speakerId: string): Promise<AudioNode | null> {
  const node = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = node.stream;
  try {
    await element.setSinkId(speakerId);
  } catch {
    // NotFoundError or NotAllowedError: a test tone from another loudspeaker would say the opposite of the truth.
    return null;
  }
  context.addEventListener('statechange', () => {
    if (context.state === 'closed') element.srcObject = null;
  });
  await element.play();
  return node;
}

/** Waits until the context runs. False when nobody has tapped on the page yet, or there is nothing to play on. */
async function hasStarted(context: AudioContext): Promise<boolean> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, START_MS));
  await Promise.race([context.resume(), limit]);
  return context.state === 'running';
}

/** Asking for a tap would not help then: Firefox keeps a context suspended where there is no loudspeaker at all. */
function hasBeenTapped(): boolean {
  // Absent in Safari before 16.4 and Firefox before 120, where a tap is the better guess.
  const { userActivation } = navigator as { userActivation?: UserActivation };
  return userActivation?.hasBeenActive === true;
}

function newContext(): AudioContext | null {
  try {
    return new AudioContext();
  } catch {
    // Not there (WebKitGTK) or no more of them (Chromium allows only some per page): no sound is an expected outcome.
    return null;
  }
}

/** `resume` rejects when the context was closed meanwhile, and waits for a tap otherwise; both need nothing from us. */
function resume(context: AudioContext): void {
  context.resume().catch(() => undefined);
}

/** `close` rejects only when already closed, which is what was wanted. */
function close(context: AudioContext): void {
  context.close().catch(() => undefined);
}
