import { describe, expect, it } from 'vitest';
import { appointment, Counsellor, person, settle, Visitor, World } from './support.ts';

const interpreter = person(3, 'interpreter', 'Frau Demir');
const group = appointment({ type: 'group', people: [person(1), person(2), interpreter] });

interface Scene {
  readonly counsellor: Counsellor;
  readonly world: World;
  readonly anna: Visitor;
  readonly ben: Visitor;
  readonly demir: Visitor;
  /** The last question's id, as Anna's page got it. */
  readonly question: () => string;
}

/** Two clients are in the room, an interpreter with everything in order knocks. */
async function scene(): Promise<Scene> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, group);
  const anna = new Visitor(world, group, person(1));
  const ben = new Visitor(world, group, person(2), 'Ben');
  const demir = new Visitor(world, group, interpreter, 'Demir');
  for (const visitor of [anna, ben, demir]) await visitor.sendReceipt();
  await counsellor.letIn(anna);
  await counsellor.letIn(ben, [anna.inside()]);
  await counsellor.knock(await demir.knocking());
  const question = (): string => {
    const asked = anna.box.fromCounsellor.findLast(({ kind }) => kind === 'question');
    if (asked?.kind !== 'question') throw new Error('nobody asked');
    return asked.id;
  };
  return { counsellor, world, anna, ben, demir, question };
}

const answersOn = (world: World, visitor: Visitor): readonly object[] =>
  world.office.eventsOf(visitor.record).filter((event) => 'decision' in event);

