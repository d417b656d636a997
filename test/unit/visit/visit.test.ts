import { describe, expect, it } from 'vitest';
import type { StepKind } from '../../../src/gate/plan.ts';
import { isPermit } from '../../../src/gate/permit.ts';
import type { Told } from '../../../src/visit/view.ts';
import { changeProfile } from '../../fixtures/services/files.ts';
import { answersTo, fragment, gate, HOUR, settle, Somebody, World } from './support.ts';

/** The ordinary way of the fixture's service for an adult with a fine browser. */
const WAY = ['arrive', 'information', 'consent', 'details', 'review', 'assurances', 'devices', 'waiting'] as const;

describe('a visit follows the gate', () => {
  it('from step to step, each shown once', async () => {
    const anna = await Somebody.at();
    const seen = [anna.sees];
    while (anna.sees !== 'waiting') {
      await anna.answer();
      if (seen.at(-1) !== anna.sees) seen.push(anna.sees);
    }
    expect(seen).toEqual(WAY);
    expect(anna.world.meetingsLoaded).toBe(0);
  });

  it('stays on the step while boxes are ticked, and goes on when that is wished', async () => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    const told = answersTo('consent', anna.context);
    await anna.wish({ kind: 'tell', told, stay: true });
    expect([anna.sees, anna.context.missing]).toEqual(['consent', []]);
    await anna.tell();
    expect(anna.sees).toBe('details');
  });

  it('leads back step by step, and no further than the first', async () => {
    const anna = await Somebody.at();
    await anna.goTo('assurances');
    const seen: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      await anna.wish({ kind: 'back' });
      seen.push(anna.sees);
    }
    // Before the first step there is nothing: then the gate says where the person stands.
    expect(seen.slice(0, 5)).toEqual(['review', 'details', 'consent', 'information', 'arrive']);
  });

  it.each<StepKind>(['details', 'review', 'assurances', 'devices', 'waiting'])(
    'never looks ahead to %s',
    async (step) => {
      const anna = await Somebody.at();
      await anna.goTo('consent');
      await anna.wish({ kind: 'look', step });
      expect(anna.sees).toBe('consent');
    },
  );

  it.each<[string, Told]>([
    ['a signature under nothing', { type: 'signed', name: 'Anna', place: '' }],
    ['devices', { type: 'devicesChosen', devices: { camera: 'on', microphone: 'on' }, displayName: 'Anna' }],
    [
      'an appointment of another room',
      { type: 'arrived', visit: { session: 's', appointment: 'r', startsAt: null, role: 'client' } },
    ],
    ['people', { type: 'peopleNamed', people: [] }],
  ])('is not moved by %s', async (_, told) => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    await anna.tell(told);
    await anna.wish({ kind: 'enter' });
    await anna.place();
    expect([anna.sees, anna.world.meetingsLoaded, anna.world.claims.size]).toEqual(['consent', 0, 0]);
  });

  it('takes the word of the check about a browser, not that of a step', async () => {
    const world = new World();
    world.verdict = { join: 'no', e2ee: 'no', inApp: false, failed: ['peerConnection'] };
    const anna = await Somebody.at(fragment(), world);
    await anna.answer();
    expect(anna.sees).toBe('browser');
    await anna.tell({ type: 'browserChecked', browser: { join: true, e2ee: true, acknowledged: true } });
    expect([anna.sees, anna.context.state.browser]).toEqual([
      'browser',
      { join: false, e2ee: false, acknowledged: true },
    ]);
  });

  it('warns of a browser that cannot encrypt, once', async () => {
    const world = new World();
    world.verdict = { join: 'yes', e2ee: 'no', inApp: false, failed: ['frameEncryption'] };
    const anna = await Somebody.at(fragment(), world);
    await anna.answer();
    expect(anna.sees).toBe('browser');
    await anna.answer();
    expect(anna.sees).toBe('information');
  });

  it('asks nothing any more when the appointment is over', async () => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    anna.world.now += 13 * HOUR;
    await anna.wish({ kind: 'look', step: 'information' });
    expect(anna.sees).toBe('APPOINTMENT_EXPIRED');
    await anna.wish({ kind: 'enter' });
    await anna.wish({ kind: 'retry' });
    expect(anna.sees).toBe('APPOINTMENT_EXPIRED');
  });
});

