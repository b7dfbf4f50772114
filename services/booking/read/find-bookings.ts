import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  isNotNull,
  isNull,
  lt,
  lte,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { sessionHosts, sessions } from '#db/schema/session.ts';
import { type BookingList, holds, statesListed } from '#domain/booking/listing.ts';
import { statusesThat } from '#domain/booking/status.ts';
import type { BookingStatus } from '#domain/booking/types.ts';
import { idPattern } from '#domain/ids.ts';
import { actsForAll, type Caller } from '#services/authorize.ts';
import { cursorTo, placeAfter } from '#services/page.ts';
import { contains, containsCode, containsFolded, containsPhone } from '#services/search.ts';
import type { PresentedHost } from '#services/session/hosts.ts';
import {
  type BookingRow,
  type BookingSync,
  bookingColumns,
  hostsOfBooking,
  ofFirstGuest,
  ofSession,
  syncOfBooking,
} from './load-booking.ts';

export type BookingView = BookingList | 'attention' | 'all';

export type BookingFilter = {
  view: BookingView;
  linkId?: string | undefined;
  sessionId?: string | undefined;
  contactId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  search?: string | undefined;
};

export type BookingPageRequest = BookingFilter & { cursor?: string | undefined; limit: number };

/** Hosts see what they host, owners and admins everything of the tenant. */
export const visibleTo = (member: Caller, tenantId: string): SQL | undefined =>
  actsForAll(member)
    ? undefined
    : sql`exists (select 1 from ${sessionHosts} where ${sessionHosts.tenantId} = ${tenantId} and ${sessionHosts.sessionId} = ${bookings.sessionId} and ${sessionHosts.memberId} = ${member.memberId})`;

/** Its guest is known: it was more than a hold. */
const hasGuest = isNotNull(bookings.contactId);

/** Written out, not sent apart: the index of what is open is found by it. */
const hasStatus = (status: BookingStatus): SQL => sql`${bookings.status} = ${sql.raw(`'${status}'`)}`;

/** A list holds its states with their deadlines as they should be, and only bookings that somebody made. */
const isListedAs = (list: BookingList, now: number): SQL | undefined =>
  and(
    hasGuest,
    or(
      ...statesListed(list).map(({ status, deadline }) => {
        const { at, isAhead } = deadline ?? { at: null, isAhead: false };
        return and(hasStatus(status), at === null ? undefined : (isAhead ? gt : lte)(bookings[at], now));
      }),
    ),
    // Nothing is over that has not begun: future ones are not walked through.
    list === 'past' ? lte(bookings.startsAt, now) : undefined,
  );

/** Its guest asks for another time, which its host can still approve. */
const asksToMove = (now: number): SQL | undefined =>
  and(
    or(...statusesThat(({ allows }) => allows.includes('reschedule')).map(hasStatus)),
    gt(bookings.moveBy, now),
    // Nobody is asked to approve what is not paid for yet.
    sql`coalesce((${bookings.moveQuote}->>'dueMinor')::bigint, 0) = 0`,
  );

/** Something that is owed for the booking fails: the few that do are found first, then their bookings by key. */
const needsAttention = (tenantId: string): SQL => sql`${bookings.id} = any(array(
  select e.subject_id from ${effects} e
  where e.tenant_id = ${tenantId} and e.subject_kind = 'booking' and e.failure is not null
    and e.state in ('owed', 'given_up')
  union all
  select b.id from ${effects} e join bookings b on b.tenant_id = e.tenant_id and b.session_id = e.subject_id
  where e.tenant_id = ${tenantId} and e.subject_kind = 'session' and e.failure is not null
    and e.state in ('owed', 'given_up')
  union all
  select n.subject_id from ${notifications} n
  where n.tenant_id = ${tenantId} and n.subject_kind = 'booking' and n.failure is not null))`;

const viewFilter = (view: BookingView, tenantId: string, now: number): SQL | undefined => {
  if (view === 'attention') return needsAttention(tenantId);
  if (view === 'all') return and(notInArray(bookings.status, [...holds]), hasGuest);
  if (view === 'needs_approval') return or(isListedAs(view, now), asksToMove(now));
  return isListedAs(view, now);
};

/** Somebody whom its guest brings has such an address. */
const bringsOneLike = (search: string): SQL => {
  const further = alias(bookingGuests, 'further');
  return sql`exists (select 1 from ${bookingGuests} further
    where ${and(
      eq(further.tenantId, bookings.tenantId),
      eq(further.bookingId, bookings.id),
      gt(further.position, 0),
      isNull(further.removedAt),
      contains(further.email, search),
    )})`;
};

/** What is found by words: the guest, by name, address or number, or the code. */
const isSaid = (search: string | undefined): SQL | undefined =>
  search === undefined || search === ''
    ? undefined
    : or(
        containsFolded(bookingGuests.name, search),
        contains(bookingGuests.email, search),
        containsCode(bookings.code, search),
        containsPhone(bookingGuests.phone, search),
        bringsOneLike(search),
      );

export type FoundBookings = {
  rows: { booking: BookingRow; hosts: readonly PresentedHost[]; sync: BookingSync }[];
  nextCursor: string | null;
};

/**
 * Bookings that the member may see, in the order of their start (the past ones latest first): one statement whatever its
 * length.
 */
export const findBookings = async (
  tx: Transaction,
  { tenantId, member, now }: { tenantId: string; member: Caller; now: number },
  input: BookingPageRequest,
): Promise<FoundBookings> => {
  const descending = input.view === 'past' || input.view === 'cancelled' || input.view === 'all';
  const after = input.cursor === undefined ? null : placeAfter(input.cursor, idPattern('booking'));
  const beyond = descending ? lt : gt;
  const found = await tx
    .select({ booking: bookingColumns, hosts: hostsOfBooking, sync: syncOfBooking })
    .from(bookings)
    .innerJoin(sessions, ofSession)
    .leftJoin(bookingGuests, ofFirstGuest)
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        viewFilter(input.view, tenantId, now),
        visibleTo(member, tenantId),
        input.linkId === undefined ? undefined : eq(bookings.linkId, input.linkId),
        input.sessionId === undefined ? undefined : eq(bookings.sessionId, input.sessionId),
        input.contactId === undefined ? undefined : eq(bookings.contactId, input.contactId),
        input.from === undefined ? undefined : gte(bookings.startsAt, input.from),
        input.to === undefined ? undefined : lt(bookings.startsAt, input.to),
        isSaid(input.search),
        after === null
          ? undefined
          : or(
              beyond(bookings.startsAt, after.at),
              and(eq(bookings.startsAt, after.at), beyond(bookings.id, after.id)),
            ),
      ),
    )
    .orderBy(
      descending ? desc(bookings.startsAt) : asc(bookings.startsAt),
      descending ? desc(bookings.id) : asc(bookings.id),
    )
    .limit(input.limit + 1);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1)?.booking;
  return {
    rows,
    nextCursor:
      found.length > input.limit && last !== undefined ? cursorTo({ at: last.startsAt, id: last.id }) : null,
  };
};
