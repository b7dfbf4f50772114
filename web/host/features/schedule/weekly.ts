import type { Schedule } from '#web/api/schemas.ts';

export type WeeklyBlock = Schedule['weekly'][number];
/** Minutes from local midnight; `NaN` while a time is missing. */
export type MinuteRange = Schedule['overrides'][number]['ranges'][number];

export const usualHours: MinuteRange = { startMinute: 540, endMinute: 1020 };

/** Blocks of one weekday (1 = Monday) with their places in the week, in the order they were entered. */
export const blocksOn = (
  weekly: readonly WeeklyBlock[],
  weekday: number,
): { block: WeeklyBlock; index: number }[] =>
  weekly.map((block, index) => ({ block, index })).filter(({ block }) => block.weekday === weekday);

/** A sensible next range: an hour after the last one ends, at most until midnight; the usual hours on an empty day. */
export const nextRange = (ranges: readonly MinuteRange[]): MinuteRange => {
  const last = Math.max(-1, ...ranges.map(({ endMinute }) => endMinute).filter(Number.isInteger));
  if (last < 0) return usualHours;
  if (last >= 1380) return { startMinute: Number.NaN, endMinute: Number.NaN };
  const startMinute = last + 60 <= 1380 ? last + 60 : last;
  return { startMinute, endMinute: Math.min(startMinute + 120, 1440) };
};

export const addBlock = (weekly: readonly WeeklyBlock[], weekday: number): WeeklyBlock[] => [
  ...weekly,
  { weekday, ...nextRange(blocksOn(weekly, weekday).map(({ block }) => block)) },
];

/** One range changed, or taken out where `change` is null. */
export const withRange = <Range extends MinuteRange>(
  ranges: readonly Range[],
  index: number,
  change: Partial<MinuteRange> | null,
): Range[] =>
  ranges.flatMap((range, at) => {
    if (at !== index) return [range];
    return change === null ? [] : [{ ...range, ...change }];
  });

export const clearDay = (weekly: readonly WeeklyBlock[], weekday: number): WeeklyBlock[] =>
  weekly.filter((block) => block.weekday !== weekday);

export const copyDay = (
  weekly: readonly WeeklyBlock[],
  weekday: number,
  to: readonly number[],
): WeeklyBlock[] => [
  ...weekly.filter((block) => !to.includes(block.weekday)),
  ...to.flatMap((day) => blocksOn(weekly, weekday).map(({ block }) => ({ ...block, weekday: day }))),
];

/** A block that crosses midnight as two that mean the same; any other block stays as it is. */
export const splitAtMidnight = (weekly: readonly WeeklyBlock[], index: number): WeeklyBlock[] => {
  const block = weekly[index];
  if (block === undefined || !(block.endMinute < block.startMinute)) return [...weekly];
  const rest = { weekday: (block.weekday % 7) + 1, startMinute: 0, endMinute: block.endMinute };
  return [rest, ...withRange(weekly, index, { endMinute: 1440 })];
};

export type RangeIssue = 'missing' | 'empty' | 'overlap' | 'crosses_midnight';

/** What is wrong with each range of one day, in their order; `undefined` where nothing is. */
export const rangeIssues = (ranges: readonly MinuteRange[]): (RangeIssue | undefined)[] =>
  ranges.map(({ startMinute, endMinute }, index) => {
    if (!Number.isInteger(startMinute) || !Number.isInteger(endMinute)) return 'missing';
    if (endMinute === startMinute) return 'empty';
    if (endMinute < startMinute) return 'crosses_midnight';
    const overlaps = ranges
      .slice(0, index)
      .some((other) => other.startMinute < endMinute && startMinute < other.endMinute);
    return overlaps ? 'overlap' : undefined;
  });

/** Minutes a week, over all days; times that are still missing count for nothing. */
export const weeklyMinutes = (weekly: readonly MinuteRange[]): number =>
  weekly.reduce((sum, range) => sum + (Math.max(0, range.endMinute - range.startMinute) || 0), 0);
