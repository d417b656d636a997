import { describe, expect, it } from 'vitest';
import { frozen } from '../../../src/gate/frozen.ts';

const nested = () => ({
  plan: { steps: ['arrive', 'waiting'], statements: [{ roles: ['client'] }] },
  none: null,
  count: 1,
});

describe('frozen', () => {
  it('returns the very value, and leaves it as it was', () => {
    const value = nested();
    expect(frozen(value)).toBe(value);
    expect(value).toEqual(nested());
  });

  it.each([
    ['a member', (value: ReturnType<typeof nested>) => (value.count = 2)],
    ['a list', (value: ReturnType<typeof nested>) => value.plan.steps.pop()],
    ['a list inside a list', (value: ReturnType<typeof nested>) => value.plan.statements[0]?.roles.pop()],
    ['a new member', (value: ReturnType<typeof nested>) => Object.assign(value.plan, { open: true })],
  ])('lets nobody change %s', (_, change) => {
    const value = frozen(nested());
    expect(() => change(value)).toThrow(TypeError);
    expect(value).toEqual(nested());
  });

  it.each([null, undefined, 0, 'text', true])('leaves %s alone', (value) => {
    expect(frozen(value)).toBe(value);
  });
});
