import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CRITERIA } from '../a11y/support/criteria.ts';
import { ROOT } from './sources.ts';

test.each(CRITERIA)('$id rests on something, or says what is open', ({ checks, tests, open }) => {
  expect(checks.length + tests.length > 0 || open !== undefined).toBe(true);
});

test.each(CRITERIA.flatMap(({ id, tests }) => tests.map((one) => ({ id, ...one }))))(
  '$id: $file holds "$title"',
  ({ file, title }) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(title);
  },
);
