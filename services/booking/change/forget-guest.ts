import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { erasedName } from '#domain/erased.ts';

/** What a guest has said of themselves; that they had booked stays. */
const nothingSaid = {
  guestTimeZone: 'UTC',
  locale: 'en',
  answers: {},
  note: null,
  cancelReason: null,
} as const;

/**
 * Takes away what bookings say of the guest of an erasure that is under way: who they are and, where they had booked, all that was
 * written. Others of the party stay as they are.
 */
export const forgetBookingsOf = async (
  tx: Transaction,
  guest: { tenantId: string; email: string; erasureId: string; address: string; now: number },
): Promise<void> => {
  const { tenantId, email, erasureId, address, now } = guest;
  await tx.execute(sql`select forget_reasons(${erasureId})`);
  await tx
    .update(bookings)
    .set({ ...nothingSaid, updatedAt: now })
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        sql`exists (select 1 from ${bookingGuests} p
          where p.tenant_id = ${tenantId} and p.booking_id = "bookings"."id" and p.email = ${email} and p.position = 0)`,
      ),
    );
  await tx
    .update(bookingGuests)
    .set({
      name: sql`case when ${bookingGuests.position} = 0 then ${erasedName} else '' end`,
      email: address,
      phone: null,
      removedAt: sql`case when ${bookingGuests.position} = 0 then removed_at else coalesce(removed_at, ${new Date(now).toISOString()}::timestamptz) end`,
    })
    .where(and(eq(bookingGuests.tenantId, tenantId), eq(bookingGuests.email, email)));
};
