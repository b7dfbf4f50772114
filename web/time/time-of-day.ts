/**
 * Reads a time of day as people type it (`9`, `930`, `9:30`, `17h30`, `5 pm`, `24:00`) as `HH:MM`; `24:00` is `00:00`.
 * `undefined` when it is none.
 */
export const parseTimeOfDay = (typed: string): string | undefined => {
  const match = /^(\d{1,2})(?:[:.h]?([0-5]\d)|h)?\s*(am|pm|sa|ch)?$/i.exec(typed.trim());
  if (match === null) return undefined;
  const half = match[3]?.toLowerCase();
  const minute = Number(match[2] ?? 0);
  let hour = Number(match[1]);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'pm' || half === 'ch' ? 12 : 0);
  }
  if (hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

/** The same as minutes from midnight. */
export const minuteOfDay = (typed: string): number | undefined => {
  const time = parseTimeOfDay(typed);
  return time === undefined ? undefined : Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
};

/** `540` → `09:00`; the end of the day reads `00:00`. */
export const minuteText = (minute: number): string =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
