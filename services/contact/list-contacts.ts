import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { bookings } from '#db/schema/booking.ts';
import { contacts, guestErasures } from '#db/schema/contact.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { withTenant, withTenantList } from '#db/tenant.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { AppError } from '#domain/errors.ts';
import { type GuestErasureState, stageOf } from '#domain/guest-data/types.ts';
import { actsForAll, type Caller, requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';
import { contains, containsFolded, containsPhone } from '#services/search.ts';

/** Hosts know the guests they host, owners and admins all of the tenant. */
const visibleTo = (member: Caller): SQL | undefined =>
  actsForAll(member)
    ? undefined
    : sql`exists (
        select 1 from ${bookings} b
        join ${sessionHosts} h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
        where b.tenant_id = "contacts"."tenant_id" and b.contact_id = "contacts"."id"
          and h.member_id = ${member.memberId})`;

type Erasure = { state: GuestErasureState; at: string };

const bookingsOf = (what: SQL) => sql`(
  select ${what} from ${bookings} b
  where b.tenant_id = "contacts"."tenant_id" and b.contact_id = "contacts"."id"
    and b.status in ${statusesThat(({ counts }) => counts)})`;

const columns = {
  id: contacts.id,
  contact: contacts,
  bookingCount: sql<number>`${bookingsOf(sql`count(*)::int`)}`,
  lastBookingAt: sql<string | null>`${bookingsOf(sql`max(b.starts_at)`)}`,
  erasure: sql<Erasure | null>`(
    select json_build_object('state', e.state, 'at', coalesce(e.erased_at, e.created_at)) from ${guestErasures} e
    where e.tenant_id = "contacts"."tenant_id" and e.contact_id = "contacts"."id"
    order by e.id desc limit 1)`,
};

type Row = {
  id: string;
  contact: typeof contacts.$inferSelect;
  bookingCount: number;
  lastBookingAt: string | null;
  erasure: Erasure | null;
};

const present = ({ contact, bookingCount, lastBookingAt, erasure }: Row) => ({
  id: contact.id,
  name: contact.name,
  email: contact.email,
  phone: contact.phone,
  timeZone: contact.timeZone,
  locale: contact.locale,
  bookingCount,
  lastBookingAt: lastBookingAt === null ? null : new Date(lastBookingAt).toISOString(),
  createdAt: new Date(contact.createdAt).toISOString(),
  erasure:
    erasure === null ? null : { stage: stageOf(erasure.state), at: new Date(erasure.at).toISOString() },
});

/** A page of the guests the member may see, the newest first, in one statement (contract `ContactPage`). */
export const listContacts = async (
  ctx: ServiceContext,
  input: PageRequest & { search?: string | undefined },
) => {
  const member = requireAccess(ctx, 'contacts.read');
  const after = idAfter(input.cursor);
  const { search = '' } = input;
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select(columns)
      .from(contacts)
      .where(
        and(
          eq(contacts.tenantId, ctx.tenantId),
          visibleTo(member),
          search === ''
            ? undefined
            : or(
                containsFolded(contacts.name, search),
                contains(contacts.email, search),
                containsPhone(contacts.phone, search),
              ),
          after === null ? undefined : lt(contacts.id, after),
        ),
      )
      .orderBy(desc(contacts.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows, input.limit, present);
};

/** One guest the member may see, or `not_found` (contract `Contact`). */
export const getContact = async (ctx: ServiceContext, input: { contactId: string }) => {
  const member = requireAccess(ctx, 'contacts.read');
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select(columns)
      .from(contacts)
      .where(and(eq(contacts.tenantId, ctx.tenantId), eq(contacts.id, input.contactId), visibleTo(member))),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such contact.');
  return present(row);
};
