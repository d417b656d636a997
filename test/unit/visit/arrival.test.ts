import { describe, expect, it } from 'vitest';
import { arrive, arriveByName } from '../../../src/visit/arrival.ts';
import { changeProfile, fixtureFiles, fixtureSite, NOW, serve } from '../../fixtures/services/files.ts';
import { fragment } from './support.ts';

type Files = Map<string, unknown>;
const PROFILE = '/services/beispiel/profile.json';
const ACCESS = { lobby: 'on', password: 'off', linkHoldsHours: 12, conferenceName: false };

function at(link: string, change: (files: Files) => void = () => undefined): ReturnType<typeof arrive> {
  const files = fixtureFiles();
  change(files);
  return arrive(link, 'de', NOW, serve(files));
}

function flipped(link: string, index: number): string {
  const other = link[index] === 'A' ? 'B' : 'A';
  return link.slice(0, index) + other + link.slice(index + 1);
}

const LINK = fragment();

describe('arrive refuses', () => {
  it.each<[string, string, string]>([
    ['words', '#guten-tag-liebe-leute', 'LINK_MALFORMED'],
    ['foreign characters', '#äöü', 'LINK_MALFORMED'],
    ['a mistyped character', flipped(LINK, 20), 'LINK_MALFORMED'],
    ['a link without its end', LINK.slice(0, -9), 'LINK_TRUNCATED'],
    ['one character', '#A', 'LINK_TRUNCATED'],
    ['a link with a tail', `${LINK}AAAAAAAA`, 'LINK_MALFORMED'],
    ['a book', `#${'A'.repeat(5000)}`, 'LINK_TOO_LONG'],
    ['a service nobody knows', fragment({ service: 'anderswo' }), 'SERVICE_UNKNOWN'],
    ['a room address without a room', '#/r/', 'LINK_MALFORMED'],
    ['a room name without an end', `#/r/${'a'.repeat(61)}`, 'LINK_TOO_LONG'],
    ['a room name of which nothing is left', '#/r/%20%2F', 'LINK_MALFORMED'],
  ])('%s', async (_, link, code) => {
    const arriving = await at(link);
    expect(arriving).toMatchObject({ kind: 'problem', problem: { code } });
    // Even then the page can say whom to call.
    expect(arriving).toHaveProperty('site.helpline.phone', '115');
  });

  it.each<[string, (files: Files) => void, string]>([
    ['no site file', (files) => files.delete('/site.json'), 'SITE_INVALID'],
    ['a site file that is none', (files) => files.set('/site.json', '<!doctype html>'), 'SITE_INVALID'],
    [
      'the public instance',
      (files) =>
        files.set('/site.json', { ...fixtureSite(), jitsi: { origin: 'https://meet.jit.si', peerToPeer: false } }),
      'SITE_INVALID',
    ],
    ['no profile', (files) => files.delete(PROFILE), 'SERVICE_UNKNOWN'],
    ['a profile that is no JSON', (files) => files.set(PROFILE, '{'), 'PROFILE_INVALID'],
    ['a profile with a member of its own', (files) => changeProfile(files, { owner: 'x' }), 'PROFILE_INVALID'],
    ['a profile of another folder', (files) => changeProfile(files, { id: 'anderes' }), 'PROFILE_INVALID'],
    ['texts that are none', (files) => files.set('/services/common/texts.de.json', '[]'), 'TEXTS_INVALID'],
    ['no texts at all', (files) => files.delete('/services/common/texts.de.json'), 'TEXTS_INVALID'],
  ])('%s', async (_, change, code) => {
    expect(await at(LINK, change)).toMatchObject({ kind: 'problem', problem: { code } });
  });

  it('when nobody answers', async () => {
    const silent = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
    expect(await arrive(LINK, 'de', NOW, silent)).toEqual({
      kind: 'problem',
      problem: { code: 'SERVER_UNREACHABLE', detail: '/site.json' },
      site: null,
    });
  });

  it.each<[string, string, (files: Files) => void, string]>([
    ['without a link', '', (files) => changeProfile(files, { access: ACCESS }), 'LINK_MISSING'],
    ['with a room name', '#/r/raum', (files) => changeProfile(files, { access: ACCESS }), 'LINK_MISSING'],
    ['without a link and a profile', '', (files) => files.set(PROFILE, '{'), 'PROFILE_INVALID'],
  ])('somebody %s where no service takes names', async (_, link, change, code) => {
    expect(await at(link, change)).toMatchObject({ kind: 'problem', problem: { code } });
  });
});

describe('arrive lets to the door', () => {
  it('a client with a personal link', async () => {
    const arriving = await at(LINK);
    if (arriving.kind !== 'atTheDoor') throw new Error(arriving.kind);
    const { door } = arriving;
    expect([door.role, door.startsAt, door.secret]).toEqual(['client', NOW, new Uint8Array(16).fill(101)]);
    expect(door.appointment).toMatch(/^[0-9a-z]{26}$/);
    expect(door.face.title).toBe('Beispielberatung');
  });

  it.each(['colleague', 'interpreter', 'relative', 'helper'] as const)('%s with a link of their own', async (role) => {
    expect(await at(fragment({ role }))).toMatchObject({ kind: 'atTheDoor', door: { role } });
  });

  it('an expired link: the gate says so, with the service to call', async () => {
    expect(await at(fragment({ startsAt: 0 }))).toMatchObject({ kind: 'atTheDoor', door: { startsAt: 0 } });
  });

  it.each<[string, string, string | null]>([
    ['no link', '', null],
    ['an address without fragment', 'https://b.example/', null],
    ['an old room address', '#/r/Mein%20Raum', 'mein-raum'],
    ['a room with markup', '#/r/<b>raum</b>', 'braumb'],
    ['a room that is percent-encoded wrongly', '#/r/raum%', 'raum'],
  ])('the entrance with %s', async (_, link, roomName) => {
    const services = [{ id: 'beispiel', title: 'Beispielberatung' }];
    expect(await at(link)).toMatchObject({ kind: 'entrance', roomName, services });
  });
});

describe('arriveByName', () => {
  const byName = (service: string, change: (files: Files) => void = () => undefined) => {
    const files = fixtureFiles();
    change(files);
    return arriveByName(fixtureSite(), service, 'raum', 'de', NOW, serve(files));
  };

  it('gives a client without secret and start', async () => {
    const value = { appointment: 'raum', role: 'client', secret: null, startsAt: null };
    expect(await byName('beispiel')).toMatchObject({ ok: true, value });
  });

  it.each<[string, string, (files: Files) => void, string]>([
    ['a service nobody knows', '../site', () => undefined, 'SERVICE_UNKNOWN'],
    [
      'a service for personal links only',
      'beispiel',
      (files) => changeProfile(files, { access: ACCESS }),
      'SERVICE_UNKNOWN',
    ],
    ['a broken profile', 'beispiel', (files) => files.set(PROFILE, '{'), 'PROFILE_INVALID'],
  ])('refuses %s', async (_, service, change, code) => {
    expect(await byName(service, change)).toMatchObject({ ok: false, problem: { code } });
  });
});
