import { describe, expect, it } from 'vitest';
import type { Ending } from '../../../src/jitsi/meeting-event.ts';
import { MeetingRun, type Break, type Entering } from '../../../src/visit/meeting-run.ts';
import type { MeetingPhase } from '../../../src/visit/meeting-phase.ts';
import type { EndingKind } from '../../../src/visit/view.ts';
import type { Permit } from '../../../src/gate/permit.ts';
import { fixtureProfile, fixtureSite, NOW } from '../../fixtures/services/files.ts';
import { gate, settle, World, type FakeMeeting } from './support.ts';

class Stage {
  readonly world = new World();
  readonly phases: MeetingPhase[] = [];
  readonly told: (EndingKind | Break | 'calledBack')[] = [];
  readonly run = new MeetingRun(this.world.ports, {
    phaseChanged: (phase) => this.phases.push(phase),
    ended: (ending) => this.told.push(ending),
    calledBack: () => this.told.push('calledBack'),
    backToGate: (back) => this.told.push(back),
  });

  entering(changes: Partial<Entering> = {}): Entering {
    const devices = { camera: 'on', microphone: 'on' } as const;
    // The meetings here are not real and use no permit up.
    const permit = { room: 'room1', session: 's', issuedAt: NOW, devices } as unknown as Permit;
    return {
      permit,
      site: fixtureSite(),
      profile: fixtureProfile(),
      name: 'Anna',
      code: 'K7F2QX',
      language: 'de',
      ...changes,
    };
  }

  async open(changes?: Partial<Entering>): Promise<FakeMeeting> {
    expect(await this.run.enter(this.entering(changes))).toBeNull();
    await this.place();
    return this.world.meeting;
  }

  place(): Promise<void> {
    return this.run.place({} as HTMLElement, 'Videoberatung');
  }

  /** Claims that are held, and how often one was given back. */
  get claims(): readonly number[] {
    return [this.world.claims.size, this.world.releases];
  }
}

const back = (code: string, needsReload = false): unknown => ({
  reason: { code, detail: expect.any(String) as string },
  needsReload,
});

describe('every ending is a page or a way back, and gives the claim back once', () => {
  it.each<[string, Ending, unknown]>([
    ['no permit', { kind: 'permitMissing', code: 'PERMIT_MISSING' }, back('PERMIT_MISSING')],
    [
      'no script',
      { kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor: 'script', needsReload: true },
      back('JITSI_UNREACHABLE', true),
    ],
    [
      'no page',
      { kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor: 'page', needsReload: false },
      back('JITSI_UNREACHABLE'),
    ],
    ['a browser that cannot', { kind: 'unsupported', code: 'BROWSER_UNSUPPORTED' }, back('BROWSER_UNSUPPORTED')],
    ['refused', { kind: 'refused' }, 'refused'],
    ['kicked', { kind: 'kicked', by: 'Frau <b>Beck</b>' }, 'kicked'],
    ['ended for all', { kind: 'ended', by: 'counsellor', where: 'room' }, 'endedByCounsellor'],
    ['ended over those who wait', { kind: 'ended', by: 'counsellor', where: 'lobby' }, back('ROOM_CLOSED')],
    ['closed by the server', { kind: 'ended', by: 'server', where: 'room' }, back('ROOM_CLOSED')],
    ['closed by the server, at the door', { kind: 'ended', by: 'server', where: 'lobby' }, back('ROOM_CLOSED')],
    ['hung up inside the frame', { kind: 'leftByMyself' }, 'left'],
    ['made a moderator', { kind: 'becameModerator', code: 'BECAME_MODERATOR' }, back('BECAME_MODERATOR')],
    ['in without a lobby', { kind: 'noLobby', code: 'LOBBY_MISSING' }, back('LOBBY_MISSING')],
    ['begun anew by itself', { kind: 'secondReady', code: 'MEETING_FAILED' }, back('MEETING_FAILED')],
    ['broken', { kind: 'fatal', code: 'SITE_INVALID' }, back('SITE_INVALID')],
  ])('%s', async (_, ending, told) => {
    const stage = new Stage();
    const meeting = await stage.open();
    meeting.end(ending);
    meeting.fire({ kind: 'over', ending }, { kind: 'inLobby' }, { kind: 'networkTrouble' });
    expect([stage.told, stage.claims, stage.run.phase]).toEqual([[told], [0, 1], null]);
  });
});

