import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { deliveries, notifications, suppressions } from '#db/schema/notification.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import { actsForAll, type Caller, requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';
import { concerns } from './visible.ts';

/**
 * The suppressions that concern a member: of guests whose bookings they host, of mails about things of theirs, of their own
 * address. Owners and admins see all.
 */
export const suppressionsOf = (member: Caller, tenantId: string): SQL | undefined => {
  const subject = { kind: sql`n.subject_kind`, id: sql`n.subject_id` };
  return actsForAll(member)
    ? undefined
    : sql`(exists (
        select 1 from ${bookings} b
        join ${bookingGuests} g on g.tenant_id = b.tenant_id and g.booking_id = b.id
        join ${sessionHosts} h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
        where b.tenant_id = ${tenantId} and g.email = "suppressions"."address" and h.member_id = ${member.memberId})
      or exists (
        select 1 from ${deliveries} d
        join ${notifications} n on n.tenant_id = d.tenant_id and n.id = d.notification_id
        where d.tenant_id = ${tenantId} and d.id = "suppressions"."delivery_id"
          and ${concerns(member, tenantId, subject)})
      or exists (
        select 1 from ${memberProfiles} m
        where m.tenant_id = ${tenantId} and m.id = ${member.memberId} and lower(m.email) = "suppressions"."address"))`;
};

const waiting = (tenantId: string) =>
  sql<number>`(select count(*)::int from ${deliveries} d
    where d.tenant_id = ${tenantId} and d.address = "suppressions"."address"
      and d.channel = "suppressions"."channel" and d.failed_at is not null and d.settled is null)`;

/** A page of the addresses that nothing is sent to, the newest first, with how many mails wait for each (contract `SuppressionPage`). */
export const listSuppressions = async (ctx: ServiceContext, page: PageRequest) => {
  const member = requireAccess(ctx, 'suppressions.read');
  const after = idAfter(page.cursor);
  return withTenantList(ctx.db, ctx.tenantId, async (tx) => {
    const rows = await tx
      .select({
        id: suppressions.id,
        channel: suppressions.channel,
        address: suppressions.address,
        reason: suppressions.reason,
        createdAt: suppressions.createdAt,
        waiting: waiting(ctx.tenantId),
      })
      .from(suppressions)
      .where(
        and(
          eq(suppressions.tenantId, ctx.tenantId),
          suppressionsOf(member, ctx.tenantId),
          after === null ? undefined : lt(suppressions.id, after),
        ),
      )
      .orderBy(desc(suppressions.id))
      .limit(page.limit + 1);
    return pageFrom(rows, page.limit, ({ createdAt, ...row }) => ({
      ...row,
      since: new Date(createdAt).toISOString(),
    }));
  });
};
