import { and, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { contacts } from '#db/schema/contact.ts';
import { tenants } from '#db/schema/tenant.ts';
import { type StatusRow, statusesThat } from '#domain/booking/status.ts';

/** Somebody as one tenant knows them: by the address alone, in lower case. */
export type Guest = { tenantId: string; email: string };

/** `booked`: by them. `brought`: by others, who may have taken them out again. */
export type Part = 'booked' | 'brought' | 'any';

const partOf: Readonly<Record<Part, ReturnType<typeof sql>>> = {
  booked: sql`= 0`,
  brought: sql`> 0`,
  any: sql`>= 0`,
};

/** The ids of the bookings in whose party a guest is or was, as a query. */
export const bookingsOfGuest = ({ tenantId, email }: Guest, part: Part = 'any') =>
  sql`(select p.booking_id from ${bookingGuests} p
    where p.tenant_id = ${tenantId} and p.email = ${email} and p.position ${partOf[part]})`;

/** The contact of an address, if it has one. */
export const contactOfGuest = async (tx: Transaction, { tenantId, email }: Guest) => {
  const [row] = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenantId), eq(contacts.email, email)));
  return row ?? null;
};

/** Whether anything is kept of an address. */
export const isKnownGuest = async (tx: Transaction, guest: Guest): Promise<boolean> => {
  const { tenantId, email } = guest;
  const { rows } = await tx.execute<{ known: boolean }>(sql`
    select exists (select 1 from ${contacts} c where c.tenant_id = ${tenantId} and c.email = ${email})
      or exists ${bookingsOfGuest(guest)} as known`);
  return rows[0]?.known === true;
};

/** What is still to come of a guest's bookings, and allows that; of those whom others bring, as long as they are invited. */
export const aheadOfGuest = (
  { tenantId, email }: Guest,
  { part, allows, now }: { part: Part; allows: StatusRow['allows'][number]; now: number },
) =>
  and(
    eq(bookings.tenantId, tenantId),
    gt(bookings.startsAt, now),
    sql`${bookings.status} in ${statusesThat((row) => row.allows.includes(allows))}`,
    sql`${bookings.id} in (select p.booking_id from ${bookingGuests} p
      where p.tenant_id = ${tenantId} and p.email = ${email} and p.position ${partOf[part]}
        and p.removed_at is null)`,
  );

export const tenantNameOf = async (tx: Transaction, tenantId: string): Promise<string> => {
  const [row] = await tx.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, tenantId));
  return row?.name ?? '';
};
