import { expect, test } from 'vitest';
import { STEP_KINDS } from '../../../src/gate/plan.ts';
import { BARRIER_SUBJECT, barrierMail, type Barrier } from '../../../src/service/barrier-mail.ts';

const BARRIER: Barrier = {
  to: 'beratung@stadt.example',
  question: 'Das geht nicht:',
  place: 'consent',
  language: 'en',
  edition: { version: 3, effective: '2026-11-22' },
};

function read(href: string): { to: string; subject: string | null; body: string | null; keys: string[] } {
  const url = new URL(href);
  return {
    to: decodeURIComponent(url.pathname),
    subject: url.searchParams.get('subject'),
    body: url.searchParams.get('body'),
    keys: [...url.searchParams.keys()],
  };
}

test('it says where it happened, in which language and in which edition of the texts, and nothing else', () => {
  expect(read(barrierMail(BARRIER))).toEqual({
    to: 'beratung@stadt.example',
    subject: BARRIER_SUBJECT,
    body: 'Das geht nicht:\r\n\r\n\r\nSchritt: Einwilligung\r\nSprache: en\r\nTexte: Fassung 3 vom 2026-11-22',
    keys: ['subject', 'body'],
  });
});

test('the subject tells nobody who reads over a shoulder that somebody is counselled', () => {
  expect(BARRIER_SUBJECT).not.toMatch(/berat|video|einlass|termin/i);
});

test('an address cannot add a header or a recipient', () => {
  const { to, keys } = read(barrierMail({ ...BARRIER, to: 'a@b.example?cc=c@d.example&bcc=e@f.example' }));
  expect(to).toBe('a@b.example?cc=c@d.example&bcc=e@f.example');
  expect(keys).toEqual(['subject', 'body']);
});

test.each([...STEP_KINDS, 'loading', 'problem', 'entrance', 'door', 'meeting', 'ending'] as const)(
  'on %s it names the place in words',
  (place) => {
    expect(read(barrierMail({ ...BARRIER, place })).body).toMatch(/\r\nSchritt: [A-ZÄÖÜ]\S.*\r\n/);
  },
);
