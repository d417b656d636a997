import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { AccessibilityStatement } from '../../../src/elements/shared/accessibility-statement.ts';
import '../../../src/elements/shared/accessibility-statement.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { fixtureText } from '../../fixtures/services/files.ts';
import { stage, violations, type Stage } from './stage.ts';

/** The statement as somebody sees it who opened it at the step of consent. */
async function opened(options: ContextOptions = {}): Promise<Stage<AccessibilityStatement>> {
  const context = await contextAt('consent', options);
  const at = await stage<AccessibilityStatement>('accessibility-statement', {
    site: context.site,
    service: context.service,
    language: context.language,
    view: { kind: 'step', step: 'consent', context, notice: null },
  });
  await open(at);
  return at;
}

async function open(at: Stage<AccessibilityStatement>): Promise<void> {
  const toggled = new Promise((resolve) => at.get('details').addEventListener('toggle', resolve, { once: true }));
  at.get('summary').click();
  await toggled;
  await at.element.updateComplete;
}

/** Each state needs the wording that names its laws on data protection. */
const inState = (jurisdiction: string): ContextOptions => ({
  profile: { jurisdiction },
  texts: { de: [fixtureText(`laws.${jurisdiction.slice(3)}`, 'de')] },
});
const mail = (at: Stage<AccessibilityStatement>): URL => new URL(at.get<HTMLAnchorElement>('#barrier-mail').href);

test('closed it is one line, open it passes axe', async () => {
  const at = await opened();
  expect(await violations(at.element)).toEqual([]);
  at.get('summary').click();
  await expect.poll(() => at.element.querySelector('article')).toBeNull();
  expect(at.words()).toBe('Barrierefreiheit');
});

test('the button at its end closes it and gives the focus back', async () => {
  const at = await opened();
  at.get('#accessibility-close').focus();
  await userEvent.keyboard('{Enter}');
  expect(at.get<HTMLDetailsElement>('details').open).toBe(false);
  expect(document.activeElement).toBe(at.get('summary'));
  expect(at.wishes).toEqual([]);
});

test.each([
  ['DE-BY', 'Bayerische Digitalverordnung', 'Landesamt für Digitalisierung, Breitband und Vermessung'],
  ['DE-NI', 'NBGG', 'Schlichtungsstelle nach § 9d NBGG'],
  ['DE-NW', 'BITV NRW', 'Ombudsstelle'],
])('%s: names %s and %s, and that nobody has confirmed it', async (jurisdiction, law, body) => {
  const at = await opened(inState(jurisdiction));
  expect(at.get('#accessibility-laws').textContent).toContain(law);
  expect(at.get('#enforcement').textContent).toContain(body);
  expect(at.get('#enforcement').textContent).toContain('Diese Angaben muss die Behörde noch bestätigen.');
});

test('a state of which nothing is known: says so and names the authority', async () => {
  const at = await opened(inState('DE-HB'));
  const { name } = (await contextAt('consent')).service.profile.authority;
  expect(at.get('#enforcement').textContent).toContain('noch keine Stelle eingetragen');
  expect(at.get('#enforcement').textContent).toContain(name);
  expect([...at.get('#accessibility-laws').children].map(({ textContent }) => textContent)).toEqual([
    'Barrierefreie-Informationstechnik-Verordnung (BITV 2.0)',
    'EN 301 549',
  ]);
});

test('the mail knows the step and nothing of the person', async () => {
  const at = await opened({ details: { name: 'Anna Ahrens' } });
  expect(mail(at).searchParams.get('body')).toContain('Schritt: Einwilligung');
  expect(mail(at).href).not.toMatch(/Anna|Ahrens|#|http/);
});

test('where nobody entered an address, the telephone stays', async () => {
  const helpline = { phone: null, email: null };
  const nobody = { name: 'Stadt', address: null, phone: null, email: null };
  const at = await opened({ profile: { helpline, authority: nobody, department: nobody } });
  expect(at.element.querySelector('#barrier-mail')).toBeNull();
  expect(at.get('.phone').textContent).toBe(at.element.site?.helpline.phone);
});

test('the authority’s own statement takes the place of ours, in a window of its own', async () => {
  const at = await opened({ profile: { accessibility: { statementUrl: 'https://stadt.example/barrierefrei' } } });
  const link = at.get<HTMLAnchorElement>('#own-statement');
  expect([link.href, link.target, link.rel]).toEqual([
    'https://stadt.example/barrierefrei',
    '_blank',
    'noopener noreferrer',
  ]);
  expect(at.element.querySelector('#enforcement')).toBeNull();
  // Isolated, because an address that begins with a number would be turned round in Arabic.
  expect(at.get('#barrier-mail').textContent).toMatch(/\u2066\S+@\S+\u2069/);
});

test('without a service there is the telephone of the city, and no state is guessed', async () => {
  const { site } = await contextAt('consent');
  const view = { kind: 'entrance', site, roomName: null, services: [] };
  const at = await stage<AccessibilityStatement>('accessibility-statement', {
    site,
    service: null,
    language: 'de',
    view,
  });
  await open(at);
  expect(await violations(at.element)).toEqual([]);
  expect(at.get('.phone').textContent).toBe(site.helpline.phone);
  expect(at.element.querySelector('#enforcement, #barrier-mail')).toBeNull();
});

test('says that there are no videos in sign language only as long as there are none', async () => {
  const words = 'Videos in Gebärdensprache gibt es hier nicht.';
  expect((await opened()).words()).toContain(words);
  document.querySelector('main')?.remove();
  const signVideo = '/services/beispiel/dgs/willkommen.mp4';
  const at = await opened({ texts: { de: [fixtureText('start.welcome', 'de', { signVideo })] } });
  expect(at.words()).not.toContain(words);
  expect(at.get<HTMLVideoElement>('video').getAttribute('src')).toBe(signVideo);
});
