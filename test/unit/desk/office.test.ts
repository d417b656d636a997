import { describe, expect, it } from 'vitest';
import { purgeNotes } from '../../../src/desk/ledger.ts';
import { appointment, Counsellor, gate, HOUR, MINUTE, person, settle, Visitor, World } from './support.ts';
import type { AppointmentDraft } from '../../../src/appointment/draft.ts';

const one = appointment({ startsAt: appointment().startsAt + HOUR });

const draft: AppointmentDraft = {
  service: 'beispiel',
  type: 'single',
  startsAt: one.startsAt,
  minutes: 50,
  e2ee: 'preferred',
  password: null,
  people: [{ role: 'client', label: '' }],
  repeat: null,
};

describe('the door', () => {
  it('is new on a new device, and opens with a key that is made', async () => {
    const counsellor = new Counsellor(new World());
    await counsellor.desk.start();
    expect(counsellor.view).toMatchObject({ kind: 'door', state: 'new', busy: false, problem: null });
    await counsellor.wish({ kind: 'found', passphrase: 'korrekt pferd' });
    expect(counsellor.page).toEqual({ page: 'appointments', appointments: [] });
    expect(counsellor.context).toMatchObject({ isKeySaved: false, counsellor: '', problem: null });
    expect(counsellor.context.keyName).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(counsellor.context.services).toMatchObject([
      { id: 'beispiel', title: 'Beispielberatung', e2ee: 'preferred' },
    ]);
  });

  it('says what is wrong with a passphrase or a key file, and stays shut', async () => {
    const world = new World();
    world.office.passphrase = 'korrekt pferd';
    const counsellor = new Counsellor(world);
    await counsellor.desk.start();
    await counsellor.wish({ kind: 'unlock', passphrase: 'falsch' });
    expect(counsellor.view).toMatchObject({ kind: 'door', state: 'locked', problem: { code: 'KEY_PASSPHRASE_WRONG' } });
    await counsellor.wish({ kind: 'join', keyFile: 'brief', passphrase: 'x' });
    expect(counsellor.view).toMatchObject({ kind: 'door', problem: { code: 'KEY_FILE_FOREIGN' } });
    await counsellor.wish({ kind: 'closeProblem' });
    expect(counsellor.view).toMatchObject({ kind: 'door', problem: null });
  });

  it('lets no wish through before it is open', async () => {
    const world = new World();
    const counsellor = new Counsellor(world);
    await counsellor.desk.start();
    await counsellor.wish({ kind: 'create', draft });
    await counsellor.wish({ kind: 'prepare', id: one.id });
    await counsellor.wish({ kind: 'saveKeyFile' });
    await counsellor.wish({ kind: 'export', ids: 'all', as: 'json' });
    expect(counsellor.view.kind).toBe('door');
    expect([world.saved.length, world.office.tables.appointments.size]).toEqual([0, 0]);
  });

  it('knows a key that came with its file as saved, and any other one when the file is handed out', async () => {
    const world = new World();
    const counsellor = new Counsellor(world);
    await counsellor.desk.start();
    await counsellor.wish({ kind: 'join', keyFile: 'key:geheim', passphrase: 'geheim' });
    expect(counsellor.context.isKeySaved).toBe(true);
    const other = await Counsellor.atWork(new World());
    expect(other.context.isKeySaved).toBe(false);
    await other.wish({ kind: 'saveKeyFile' });
    expect(other.world.saved).toMatchObject([{ text: 'key:korrekt pferd' }]);
    expect(other.context.isKeySaved).toBe(true);
  });

  it('is broken, and says so, where the code for it or the site does not arrive', async () => {
    const world = new World();
    world.office.isCodeMissing = true;
    const counsellor = new Counsellor(world);
    await counsellor.desk.start();
    expect(counsellor.view).toMatchObject({ kind: 'broken', problem: { code: 'SERVER_UNREACHABLE' } });
    const empty = new World();
    empty.files.delete('/site.json');
    const other = new Counsellor(empty);
    await other.desk.start();
    expect(other.view).toMatchObject({ kind: 'broken', problem: { code: 'SITE_INVALID' }, site: null });
  });
});