describe('what our own page ended is told as what it was', () => {
  it.each<[EndingKind | undefined, EndingKind]>([
    [undefined, 'left'],
    ['withdrawn', 'withdrawn'],
  ])('leave(%s)', async (because, told) => {
    const stage = new Stage();
    const meeting = await stage.open();
    const left = stage.run.leave(because);
    expect([stage.run.phase?.stage, stage.told, stage.claims]).toEqual(['leaving', [], [1, 0]]);
    meeting.end({ kind: 'ended', by: 'server', where: 'room' });
    await left;
    expect([stage.told, stage.claims]).toEqual([[told], [0, 1]]);
  });

  it('withdrawing while hanging up is a withdrawal', async () => {
    const stage = new Stage();
    const meeting = await stage.open();
    const left = [stage.run.leave(), stage.run.leave('withdrawn')];
    meeting.end({ kind: 'leftByMyself' });
    await Promise.all(left);
    expect(stage.told).toEqual(['withdrawn']);
  });

  it('leaveNow does not wait', async () => {
    const stage = new Stage();
    const meeting = await stage.open();
    stage.run.leaveNow();
    expect([meeting.phase(), stage.told, stage.claims]).toEqual(['over', ['left'], [0, 1]]);
  });

  it.each(['leave', 'leaveNow'] as const)(
    '%s before the frame has a place, and the frame comes too late',
    async (how) => {
      const stage = new Stage();
      await stage.run.enter(stage.entering());
      await stage.run[how]();
      await stage.place();
      expect([stage.told, stage.claims, stage.world.meetingsLoaded]).toEqual([['left'], [0, 1], 0]);
    },
  );

  it.each(['leave', 'leaveNow'] as const)('%s while the code is on its way', async (how) => {
    const stage = new Stage();
    const { held, open } = gate();
    stage.world.holdMeetings = held;
    await stage.run.enter(stage.entering());
    const placed = stage.place();
    await settle();
    await stage.run[how]();
    expect([stage.told, stage.claims]).toEqual([['left'], [0, 1]]);
    open();
    await placed;
    expect([stage.told.length, stage.world.meetings.length]).toEqual([1, 0]);
  });

  it.each(['leave', 'leaveNow'] as const)('%s without a meeting is nothing', async (how) => {
    const stage = new Stage();
    await stage.run[how]();
    expect([stage.told, stage.phases]).toEqual([[], []]);
  });
});

describe('entering', () => {
  it('twice at once claims once', async () => {
    const stage = new Stage();
    const both = await Promise.all([stage.run.enter(stage.entering()), stage.run.enter(stage.entering())]);
    await Promise.all([stage.place(), stage.place()]);
    expect([both, stage.claims, stage.world.meetings.length]).toEqual([[null, null], [1, 0], 1]);
    expect(await stage.run.enter(stage.entering())).toBeNull();
    expect(stage.world.meetings).toHaveLength(1);
  });

  it('is called off while the claim is on its way, and the claim given back', async () => {
    const stage = new Stage();
    const { held, open } = gate();
    stage.world.holdClaim = held;
    const entered = stage.run.enter(stage.entering());
    stage.run.leaveNow();
    open();
    expect(await entered).toBeNull();
    expect([stage.run.phase, stage.claims, stage.told]).toEqual([null, [0, 1], []]);
  });

  it('is refused where another tab is in', async () => {
    const stage = new Stage();
    stage.world.claims.add('room1');
    expect(await stage.run.enter(stage.entering())).toMatchObject({ code: 'MEETING_OPEN_ELSEWHERE' });
    await stage.place();
    expect([stage.run.phase, stage.world.meetingsLoaded, stage.claims]).toEqual([null, 0, [1, 0]]);
  });

  it('without its code is a way back, the second time by loading the page anew', async () => {
    const stage = new Stage();
    stage.world.meetingsBroken = 3;
    for (let time = 0; time < 2; time += 1) {
      await stage.run.enter(stage.entering());
      await stage.place();
    }
    expect(stage.told).toEqual([back('JITSI_UNREACHABLE'), back('JITSI_UNREACHABLE', true)]);
    expect(stage.claims).toEqual([0, 2]);
  });

  it.each<[string, Partial<Entering>, string]>([
    ['name and code', {}, 'Anna · K7F2QX'],
    ['no code', { code: null }, 'Anna'],
    ['a name of which nothing is left', { name: ' \u202e<> ' }, 'Ratsuchende Person · K7F2QX'],
    ['a long name', { name: 'A'.repeat(80) }, `${'A'.repeat(41)} · K7F2QX`],
  ])('goes to the lobby with %s, and is called by the name alone inside', async (_, changes, name) => {
    const stage = new Stage();
    const meeting = await stage.open(changes);
    expect(meeting.request.displayName).toBe(name);
    expect(meeting.names).toEqual([]);
    meeting.fire({ kind: 'inLobby' }, { kind: 'admitted' });
    expect(meeting.names).toEqual([name.replace(' · K7F2QX', '')]);
  });

  it('speaks German to Jitsi where the page speaks Leichte Sprache', async () => {
    const languages = ['de-simple', 'en'].map(
      async (language) => (await new Stage().open({ language })).request.language,
    );
    expect(await Promise.all(languages)).toEqual(['de', 'en']);
  });

  it('takes the rules from profile and site', async () => {
    const { request } = await new Stage().open();
    expect(request.rules).toEqual({
      e2ee: 'preferred',
      encodedTransform: false,
      chat: 'on',
      peerToPeer: false,
      password: false,
    });
    expect([request.jitsiOrigin, request.frameTitle]).toEqual(['https://meet.stadt.example', 'Videoberatung']);
  });
});

