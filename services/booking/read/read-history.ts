import { and, asc, eq, or } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { apiKeys, memberProfiles as members } from '#db/schema/tenant.ts';
import { audienceOf } from '#domain/booking/further-guests.ts';

type HistoryKey = {
  tenantId: string;
  bookingId: string;
  /** Mails about it count as well. */
  paymentId?: string;
};

const mostEntries = 200;
const mostMails = 100;

const loadTimeline = (tx: Transaction, { tenantId, bookingId }: HistoryKey) =>
  tx
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
    .where(and(eq(bookingTimeline.tenantId, tenantId), eq(bookingTimeline.bookingId, bookingId)))
    .orderBy(asc(bookingTimeline.sequence))
    .limit(mostEntries);

const isAbout = (kind: 'booking' | 'payment', id: string) =>
  and(eq(notifications.subjectKind, kind), eq(notifications.subjectId, id));

const loadDeliveries = (tx: Transaction, { tenantId, bookingId, paymentId }: HistoryKey) =>
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
        or(
          isAbout('booking', bookingId),
          paymentId === undefined ? undefined : isAbout('payment', paymentId),
        ),
      ),
    )
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id))
    .limit(mostMails);

/** What has happened with a booking and what was sent about it, as the contracts say it. */
export const readHistory = async (tx: Transaction, key: HistoryKey) => {
  const timeline = await loadTimeline(tx, key);
  const mails = await loadDeliveries(tx, key);
  return {
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
    deliveries: mails.map((mail) => ({
      template: mail.template,
      audience: audienceOf(mail.recipient),
      status: mail.state,
      at: new Date(mail.sentAt ?? mail.createdAt).toISOString(),
      detail: mail.failure,
    })),
  };
};
