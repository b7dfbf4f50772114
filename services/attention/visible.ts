import { type SQL, sql } from 'drizzle-orm';
import { bookingHosts } from '#db/schema/booking.ts';
import { connections } from '#db/schema/connection.ts';
import { actsForAll, type MemberActor } from '#services/authorize.ts';

/**
 * Whether a subject concerns a member: a booking they host or a calendar account of theirs. Owners and admins see
 * everything; for them there is no condition.
 */
export const concerns = (
  member: MemberActor,
  tenantId: string,
  subject: { kind: SQL; id: SQL },
): SQL | undefined =>
  actsForAll(member)
    ? undefined
    : sql`case ${subject.kind}
      when 'booking' then exists (
        select 1 from ${bookingHosts} h
        where h.tenant_id = ${tenantId} and h.booking_id = ${subject.id} and h.member_id = ${member.memberId})
      else exists (
        select 1 from ${connections} c
        where c.tenant_id = ${tenantId} and c.id = ${subject.id} and c.member_id = ${member.memberId}) end`;
