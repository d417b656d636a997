import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { interfaceConfig } from 'virtual:interface-config';
import { describe, expect, it } from 'vitest';
import { PASSED_ON } from '../../../src/jitsi/options.ts';
import readers from '../../fixtures/jitsi/interface-config-readers.json' with { type: 'json' };
import whitelists from '../../fixtures/jitsi/whitelists.json' with { type: 'json' };

const source = readFileSync(new URL('../../../interface_config.js', import.meta.url), 'utf8');

describe('interface_config.js', () => {
  it('is a plain script that sets exactly one global, as Jitsi loads it', () => {
    const world: Record<string, unknown> = {};
    runInNewContext(source, world);
    expect(Object.keys(world)).toEqual(['interfaceConfig']);
    expect(world['interfaceConfig']).toEqual(interfaceConfig);
  });

  it('holds no key twice', () => {
    const keys = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1]);
    expect(keys).toHaveLength(Object.keys(interfaceConfig).length);
  });

  it.each(Object.keys(interfaceConfig))('%s is still read by Jitsi', (key) => {
    expect(Object.keys(readers.readers)).toContain(key);
  });

  it.each(Object.keys(interfaceConfig))('%s has a reason before it', (key) => {
    const lines = source.split('\n');
    const at = lines.findIndex((line) => line.startsWith(`  ${key}:`));
    const block = lines.slice(0, at).reverse();
    const blank = block.findIndex((line) => line.trim() === '');
    expect(block.slice(0, blank + 2).some((line) => line.trim().startsWith('//'))).toBe(true);
  });

  it.each([
    ['names nobody else', /jitsi\.org|8x8|meet\.jit\.si|play\.google|itunes|apple\.com/i],
    ['holds no address at all', /https?:\/\//],
  ])('%s', (_, forbidden) => {
    expect(JSON.stringify(interfaceConfig)).not.toMatch(forbidden);
  });
});

describe('what the gate passes on', () => {
  it.each(PASSED_ON)('%s may be overridden by an embedding page', (key) => {
    expect(whitelists.interfaceConfig).toContain(key);
  });

  it.each(PASSED_ON)('%s has its value in interface_config.js', (key) => {
    expect(interfaceConfig).toHaveProperty(key);
  });
});
