import { expect, test } from 'vitest';
import { withShortIds } from '../../../config/vite/short-ids.ts';

const locale = (...ids: string[]): string =>
  `export const templates = {\n${ids.map((id) => `    '${id}': \`'${id}': stays\`,`).join('\n')}\n};`;

test('an id is cut where it is a key, and nowhere in what people read', () => {
  const built = withShortIds(locale('s00372c0b14bd05ad', 'h00542519134ff455'));
  expect(built).toContain("'s00372c': `'s00372c0b14bd05ad': stays`");
  expect(built).toContain("'h005425': `'h00542519134ff455': stays`");
});

test('an id that somebody gave a message stays whole', () => {
  expect(withShortIds(locale('mail.subject'))).toContain("'mail.subject':");
});

test('two messages that would become one end the build', () => {
  expect(() => withShortIds(locale('s00372c0b14bd05ad', 's00372c1b14bd05ad'))).toThrow('both s00372c');
});
