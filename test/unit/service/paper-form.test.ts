import { beforeAll, describe, expect, it } from 'vitest';
import { formWords } from '../../../src/appointment/paper-words.ts';
import { paperItems } from '../../../src/gate/paper.ts';
import { paperFormOf, paperMark, type PaperForm } from '../../../src/service/paper-form.ts';
import { SHIPPED_CASES, shippedSite, type Shipped } from '../../fixtures/services/shipped.ts';

/** The form of every shipped service for everybody who can be invited, held to the plan of the gate. */
let shipped: Shipped;
beforeAll(async () => {
  shipped = await shippedSite();
});
const load: Shipped['load'] = (id, role, language) => shipped.load(id, role, language);

/** Every statement on the form, by text id. */
function stated(form: PaperForm): readonly string[] {
  const { notice, consents, acknowledgements, minors, assurances, others, pledges } = form;
  const all = [...(notice ? [notice] : []), ...consents, ...acknowledgements, ...minors];
  return [...all, ...assurances, ...others, ...pledges].map(({ statement }) => statement.text.id);
}

describe.each(SHIPPED_CASES)('the form of %s for %s', (id, role) => {
  it('carries every statement of the plan exactly once, and nothing else', async () => {
    const service = await load(id, role);
    const { plan } = service;
    const minors = plan.minors.policy === 'none' ? [] : Object.values(plan.minors.statements);
    const asked = [...plan.statements, ...minors].map(({ text }) => text.id);
    expect([...stated(await paperFormOf(service, role))].sort()).toEqual([...asked].sort());
  });

  it('asks for the details of the plan and shows what the plan calls consent as consent', async () => {
    const service = await load(id, role);
    const form = await paperFormOf(service, role);
    expect(form.fields.map(({ id: field, need }) => [field, need])).toEqual(
      service.plan.fields.map(({ id: field, need }) => [field, need]),
    );
    const consents = service.plan.statements.filter(({ kind }) => kind === 'consent').map(({ text }) => text.id);
    expect(form.consents.map(({ statement }) => statement.text.id)).toEqual(consents);
    // What can be agreed to can be refused and withdrawn, and the form says how.
    expect(form.refusal.length > 0).toBe(consents.length > 0);
    expect(form.withdrawal.length > 0).toBe(consents.length > 0);
  });

  it.each(['en', 'de-simple'])('has the German wording beside every statement in %s', async (language) => {
    const form = await paperFormOf(await load(id, role, language), role);
    const german = await paperFormOf(await load(id, role), role);
    const all = (one: PaperForm) => [...one.consents, ...one.acknowledgements, ...one.minors, ...one.assurances];
    for (const [index, { wording }] of all(form).entries()) {
      const counts = all(german)[index]?.wording.text.statement;
      expect(counts).toBeTruthy();
      expect(wording.fallback ? wording.text.statement : wording.german?.statement).toBe(counts);
    }
    expect(form.mark).toBe(german.mark);
  });
});

describe('the form of a service', () => {
  it('has the promise to the group only where a group meets', async () => {
    const pledges = async (id: string) => (await paperFormOf(await load(id, 'client'), 'client')).pledges.length;
    expect(await pledges('hannover-gruppe')).toBe(1);
    expect(await pledges('hannover-einzel')).toBe(0);
  });

  it('asks companions apart from the client, and each kind of minor', async () => {
    const form = await paperFormOf(await load('hannover-einzel', 'client'), 'client');
    expect(form.others.map(({ statement }) => statement.text.id)).toEqual(['assurance.companion']);
    expect(form.minors.map(({ statement }) => statement.text.id)).toEqual(['minor.capacity', 'minor.guardian']);
    const interpreter = await paperFormOf(await load('hannover-einzel', 'interpreter'), 'interpreter');
    expect(interpreter.others).toEqual([]);
    expect(interpreter.assurances.map(({ statement }) => statement.text.id)).toContain('assurance.companion');
  });

  it('is marked by its words and by the role', async () => {
    const service = await load('hannover-einzel', 'client');
    const mark = await paperMark(service, 'client');
    expect(mark).toMatch(/^[0-9A-F]{4} [0-9A-F]{4}$/);
    expect(await paperMark(await load('hannover-einzel', 'relative'), 'relative')).not.toBe(mark);
    const [first, ...rest] = service.plan.statements;
    const changed = first && { ...first, text: { ...first.text, version: first.text.version + 1 } };
    const plan = { ...service.plan, statements: [...(changed ? [changed] : []), ...rest] };
    expect(await paperMark({ plan }, 'client')).not.toBe(mark);
    expect(paperItems(plan, 'client')).toHaveLength(paperItems(service.plan, 'client').length);
  });

  it.each(['de', 'de-simple', 'en'])('has its own words in %s', (code) => {
    expect(formWords(code).language).toBe(code);
  });

  it('falls back to German words, and says so', () => {
    expect(formWords('xx')).toEqual({ language: 'de', words: formWords('de').words });
  });
});
