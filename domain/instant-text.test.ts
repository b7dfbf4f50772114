import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantText } from './instant-text.ts';

const furthest = 8_640_000_000_000_000;
const day = 86_400_000;

const instants = fc.oneof(
  fc.integer({ min: -furthest, max: furthest }),
  fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2100, 0) }),
  // Around midnights, where the date changes, and on the two sides of 1970 and of years of four digits.
  fc
    .tuple(
      fc.constantFrom(-furthest, -62_167_219_200_000, -day, 0, day, 253_402_300_800_000, furthest),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([midnight, ms]) => midnight + ms)
    .filter((instant) => Math.abs(instant) <= furthest),
  fc.double({ min: -furthest, max: furthest, noNaN: true }),
);

describe('the text of an instant', () => {
  it('is what toISOString says, in every year, to the millisecond and in any order', () => {
    fc.assert(
      fc.property(fc.array(instants, { minLength: 1, maxLength: 20 }), (all) => {
        expect(all.map(instantText)).toEqual(all.map((instant) => new Date(instant).toISOString()));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, furthest + 1, -furthest - 1])(
    'of %s is refused',
    (wrong) => {
      expect(() => instantText(wrong)).toThrow(RangeError);
    },
  );
});
