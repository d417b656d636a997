import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { receive } from '../../../src/jitsi/inbound.ts';

const ORIGIN = 'https://meet.stadt.example';
const frame = {};
const api = (data: object): string =>
  JSON.stringify({
    postis: true,
    scope: 'jitsi_meet_external_api_0',
    method: 'message',
    params: { type: 'event', data },
  });
const joined = api({ name: 'video-conference-joined', id: 'P1' });
const picture = { einlass: 1, kind: 'state', lobby: {}, e2ee: { supported: true, enabled: true, participants: [] } };

function send(
  message: { source?: unknown; origin?: string; data: unknown; isTrusted?: boolean },
  frameWindow: unknown = frame,
) {
  const stopImmediatePropagation = vi.fn();
  const onPlugin = vi.fn();
  receive(
    { source: frame, origin: ORIGIN, isTrusted: true, ...message, stopImmediatePropagation },
    { frameWindow: () => frameWindow, origin: ORIGIN, onPlugin },
  );
  return { stopped: stopImmediatePropagation.mock.calls.length > 0, plugin: onPlugin.mock.calls.length };
}

describe('messages to this page: source, then shape, then origin', () => {
  it.each<[string, Parameters<typeof send>[0], number]>([
    ['the API from the frame', { data: joined }, 0],
    ['something else from the frame', { data: 'hello' }, 0],
    ['somebody else, of another business', { source: {}, origin: 'https://elsewhere.example', data: { hello: 1 } }, 0],
    ['text of another business', { source: {}, origin: 'null', data: '{"scope":"other","method":"x"}' }, 0],
    ['text that is no JSON', { source: {}, data: '{"postis":true' }, 0],
    ['an empty message', { source: null, data: null }, 0],
  ])('%s passes', (_, message, plugin) => {
    expect(send(message)).toEqual({ stopped: false, plugin });
  });

  it.each<[string, Parameters<typeof send>[0], unknown?]>([
    ['the API from another window of the same origin', { source: {}, data: joined }],
    ['the API from nowhere', { source: null, data: joined }],
    ['the API from another origin', { source: {}, origin: 'https://evil.example', data: joined }],
    ['the frame after it went elsewhere', { origin: 'https://evil.example', data: joined }],
    ['the frame with an opaque origin', { origin: 'null', data: joined }],
    ['the frame on another port', { origin: `${ORIGIN}:8443`, data: joined }],
    ['a message made by a script of this page', { data: joined, isTrusted: false }],
    ['the API with an escaped key', { source: {}, data: '{"\\u0070ostis":true,"scope":"jitsi_meet_external_api_0"}' }],
    ['only the scope', { source: {}, data: { scope: 'jitsi_meet_external_api_7' } }],
    ['the API before there is a frame', { source: undefined, data: joined }, undefined],
    ['the API after the frame is gone', { source: null, data: joined }, null],
    ['a plugin picture from another window', { source: {}, data: picture }],
    ['a plugin picture as a script event', { data: picture, isTrusted: false }],
    ['a plugin picture from elsewhere in the frame', { origin: 'https://evil.example', data: picture }],
    ['a plugin picture of another version', { data: { ...picture, einlass: 2 } }],
    ['a plugin picture without its parts', { data: { einlass: 1, kind: 'state' } }],
    ['a plugin picture with wrong parts', { data: { ...picture, role: 'owner' } }],
    [
      'settings that the frame wants to keep here',
      { data: api({ name: 'local-storage-changed', localStorageContent: '{}' }) },
    ],
  ])('%s is stopped', (...given) => {
    const [, message] = given;
    expect(given.length === 3 ? send(message, given[2]) : send(message)).toEqual({ stopped: true, plugin: 0 });
  });

  it('a picture of the plugin reaches the meeting and nobody else', () => {
    expect(send({ data: picture })).toEqual({ stopped: true, plugin: 1 });
    expect(send({ data: JSON.stringify(picture) })).toEqual({ stopped: true, plugin: 1 });
  });

  it('takes anything from anywhere without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.json(), fc.string()), fc.boolean(), fc.webUrl(), (data, own, origin) => {
        send({ data, origin, source: own ? frame : {} });
      }),
      { numRuns: 2_000 },
    );
  });
});
