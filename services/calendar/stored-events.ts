import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { calendars, events, sessionEvents } from '#db/schema/calendar.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { bookingOfUid } from '#domain/booking/uid.ts';
import { insertExternalBlocks, removeExternalBlocks } from '#services/session/external-blocks.ts';

export type CalendarKey = { tenantId: string; calendarId: string };
export type CalendarRow = typeof calendars.$inferSelect;

/** One item of a page, in our terms (the calendar port's `IncomingEvent`). */
export type CalendarChange = {
  externalId: string;
  etag: string;
  iCalUid?: string;
  cancelled: boolean;
  title?: string;
  start?: number;
  end?: number;
  allDay?: boolean;
  busy?: boolean;
  tentative?: boolean;
  declinedBySelf?: boolean;
  marker?: { tenantId: string; sessionId: string };
};

/** Forgets events of a calendar, and the time they took. */
export const removeEvents = async (
  tx: Transaction,
  calendar: CalendarRow,
  externalIds: readonly string[],
): Promise<void> => {
  if (externalIds.length === 0) return;
  const gone = tx.$with('gone').as(
    tx
      .delete(events)
      .where(
        and(
          eq(events.tenantId, calendar.tenantId),
          eq(events.calendarId, calendar.id),
          inArray(events.externalId, [...externalIds]),
        ),
      )
      .returning({ id: events.id }),
  );
  await removeExternalBlocks(tx.with(gone), calendar.tenantId, tx.select({ id: gone.id }).from(gone));
};

/**
 * Which of the changes came by an invitation of ours for a booking that this very member hosts, whatever time it shows: from
 * before the calendar was connected, or taken over from a mail.
 */
const loadInvitations = async (
  tx: Transaction,
  calendar: CalendarRow,
  changes: readonly CalendarChange[],
): Promise<ReadonlyMap<string, string>> => {
  const named = changes.flatMap(({ externalId, iCalUid }) => {
    const bookingId = bookingOfUid(iCalUid ?? '');
    return bookingId === null ? [] : [{ externalId, bookingId }];
  });
  if (named.length === 0) return new Map();
  const rows = await tx
    .select({ bookingId: bookings.id, sessionId: bookings.sessionId })
    .from(bookings)
    .innerJoin(
      sessionHosts,
      and(
        eq(sessionHosts.tenantId, bookings.tenantId),
        eq(sessionHosts.sessionId, bookings.sessionId),
        eq(sessionHosts.memberId, calendar.memberId),
      ),
    )
    .where(
      and(
        eq(bookings.tenantId, calendar.tenantId),
        inArray(
          bookings.id,
          named.map(({ bookingId }) => bookingId),
        ),
      ),
    );
  const sessionOf = new Map(rows.map(({ bookingId, sessionId }) => [bookingId, sessionId]));
  return new Map(
    named.flatMap(({ externalId, bookingId }) => {
      const sessionId = sessionOf.get(bookingId);
      return sessionId === undefined ? [] : [[externalId, sessionId] as const];
    }),
  );
};

/**
 * Which of the changes are the events we wrote for a session of this very member. A mark alone proves nothing: people copy
 * events with everything in them, and a calendar shared by two members holds the other's sessions too.
 */
const loadOwnEvents = async (
  tx: Transaction,
  calendar: CalendarRow,
  changes: readonly CalendarChange[],
): Promise<ReadonlyMap<string, string>> => {
  const marked = changes.filter(({ marker }) => marker?.tenantId === calendar.tenantId);
  const invited = await loadInvitations(tx, calendar, changes);
  if (marked.length === 0) return invited;
  const rows = await tx
    .selectDistinct({ externalId: sessionEvents.externalId, sessionId: sessionEvents.sessionId })
    .from(sessionEvents)
    .innerJoin(
      sessionHosts,
      and(
        eq(sessionHosts.tenantId, sessionEvents.tenantId),
        eq(sessionHosts.sessionId, sessionEvents.sessionId),
        eq(sessionHosts.memberId, calendar.memberId),
      ),
    )
    .where(
      and(
        eq(sessionEvents.tenantId, calendar.tenantId),
        inArray(
          sessionEvents.sessionId,
          marked.map(({ marker }) => marker?.sessionId ?? ''),
        ),
      ),
    );
  return new Map([...invited, ...rows.map((row) => [row.externalId, row.sessionId] as const)]);
};

/** Our event for a session that the person has in another tenant: here it is taken time and nothing more. */
const isOfAnotherTenant = (calendar: CalendarRow, { marker }: CalendarChange): boolean =>
  marker !== undefined && marker.tenantId !== calendar.tenantId;

