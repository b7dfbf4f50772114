import { dayMs, minuteMs } from './civil-date.ts';
import type { AvailabilityQuery, Instant, LimitPeriod } from './model.ts';
import { searchedDays } from './rules/booking-window.ts';

export type Span = { from: Instant; to: Instant };

/** A period and the days by which local dates may differ from UTC's. */
const reachDays: Record<LimitPeriod, number> = { day: 3, week: 9, month: 33, year: 368 };

/**
 * What an answer depends on, for whoever reads it from a store: busy items whose time, their own buffers included,
 * overlaps `busy`, and counted bookings that start in `counted` (undefined without limits). More changes nothing,
 * less may. "The first dates with a slot" and a grid anchored to free time look further than the window asked for.
 */
export const neededSpans = (
  query: Pick<AvailabilityQuery, 'now' | 'from' | 'to' | 'link'>,
): { busy: Span; counted: Span | undefined } => {
  const { link, now } = query;
  const searches = link.window?.kind === 'available_days';
  const from = searches ? Math.min(query.from, now) : query.from;
  const to = searches ? Math.max(query.to, now + (searchedDays + 3) * dayMs) : query.to;
  const before = (link.bufferBeforeMinutes ?? 0) * minuteMs + (link.gridAnchor === 'free' ? 3 : 1) * dayMs;
  const after = (link.bufferAfterMinutes ?? 0) * minuteMs + link.durationMinutes * minuteMs + dayMs;
  const reach = Math.max(0, ...(link.limits ?? []).map((limit) => reachDays[limit.period])) * dayMs;
  return {
    busy: { from: from - before, to: to + after },
    counted: reach === 0 ? undefined : { from: from - reach, to: to + reach },
  };
};
