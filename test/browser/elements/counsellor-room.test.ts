import { beforeEach, describe, expect, test } from 'vitest';
import type { RoomView } from '../../../src/desk/view.ts';
import type { CounsellorRoom } from '../../../src/elements/counsellor/counsellor-room.ts';
import '../../../src/elements/counsellor/counsellor-room.ts';
import { deskContext } from '../../fixtures/desk.ts';
import {
  conversation,
  E2EE_UNKNOWN,
  ENDINGS,
  groupWaits,
  inside,
  knocker,
  roomOver,
  roomView,
} from '../../fixtures/desk-room.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';

async function room(view: RoomView): Promise<OfficeStage<CounsellorRoom>> {
  return stageOffice<CounsellorRoom>('counsellor-room', { context: deskContext(), room: view });
}

async function becomes({ element }: OfficeStage<CounsellorRoom>, view: RoomView): Promise<void> {
  element.room = view;
  await settled(element);
}

describe('the place of the frame', () => {
  test('is told once, when it stands, and stays the same node through everything', async () => {
    const at = await room(await roomView({ stage: 'connecting' }));
    const place = at.get('#call');
    expect(at.wants).toEqual([{ kind: 'frameReady', place, title: 'Videogespräch' }]);
    const frame = place.appendChild(document.createElement('iframe'));
    const moved: MutationRecord[] = [];
    const watch = new MutationObserver((records) => moved.push(...records));
    watch.observe(document.body, { childList: true, subtree: true });
    for (const view of [
      await roomView({ stage: 'takingLong' }),
      await roomView(),
      await groupWaits(),
      await conversation({ recording: true, networkTrouble: true }),
      await conversation({ inside: [inside({ isIntruder: true })] }),
      await roomView({ stage: 'recovering', recovery: 'emptying' }),
      await roomOver({ kind: 'kicked' }),
      await roomView(),
    ]) {
      await becomes(at, view);
      expect(at.get('#call')).toBe(place);
      expect(frame.parentElement).toBe(place);
    }
    watch.disconnect();
    const touched = moved.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]);
    expect(touched.filter((node) => node === frame || node.contains(frame))).toEqual([]);
    expect(at.wants).toHaveLength(1);
  });
});

describe('where it stands', () => {
  test.each<[Partial<RoomView>, string]>([
    [{ stage: 'connecting' }, 'Der Raum wird geöffnet'],
    [{ stage: 'takingLong' }, 'Das dauert länger als sonst'],
    [{ stage: 'open' }, 'Offen, der Warteraum ist eingeschaltet'],
    [{ stage: 'open', talkingSince: Date.UTC(2026, 10, 23, 8, 52) }, 'Im Gespräch seit 09:52 Uhr'],
    [{ stage: 'recovering', recovery: 'callingBack' }, 'Alle werden zurück an den Eingang gebeten'],
    [{ stage: 'recovering', recovery: 'emptying' }, 'Der Raum wird leer'],
    [{ stage: 'recovering', recovery: 'opening' }, 'Der Raum wird neu geöffnet, mit eingeschaltetem Warteraum'],
    [{ networkTrouble: true }, 'Die Verbindung ist gerade schlecht.'],
  ])('%j', async (changes, expected) => {
    const { words, get } = await room(await roomView(changes));
    expect(words()).toContain(expected);
    expect(get('h1').textContent.trim()).toBe('10:00 Uhr · Frau Ahrens');
  });

  test('never says that the waiting room is on before that is confirmed', async () => {
    for (const stage of ['connecting', 'takingLong', 'recovering', 'over'] as const) {
      const { words } = await room(await roomView({ stage }));
      expect(words()).not.toContain('der Warteraum ist eingeschaltet');
    }
  });
});

describe('what cannot wait', () => {
  test('a recording and an intruder are alarms, and the way out of the second is one button', async () => {
    const { get, news, element } = await room(
      await conversation({ recording: true, inside: [inside({ name: 'Rolf', isIntruder: true })] }),
    );
    expect(get('#recording').getAttribute('role')).toBe('alert');
    expect(get('#intruder').textContent).toContain('Rolf leitet den Raum');
    get('#intruder button').click();
    expect(news()).toEqual([{ kind: 'recover' }]);
    expect(element.querySelectorAll('[role=alert]')).toHaveLength(2);
  });

  test('says before anybody speaks that it is not yet time', async () => {
    const { words } = await room(await conversation({ e2ee: { ...E2EE_UNKNOWN, mustWait: true } }));
    expect(words()).toContain('Noch nicht beginnen:');
  });

  test('asks for a decision where encryption is wanted and not reported by all', async () => {
    const { get, element } = await room(await conversation({ e2ee: { ...E2EE_UNKNOWN, mayWaive: true } }));
    expect(get('#may-waive').textContent).toContain('warum Sie ohne sie sprechen');
    expect(element.querySelector('#must-wait')).toBeNull();
  });

  test('says nothing of it where nothing of it is so', async () => {
    const { element } = await room(await conversation());
    expect(element.querySelector('.room__alarm, .room__notice')).toBeNull();
  });
});

