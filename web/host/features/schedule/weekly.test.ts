import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBlock,
  blocksOn,
  clearDay,
  copyDay,
  nextRange,
  rangeIssues,
  splitAtMidnight,
  usualHours,
  type WeeklyBlock,
  weeklyMinutes,
  withRange,
} from './weekly.ts';

const block = (weekday: number, from: number, to: number): WeeklyBlock => ({
  weekday,
  startMinute: from * 60,
  endMinute: to * 60,
});

describe('rangeIssues', () => {
  it('lets ranges touch but not overlap', () => {
    expect(rangeIssues([block(1, 9, 12), block(1, 12, 13), block(1, 11, 11.5)])).toEqual([
      undefined,
      undefined,
      'overlap',
    ]);
  });

  it('names missing, empty and midnight-crossing ranges', () => {
    const ranges = [block(1, Number.NaN, 12), block(1, 12, 12), block(1, 22, 2), block(1, 22, 24)];
    expect(rangeIssues(ranges)).toEqual(['missing', 'empty', 'crosses_midnight', undefined]);
  });
});

describe('editing a week', () => {
  it('splits a block at midnight into two that mean the same, from Sunday into Monday', () => {
    const split = splitAtMidnight([block(7, 22, 2.5)], 0);
    expect(split).toEqual([block(1, 0, 2.5), block(7, 22, 24)]);
    expect(rangeIssues(split)).toEqual([undefined, undefined]);
  });

  it('leaves a block that does not cross midnight in one piece', () => {
    const week = [block(1, 9, 17)];
    expect(splitAtMidnight(week, 0)).toEqual(week);
    expect(splitAtMidnight([block(1, Number.NaN, 2)], 0)).toHaveLength(1);
    expect(splitAtMidnight(week, 5)).toEqual(week);
  });

  it('copies a day over others without tying them together', () => {
    const copied = copyDay([block(1, 9, 17), block(6, 8, 9)], 1, [6, 7]);
    const edited = withRange(copied, 1, { endMinute: 720 });
    expect(blocksOn(edited, 6).map((found) => found.block)).toEqual([block(6, 9, 12)]);
    expect(blocksOn(edited, 7).map((found) => found.block)).toEqual([block(7, 9, 17)]);
    expect(blocksOn(edited, 1).map((found) => found.block)).toEqual([block(1, 9, 17)]);
  });

  it('changes and takes out the block at a place, and no other', () => {
    const week = [block(1, 9, 12), block(2, 9, 12), block(1, 13, 17)];
    expect(blocksOn(week, 1).map(({ index }) => index)).toEqual([0, 2]);
    expect(withRange(week, 2, { startMinute: 840 })[2]).toEqual(block(1, 14, 17));
    expect(withRange(week, 0, null)).toEqual(week.slice(1));
    expect(clearDay(week, 1)).toEqual([block(2, 9, 12)]);
  });

  it('adds ranges after the last one and never past midnight', () => {
    expect(nextRange([])).toEqual(usualHours);
    expect(nextRange([block(1, 9, 12)])).toEqual({ startMinute: 780, endMinute: 900 });
    expect(nextRange([block(1, 9, 22)])).toEqual({ startMinute: 1380, endMinute: 1440 });
    expect(nextRange([block(1, 9, 24)])).toEqual({ startMinute: Number.NaN, endMinute: Number.NaN });
  });

  it('never makes a day wrong by adding to it, as long as there is room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }), (weekday, count) => {
        let week: WeeklyBlock[] = [block(3, 0, 6)];
        for (let added = 0; added < count; added += 1) week = addBlock(week, weekday);
        const day = blocksOn(week, weekday).map((found) => found.block);
        expect(new Set(rangeIssues(day)).difference(new Set([undefined, 'missing']))).toEqual(new Set());
      }),
    );
  });

  it('counts the minutes of a week, those of unfinished blocks for nothing', () => {
    expect(weeklyMinutes([block(1, 8, 12), block(7, 20, 24), block(2, Number.NaN, 5), block(3, 22, 2)])).toBe(
      480,
    );
  });
});
