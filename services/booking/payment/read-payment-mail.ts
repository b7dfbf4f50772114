import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { disputes } from '#db/schema/payment.ts';
import { persons } from '#db/schema/person.ts';
import { memberProfiles as members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/read/load-booking.ts';
import { lockPayment, type PaymentRow, type RefundRow, refundsOf } from '#services/payment/load-payment.ts';

const profile = {
  id: members.id,
  name: members.name,
  email: members.email,
  locale: members.locale,
  timeZone: members.timeZone,
  clock: persons.clock,
};

export type PaymentMailData = LoadedBooking & {
  payment: PaymentRow;
  refunds: readonly RefundRow[];
  disputes: readonly (typeof disputes.$inferSelect)[];
  /** Owners and admins, who see to what goes wrong with money. */
  admins: readonly {
    id: string;
    name: string;
    email: string;
    locale: 'en' | 'vi';
    timeZone: string;
    clock: '12h' | '24h' | null;
  }[];
};

/** A payment with its booking and the people who are told of it; `not_found` otherwise. */
export const readPaymentMail = async (
  db: Database,
  tenantId: string,
  paymentId: string,
): Promise<PaymentMailData> =>
  withTenant(db, tenantId, async (tx) => {
    const payment = await lockPayment(tx, { tenantId, paymentId });
    const loaded = await loadBooking(tx, tenantId, payment.bookingId);
    const admins = await tx
      .select(profile)
      .from(members)
      .innerJoin(persons, eq(persons.id, members.personId))
      .where(
        and(
          eq(members.tenantId, tenantId),
          eq(members.isActive, true),
          inArray(members.role, ['owner', 'admin']),
        ),
      )
      .orderBy(asc(members.id));
    return {
      ...loaded,
      payment,
      refunds: await refundsOf(tx, tenantId, [paymentId]),
      disputes: await tx
        .select()
        .from(disputes)
        .where(and(eq(disputes.tenantId, tenantId), eq(disputes.paymentId, paymentId))),
      admins,
    };
  });