describe('a further person', () => {
  it('is complete and still may not be admitted before the clients were asked', async () => {
    const { counsellor, world, demir } = await scene();
    expect(counsellor.knocker(demir.id)).toMatchObject({
      assessment: { state: 'complete' },
      others: 'toAsk',
      mayAdmit: false,
    });
    await counsellor.wish({ kind: 'admit', id: demir.id, reason: null });
    await counsellor.wish({ kind: 'admitAllComplete' });
    expect(world.room.admitted).not.toContain(demir.id);
  });

  it('may come in after every client has said yes on their own screen; the answers stand on all receipts', async () => {
    const { counsellor, world, anna, ben, demir, question } = await scene();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    expect(anna.box.fromCounsellor.at(-1)).toMatchObject({ kind: 'question', role: 'interpreter', name: 'Frau Demir' });
    expect(counsellor.room.question).toMatchObject({
      knocker: demir.id,
      answers: [{ decision: null }, { decision: null }],
    });
    anna.answer(question(), 'yes');
    expect(counsellor.knocker(demir.id).others).toBe('asking');
    ben.answer(question(), 'yes');
    await settle();
    expect(counsellor.knocker(demir.id)).toMatchObject({ others: 'agreed', mayAdmit: true });
    expect(counsellor.room.question).toBeNull();
    expect(ben.box.said.at(-1)).toBe('questionClosed');
    const event = { kind: 'furtherPerson', role: 'interpreter', name: 'Frau Demir', decision: 'yes' };
    for (const visitor of [anna, ben, demir]) expect(answersOn(world, visitor)).toEqual([event]);
    await counsellor.wish({ kind: 'admit', id: demir.id, reason: null });
    expect(world.room.admitted).toContain(demir.id);
  });

  it('is out with one no, whatever the others say, and no reason helps against it', async () => {
    const { counsellor, world, anna, ben, demir, question } = await scene();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    const id = question();
    anna.answer(id, 'no');
    await settle();
    expect(counsellor.knocker(demir.id).others).toBe('refused');
    ben.answer(id, 'yes');
    await counsellor.wish({ kind: 'admit', id: demir.id, reason: 'wichtig' });
    expect(world.room.admitted).not.toContain(demir.id);
    expect(answersOn(world, anna)).toMatchObject([{ decision: 'no' }]);
    expect(answersOn(world, ben)).toMatchObject([{ decision: 'noAnswer' }]);
    expect(answersOn(world, demir)).toMatchObject([{ decision: 'no' }]);
  });

  it('is not admitted without an answer: after 60 s silence is no, and later answers change nothing', async () => {
    const { counsellor, world, anna, ben, demir, question } = await scene();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    anna.answer(question(), 'yes');
    await world.turn(59_000);
    expect(counsellor.knocker(demir.id).others).toBe('asking');
    await world.turn(1_000);
    ben.answer(question(), 'yes');
    await settle();
    expect(counsellor.knocker(demir.id)).toMatchObject({ others: 'noAnswer', mayAdmit: false });
    expect(answersOn(world, ben)).toMatchObject([{ decision: 'noAnswer' }]);
    await counsellor.wish({ kind: 'admit', id: demir.id, reason: 'Es eilt.' });
    expect(world.room.admitted).not.toContain(demir.id);
  });

  it('can be asked about once more, and then the new answers count', async () => {
    const { counsellor, anna, ben, demir, question } = await scene();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    anna.answer(question(), 'no');
    await settle();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    for (const visitor of [anna, ben]) visitor.answer(question(), 'yes');
    await settle();
    expect(counsellor.knocker(demir.id).others).toBe('agreed');
  });

  it('needs the yes of a client who came in after the others had agreed', async () => {
    const { counsellor, world, anna, ben, demir, question } = await scene();
    await counsellor.inside(anna.inside());
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    anna.answer(question(), 'yes');
    await settle();
    expect(counsellor.knocker(demir.id).others).toBe('agreed');
    await counsellor.letIn(ben, [anna.inside()]);
    await counsellor.knock(await demir.knocking());
    expect(counsellor.knocker(demir.id)).toMatchObject({ others: 'toAsk', mayAdmit: false });
    expect(world.room.admitted).not.toContain(demir.id);
  });

  it('is not agreed to as long as somebody is in the room who cannot be asked', async () => {
    const { counsellor, anna, ben, demir, question } = await scene();
    const unknown = anna.inside({ id: 'x', name: 'Unbekannt' });
    await counsellor.inside(anna.inside(), ben.inside(), unknown);
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    for (const visitor of [anna, ben]) visitor.answer(question(), 'yes');
    await settle();
    expect(counsellor.knocker(demir.id)).toMatchObject({ others: 'noAnswer', mayAdmit: false });
  });

  it('who cannot be reached has not answered, and nobody waits for it', async () => {
    const { counsellor, anna, ben, demir, question } = await scene();
    ben.box.line = 'unreachable';
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    anna.answer(question(), 'yes');
    await settle();
    expect(counsellor.knocker(demir.id).others).toBe('noAnswer');
  });

  it('an answer to another question, of nobody asked, or a second one of the same person counts for nothing', async () => {
    const { counsellor, anna, ben, demir, question } = await scene();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    const id = question();
    anna.answer('00000000-0000-4000-8000-999999999999', 'yes');
    demir.answer(id, 'yes');
    ben.answer(id, 'yes');
    ben.answer(id, 'no');
    await settle();
    expect(counsellor.room.question?.answers.map(({ decision }) => decision)).toEqual([null, 'yes']);
  });

  it('who stops knocking takes the question along', async () => {
    const { counsellor, world, anna, demir } = await scene();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    await counsellor.knock();
    expect(counsellor.room.question).toBeNull();
    expect(anna.box.said.at(-1)).toBe('questionClosed');
    await world.turn(60_000);
    expect(answersOn(world, anna)).toEqual([]);
  });

  it('with nobody in the room there is nobody to ask, and nobody has agreed', async () => {
    const { counsellor, demir } = await scene();
    await counsellor.inside();
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    expect(counsellor.room.question).toBeNull();
    expect(counsellor.knocker(demir.id)).toMatchObject({ others: 'toAsk', mayAdmit: false });
  });
});
