import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describe.each(['README.md', 'config/README.md', 'config/nginx/README.md'])('%s', (guide) => {
  const named = readFileSync(join(ROOT, guide), 'utf8').match(/\bconfig\/[\w./-]*\w/g) ?? [];
  test.each([...new Set(named), guide])('names %s, which is there', (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
  });
});
