import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import type { AvailabilityQuery } from './model.ts';
import { neededSpans } from './needed-spans.ts';
import { slotsOf } from './testing/build.ts';
import { randomQuery } from './testing/random-query.ts';

const minute = 60_000;

/** The question as it stands after reading no more than the spans say. */
const trimmed = (query: AvailabilityQuery): AvailabilityQuery => {
  const { busy, counted } = neededSpans(query);
  return {
    ...query,
    hosts: query.hosts.map((host) => ({
      ...host,
      busy: host.busy.filter(
        (item) =>
          item.start - (item.bufferBeforeMinutes ?? 0) * minute < busy.to &&
          item.end + (item.bufferAfterMinutes ?? 0) * minute > busy.from,
      ),
    })),
    counted: (query.counted ?? []).filter(
      ({ start }) => counted !== undefined && start >= counted.from && start < counted.to,
    ),
  };
};

describe('the spans an answer depends on', () => {
  it('hold everything that matters: what lies outside changes neither list nor check', () => {
    fc.assert(
      fc.property(randomQuery({ window: true }), fc.integer({ min: 1, max: 600 }), (query, length) => {
        const asked = { ...query, to: Math.min(query.to, query.from + length * minute) };
        expect(slotsOf(trimmed(asked))).toEqual(slotsOf(asked));
        const one = { ...asked, to: asked.from + 1 };
        expect(checkSlot({ ...trimmed(one), start: one.from }).offered).toBe(
          checkSlot({ ...one, start: one.from }).offered,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('reach over whole periods for limits, and over the dates searched for the first with a slot', () => {
    const day = 86_400_000;
    const base = { now: 100 * day, from: 110 * day, to: 111 * day };
    const yearly = neededSpans({
      ...base,
      link: { durationMinutes: 30, limits: [{ period: 'year', count: 1 }] },
    });
    expect(yearly.counted).toEqual({ from: (110 - 368) * day, to: (111 + 368) * day });
    const first = neededSpans({
      ...base,
      link: { durationMinutes: 30, window: { kind: 'available_days', days: 2 } },
    });
    expect(first.counted).toBeUndefined();
    expect(first.busy.from).toBeLessThanOrEqual(100 * day);
    expect(first.busy.to).toBeGreaterThanOrEqual(162 * day);
  });
});
