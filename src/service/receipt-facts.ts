import type { ReceiptContext, ReceiptParty, ReceiptWording } from '../gate/receipt.ts';
import type { TextRef } from '../gate/plan.ts';
import { hashOfText } from './canonical.ts';
import { askedFields, dataCategories, fieldText, isAsked, rights } from './generated.ts';
import type { Service } from './load.ts';
import { nameOf, sentencesOf, type NoticeRow } from './notice-blocks.ts';
import type { Party } from './profile-schema.ts';
import type { Wording } from './wording.ts';

/** The part of a receipt that follows from the service alone. */
export type ServiceFacts = Omit<
  ReceiptContext,
  'recordId' | 'receiptId' | 'checkCode' | 'zone' | 'language' | 'software' | 'session' | 'wordings'
>;

/** Writes down what the profile says, in the language on screen, with the very words of the notice. Pure. */
export function receiptFacts(service: Service): ServiceFacts {
  const { profile, wordings } = service;
  const name = (id: string): string => nameOf(wordings.text(id).text);
  const words = (id: string): string => sentencesOf(wordings.text(id).text);
  const isSpecial = (id: string): boolean =>
    profile.specialCategories && (id === 'conferenceData' || id === 'counsellingData');
  return {
    service: { id: profile.id, title: service.title },
    jurisdiction: profile.jurisdiction,
    controllers: [
      party('controller', profile.authority),
      party('department', profile.department),
      ...(profile.dataProtectionOfficer ? [party('dataProtectionOfficer', profile.dataProtectionOfficer)] : []),
      ...(profile.operator.kind === 'processor' ? [processor(profile.operator.name)] : []),
    ],
    authority: profile.supervisoryAuthority ? party('supervisoryAuthority', profile.supervisoryAuthority) : null,
    purposes: profile.purposes.map(({ id, title, legalBasis, need, statement }) => ({
      id,
      title: name(title),
      legalBasis,
      need,
      textId: statement ?? null,
    })),
    dataCategories: [
      ...dataCategories(profile).map((id) => ({
        id,
        title: name(`category.${id}`),
        isOptional: false,
        isSpecial: isSpecial(id),
      })),
      ...askedFields(profile).map(({ id, use }) => ({
        id,
        title: name(fieldText(profile, id)),
        isOptional: use === 'optional',
        isSpecial: false,
      })),
    ],
    fields: askedFields(profile).map(({ id, purpose, visibleTo }) => ({
      id,
      label: name(fieldText(profile, id)),
      purpose: words(purpose),
      visibleTo,
    })),
    isPseudonym:
      isAsked(profile, 'name') && profile.fields.some(({ id, pseudonym }) => id === 'name' && pseudonym === true),
    storage: rowsOf(service, 'notice.storage').map(inOneLine),
    retention: rowsOf(service, 'notice.retention').map(({ term, text }) => ({ subject: term, period: text })),
    recipients: (profile.recipients ?? []).map((id) => name(`recipient.${id}`)),
    withdrawalMethod: profile.withdrawal.channels.map((id) => words(`channel.${id}`)),
    rights: rights(profile).map((id) => name(`right.${id}`)),
    notIncluded: [
      { id: 'notIncluded.release', statement: words('notIncluded.release') },
      { id: 'info.recordingBan', statement: words('info.recordingBan') },
    ],
  };
}

/** Every wording that the plan can ask for, in German and in the language on screen, with the hash of what was shown. */
export async function receiptWordings(service: Service): Promise<readonly ReceiptWording[]> {
  const { plan } = service;
  const minors = plan.minors.policy === 'none' ? [] : Object.values(plan.minors.statements);
  const refs = [...plan.statements, ...minors].filter(({ kind }) => kind !== 'information').map(({ text }) => text);
  const unique = [...new Map(refs.map((ref) => [ref.id, ref])).values()];
  const shown = await Promise.all(
    unique.flatMap((ref) =>
      [service.german.text(ref.id), service.wordings.text(ref.id)].map((wording) => receiptWording(ref, wording)),
    ),
  );
  return [...new Map(shown.map((wording) => [`${wording.text.id} ${wording.language}`, wording])).values()];
}

async function receiptWording(text: TextRef, { text: words, language }: Wording): Promise<ReceiptWording> {
  const statement = words.statement ?? sentencesOf(words);
  return { text, language, title: words.title ?? null, statement, sha256Shown: await hashOfText(words) };
}

function rowsOf(service: Service, section: string): readonly NoticeRow[] {
  const blocks = service.notice.find(({ id }) => id === section)?.blocks ?? [];
  return blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
}

function inOneLine({ term, text }: NoticeRow): string {
  return `${term}: ${text}`;
}

function party(role: ReceiptParty['role'], { name, unit, address, phone, email }: Party): ReceiptParty {
  return {
    role,
    name: unit ? `${name}, ${unit}` : name,
    address: address ? `${address.street}, ${address.postalCode} ${address.city}` : null,
    phone,
    email,
  };
}

function processor(name: string): ReceiptParty {
  return { role: 'processor', name, address: null, phone: null, email: null };
}
