import { describe, expect, it, vi } from 'vitest';
import type { Wish } from '../../../src/visit/view.ts';
import { fragment, gate, settle, Somebody, visitOf, World } from './support.ts';

function slow(): { readonly world: World; readonly arrives: () => void } {
  const world = new World();
  const { held, open } = gate();
  world.loadVisit = async () => {
    await held;
    return { Visit: visitOf(world.ports) };
  };
  return { world, arrives: open };
}

const BROKEN = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('the first screen', () => {
  it('is there before the code of the visit', async () => {
    const { world, arrives } = slow();
    const anna = new Somebody(world);
    const started = anna.doorstep.start(fragment());
    await settle();
    expect(anna.sees).toBe('door');
    arrives();
    await started;
    expect(anna.views.map(({ kind }) => kind)).toEqual(['loading', 'door', 'step']);
  });

  it('is on screen before anything else is asked for', async () => {
    const world = new World();
    const { held, open } = gate();
    world.holdPainting = held;
    let asked = 0;
    world.loadVisit = async () => {
      asked += 1;
      return Promise.resolve({ Visit: visitOf(world.ports) });
    };
    const anna = new Somebody(world);
    const started = anna.doorstep.start(fragment());
    await settle();
    expect([anna.sees, asked]).toEqual(['door', 0]);
    open();
    await started;
    expect([anna.sees, asked]).toEqual(['arrive', 1]);
  });

  it('is not shown to somebody who was further before a reload', async () => {
    const world = new World();
    const before = await Somebody.at(fragment(), world);
    await before.goTo('details');
    world.isReload = true;
    const anna = await Somebody.at(fragment(), world);
    expect(anna.views.map(({ kind }) => kind)).toEqual(['loading', 'step']);
    expect(anna.sees).toBe('details');
  });

  it.each<[string, string]>([
    ['a broken link', '#abc'],
    ['an unknown service', fragment({ service: 'anderswo' })],
  ])('gives way to a problem with %s', async (_, link) => {
    const anna = await Somebody.at(link);
    expect(anna.views.some(({ kind }) => kind === 'door')).toBe(false);
    expect(anna.view.kind).toBe('problem');
  });
});

describe('what is wished before the visit is there', () => {
  it('is done when it is, in its order', async () => {
    const { world, arrives } = slow();
    const anna = new Somebody(world);
    const started = anna.doorstep.start(fragment());
    await settle();
    const wishes = [anna.wish({ kind: 'storage', mode: 'shared' }), anna.tell({ type: 'begun' })];
    await settle();
    expect(anna.sees).toBe('door');
    arrives();
    await Promise.all([started, ...wishes]);
    expect([anna.sees, anna.storage.mode, world.device.isEmpty]).toEqual(['information', 'shared', true]);
  });

  it('waits also for a visit that is still reading what this device kept', async () => {
    const world = new World();
    const anna = new Somebody(world);
    const { held, open } = gate();
    const { open: openRecords } = world.device;
    world.ports.openRecords = async (mode) => {
      await held;
      return openRecords(mode);
    };
    const started = anna.doorstep.start(fragment());
    await settle();
    const told = anna.tell({ type: 'begun' });
    open();
    await Promise.all([started, told]);
    expect(anna.sees).toBe('information');
  });

  it('switches the language of the first screen', async () => {
    const { world, arrives } = slow();
    const anna = new Somebody(world);
    const started = anna.doorstep.start(fragment());
    await settle();
    const switched = anna.wish({ kind: 'language', language: 'en' });
    arrives();
    await Promise.all([started, switched]);
    expect([anna.sees, anna.context.language, anna.context.service.wordings.language]).toEqual(['arrive', 'en', 'en']);
  });
});

describe('code that does not arrive', () => {
  it.each<[Wish['kind'], Wish, number]>([
    ['retry', { kind: 'retry' }, 1],
    ['language', { kind: 'language', language: 'en' }, 1],
    ['tell', { kind: 'tell', told: [] }, 0],
    ['enter', { kind: 'enter' }, 0],
  ])('is a problem with a way on: %s', async (_, wish, reloads) => {
    const world = new World();
    world.loadVisit = BROKEN;
    const anna = await Somebody.at(fragment(), world);
    expect(anna.sees).toBe('SERVER_UNREACHABLE');
    expect(anna.view).toHaveProperty('site.helpline.phone', '115');
    await anna.wish(wish);
    expect(world.reloads).toBe(reloads);
  });

  it('of the records is the same', async () => {
    const world = new World();
    world.device.isCodeMissing = true;
    const anna = await Somebody.at(fragment(), world);
    expect(anna.sees).toBe('SERVER_UNREACHABLE');
    expect(anna.view).toHaveProperty('service.title', 'Beispielberatung');
    await anna.wish({ kind: 'retry' });
    expect(world.reloads).toBe(1);
  });
});

