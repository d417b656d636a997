import type { DeskView } from '../../../src/desk/view.ts';
import { conversation, E2EE_UNKNOWN, further, knocker, roomView } from '../../fixtures/desk-room.ts';
import { DESK_VIEWS, deskView } from '../../fixtures/desk-views.ts';
import { expect } from '../../e2e/support/test.ts';
import type { OfficePage } from './office-page.ts';

/** One state of the counsellor's page: a view, and what is pressed and typed on it. */
export interface OfficeStop {
  readonly view: () => DeskView | Promise<DeskView>;
  readonly act?: (office: OfficePage) => Promise<void>;
}

/** Views that no example of the elements has yet. */
const MORE: Readonly<Record<string, OfficeStop['view']>> = {
  'room, encryption off': () => e2ee({ state: 'off' }),
  'room, encryption asked for': () => e2ee({ state: 'requested' }, { switching: true }),
  'room, encryption waived': () =>
    e2ee({ state: 'impossible', self: true, names: [] }, { waived: 'Ein Gerät kann es nicht.' }),
  'room, encryption may be waived': () => e2ee({ state: 'off' }, { mayWaive: true }),
  'room, somebody joined': async () =>
    deskView({ page: 'room', room: await conversation({ reminder: { names: ['Carla'], told: false } }) }),
  'room, somebody is being checked': async () =>
    deskView({ page: 'room', room: await roomView({ knocking: [knocker({ assessment: { state: 'checking' } })] }) }),
  'room, the question is open': async () => {
    const view = await conversation({ knocking: [further('asking'), knocker({ doing: 'admitting' })] });
    const [client] = view.appointment.people;
    const answers = client ? [{ person: client, decision: null }] : [];
    return deskView({ page: 'room', room: { ...view, question: { knocker: 'd4e5f6a7', answers } } });
  },
  'room, they said no, nobody answered, and it failed': async () =>
    deskView({
      page: 'room',
      room: await conversation({
        knocking: [further('refused'), knocker({ failed: 'noAnswer' }), further('noAnswer', { id: 'e9' })],
        round: { done: ['introduced', 'noRecording', 'encryption'], closedAt: 1 },
      }),
    }),
  'room, several are complete': async () =>
    deskView({ page: 'room', room: await roomView({ knocking: [knocker(), knocker({ id: 'f6', name: 'Ben' })] }) }),
};

async function e2ee(
  report: (typeof E2EE_UNKNOWN)['report'],
  changes: Partial<typeof E2EE_UNKNOWN> = {},
): Promise<DeskView> {
  return deskView({ page: 'room', room: await conversation({ e2ee: { ...E2EE_UNKNOWN, report, ...changes } }) });
}

const view = (name: string): OfficeStop['view'] => {
  const found = DESK_VIEWS[name];
  if (!found) throw new Error(`no view "${name}"`);
  return found;
};

/** Presses what `selector` names, the first of it. */
const press =
  (...selectors: readonly string[]): NonNullable<OfficeStop['act']> =>
  async ({ page }) => {
    for (const selector of selectors) await page.locator(selector).first().click();
  };

/** What opens, asks, refuses or complains once somebody does something. */
const DONE: Readonly<Record<string, OfficeStop>> = {
  'door, no passphrase': { view: view('door locked'), act: press('#go') },
  'door, found: too short': { view: view('door, new device'), act: press('#way-found', '#go') },
  'door, join: no file': { view: view('door, new device'), act: press('#way-join', '#go') },
  'new appointment, wrong': {
    view: view('new appointment'),
    act: async ({ main }) => {
      await main.locator('#day').fill('2026-11-20');
      await main.locator('#minutes').fill('1');
      await main.locator('#series').check();
      await main.locator('#times').fill('500');
      await main.locator('#person-0-label').fill('x'.repeat(90));
      await main.locator('#create').click();
      await expect(main.locator('.summary')).toBeVisible();
    },
  },
  'appointment, QR code': {
    view: view('single appointment'),
    act: async ({ main }) => {
      await main.locator('.invitation__more summary').click();
      await main.locator('[id$="-code"]').click();
      await expect(main.locator('qr-code svg')).toBeVisible();
    },
  },
  'appointment, a signed paper, nothing filled in': {
    view: view('appointment with signed papers'),
    act: async ({ main }) => {
      await main.locator('[id^="papers-record-"]').first().click();
      await main.locator('.paper-record button[type=submit]').click();
      await expect(main.locator('.paper-record .field__problem').first()).toBeVisible();
    },
  },
  'appointment, wrong new time': {
    view: view('single appointment'),
    act: async ({ main }) => {
      await main.locator('#move summary').click();
      await main.locator('#move-day').fill('2026-11-20');
      await main.locator('#move button[type=submit]').click();
      await expect(main.locator('#move .field__problem')).toBeVisible();
    },
  },
  'appointment, really call it off?': { view: view('single appointment'), act: press('#cancel') },
  'opening, nothing declared': {
    view: view('opening'),
    act: async ({ main }) => {
      await main.locator('#token summary').click();
      await main.locator('#open').click();
      await expect(main.locator('.summary')).toBeVisible();
    },
  },
  'opening, devices tried': {
    view: view('opening'),
    act: async ({ page, main }) => {
      await page.bringToFront();
      await main.locator('#try').click();
      await expect(main.locator('#microphone-on')).toBeEnabled();
    },
  },
  'room, refuse': { view: view('room, three knock'), act: press('[id^="refuse-"]') },
  'room, a reason': { view: view('room, three knock'), act: press('[id^="override-"]') },
  'room, a signed paper': { view: view('room, on paper'), act: press('[id^="paper-"]') },
  'room, message': { view: view('room, three knock'), act: press('[id^="note-"]') },
  'room, really remove?': { view: view('room, conversation'), act: press('.inside button') },
  'room, really end?': { view: view('room, conversation'), act: press('#end-for-all') },
  'room, really leave?': { view: view('room, conversation'), act: press('#leave-room') },
  'settings, really delete?': { view: view('settings'), act: press('#wipe') },
};

/** Views with much that is folded away. */
const UNFOLDED = [
  'door locked',
  'appointments',
  'appointment of a group',
  'room, three knock',
  'room, alarms',
  'receipts',
  'receipt',
] as const;

/** Every page of the counsellor in every state. */
export const OFFICE_STOPS: Readonly<Record<string, OfficeStop>> = {
  ...Object.fromEntries(Object.entries({ ...DESK_VIEWS, ...MORE }).map(([name, make]) => [name, { view: make }])),
  ...Object.fromEntries(
    UNFOLDED.map((name) => [`${name}, unfolded`, { view: view(name), act: (office: OfficePage) => office.unfold() }]),
  ),
  ...DONE,
};