describe('locking', () => {
  it('drops everything from memory after 15 minutes without an act', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    await counsellor.wish({ kind: 'go', to: 'receipts' });
    await world.turn(14 * MINUTE);
    counsellor.desk.stir();
    await world.turn(14 * MINUTE);
    expect(counsellor.view.kind).toBe('desk');
    await world.turn(MINUTE);
    expect(counsellor.view).toMatchObject({ kind: 'door', state: 'locked' });
    expect(world.office.locks).toBe(1);
    await counsellor.wish({ kind: 'showAppointment', id: one.id });
    expect(counsellor.view.kind).toBe('door');
    await counsellor.wish({ kind: 'unlock', passphrase: 'korrekt pferd' });
    expect(counsellor.page).toMatchObject({ page: 'appointments', appointments: [{ id: one.id }] });
  });

  it('never happens while a room is open, and 15 minutes after it was left', async () => {
    const world = new World();
    const counsellor = await Counsellor.inRoom(world, one);
    await world.turn(2 * HOUR);
    expect(counsellor.room.stage).toBe('open');
    await counsellor.wish({ kind: 'leaveRoom' });
    await world.turn(16 * MINUTE);
    expect(counsellor.view.kind).toBe('door');
  });

  it('closes the mailboxes of a room that is only prepared', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    await counsellor.wish({ kind: 'prepare', id: one.id });
    const { box } = new Visitor(world, one, person(1));
    expect(box.listeners.size).toBe(1);
    await counsellor.wish({ kind: 'lock' });
    expect(box.listeners.size).toBe(0);
  });

  it('wiping leaves a new device, or says what stayed', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    await counsellor.wish({ kind: 'wipe' });
    expect(counsellor.view).toMatchObject({ kind: 'door', state: 'new', problem: null });
    world.office.wipeResult = 'incomplete';
    await counsellor.wish({ kind: 'wipe' });
    expect(counsellor.view).toMatchObject({ kind: 'door', problem: { code: 'STORAGE_UNAVAILABLE' } });
  });
});

describe('appointments', () => {
  it('are made, kept, and shown with what can be handed over', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world);
    await counsellor.wish({ kind: 'create', draft });
    expect(counsellor.page).toMatchObject({ page: 'appointment', invitations: [{ mail: { subject: 'Termin' } }] });
    expect(world.office.tables.appointments.size).toBe(1);
    await counsellor.wish({ kind: 'go', to: 'newAppointment' });
    expect(counsellor.page).toMatchObject({ page: 'newAppointment', template: { service: 'beispiel' } });
  });

  it('are refused where the draft, the service or the storage does not fit', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world);
    await counsellor.wish({ kind: 'create', draft: { ...draft, people: [] } });
    expect(counsellor.context.problem?.code).toBe('UNEXPECTED');
    await counsellor.wish({ kind: 'create', draft: { ...draft, service: 'fremd' } });
    expect(counsellor.context.problem?.code).toBe('SERVICE_UNKNOWN');
    world.office.isBroken = true;
    await counsellor.wish({ kind: 'create', draft });
    expect(counsellor.context.problem?.code).toBe('STORAGE_UNAVAILABLE');
    await counsellor.wish({ kind: 'go', to: 'appointments' });
    expect(counsellor.page).toEqual({ page: 'appointments', appointments: [] });
  });

  it('are moved and cancelled, and those invited are told; what is over stays over', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    const anna = new Visitor(world, one, person(1));
    await counsellor.wish({ kind: 'change', id: one.id, startsAt: one.startsAt, minutes: 30 });
    expect(anna.box.said).toEqual([]);
    await counsellor.wish({ kind: 'change', id: one.id, startsAt: one.startsAt + HOUR, minutes: 30 });
    expect(anna.box.fromCounsellor).toMatchObject([{ kind: 'moved', startsAt: one.startsAt + HOUR }]);
    await counsellor.wish({ kind: 'cancel', id: one.id });
    await counsellor.wish({ kind: 'cancel', id: one.id });
    await counsellor.wish({ kind: 'change', id: one.id, startsAt: one.startsAt, minutes: 30 });
    await counsellor.wish({ kind: 'invite', id: one.id, role: 'helper', label: '' });
    expect(anna.box.said).toEqual(['moved', 'cancelled']);
    expect(anna.box.listeners.size).toBe(0);
    expect(counsellor.page).toMatchObject({ appointments: [{ state: 'cancelled', people: [{ id: 'person-1' }] }] });
  });

  it('are moved although nobody could be told, and the page says so after a while at most', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    const { held, open } = gate();
    new Visitor(world, one, person(1)).box.hold = held;
    const done = counsellor.wish({ kind: 'change', id: one.id, startsAt: one.startsAt + HOUR, minutes: 50 });
    await world.turn(5_000);
    await done;
    open();
    expect(counsellor.context.problem).toEqual({ code: 'MAILBOX_UNREACHABLE', detail: 'moved' });
    expect(counsellor.page).toMatchObject({ appointments: [{ startsAt: one.startsAt + HOUR }] });
  });

  it('that cannot be read are named, and the others are there', async () => {
    const world = new World();
    world.office.tables.appointments.set('broken', '{"half":1}');
    const counsellor = await Counsellor.atWork(world, one);
    expect(counsellor.page).toMatchObject({ page: 'appointments', appointments: [{ id: one.id }] });
    expect(counsellor.context.problem?.code).toBe('RECORD_UNREADABLE');
  });

  it.each(['appointments', 'settings'] as const)(
    'that were damaged where they lie (%s) are named as well, and the others are there',
    async (table) => {
      const world = new World();
      world.office.damaged[table] = 2;
      const counsellor = await Counsellor.atWork(world, one);
      expect(counsellor.page).toMatchObject({ page: 'appointments', appointments: [{ id: one.id }] });
      expect(counsellor.context.problem).toEqual({ code: 'RECORD_UNREADABLE', detail: '2 entries' });
    },
  );
});

