import { type SQL, sql } from 'drizzle-orm';
import { bookings } from '#db/schema/booking.ts';
import { integrations } from '#db/schema/integration.ts';
import { hostRequests } from '#db/schema/link.ts';
import { payments } from '#db/schema/payment.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { actsForAll, type Caller } from '#services/authorize.ts';

/**
 * Whether a subject concerns a member: a booking they host, a calendar account of theirs or a request to them. Owners and
 * admins see everything but what was sent to a person about their sign-in, or to whoever asked for an address's data, which is nobody's
 * to retry.
 */
export const concerns = (
  member: Caller,
  tenantId: string,
  subject: { kind: SQL; id: SQL },
): SQL | undefined =>
  actsForAll(member)
    ? sql`${subject.kind} not in ('person', 'guest_request', 'guest_erasure')`
    : sql`case ${subject.kind}
      when 'booking' then exists (
        select 1 from ${bookings} b
        join ${sessionHosts} h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
        where b.tenant_id = ${tenantId} and b.id = ${subject.id} and h.member_id = ${member.memberId})
      when 'session' then exists (
        select 1 from ${sessionHosts} h
        where h.tenant_id = ${tenantId} and h.session_id = ${subject.id} and h.member_id = ${member.memberId})
      when 'payment' then exists (
        select 1 from ${payments} paid
        join ${bookings} b on b.tenant_id = paid.tenant_id and b.id = paid.booking_id
        join ${sessionHosts} h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
        where paid.tenant_id = ${tenantId} and paid.id = ${subject.id} and h.member_id = ${member.memberId})
      when 'person' then false
      when 'guest_request' then false
      when 'guest_erasure' then false
      when 'invitation' then false
      when 'host_request' then exists (
        select 1 from ${hostRequests} r
        where r.tenant_id = ${tenantId} and r.id = ${subject.id} and r.member_id = ${member.memberId})
      else exists (
        select 1 from ${integrations} c
        where c.tenant_id = ${tenantId} and c.id = ${subject.id} and c.member_id = ${member.memberId}) end`;
