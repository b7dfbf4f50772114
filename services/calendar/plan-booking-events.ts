import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { bookingEvents, calendars, connections } from '#db/schema/connection.ts';
import { withTenant } from '#db/tenant.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/present-booking.ts';

export type BookingEventKey = { tenantId: string; bookingId: string; calendarId: string };

export type PlannedEvent = BookingEventKey & {
  connectionId: string;
  externalCalendarId: string;
  calendarTimeZone: string;
  externalId: string;
  action: 'create' | 'update' | 'delete';
  /** The organizer's calendar holds the meeting. */
  isOrganizer: boolean;
};

export type BookingEventsPlan = { loaded: LoadedBooking; events: readonly PlannedEvent[] };

/** Valid in every vendor's alphabet (0-9a-v) and the same for every try: a repeated create meets the first. */
export const eventExternalId = (key: BookingEventKey, epoch: number): string => {
  const digest = createHash('sha256')
    .update([key.tenantId, key.bookingId, key.calendarId, epoch].join('|'))
    .digest();
  return `evs${[...digest.subarray(0, 20)].map((byte) => byte.toString(32).padStart(2, '0')).join('')}`;
};

const presentStatuses = new Set(['confirmed', 'completed', 'no_show']);

const loadTargets = async (tx: Transaction, tenantId: string, hostIds: readonly string[]) =>
  hostIds.length === 0
    ? []
    : tx
        .select({ calendar: calendars })
        .from(calendars)
        .innerJoin(
          connections,
          and(eq(connections.tenantId, calendars.tenantId), eq(connections.id, calendars.connectionId)),
        )
        .where(
          and(
            eq(calendars.tenantId, tenantId),
            inArray(calendars.memberId, [...hostIds]),
            eq(calendars.isTarget, true),
            inArray(connections.status, ['connected', 'needs_reconnection']),
          ),
        );

const loadWritten = async (tx: Transaction, tenantId: string, bookingId: string) =>
  tx
    .select({ event: bookingEvents, calendar: calendars })
    .from(bookingEvents)
    .innerJoin(
      calendars,
      and(eq(calendars.tenantId, bookingEvents.tenantId), eq(calendars.id, bookingEvents.calendarId)),
    )
    .where(and(eq(bookingEvents.tenantId, tenantId), eq(bookingEvents.bookingId, bookingId)));

/**
 * What has to be done in which calendar so that it shows the booking as it stands: one event in the chosen calendar of
 * each host while it is confirmed, none otherwise. Intentions are written down before anything is sent; a known one is
 * updated even when no answer was ever seen, as its create may have arrived with an older time.
 */
export const planBookingEvents = async (
  db: Database,
  input: { tenantId: string; bookingId: string },
): Promise<BookingEventsPlan> =>
  withTenant(db, input.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, input.tenantId, input.bookingId);
    const { booking, hosts } = loaded;
    const present = presentStatuses.has(booking.status);
    const written = await loadWritten(tx, input.tenantId, booking.id);
    const targets = present
      ? await loadTargets(
          tx,
          input.tenantId,
          hosts.map((host) => host.id),
        )
      : [];
    const known = new Map(written.map((row) => [row.calendar.id, row]));
    const fresh = targets.filter(({ calendar }) => !known.has(calendar.id));
    if (fresh.length > 0)
      await tx
        .insert(bookingEvents)
        .values(
          fresh.map(({ calendar }) => ({
            tenantId: input.tenantId,
            bookingId: booking.id,
            calendarId: calendar.id,
            externalId: eventExternalId({ ...input, calendarId: calendar.id }, 0),
            state: 'intended' as const,
          })),
        )
        .onConflictDoNothing();
    const organizerId = hosts[0]?.id;
    const describe = (
      calendar: typeof calendars.$inferSelect,
      externalId: string,
      action: PlannedEvent['action'],
    ): PlannedEvent => ({
      ...input,
      calendarId: calendar.id,
      connectionId: calendar.connectionId,
      externalCalendarId: calendar.externalId,
      calendarTimeZone: calendar.timeZone,
      externalId,
      action,
      isOrganizer: calendar.memberId === organizerId,
    });
    const events = fresh.map(({ calendar }) =>
      describe(calendar, eventExternalId({ ...input, calendarId: calendar.id }, 0), 'create'),
    );
    for (const { event, calendar } of written) {
      if (!present && event.state !== 'deleted') events.push(describe(calendar, event.externalId, 'delete'));
      if (present && event.state !== 'deleted' && event.writtenRevision < booking.revision)
        events.push(describe(calendar, event.externalId, 'update'));
    }
    return { loaded, events: events.toSorted((a, b) => Number(b.isOrganizer) - Number(a.isOrganizer)) };
  });

