import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { calendars, events, sessionEvents } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { bookingOfUid } from '#domain/booking/uid.ts';
import { AppError } from '#domain/errors.ts';
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

export const loadCalendar = async (
  db: Database,
  key: CalendarKey,
): Promise<{ calendar: CalendarRow; integrationStatus: string }> => {
  const [row] = await withTenant(db, key.tenantId, (tx) =>
    tx
      .select({ calendar: calendars, integrationStatus: integrations.status })
      .from(calendars)
      .innerJoin(
        integrations,
        and(eq(integrations.tenantId, calendars.tenantId), eq(integrations.id, calendars.integrationId)),
      )
      .where(and(eq(calendars.tenantId, key.tenantId), eq(calendars.id, key.calendarId))),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such calendar.');
  return row;
};

/** The number of a pass that begins now: greater than that of every pass before it, however close they follow. */
export const beginPass = async (db: Database, key: CalendarKey): Promise<number> => {
  const [row] = await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(calendars)
      .set({ passes: sql`${calendars.passes} + 1` })
      .where(and(eq(calendars.tenantId, key.tenantId), eq(calendars.id, key.calendarId)))
      .returning({ pass: calendars.passes }),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such calendar.');
  return row.pass;
};

const removeEvents = async (
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

/**
 * Applies one page in one transaction; on the last page the cursor is stored together with its effects, never before.
 * A full pass removes what neither it nor a later pass saw, at its end only.
 */
export const applyChanges = async (
  db: Database,
  input: CalendarKey & {
    changes: readonly CalendarChange[];
    pass: number;
    /** What a full pass reads, in epoch milliseconds; false: only what has changed. */
    full: false | { from: number; to: number };
    now: number;
    /** Present on the last page. */
    cursor?: string;
  },
): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const [calendar] = await tx
      .select()
      .from(calendars)
      .where(and(eq(calendars.tenantId, input.tenantId), eq(calendars.id, input.calendarId)))
      .for('update');
    if (calendar === undefined) throw new AppError('not_found', 'There is no such calendar.');
    const latest = [...new Map(input.changes.map((change) => [change.externalId, change])).values()];
    const isGone = (change: CalendarChange): boolean =>
      change.cancelled || change.start === undefined || change.end === undefined;
    await removeEvents(
      tx,
      calendar,
      latest.filter(isGone).map((change) => change.externalId),
    );
    const kept = latest.filter((change) => !isGone(change));
    if (kept.length > 0) {
      const own = await loadOwnEvents(tx, calendar, kept);
      await projectBlocks(tx, calendar, await upsertEvents(tx, calendar, kept, input.pass, own));
    }
    const isThisOne = and(eq(calendars.tenantId, input.tenantId), eq(calendars.id, input.calendarId));
    if (input.cursor === undefined) {
      // Whoever watches the import sees it grow page by page.
      await tx.update(calendars).set({ state: calendar.state }).where(isThisOne);
      return;
    }
    if (input.full !== false) {
      const unseen = await tx
        .select({ externalId: events.externalId })
        .from(events)
        .where(
          and(
            eq(events.tenantId, input.tenantId),
            eq(events.calendarId, input.calendarId),
            lt(events.seenInPass, input.pass),
          ),
        );
      await removeEvents(
        tx,
        calendar,
        unseen.map((row) => row.externalId),
      );
    }
    await tx
      .update(calendars)
      .set({
        cursor: input.cursor,
        state: 'up_to_date',
        lastSyncedAt: input.now,
        lastError: null,
        ...(input.full === false ? {} : { readUntil: input.full.to }),
      })
      .where(isThisOne);
  });

/** After the choice of conflict calendars changed: blocks follow it without asking the vendor. */
export const rebuildBlocks = async (tx: Transaction, calendar: CalendarRow): Promise<void> => {
  const rows = await tx
    .select()
    .from(events)
    .where(and(eq(events.tenantId, calendar.tenantId), eq(events.calendarId, calendar.id)));
  for (let at = 0; at < rows.length; at += 500) await projectBlocks(tx, calendar, rows.slice(at, at + 500));
};

export const recordCalendarFailure = async (
  db: Database,
  input: CalendarKey & { state: 'failing' | 'catching_up' | 'needs_reconnection'; reason: string },
): Promise<void> => {
  await withTenant(db, input.tenantId, (tx) =>
    tx
      .update(calendars)
      .set({ state: input.state, lastError: input.reason })
      .where(and(eq(calendars.tenantId, input.tenantId), eq(calendars.id, input.calendarId))),
  );
};
