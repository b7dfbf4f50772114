import type { Transaction } from '#db/client.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import { keepBlocks } from '#services/session/blocks.ts';
import { lockSession } from '#services/session/seats.ts';

/**
 * Keeps the time of a booking until `holdUntil` (epoch milliseconds) or for good (null); false when its hold had ended and
 * its places or its hosts' time went to somebody else. The caller holds the booking's lock.
 */
export const keepTime = async (
  tx: Transaction,
  booking: BookingRow,
  holdUntil: number | null,
): Promise<boolean> => {
  if (!booking.seated) return false;
  const session = { tenantId: booking.tenantId, sessionId: booking.sessionId };
  if (booking.capacity > 1) await lockSession(tx, session);
  return keepBlocks(tx, session, { bookingId: booking.id, holdUntil });
};