describe('the check code', () => {
  it('belongs to the last name, however fast it changes', async () => {
    const anna = await Somebody.at();
    await anna.goTo('devices');
    const named = (displayName: string): Told => ({
      type: 'devicesChosen',
      devices: { camera: 'on', microphone: 'on' },
      displayName,
    });
    await anna.tell(named('Berta'));
    const ofBerta = anna.context.checkCode;
    await Promise.all([anna.tell(named('Anna')), anna.tell(named('Anna B')), anna.tell(named('Berta'))]);
    expect(ofBerta).toMatch(/^[A-Z][0-9A-Z]{5}$/);
    expect(anna.context.checkCode).toBe(ofBerta);
    await anna.tell(named('Anna'));
    expect(anna.context.checkCode).not.toBe(ofBerta);
  });

  it('goes to the lobby with the name that was given in the same breath', async () => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    const { checkCode } = anna.context;
    const told = anna.tell({
      type: 'devicesChosen',
      devices: { camera: 'off', microphone: 'on' },
      displayName: 'Berta',
    });
    const entered = anna.wish({ kind: 'enter' });
    await Promise.all([told, entered]);
    await anna.place();
    expect(anna.world.meeting.request.displayName).toMatch(/^Berta · [A-Z][0-9A-Z]{5}$/);
    expect(anna.world.meeting.request.displayName).not.toContain(checkCode);
  });

  it('is waited for where the name changes once more while entering', async () => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    const named = (displayName: string): Promise<void> =>
      anna.tell({ type: 'devicesChosen', devices: { camera: 'on', microphone: 'on' }, displayName });
    await Promise.all([named('Berta'), anna.wish({ kind: 'enter' }), named('Clara')]);
    await anna.place();
    expect(anna.world.meeting.request.displayName).toMatch(/^Clara · [A-Z][0-9A-Z]{5}$/);
  });

  it('does not exist for somebody without a personal link', async () => {
    const anna = await Somebody.at('');
    await anna.wish({ kind: 'chooseService', service: 'beispiel', roomName: 'Raum 7' });
    const meeting = await anna.enter();
    expect([anna.context.checkCode, meeting.request.displayName, meeting.request.permit.room]).toEqual([
      null,
      'Anna',
      'raum-7',
    ]);
  });
});

describe('entering', () => {
  it('opens one meeting with one unused permit of this gate', async () => {
    const anna = await Somebody.at();
    const meeting = await anna.enter();
    const { request } = meeting;
    expect([meeting.permitted, isPermit(request.permit), anna.sees]).toEqual([true, false, 'meeting: connecting']);
    expect(request.permit.room).toBe(anna.context.state.visit?.appointment);
    expect(request.permit.devices).toEqual({ camera: 'on', microphone: 'on', cameraId: 'c1' });
  });

  it('opens one meeting on two quick clicks', async () => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    await Promise.all([anna.wish({ kind: 'enter' }), anna.wish({ kind: 'enter' })]);
    await Promise.all([anna.place(), anna.place()]);
    expect([anna.sees, anna.world.meetings.length, anna.world.claims.size]).toEqual(['meeting: connecting', 1, 1]);
    anna.world.meeting.end({ kind: 'leftByMyself' });
    expect([anna.world.claims.size, anna.world.releases]).toEqual([0, 1]);
  });

  it('is refused where another tab has the meeting, and possible when that one is closed', async () => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    const room = anna.context.state.visit?.appointment ?? '';
    anna.world.claims.add(room);
    await anna.wish({ kind: 'enter' });
    expect(anna.view).toMatchObject({
      step: 'waiting',
      notice: { kind: 'notEntered', reason: { code: 'MEETING_OPEN_ELSEWHERE' } },
    });
    expect(anna.world.meetingsLoaded).toBe(0);
    anna.world.claims.clear();
    await anna.wish({ kind: 'enter' });
    expect(anna.sees).toBe('meeting: connecting');
  });

  it.each([
    ['declining', 'decline', 'ending: declined'],
    ['withdrawing', 'withdraw', 'ending: withdrawn'],
  ] as const)('is called off by %s while the claim is on its way', async (_, kind, sees) => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    const { held, open } = gate();
    anna.world.holdClaim = held;
    const entered = anna.wish({ kind: 'enter' });
    await settle();
    await anna.wish({ kind });
    open();
    await entered;
    await anna.place();
    expect([anna.sees, anna.world.claims.size, anna.world.meetings.length]).toEqual([sees, 0, 0]);
  });

  it('needs the gate open at that very moment', async () => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    anna.world.now += 13 * HOUR;
    await anna.wish({ kind: 'enter' });
    expect([anna.sees, anna.world.claims.size]).toEqual(['APPOINTMENT_EXPIRED', 0]);
  });

  it('does nothing from anywhere but a step', async () => {
    const anna = await Somebody.at();
    const meeting = await anna.enterRoom();
    await anna.wish({ kind: 'enter' });
    meeting.end({ kind: 'kicked' });
    await anna.wish({ kind: 'enter' });
    expect([anna.sees, anna.world.meetings.length]).toEqual(['ending: kicked', 1]);
  });
});

