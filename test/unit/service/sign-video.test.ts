import { describe, expect, it, test } from 'vitest';
import { hash, hashOfText } from '../../../src/service/canonical.ts';
import { lintFiles } from '../../../src/service/lint.ts';
import { parseTexts } from '../../../src/service/parse.ts';
import { makeRefs } from '../../../src/service/refs.ts';
import { wordingsFor } from '../../../src/service/face.ts';
import { fill } from '../../../src/service/wording.ts';
import type { TextsFile } from '../../../src/service/texts-schema.ts';
import {
  fixtureFiles,
  fixtureProfile,
  fixtureSite,
  fixtureText,
  lockOf,
  putText,
  serialise,
  TODAY,
} from '../../fixtures/services/files.ts';

const COMMON = '/services/common/texts.de.json';
const VIDEO = '/services/common/dgs/ack-notice.mp4';
const withVideo = fixtureText('ack.notice', 'de', { signVideo: VIDEO });

const parse = (signVideo: unknown): boolean =>
  parseTexts({ language: 'de', checkedBy: null, texts: [{ ...fixtureText('ack.notice', 'de'), signVideo }] }).ok;

describe('a text names a video in sign language', () => {
  it.each([VIDEO, '/services/coburg/start.webm', '/services/a/b/c-1_x.webm'])('takes %s', (path) => {
    expect(parse(path)).toBe(true);
  });

  it.each([
    'https://video.example/a.mp4',
    'https://video.example/services/a.mp4',
    '//video.example/services/a.mp4',
    'blob:https://video.example/a.mp4',
    'data:video/mp4;base64,AAAA',
    '/a.mp4',
    '/servicesx/a.mp4',
    '/services/../a.mp4',
    '/services/a/../../b.mp4',
    '/services//video.example/a.mp4',
    '/services/a.mp4?x=1',
    '/services/a.mp4#t=1',
    '/services/a%2fb.mp4',
    '/services/a.mov',
    '/services/a.mp4.html',
    '/services/a.svg',
    '/services/.mp4',
    '',
    null,
    7,
  ])('refuses %j', (path) => {
    expect(parse(path)).toBe(false);
  });
});

test('the placeholders are filled and the video stays', () => {
  expect(fill({ ...withVideo, title: 'Für {title}' }, { title: 'alle' })).toMatchObject({
    title: 'Für alle',
    signVideo: VIDEO,
  });
});

describe('the video is a translation, no part of the wording', () => {
  it('leaves the identity of a wording as it is', async () => {
    expect(await hashOfText(withVideo)).toBe(await hash(fixtureText('ack.notice', 'de')));
  });

  it('asks nobody to consent again', async () => {
    const refsWith = async (changes: object) => {
      const files = fixtureFiles();
      for (const id of ['ack.notice', 'info.how', 'consent.participation'])
        putText(files, COMMON, fixtureText(id, 'de', changes));
      const common = [COMMON, '/services/common/notice.de.json'].map((path) => files.get(path) as TextsFile);
      const layers = { common, own: [] };
      const profile = fixtureProfile();
      return makeRefs(profile, wordingsFor(fixtureSite(), profile, layers, layers, 'de', TODAY));
    };
    expect(await refsWith({ signVideo: VIDEO })).toEqual(await refsWith({}));
    expect(await refsWith({ title: 'Anders' })).not.toEqual(await refsWith({}));
  });

  it('may come after the wording was released', async () => {
    const files = fixtureFiles();
    files.set('/services/texts.lock.json', await lockOf(files));
    putText(files, COMMON, withVideo);
    expect((await lintFiles(serialise(files), TODAY)).filter(({ rule }) => rule === 'R-148')).toEqual([]);
  });
});

describe('the linter', () => {
  const lint = async (isServed: (path: string) => boolean) => {
    const files = fixtureFiles();
    putText(files, COMMON, withVideo);
    return (await lintFiles(serialise(files), TODAY, isServed)).filter(({ rule }) => rule === 'A-03');
  };

  it('misses a video that is not there', async () => {
    const [finding, ...more] = await lint(() => false);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', file: COMMON, place: 'ack.notice' });
    expect(finding?.message).toContain(VIDEO);
  });

  it('is content with one that is', async () => {
    const asked: string[] = [];
    expect(await lint((path) => asked.push(path) > 0)).toEqual([]);
    expect(asked).toEqual([VIDEO]);
  });
});
