import { expect, test } from 'vitest';
import '../../../src/elements/counsellor/opening-round.ts';
import type { OpeningRound } from '../../../src/elements/counsellor/opening-round.ts';
import { appointment, DESK_NOW } from '../../fixtures/desk.ts';
import { conversation } from '../../fixtures/desk-room.ts';
import { settled, stageOffice } from './office-stage.ts';

test.each(['introduced', 'noRecording', 'encryption'] as const)('%s is ticked and taken back', async (item) => {
  const { element, get, news } = await stageOffice<OpeningRound>('opening-round', {
    room: await conversation({ round: { done: [], closedAt: null } }),
  });
  get(`#round-${item}`).click();
  expect(news()).toEqual([{ kind: 'round', item, done: true }]);
  element.room = await conversation({ round: { done: [item], closedAt: null } });
  await settled(element);
  expect(element.querySelectorAll('input:checked')).toHaveLength(1);
  get(`#round-${item}`).click();
  expect(news()).toEqual([{ kind: 'round', item, done: false }]);
});

test('where no additional encryption is planned, just that is what everybody has to know', async () => {
  const { words, element } = await stageOffice<OpeningRound>('opening-round', {
    room: await conversation({ appointment: appointment({ e2ee: 'off' }) }),
  });
  expect(element.querySelectorAll('input')).toHaveLength(3);
  expect(words()).toContain('zusätzlich von Gerät zu Gerät nicht.');
});

test('is folded away when it is done', async () => {
  const round = { done: ['introduced', 'noRecording', 'encryption'] as const, closedAt: DESK_NOW };
  const { words, element } = await stageOffice<OpeningRound>('opening-round', { room: await conversation({ round }) });
  expect(words()).toBe('Die Eröffnungsrunde ist festgehalten.');
  expect(element.querySelector('input')).toBeNull();
});
