import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  indexOfInterval,
  intersect,
  normalize,
  startsOfLength,
  subtract,
  unite,
  uniteAll,
} from './interval-set.ts';

const limit = 60;

const pairs = fc
  .array(fc.tuple(fc.nat({ max: limit }), fc.integer({ min: -3, max: 12 })), { maxLength: 8 })
  .map((list) => list.flatMap(([start, length]) => [start, start + length]));

/** The whole numbers a list of pairs covers. */
const members = (list: readonly number[]): Set<number> => {
  const out = new Set<number>();
  for (let i = 0; i < list.length; i += 2) {
    for (let n = list[i] ?? 0; n < (list[i + 1] ?? 0); n += 1) out.add(n);
  }
  return out;
};

const isTidy = (set: readonly number[]): boolean =>
  set.every((value, i) => i === 0 || value > (set[i - 1] ?? 0));

describe('sets of instants', () => {
  it('hold what any of the pairs holds, sorted, joined, without empty intervals', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const set = normalize(list);
        expect(isTidy(set)).toBe(true);
        expect(members(set)).toEqual(members(list));
      }),
    );
  });

  it('unite, intersect and subtract as sets of numbers do', () => {
    fc.assert(
      fc.property(pairs, pairs, (listA, listB) => {
        const [a, b] = [normalize(listA), normalize(listB)];
        for (const set of [unite(a, b), intersect(a, b), subtract(a, b)]) expect(isTidy(set)).toBe(true);
        const [inA, inB] = [members(a), members(b)];
        expect(members(unite(a, b))).toEqual(new Set([...inA, ...inB]));
        expect(members(intersect(a, b))).toEqual(new Set([...inA].filter((n) => inB.has(n))));
        expect(members(subtract(a, b))).toEqual(new Set([...inA].filter((n) => !inB.has(n))));
      }),
    );
  });

  it('unite in any number', () => {
    fc.assert(
      fc.property(fc.array(pairs, { maxLength: 7 }), (lists) => {
        expect(uniteAll(lists.map(normalize))).toEqual(normalize(lists.flat()));
      }),
    );
  });

  it('offer the starts that leave room to the end of an interval', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 9 }), (list, length) => {
        const set = normalize(list);
        const inside = members(set);
        const expected = [...inside].filter((n) =>
          Array.from({ length }, (_, i) => n + i).every((m) => inside.has(m)),
        );
        expect([...members(startsOfLength(set, length))].sort((a, b) => a - b)).toEqual(
          expected.sort((a, b) => a - b),
        );
      }),
    );
  });

  it('find the interval that holds an instant', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -2, max: 80 }), (list, instant) => {
        const set = normalize(list);
        const index = indexOfInterval(set, instant);
        expect(index >= 0).toBe(members(set).has(instant));
        if (index >= 0) expect((set[index] ?? 0) <= instant && instant < (set[index + 1] ?? 0)).toBe(true);
      }),
    );
  });
});
