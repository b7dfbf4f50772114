import { formatter, plain } from './formatter.ts';
import { dateIn } from './wall.ts';

export type Clock = '12' | '24';

const noon = (date: string): Date => new Date(`${date}T12:00:00Z`);

/** 24 h or 12 h as the locale is used to. */
export const defaultClock = (tag: string): Clock => {
  const cycle = formatter(tag, { hour: 'numeric' }).resolvedOptions().hourCycle;
  return cycle === 'h11' || cycle === 'h12' ? '12' : '24';
};

type WithWeekInfo = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
};

/** First day of the week, 1 = Monday … 7 = Sunday. */
export const weekStartOf = (tag: string): number => {
  const locale: WithWeekInfo = new Intl.Locale(tag);
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
};

const clockOptions = (clock: Clock): Intl.DateTimeFormatOptions =>
  clock === '12'
    ? { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' }
    : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

export type TimeStyle = { tag: string; timeZone: string; clock: Clock };

export const styleOf = (tag: string, timeZone: string, clock: Clock): TimeStyle => ({ tag, timeZone, clock });

export const formatTime = (instant: string | number, { tag, timeZone, clock }: TimeStyle): string =>
  plain(formatter(tag, { ...clockOptions(clock), timeZone }).format(new Date(instant)));

/** "GMT+7", "GMT-3:30"; "GMT+0" for Greenwich. The same in every language. */
export const offsetLabel = (timeZone: string, at: string | number): string => {
  const name = formatter('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(new Date(at))
    .find((part) => part.type === 'timeZoneName')?.value;
  return name === undefined || name === 'GMT' || name === 'UTC' ? 'GMT+0' : name;
};

/** Start times of one day; where a clock change repeats an hour, the repeated ones carry their offset. */
export const timeLabels = (starts: readonly string[], style: TimeStyle): string[] => {
  const labels = starts.map((start) => formatTime(start, style));
  return labels.map((label, index) => {
    const start = starts[index];
    const repeated = labels.indexOf(label) !== index || labels.lastIndexOf(label) !== index;
    return repeated && start !== undefined ? `${label} ${offsetLabel(style.timeZone, start)}` : label;
  });
};

const threeHoursMs = 10_800_000;

/** "Thursday, December 10, 9:00 AM"; on the night the clocks change, with the offset. */
export const formatMoment = (start: string, style: TimeStyle): string => {
  const { timeZone, tag } = style;
  const at = Date.parse(start);
  const [before, after] = [at - threeHoursMs, at + threeHoursMs].map((near) => offsetLabel(timeZone, near));
  const suffix = before === after ? '' : ` ${offsetLabel(timeZone, start)}`;
  return `${formatDayOfMonth(dateIn(start, timeZone), tag)}, ${formatTime(start, style)}${suffix}`;
};

const utc = { timeZone: 'UTC' } as const;

/** "Thursday, December 10, 2026". */
export const formatDate = (date: string, tag: string): string =>
  plain(
    formatter(tag, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...utc }).format(
      noon(date),
    ),
  );

export const formatDayOfMonth = (date: string, tag: string): string =>
  plain(formatter(tag, { weekday: 'long', day: 'numeric', month: 'long', ...utc }).format(noon(date)));

export const formatMonth = (month: string, tag: string): string =>
  plain(formatter(tag, { month: 'long', year: 'numeric', ...utc }).format(noon(`${month}-15`)));

/** Column heads of a month grid, in order of the week. 2024-01-01 was a Monday. */
export const weekdayHeads = (tag: string, weekStart: number): { long: string; short: string }[] =>
  Array.from({ length: 7 }, (_, index) => {
    const day = noon(`2024-01-0${((weekStart - 1 + index) % 7) + 1}`);
    const long = plain(formatter(tag, { weekday: 'long', ...utc }).format(day));
    const narrow = formatter(tag, { weekday: 'narrow', ...utc }).format(day);
    const short = formatter(tag, { weekday: 'short', ...utc }).format(day);
    return { long, short: plain(tag.startsWith('vi') ? narrow : short) };
  });

/**
 * "Thursday, December 10, 2026" and "9:00 AM – 9:30 AM" of a booking in one zone. Over a change of the clocks both times
 * carry their offset: "1:30 AM GMT-4 – 1:00 AM GMT-5".
 */
export const formatSpan = (start: string, end: string, style: TimeStyle): { date: string; time: string } => {
  const [from, to] = [start, end].map((instant) => offsetLabel(style.timeZone, instant));
  const written = (instant: string, offset = ''): string =>
    from === to ? formatTime(instant, style) : `${formatTime(instant, style)} ${offset}`;
  return {
    date: formatDate(dateIn(start, style.timeZone), style.tag),
    time: `${written(start, from)} – ${written(end, to)}`,
  };
};
