import type { TextRef } from '../gate/plan.ts';
import { hash, hashOfText } from './canonical.ts';
import { informationTexts } from './generated.ts';
import { composeNotice } from './notice.ts';
import { NOTICE_ID, plannedTexts, type Refs } from './plan.ts';
import type { Profile } from './profile-schema.ts';
import type { Wordings } from './wording.ts';

/**
 * Works out the identity of everything that can be accepted under this profile: SHA-256 of the filled German wording.
 * The notice's covers all that the step of information shows: the composed notice and the texts above it.
 */
export async function makeRefs(profile: Profile, german: Wordings): Promise<Refs> {
  const texts = await Promise.all(
    plannedTexts(profile).map((id) => (id === NOTICE_ID ? noticeRef(profile, german) : textRef(id, german))),
  );
  const identity: TextRef = { id: profile.id, version: profile.version, sha256: await hash(profile) };
  return { profile: identity, texts: new Map(texts.map((ref) => [ref.id, ref])) };
}

async function textRef(id: string, german: Wordings): Promise<TextRef> {
  const { text } = german.text(id);
  return { id, version: text.version, sha256: await hashOfText(text) };
}

async function noticeRef(profile: Profile, german: Wordings): Promise<TextRef> {
  const information = informationTexts(profile).map((id) => ({ ...german.text(id).text, signVideo: undefined }));
  const shown = { information, notice: composeNotice(profile, german, german) };
  return { id: NOTICE_ID, version: profile.version, sha256: await hash(shown) };
}
