import type { Schedule } from '#web/api/schemas.ts';
import { addDays } from '#web/time/calendar.ts';

export type Override = Schedule['overrides'][number];

/** Days in a row with the same hours and name, edited as one: the overrides from place `at` on. */
export type SpecialDays = Pick<Override, 'ranges' | 'title'> & {
  at: number;
  count: number;
  from: string;
  to: string;
};

/** The most days that one entry stands for, and that a schedule has. */
export const mostDays = { entry: 366, schedule: 400 } as const;

const isSame = (a: Override, b: Override): boolean =>
  (a.title ?? '') === (b.title ?? '') && JSON.stringify(a.ranges) === JSON.stringify(b.ranges);

/** The list as entries: neighbours in it whose dates follow one another and that say the same are one. */
export const specialDaysOf = (overrides: readonly Override[]): SpecialDays[] => {
  const entries: SpecialDays[] = [];
  overrides.forEach((override, at) => {
    const last = entries.at(-1);
    const before = overrides[at - 1];
    const goesOn =
      last !== undefined &&
      before !== undefined &&
      before.date !== '' &&
      override.date === addDays(before.date, 1) &&
      isSame(before, override);
    if (goesOn) {
      last.count += 1;
      last.to = override.date;
    } else {
      const { date, ranges, title } = override;
      entries.push({ at, count: 1, from: date, to: date, ranges, ...(title === undefined ? {} : { title }) });
    }
  });
  return entries;
};

export type SpanIssue = 'missing' | 'order' | 'length' | 'full';

const dayMs = 86_400_000;

/** Days from one date to another, both included; `NaN` while one is missing. */
export const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs + 1;

/** What keeps a span of dates from being an entry of a schedule that has `others` special days beside it. */
export const spanIssue = (from: string, to: string, others: number): SpanIssue | undefined => {
  const count = daysFrom(from, to);
  if (Number.isNaN(count)) return 'missing';
  if (count < 1) return 'order';
  if (count > mostDays.entry) return 'length';
  return others + count > mostDays.schedule ? 'full' : undefined;
};

/** The overrides with those of one entry replaced: one a day of the span; `null` takes the entry out. */
export const withSpecialDays = (
  overrides: readonly Override[],
  { at, count }: Pick<SpecialDays, 'at' | 'count'>,
  next: Pick<SpecialDays, 'from' | 'to' | 'ranges' | 'title'> | null,
): Override[] => {
  if (next === null) return overrides.toSpliced(at, count);
  const { from, to, ranges, title = '' } = next;
  const length = from === to ? 1 : daysFrom(from, to);
  const days = Array.from({ length }, (_, index) => ({
    date: index === 0 ? from : addDays(from, index),
    ranges,
    title,
  }));
  return overrides.toSpliced(at, count, ...days);
};
