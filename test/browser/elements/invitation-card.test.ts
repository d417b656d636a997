import jsQR from 'jsqr';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Appointment } from '../../../src/appointment/appointment.ts';
import { cancelled, ended } from '../../../src/appointment/change.ts';
import { contactOf } from '../../../src/appointment/contact.ts';
import { mailOf } from '../../../src/appointment/mail.ts';
import '../../../src/elements/counsellor/invitation-card.ts';
import type { InvitationCard } from '../../../src/elements/counsellor/invitation-card.ts';
import '../../../src/styles/office-print.css';
import { fixtureSite } from '../../fixtures/services/files.ts';
import { APPOINTMENT, LINK, PERSON } from '../../unit/appointment/support.ts';
import { expectOnlyText, HOSTILE, stage, violations, type Stage } from './stage.ts';

const PROFILE = { helpline: { phone: '0511 123456', email: null }, free: true };

/** What the browser was asked for: downloads go nowhere in a test, and nobody is there to close a print dialog. */
let saved: { readonly name: string; readonly text: Promise<string> }[];
let printed: number;
const { print } = window;
const onDownload = (event: Event): void => {
  const { target } = event;
  if (!(target instanceof HTMLAnchorElement) || target.download === '') return;
  event.preventDefault();
  saved.push({ name: target.download, text: fetch(target.href).then((answer) => answer.text()) });
};
const { click } = HTMLAnchorElement.prototype;

beforeEach(() => {
  saved = [];
  printed = 0;
  window.print = () => void printed++;
  // A link that is not in the page has no ancestors to hear of its click.
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
    this.addEventListener('click', onDownload, { once: true });
    click.call(this);
  };
});

afterEach(() => {
  window.print = print;
  HTMLAnchorElement.prototype.click = click;
  window.dispatchEvent(new Event('afterprint'));
});

function card(appointment: Appointment = APPOINTMENT, person = PERSON): Promise<Stage<InvitationCard>> {
  const site = fixtureSite();
  const mail = mailOf(appointment, person, LINK, contactOf(site, PROFILE), 'de');
  return stage<InvitationCard>('invitation-card', {
    site,
    profile: PROFILE,
    appointment,
    invitation: { person, link: LINK, mail },
  });
}

const href = ({ get }: Stage<InvitationCard>): URLSearchParams =>
  new URL(get<HTMLAnchorElement>('a[href^="mailto:"]').href).searchParams;

