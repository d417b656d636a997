import { describe, expect, it } from 'vitest';
import type { MailboxListener, SendResult } from '../../../src/mailbox/mailbox-shape.ts';
import { parseClientMessage, type ClientMessage, type CounsellorMessage } from '../../../src/mailbox/messages.ts';
import { expandPoint } from '../../../src/mailbox/point.ts';
import type { ClientMailbox } from '../../../src/visit/correspondence.ts';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { changeProfile } from '../../fixtures/services/files.ts';
import { fragment, settle, Somebody, World } from './support.ts';

const ID = '6f1c2f1e-0000-4000-8000-00000000000';
const KEY = expandPoint({ x: Uint8Array.from({ length: 32 }, (_, index) => (index === 31 ? 5 : 0)), yIsOdd: false });

/** A mailbox by hand: what was sent is a list, what is heard a call. */
class Box implements ClientMailbox {
  readonly sent: ClientMessage[] = [];
  before: ClientMessage[] = [];
  /** Kinds that cannot be sent. */
  readonly broken = new Set<ClientMessage['kind']>();
  why: Extract<SendResult, { ok: false }>['why'] = 'unreachable';
  listener: MailboxListener<CounsellorMessage> | null = null;
  looks = 0;
  isClosed = false;
  hold: Promise<void> = Promise.resolve();

  async send(message: ClientMessage): Promise<SendResult> {
    await this.hold;
    if (this.broken.has(message.kind)) return { ok: false, why: this.why };
    this.sent.push(message);
    return { ok: true };
  }
  recall = (): Promise<readonly ClientMessage[]> => Promise.resolve(this.before);
  listen(listener: MailboxListener<CounsellorMessage>): void {
    this.listener = listener;
    listener.lineChanged('well');
  }
  lookNow(): Promise<void> {
    this.looks += 1;
    return Promise.resolve();
  }
  close(): void {
    this.isClosed = true;
    this.listener = null;
  }

  /** In one word each. */
  get said(): readonly string[] {
    return this.sent.map((message) => (message.kind === 'here' ? message.stage : message.kind));
  }
}

class Line {
  readonly world = new World();
  readonly boxes: Box[] = [];
  readonly sealed: Receipt[] = [];
  anna = new Somebody(this.world);
  /** Prepares the next box. */
  prepare: (box: Box) => void = () => undefined;
  #ids = 0;

  constructor(site: object = { mailbox: true }) {
    const { files } = this.world;
    files.set('/site.json', { ...(files.get('/site.json') as object), ...site });
    changeProfile(files, { teamKey: KEY });
    this.world.ports.randomId = () => `${ID.slice(0, -2)}${String((this.#ids += 1)).padStart(3, '0')}`;
    this.world.openMailbox = async () => {
      const box = new Box();
      this.prepare(box);
      this.boxes.push(box);
      return Promise.resolve(box);
    };
    this.world.sealReceipt = async (receipt) => Promise.resolve(`sealed-${String(this.sealed.push(receipt))}`);
  }

  get box(): Box {
    const last = this.boxes.at(-1);
    if (!last) throw new Error('no mailbox was opened');
    return last;
  }

  async arrive(step = 'waiting', link = fragment()): Promise<this> {
    await this.anna.doorstep.start(link);
    if (this.anna.sees !== step) await this.anna.goTo(step);
    await settle();
    return this;
  }

  async hear(...messages: readonly object[]): Promise<void> {
    for (const message of messages) this.box.listener?.heard({ at: this.world.now, ...message } as CounsellorMessage);
    await settle();
  }

  get desk() {
    const { desk } = this.anna.context;
    if (!desk) throw new Error('no word');
    return desk;
  }

  async room(): Promise<void> {
    await this.hear({ kind: 'opened' });
    await this.anna.enterRoom();
    await settle();
  }
}

function keyless(): Line {
  const line = new Line();
  changeProfile(line.world.files, { teamKey: undefined });
  return line;
}