/** Notes what the vendor now holds; the organizer's meeting address becomes the booking's. */
export const recordWrittenEvent = async (
  db: Database,
  planned: PlannedEvent,
  written: { revision: number; etag: string; iCalUid: string; meetingUrl: string | undefined },
): Promise<void> =>
  withTenant(db, planned.tenantId, async (tx) => {
    await tx
      .update(bookingEvents)
      .set({
        state: 'written',
        writtenRevision: written.revision,
        etag: written.etag,
        iCalUid: written.iCalUid,
      })
      .where(eventIs(planned));
    if (planned.isOrganizer && written.meetingUrl !== undefined)
      await tx
        .update(bookings)
        .set({ meetingUrl: written.meetingUrl })
        .where(and(eq(bookings.tenantId, planned.tenantId), eq(bookings.id, planned.bookingId)));
  });

export const recordDeletedEvent = async (db: Database, planned: PlannedEvent): Promise<void> => {
  await withTenant(db, planned.tenantId, (tx) =>
    tx.update(bookingEvents).set({ state: 'deleted' }).where(eventIs(planned)),
  );
};

/** The vendor will never take this id again (it was deleted there): the next try uses another one. */
export const raiseEventEpoch = async (db: Database, planned: PlannedEvent): Promise<void> =>
  withTenant(db, planned.tenantId, async (tx) => {
    const [row] = await tx
      .select({ epoch: bookingEvents.epoch })
      .from(bookingEvents)
      .where(eventIs(planned))
      .for('update');
    const epoch = (row?.epoch ?? 0) + 1;
    await tx
      .update(bookingEvents)
      .set({ epoch, externalId: eventExternalId(planned, epoch), writtenRevision: -1, state: 'intended' })
      .where(eventIs(planned));
  });

const eventIs = (key: BookingEventKey) =>
  and(
    eq(bookingEvents.tenantId, key.tenantId),
    eq(bookingEvents.bookingId, key.bookingId),
    eq(bookingEvents.calendarId, key.calendarId),
  );

export type SyncVerdict = {
  tenantId: string;
  bookingId: string;
  of: 'calendar' | 'email';
  state: 'synced' | 'off' | 'attention';
  reason?: string;
};

/** Shows host and operator where a provider stands [BKG-9]. Writes nothing when nothing changed. */
export const writeSyncState = async (tx: Transaction, verdict: SyncVerdict): Promise<void> => {
  const column = verdict.of === 'calendar' ? bookings.calendarSync : bookings.emailSync;
  const other = verdict.of === 'calendar' ? bookings.emailSync : bookings.calendarSync;
  const reason = verdict.state === 'attention' ? `${verdict.of}: ${verdict.reason ?? 'unknown'}` : null;
  await tx
    .update(bookings)
    .set({
      ...(verdict.of === 'calendar' ? { calendarSync: verdict.state } : { emailSync: verdict.state }),
      attentionReason:
        reason ?? sql`case when ${other} = 'attention' then ${bookings.attentionReason} else null end`,
    })
    .where(
      and(
        eq(bookings.tenantId, verdict.tenantId),
        eq(bookings.id, verdict.bookingId),
        sql`(${column} <> ${verdict.state} or ${bookings.attentionReason} is distinct from ${reason})`,
      ),
    );
};

/** As `writeSyncState`, in a transaction of its own. */
export const recordSyncState = (db: Database, verdict: SyncVerdict): Promise<void> =>
  withTenant(db, verdict.tenantId, (tx) => writeSyncState(tx, verdict));
