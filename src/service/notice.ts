import { bodyOf, nameOf, type NoticeBlock, type Say } from './notice-blocks.ts';
import { NOTICE_PARTS, type NoticePart } from './notice-parts.ts';
import type { Profile } from './profile-schema.ts';
import { BINDING_LANGUAGE, type Wordings } from './wording.ts';

export interface NoticeSection {
  /** Id of the section's wording, such as `notice.retention`; stable, for anchors. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly NoticeBlock[];
  /** BCP 47 of the whole section. */
  readonly language: string;
  /** True where a wording of the section is not translated yet, so that all of it stands in German. */
  readonly fallback: boolean;
}

/**
 * Composes the information after Art. 13 GDPR from facts and wordings, in one fixed order (R-110 … R-149). A section is
 * in one language throughout. Facts that are missing are said to be missing. Throws TEXTS_INVALID only where German
 * lacks a wording.
 */
export function composeNotice(profile: Profile, wordings: Wordings, german: Wordings): readonly NoticeSection[] {
  return NOTICE_PARTS.filter((part) => part.applies?.(profile) ?? true).map((part) =>
    composeSection(part, profile, wordings, german),
  );
}

function composeSection(part: NoticePart, profile: Profile, wordings: Wordings, german: Wordings): NoticeSection {
  let hasFallback = false;
  const translated = write(part, profile, (id, period) => {
    const wording = wordings.text(id, period);
    hasFallback ||= wording.fallback;
    return wording.text;
  });
  if (!hasFallback) return { ...translated, language: wordings.language, fallback: false };
  const binding = write(part, profile, (id, period) => german.text(id, period).text);
  return { ...binding, language: BINDING_LANGUAGE, fallback: true };
}

function write(part: NoticePart, profile: Profile, say: Say): Pick<NoticeSection, 'id' | 'title' | 'blocks'> {
  const lead = say(part.id);
  return { id: part.id, title: nameOf(lead), blocks: [...bodyOf(lead), ...part.blocks(profile, say)] };
}
