import {
  encryptionTexts,
  askedFields,
  dataCategories,
  fieldText,
  hasConsent,
  retentionRows,
  rights,
} from './generated.ts';
import { lawsId } from './ids.ts';
import { bodyOf, contactOf, nameOf, sentencesOf, type NoticeBlock, type NoticeRow, type Say } from './notice-blocks.ts';
import type { Party, Profile, Purpose, RetentionRow } from './profile-schema.ts';

/** One section of the notice: the wording that opens it, and what follows from the profile. */
export interface NoticePart {
  readonly id: string;
  /** Absent: always. */
  readonly applies?: (profile: Profile) => boolean;
  readonly blocks: (profile: Profile, say: Say) => readonly NoticeBlock[];
}

const nothingMore = (): readonly NoticeBlock[] => [];

/** Art. 13(1), then 13(2) GDPR, then the law of the state. The order is part of what is hashed. */
export const NOTICE_PARTS: readonly NoticePart[] = [
  { id: 'notice.intro', blocks: nothingMore },
  { id: 'notice.activity', blocks: (profile, say) => [paragraph(sentencesOf(say(profile.processingActivity)))] },
  { id: 'notice.controller', blocks: (profile, say) => [...office(profile.authority, say), operator(profile, say)] },
  { id: 'notice.department', blocks: (profile, say) => office(profile.department, say) },
  { id: 'notice.dpo', blocks: (profile, say) => office(profile.dataProtectionOfficer, say) },
  { id: 'notice.purposes', blocks: (profile, say) => [table(profile.purposes.map(({ title }) => row(title, say)))] },
  { id: 'notice.basis', blocks: (profile, say) => [table(profile.purposes.map((purpose) => basisRow(purpose, say)))] },
  { id: 'notice.categories', blocks: categories },
  {
    id: 'notice.log',
    applies: (profile) => profile.logData.length > 0,
    blocks: (profile, say) => [
      list(profile.logData.map((id) => nameOf(say(`log.${id}`)))),
      ...bodyOf(say('notice.logPurpose')),
    ],
  },
  {
    id: 'notice.storage',
    blocks: (_profile, say) => [
      table(['gateVisit', 'gateRemembered', 'jitsiSettings'].map((id) => row(`storage.${id}`, say))),
    ],
  },
  { id: 'notice.provision', blocks: provision },
  { id: 'notice.thirdParty', blocks: nothingMore },
  { id: 'notice.recipients', blocks: recipients },
  { id: 'notice.transfer', blocks: (profile, say) => yesOrNo('transfer', profile.thirdCountryTransfer, say) },
  { id: 'notice.retention', blocks: (profile, say) => [retention(profile, say)] },
  { id: 'notice.rights', blocks: (profile, say) => [table(rights(profile).map((id) => row(`right.${id}`, say)))] },
  { id: 'notice.deadline', blocks: nothingMore },
  { id: 'notice.refusalReason', blocks: nothingMore },
  {
    id: 'notice.withdrawal',
    applies: hasConsent,
    blocks: (profile, say) => [
      list(profile.withdrawal.channels.map((id) => sentencesOf(say(`channel.${id}`)))),
      ...bodyOf(say('withdrawal.effect')),
    ],
  },
  { id: 'notice.complaint', blocks: (profile, say) => office(profile.supervisoryAuthority, say) },
  { id: 'notice.automated', blocks: (profile, say) => yesOrNo('automated', profile.automatedDecisions, say) },
  {
    id: 'notice.security',
    blocks: (profile, say) => encryptionTexts(profile, 'unknown').flatMap((id) => bodyOf(say(id))),
  },
  { id: 'notice.laws', blocks: (profile, say) => [paragraph(sentencesOf(say(lawsId(profile))))] },
  { id: 'notice.changes', blocks: nothingMore },
];

function categories(profile: Profile, say: Say): readonly NoticeBlock[] {
  const fields = askedFields(profile);
  return [
    table(dataCategories(profile).map((id) => row(`category.${id}`, say))),
    ...(fields.length > 0 ? bodyOf(say('notice.fieldsLead')) : []),
    ...(fields.length > 0 ? [table(fields.map((field) => fieldRow(profile, field, say)))] : []),
  ];
}

function fieldRow(profile: Profile, field: Profile['fields'][number], say: Say): NoticeRow {
  return { term: nameOf(say(fieldText(profile, field.id))), text: sentencesOf(say(field.purpose)) };
}

