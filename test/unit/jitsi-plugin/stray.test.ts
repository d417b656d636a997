import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateOrigin } from '../../../src/jitsi-plugin/gate-origin.ts';
import { gateAddress } from '../../../src/jitsi-plugin/stray.ts';
import { parseLink } from '../../../src/mailbox/link.ts';

const GATE = 'https://beratung.example.de';
/** `location.pathname` of an address. */
const path = (rest: string): string => new URL(`https://meet.example.de${rest}`).pathname;

describe('who opened a room on the Jitsi host', () => {
  it.each([
    ['/Familienberatung', 'Familienberatung'],
    ['/Familienberatung/', 'Familienberatung'],
    ['/Beratung Müller', 'Beratung%20M%C3%BCller'],
    ['/Beratung%20M%C3%BCller', 'Beratung%20M%C3%BCller'],
    ['/raum?jwt=geheim&lang=de#config.prejoinConfig.enabled=false&userInfo.displayName="Anna"', 'raum'],
    ['/a%2Fb', 'a%2Fb'],
    ['/a%23b%3Fc%26d', 'a%23b%3Fc%26d'],
    ['/"><img src=x onerror=alert(1)>', '%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'],
    ['/javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['/https:%2F%2Fevil.example', 'https%3A%2F%2Fevil.example'],
    ['/100%', '100%25'],
    ['/%E0%A4%A', '%25E0%25A4%25A'],
    ['/%0d%0aSet-Cookie:x', '%0D%0ASet-Cookie%3Ax'],
    ['/amt-sued/raum', 'raum'],
    ['/jitsi/amt-sued/raum/', 'raum'],
    ['/statics', 'statics'],
    ['/amt/static', 'static'],
    ['/raum.html5', 'raum.html5'],
  ])('%s goes to the gate', (address, room) => {
    expect(gateAddress(GATE, path(address))).toBe(`${GATE}/#/r/${room}`);
  });

  it.each([
    ['the start page', '/'],
    ['only slashes', '///'],
    ['the page after a call', '/static/close.html'],
    ['another one', '/static/close3.html'],
    ['the dial-in page', '/static/dialInInfo.html?room=raum'],
    ['a folder of its own', '/static/'],
    ['the same, without a slash', '/static'],
    ['a page beside the rooms', '/close2.html'],
    ['its own name', '/index.html'],
    ['a library', '/libs/lib-jitsi-meet.min.js'],
    ['a well-known file', '/.well-known/security.txt'],
    ['a sound', '/sounds/knock.mp3'],
  ])('%s stays', (_, address) => {
    expect(gateAddress(GATE, path(address))).toBeUndefined();
  });

  it('law: every path stays or leads to the gate and nowhere else, and the gate can read it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const address = gateAddress(GATE, path(`/${encodeURI(rest.toWellFormed())}`));
        if (address === undefined) return;
        const { origin, pathname, search, hash } = new URL(address);
        expect([origin, pathname, search]).toEqual([GATE, '/', '']);
        expect(hash).toMatch(/^#\/r\/[\w.!~*'()%-]+$/);
        expect(() => parseLink(address)).not.toThrow();
      }),
      { numRuns: 3000, seed: 20261126 },
    );
  });

  it('law: and never throws, also for what no browser has as a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (anything) => void gateAddress(GATE, anything)),
      { numRuns: 2000, seed: 20261126 },
    );
  });
});

describe('the gate that an operator names', () => {
  it.each([
    ['https://beratung.example.de', GATE],
    ['https://beratung.example.de/', GATE],
    [' https://Beratung.example.de ', GATE],
    ['https://beratung.stadt.localhost:8443', 'https://beratung.stadt.localhost:8443'],
    [undefined, undefined],
    ['', undefined],
    ['*', undefined],
    ['null', undefined],
    ['beratung.example.de', undefined],
    ['http://beratung.example.de', undefined],
    ['//beratung.example.de', undefined],
    ['blob:https://beratung.example.de/1', undefined],
    ['data:text/html,x', undefined],
    ['https://beratung.example.de/einlass', undefined],
    ['https://beratung.example.de/?x', undefined],
    ['https://beratung.example.de/#x', undefined],
    ['https://name:word@beratung.example.de', undefined],
  ])('%s', (named, origin) => {
    expect(gateOrigin(named)).toBe(origin);
  });
});
