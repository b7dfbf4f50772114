import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import { type BookingView, planFollow } from '#domain/booking/follow.ts';
import type { Wakeup } from '#domain/follower.ts';
import { owedEffects, toEffectView } from '#services/effect/owed-effects.ts';
import { nextNotification } from '#services/notification/due-notifications.ts';
import { hasUnsettledPayment, openPaymentUntil } from '#services/payment/unsettled.ts';

const owed = owedEffects('booking', sql`"bookings"."tenant_id"`, sql`"bookings"."id"`);

const hasUnsettled = hasUnsettledPayment(sql`"bookings"."tenant_id"`, sql`"bookings"."id"`);
const openUntil = openPaymentUntil(sql`"bookings"."tenant_id"`, sql`"bookings"."id"`);

const hostIds = sql<string[]>`array(
  select h.member_id from ${sessionHosts} h
  where h.tenant_id = "bookings"."tenant_id" and h.session_id = "bookings"."session_id"
  order by h.is_organizer desc, h.member_id)`;

const loadView = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
): Promise<BookingView | null> => {
  const [row] = await tx
    .select({
      status: bookings.status,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      holdUntil: bookings.holdUntil,
      approveBy: bookings.approveBy,
      moveBy: bookings.moveBy,
      revision: bookings.revision,
      hostIds,
      effects: owed,
      isToSettle: hasUnsettled,
      payBy: openUntil,
    })
    .from(bookings)
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId)));
  if (row === undefined) return null;
  const notify = await nextNotification(tx, { tenantId, kind: 'booking', id: bookingId });
  return {
    ...row,
    payBy: row.payBy === null ? null : new Date(row.payBy).getTime(),
    effects: row.effects.map(toEffectView),
    notifyAt: notify?.at ?? null,
    notifyFailure: notify?.failure ?? null,
  };
};

/**
 * What a booking's follower sees now, or null when there is no such booking; with it the moment is written down at which
 * the follower has to look again, so that a lost one is started anew. `now`: the workflow's clock, epoch milliseconds.
 */
export const lookAtBooking = async (
  db: Database,
  input: { tenantId: string; bookingId: string; now: number },
): Promise<BookingView | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, bookingId, now } = input;
    const wakeup: Wakeup = { tenantId, kind: 'booking', subjectId: bookingId };
    const version = await wakeupVersion(tx, wakeup);
    const view = await loadView(tx, tenantId, bookingId);
    const plan = view === null ? null : planFollow(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view;
  });
