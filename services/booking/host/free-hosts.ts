import type { Transaction } from '#db/client.ts';
import type { ReasonRule } from '#domain/availability/model.ts';
import { settableRules } from '#domain/availability/set-aside.ts';
import { checkTime } from '#services/booking/claim/check-time.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';

/** A booking that is there already was agreed under the link's rules; only hours are its new host's own. */
const besideHours: readonly ReasonRule[] = ['notice', 'booking_window', 'limit'];

export type Candidate = { id: string; timeZone: string };

/**
 * Whether somebody could host a booking at its time: neither claimed nor busy in a calendar then, nor outside their hours
 * where `withinHours` asks for that. A look; the claim decides.
 */
export const isFreeFor = async (
  tx: Transaction,
  target: LinkWithHosts,
  booking: BookingRow,
  { host, now, withinHours }: { host: Candidate; now: number; withinHours: boolean },
): Promise<boolean> => {
  const { id: bookingId, sessionId, startsAt, durationMinutes } = booking;
  const check = await checkTime(
    tx,
    { ...target, attending: [host] },
    {
      start: startsAt,
      durationMinutes,
      now,
      moving: { bookingId, sessionId },
      setAside: withinHours ? besideHours : settableRules,
    },
  );
  return !('refusal' in check);
};