describe('the card of somebody invited', () => {
  test('says who it is and offers everything, without a fault that axe knows', async () => {
    const { element, words, button } = await card();
    expect(words()).toContain(`Ratsuchende Person${PERSON.label}`);
    expect(words()).toContain(LINK);
    button('QR-Code zeigen').click();
    await expect.poll(() => element.querySelector('svg')).not.toBeNull();
    expect(await violations(element)).toEqual([]);
  });

  test('shows a hostile label as text', async () => {
    const { element, words } = await card(APPOINTMENT, { ...PERSON, label: HOSTILE });
    expect(words()).toContain('<img src=x onerror=alert(1)>');
    expectOnlyText(element);
  });

  test('never shows the password, and says so', async () => {
    const { element, words } = await card();
    expect(element.outerHTML).not.toContain(APPOINTMENT.password);
    expect(words()).toContain('Sagen Sie es am Telefon.');
    const { words: without } = await card({ ...APPOINTMENT, password: null });
    expect(without()).not.toContain('Passwort');
  });

  test('drafts the mail in the language that was chosen, to nobody yet', async () => {
    const staged = await card();
    const { element, get } = staged;
    expect(get<HTMLAnchorElement>('a[href^="mailto:"]').href).toMatch(/^mailto:\?/);
    expect(href(staged).get('subject')).toBe('Ihr Termin am 23. November 2026 um 10:30 Uhr');
    expect(href(staged).get('body')).toContain('0511 123456');
    const select = get<HTMLSelectElement>('select');
    select.value = 'en';
    select.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(href(staged).get('subject')).toBe('Your appointment on 23 November 2026 at 10:30');
  });

  test('shows the link, marked, where the clipboard is closed', async () => {
    const { element, button } = await card();
    // This page has no permission to write, as in a locked-down office browser.
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    try {
      button('Link kopieren').click();
      await expect.poll(() => element.querySelector('textarea')?.value).toBe(LINK);
      const field = element.querySelector('textarea');
      expect(document.activeElement).toBe(field);
      expect([field?.selectionStart, field?.selectionEnd]).toEqual([0, LINK.length]);
      expect(await violations(element)).toEqual([]);
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  });

  test('copies the link and says so, and takes it back for another link', async () => {
    const { element, button, words } = await card();
    const copied: string[] = [];
    const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    try {
      button('Link kopieren').click();
      await expect.poll(words).toContain('Kopiert.');
      button('E-Mail-Text kopieren').click();
      await expect.poll(() => copied.length).toBe(2);
      expect(copied[0]).toBe(LINK);
      expect(copied[1]).toContain('Ihr Termin am 23. November 2026 um 10:30 Uhr\n\nGuten Tag,');
      element.invitation = { ...element.invitation, link: `${LINK}x` };
      await expect.poll(words).not.toContain('Kopiert.');
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  });

  test('saves the calendar file, with the link and without', async () => {
    const { element, button, get } = await card();
    button('Kalenderdatei speichern').click();
    await expect.poll(() => saved.length).toBe(1);
    get<HTMLInputElement>('input[type=checkbox]').click();
    await element.updateComplete;
    button('Kalenderdatei speichern').click();
    await expect.poll(() => saved.length).toBe(2);
    const [whole, bare] = await Promise.all(saved.map(({ text }) => text));
    expect(saved.map(({ name }) => name)).toEqual(['termin.ics', 'termin.ics']);
    expect(whole?.replace(/\r\n /g, '')).toContain(`URL;VALUE=URI:${LINK}`);
    expect(bare).toContain('SUMMARY:Termin');
    expect(bare?.replace(/\r\n /g, '')).not.toContain(LINK);
  });

  test('draws a code that a camera reads, hides it again, and drops it for another link', async () => {
    const { element, button, get } = await card();
    button('QR-Code zeigen').click();
    await expect.poll(() => element.querySelector('svg')).not.toBeNull();
    expect(await read(get<SVGSVGElement>('svg'))).toBe(LINK);
    expect(get('svg').getAttribute('aria-label')).toBe(`QR-Code mit dem Link für: ${PERSON.label}`);
    expect(button('QR-Code verbergen').getAttribute('aria-expanded')).toBe('true');
    button('QR-Code verbergen').click();
    await expect.poll(() => element.querySelector('svg')).toBeNull();
    button('QR-Code zeigen').click();
    await expect.poll(() => element.querySelector('svg')).not.toBeNull();
    element.invitation = { ...element.invitation, link: `${LINK}x` };
    await expect.poll(() => element.querySelector('svg')).toBeNull();
  });

  test('prints the sheet alone and leaves nothing behind', async () => {
    const { button } = await card();
    button('Blatt in Leichter Sprache drucken').click();
    await expect.poll(() => printed).toBe(1);
    const sheet = document.querySelector('body > invitation-sheet');
    expect(sheet?.textContent).toContain('Montag, 23. November 2026');
    expect(sheet?.textContent).toContain('0511 123456');
    expect(sheet?.textContent).not.toContain(PERSON.label);
    expect(sheet?.textContent).not.toContain(APPOINTMENT.password);
    expect(sheet?.querySelector('svg path')?.getAttribute('d')).toMatch(/^M\d/);
    expect(sheet && getComputedStyle(sheet).display).toBe('none');
    expect(document.documentElement.classList.contains('prints-sheet')).toBe(true);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('invitation-sheet')).toBeNull();
    expect(document.documentElement.classList.contains('prints-sheet')).toBe(false);
  });

  test('prints one sheet where a browser never said that it was done with the first', async () => {
    const { button } = await card();
    button('Blatt in Leichter Sprache drucken').click();
    await expect.poll(() => printed).toBe(1);
    button('Blatt in Leichter Sprache drucken').click();
    await expect.poll(() => printed).toBe(2);
    expect(document.querySelectorAll('invitation-sheet')).toHaveLength(1);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('invitation-sheet, .prints-sheet')).toBeNull();
  });
});

describe('an appointment that does not take place', () => {
  test('is called off by mail and in the calendar, and its link is handed to nobody', async () => {
    const staged = await card(cancelled(APPOINTMENT));
    const { element, words, button } = staged;
    expect(words()).toContain('Der Termin ist abgesagt.');
    expect(element.outerHTML).not.toContain(LINK);
    expect(words()).not.toMatch(/QR-Code|Blatt/);
    expect(href(staged).get('subject')).toContain('fällt aus');
    button('Kalenderdatei speichern').click();
    await expect.poll(() => saved.length).toBe(1);
    expect(await saved[0]?.text).toContain('STATUS:CANCELLED');
    expect(await violations(element)).toEqual([]);
  });

  test('hands nothing over once it has ended', async () => {
    const { element, words } = await card(ended(APPOINTMENT));
    expect(words()).toContain('Der Termin ist beendet.');
    expect(element.querySelectorAll('a, button, select')).toHaveLength(0);
  });
});

/** What a camera sees of the code as it is drawn by this browser. */
async function read(svg: SVGSVGElement): Promise<string | undefined> {
  const side = 800;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(side));
  copy.setAttribute('height', String(side));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.querySelector('rect')?.setAttribute('fill', getComputedStyle(svg.querySelector('rect') ?? svg).fill);
  copy.querySelector('path')?.setAttribute('fill', getComputedStyle(svg.querySelector('path') ?? svg).fill);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0);
  const pixels = context?.getImageData(0, 0, side, side).data;
  return pixels && jsQR(pixels, side, side)?.data;
}
