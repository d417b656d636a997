import { describe, expect, it } from 'vitest';
import { parsePluginState } from '../../../src/jitsi-plugin/message.ts';
import { e2eeReport, sameReport } from '../../../src/jitsi/plugin-port.ts';
import type { E2eeReport } from '../../../src/jitsi/plugin-port.ts';

const picture = (e2ee: object, more: object = {}) =>
  parsePluginState({ einlass: 1, kind: 'state', lobby: {}, e2ee: { participants: [], ...e2ee }, ...more });
const on = (id: string): object => ({ id, supported: true, enabled: true });
const two = new Map([['P1', 'Beratung Süd']]);
const three = new Map([...two, ['P3', 'Ben']] as const);
const self = { supported: true, enabled: true };

describe('what may be said about end-to-end encryption', () => {
  it.each<[string, object, ReadonlyMap<string, string>]>([
    ['two who report it', { ...self, participants: [on('P1')] }, two],
    ['three who report it', { ...self, participants: [on('P1'), on('P3')] }, three],
    ['one more than the API knows, who reports it too', { ...self, participants: [on('P1'), on('P4')] }, two],
  ])('reported by all: %s', (_, e2ee, people) => {
    expect(e2eeReport(picture(e2ee), people)).toEqual({ state: 'reportedByAll' });
  });

  it.each<[string, object, ReadonlyMap<string, string>]>([
    ['alone in the room', { ...self }, new Map()],
    ['the other is not in the picture yet', { ...self }, two],
    ['one of two others is not in the picture', { ...self, participants: [on('P1')] }, three],
    [
      'the other does not report it yet',
      { ...self, participants: [{ id: 'P1', supported: true, enabled: false }] },
      two,
    ],
    ['the other says nothing', { ...self, participants: [{ id: 'P1', supported: true }] }, two],
    ['nobody knows whether the other can (m.7)', { ...self, participants: [{ id: 'P1', enabled: true }] }, two],
    ['own ability unknown', { enabled: true, participants: [on('P1')] }, two],
    ['only the other has it on', { supported: true, enabled: false, participants: [on('P1')] }, two],
    ['a hidden participant who does not report it', { ...self, participants: [on('P1'), { id: 'recorder' }] }, two],
  ])('requested, not more: %s', (_, e2ee, people) => {
    expect(e2eeReport(picture(e2ee), people)).toEqual({ state: 'requested' });
  });

  it.each<[string, Parameters<typeof e2eeReport>[0], E2eeReport]>([
    ['no plugin', undefined, { state: 'unknown' }],
    ['not in the room', picture({ ...self, participants: [on('P1')] }, { connected: false }), { state: 'unknown' }],
    ['own state missing', picture({ supported: true, participants: [on('P1')] }), { state: 'unknown' }],
    ['nothing in it', picture({}), { state: 'unknown' }],
    ['nobody knows who else is there', picture({ ...self, participants: undefined }), { state: 'unknown' }],
    [
      'off here, and nobody knows who else is there',
      picture({ supported: true, enabled: false, participants: undefined }),
      { state: 'unknown' },
    ],
    [
      'off here and there',
      picture({ supported: true, enabled: false, participants: [{ id: 'P1', enabled: false }] }),
      { state: 'off' },
    ],
    ['off here, silence there', picture({ enabled: false, participants: [{ id: 'P1' }] }), { state: 'off' }],
    [
      'the other cannot',
      picture({ ...self, participants: [{ id: 'P1', supported: false }] }),
      { state: 'impossible', self: false, names: ['Beratung Süd'] },
    ],
    [
      'this browser cannot',
      picture({ supported: false, enabled: true, participants: [on('P1')] }),
      { state: 'impossible', self: true, names: [] },
    ],
    [
      'somebody unnamed cannot',
      picture({ participants: [{ id: 'P9', supported: false }] }),
      { state: 'impossible', self: false, names: [''] },
    ],
  ])('%s', (_, plugin, report) => {
    expect(e2eeReport(plugin, two)).toEqual(report);
  });

  it.each<[E2eeReport, E2eeReport, boolean]>([
    [{ state: 'off' }, { state: 'off' }, true],
    [{ state: 'off' }, { state: 'unknown' }, false],
    [{ state: 'impossible', self: true, names: ['A'] }, { state: 'impossible', self: true, names: ['A'] }, true],
    [{ state: 'impossible', self: true, names: ['A'] }, { state: 'impossible', self: false, names: ['A'] }, false],
    [{ state: 'impossible', self: true, names: ['A'] }, { state: 'impossible', self: true, names: ['B'] }, false],
    [{ state: 'impossible', self: true, names: [] }, { state: 'requested' }, false],
  ])('%j and %j: same %j', (one, other, same) => {
    expect(sameReport(one, other)).toBe(same);
  });
});
