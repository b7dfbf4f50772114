import { and, eq, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { prepared } from '#db/prepared.ts';
import { bookingGuests, bookings, bookingTimeline } from '#db/schema/booking.ts';
import { effects } from '#db/schema/effect.ts';
import { links } from '#db/schema/link.ts';
import { notifications } from '#db/schema/notification.ts';
import { sessionHosts, sessions } from '#db/schema/session.ts';
import { memberProfiles as members, tenants } from '#db/schema/tenant.ts';
import type { FurtherGuest } from '#domain/booking/further-guests.ts';
import { type Change, changeKinds, type SyncState } from '#domain/booking/types.ts';
import type { EffectName } from '#domain/effect/types.ts';
import { AppError } from '#domain/errors.ts';
import { actsForAll, requireAccess } from '#services/authorize.ts';
import { type BrandRow, brandColumns } from '#services/branding/brand.ts';
import type { ServiceContext } from '#services/context.ts';
import { hasTargetCalendar } from '#services/integration/target-calendars.ts';
import { type BookingPayment, moneyOfBooking } from '#services/payment/money-of-booking.ts';
import { hostsWhere, type PresentedHost } from '#services/session/hosts.ts';

type SessionRow = typeof sessions.$inferSelect;

/** A booking with what its session says of it and the guest who booked. */
export type BookingRow = typeof bookings.$inferSelect &
  Pick<
    SessionRow,
    | 'hostTimeZone'
    | 'localStart'
    | 'utcOffsetMinutes'
    | 'tzdataVersion'
    | 'locationKind'
    | 'locationValue'
    | 'conference'
    | 'meetingUrl'
  > & {
    /** Places in its session, for everybody. */
    capacity: number;
    guestName: string | null;
    guestEmail: string | null;
    guestPhone: string | null;
    /** Addresses of the people whom the guest brings. */
    furtherGuests: string[];
    /** The same people, with those who were taken out again. */
    party: FurtherGuest[];
  };

const furtherOf = sql`from ${bookingGuests} g
  where g.tenant_id = "bookings"."tenant_id" and g.booking_id = "bookings"."id" and g.position > 0`;

const furtherGuestsOf = sql<string[]>`array(
  select g.email ${furtherOf} and g.removed_at is null order by g.position)`;

const partyOf = sql<FurtherGuest[]>`(
  select coalesce(json_agg(json_build_object(
    'position', g.position, 'email', g.email, 'isRemoved', g.removed_at is not null) order by g.position), '[]')
  ${furtherOf})`;

/** The columns of a `BookingRow`: read from `bookings`, `ofSession` and, on the left, `ofFirstGuest`. */
export const bookingColumns = {
  ...getTableColumns(bookings),
  hostTimeZone: sessions.hostTimeZone,
  localStart: sessions.localStart,
  utcOffsetMinutes: sessions.utcOffsetMinutes,
  tzdataVersion: sessions.tzdataVersion,
  locationKind: sessions.locationKind,
  locationValue: sessions.locationValue,
  conference: sessions.conference,
  meetingUrl: sessions.meetingUrl,
  capacity: sessions.capacity,
  guestName: bookingGuests.name,
  guestEmail: bookingGuests.email,
  guestPhone: bookingGuests.phone,
  furtherGuests: furtherGuestsOf,
  party: partyOf,
};

export const ofSession = and(eq(sessions.tenantId, bookings.tenantId), eq(sessions.id, bookings.sessionId));
export const ofFirstGuest = and(
  eq(bookingGuests.tenantId, bookings.tenantId),
  eq(bookingGuests.bookingId, bookings.id),
  eq(bookingGuests.position, 0),
);

/** How far calendars, the meeting of a conference vendor and mails are with a booking, and the last failure in our words. */
export type BookingSync = {
  calendar: SyncState;
  conference: SyncState;
  email: SyncState;
  reason: string | null;
};

export type LoadedBooking = {
  booking: BookingRow;
  /** Organizer first. */
  hosts: readonly PresentedHost[];
  sync: BookingSync;
  /** The last of its changes that can carry a reason. */
  lastChange: Change | null;
  link: { id: string; slug: string; username: string; redirectUrl: string | null };
  tenantName: string;
  brand: BrandRow;
  /** What it costs and what became of that, the first payment first; null when it costs nothing. */
  money: readonly BookingPayment[] | null;
};

/** The hosts of a row of `bookings`, organizer first, as one of its columns. */
export const hostsOfBooking = hostsWhere(sql`"bookings"."tenant_id"`, sql`"bookings"."session_id"`);

/** Effects `e` of a row of `bookings`: its own, and those of the session it shares with others. */
const carriedFor = sql`e.tenant_id = "bookings"."tenant_id" and (e.subject_kind, e.subject_id) in (
  ('booking', "bookings"."id"), ('session', "bookings"."session_id"))`;

const effectState = (name: EffectName) => sql`(
    select case when e.state = 'dismissed' then 'off' when e.failure is not null then 'attention'
        when e.state = 'owed' then 'pending' else 'synced' end as state,
      case when e.state <> 'dismissed' and e.failure is not null then e.name || ': ' || e.failure end as reason
    from ${effects} e
    where ${carriedFor} and e.name = ${name}
    order by e.failure is null limit 1)`;

/** What is owed on behalf of a row of `bookings`, as one of its columns. */
export const syncOfBooking = sql<BookingSync>`(
  select json_build_object(
    'calendar', coalesce(c.state, 'off'), 'conference', coalesce(m.state, 'off'), 'email', coalesce(n.state, 'off'),
    'reason', coalesce(m.reason, c.reason, n.reason))
  from (select 1) one
  left join lateral ${effectState('calendar')} c on true
  left join lateral ${effectState('conference')} m on true
  left join lateral (
    select case when bool_or(n.failure is not null) then 'attention'
        when bool_or(n.state = 'due' and (n.minutes_before is null or n.due_at <= now())) then 'pending'
        when bool_or(n.state = 'done') then 'synced' end as state,
      'email: ' || max(n.failure) as reason
    from ${notifications} n
    where n.tenant_id = "bookings"."tenant_id" and n.subject_kind = 'booking'
      and n.subject_id = "bookings"."id") n on true)`;

/** The last change of a row of `bookings` that can carry a reason, as one of its columns. */
export const lastChange = sql<Change | null>`(
  select json_build_object('kind', t.kind, 'by', t.actor, 'reason', t.reason) from ${bookingTimeline} t
  where t.tenant_id = "bookings"."tenant_id" and t.booking_id = "bookings"."id" and t.kind in ${[...changeKinds]}
  order by t.sequence desc limit 1)`;

const hostIdsOfRow = sql`(
  select h.member_id from ${sessionHosts} h
  where h.tenant_id = "bookings"."tenant_id" and h.session_id = "bookings"."session_id")`;

/** Some calendar has been asked to show it. */
const wasWritten = sql`exists (
  select 1 from ${effects} e
  where ${carriedFor} and e.name = 'calendar')`;

const columns = {
  booking: bookingColumns,
  hosts: hostsOfBooking,
  link: { id: links.id, slug: links.slug, username: members.username, redirectUrl: links.redirectUrl },
  tenantName: tenants.name,
  brand: brandColumns,
  money: moneyOfBooking,
};

const select = <Extra extends Record<string, SQL>>(tx: Transaction, extra: Extra) =>
  tx
    .select({ ...columns, ...extra })
    .from(bookings)
    .innerJoin(sessions, ofSession)
    .leftJoin(bookingGuests, ofFirstGuest)
    .innerJoin(links, and(eq(links.tenantId, bookings.tenantId), eq(links.id, bookings.linkId)))
    .innerJoin(members, and(eq(members.tenantId, links.tenantId), eq(members.id, links.ownerId)))
    .innerJoin(tenants, eq(tenants.id, bookings.tenantId));

const whichIs = (tenantId: string | Placeholder, bookingId: string | Placeholder) =>
  and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId));

