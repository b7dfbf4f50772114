import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSession } from './follow.ts';

const now = 1_800_000_000_000;

const someEffects = fc.uniqueArray(
  fc.record({
    name: fc.constant('calendar' as const),
    tryAt: fc.integer({ min: -100, max: 100 }).map((seconds) => now + seconds * 1000),
    failure: fc.option(fc.string()),
  }),
  { selector: ({ name }) => name },
);

describe('the plan of a shared session', () => {
  test('does what has come due, waits for the first that has not, and ends when nothing is owed', () => {
    fc.assert(
      fc.property(someEffects, (effects) => {
        const { due, next } = planSession({ effects }, now);
        const ahead = effects.map(({ tryAt }) => tryAt).filter((at) => at > now);
        expect(due).toHaveLength(effects.length - ahead.length);
        expect(next?.at ?? null).toBe(ahead.length === 0 ? null : Math.min(...ahead));
      }),
    );
  });

  test('says after which failure it tries again', () => {
    const effects = [{ name: 'calendar' as const, tryAt: now + 1, failure: 'throttled' }];
    expect(planSession({ effects }, now).next?.why).toBe('calendar: next try after throttled');
  });
});