/** Which details have to be given is plain to see from the field's own need; the wording says what follows. */
function provision(profile: Profile, say: Say): readonly NoticeBlock[] {
  const required = askedFields(profile).filter((field) => field.use === 'required');
  return required.length > 0 ? [list(required.map((field) => nameOf(say(fieldText(profile, field.id)))))] : [];
}

function basisRow(purpose: Purpose, say: Say): NoticeRow {
  const id = { '6-1-a': 'consent', '9-2-a': 'explicitConsent', '6-1-b': 'contract', '6-1-e': 'publicTask' }[
    purpose.legalBasis
  ];
  const isMissing = purpose.nationalLaw === null;
  const isUndecided = (purpose.undecidedBases ?? []).length > 0;
  const basis = say(`basis.${id}`);
  const text = [
    `${nameOf(basis)}: ${sentencesOf(basis)}`,
    ...(purpose.nationalLaw ? [purpose.nationalLaw] : []),
    ...(isMissing ? [sentencesOf(say('notice.missing'))] : []),
    ...(isUndecided ? [sentencesOf(say('basis.undecided'))] : []),
  ];
  return { term: nameOf(say(purpose.title)), text: text.map(closed).join(' ') };
}

function retention(profile: Profile, say: Say): NoticeBlock {
  const rows = retentionRows(profile).map((entry): NoticeRow => {
    const text = say(`retention.${entry.subject}`);
    const detail = text.body ? { detail: sentencesOf(text) } : {};
    return { term: nameOf(text), text: durationOf(entry, say), ...detail };
  });
  // Nobody states how long the consent itself is kept in a paper without that row: said, not left out.
  const isListed = profile.retention.some(({ subject }) => subject === 'consentRecord');
  const missing: NoticeRow = {
    term: nameOf(say('retention.consentRecord')),
    text: sentencesOf(say('duration.missing')),
  };
  return table(isListed ? rows : [...rows, missing]);
}

function durationOf(entry: RetentionRow, say: Say): string {
  const duration = durationWords(entry.duration, say);
  return entry.evidenceException ? `${closed(duration)} ${sentencesOf(say('duration.evidence'))}` : duration;
}

function durationWords(duration: RetentionRow['duration'], say: Say): string {
  if (duration === null) return sentencesOf(say('duration.missing'));
  if (duration.startsWith('P')) return sentencesOf(say('duration.period', duration));
  return sentencesOf(say(`duration.${duration}`));
}

function recipients(profile: Profile, say: Say): readonly NoticeBlock[] {
  if (profile.recipients === null) return [missing(say)];
  const processor = profile.operator.kind === 'processor' ? ['processor'] : [];
  const all = [...new Set([...profile.recipients, ...processor])];
  return [
    all.length === 0
      ? paragraph(sentencesOf(say('recipient.none')))
      : table(all.map((id) => row(`recipient.${id}`, say))),
  ];
}

function operator(profile: Profile, say: Say): NoticeBlock {
  const isOwn = profile.operator.kind === 'own';
  return paragraph(sentencesOf(say(isOwn ? 'info.operatorOwn' : 'info.operatorProcessor')));
}

function office(party: Party | null, say: Say): readonly NoticeBlock[] {
  if (party === null) return [missing(say)];
  const isReachable = Boolean(party.address ?? party.postBox) && Boolean(party.phone ?? party.email);
  return [{ kind: 'contact', contact: contactOf(party) }, ...(isReachable ? [] : [missing(say)])];
}

function yesOrNo(id: 'transfer' | 'automated', fact: boolean | null, say: Say): readonly NoticeBlock[] {
  return fact === null ? [missing(say)] : [paragraph(sentencesOf(say(`${id}.${fact ? 'yes' : 'no'}`)))];
}

function row(id: string, say: Say): NoticeRow {
  const text = say(id);
  return { term: nameOf(text), text: sentencesOf(text) };
}

/** Closes a sentence, so that another can follow it. */
function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function missing(say: Say): NoticeBlock {
  return paragraph(sentencesOf(say('notice.missing')));
}

function paragraph(text: string): NoticeBlock {
  return { kind: 'paragraph', text };
}

function list(items: readonly string[]): NoticeBlock {
  return { kind: 'list', items };
}

function table(rows: readonly NoticeRow[]): NoticeBlock {
  return { kind: 'table', rows };
}
