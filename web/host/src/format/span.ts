import type { Messages } from '#web/host/src/i18n/locale.ts';

/** Minutes in the largest unit that divides them: `1440` → 1 day. */
export const spanParts = (minutes: number): { amount: number; unit: 'minutes' | 'hours' | 'days' } => {
  if (minutes !== 0 && minutes % 1440 === 0) return { amount: minutes / 1440, unit: 'days' };
  if (minutes !== 0 && minutes % 60 === 0) return { amount: minutes / 60, unit: 'hours' };
  return { amount: minutes, unit: 'minutes' };
};

export const minutesOf = (amount: number, unit: 'minutes' | 'hours' | 'days'): number =>
  amount * { minutes: 1, hours: 60, days: 1440 }[unit];

/** `90` → `1 h 30 min`, `1440` → `1 day`. */
export const spanText = (minutes: number, messages: Messages): string => {
  const { units } = messages.shell;
  if (minutes < 60) return units.minutes(minutes);
  const { amount, unit } = spanParts(minutes);
  if (unit === 'days') return units.days(amount);
  const rest = minutes % 60;
  return rest === 0
    ? units.hours(minutes / 60)
    : `${units.hours(Math.floor(minutes / 60))} ${units.minutes(rest)}`;
};
