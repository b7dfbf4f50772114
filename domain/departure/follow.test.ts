import { describe, expect, test } from 'vitest';
import { planDeparture, retryDelayMs } from './follow.ts';

const now = Date.UTC(2027, 2, 1);

describe('the follower of a departure', () => {
  test('settles bookings, then finishes, then has nothing to do', () => {
    const at = { failure: null, tryAt: now };
    expect(planDeparture({ ...at, state: 'open' }, now)).toEqual({ due: ['settle'], next: null });
    expect(planDeparture({ ...at, state: 'settled' }, now)).toEqual({ due: ['finish'], next: null });
    expect(planDeparture({ ...at, state: 'done' }, now)).toEqual({ due: [], next: null });
  });

  test('waits for its next try, and says why', () => {
    const view = { state: 'open', failure: 'internal', tryAt: now + 1 } as const;
    expect(planDeparture(view, now)).toEqual({
      due: [],
      next: { at: now + 1, why: 'next try after internal' },
    });
  });

  test('tries again ever later, and never later than in a quarter of an hour', () => {
    const delays = Array.from({ length: 20 }, (_, failures) => retryDelayMs(failures));
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(delays.at(-1)).toBe(15 * 60_000);
  });
});
