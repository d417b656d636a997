import type { DeviceAnswer, DeviceKind } from '../../browser/devices.ts';
import type { DeviceChoice } from '../../gate/permit.ts';

/** What the browser answered, by kind; absent where it was not asked yet. */
export type Answers = Readonly<Partial<Record<DeviceKind, DeviceAnswer>>>;

/** What the person wants to come in with. `speakerId` is '' for the usual loudspeaker. */
export interface Wanted {
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly speakerId: string;
}

export const NEITHER: DeviceChoice = { camera: 'none', microphone: 'none' };

/** Was either of them there? */
export function hasAny(choice: DeviceChoice | null): choice is DeviceChoice {
  return choice !== null && (choice.camera !== 'none' || choice.microphone !== 'none');
}

/** The choice that follows from answers and wishes: `none` where there is no device, `off` where it stays off. */
export function choiceOf(answers: Answers, wanted: Wanted): DeviceChoice {
  const cameraId = idOf(answers.camera);
  const microphoneId = idOf(answers.microphone);
  return {
    camera: stateOf(answers.camera, wanted.camera),
    microphone: stateOf(answers.microphone, wanted.microphone),
    ...(cameraId ? { cameraId } : {}),
    ...(microphoneId ? { microphoneId } : {}),
    ...(wanted.speakerId ? { speakerId: wanted.speakerId } : {}),
  };
}

/** The answers without devices that were pulled out meanwhile. */
export function stillThere(answers: Answers): Answers {
  const gone: DeviceAnswer = { result: 'missing' };
  return {
    ...answers,
    ...(isGone(answers.camera) ? { camera: gone } : {}),
    ...(isGone(answers.microphone) ? { microphone: gone } : {}),
  };
}

function isGone(answer: DeviceAnswer | undefined): boolean {
  return answer?.result === 'granted' && answer.stream.getTracks().every(({ readyState }) => readyState === 'ended');
}

function stateOf(answer: DeviceAnswer | undefined, isWanted: boolean): 'on' | 'off' | 'none' {
  if (answer?.result !== 'granted') return 'none';
  return isWanted ? 'on' : 'off';
}

function idOf(answer: DeviceAnswer | undefined): string | undefined {
  return answer?.result === 'granted' ? answer.deviceId : undefined;
}
