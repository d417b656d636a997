import { describe, expect, it } from 'vitest';
import { parsePluginState } from '../../../src/jitsi-plugin/message.ts';
import type { PluginState } from '../../../src/jitsi-plugin/message.ts';
import { report } from '../../../src/jitsi-plugin/report.ts';
import { DOCUMENTS, jitsiState } from './recorded.ts';

const UNKNOWN = { einlass: 1, kind: 'state', lobby: {}, e2ee: {} };

/** A page with a clock that is turned by hand, and a store that can be changed. */
class Page {
  readonly sent: PluginState[] = [];
  looks = 0;
  app: () => unknown = () => undefined;
  state: unknown;
  subscribers: (() => void)[] = [];
  readonly store = {
    getState: (): unknown => this.state,
    subscribe: (listener: () => void) => void this.subscribers.push(listener),
  };
  refuses = false;
  #timers: { due: number; act: () => void }[] = [];
  #now = 0;

  start(): this {
    report({
      app: () => {
        this.looks += 1;
        return this.app();
      },
      after: (ms, act) => {
        const timer = { due: this.#now + ms, act };
        this.#timers.push(timer);
        return () => void this.#timers.splice(this.#timers.indexOf(timer), 1);
      },
      send: (message) => {
        if (this.refuses) throw new Error('the window is going away');
        this.sent.push(structuredClone(message));
      },
    });
    return this;
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ due }) => due <= end).sort((one, other) => one.due - other.due);
      if (next === undefined) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#now = next.due;
      next.act();
    }
    this.#now = end;
  }

  get waits(): number {
    return this.#timers.length;
  }

  dispatch(state: unknown): void {
    this.state = state;
    for (const told of this.subscribers) told();
  }
}

const withStore = (state: unknown): Page => {
  const page = new Page();
  page.state = state;
  page.app = () => ({ store: page.store });
  return page.start();
};
const inCall = (sessionDatas: unknown = []): Record<string, unknown> => ({
  'features/base/conference': { conference: {}, locked: undefined },
  'features/recording': { sessionDatas },
});

describe('what the plugin says, and when', () => {
  it('at once what it finds, then nothing while nothing changes', () => {
    const page = withStore(inCall());
    expect(page.sent).toHaveLength(1);
    for (let count = 0; count < 1000; count += 1) page.dispatch({ ...inCall(), 'features/base/tracks': count });
    page.pass(600_000);
    expect(page.sent).toHaveLength(1);
    expect(page.subscribers).toHaveLength(1);
    expect(page.waits).toBe(0);
  });

  it('one message for each change, a whole picture', () => {
    const page = withStore(inCall());
    page.dispatch(inCall([{ status: 'on' }]));
    page.dispatch(inCall([{ status: 'on' }]));
    page.dispatch(inCall([{ status: 'off' }]));
    expect(page.sent.map(({ recording }) => recording)).toEqual([false, true, false]);
    expect(page.sent.every((one) => parsePluginState(one) !== undefined)).toBe(true);
  });

  it('as many messages as there were different moments, in every recorded document', () => {
    for (const { moments } of DOCUMENTS) {
      const page = withStore(jitsiState(moments[0] as (typeof moments)[number]));
      for (const moment of moments) {
        page.dispatch(jitsiState(moment));
        page.dispatch(jitsiState(moment));
      }
      page.pass(60_000);
      const texts = page.sent.map((one) => JSON.stringify(one));
      expect(texts.filter((one, index) => one === texts[index - 1])).toEqual([]);
      expect(texts.length).toBeLessThanOrEqual(moments.length);
    }
  });

  it('looks once more a second after a change: the library follows without telling (recording 20)', () => {
    let isOn = true;
    const conference = { isE2EEEnabled: () => isOn };
    const page = withStore({ 'features/base/conference': { conference } });
    isOn = false;
    page.pass(999);
    expect(page.sent.map(({ e2ee }) => e2ee.enabled)).toEqual([true]);
    page.pass(1);
    expect(page.sent.map(({ e2ee }) => e2ee.enabled)).toEqual([true, false]);
    page.pass(60_000);
    expect(page.sent).toHaveLength(2);
    expect(page.waits).toBe(0);
  });

  it('the store comes late: looked for ten times a second, and not after it was found', () => {
    const page = new Page().start();
    page.pass(5_000);
    expect(page.looks).toBe(51);
    expect(page.sent).toEqual([]);
    page.state = inCall();
    page.app = () => ({ store: page.store });
    page.pass(100);
    expect(page.sent).toHaveLength(1);
    page.pass(60_000);
    expect(page.looks).toBe(52);
  });

  it.each<[string, (page: Page) => unknown]>([
    ['no APP', () => undefined],
    ['no store', () => ({})],
    ['another kind of store', () => ({ store: { state: {} } })],
    ['a store without subscribe', (page) => ({ store: { getState: page.store.getState } })],
    ['a store that cannot be listened to', (page) => ({ store: { ...page.store, subscribe: fail } })],
    ['a store without a state', () => ({ store: { getState: () => undefined, subscribe: () => undefined } })],
    ['everything throws', fail],
  ])('%s: after 30 s one message that all is unknown, and then rest', (_, app) => {
    const page = new Page();
    page.state = inCall();
    page.app = () => app(page);
    page.start();
    page.pass(29_999);
    expect(page.sent).toEqual([]);
    page.pass(600_000);
    expect(page.sent).toEqual([UNKNOWN]);
    expect(page.looks).toBe(301);
    expect(page.waits).toBe(0);
  });

  it('a state that can no longer be read becomes unknown, and known again', () => {
    const page = withStore(inCall());
    const { getState } = page.store;
    page.store.getState = fail;
    page.dispatch(undefined);
    expect(page.sent.at(-1)).toEqual(UNKNOWN);
    page.store.getState = getState;
    page.dispatch(inCall());
    expect(page.sent.at(-1)).toMatchObject({ connected: true });
  });

  it('a window that takes no message any more is not the trouble of Jitsi', () => {
    const page = withStore(inCall());
    page.refuses = true;
    expect(() => page.dispatch(inCall([{ status: 'on' }]))).not.toThrow();
  });
});

function fail(): never {
  throw new Error('not yours');
}
