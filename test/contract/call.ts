import { expect } from '@playwright/test';
import { HostPage } from './host-page.ts';
import type { HostOptions } from './host-page.ts';
import type { Stage } from './replay.ts';

/** The payload of the last such event, or undefined. */
export function last(page: HostPage, event: string): unknown {
  return page.events.findLast(([name]) => name === event)?.[1];
}

/** Waits until the page has heard `event` `times` times. */
export async function heard(page: HostPage, event: string, times = 1): Promise<void> {
  await expect
    .poll(() => page.events.filter(([name]) => name === event).length, { message: event, timeout: 12_000 })
    .toBeGreaterThanOrEqual(times);
}

export interface Call {
  readonly counsellor: HostPage;
  readonly client: HostPage;
  close(): Promise<void>;
}

/** Counsellor inside as moderator with the lobby on; the client knocks. */
export async function openLobby(
  stage: Stage,
  clientOptions: Pick<HostOptions, 'context' | 'initScript'> = {},
  config: Readonly<Record<string, unknown>> = {},
): Promise<Call> {
  const counsellor = await HostPage.open(stage.browser, stage.host);
  await counsellor.start('Beratung Süd', stage.room);
  await heard(counsellor, 'participantRoleChanged', 2);
  await counsellor.command('toggleLobby', true);
  await heard(counsellor, 'nonParticipantMessageReceived');
  // Only now: Firefox opens no camera for a page in the background, and this page takes the foreground.
  const client = await HostPage.open(stage.clientBrowser ?? stage.browser, { ...stage.host, ...clientOptions });
  await client.start('Anna · K7F2', stage.room, config);
  return { counsellor, client, close: async () => void (await Promise.all([counsellor.close(), client.close()])) };
}

/** The same, and the client admitted; both are in the call. */
export async function openCall(
  stage: Stage,
  clientOptions: Pick<HostOptions, 'context' | 'initScript'> = {},
  config: Readonly<Record<string, unknown>> = {},
): Promise<Call> {
  const call = await openLobby(stage, clientOptions, config);
  await heard(call.counsellor, 'knockingParticipant');
  const knock = last(call.counsellor, 'knockingParticipant') as { participant: { id: string } };
  await call.counsellor.command('answerKnockingParticipant', knock.participant.id, true);
  await heard(call.client, 'videoConferenceJoined');
  return call;
}
