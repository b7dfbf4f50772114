import type { LocalDate } from './model.ts';

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** A local date as the count of days since 1970-01-01, so that dates are compared and walked as integers. */
export type DayNumber = number;

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years are counted from March so that the leap day is last. */
export const dayNumberOf = (year: number, month: number, day: number): DayNumber => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

export type CivilDate = { year: number; month: number; day: number };

export const civilDate = (dayNumber: DayNumber): CivilDate => {
  const z = dayNumber + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
};

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; throws RangeError for anything else, also for days a month does not have. */
export const parseDate = (date: LocalDate): DayNumber => {
  const parts = datePattern.exec(date);
  if (parts !== null) {
    const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    const number = dayNumberOf(year, month, day);
    const back = civilDate(number);
    if (back.year === year && back.month === month && back.day === day) return number;
  }
  throw new RangeError(`not a date of the form YYYY-MM-DD: ${date}`);
};

export const formatDate = (dayNumber: DayNumber): LocalDate => {
  const { year, month, day } = civilDate(dayNumber);
  const head = year >= 1000 ? String(year) : String(year).padStart(4, '0');
  return `${head}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
};

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export const weekdayOf = (dayNumber: DayNumber): number => ((((dayNumber + 3) % 7) + 7) % 7) + 1;
