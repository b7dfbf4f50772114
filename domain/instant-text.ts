import { dayMs, minuteMs } from '#domain/availability/civil-date.ts';

const furthestMs = 8_640_000_000_000_000;

const padded = (length: number, digits: number): string[] =>
  Array.from({ length }, (_, value) => String(value).padStart(digits, '0'));
const twoDigits = padded(60, 2);
const threeDigits = padded(1000, 3);

const dateText = (day: number): string =>
  new Date(day * dayMs).toISOString().slice(0, -'00:00:00.000Z'.length);
const texts = { day: 0, date: dateText(0) };

/**
 * Epoch milliseconds as `toISOString` writes them, in UTC, for lists of instants: the date, which is most of the cost,
 * is made once for neighbours of one day. Throws RangeError for what is no instant.
 */
export const instantText = (instant: number): string => {
  if (!(Math.abs(instant) <= furthestMs)) throw new RangeError('not an instant');
  const whole = Math.trunc(instant);
  const day = Math.floor(whole / dayMs);
  if (day !== texts.day) {
    texts.date = dateText(day);
    texts.day = day;
  }
  const rest = whole - day * dayMs;
  const minutes = Math.floor(rest / minuteMs);
  const second = Math.floor((rest % minuteMs) / 1000);
  return `${texts.date}${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[second]}.${threeDigits[rest % 1000]}Z`;
};