describe('Schnell verlassen', () => {
  it('leaves and forgets before anything is loaded', () => {
    const { world } = slow();
    world.device.visit = '"from before"';
    const anna = new Somebody(world);
    void anna.doorstep.start(fragment());
    void anna.wish({ kind: 'quickExit' });
    expect([world.pages, world.device.visit, anna.sees]).toEqual([['about:blank'], null, 'loading']);
  });

  it('leaves and wipes while the code of the visit is on its way', async () => {
    const { world, arrives } = slow();
    world.device.remembered.set('beispiel', { text: '{}', until: undefined });
    const anna = new Somebody(world);
    void anna.doorstep.start(fragment());
    await settle();
    const left = anna.wish({ kind: 'quickExit' });
    expect(world.pages).toEqual(['https://www.wetter.example/']);
    await left;
    expect([world.device.wipes, world.device.isEmpty]).toEqual([1, true]);
    arrives();
    await settle();
    expect([anna.sees, world.pages.length]).toEqual(['loading', 1]);
  });

  it.each(['arrive', 'details', 'waiting'])('leaves at once from %s; nothing comes back', async (step) => {
    const anna = await Somebody.at();
    await anna.goTo(step);
    const left = anna.wish({ kind: 'quickExit' });
    expect([anna.sees, anna.world.pages]).toEqual(['loading', ['https://www.wetter.example/']]);
    await left;
    await anna.tell({ type: 'begun' });
    await anna.doorstep.start(fragment({ room: 2 }));
    await settle();
    expect([anna.sees, anna.world.device.isEmpty, anna.world.pages.length]).toEqual(['loading', true, 1]);
  });

  it('forgets at once also where the records are still being opened', async () => {
    const world = new World();
    world.device.visit = '"from before"';
    const { held, open } = gate();
    const { openRecords } = world.ports;
    let asked = 0;
    world.ports.openRecords = async (mode) => {
      asked += 1;
      await held;
      return openRecords(mode);
    };
    const anna = new Somebody(world);
    void anna.doorstep.start(fragment());
    // Hashing comes before it, in another thread that takes its time.
    await vi.waitFor(() => expect(asked).toBe(1));
    void anna.wish({ kind: 'quickExit' });
    expect([world.device.visit, world.device.wipes, world.pages.length]).toEqual([null, 0, 1]);
    open();
    await settle();
    // Both stores are opened side by side; which of them comes first is nobody's promise.
    expect([anna.sees, world.device.wipes]).toEqual(['loading', 1]);
    expect(world.device.opened.toSorted()).toEqual(['session', 'shared']);
  });

  it('drops what was being saved', async () => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    const { held, open } = gate();
    anna.world.device.hold = held;
    const told = anna.answer();
    await settle();
    await anna.wish({ kind: 'quickExit' });
    open();
    await told;
    expect([anna.world.device.isEmpty, anna.sees]).toEqual([true, 'loading']);
  });

  it('hangs up on the spot', async () => {
    const anna = await Somebody.at();
    await anna.enterRoom();
    void anna.wish({ kind: 'quickExit' });
    expect([anna.world.meeting.phase(), anna.world.claims.size, anna.sees]).toEqual(['over', 0, 'loading']);
  });

  it.each<[string, string]>([
    ['a problem', '#abc'],
    ['the entrance', ''],
  ])('leads to the same page from %s', async (_, link) => {
    const anna = await Somebody.at(link);
    await anna.wish({ kind: 'quickExit' });
    expect(anna.world.pages).toEqual(['https://www.wetter.example/']);
  });
});

describe('another link in the same page', () => {
  it('ends a running meeting, silently', async () => {
    const anna = await Somebody.at();
    const meeting = await anna.enterRoom();
    const shown = anna.views.length;
    await anna.doorstep.start(fragment({ room: 2 }));
    expect([meeting.phase(), anna.world.claims.size, anna.sees]).toEqual(['over', 0, 'arrive']);
    expect(anna.views.slice(shown).map(({ kind }) => kind)).toEqual(['loading', 'door', 'step']);
    expect(anna.context.state.acceptances).toEqual([]);
  });

  it('releases a claim that no meeting came of', async () => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    await anna.wish({ kind: 'enter' });
    await anna.doorstep.start(fragment({ room: 2 }));
    expect([anna.world.claims.size, anna.world.releases]).toEqual([0, 1]);
  });

  it('keeps the language that was chosen', async () => {
    const anna = await Somebody.at();
    await anna.wish({ kind: 'language', language: 'en' });
    await anna.doorstep.start(fragment({ room: 2 }));
    expect([anna.context.language, anna.context.service.wordings.language]).toEqual(['en', 'en']);
  });

  it('wins over an earlier one that comes late', async () => {
    const world = new World();
    const anna = new Somebody(world);
    const { held, open } = gate();
    world.holdFiles = held;
    const first = anna.doorstep.start(fragment({ room: 1 }));
    const wished = anna.wish({ kind: 'retry' });
    await settle();
    world.holdFiles = Promise.resolve();
    await anna.doorstep.start(fragment({ room: 2 }));
    const room = anna.context.state.visit?.appointment;
    open();
    await Promise.all([first, wished]);
    await settle();
    expect([anna.context.state.visit?.appointment, world.reloads]).toEqual([room, 0]);
    await anna.tell({ type: 'begun' });
    expect(anna.sees).toBe('information');
  });
});
