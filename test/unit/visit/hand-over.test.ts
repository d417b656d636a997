/** Without a mailbox a person hands the receipt over as a file, which shows that it was written with the personal link. */
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../src/mailbox/base64url.ts';
import { parseLink } from '../../../src/mailbox/link.ts';
import { ownerOfFile, readReceiptFile } from '../../../src/records/receipt-file-read.ts';
import { fragment, Somebody, World } from './support.ts';

const secretOf = (link: string): string => {
  const parsed = parseLink(link);
  if (!parsed.ok || parsed.value.kind !== 'personal') throw new Error('no personal link');
  return toBase64url(Uint8Array.from(parsed.value.secret));
};

function worldWith(mailbox: boolean): World {
  const world = new World();
  world.files.set('/site.json', { ...(world.files.get('/site.json') as object), mailbox });
  return world;
}

async function saved(anna: Somebody): Promise<{ readonly name: string; readonly text: string }> {
  const { handOver } = anna.context;
  if (!handOver) throw new Error('nothing to hand over');
  await anna.wish({ kind: 'saveReceipt', receipt: handOver });
  const file = anna.world.saved.at(-1);
  if (!file) throw new Error('nothing was saved');
  return file;
}

describe('where there is no mailbox', () => {
  it('the file is there at the open door and in the lobby, not before and not in the room', async () => {
    const anna = await Somebody.at(fragment(), worldWith(false));
    await anna.goTo('devices');
    expect(anna.context.handOver).toBeNull();
    await anna.goTo('waiting');
    expect(anna.context.handOver).not.toBeNull();
    const meeting = await anna.enter();
    meeting.fire({ kind: 'connecting' }, { kind: 'inLobby' });
    expect(anna.sees).toBe('meeting: lobby');
    expect(anna.context.handOver).not.toBeNull();
    meeting.fire({ kind: 'admitted' });
    expect(anna.context.handOver).toBeNull();
  });

  it('it is vouched for by this very link, carries its code, and its name says nothing of anybody', async () => {
    const anna = await Somebody.at(fragment(), worldWith(false));
    await anna.goTo('waiting');
    const { name, text } = await saved(anna);
    expect(name).toMatch(/^nachweis-[\w-]{1,8}\.json$/);
    const file = readReceiptFile(text);
    if (!file.ok) throw new Error(file.problem.detail);
    const [own, other] = [{ secret: secretOf(fragment()) }, { secret: toBase64url(new Uint8Array(16).fill(99)) }];
    expect(await ownerOfFile(file.value, [other, own])).toBe(own);
    expect(file.value.receipt.checkCode).toBe(anna.context.checkCode);
  });

  it('what the counsellor is not to see is not in it', async () => {
    const anna = await Somebody.at(fragment(), worldWith(false));
    await anna.goTo('waiting');
    expect(anna.context.handOver?.details.system).toEqual([]);
  });
});

it.each([
  ['where there is one', true, fragment()],
  ['where somebody came without a personal link, so that no desk knows them', false, '#/r/raum'],
])('nothing is to be handed over %s', async (_what, mailbox, link) => {
  const anna = await Somebody.at(link, worldWith(mailbox));
  if (anna.sees === 'entrance') await anna.wish({ kind: 'chooseService', service: 'beispiel', roomName: 'raum' });
  await anna.goTo('waiting');
  expect(anna.context.handOver).toBeNull();
});
