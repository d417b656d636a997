/** Is it recorded, as far as anybody has said? null: it was, and nobody says any more whether it still is. */
export type Recording = boolean | null;

/** What is known from both sources: Jitsi's events (`api`), and the plugin, which may have fallen silent (`plugin` null or missing). */
export interface RecordingSources {
  readonly api: boolean;
  readonly plugin: boolean | null | undefined;
}

/**
 * What is known now. Only a word ends what was reported: Jitsi's event that it stopped, or the plugin's picture of a room in
 * which nothing records. Silence ends nothing.
 */
export function recordingNow(before: Recording, was: RecordingSources, now: RecordingSources): Recording {
  if (now.api || now.plugin === true) return true;
  if (now.plugin === false || before === false) return false;
  return was.api ? false : null;
}

export function recordingNews(now: Recording): {
  readonly kind: 'recordingStarted' | 'recordingStopped' | 'recordingUnknown';
} {
  if (now === null) return { kind: 'recordingUnknown' };
  return { kind: now ? 'recordingStarted' : 'recordingStopped' };
}
