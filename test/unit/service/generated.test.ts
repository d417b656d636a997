import { describe, expect, it } from 'vitest';
import {
  browserTexts,
  encryptionTexts,
  fieldText,
  informationTexts,
  isAnythingStored,
  refusalTexts,
  shownAssurances,
  type E2eeVerdict,
} from '../../../src/service/generated.ts';
import type { Profile } from '../../../src/service/profile-schema.ts';
import { fixtureProfile } from '../../fixtures/services/files.ts';

const base = fixtureProfile();
const mode = (value: Profile['e2ee']['mode']) => fixtureProfile({ e2ee: { mode: value, encodedTransform: false } });

describe('sentences about encryption', () => {
  it.each<[Profile['e2ee']['mode'], E2eeVerdict, string]>([
    ['off', 'can', 'base off'],
    ['off', 'cannot', 'base off'],
    ['preferred', 'can', 'base preferred browserCan limits'],
    ['preferred', 'cannot', 'base preferred browserCannot limits'],
    ['preferred', 'unknown', 'base preferred limits'],
    ['required', 'can', 'base required browserCan limits'],
    ['required', 'cannot', 'base required browserCannot limits'],
    ['required', 'unknown', 'base required limits'],
  ])('%s in a browser that %s', (e2ee, verdict, ids) => {
    expect(encryptionTexts(mode(e2ee), verdict)).toEqual(ids.split(' ').map((id) => `encryption.${id}`));
  });
});

describe('sentences about the browser', () => {
  const can = { join: true, e2ee: true, inApp: false };

  it.each<[string, Profile, typeof can, readonly string[]]>([
    ['nothing where all is well', base, can, []],
    ['nothing where encryption is off', mode('off'), { ...can, e2ee: false }, []],
    ['a warning where it is preferred', base, { ...can, e2ee: false }, ['browser.noE2ee']],
    ['a refusal where it is required', mode('required'), { ...can, e2ee: false }, ['browser.required']],
    [
      'a refusal where the policy blocks',
      fixtureProfile({ browserPolicy: 'block' }),
      { ...can, e2ee: false },
      ['browser.required'],
    ],
    ['a way out of other apps', base, { ...can, inApp: true }, ['browser.inApp']],
    [
      'that it cannot join at all',
      mode('off'),
      { join: false, e2ee: false, inApp: true },
      ['browser.cannotJoin', 'browser.inApp'],
    ],
  ])('%s', (_name, profile, verdict, ids) => {
    expect(browserTexts(profile, verdict)).toEqual(ids);
  });
});

describe('information that is true', () => {
  it.each<[string, Partial<Profile>, string, boolean]>([
    ['free of charge', {}, 'info.free', true],
    ['not free of charge', { free: false }, 'info.free', false],
    ['nobody knows whether free of charge', { free: null }, 'info.free', false],
    ['run by the authority', {}, 'info.operatorOwn', true],
    ['run by the authority', {}, 'info.operatorProcessor', false],
    ['run by a processor', { operator: { kind: 'processor', name: 'R', agreement: 'AVV' } }, 'info.operatorOwn', false],
    [
      'run by a processor',
      { operator: { kind: 'processor', name: 'R', agreement: 'AVV' } },
      'info.operatorProcessor',
      true,
    ],
    ['closed software', { openSource: false }, 'info.openSource', false],
  ])('%s', (_name, changes, id, isSaid) => {
    expect(informationTexts(fixtureProfile(changes)).includes(id)).toBe(isSaid);
  });
});

describe('facts of the configuration', () => {
  it('names consequence, no disadvantage and every other way of a refusal', () => {
    expect(refusalTexts(base)).toEqual([
      'refusal.consequence',
      'refusal.noDisadvantage',
      'alternative.phone',
      'alternative.inPerson',
    ]);
  });

  it('shows what is not ticked', () => {
    expect(shownAssurances(base)).toEqual(['assurance.A7']);
    expect(shownAssurances(fixtureProfile({ assurances: { ...base.assurances, A6: 'shown', A7: 'off' } }))).toEqual([
      'pledge.A6',
    ]);
  });

  it('calls a name that may be a pseudonym so', () => {
    expect(fieldText(base, 'name')).toBe('field.name');
    expect(
      fieldText(fixtureProfile({ fields: base.fields.map((field) => ({ ...field, pseudonym: true })) }), 'name'),
    ).toBe('field.namePseudonym');
  });

  it.each<[string, Profile['retention'], boolean]>([
    ['a log', [{ subject: 'serverLog', duration: 'P1D' }], true],
    ['something unknown', [{ subject: 'roomName', duration: null }], true],
    [
      'only the meeting itself',
      [
        { subject: 'media', duration: 'none' },
        { subject: 'roomName', duration: 'session' },
      ],
      false,
    ],
    ['statistics that are off', [{ subject: 'statistics', duration: 'kept' }], false],
  ])('knows whether anything is stored: %s', (_name, retention, isStored) => {
    expect(isAnythingStored(fixtureProfile({ retention }))).toBe(isStored);
  });
});
