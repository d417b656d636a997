import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { paperItems, type PaperAnswer } from '../../../src/gate/paper.ts';
import { paperHolds, paperReceipt } from '../../../src/gate/paper-receipt.ts';
import type { GatePlan, PersonRole } from '../../../src/gate/plan.ts';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { parseSentReceipt } from '../../../src/records/filed-schema.ts';
import { verifyReceipt } from '../../../src/records/verify-receipt.ts';
import type { Service } from '../../../src/service/load.ts';
import { receiptFacts, receiptWordings } from '../../../src/service/receipt-facts.ts';
import { receiptSchema } from '../../../src/service/receipt-schema.ts';
import { NOW } from '../../fixtures/services/files.ts';
import { SHIPPED_CASES, shippedSite, type Shipped } from '../../fixtures/services/shipped.ts';

/** What becomes of the signed form of every shipped service, for everybody who can be invited. */
const TODAY = '2026-11-22';
const DAY = 86_400_000;

let shipped: Shipped;
beforeAll(async () => {
  shipped = await shippedSite();
});
const load: Shipped['load'] = (id, role, language) => shipped.load(id, role, language);

interface Signed {
  /** Answers that differ, by text id. */
  readonly answers?: Readonly<Record<string, PaperAnswer>>;
  readonly seenBy?: string;
  readonly signedOn?: string;
}

async function recorded(
  service: Service,
  role: PersonRole,
  { answers = {}, seenBy = 'Frau Beck', signedOn = '2026-11-20' }: Signed = {},
): Promise<Receipt | null> {
  const { plan } = service;
  const ticked = paperItems(plan, role).map(({ statement, applies }): [string, PaperAnswer] => [
    statement.text.id,
    applies === 'always' ? 'yes' : 'notApplicable',
  ]);
  return paperReceipt({
    plan,
    visit: { session: 'person-1', appointment: 'room', startsAt: NOW, role },
    declared: {
      name: 'Anna Ahrens',
      signedOn,
      kept: 'Akte 12',
      answers: { ...Object.fromEntries(ticked), ...answers },
    },
    seenBy,
    today: TODAY,
    now: NOW,
    context: {
      ...receiptFacts(service),
      recordId: 'person-1',
      receiptId: 'issue-1',
      checkCode: null,
      zone: 'Europe/Berlin',
      language: 'de',
      software: 'Einlass',
      session: { type: 'single', access: 'personalLink', e2eeAtStart: 'unknown', deviceCheck: 'skipped' },
      wordings: await receiptWordings(service),
    },
  });
}

async function whole(service: Service, role: PersonRole, signed?: Signed): Promise<Receipt> {
  const receipt = await recorded(service, role, signed);
  if (!receipt) throw new Error('nothing recorded');
  return receipt;
}

/** Every statement to which a decision stands in the receipt, by text id. */
function decided(receipt: Receipt): Readonly<Record<string, string | null>> {
  const { purposes, acknowledgements, assurances, pledges, minor, paper, notice } = receipt;
  const all = [...purposes.flatMap(({ declaration }) => declaration ?? []), ...acknowledgements, ...assurances];
  const rest = [...pledges, ...(minor?.declaration ? [minor.declaration] : []), ...(paper?.others ?? [])];
  return Object.fromEntries([
    ...(notice ? [[notice.ref, 'given'] as const] : []),
    ...[...all, ...rest].flatMap(({ textId, decision }) => (decision ? [[textId, decision] as const] : [])),
  ]);
}

describe.each(SHIPPED_CASES)('the record of a form of %s, signed by %s', (id, role) => {
  it('is a receipt like any other, says that a counsellor wrote it, and holds', async () => {
    const service = await load(id, role);
    const receipt = await whole(service, role);
    expect(v.safeParse(receiptSchema, receipt).issues).toBeUndefined();
    expect(receipt.declarationForm).toBe('recordedByCounsellor');
    expect(receipt.paper).toEqual({ signedOn: '2026-11-20', kept: 'Akte 12', seenBy: 'Frau Beck', others: [] });
    expect(receipt.declarant).toMatchObject({ role: 'self', name: 'Anna Ahrens', signedAt: null });
    expect(paperHolds(receipt, service.plan, role, NOW)).toBe(true);
  });

  it('has what was ticked for every statement of the form, whatever it is', async () => {
    const service = await load(id, role);
    const items = paperItems(service.plan, role);
    const optional = items.find(({ statement }) => statement.need === 'optional')?.statement.text.id;
    // Of the declarations for a minor there is only ever one.
    const [, ...otherWays] = items
      .filter(({ applies }) => applies === 'minor')
      .map(({ statement }) => statement.text.id);
    const tick = (id: string): PaperAnswer =>
      otherWays.includes(id) ? 'notApplicable' : id === optional ? 'no' : 'yes';
    const ticked = items.map(({ statement: { text } }) => [text.id, tick(text.id)] as const);
    const receipt = await whole(service, role, { answers: Object.fromEntries(ticked) });
    const words = { yes: 'given', no: 'refused' } as const;
    const expected = ticked.flatMap(([text, answer]) => (answer === 'notApplicable' ? [] : [[text, words[answer]]]));
    expect(decided(receipt)).toEqual(Object.fromEntries(expected));
    expect(paperHolds(receipt, service.plan, role, NOW)).toBe(true);
  });

  it('quotes the words that this site ships', async () => {
    const receipt = await whole(await load(id, role), role);
    const verified = await verifyReceipt(receipt, shipped.fetchText);
    expect(verified.words).toBe('fit');
    expect(verified.shipped).not.toBe('changed');
  });

  it('says how long a consent holds only where there is one', async () => {
    const receipt = await whole(await load(id, role), role);
    expect(receipt.validity !== null).toBe(receipt.purposes.some(({ status }) => status === 'ConsentGiven'));
  });

  it('knows no moment, and calls nothing electronic', async () => {
    const receipt = await whole(await load(id, role), role);
    const moments = JSON.stringify({ ...receipt, issuedAt: null, session: null, validity: null }).match(/T\d\d:/g);
    expect(moments).toBeNull();
    expect(receipt.events).toEqual([]);
    expect(receipt.notice?.deliveredVia ?? 'onPaper').toBe('onPaper');
  });

  it('does not hold once one wording is another one', async () => {
    const service = await load(id, role);
    const receipt = await whole(service, role);
    for (const { statement } of paperItems(service.plan, role).filter(({ applies }) => applies === 'always')) {
      expect(paperHolds(receipt, withNewer(service.plan, statement.text.id), role, NOW), statement.text.id).toBe(false);
    }
  });
});