describe('while it is on', () => {
  it('tells what is reported, and nothing that is not', async () => {
    const stage = new Stage();
    const meeting = await stage.open();
    meeting.fire({ kind: 'passwordAsked', wrong: true });
    stage.run.givePassword('geheim');
    meeting.fire({ kind: 'waitingForCounsellor' }, { kind: 'takingLong' }, { kind: 'admitted' });
    expect(stage.phases.map(({ stage: name }) => name)).toEqual([
      'password',
      'waitingForCounsellor',
      'waitingForCounsellor',
      'in',
    ]);
    expect(stage.run.phase).toMatchObject({
      recording: null,
      e2ee: { state: 'unknown' },
      takingLong: false,
      people: 0,
    });
    expect(meeting.passwords).toEqual(['geheim']);
    meeting.fire(
      { kind: 'recordingStarted' },
      { kind: 'recordingStopped' },
      { kind: 'peopleChanged', count: 3, names: ['B', 'C'] },
    );
    meeting.fire(
      { kind: 'deviceTrouble', device: 'camera', reason: 'denied' },
      { kind: 'deviceTrouble', device: 'camera', reason: 'busy' },
    );
    expect(stage.run.phase).toMatchObject({ recording: false, people: 3, deviceTrouble: ['camera'] });
    meeting.fire({ kind: 'recordingUnknown' });
    expect(stage.run.phase).toMatchObject({ recording: 'lost' });
  });

  it('lets the notice of a bad line stay ten seconds after the last one', async () => {
    const stage = new Stage();
    const meeting = await stage.open();
    meeting.fire({ kind: 'networkTrouble' });
    stage.world.turn(6_000);
    meeting.fire({ kind: 'networkTrouble' });
    stage.world.turn(6_000);
    expect(stage.run.phase?.trouble).toBe('SERVER_UNREACHABLE');
    stage.world.turn(4_000);
    expect(stage.run.phase?.trouble).toBeNull();
  });

  it('hears nothing from a meeting before', async () => {
    const stage = new Stage();
    const first = await stage.open();
    first.fire({ kind: 'networkTrouble' });
    first.end({ kind: 'leftByMyself' });
    const second = await stage.open();
    second.fire({ kind: 'networkTrouble' });
    const { phase } = stage.run;
    first.fire({ kind: 'admitted' }, { kind: 'over', ending: { kind: 'kicked' } });
    expect([stage.run.phase, stage.told, stage.claims, second.names]).toEqual([phase, ['left'], [1, 1], []]);
  });

  it('gives a password to nobody where no meeting is', () => {
    expect(() => new Stage().run.givePassword('geheim')).not.toThrow();
  });
});
