import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROWS } from '../../../../config/check/run.ts';
import { NGINX } from '../nginx.ts';
import { complaints, look, prepare, start, type Material } from './installation.ts';

const missing = NGINX === undefined ? ': NOT TESTED, it is not installed here' : '';

describe.skipIf(NGINX === undefined)(`the check tool before nginx with what is shipped${missing}`, () => {
  let material: Material;
  beforeAll(async () => {
    material = await prepare();
  });
  afterAll(() => material.close());

  test('finds nothing wrong and nothing unknown', async () => {
    const stand = await start(material);
    const results = await look(stand, { limits: true });
    await stand.close();
    expect(complaints(results)).toEqual([]);
    expect(results.filter(({ finding }) => finding.verdict === 'none').map(({ row }) => row.id)).toEqual([]);
    expect(results.length).toBe(ROWS.length);
  });
});
