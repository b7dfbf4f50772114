import type { WeeklyHours } from './model.ts';

/**
 * Hours entered as one block over midnight (Friday 22:00–02:00), kept as the rules of two days: an end that is not
 * after its start lies on the next day. Equal ends, and minutes outside 0–1440, are refused with undefined.
 */
export const splitAtMidnight = (hours: WeeklyHours): readonly WeeklyHours[] | undefined => {
  const { weekday, startMinute, endMinute } = hours;
  const minutes = [startMinute, endMinute];
  if (minutes.some((minute) => !Number.isInteger(minute) || minute < 0 || minute > 1440)) return undefined;
  if (startMinute === endMinute) return undefined;
  if (endMinute > startMinute) return [hours];
  const evening = { weekday, startMinute, endMinute: 1440 };
  const morning = { weekday: (weekday % 7) + 1, startMinute: 0, endMinute };
  return [evening, morning].filter((part) => part.endMinute > part.startMinute);
};
