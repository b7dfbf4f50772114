import type { Schedule, ScheduleInput } from '#web/api/schemas.ts';
import { parseTimeOfDay } from '#web/time/time-of-day.ts';

/** Times of day as typed, `HH:MM` once tidied; `00:00` as end is midnight. */
export type Block = { start: string; end: string };
export type OverrideForm = { key: number; date: string; title: string; closed: boolean; blocks: Block[] };

export type ScheduleForm = {
  name: string;
  timeZone: string;
  isDefault: boolean;
  validFrom: string;
  validUntil: string;
  /** Monday first, always seven. */
  days: Block[][];
  overrides: OverrideForm[];
  nextKey: number;
};

const minuteText = (minute: number): string =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const minuteOf = (typed: string): number | undefined => {
  const time = parseTimeOfDay(typed);
  return time === undefined ? undefined : Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
};

type Range = { startMinute: number; endMinute: number };

/** Minutes of a block; a start of day as end counts as 1440. `undefined` while incomplete. */
export const rangeOf = (block: Block): Range | undefined => {
  const startMinute = minuteOf(block.start);
  const end = minuteOf(block.end);
  if (startMinute === undefined || end === undefined) return undefined;
  return { startMinute, endMinute: end === 0 ? 1440 : end };
};

const blockOf = (range: Range): Block => ({
  start: minuteText(range.startMinute),
  end: minuteText(range.endMinute),
});
const byStart = (a: Range, b: Range): number => a.startMinute - b.startMinute;

const workday = (): Block[] => [{ start: '09:00', end: '17:00' }];

export const newScheduleForm = (timeZone: string): ScheduleForm => ({
  name: '',
  timeZone,
  isDefault: false,
  validFrom: '',
  validUntil: '',
  days: [workday(), workday(), workday(), workday(), workday(), [], []],
  overrides: [],
  nextKey: 1,
});

export const formOfSchedule = (schedule: Schedule): ScheduleForm => ({
  name: schedule.name,
  timeZone: schedule.timeZone,
  isDefault: schedule.isDefault,
  validFrom: schedule.validFrom ?? '',
  validUntil: schedule.validUntil ?? '',
  days: [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    schedule.weekly
      .filter((block) => block.weekday === weekday)
      .toSorted(byStart)
      .map(blockOf),
  ),
  overrides: schedule.overrides
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map((override, index) => ({
      key: index + 1,
      date: override.date,
      title: override.title ?? '',
      closed: override.ranges.length === 0,
      blocks: override.ranges.toSorted(byStart).map(blockOf),
    })),
  nextKey: schedule.overrides.length + 1,
});

const rangesOf = (blocks: readonly Block[]): Range[] =>
  blocks.flatMap((block) => rangeOf(block) ?? []).toSorted(byStart);

/** The form as the API takes it; call it on a valid form only. */
export const scheduleInputOf = (form: ScheduleForm): ScheduleInput => ({
  name: form.name.trim(),
  timeZone: form.timeZone,
  isDefault: form.isDefault,
  validFrom: form.validFrom === '' ? null : form.validFrom,
  validUntil: form.validUntil === '' ? null : form.validUntil,
  weekly: form.days.flatMap((blocks, index) =>
    rangesOf(blocks).map((range) => ({ weekday: index + 1, ...range })),
  ),
  overrides: form.overrides
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map((override) => ({
      date: override.date,
      ranges: override.closed ? [] : rangesOf(override.blocks),
      ...(override.title.trim() !== '' && { title: override.title.trim() }),
    })),
});

export type BlockIssue = 'missing' | 'empty' | 'overlap' | 'crosses_midnight';

/** What is wrong with each block of one day, in their order; `undefined` where nothing is. */
export const blockIssues = (blocks: readonly Block[]): (BlockIssue | undefined)[] =>
  blocks.map((block, index) => {
    const range = rangeOf(block);
    if (range === undefined) return 'missing';
    if (range.endMinute === range.startMinute) return 'empty';
    if (range.endMinute < range.startMinute) return 'crosses_midnight';
    const overlaps = blocks.some((other, at) => {
      const otherRange = at < index ? rangeOf(other) : undefined;
      return (
        otherRange !== undefined &&
        otherRange.startMinute < range.endMinute &&
        range.startMinute < otherRange.endMinute
      );
    });
    return overlaps ? 'overlap' : undefined;
  });

type OverrideIssue = 'date' | 'duplicate_date';

export type ScheduleIssues = {
  name: boolean;
  validity: boolean;
  days: (BlockIssue | undefined)[][];
  overrides: { date: OverrideIssue | undefined; blocks: (BlockIssue | undefined)[] }[];
};

/** Everything the server would refuse, found before sending. */
export const scheduleIssues = (form: ScheduleForm): ScheduleIssues => ({
  name: form.name.trim() === '',
  validity: form.validFrom !== '' && form.validUntil !== '' && form.validUntil < form.validFrom,
  days: form.days.map(blockIssues),
  overrides: form.overrides.map((override, index) => ({
    date:
      override.date === ''
        ? 'date'
        : form.overrides.some((other, at) => at < index && other.date === override.date)
          ? 'duplicate_date'
          : undefined,
    blocks: override.closed ? [] : blockIssues(override.blocks),
  })),
});

export const hasIssues = (issues: ScheduleIssues): boolean =>
  issues.name ||
  issues.validity ||
  issues.days.some((day) => day.some((issue) => issue !== undefined)) ||
  issues.overrides.some(
    (override) => override.date !== undefined || override.blocks.some((issue) => issue !== undefined),
  );

/** Minutes a week, over all days. */
export const weeklyMinutes = (form: ScheduleForm): number =>
  form.days
    .flatMap(rangesOf)
    .reduce((sum, range) => sum + Math.max(0, range.endMinute - range.startMinute), 0);
