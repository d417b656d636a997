import { paperItems, type PaperItem } from '../gate/paper.ts';
import type { FieldPlan, PersonRole } from '../gate/plan.ts';
import { hash } from './canonical.ts';
import { fieldText } from './fields.ts';
import { encryptionTexts, hasConsent, informationTexts, refusalTexts } from './generated.ts';
import type { Service } from './load.ts';
import type { NoticeSection } from './notice.ts';
import { NOTICE_ID } from './plan.ts';
import type { Wording } from './wording.ts';

/** One statement to be answered with a pen. */
export interface PaperStatement extends PaperItem {
  readonly wording: Wording;
}

/** The paper twin of the gate for one role: the same statements and texts, in the order in which the gate asks. */
export interface PaperForm {
  readonly information: readonly Wording[];
  /** What a no leads to; empty where nothing rests on consent. */
  readonly refusal: readonly Wording[];
  /** That the notice was handed over. */
  readonly notice: PaperItem | null;
  readonly consents: readonly PaperStatement[];
  readonly acknowledgements: readonly PaperStatement[];
  readonly fields: readonly (FieldPlan & { readonly wording: Wording })[];
  readonly minors: readonly PaperStatement[];
  readonly assurances: readonly PaperStatement[];
  /** For whoever is in the room with the person. */
  readonly others: readonly PaperStatement[];
  readonly rules: Wording | null;
  readonly pledges: readonly PaperStatement[];
  readonly withdrawal: readonly Wording[];
  readonly sections: readonly NoticeSection[];
  /** By which a paper is compared with what this page asks now. */
  readonly mark: string;
}

/** Makes the form for somebody in this role; `service` is loaded for that very role. */
export async function paperFormOf(service: Service, role: PersonRole): Promise<PaperForm> {
  const { profile, plan, wordings } = service;
  const items = paperItems(plan, role);
  const text = (id: string): Wording => wordings.text(id);
  const of = (fits: (item: PaperItem) => boolean): readonly PaperStatement[] =>
    items.filter(fits).map((item) => ({ ...item, wording: text(item.statement.text.id) }));
  const own = (kind: PaperItem['statement']['kind']): readonly PaperStatement[] =>
    of(({ statement, applies }) => statement.kind === kind && applies === 'always');
  const hasChoice = own('consent').length > 0;
  const pledges = own('pledge');
  return {
    information: [...informationTexts(profile), ...encryptionTexts(profile, 'unknown')].map(text),
    refusal: hasChoice ? refusalTexts(profile).map(text) : [],
    notice: items.find(({ statement }) => statement.text.id === NOTICE_ID) ?? null,
    consents: own('consent'),
    acknowledgements: own('acknowledgement'),
    fields: plan.fields.map((field) => ({ ...field, wording: text(fieldText(profile, field.id)) })),
    minors: of(({ applies }) => applies === 'minor'),
    assurances: own('assurance'),
    others: of(({ applies }) => applies === 'others'),
    rules: pledges.length > 0 ? text('group.rules') : null,
    pledges,
    withdrawal: hasChoice && hasConsent(profile) ? ['withdrawal.effect', 'withdrawal.continues'].map(text) : [],
    sections: service.notice,
    mark: await paperMark(service, role),
  };
}

/** Eight signs that change with every statement, its wording and the role: "3F2A 91BC". */
export async function paperMark({ plan }: Pick<Service, 'plan'>, role: PersonRole): Promise<string> {
  const statements = paperItems(plan, role).map(({ statement, applies }) => ({ text: statement.text, applies }));
  const digits = (await hash({ profile: plan.profile, role, statements })).slice(0, 8).toUpperCase();
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}
