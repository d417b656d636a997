import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equals, scripted, UNKNOWN, written } from '../../../../config/check/script-bag.ts';
import { at, evaluate } from '../../../../config/check/script-value.ts';

/** What is read at `path` of the script's `config`, as one would write it. */
function read(script: string, path: string): string {
  const result = evaluate(script, 'config');
  return 'problem' in result ? result.problem : written(at(result.value, path));
}

const OPEN = written(UNKNOWN);

describe('what config.js says is read as a browser would run it', () => {
  test.each<[string, string, string]>([
    ['var config = { a: true };', 'a', 'true'],
    ['var config = {}; config.a = -1;', 'a', '-1'],
    ['var config = {}; config.a = {}; config.a.b = "x";', 'a.b', "'x'"],
    ['var config = {}; config["a"] = !0;', 'a', 'true'],
    ['var config = { a: 1 }; var config; config.a = 2;', 'a', '2'],
    ['var config = { a: 16 / 9 };', 'a', String(16 / 9)],
    ["var x = ''; var config = { a: 'muc.' + x + 'meet' };", 'a', "'muc.meet'"],
    ["var config = {}; if (!config.hasOwnProperty('a')) config.a = {}; config.a.b = false;", 'a.b', 'false'],
    ["var config = { a: { b: 1 } }; if (!config.hasOwnProperty('a')) config.a = {};", 'a.b', '1'],
    ['var config = {}; config.a = config.a || {}; config.a.b = 1;', 'a.b', '1'],
    ['var config = { a: { b: 1 } }; config.a = config.a || {};', 'a.b', '1'],
    ['var on = false; var config = { a: 1 }; if (on) { config.a = 2; }', 'a', '1'],
    ['var on = true; var config = { a: 1 }; if (on) { config.a = 2; } else { config.a = 3; }', 'a', '2'],
    ['var config = { a: [1, "x"] };', 'a', "[1, 'x']"],
    ['var config = { a: 1 }; config.a = undefined;', 'a', 'nicht gesetzt'],
    ['var config = {};', 'a.b.c', 'nicht gesetzt'],
    ['/* a */ var config = { // b\n a: 1, };\n<!-- c\n', 'a', '1'],
    ['var config = { a: `x` };', 'a', "'x'"],
    ['var other = { a: 2 }; var config = { a: 1 }; function f() { config.a = 3; } other.a = 4;', 'a', '1'],
  ])('%s', (script, path, value) => {
    expect(read(script, path)).toBe(value);
  });
});

describe('what only running it would tell is unknown', () => {
  test.each<[string, string]>([
    ['var config = { a: window.x };', 'a'],
    ['var config = { ...other };', 'a'],
    ['var config = {}; config[window.x] = 1;', 'a'],
    ['var config = { a: 1 }; Object.assign(config, other);', 'a'],
    ['var config = { a: 1 }; f(config);', 'a'],
    ['var config = { a: { b: 1 } }; f(config);', 'a.b'],
    ['var config = { a: 1 }; delete config.a;', 'a'],
    ['var config = { a: 1 }; config.a += 1;', 'a'],
    ['var config = { a: 1 }; if (window.x) config.a = 2;', 'a'],
    ['var config = { a: 1 }; for (var k in other) config[k] = other[k];', 'a'],
    ['var config = { a: 1 }; (function () { config.a = 2; })();', 'a'],
    ['var config = { a: 1 }; try { config.a = 2; } catch (e) {}', 'a'],
    ['var config = { get a() { return 1; } };', 'a'],
    ['var config = JSON.parse(x);', 'a'],
  ])('%s', (script, path) => {
    expect(read(script, path)).toBe(OPEN);
  });

  test('until it is said once more', () => {
    expect(read('var config = { a: 1 }; f(config); config.a = 2;', 'a')).toBe('2');
  });
});

test.each<[string, string]>([
  ['<html>', 'kein lesbares JavaScript'],
  ['var config = ;', 'kein lesbares JavaScript'],
  ['var other = 1;', 'legt keine Variable config an'],
  ['', 'legt keine Variable config an'],
])('%j is no config.js', (script, problem) => {
  expect(read(script, 'a')).toContain(problem);
});

test('nothing of it runs', () => {
  expect(read('var config = { a: 1 }; throw new Error("x"); while (true) {}', 'a')).toBe('1');
  expect(read('var config = { a: process.exit(1) };', 'a')).toBe(OPEN);
});

describe('laws', () => {
  const plain = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        tie('value'),
      ),
    ),
  })).value;

  test('whatever JSON stands there is what is read', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const result = evaluate(`var config = ${JSON.stringify(value)};`, 'config');
        expect('value' in result && equals(result.value, scripted(value))).toBe(true);
      }),
    );
  });

  test('it never throws, whatever the script', () => {
    const words = [
      'var',
      'config',
      '=',
      '{',
      '}',
      '.a',
      'if',
      '(',
      ')',
      ';',
      '1',
      '!',
      '+',
      'f',
      '[',
      ']',
      '||',
      '`',
      '=>',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words)), (parts) => {
        expect(() => evaluate(parts.join(' '), 'config')).not.toThrow();
      }),
    );
    fc.assert(fc.property(fc.string(), (script) => void evaluate(script, 'config')));
  });
});
