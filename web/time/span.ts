export const spanUnits = ['minutes', 'hours', 'days'] as const;
export type SpanUnit = (typeof spanUnits)[number];

const unitMinutes: Readonly<Record<SpanUnit, number>> = { minutes: 1, hours: 60, days: 1440 };

/** Minutes in the largest unit that divides them: `1440` → 1 day. */
export const spanParts = (minutes: number): { amount: number; unit: SpanUnit } => {
  const unit = (['days', 'hours'] as const).find(
    (each) => minutes !== 0 && minutes % unitMinutes[each] === 0,
  );
  return unit === undefined
    ? { amount: minutes, unit: 'minutes' }
    : { amount: minutes / unitMinutes[unit], unit };
};

export const minutesOf = (amount: number, unit: SpanUnit): number => amount * unitMinutes[unit];

/** How a language counts units of time. */
type UnitTexts = Readonly<Record<'minutes' | 'hours', (count: number) => string>> & {
  days?: (count: number) => string;
};

/** `90` → `1 h 30 min`, and `1440` → `1 day` where days are counted. */
export const spanText = (minutes: number, texts: UnitTexts): string => {
  if (texts.days !== undefined && minutes > 0 && minutes % 1440 === 0) return texts.days(minutes / 1440);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? texts.hours(hours) : '', rest > 0 || hours === 0 ? texts.minutes(rest) : '']
    .filter(Boolean)
    .join(' ');
};
