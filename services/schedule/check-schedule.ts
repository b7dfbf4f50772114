import { AppError, type FieldError } from '#domain/errors.ts';
import type { ScheduleFields } from './present-schedule.ts';

type Range = { startMinute: number; endMinute: number };

const overlapAt = (ranges: readonly Range[]): number => {
  const sorted = ranges
    .map((range, index) => ({ ...range, index }))
    .toSorted((a, b) => a.startMinute - b.startMinute);
  const clash = sorted.find((range, i) => i > 0 && range.startMinute < (sorted[i - 1]?.endMinute ?? 0));
  return clash?.index ?? -1;
};

/** Rules that span fields; throws `invalid_request` naming each wrong one. */
export const checkFields = (input: ScheduleFields): void => {
  const errors: FieldError[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const day = input.weekly.flatMap((block, index) =>
      block.weekday === weekday ? [{ ...block, at: index }] : [],
    );
    const clash = day[overlapAt(day)];
    if (clash !== undefined)
      errors.push({ pointer: `/weekly/${clash.at}`, message: 'overlaps another block of the day' });
  }
  const dates = new Set<string>();
  input.overrides.forEach((override, index) => {
    if (dates.has(override.date))
      errors.push({ pointer: `/overrides/${index}/date`, message: 'must not repeat a date' });
    dates.add(override.date);
    const clash = overlapAt(override.ranges);
    if (clash >= 0)
      errors.push({ pointer: `/overrides/${index}/ranges/${clash}`, message: 'overlaps another range' });
  });
  if (input.validFrom !== null && input.validUntil !== null && input.validUntil < input.validFrom) {
    errors.push({ pointer: '/validUntil', message: 'must not be before validFrom' });
  }
  if (errors.length > 0)
    throw new AppError('invalid_request', 'The schedule contradicts itself.', { errors });
};
