import { expect } from '@playwright/test';
import type { BrowserContext, FrameLocator, Locator, Page } from '@playwright/test';
import type { InvitedPerson } from '../../../src/appointment/appointment.ts';
import type { Receipt } from '../../../src/gate/receipt-shape.ts';
import { parseLink, roomName } from '../../../src/mailbox/link.ts';
import { listen } from './quiet.ts';
import type { Noise } from './quiet.ts';
import { ReceiptShelf } from './receipt-shelf.ts';
import { savedFrom } from './saved-file.ts';

const PASSPHRASE = 'vier woerter sind genug';
/** A room is entered, made and its lobby confirmed, on an old computer. */
const PATIENCE = { timeout: 20_000 };

export interface NewAppointment {
  readonly service: string;
  /** One client, "Frau Muster", where nobody is named. */
  readonly people?: readonly Pick<InvitedPerson, 'role' | 'label'>[];
  /** Additional encryption is a condition of this appointment. */
  readonly requiresE2ee?: boolean;
}

/** A counsellor at her desk. Presses and types what is on screen, and nothing else. */
export class Desk {
  readonly page: Page;
  readonly main: Locator;
  readonly frame: FrameLocator;
  readonly noise: Noise;
  /** The room of the appointment that was created last, as Jitsi calls it. */
  room = '';

  constructor(page: Page, noise: Noise) {
    this.page = page;
    this.noise = noise;
    this.main = page.getByRole('main');
    this.frame = page.frameLocator('#call iframe');
  }

  /** Opens the counsellor's page in `context` and stands before what it shows first: its door, new or locked. */
  static async atDoor(context: BrowserContext, gateOrigin: string): Promise<Desk> {
    const noise = listen(context);
    const desk = new Desk(await context.newPage(), noise);
    await desk.page.bringToFront();
    await desk.page.goto(`${gateOrigin}/beratung.html`);
    return desk;
  }

  /** Opens the counsellor's page in a browser profile that has no key yet, and founds one. */
  static async open(context: BrowserContext, gateOrigin: string): Promise<Desk> {
    const desk = await Desk.atDoor(context, gateOrigin);
    await desk.main.locator('#way-found').click();
    await desk.main.locator('#again').fill(PASSPHRASE);
    await desk.passDoor();
    await desk.isOpen();
    return desk;
  }

  async isOpen(): Promise<void> {
    await expect(this.main.locator('#new-appointment')).toBeVisible(PATIENCE);
  }

  async unlock(): Promise<void> {
    await this.passDoor();
    await this.isOpen();
  }

  /** Hands a key file in at the door of a new profile. Whether it opens is for the test to say. */
  async join(keyFile: string | Buffer): Promise<void> {
    const file = this.main.locator('#key-file');
    if (!(await file.isVisible())) await this.main.locator('#way-join').click();
    await file.setInputFiles({ name: 'schluessel.json', mimeType: 'application/json', buffer: Buffer.from(keyFile) });
    await this.passDoor();
  }

  /** Saves the team key; from the page that has the button for it. */
  async keyFile(): Promise<string> {
    return (await savedFrom(this.page, this.page.locator('#save-key').first())).text;
  }

  /** Creates an appointment that begins within a quarter of an hour. Returns the personal links in the order of the people. */
  async create({
    service,
    people = [{ role: 'client', label: 'Frau Muster' }],
    requiresE2ee = false,
  }: NewAppointment): Promise<string[]> {
    await this.main.locator('#new-appointment').click();
    await this.main.locator('#service').selectOption(service);
    for (const [index, { role, label }] of people.entries()) {
      if (index > 0) await this.main.locator('#add-person').click();
      await this.main.locator(`#person-${index}-role`).selectOption(role);
      // Key by key: Firefox takes a text that a script has put in for nothing that somebody has changed.
      await this.main.locator(`#person-${index}-label`).pressSequentially(label);
    }
    if (requiresE2ee) await this.main.locator('#e2ee-required').check();
    await this.main.locator('#create').click();
    const links = this.main.locator('.invitation__link code');
    await expect(links).toHaveCount(people.length);
    const shown = await links.allInnerTexts();
    this.room = roomOf(shown[0] ?? '');
    return shown;
  }

  /** From the page of the appointment, or from the list, into its room; resolves when it is open, its lobby on. */
  async openRoom(): Promise<void> {
    await this.prepare();
    await this.declare();
    await this.isLobbyOn();
  }