describe('nobody is told of anything', () => {
  it('before the person stands at the open gate', async () => {
    for (const step of ['arrive', 'consent', 'review', 'assurances', 'devices']) {
      expect((await new Line().arrive(step)).boxes).toEqual([]);
    }
  });

  it('after a no, whichever step it came from', async () => {
    const line = await new Line().arrive('consent');
    await line.anna.wish({ kind: 'decline' });
    await settle();
    expect(line.boxes).toEqual([]);
    const late = await new Line().arrive();
    await late.anna.wish({ kind: 'decline' });
    await settle();
    expect(late.box.said).toEqual(['waiting']);
    expect(late.box.isClosed).toBe(true);
  });

  it.each<[string, Line, string]>([
    ['where the site has no mailbox', new Line({}), fragment()],
    ['where it says so', new Line({ mailbox: false }), fragment()],
    ['without a personal secret', new Line(), '#/r/raum'],
    ['where nobody has a key that could open a receipt', keyless(), fragment()],
  ])('%s', async (_, line, link) => {
    await line.anna.doorstep.start(link);
    if (line.anna.sees === 'entrance') {
      await line.anna.wish({ kind: 'chooseService', service: 'beispiel', roomName: 'raum' });
    }
    if (line.anna.view.kind === 'step') {
      await line.anna.goTo('waiting');
      await settle();
      expect(line.anna.context.desk).toBeNull();
    }
    expect(line.boxes).toEqual([]);
  });

  it('where the code of the mailbox does not arrive, it is as without one', async () => {
    const line = new Line();
    line.world.openMailbox = () => Promise.reject(new TypeError('Failed to fetch'));
    await line.arrive();
    expect(line.desk.door).toBe('unknown');
    expect((await line.anna.enter()).permitted).toBe(true);
  });
});

