import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotsOf } from './testing/build.ts';
import { oracle } from './testing/oracle.ts';
import { randomQuery } from './testing/random-query.ts';

type Shown = { start: number; hostIds: readonly string[]; seatsLeft?: number | undefined };

const plain = (slots: readonly Shown[]) =>
  [...slots]
    .sort((a, b) => a.start - b.start)
    .map((slot) => [new Date(slot.start).toISOString(), [...slot.hostIds], slot.seatsLeft ?? null]);

describe('the list of slots', () => {
  it.each([
    ['any schedule, link and hosts', {}, 120],
    ['every kind of booking window', { window: true }, 60],
    ['sessions with seats', { sessions: true }, 80],
  ])('equals the brute-force answer for %s', (_, kind, numRuns) => {
    fc.assert(
      fc.property(randomQuery(kind), (asked) => {
        expect(plain(slotsOf(asked))).toEqual(plain(oracle(asked).slots()));
      }),
      { numRuns },
    );
  });
});
