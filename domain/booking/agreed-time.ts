import { floatingAt, floatingOf, resolveFloating } from '#domain/time.ts';

/** A booking's time as stored: the instant, and what the host's clock showed when it was agreed. */
export type AgreedTime = {
  startsAt: number;
  hostTimeZone: string;
  /** `YYYY-MM-DD HH:MM:SS` on the host's clock. */
  localStart: string;
  /** Settles which showing of a repeated hour is meant. */
  utcOffsetMinutes: number;
};

/**
 * The instant at which the host's clock shows what was agreed, by the tz database of this process. It is `startsAt`
 * unless a government has changed its clocks since. Throws RangeError for a zone that is not known.
 */
export const agreedInstant = (agreed: AgreedTime): number => {
  const { startsAt, hostTimeZone: zone, utcOffsetMinutes } = agreed;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = agreed.localStart
    .split(/[-: ]/)
    .map(Number);
  const wall = floatingOf({ year, month, day, hour, minute, second });
  const shows = (instant: number): boolean => Math.floor(floatingAt(instant, zone) / 1000) * 1000 === wall;
  if (shows(startsAt)) return startsAt;
  const byOffset = wall - utcOffsetMinutes * 60_000;
  return shows(byOffset) ? byOffset : resolveFloating(zone, wall).instant;
};