describe('what is said', () => {
  it('waiting, then the receipt before the lobby, the room, and that it was left', async () => {
    const line = await new Line().arrive();
    expect(line.box.said).toEqual(['waiting']);
    await line.room();
    line.world.meeting.end({ kind: 'leftByMyself' });
    await settle();
    expect(line.box.said).toEqual(['waiting', 'receipt', 'lobby', 'room', 'left']);
    expect(line.box.sent.map((message) => parseClientMessage(message).ok)).not.toContain(false);
    const session = line.anna.context.state.visit?.session;
    expect(line.box.sent.flatMap((message) => (message.kind === 'here' ? [message.session] : []))).toEqual(
      Array(4).fill(session),
    );
    expect(line.sealed[0]).toMatchObject({
      recordId: session,
      checkCode: line.anna.context.checkCode,
      details: { system: [] },
    });
  });

  it('a sign of life now and then while waiting, and none in the room', async () => {
    const line = await new Line().arrive();
    for (let count = 0; count < 3; count += 1) {
      line.world.turn(120_000);
      await settle();
    }
    expect(line.box.said).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    await line.room();
    line.box.sent.length = 0;
    line.world.turn(240_000);
    await settle();
    expect(line.box.said).toEqual([]);
  });

  it('the receipt again when encryption was first reported, and not for every change', async () => {
    const line = await new Line().arrive();
    await line.room();
    line.world.meeting.fire({ kind: 'e2eeChanged', report: { state: 'reportedByAll' } });
    line.world.meeting.fire(
      { kind: 'e2eeChanged', report: { state: 'off' } },
      { kind: 'peopleChanged', count: 3, names: [] },
    );
    await settle();
    expect(line.sealed.map(({ session }) => session.e2eeAtStart)).toEqual(['unknown', 'reportedOnForAll']);
  });

  it('a withdrawal, with the receipt that shows it, and then nothing', async () => {
    const line = await new Line().arrive();
    await line.room();
    const wish = line.anna.wish({ kind: 'withdraw' });
    await settle();
    line.world.meeting.end({ kind: 'leftByMyself' });
    await wish;
    await settle();
    expect(line.box.said.slice(4)).toEqual(['withdrawn', 'receipt', 'left']);
    expect(line.sealed.at(-1)?.purposes.some(({ status }) => status === 'ConsentWithdrawn')).toBe(true);
    expect(line.box.isClosed).toBe(true);
  });

  it('a withdrawal after the end, through a mailbox that is opened again', async () => {
    const line = await new Line().arrive();
    await line.room();
    line.world.meeting.end({ kind: 'ended', by: 'counsellor', where: 'room' });
    await settle();
    expect(line.box.isClosed).toBe(true);
    await line.anna.wish({ kind: 'withdraw' });
    await settle();
    expect(line.boxes).toHaveLength(2);
    expect(line.box.said).toEqual(['withdrawn', 'receipt', 'left']);
  });

  it('nothing of a withdrawal that nobody was told of', async () => {
    const line = await new Line().arrive('devices');
    await line.anna.wish({ kind: 'withdraw' });
    await settle();
    expect(line.boxes).toEqual([]);
  });

  it('no failure keeps anybody out: the receipt can be saved, until one arrives', async () => {
    const line = new Line();
    line.prepare = (box) => box.broken.add('receipt');
    await line.arrive();
    await line.room();
    expect(line.anna.sees).toBe('meeting: in');
    expect(line.desk.undelivered?.checkCode).toBe(line.anna.context.checkCode);
    line.box.broken.clear();
    line.world.meeting.fire({ kind: 'e2eeChanged', report: { state: 'off' } });
    await settle();
    expect(line.desk.undelivered).toBeNull();
  });

  it.each(['unreachable', 'full'] as const)(
    'sends a receipt again that did not arrive (%s), until it does, and then no more',
    async (why) => {
      const line = new Line();
      line.prepare = (box) => {
        box.broken.add('receipt');
        box.why = why;
      };
      await line.arrive();
      await line.room();
      line.world.turn(15_000);
      await settle();
      expect(line.desk.undelivered).not.toBeNull();
      line.box.broken.clear();
      line.world.turn(15_000);
      await settle();
      expect(line.desk.undelivered).toBeNull();
      line.world.turn(60_000);
      await settle();
      expect(line.box.said).toEqual(['waiting', 'lobby', 'room', 'receipt']);
    },
  );

  it.each(['absent', 'tooLarge'] as const)('does not send again what would not arrive either (%s)', async (why) => {
    const line = new Line();
    line.prepare = (box) => {
      box.broken.add('receipt');
      box.why = why;
    };
    await line.arrive();
    await line.room();
    line.box.broken.clear();
    line.world.turn(60_000);
    await settle();
    expect(line.desk.undelivered).not.toBeNull();
  });

  it('sends nothing again after the withdrawal that overtook it', async () => {
    const line = new Line();
    line.prepare = (box) => box.broken.add('receipt');
    await line.arrive();
    await line.room();
    line.box.broken.clear();
    const wish = line.anna.wish({ kind: 'withdraw' });
    await settle();
    line.world.meeting.end({ kind: 'leftByMyself' });
    await wish;
    line.world.turn(60_000);
    await settle();
    expect(line.box.said.filter((kind) => kind === 'receipt')).toHaveLength(1);
  });

  it.each<[string, (line: Line) => void]>([
    ['cannot be sealed', ({ world }) => (world.sealReceipt = async () => Promise.resolve(null))],
    ['the code for it is missing', ({ world }) => (world.sealReceipt = () => Promise.reject(new TypeError('x')))],
  ])('nor where it %s', async (_, breakIt) => {
    const line = new Line();
    breakIt(line);
    await line.arrive();
    await line.room();
    expect(line.anna.sees).toBe('meeting: in');
    expect(line.desk.undelivered).not.toBeNull();
    expect(line.box.said).toEqual(['waiting', 'lobby', 'room']);
  });

  it('hides from the counsellor what the profile hides (R-065), also in the file', async () => {
    const line = new Line();
    line.prepare = (box) => box.broken.add('receipt');
    const { files } = line.world;
    const { fields } = files.get('/services/beispiel/profile.json') as { fields: readonly object[] };
    changeProfile(files, { fields: fields.map((field) => ({ ...field, visibleTo: 'system' })) });
    await line.arrive();
    await line.room();
    expect(line.sealed[0]?.details).toEqual({ counsellor: [], system: [] });
    expect(line.desk.undelivered?.details.system).toEqual([]);
  });

  it('entering does not wait for a mailbox that takes for ever', async () => {
    const line = new Line();
    line.prepare = (box) => {
      box.hold = new Promise(() => undefined);
    };
    await line.arrive();
    await line.anna.enterRoom();
    expect(line.anna.sees).toBe('meeting: in');
  });
});

