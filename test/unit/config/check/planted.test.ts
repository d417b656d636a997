/** Wrong settings, each planted alone into what is shipped, before a real nginx: the check tool names each, and nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROWS } from '../../../../config/check/run.ts';
import { look, named, prepare, start, type Material } from './installation.ts';
import { PLANTED_GATE } from './planted-gate.ts';
import { PLANTED_HEADERS } from './planted-headers.ts';
import { PLANTED_JITSI } from './planted-jitsi.ts';
import { PLANTED_MAILBOX } from './planted-mailbox.ts';

const PLANTED = [...PLANTED_HEADERS, ...PLANTED_GATE, ...PLANTED_MAILBOX, ...PLANTED_JITSI];

/** Found broken by other tests: a server that is not there, and names that do not belong together. */
const ELSEWHERE = ['reached:gate', 'reached:jitsi', 'one-site'];

describe('a wrong setting', () => {
  let material: Material;
  beforeAll(async () => {
    material = await prepare();
  });
  afterAll(() => material.close());

  test.concurrent.each(PLANTED)('%s', async (_what, found, plant) => {
    const stand = await start(material, plant);
    const results = await look(stand, plant.options);
    await stand.close();
    expect(named(results)).toEqual(found);
  });
});

test('there is no row that nothing here has ever turned red', () => {
  const red = new Set([...PLANTED.flatMap(([, found]) => found), ...ELSEWHERE]);
  expect(ROWS.map(({ id }) => id).filter((id) => !red.has(id))).toEqual([]);
  expect(PLANTED.length).toBeGreaterThanOrEqual(40);
});

test('no two rows have one id', () => {
  expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
});
