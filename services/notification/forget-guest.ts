import { and, eq, gte, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';
import { payments } from '#db/schema/payment.ts';
import { withoutText } from './forget-member.ts';
import { refreshFailure } from './told-failure.ts';

type Forgotten = {
  tenantId: string;
  email: string;
  /** What stands in the place of their address from now on. */
  address: string;
  now: number;
};

/** About bookings, or about the money of them. */
const aboutBookings = (ids: SQL) =>
  or(
    and(eq(notifications.subjectKind, 'booking'), sql`${notifications.subjectId} in ${ids}`),
    and(
      eq(notifications.subjectKind, 'payment'),
      sql`${notifications.subjectId} in (select p.id from ${payments} p
        where p.tenant_id = ${notifications.tenantId} and p.booking_id in ${ids})`,
    ),
  );

/** The deliveries of notifications, as a condition. */
const deliveredFor = (tenantId: string, about: SQL | undefined) =>
  sql`${deliveries.notificationId} in (select ${notifications.id} from ${notifications}
    where ${and(eq(notifications.tenantId, tenantId), about)})`;

const namesThem = (email: string) => sql`position(${email} in lower(${deliveries.content}::text)) > 0`;

const forget = async (
  tx: Transaction,
  { tenantId, email, address }: Omit<Forgotten, 'now'>,
  which: SQL | undefined,
): Promise<void> => {
  const rows = await tx
    .update(deliveries)
    .set({
      ...withoutText(),
      address: sql`case when ${deliveries.address} = ${email} then ${address} else ${deliveries.address} end`,
      // Nothing is left to be tried again or corrected.
      settled: sql`case when failed_at is not null or state = 'queued' then coalesce(settled, 'overtaken') else settled end`,
    })
    .where(and(eq(deliveries.tenantId, tenantId), which))
    .returning({ id: deliveries.notificationId });
  await refreshFailure(tx, tenantId, [...new Set(rows.map(({ id }) => id))]);
};

/**
 * Mails to a guest, and those about what they had `booked`, keep when and of what kind they were, without address and text; what is
 * not sent yet is dropped. Of bookings that they were `brought` to, mails lose their text where it names them.
 */
export const forgetGuestMails = async (
  tx: Transaction,
  guest: Forgotten,
  { booked, brought }: { booked: SQL; brought: SQL },
): Promise<void> => {
  const { tenantId, email, now } = guest;
  await tx
    .update(notifications)
    .set({ state: 'dropped', doneAt: now, details: null, failure: null, failingSince: null })
    .where(and(eq(notifications.tenantId, tenantId), eq(notifications.state, 'due'), aboutBookings(booked)));
  const which = or(
    eq(deliveries.address, email),
    deliveredFor(tenantId, aboutBookings(booked)),
    and(deliveredFor(tenantId, aboutBookings(brought)), namesThem(email)),
  );
  await forget(tx, guest, which);
};

/**
 * The last mail to somebody whose erasure it tells goes as well, with what was under way when they were erased, and that nothing was
 * to be sent to them.
 */
export const forgetLastMail = async (
  tx: Transaction,
  { erasureId, erasedAt, ...guest }: Omit<Forgotten, 'now'> & { erasureId: string; erasedAt: number },
): Promise<void> => {
  const { tenantId, email } = guest;
  const last = and(eq(notifications.subjectKind, 'guest_erasure'), eq(notifications.subjectId, erasureId));
  const underWay = and(
    gte(deliveries.createdAt, erasedAt),
    deliveredFor(tenantId, lte(notifications.createdAt, erasedAt)),
    or(eq(deliveries.address, email), namesThem(email)),
  );
  await tx
    .delete(suppressions)
    .where(and(eq(suppressions.tenantId, tenantId), eq(suppressions.address, email)));
  await forget(tx, guest, or(deliveredFor(tenantId, last), underWay));
};