describe('what is heard at the door', () => {
  it('opens it only by a word of the counsellor, where the mailbox works', async () => {
    const line = await new Line().arrive();
    expect(line.desk.door).toBe('notOpened');
    await line.hear({ kind: 'busy' });
    expect(line.desk.door).toBe('busy');
    await line.hear({ kind: 'opened' }, { kind: 'opened' });
    expect(line.desk.door).toBe('opened');
    expect(line.anna.sees).toBe('waiting');
    expect(line.world.meetings).toEqual([]);
  });

  it.each(['unreachable', 'absent'] as const)(
    'is as today where the mailbox is %s, unless it was heard to open',
    async (state) => {
      const line = await new Line().arrive();
      line.box.listener?.lineChanged(state);
      await settle();
      expect(line.desk.door).toBe('unknown');
      await line.hear({ kind: 'opened' });
      expect(line.desk.door).toBe('opened');
    },
  );

  it('notes with their time, the last five, and a new time', async () => {
    const line = await new Line().arrive();
    await line.hear(
      ...Array.from({ length: 7 }, (_, index) => ({ kind: 'note', at: index, text: `n${String(index)}` })),
    );
    expect(line.desk.notes.map(({ at, text }) => `${String(at)} ${text}`)).toEqual([
      '2 n2',
      '3 n3',
      '4 n4',
      '5 n5',
      '6 n6',
    ]);
    await line.hear({ kind: 'moved', startsAt: 77 });
    expect(line.desk.startsAt).toBe(77);
    expect(line.desk.joined).toBeNull();
    await line.hear({ kind: 'joined', at: 5 }, { kind: 'joined', at: 9 });
    expect(line.desk.joined).toBe(9);
  });

  it.each([
    ['ended', 'ending: endedByCounsellor', 1],
    ['cancelled', 'ending: cancelled', 0],
  ])('%s: the page says so, and hears nothing more', async (kind, sees, ended) => {
    const line = await new Line().arrive();
    const { listener } = line.box;
    await line.hear({ kind });
    expect(line.anna.sees).toBe(sees);
    expect(line.world.device.ended.size).toBe(ended);
    expect(line.box.isClosed).toBe(true);
    listener?.heard({ kind: 'opened', at: 1 });
    listener?.heard({ kind: 'ended', at: 1 });
    expect(line.anna.sees).toBe(sees);
  });

  it('a question waits until somebody is in the room, and a call back at the door needs no leaving', async () => {
    const line = await new Line().arrive();
    line.world.turn(20_000);
    await line.hear({ kind: 'backToGate' });
    expect([line.anna.sees, line.desk.door]).toEqual(['waiting', 'calledBack']);
    await line.hear({ kind: 'question', id: `${ID}1`, role: 'interpreter', name: '' });
    expect(line.desk.question?.role).toBe('interpreter');
  });
});

