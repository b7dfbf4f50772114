/** Old ids that `Intl` still answers with, and the names people know today. */
const modernNames: Readonly<Record<string, string>> = {
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Godthab': 'America/Nuuk',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Africa/Asmera': 'Africa/Asmara',
};

/** The modern id of a zone; equal for old and new names of the same place. */
export const modernZone = (zone: string): string => modernNames[zone] ?? zone;

/** `Asia/Ho_Chi_Minh` → `Ho Chi Minh`. */
export const zoneCity = (zone: string): string =>
  (modernZone(zone).split('/').at(-1) ?? zone).replaceAll('_', ' ');

const formatters = new Map<string, Intl.DateTimeFormat>();
const partsFormatter = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
};

const wallMillis = (instant: number, zone: string): number => {
  const parts: Record<string, number> = {};
  for (const part of partsFormatter(zone).formatToParts(instant)) parts[part.type] = Number(part.value);
  return Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  );
};

/** Minutes east of UTC at that instant (epoch milliseconds). */
const offsetMinutes = (instant: number, zone: string): number =>
  Math.round((wallMillis(instant, zone) - Math.floor(instant / 1000) * 1000) / 60_000);

/** `GMT+7`, `GMT+5:30`. */
export const offsetLabel = (instant: number, zone: string): string => {
  const minutes = offsetMinutes(instant, zone);
  if (minutes === 0) return 'GMT';
  const rest = Math.abs(minutes) % 60;
  return `GMT${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
};

/** Date and time of day on the clock of a zone, as date and time inputs take them. */
export const wallTime = (instant: number, zone: string): { date: string; time: string } => {
  const iso = new Date(wallMillis(instant, zone)).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
};

/**
 * The instant (epoch milliseconds) at which the clock of a zone shows that date and time: the earlier one when it
 * shows it twice, moved forward by the gap when it never does. `undefined` for anything else than `YYYY-MM-DD`, `HH:MM`.
 */
export const instantOfWall = (date: string, time: string, zone: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  const wall = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  const day = 86_400_000;
  const before = offsetMinutes(wall - day, zone);
  const after = offsetMinutes(wall + day, zone);
  const candidates = [before, after].map((offset) => wall - offset * 60_000);
  const exact = candidates.filter((candidate) => wallMillis(candidate, zone) === wall);
  return exact.length > 0 ? Math.min(...exact) : wall - before * 60_000;
};

/** Every zone the browser knows, under modern names, with the given one in any case. */
export const allZones = (including: string): string[] => {
  const known = Intl.supportedValuesOf('timeZone').map(modernZone);
  return [...new Set([...known, modernZone(including), 'UTC'])].sort();
};