  /** Before the room: the declaration is on screen, and the mailboxes are being read. */
  async prepare(): Promise<void> {
    await this.page.bringToFront();
    const fromTheList = this.main.getByRole('button', { name: 'Raum öffnen' });
    await this.main.locator('#prepare').or(fromTheList).first().click();
    await expect(this.main.locator('#declaration')).toBeVisible();
  }

  /** Declares everything and presses "Raum öffnen", without waiting for it. */
  async declare(): Promise<void> {
    for (const box of await this.main.locator('#declaration input').all()) await box.check();
    // Asked only once.
    const name = this.main.locator('#counsellor-name');
    if ((await name.count()) > 0) await name.fill('Frau Sommer');
    await this.main.locator('#open').click();
  }

  async isLobbyOn(patience = PATIENCE): Promise<void> {
    await expect(this.main.locator('#stage')).toContainText('der Warteraum ist eingeschaltet', patience);
  }

  /** Somebody who knocks, by a part of what the card shows. */
  knocker(words: string): Locator {
    return this.main.locator('#knocking > li', { hasText: words });
  }

  /** Somebody in the room, by a part of the name; everybody in it without one. */
  inside(name = ''): Locator {
    return this.main.locator('#inside li', { hasText: name });
  }

  async expectComplete(words: string): Promise<void> {
    await expect(this.knocker(words).locator('.knocker__state')).toHaveText('Vollständig', PATIENCE);
  }

  /** What is wrong with somebody who knocks, each a sentence; and that there is no plain "Einlassen". */
  async expectWrong(words: string, state: string, lines: readonly string[]): Promise<void> {
    const card = this.knocker(words);
    await expect(card.locator('.knocker__state')).toHaveText(state, PATIENCE);
    await expect(card.locator('.knocker__lacks li')).toHaveText([...lines]);
    await expect(card.locator('[id^="admit-"]')).toHaveCount(0);
  }

  async admit(name: string): Promise<void> {
    await this.knocker(name).locator('[id^="admit-"]').click();
    await expect(this.inside(name)).toBeVisible(PATIENCE);
  }

  /** Presses "Trotzdem einlassen", and gives the reason. */
  async admitAllTheSame(name: string, reason: string): Promise<void> {
    await this.#withWords(name, 'override', reason);
  }

  async refuse(name: string, text: string): Promise<void> {
    await this.#withWords(name, 'refuse', text);
  }

  async note(name: string, text: string): Promise<void> {
    await this.#withWords(name, 'note', text);
  }

  async endForAll(): Promise<void> {
    await this.main.locator('#end-for-all').click();
    await this.main.locator('#end-yes').click();
    await expect(this.main.locator('#over')).toBeVisible(PATIENCE);
  }

  /** Goes to the receipts, from whatever page after the room. */
  async receipts(): Promise<ReceiptShelf> {
    const away = this.main.locator('#to-appointments');
    if ((await away.count()) > 0) await away.click();
    await this.page.locator('#place-receipts').click();
    await expect(this.main.locator('#count')).toBeVisible();
    return new ReceiptShelf(this.page);
  }

  /** Opens the only receipt of somebody, as it is filed here. */
  async receiptOf(name: string): Promise<Receipt> {
    return (await this.receipts()).open(name);
  }

  /** From the room that is over to the page of its appointment. */
  async showEnded(): Promise<void> {
    await this.main.locator('#to-appointments').click();
    const past = this.main.locator('[data-appointment]').first();
    await past.getByRole('button').first().click();
    await expect(this.main.locator('counsellor-appointment')).toBeVisible();
  }

  /** The page says this, with this number. */
  async says(words: string | RegExp, number: number): Promise<void> {
    const problem = this.main.locator('#problem');
    await expect(problem).toContainText(words, PATIENCE);
    await expect(problem).toContainText(`EINLASS-${number}`);
  }

  /** Types the passphrase and presses on, whatever the door says to it. */
  async passDoor(): Promise<void> {
    await this.main.locator('#passphrase').fill(PASSPHRASE);
    await this.main.locator('#go').click();
  }

  async #withWords(name: string, form: 'override' | 'refuse' | 'note', words: string): Promise<void> {
    const card = this.knocker(name);
    const toggle = card.locator(`button[id^="${form}-"]`);
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await card.locator('textarea').fill(words);
    await card.locator('form button[type=submit]').click();
  }
}

/** The room that a personal link leads to, as Jitsi calls it. Throws where it is none. */
function roomOf(link: string): string {
  const parsed = parseLink(link);
  if (!parsed.ok || parsed.value.kind !== 'personal') throw new Error(`no personal link: ${link}`);
  return roomName(parsed.value.room);
}