describe('what is heard in the room', () => {
  it('back to the gate, and one click returns when it is opened again', async () => {
    const line = await new Line().arrive();
    await line.room();
    line.world.turn(20_000);
    await line.hear({ kind: 'backToGate' }, { kind: 'backToGate' });
    expect(line.world.meeting.leaves).toBe(1);
    line.world.meeting.end({ kind: 'leftByMyself' });
    await settle();
    expect([line.anna.sees, line.desk.door]).toEqual(['waiting', 'calledBack']);
    expect(line.box.said.at(-1)).toBe('waiting');
    await line.hear({ kind: 'opened' });
    expect(line.desk.door).toBe('opened');
    await line.anna.enterRoom();
    await settle();
    expect(line.anna.sees).toBe('meeting: in');
    expect(line.box.said.slice(-3)).toEqual(['receipt', 'lobby', 'room']);
  });

  it('a call from before a reload calls nobody back who has entered meanwhile', async () => {
    const line = await new Line().arrive();
    await line.anna.enterRoom();
    await line.hear({ kind: 'opened' }, { kind: 'backToGate' }, { kind: 'opened' });
    line.world.turn(1_000);
    await settle();
    expect(line.world.meeting.leaves).toBe(0);
    await line.hear({ kind: 'backToGate' });
    line.world.turn(1_000);
    expect(line.world.meeting.leaves).toBe(1);
  });

  it('a call while somebody hangs up leaves it at that', async () => {
    const line = await new Line().arrive();
    await line.room();
    line.world.turn(20_000);
    void line.anna.wish({ kind: 'leave' });
    await settle();
    await line.hear({ kind: 'backToGate' });
    line.world.meeting.end({ kind: 'leftByMyself' });
    expect(line.anna.sees).toBe('ending: left');
  });

  it.each([
    ['ended', 'ending: endedByCounsellor'],
    ['cancelled', 'ending: cancelled'],
  ])('%s: leaves, and tells it so', async (kind, sees) => {
    const line = await new Line().arrive();
    await line.room();
    await line.hear({ kind });
    line.world.meeting.end({ kind: 'leftByMyself' });
    await settle();
    expect(line.anna.sees).toBe(sees);
    expect(line.box.said.at(-1)).toBe('left');
  });

  it('the end also reaches somebody who has hung up, and there is no way back', async () => {
    const line = await new Line().arrive();
    await line.room();
    line.world.meeting.end({ kind: 'leftByMyself' });
    await line.hear({ kind: 'ended' });
    expect(line.anna.sees).toBe('ending: endedByCounsellor');
  });
});

describe('a refusal', () => {
  const knock = async (): Promise<Line> => {
    const line = await new Line().arrive();
    await line.hear({ kind: 'opened' });
    (await line.anna.enter()).fire({ kind: 'connecting' }, { kind: 'inLobby' });
    await settle();
    return line;
  };

  it('shows its reason, whichever comes first', async () => {
    const first = await knock();
    await first.hear({ kind: 'refused', text: 'Morgen' });
    first.world.meeting.end({ kind: 'refused' });
    expect([first.anna.sees, first.desk.refusal]).toEqual(['ending: refused', 'Morgen']);
    const later = await knock();
    later.world.meeting.end({ kind: 'refused' });
    await settle();
    expect(later.anna.sees).toBe('meeting: leaving');
    expect(later.box.looks).toBe(1);
    later.world.turn(4_000);
    await later.hear({ kind: 'refused', text: 'Morgen' });
    expect([later.anna.sees, later.desk.refusal]).toEqual(['ending: refused', 'Morgen']);
  });

  it('is told without one after five seconds, and a very late one is shown all the same', async () => {
    const line = await knock();
    line.world.meeting.end({ kind: 'refused' });
    await settle();
    line.world.turn(4_999);
    expect(line.anna.sees).toBe('meeting: leaving');
    line.world.turn(1);
    expect([line.anna.sees, line.desk.refusal]).toEqual(['ending: refused', null]);
    await line.hear({ kind: 'refused', text: 'Morgen' });
    expect([line.anna.sees, line.desk.refusal]).toEqual(['ending: refused', 'Morgen']);
    line.world.turn(10_000);
    expect(line.anna.sees).toBe('ending: refused');
  });

  it('waits for nothing where the mailbox does not answer', async () => {
    const line = await new Line().arrive();
    line.box.listener?.lineChanged('unreachable');
    (await line.anna.enter()).end({ kind: 'refused' });
    expect(line.anna.sees).toBe('ending: refused');
  });

  it('its reason is not that of the next one, and the end shuts the way back', async () => {
    const line = await knock();
    await line.hear({ kind: 'refused', text: 'Morgen' });
    line.world.meeting.end({ kind: 'refused' });
    await line.anna.wish({ kind: 'restart' });
    await line.anna.wish({ kind: 'enter' });
    await settle();
    expect(line.desk.refusal).toBeNull();
    await line.anna.place();
    line.world.meeting.end({ kind: 'refused' });
    line.world.turn(5_000);
    await line.hear({ kind: 'ended' });
    expect(line.anna.sees).toBe('ending: refused');
    await line.anna.wish({ kind: 'restart' });
    expect(line.anna.sees).toBe('ending: endedByCounsellor');
  });
});

