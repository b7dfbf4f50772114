import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { apiKeys, memberProfiles as members } from '#db/schema/tenant.ts';
import { withTenant, withTenantList } from '#db/tenant.ts';
import { audienceOf } from '#domain/booking/further-guests.ts';
import { placeWords } from '#domain/link/location.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type BookingPageRequest, findBookings } from './find-bookings.ts';
import { loadBooking, requireBooking } from './load-booking.ts';
import { presentBooking } from './present-booking.ts';

/** A page of bookings in the order of their start (the past ones latest first), one statement whatever its length. */
export const listBookings = async (ctx: ServiceContext, input: BookingPageRequest) => {
  const member = requireAccess(ctx, 'bookings.read');
  const who = { tenantId: ctx.tenantId, member, now: ctx.now() };
  const { rows, nextCursor } = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    findBookings(tx, who, input),
  );
  return { items: rows.map((row) => presentBooking(row, ctx.now())), nextCursor };
};

const loadDeliveries = (tx: Transaction, tenantId: string, bookingId: string) =>
  tx
    .select({
      template: notifications.template,
      recipient: deliveries.recipient,
      state: deliveries.state,
      failure: deliveries.failure,
      createdAt: deliveries.createdAt,
      sentAt: deliveries.sentAt,
    })
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.tenantId, deliveries.tenantId), eq(notifications.id, deliveries.notificationId)),
    )
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, 'booking'),
        eq(notifications.subjectId, bookingId),
      ),
    )
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id))
    .limit(100);

/** One booking the member may see, with answers, timeline and mails (contract `BookingDetail`); `not_found` otherwise. */
export const getBooking = async (
  ctx: ServiceContext,
  input: { bookingId: string; workflowUrl: (bookingId: string) => string | null },
) => {
  requireAccess(ctx, 'bookings.read');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, ctx.tenantId, input.bookingId);
    requireBooking(ctx, loaded, 'bookings.read');
    const { booking } = loaded;
    const timeline = await tx
      .select({ entry: bookingTimeline, actorName: members.name, keyName: apiKeys.name })
      .from(bookingTimeline)
      .leftJoin(
        members,
        and(eq(members.tenantId, bookingTimeline.tenantId), eq(members.id, bookingTimeline.actorId)),
      )
      .leftJoin(
        apiKeys,
        and(eq(apiKeys.tenantId, bookingTimeline.tenantId), eq(apiKeys.id, bookingTimeline.keyId)),
      )
      .where(and(eq(bookingTimeline.tenantId, ctx.tenantId), eq(bookingTimeline.bookingId, booking.id)))
      .orderBy(asc(bookingTimeline.sequence))
      .limit(200);
    const mails = await loadDeliveries(tx, ctx.tenantId, booking.id);
    return {
      ...presentBooking(loaded, ctx.now()),
      location: {
        kind: booking.locationKind,
        label: placeWords({ kind: booking.locationKind, value: booking.locationValue }),
      },
      answers: booking.answers,
      questions: booking.terms.questions.map(({ id, label }) => ({ id, label })),
      note: booking.note,
      timeline: timeline.map(({ entry, actorName, keyName }) => ({
        id: entry.id,
        at: new Date(entry.at).toISOString(),
        kind: entry.kind,
        actor: entry.actor,
        actorName,
        key: entry.keyId === null ? null : { id: entry.keyId, name: keyName },
        reason: entry.reason,
        details: entry.details,
        workflowRunId: entry.workflowRunId,
      })),
      workflowUrl: input.workflowUrl(booking.id),
      deliveries: mails.map((mail) => ({
        template: mail.template,
        audience: audienceOf(mail.recipient),
        status: mail.state,
        at: new Date(mail.sentAt ?? mail.createdAt).toISOString(),
        detail: mail.failure,
      })),
    };
  });
};