function withNewer(plan: GatePlan, id: string): GatePlan {
  const statements = plan.statements.map((one) =>
    one.text.id === id ? { ...one, text: { ...one.text, version: one.text.version + 1 } } : one,
  );
  return { ...plan, statements };
}

describe('a form', () => {
  it('that does not suffice, or that nobody has seen, is not recorded', async () => {
    const service = await load('hannover-einzel', 'client');
    const [consent] = service.plan.statements.filter(({ kind, need }) => kind === 'consent' && need === 'required');
    expect(await recorded(service, 'client', { answers: { [consent?.text.id ?? '']: 'no' } })).toBeNull();
    expect(await recorded(service, 'client', { seenBy: ' ' })).toBeNull();
    expect(await recorded(service, 'client', { signedOn: '2026-11-23' })).toBeNull();
  });

  it('of a minor whose guardian has signed says so, and that the name is the minor’s', async () => {
    const service = await load('hannover-einzel', 'client');
    const { minors } = service.plan;
    const guardian = minors.policy === 'none' ? undefined : minors.statements.guardian;
    const receipt = await whole(service, 'client', { answers: { [guardian?.text.id ?? '']: 'yes' } });
    expect(receipt.declarant).toMatchObject({ role: 'guardian', name: null, onBehalfOf: 'Anna Ahrens' });
    expect(receipt.minor).toMatchObject({ age: 'minor', path: 'guardian', declaration: { by: 'guardian' } });
    expect(receipt.purposes.find(({ status }) => status === 'ConsentGiven')?.declaration?.by).toBe('guardian');
    expect(receipt.assurances.every(({ by }) => by === 'self')).toBe(true);
    expect(paperHolds(receipt, service.plan, 'client', NOW)).toBe(true);
  });

  it('holds for nobody in another role, and never what a device sent', async () => {
    const service = await load('hannover-einzel', 'client');
    const receipt = await whole(service, 'client');
    expect(paperHolds(receipt, service.plan, 'helper', NOW)).toBe(false);
    expect(paperHolds({ ...receipt, paper: null }, service.plan, 'client', NOW)).toBe(false);
  });

  it('holds no longer than a consent, counted from the day of the signature', async () => {
    const service = await load('hannover-einzel', 'client');
    const plan = { ...service.plan, consentHolds: 30 * DAY };
    const receipt = await whole({ ...service, plan }, 'client');
    const until = Date.parse('2026-11-20T00:00:00Z') + 30 * DAY;
    expect(paperHolds(receipt, plan, 'client', until - 1000)).toBe(true);
    expect(paperHolds(receipt, plan, 'client', until)).toBe(false);
    // A rule that has become stricter, and one that has become laxer: neither makes more of it.
    expect(paperHolds(receipt, { ...plan, consentHolds: DAY }, 'client', until - 1000)).toBe(false);
    expect(paperHolds(receipt, { ...plan, consentHolds: 60 * DAY }, 'client', until)).toBe(false);
  });
});

describe('what comes from outside', () => {
  it('can not say that a counsellor has seen a paper', async () => {
    const receipt = await whole(await load('coburg', 'client'), 'client');
    expect(parseSentReceipt(receipt)).toMatchObject({ ok: false, problem: { code: 'RECEIPT_UNREADABLE' } });
    expect(parseSentReceipt({ ...receipt, declarationForm: 'electronic' }).ok).toBe(false);
    expect(parseSentReceipt({ ...receipt, paper: null }).ok).toBe(false);
    expect(parseSentReceipt({ ...receipt, declarationForm: 'electronic', paper: null }).ok).toBe(true);
  });
});
