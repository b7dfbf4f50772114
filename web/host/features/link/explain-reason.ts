import type { Explanation } from '#web/api/schemas.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import type { Formats } from '#web/time/instants.ts';
import { spanText } from '#web/time/span.ts';

export type Reason = Explanation['reasons'][number];

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Instants come as ISO text or epoch milliseconds. */
const instantOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
};

const spanOf = (value: unknown, messages: Messages): string =>
  typeof value === 'number' ? spanText(value, messages.shell.units) : '';

const countOf = (value: unknown): string => (typeof value === 'number' ? String(value) : '');

const dateOf = (value: unknown, formats: Formats): string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formats.localDate(value) : '';

/** How start times are counted. A unit of one minute is from the start of each block of hours. */
const startsText = (grid: Record<string, unknown>, messages: Messages): string => {
  const { starts } = messages.links.explain;
  const step = spanOf(grid['stepMinutes'], messages);
  if (step === '') return '';
  if (grid['unitMinutes'] === 1) return starts.hours(step);
  const offset = grid['offsetMinutes'];
  return typeof offset === 'number' && offset !== 0
    ? starts.offset(step, spanOf(offset, messages))
    : starts.clock(step);
};

/** One reason of an explanation as a sentence. */
export const reasonText = (reason: Reason, messages: Messages, formats: Formats): string => {
  const { rules, ofHost, named } = messages.links.explain;
  const host = reason.hostName === undefined ? '' : ofHost(reason.hostName);
  const title = reason.title === undefined || reason.title === '' ? '' : named(reason.title);
  const when = (value: unknown): string => {
    const instant = instantOf(value);
    return instant === undefined ? '' : formats.dateTime(instant);
  };
  switch (reason.rule) {
    case 'in_the_past':
    case 'seats_exhausted':
      return rules[reason.rule]();
    case 'notice':
      return rules.notice(spanOf(reason['noticeMinutes'], messages), when(reason['earliestStart']));
    case 'booking_window': {
      const window = record(reason['window']);
      return rules.booking_window(dateOf(window['from'], formats), dateOf(window['to'], formats));
    }
    case 'outside_hours':
    case 'date_override':
    case 'schedule_validity':
      return rules[reason.rule](host);
    case 'time_off':
    case 'busy':
      return rules[reason.rule](host, title);
    case 'calendar_unread': {
      const until = reason['knownUntil'];
      return rules.calendar_unread(host, typeof until === 'number' && until > 0 ? when(until) : '');
    }
    case 'buffer':
      return rules.buffer(host, title, spanOf(record(reason['buffer'])['minutes'], messages));
    case 'limit': {
      const limit = record(reason['limit']);
      const period = (messages.links.fields.limitPeriods as Record<string, string>)[String(limit['period'])];
      const text = limit['per'] === 'host' ? rules.limitPerHost : rules.limit;
      return text(countOf(limit['count']), period ?? '', countOf(limit['taken']), host);
    }
    case 'grid': {
      const grid = record(reason['grid']);
      return rules.grid(startsText(grid, messages), when(grid['previous']), when(grid['next']));
    }
    default:
      return rules.other();
  }
};