describe('leaving and ending', () => {
  test('to end for all is asked first, and no does nothing', async () => {
    const { get, news } = await room(await conversation());
    get('#end-for-all').click();
    expect(get<HTMLDialogElement>('#end-dialog').open).toBe(true);
    expect(document.activeElement).toBe(get('#end-title'));
    get('#end-no').click();
    expect(news()).toEqual([]);
    get('#end-for-all').click();
    get('#end-yes').click();
    expect(news()).toEqual([{ kind: 'endForAll' }]);
  });

  test('to leave an empty room is not asked, to leave people behind is', async () => {
    const at = await room(await roomView());
    at.get('#leave-room').click();
    expect(at.news()).toEqual([{ kind: 'leaveRoom' }]);
    await becomes(at, await conversation());
    at.get('#leave-room').click();
    expect(at.news()).toEqual([]);
    at.get('#leave-yes').click();
    expect(at.news()).toEqual([{ kind: 'leaveRoom' }]);
  });

  test('the keyboard gets to those who wait without crossing the frame', async () => {
    const { get } = await room(await groupWaits());
    get('a.skip').click();
    expect(document.activeElement).toBe(get('#admission'));
  });

  test.each(ENDINGS)('$kind: says what happened and how to go on', async (ending) => {
    const at = await room(await conversation());
    await becomes(at, await roomOver(ending));
    const heading = at.get('#over h2');
    expect(document.activeElement).toBe(heading);
    expect(heading.textContent.trim().length).toBeGreaterThan(10);
    const isFinal = ending.kind === 'endedForAll' || ending.kind === 'left';
    expect(at.element.querySelector('#recover') === null).toBe(isFinal);
    expect(at.element.querySelector('#end-for-all, #leave-room, e2ee-light')).toBeNull();
    expect(at.get('#admission').checkVisibility()).toBe(false);
    at.news();
    if (!isFinal) at.get('#recover').click();
    at.get('#to-appointments').click();
    expect(at.news()).toEqual([...(isFinal ? [] : [{ kind: 'recover' }]), { kind: 'go', to: 'appointments' }]);
  });

  test('an ending that nobody explains is said without inventing a reason', async () => {
    const { words } = await room(await roomOver(null));
    expect(words()).toContain('Die Verbindung zum Raum ist abgebrochen');
  });
});

describe('what is said to screen readers', () => {
  let said: string[];

  beforeEach(() => {
    const announcer = document.createElement('div');
    announcer.id = 'announcer';
    said = [];
    new MutationObserver(() => said.push(announcer.textContent)).observe(announcer, { childList: true });
    document.body.append(announcer);
  });

  async function change(before: RoomView, ...after: readonly RoomView[]): Promise<void> {
    const at = await room(before);
    for (const view of after) await becomes(at, view);
  }

  test('who knocks, once', async () => {
    await change(
      await roomView(),
      await roomView({ knocking: [knocker()] }),
      await roomView({ knocking: [knocker()] }),
    );
    expect(said).toEqual(['Anna klopft an.']);
  });

  test('who was admitted, and not as somebody who went away', async () => {
    await change(await roomView({ knocking: [knocker()] }), await roomView({ inside: [inside()] }));
    expect(said).toEqual(['Anna ist im Raum.']);
  });

  test('who stopped knocking and who left', async () => {
    await change(
      await roomView({ knocking: [knocker({ name: 'Ben' })], inside: [inside()] }),
      await roomView({ inside: [inside()] }),
      await roomView(),
    );
    expect(said).toEqual(['Ben klopft nicht mehr.', 'Anna hat den Raum verlassen.']);
  });

  test('encryption, when it changes and in words that are true', async () => {
    const under = (state: 'unknown' | 'requested' | 'reportedByAll'): Promise<RoomView> =>
      conversation({ e2ee: { ...E2EE_UNKNOWN, report: { state } } });
    await change(
      await under('unknown'),
      await under('requested'),
      await under('requested'),
      await under('reportedByAll'),
    );
    expect(said).toEqual([
      'Zusätzliche Verschlüsselung: angefordert',
      'Zusätzliche Verschlüsselung: von allen Geräten gemeldet',
    ]);
  });

  test('the reminder of the pledge, each time that somebody joins the group', async () => {
    const joined = (...names: readonly string[]): Promise<RoomView> =>
      conversation({ reminder: names.length > 0 ? { names, told: null } : null });
    await change(
      await joined(),
      await joined('Ben'),
      await joined('Ben'),
      await joined('Ben', 'Carla'),
      await joined(),
    );
    const words = 'Zur Erinnerung für uns alle: Was hier gesagt wird, bleibt hier.';
    expect(said).toEqual([words, words]);
  });

  test('that encryption is wanted and a decision is open, once', async () => {
    const wanted = (mayWaive: boolean): Promise<RoomView> => conversation({ e2ee: { ...E2EE_UNKNOWN, mayWaive } });
    await change(await wanted(false), await wanted(true), await wanted(true), await wanted(false));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('warum Sie ohne sie sprechen');
  });

  test('nothing of what was there when the page came up', async () => {
    await change(await groupWaits());
    expect(said).toEqual([]);
  });
});
