import { describe, expect, test } from 'vitest';
import type { RoomView } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/e2ee-light.ts';
import type { E2eeLight } from '../../../src/elements/counsellor/e2ee-light.ts';
import { appointment } from '../../fixtures/desk.ts';
import { E2EE_UNKNOWN, roomView } from '../../fixtures/desk-room.ts';
import { stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, HOSTILE } from './stage.ts';

async function light(
  e2ee: Partial<RoomView['e2ee']>,
  changes: Partial<RoomView> = {},
): Promise<OfficeStage<E2eeLight>> {
  return stageOffice<E2eeLight>('e2ee-light', {
    room: await roomView({ e2ee: { ...E2EE_UNKNOWN, ...e2ee }, ...changes }),
  });
}

const impossible = (self: boolean, names: readonly string[]): Partial<RoomView['e2ee']> => ({
  report: { state: 'impossible', self, names },
});

describe('one light, with its reason', () => {
  test.each<[Partial<RoomView['e2ee']>, shape: string, state: string, reason: string]>([
    [{}, 'unknown', 'nicht bekannt', 'Verlassen Sie sich nicht darauf, dass sie an ist.'],
    [{ report: { state: 'off' } }, 'no', 'aus', 'Die Verbindung zum Server der Stadt ist trotzdem verschlüsselt.'],
    [{ report: { state: 'requested' } }, 'going', 'angefordert', 'Noch melden sie nicht alle Geräte.'],
    [{ report: { state: 'reportedByAll' } }, 'yes', 'von allen Geräten gemeldet', 'Für den Chat gilt das nie.'],
    [{ report: { state: 'reportedByAll' }, switching: true }, 'going', 'wird angefordert', 'bis zu 15 Sekunden'],
    [impossible(true, []), 'no', 'nicht möglich', 'Ihr eigener Browser kann es nicht.'],
    [impossible(false, ['Anna', '', 'Ben']), 'no', 'nicht möglich', 'Das Gerät von Anna, Ben kann es nicht.'],
    [impossible(false, ['']), 'no', 'nicht möglich', 'Mindestens ein Gerät kann es nicht.'],
  ])('%j', async (e2ee, shape, state, reason) => {
    const { get, words, element } = await light(e2ee);
    expect(get('summary').textContent.trim()).toBe(`Zusätzliche Verschlüsselung: ${state}`);
    expect(element.querySelectorAll('.status')).toHaveLength(1);
    expect(get('.status').className).toBe(`status status--${shape}`);
    expect(words()).toContain(reason);
  });

  test('never promises', async () => {
    for (const state of ['unknown', 'off', 'requested', 'reportedByAll'] as const) {
      expect((await light({ report: { state } })).words()).not.toMatch(/sicher|geschützt|garantiert|niemand kann/i);
    }
  });

  test('a hostile name in the reason is text', async () => {
    const { element, words } = await light(impossible(false, [HOSTILE]));
    expectOnlyText(element);
    expect(words()).toContain('<img src=x');
  });
});

describe('one switch', () => {
  test.each<[Partial<RoomView['e2ee']>, on: boolean]>([
    [{}, true],
    [{ report: { state: 'off' } }, true],
    [{ report: { state: 'requested' } }, false],
    [{ report: { state: 'reportedByAll' } }, false],
    [{ report: { state: 'off' }, asked: true }, false],
    [{ report: { state: 'reportedByAll' }, asked: false }, true],
  ])('%j', async (e2ee, on) => {
    const { get, news } = await light(e2ee);
    expect(get('#switch-e2ee').textContent).toContain(on ? 'einschalten' : 'ausschalten');
    get('#switch-e2ee').click();
    expect(news()).toEqual([{ kind: 'switchE2ee', on }]);
  });

  test('rests while it switches and while the room is not open, and is not there where none is planned', async () => {
    expect((await light({ switching: true })).get<HTMLButtonElement>('#switch-e2ee').disabled).toBe(true);
    expect((await light({}, { stage: 'recovering' })).get<HTMLButtonElement>('#switch-e2ee').disabled).toBe(true);
    const { element } = await light({}, { appointment: appointment({ e2ee: 'off' }) });
    expect(element.querySelector('#switch-e2ee')).toBeNull();
  });

  test('says when nobody confirmed it', async () => {
    expect((await light({ failed: true })).words()).toContain('Was jetzt gilt, ist nicht bekannt.');
  });
});

describe('to speak without it', () => {
  const send = ({ get }: OfficeStage<E2eeLight>): void => get('form button[type=submit]').click();

  test('is a decision with a reason, offered only where it may be made; without one nothing is sent', async () => {
    expect((await light({ mustWait: true })).element.querySelector('form')).toBeNull();
    const at = await light({ mayWaive: true });
    at.get<HTMLDetailsElement>('details').open = true;
    const field = at.get<HTMLTextAreaElement>('#reason-waive-e2ee');
    send(at);
    expect(at.news()).toEqual([]);
    expect(document.activeElement).toBe(field);
    field.value = ' Ihr Telefon kann es nicht. ';
    send(at);
    expect(at.news()).toEqual([{ kind: 'waiveE2ee', reason: 'Ihr Telefon kann es nicht.' }]);
  });

  test('takes a reason from a proposal', async () => {
    const at = await light({ mayWaive: true });
    at.get('form .knocker__proposals button').click();
    send(at);
    expect(at.news()).toEqual([
      { kind: 'waiveE2ee', reason: 'Ein Gerät kann es nicht. Alle wissen es und sind einverstanden.' },
    ]);
  });

  test('is said once it is made, with its reason as text, and not asked again', async () => {
    const { element, words } = await light({ waived: HOSTILE });
    expect(element.querySelector('form')).toBeNull();
    expect(words()).toContain('Festgehalten: Sie sprechen ohne sie. Grund: „<img src=x');
    expectOnlyText(element);
  });
});
