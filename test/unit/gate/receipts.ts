import { createHash } from 'node:crypto';
import type { GatePlan, TextRef } from '../../../src/gate/plan.ts';
import { buildReceipt, type Receipt, type ReceiptContext, type ReceiptWording } from '../../../src/gate/receipt.ts';
import type { GateState } from '../../../src/gate/state.ts';
import { NOON, textOf } from './plans.ts';
import { textIds } from './walks.ts';

const language = 'de';

export function sentence(text: TextRef, spoken: string): string {
  return `${spoken}: Wortlaut von ${text.id}, Fassung ${String(text.version)}.`;
}

export function wording(text: TextRef, spoken: string): ReceiptWording {
  const statement = sentence(text, spoken);
  return {
    text,
    language: spoken,
    title: text.id,
    statement,
    sha256Shown: createHash('sha256').update(statement).digest('hex'),
  };
}

export function wordingsOf(plan: GatePlan, ...languages: readonly string[]): readonly ReceiptWording[] {
  return languages.flatMap((spoken) => textIds(plan).map((id) => wording(textOf(plan, id), spoken)));
}

export function contextFor(plan: GatePlan, changes: Partial<ReceiptContext> = {}): ReceiptContext {
  const consents = plan.statements.filter(({ kind }) => kind === 'consent');
  return {
    recordId: '8c0b3b0e-0000-4000-8000-000000000001',
    receiptId: '8c0b3b0e-0000-4000-8000-000000000002',
    checkCode: 'K7F2QX',
    zone: 'Europe/Berlin',
    language,
    software: 'Einlass 0.1.0',
    service: { id: plan.service, title: 'Gruppenberatung' },
    jurisdiction: 'DE-NI',
    controllers: [{ role: 'controller', name: 'Musterstadt', address: 'Markt 1', phone: null, email: null }],
    authority: { role: 'supervisoryAuthority', name: 'LfD', address: null, phone: null, email: null },
    purposes: [
      ...consents.map(({ text, need }) => ({
        id: text.id.slice(8),
        title: text.id,
        legalBasis: '6-1-a',
        need,
        textId: text.id,
      })),
      { id: 'public-task', title: 'Aufgabe', legalBasis: '6-1-e', need: 'required' as const, textId: 'ack.publicTask' },
      { id: 'silent', title: 'Ohne eigene Erklärung', legalBasis: '6-1-b', need: 'required' as const, textId: null },
    ],
    dataCategories: [{ id: 'name', title: 'Name', isOptional: false, isSpecial: false }],
    fields: [
      { id: 'name', label: 'Name', purpose: 'Anrede', visibleTo: 'counsellor' },
      { id: 'birthDate', label: 'Geburtsdatum', purpose: 'Alter', visibleTo: 'counsellor' },
      { id: 'email', label: 'E-Mail', purpose: 'Zugangslink', visibleTo: 'system' },
      { id: 'note', label: 'Weitere Angaben', purpose: 'Vorab', visibleTo: 'counsellor' },
    ],
    isPseudonym: false,
    storage: ['eigenes Rechenzentrum'],
    retention: [{ subject: 'Nachweis', period: '3 Jahre' }],
    recipients: ['Teilnehmende'],
    withdrawalMethod: ['hier', 'mündlich'],
    rights: ['15', '16', '17'],
    notIncluded: [{ id: 'release', statement: 'Keine Entbindung von der Schweigepflicht.' }],
    session: { type: 'group', access: 'personalLink', e2eeAtStart: 'unknown', deviceCheck: 'passed' },
    wordings: wordingsOf(plan, 'de'),
    ...changes,
  };
}

export function receiptOf(
  plan: GatePlan,
  state: GateState,
  changes: Partial<ReceiptContext> = {},
  now = NOON,
): Receipt {
  const receipt = buildReceipt({ plan, state, context: contextFor(plan, changes), now });
  if (!receipt) throw new Error('no receipt');
  return receipt;
}