const upsertEvents = async (
  tx: Transaction,
  calendar: CalendarRow,
  changes: readonly CalendarChange[],
  pass: number,
  own: ReadonlyMap<string, string>,
) =>
  tx
    .insert(events)
    .values(
      changes.map((change) => ({
        tenantId: calendar.tenantId,
        id: newId('event'),
        calendarId: calendar.id,
        memberId: calendar.memberId,
        externalId: change.externalId,
        etag: change.etag,
        iCalUid: change.iCalUid ?? null,
        title: isOfAnotherTenant(calendar, change) ? null : (change.title ?? null),
        startsAt: change.start ?? 0,
        endsAt: change.end ?? 0,
        allDay: change.allDay ?? false,
        busy: (change.busy ?? true) && change.declinedBySelf !== true,
        tentative: change.tentative ?? false,
        sessionId: own.get(change.externalId) ?? null,
        seenInPass: pass,
        firstPass: pass,
      })),
    )
    .onConflictDoUpdate({
      target: [events.tenantId, events.calendarId, events.externalId],
      set: {
        etag: sql`excluded.etag`,
        iCalUid: sql`coalesce(excluded.ical_uid, ${events.iCalUid})`,
        title: sql`excluded.title`,
        startsAt: sql`excluded.starts_at`,
        endsAt: sql`excluded.ends_at`,
        allDay: sql`excluded.all_day`,
        busy: sql`excluded.busy`,
        tentative: sql`excluded.tentative`,
        sessionId: sql`excluded.session_id`,
        seenInPass: sql`greatest(${events.seenInPass}, excluded.seen_in_pass)`,
      },
    })
    .returning();

/** Busy events as blocks; events we wrote for a session block through the session. */
const projectBlocks = async (
  tx: Transaction,
  calendar: CalendarRow,
  rows: readonly (typeof events.$inferSelect)[],
): Promise<void> => {
  if (rows.length === 0) return;
  await removeExternalBlocks(
    tx,
    calendar.tenantId,
    rows.map((row) => row.id),
  );
  if (!calendar.isConflictCalendar) return;
  const blocking = rows.filter((row) => row.busy && row.sessionId === null && row.endsAt > row.startsAt);
  await insertExternalBlocks(
    tx,
    blocking.map((row) => ({
      tenantId: calendar.tenantId,
      memberId: calendar.memberId,
      eventId: row.id,
      start: row.startsAt,
      end: row.endsAt,
      tentative: row.tentative,
    })),
  );
};

/** Keeps events as the vendor holds them, and the time they take. */
export const storeEvents = async (
  tx: Transaction,
  calendar: CalendarRow,
  changes: readonly CalendarChange[],
  pass: number,
): Promise<void> => {
  if (changes.length === 0) return;
  const own = await loadOwnEvents(tx, calendar, changes);
  await projectBlocks(tx, calendar, await upsertEvents(tx, calendar, changes, pass, own));
};

/** Whether the vendor says that there is no such event, or tells no time of it. */
export const isGone = (change: CalendarChange): boolean =>
  change.cancelled || change.start === undefined || change.end === undefined;

const ofCalendar = ({ tenantId, id }: CalendarRow) =>
  and(eq(events.tenantId, tenantId), eq(events.calendarId, id));

/** For a full pass: what it says is gone counts like what it does not name, and is decided on with it at its end. */
export const markUnseen = async (
  tx: Transaction,
  calendar: CalendarRow,
  externalIds: readonly string[],
): Promise<void> => {
  if (externalIds.length === 0) return;
  await tx
    .update(events)
    .set({ seenInPass: 0 })
    .where(and(ofCalendar(calendar), inArray(events.externalId, [...externalIds])));
};

/** How many of the events to come within a window were known before a pass, and how many of these it has not seen. */
export const countUnseen = async (
  tx: Transaction,
  calendar: CalendarRow,
  { pass, from, to }: { pass: number; from: number; to: number },
): Promise<{ known: number; missing: number }> => {
  const [row] = await tx
    .select({
      known: sql<number>`count(*)::int`,
      missing: sql<number>`(count(*) filter (where ${events.seenInPass} < ${pass}))::int`,
    })
    .from(events)
    .where(
      and(ofCalendar(calendar), lt(events.firstPass, pass), gt(events.endsAt, from), lt(events.startsAt, to)),
    );
  return row ?? { known: 0, missing: 0 };
};

/** Forgets what neither a pass nor any later one has seen. */
export const removeUnseen = async (tx: Transaction, calendar: CalendarRow, pass: number): Promise<void> => {
  const unseen = await tx
    .select({ externalId: events.externalId })
    .from(events)
    .where(and(ofCalendar(calendar), lt(events.seenInPass, pass)));
  await removeEvents(
    tx,
    calendar,
    unseen.map((row) => row.externalId),
  );
};

/** After the choice of conflict calendars changed: blocks follow it without asking the vendor. */
export const rebuildBlocks = async (tx: Transaction, calendar: CalendarRow): Promise<void> => {
  const rows = await tx
    .select()
    .from(events)
    .where(and(eq(events.tenantId, calendar.tenantId), eq(events.calendarId, calendar.id)));
  for (let at = 0; at < rows.length; at += 500) await projectBlocks(tx, calendar, rows.slice(at, at + 500));
};