describe('receipts', () => {
  async function withReceipts(): Promise<{ counsellor: Counsellor; records: readonly string[]; world: World }> {
    const world = new World();
    const people = [person(1), person(2), person(3)];
    const group = appointment({ people });
    const counsellor = await Counsellor.atWork(world, group);
    await counsellor.wish({ kind: 'prepare', id: group.id });
    const visitors = people.map((each) => new Visitor(world, group, each));
    for (const visitor of visitors) await visitor.sendReceipt();
    await counsellor.wish({ kind: 'go', to: 'receipts' });
    return { counsellor, records: visitors.map(({ record }) => record), world };
  }

  it('are listed, page by page, and found', async () => {
    const { counsellor } = await withReceipts();
    expect(counsellor.page).toMatchObject({ page: 'receipts', count: 3, more: true, rows: [{}, {}] });
    await counsellor.wish({ kind: 'more' });
    expect(counsellor.page).toMatchObject({ more: false, rows: [{}, {}, {}] });
    await counsellor.wish({ kind: 'search', query: { name: 'an' } });
    expect(counsellor.page).toMatchObject({ query: { name: 'an' }, rows: [{}, {}] });
    await counsellor.wish({ kind: 'search', query: { name: 'x' } });
    expect(counsellor.context.problem?.code).toBe('STORAGE_UNAVAILABLE');
  });

  it('grow by what the counsellor writes down, and only by that', async () => {
    const { counsellor, world, records } = await withReceipts();
    const [id = ''] = records;
    await counsellor.wish({ kind: 'showReceipt', id });
    await counsellor.wish({ kind: 'recordWithdrawal', id, note: ' am Telefon ' });
    await counsellor.wish({ kind: 'correct', id, field: 'name', is: 'Anna Ahrends' });
    await counsellor.wish({ kind: 'correct', id, field: 'name', is: 'Anna Arends' });
    await counsellor.wish({ kind: 'hold', id, reason: '  ' });
    await counsellor.wish({ kind: 'hold', id, reason: 'Streit' });
    await counsellor.wish({ kind: 'release', id });
    const events = [
      { kind: 'withdrawnOrally', note: 'am Telefon' },
      { kind: 'corrected', field: 'name', was: 'Anna Ahrens', is: 'Anna Ahrends' },
      { kind: 'corrected', field: 'name', was: 'Anna Ahrends', is: 'Anna Arends' },
      { kind: 'held', reason: 'Streit' },
      { kind: 'released' },
    ];
    expect(world.office.eventsOf(id)).toEqual(events);
    expect(counsellor.page).toMatchObject({ page: 'receipt', filed: { id, events } });
  });

  it('are shown at once, and what they quote in another language in German as soon as it is known', async () => {
    const { counsellor, world, records } = await withReceipts();
    world.german = { abc: 'Ich willige ein.' };
    await counsellor.wish({ kind: 'showReceipt', id: records[0] ?? '' });
    await settle();
    expect(counsellor.page).toMatchObject({ page: 'receipt', german: { abc: 'Ich willige ein.' } });
    await counsellor.wish({ kind: 'recordWithdrawal', id: records[0] ?? '', note: 'am Telefon' });
    expect(counsellor.page).toMatchObject({ page: 'receipt', german: { abc: 'Ich willige ein.' } });
  });

  it('that are not there are refused by name', async () => {
    const { counsellor } = await withReceipts();
    await counsellor.wish({ kind: 'showReceipt', id: 'nirgends' });
    expect(counsellor.context.problem).toEqual({ code: 'RECEIPT_UNKNOWN', detail: 'nirgends' });
    expect(counsellor.page.page).toBe('receipts');
    await counsellor.wish({ kind: 'hold', id: 'nirgends', reason: 'Streit' });
    expect(counsellor.context.problem?.code).toBe('RECEIPT_UNKNOWN');
  });

  it('leave as files whose names tell nothing, and come back one by one', async () => {
    const { counsellor, world } = await withReceipts();
    await counsellor.wish({ kind: 'export', ids: 'all', as: 'json' });
    await counsellor.wish({ kind: 'export', ids: 'all', as: 'csv' });
    expect(world.saved.map(({ name, type }) => [name, type])).toEqual([
      ['einlass-nachweise-2026-11-22.json', 'application/json'],
      ['einlass-nachweise-2026-11-22.csv', 'text/csv'],
    ]);
    await counsellor.wish({ kind: 'export', ids: ['nirgends'], as: 'csv' });
    expect(counsellor.context.problem?.code).toBe('RECEIPT_UNKNOWN');
    await counsellor.wish({ kind: 'import', text: 'good' });
    expect(counsellor.context.problem).toEqual({ code: 'RECEIPT_CHANGED', detail: 'r2' });
    await counsellor.wish({ kind: 'import', text: 'rubbish' });
    expect(counsellor.context.problem?.code).toBe('EXPORT_INVALID');
  });
});

describe('notes of the desk', () => {
  it('go when their time is over', async () => {
    const world = new World();
    const counsellor = await Counsellor.inRoom(world, one);
    await counsellor.letIn(new Visitor(world, one, person(1)), [], 'am Telefon verglichen');
    const office = await (await world.office.open()).unlock('korrekt pferd');
    if (!office.ok) throw new Error('locked');
    expect(await purgeNotes(office.value, world.now)).toBe(0);
    expect(await purgeNotes(office.value, world.now + 4 * 366 * 24 * HOUR)).toBe(1);
    expect(world.office.notes()).toEqual([]);
  });
});

describe('the language', () => {
  it('changes the titles with the page, and stays where it cannot be had', async () => {
    const counsellor = await Counsellor.atWork(new World(), one);
    await counsellor.wish({ kind: 'showAppointment', id: one.id });
    await counsellor.wish({ kind: 'language', language: 'en' });
    await settle();
    expect(counsellor.context).toMatchObject({ language: 'en', services: [{ title: 'Example counselling' }] });
    expect(counsellor.page).toMatchObject({ page: 'appointment', service: { title: 'Example counselling' } });
    await counsellor.wish({ kind: 'language', language: 'xx' });
    expect(counsellor.context.language).toBe('en');
  });
});