const unknown = () => new AppError('not_found', 'There is no such booking.');

const selectLoaded = prepared<{ is: { tenantId: string; bookingId: string } }>()((tx, { is }) =>
  select(tx, { sync: syncOfBooking, lastChange }).where(whichIs(is.tenantId, is.bookingId)),
);

/** One booking with its hosts and the public address of its link, in one statement; `not_found` otherwise. */
export const loadBooking = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
): Promise<LoadedBooking> => {
  const [row] = await selectLoaded(tx, { is: { tenantId, bookingId } });
  if (row === undefined) throw unknown();
  return row;
};

export type LockedBooking = Omit<LoadedBooking, 'sync' | 'lastChange'> & { hasCalendar: boolean };

/** The same, for whoever will change it: transitions of one booking happen one after another. */
export const lockBooking = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
): Promise<LockedBooking> => {
  const locked = () =>
    select(tx, { hasCalendar: sql<boolean>`(${hasTargetCalendar(hostIdsOfRow)} or ${wasWritten})` })
      .where(whichIs(tenantId, bookingId))
      .for('update', { of: bookings });
  // One that joined another session while this waited for its lock no longer meets the session it was read with.
  const [row] = await locked().then((rows) => (rows.length > 0 ? rows : locked()));
  if (row === undefined) throw unknown();
  return row;
};

/**
 * Who may change a booking, or read it: a member who has the permission and hosts it or acts for everybody, the guest whose
 * link or hold is for it. To anybody else it looks as if it did not exist; without the permission it is `forbidden`.
 */
export const requireBooking = (
  ctx: ServiceContext,
  { booking, hosts }: Pick<LoadedBooking, 'booking' | 'hosts'>,
  permission: 'bookings.read' | 'bookings.write' = 'bookings.write',
): void => {
  const { actor } = ctx;
  if (actor.kind === 'system') return;
  if (actor.kind === 'guest') {
    if (actor.bookingId !== booking.id) throw unknown();
    return;
  }
  const member = requireAccess(ctx, permission);
  if (!actsForAll(member) && !hosts.some((host) => host.id === member.memberId)) throw unknown();
};
