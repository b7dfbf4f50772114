import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDoubtful, keepWithheld, type Withheld, withhold } from './removal.ts';

const minuteMs = 60_000;

describe('a full pass that misses events to come', () => {
  test.each([
    [0, 0, false],
    [20, 20, false],
    [21, 21, true],
    [30, 30, true],
    [30, 100, false],
    [31, 100, true],
    [300, 1000, false],
    [301, 1000, true],
    [1000, 1000, true],
  ])('and misses %i of %i is doubted: %s', (missing, known, doubted) => {
    expect(isDoubtful({ missing, known })).toBe(doubted);
  });

  test('is never doubted for fewer than 21, and always when all of more are missing', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (missing, others) => {
        const doubted = isDoubtful({ missing, known: missing + others });
        if (missing <= 20) expect(doubted).toBe(false);
        if (missing > 20 && others === 0) expect(doubted).toBe(true);
      }),
    );
  });
});

describe('what is withheld', () => {
  const found = { pass: 1, missing: 30, known: 30, now: 0 };
  /** The moments at which it is read again, until its owner is asked. */
  const readings = (first: Withheld): number[] => {
    const moments: number[] = [];
    for (let each = first; each.repeatAt !== null; ) {
      moments.push(each.repeatAt / minuteMs);
      each = withhold(each, { ...found, pass: each.pass + 1, now: each.repeatAt });
    }
    return moments;
  };

  test('is read again after ten minutes and an hour later, before its owner is asked', () => {
    expect(readings(withhold(null, found))).toEqual([10, 70]);
  });

  test('is read again at once when its owner keeps it, and a day later, before they are asked again', () => {
    const again = (before: Withheld) => withhold(before, { ...found, now: before.repeatAt ?? 0 });
    const asked = again(again(withhold(null, found)));
    expect(asked.repeatAt).toBeNull();
    expect(readings(keepWithheld(asked, 100 * minuteMs))).toEqual([100, 100 + 24 * 60]);
  });

  test('keeps the moment since when, and counts by the last pass', () => {
    const first = withhold(null, found);
    const later = withhold(first, { pass: 7, missing: 25, known: 28, now: 10 * minuteMs });
    expect(later).toMatchObject({ since: 0, pass: 7, missing: 25, known: 28, repeats: 1 });
  });

  test('is not asked about sooner because it happens to be read more often', () => {
    let each = withhold(null, found);
    for (let now = 1; now < 10 * minuteMs; now += minuteMs) each = withhold(each, { ...found, now });
    expect(each).toMatchObject({ repeats: 0, repeatAt: 10 * minuteMs });
  });
});
