import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { events } from '#db/schema/calendar.ts';

/** What calendars are known to say of our own entries names guests: it goes until the calendar is read again. */
export const forgetEventTitles = async (
  tx: Transaction,
  tenantId: string,
  bookingIds: SQL,
): Promise<void> => {
  await tx
    .update(events)
    .set({ title: null })
    .where(
      and(
        eq(events.tenantId, tenantId),
        sql`${events.sessionId} in (select b.session_id from ${bookings} b where b.tenant_id = ${tenantId} and b.id in ${bookingIds})`,
      ),
    );
};
