import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { APIRequestContext, BrowserContext, Locator, Page } from '@playwright/test';
import type { MailboxFault } from '../../../config/serve/mailbox.ts';
import { parseLink, roomName } from '../../../src/mailbox/link.ts';
import type { World } from '../../world.ts';

export const PASSPHRASE = 'vier woerter sind genug';

/** To run in every document: tells `probeHeard` of everybody of whom Jitsi's frame says that they are inside, oneself too. */
const ROOM_WATCH = `(${String(watchRoom)})()`;

function watchRoom(): void {
  if (window !== window.top) return;
  const { probeHeard } = window as unknown as { probeHeard?: (name: string) => void };
  window.addEventListener(
    'message',
    ({ data }) => {
      const words: string = typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
      const name = /"name":"(participant-joined|video-conference-joined)"/.exec(words)?.[1];
      if (name !== undefined) probeHeard?.(name);
    },
    { capture: true },
  );
}

/** What the pages of one profile heard from their rooms, reloads and crashes included. */
export class RoomWatch {
  /** Everybody whom the room named beside oneself, in their order. */
  others = 0;
  /** How often one was inside oneself. */
  own = 0;

  static async over(context: BrowserContext): Promise<RoomWatch> {
    const watch = new RoomWatch();
    await context.exposeFunction('probeHeard', (name: string) => {
      if (name === 'participant-joined') watch.others += 1;
      else watch.own += 1;
    });
    await context.addInitScript(ROOM_WATCH);
    return watch;
  }
}

/** A counsellor at her desk. */
export class Office {
  readonly page: Page;
  readonly main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
  }

  /** The counsellor's page in this profile, at its door. */
  static async atDoor(context: BrowserContext, world: World): Promise<Office> {
    const office = new Office(await context.newPage());
    await office.page.goto(`${world.gateOrigin}/beratung.html`);
    return office;
  }

  /** A new profile, with a team key of its own. */
  static async founded(context: BrowserContext, world: World): Promise<Office> {
    const office = await Office.atDoor(context, world);
    await office.main.locator('#way-found').click();
    await office.main.locator('#passphrase').fill(PASSPHRASE);
    await office.main.locator('#again').fill(PASSPHRASE);
    await office.main.locator('#go').click();
    await office.isOpen();
    return office;
  }

  async isOpen(): Promise<void> {
    await expect(this.main.locator('#new-appointment')).toBeVisible({ timeout: 20_000 });
  }

  async unlock(): Promise<void> {
    await this.main.locator('#passphrase').fill(PASSPHRASE);
    await this.main.locator('#go').click();
  }

  /** With a key file, as text, into a new profile. */
  async join(keyFile: string | Buffer): Promise<void> {
    const file = this.main.locator('#key-file');
    if (!(await file.isVisible())) await this.main.locator('#way-join').click();
    await file.setInputFiles({ name: 'schluessel.json', mimeType: 'application/json', buffer: Buffer.from(keyFile) });
    await this.main.locator('#passphrase').fill(PASSPHRASE);
    await this.main.locator('#go').click();
  }

  /** Creates an appointment for one person and returns that person's link. */
  async appointment(service = 'hannover-bildungsbuero'): Promise<string> {
    await this.main.locator('#new-appointment').click();
    await this.main.locator('#service').selectOption(service);
    await this.main.locator('#person-0-label').fill('Frau Muster');
    await this.main.locator('#create').click();
    const card = this.main.locator('invitation-card');
    await expect(card).toBeVisible();
    return /https:\S+#\S+/.exec(await card.innerText())?.[0] ?? '';
  }

  /** Devices, declaration; the mailboxes are being read. */
  async prepare(): Promise<void> {
    await this.main
      .locator('#prepare')
      .or(this.main.getByRole('button', { name: 'Raum öffnen' }))
      .first()
      .click();
    await this.main.locator('#open').waitFor();
  }

  async open(): Promise<void> {
    await this.page.bringToFront();
    await this.main.locator('#try').click();
    for (const id of ['noRecording', 'aloneInRoom', 'boundToSecrecy'])
      await this.main.locator(`#declare-${id}`).check();
    // Asked only once.
    const name = this.main.locator('#counsellor-name');
    if (await name.isVisible()) await name.fill('Frau Sommer');
    await this.main.locator('#open').click();
  }

  async isLobbyOn(timeout = 20_000): Promise<void> {
    await expect(this.main.locator('#stage')).toContainText('Warteraum ist eingeschaltet', { timeout });
  }

  async prepareAndOpen(): Promise<void> {
    await this.prepare();
    await this.open();
    await this.isLobbyOn();
  }

  get knocking(): Locator {
    return this.main.locator('[data-knock]');
  }

  get inside(): Locator {
    return this.main.locator('#inside li');
  }

  /** Waits until nothing is missing, and admits. */
  async admit(): Promise<void> {
    await this.page.bringToFront();
    await expect(this.knocking).toContainText('Vollständig', { timeout: 15_000 });
    await this.knocking.locator('[id^=admit-]').click();
    await expect(this.inside).toHaveCount(1);
  }

  async endForAll(): Promise<void> {
    await this.page.bringToFront();
    await this.main.locator('#end-for-all').click();
    await this.main.locator('#end-yes').click();
    await expect(this.main.locator('#over')).toBeVisible();
  }

  async toReceipts(): Promise<void> {
    await this.page.bringToFront();
    const away = this.main.locator('#to-appointments');
    if (await away.isVisible()) await away.click();
    await this.page.locator('#place-receipts').click();
    await expect(this.main.locator('#count')).toBeVisible();
  }

  /** What a click hands over as a file. */
  async saved(click: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> {
    const download = this.page.waitForEvent('download');
    await click();
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  async keyFile(): Promise<string> {
    return (await this.saved(() => this.page.locator('#save-key').first().click())).text;
  }

  async exported(as: 'json' | 'csv'): Promise<string> {
    const button = this.main.locator(`#export-${as}`);
    if (!(await button.isVisible())) await this.main.locator('#files summary').click();
    return (await this.saved(() => button.click())).text;
  }

  async readIn(content: string | Buffer): Promise<void> {
    const file = this.main.locator('#import');
    if (!(await file.isVisible())) await this.main.locator('#files summary').click();
    await file.setInputFiles({ name: 'datei.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  }

  /** The page says this, with this number. */
  async says(words: string | RegExp, number: number): Promise<void> {
    const problem = this.main.locator('#problem');
    await expect(problem).toContainText(words, { timeout: 15_000 });
    await expect(problem).toContainText(`EINLASS-${number}`);
  }
}

/** The room of a link as Jitsi calls it. */
export function roomOf(link: string): string {
  const parsed = parseLink(link);
  if (!parsed.ok || !('room' in parsed.value)) throw new Error('no personal link');
  return roomName(parsed.value.room);
}

/** What goes wrong with the mailbox of this worker from now on. */
export async function mailboxFault(request: APIRequestContext, world: World, fault: MailboxFault): Promise<void> {
  const { host, port } = new URL(world.gateOrigin);
  const answer = await request.post(`https://127.0.0.1:${port}/practice/mailbox`, {
    data: JSON.stringify(fault),
    headers: { host, 'content-type': 'application/json' },
  });
  if (!answer.ok()) throw new Error(`fault refused: ${answer.status()}`);
}
