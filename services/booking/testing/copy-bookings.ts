import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';

/** Copies a booking to the following hours, with its session, its host and its claim: as many as a busy host has in years. */
export const copyBookings = (
  db: Database,
  tenantId: string,
  { bookingId, count }: { bookingId: string; count: number },
): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    const copies = sql`(
      select n, translate('0' || substr(md5('copy' || ${bookingId} || n), 1, 25), 'ilou', 'wxyz') as tail,
        n * interval '1 hour' as later
      from generate_series(1, ${count}::int) n)`;
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`
      insert into sessions select (jsonb_populate_record(s, jsonb_build_object('id', 'ses_' || c.tail,
        'starts_at', s.starts_at + c.later, 'ends_at', s.ends_at + c.later, 'local_start', s.local_start + c.later))).*
      from ${copies} c, sessions s join bookings b on b.tenant_id = s.tenant_id and b.session_id = s.id
      where b.id = ${bookingId}`);
    await tx.execute(sql`
      insert into session_hosts select (jsonb_populate_record(h, jsonb_build_object('session_id', 'ses_' || c.tail))).*
      from ${copies} c, session_hosts h join bookings b on b.tenant_id = h.tenant_id and b.session_id = h.session_id
      where b.id = ${bookingId}`);
    await tx.execute(sql`
      with claimed as (
        insert into claims (id, person_id, during)
        select 'clm_' || c.tail, m.person_id, tstzrange(b.starts_at + c.later, b.ends_at + c.later)
        from ${copies} c, bookings b
          join session_hosts h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
          join members m on m.tenant_id = h.tenant_id and m.id = h.member_id
        where b.id = ${bookingId}
        returning id)
      insert into time_blocks (tenant_id, id, member_id, during, kind, exclusive, claim_id, session_id)
      select b.tenant_id, 'blk_' || c.tail, h.member_id, tstzrange(b.starts_at + c.later, b.ends_at + c.later),
        'session', true, 'clm_' || c.tail, 'ses_' || c.tail
      from claimed, ${copies} c, bookings b
        join session_hosts h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
      where b.id = ${bookingId} and claimed.id = 'clm_' || c.tail`);
    await tx.execute(sql`
      insert into bookings select (jsonb_populate_record(b, jsonb_build_object('id', 'bkg_' || c.tail,
        'session_id', 'ses_' || c.tail, 'code', 'C' || c.n, 'starts_at', b.starts_at + c.later,
        'ends_at', b.ends_at + c.later))).*
      from ${copies} c, bookings b where b.id = ${bookingId}`);
    await tx.execute(sql`
      insert into booking_guests select (jsonb_populate_record(g, jsonb_build_object('booking_id', 'bkg_' || c.tail))).*
      from ${copies} c, booking_guests g where g.booking_id = ${bookingId}`);
  });