describe('a meeting that broke leads back to the open gate', () => {
  it('keeps consent and assurances; one click enters with a new permit', async () => {
    const anna = await Somebody.at();
    const first = await anna.enterRoom();
    const said = anna.context.state.acceptances;
    first.end({ kind: 'fatal', code: 'MEETING_FAILED' });
    expect(anna.view).toMatchObject({
      step: 'waiting',
      notice: { kind: 'backFromMeeting', reason: { code: 'MEETING_FAILED' } },
    });
    expect(anna.context.state.acceptances).toEqual(said);
    const second = await anna.enter();
    expect(second.permitted).toBe(true);
    expect(second.request.permit).not.toBe(first.request.permit);
    expect(anna.world.meetings).toHaveLength(2);
  });

  it('says that the browser cannot, where the meeting says so, and lets nobody talk it out of that', async () => {
    const anna = await Somebody.at();
    (await anna.enter()).end({ kind: 'unsupported', code: 'BROWSER_UNSUPPORTED' });
    expect(anna.sees).toBe('browser');
    expect(anna.context.verdict).toEqual({ join: 'no', e2ee: 'no', inApp: false, failed: ['peerConnection'] });
    await anna.answer();
    await anna.wish({ kind: 'enter' });
    expect([anna.sees, anna.world.meetings.length]).toEqual(['browser', 1]);
  });

  it.each(['enter', 'retry'] as const)('loads the page anew on %s where nothing else helps', async (kind) => {
    const anna = await Somebody.at();
    const ending = { kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor: 'script' } as const;
    (await anna.enter()).end({ ...ending, needsReload: true });
    expect(anna.view).toMatchObject({ step: 'waiting', notice: { needsReload: true } });
    await anna.wish({ kind });
    expect([anna.world.reloads, anna.world.meetings.length]).toEqual([1, 1]);
  });

  it('tries again without loading anew where that is enough', async () => {
    const anna = await Somebody.at();
    const ending = { kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor: 'door' } as const;
    (await anna.enter()).end({ ...ending, needsReload: false });
    await anna.enter();
    expect([anna.world.reloads, anna.world.meetings.length]).toEqual([0, 2]);
  });
});

describe('a service that takes no conference names', () => {
  it('is not entered by one, whatever the console asks for', async () => {
    const world = new World();
    const anna = await Somebody.at('', world);
    changeProfile(world.files, { access: { lobby: 'on', password: 'off', linkHoldsHours: 12, conferenceName: false } });
    await anna.wish({ kind: 'chooseService', service: 'beispiel', roomName: 'raum' });
    expect(anna.sees).toBe('SERVICE_UNKNOWN');
  });
});
