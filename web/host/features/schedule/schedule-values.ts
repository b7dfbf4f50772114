import type { Schedule, ScheduleInput } from '#web/api/schemas.ts';
import type { Issue } from '#web/host/editor/use-values-form.ts';
import { blocksOn, type MinuteRange, rangeIssues, usualHours } from './weekly.ts';

/** What the editor of a schedule holds: the request of the API with nothing left out. */
export type ScheduleValues = Pick<Schedule, keyof ScheduleInput>;

const workdays = [1, 2, 3, 4, 5];
export const weekdays = [...workdays, 6, 7];

/** The days of a week that starts on one of them (1 = Monday), in order. */
export const weekFrom = (start: number): number[] =>
  weekdays.map((_, index) => ((start - 1 + index) % 7) + 1);

export const newScheduleValues = (timeZone: string): ScheduleValues => ({
  name: '',
  timeZone,
  isDefault: false,
  validFrom: null,
  validUntil: null,
  weekly: workdays.map((weekday) => ({ weekday, ...usualHours })),
  overrides: [],
});

const byStart = (a: MinuteRange, b: MinuteRange): number => a.startMinute - b.startMinute;

/** The values as they are sent, and as the server keeps them; for those without issues only. */
export const tidySchedule = (values: ScheduleValues): ScheduleValues => ({
  ...values,
  name: values.name.trim(),
  weekly: values.weekly.toSorted((a, b) => a.weekday - b.weekday || byStart(a, b)),
  overrides: values.overrides
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, ranges, title = '' }) => ({
      date,
      ranges: ranges.toSorted(byStart),
      ...(title.trim() !== '' && { title: title.trim() }),
    })),
});

export const valuesOfSchedule = (schedule: Schedule): ScheduleValues => {
  const { name, timeZone, isDefault, validFrom, validUntil, weekly, overrides } = schedule;
  const values = tidySchedule({ name, timeZone, isDefault, validFrom, validUntil, weekly, overrides });
  // An empty title is what a text field makes of none.
  return { ...values, overrides: values.overrides.map((override) => ({ title: '', ...override })) };
};

const weeklyIssues = ({ weekly }: ScheduleValues): Issue[] =>
  weekdays.flatMap((weekday) => {
    const blocks = blocksOn(weekly, weekday);
    return rangeIssues(blocks.map(({ block }) => block)).flatMap((code, at) =>
      code === undefined ? [] : [{ path: `weekly.${blocks[at]?.index}`, code }],
    );
  });

const overrideIssues = ({ overrides }: ScheduleValues): Issue[] =>
  overrides.flatMap(({ date, ranges }, index) => {
    const isRepeated = overrides.some((other, at) => at < index && other.date === date);
    return [
      ...(date === '' ? [{ path: `overrides.${index}.date`, code: 'date' }] : []),
      ...(date !== '' && isRepeated ? [{ path: `overrides.${index}.date`, code: 'duplicate_date' }] : []),
      ...rangeIssues(ranges).flatMap((code, at) =>
        code === undefined ? [] : [{ path: `overrides.${index}.ranges.${at}`, code }],
      ),
    ];
  });

/** Everything the server would refuse, found before sending, in the order of the form. */
export const scheduleIssues = (values: ScheduleValues): Issue[] => {
  const { name, validFrom, validUntil } = values;
  return [
    ...(name.trim() === '' ? [{ path: 'name', code: 'name' }] : []),
    ...(validFrom !== null && validUntil !== null && validUntil < validFrom
      ? [{ path: 'validUntil', code: 'validity' }]
      : []),
    ...weeklyIssues(values),
    ...overrideIssues(values),
  ];
};
