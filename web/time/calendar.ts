/** Calendar arithmetic on local dates (`YYYY-MM-DD`) and months (`YYYY-MM`), without zones and without a clock. */

const dayMs = 86_400_000;
const pad = (value: number): string => String(value).padStart(2, '0');
const toUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Whether it is a date that exists: 2026-02-30 is none. */
export const isDate = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(toUtc(value)) &&
  fromUtc(toUtc(value)) === value;

export const isMonth = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value);

export const monthOf = (date: string): string => date.slice(0, 7);
export const addDays = (date: string, days: number): string => fromUtc(toUtc(date) + days * dayMs);

export const addMonths = (month: string, months: number): string => {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${pad((index % 12) + 1)}`;
};

export const daysInMonth = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

export const firstDay = (month: string): string => `${month}-01`;
export const lastDay = (month: string): string => `${month}-${pad(daysInMonth(month))}`;

/** The same day in another month; the 31st becomes the last day of a shorter one. */
export const sameDayIn = (month: string, date: string): string =>
  `${month}-${pad(Math.min(Number(date.slice(8)), daysInMonth(month)))}`;

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: string): number => new Date(toUtc(date)).getUTCDay() || 7;

/** Position of a date in its week, 0–6, for a week that starts on `weekStart` (1 = Monday … 7 = Sunday). */
export const columnOf = (date: string, weekStart: number): number => (weekdayOf(date) - weekStart + 7) % 7;

/** Weeks of a month as rows of seven; places outside the month are null. */
export const monthGrid = (month: string, weekStart: number): (string | null)[][] => {
  const lead = columnOf(firstDay(month), weekStart);
  const cells: (string | null)[] = Array.from({ length: lead }, () => null);
  for (let day = 1; day <= daysInMonth(month); day += 1) cells.push(`${month}-${pad(day)}`);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

type GridKey = { key: string; shift: boolean; rtl: boolean };

/**
 * Where the focus of a date grid goes (WAI-ARIA date picker pattern): arrows by day and week, Home/End to the ends of
 * the week, Page keys by month, with Shift by year. Null: the key is not the grid's.
 */
export const moveInGrid = (date: string, { key, shift, rtl }: GridKey, weekStart: number): string | null => {
  const column = columnOf(date, weekStart);
  const months = (count: number): string => sameDayIn(addMonths(monthOf(date), count), date);
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, rtl ? 1 : -1);
    case 'ArrowRight':
      return addDays(date, rtl ? -1 : 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'Home':
      return addDays(date, -column);
    case 'End':
      return addDays(date, 6 - column);
    case 'PageUp':
      return months(shift ? -12 : -1);
    case 'PageDown':
      return months(shift ? 12 : 1);
    default:
      return null;
  }
};

/** Keeps a date between two others. */
export const clampDate = (date: string, from: string, to: string): string =>
  date < from ? from : date > to ? to : date;
