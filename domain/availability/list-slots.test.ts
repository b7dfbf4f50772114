import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listSlots } from './list-slots.ts';
import type { AvailabilityQuery, Slot } from './model.ts';
import { oracle } from './testing/oracle.ts';
import { randomQuery } from './testing/random-query.ts';

const slotsOf = (query: AvailabilityQuery): Slot[] => listSlots(query).days.flatMap((day) => [...day.slots]);

const plain = (
  slots: readonly { start: number; hostIds: readonly string[]; seatsLeft?: number | undefined }[],
) => slots.map((slot) => [new Date(slot.start).toISOString(), [...slot.hostIds], slot.seatsLeft ?? null]);

describe('the list of slots', () => {
  it('equals the brute-force answer for any schedule, link and hosts', () => {
    fc.assert(
      fc.property(randomQuery(), (query) => {
        expect(plain(slotsOf(query).sort((a, b) => a.start - b.start))).toEqual(plain(oracle(query).slots()));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 400) },
    );
  });

  it('equals the brute-force answer for every kind of booking window', () => {
    fc.assert(
      fc.property(randomQuery({ window: true }), (query) => {
        expect(plain(slotsOf(query).sort((a, b) => a.start - b.start))).toEqual(plain(oracle(query).slots()));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 60) },
    );
  });
});
