import { formatter } from './formatter.ts';

/** What the clock of a zone shows, in milliseconds as if it were UTC. */
const wallMillis = (instant: string | number, timeZone: string): number => {
  const parts: Record<string, number> = {};
  const format = formatter('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  for (const { type, value } of format.formatToParts(new Date(instant))) parts[type] = Number(value);
  const { year = 0, month = 1, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** Date and time of day on the clock of a zone, as date and time inputs take them. */
export const wallTime = (instant: string | number, timeZone: string): { date: string; time: string } => {
  const iso = new Date(wallMillis(instant, timeZone)).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
};

/** The local date of an instant in a zone. */
export const dateIn = (instant: string | number, timeZone: string): string =>
  wallTime(instant, timeZone).date;

const dayMs = 86_400_000;

/**
 * The instant (epoch milliseconds) at which the clock of a zone shows that date and time: the earlier one when it
 * shows it twice, moved forward by the gap when it never does. `undefined` for anything else than `YYYY-MM-DD`, `HH:MM`.
 */
export const instantOfWall = (date: string, time: string, timeZone: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  const wall = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  const offsetAt = (instant: number): number => wallMillis(instant, timeZone) - instant;
  const before = wall - offsetAt(wall - dayMs);
  const after = wall - offsetAt(wall + dayMs);
  const exact = [before, after].filter((candidate) => wallMillis(candidate, timeZone) === wall);
  return exact.length > 0 ? Math.min(...exact) : before;
};