describe('a further person', () => {
  const question = { kind: 'question', id: `${ID}1`, role: 'interpreter', name: 'Frau Demir' } as const;
  const answer = (decision: 'yes' | 'no', id: string = question.id) =>
    ({ kind: 'answer', question: id, decision }) as const;

  it.each(['yes', 'no'] as const)('the answer %s is sent once and is on the receipt', async (decision) => {
    const line = await new Line().arrive();
    await line.room();
    await line.hear(question, question);
    expect(line.desk.question).toMatchObject({ role: 'interpreter', name: 'Frau Demir' });
    await line.anna.wish(answer(decision));
    await line.anna.wish(answer(decision === 'yes' ? 'no' : 'yes'));
    await settle();
    expect(line.desk.question).toBeNull();
    expect(line.desk.answer).toEqual({ decision, sent: 'sent' });
    expect(line.box.sent.filter(({ kind }) => kind === 'answer')).toMatchObject([{ question: question.id, decision }]);
    expect(line.sealed.at(-1)?.furtherPersons).toMatchObject([{ role: 'interpreter', decision }]);
  });

  it('no answer is none: a closed question leaves nothing, and answers to nothing go nowhere', async () => {
    const line = await new Line().arrive();
    await line.room();
    await line.hear(question, { kind: 'questionClosed', id: question.id });
    expect(line.desk.question).toBeNull();
    await line.anna.wish(answer('yes'));
    await line.anna.wish(answer('yes', `${ID}9`));
    await settle();
    expect(line.box.said).not.toContain('answer');
    expect(line.sealed.at(-1)?.furtherPersons).toEqual([]);
  });

  it('says so when the answer does not arrive', async () => {
    const line = await new Line().arrive();
    await line.room();
    line.box.broken.add('answer');
    await line.hear(question);
    await line.anna.wish(answer('no'));
    await settle();
    expect(line.desk.answer).toEqual({ decision: 'no', sent: 'failed' });
  });

  it('two at once are asked one after the other', async () => {
    const line = await new Line().arrive();
    await line.room();
    await line.hear(question, { ...question, id: `${ID}2`, role: 'relative' });
    await line.anna.wish(answer('no'));
    await settle();
    expect(line.desk.question).toMatchObject({ role: 'relative' });
  });

  it('what was answered before a reload is not asked again, and is on the new receipt', async () => {
    const line = new Line();
    line.prepare = (box) => box.before.push({ ...answer('yes'), at: line.world.now });
    await line.arrive();
    await line.hear(question);
    expect(line.desk.question).toBeNull();
    await line.room();
    expect(line.sealed[0]?.furtherPersons).toMatchObject([{ role: 'interpreter', decision: 'yes' }]);
    expect(line.box.said).not.toContain('answer');
  });
});

describe('what comes late', () => {
  it('to a page that was left, wiped or begun anew changes nothing', async () => {
    for (const wish of [{ kind: 'quickExit' }, { kind: 'wipe' }, { kind: 'decline' }] as const) {
      const line = await new Line().arrive();
      const { listener } = line.box;
      await line.anna.wish(wish);
      await settle();
      const { sees } = line.anna;
      for (const kind of ['opened', 'backToGate', 'ended', 'cancelled'] as const) listener?.heard({ kind, at: 1 });
      await settle();
      expect(line.anna.sees).toBe(sees);
      expect(line.box.isClosed).toBe(true);
    }
  });

  it('another language is another page for nobody: it is told, with the same visit', async () => {
    const line = await new Line().arrive();
    await line.anna.wish({ kind: 'language', language: 'en' });
    await settle();
    expect(line.box.sent.map((message) => message.kind === 'here' && message.language)).toEqual(['de', 'en']);
  });
});
