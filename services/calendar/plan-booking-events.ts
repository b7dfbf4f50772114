import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { bookingEvents, calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { statusTable } from '#domain/booking/status.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/load-booking.ts';
import { oweMeetingLink } from '#services/booking/owe-meeting-link.ts';
import type { CalendarRow } from './apply-changes.ts';

export type BookingEventKey = { tenantId: string; bookingId: string; calendarId: string };

export type PlannedEvent = BookingEventKey & {
  integrationId: string;
  externalCalendarId: string;
  calendarTimeZone: string;
  externalId: string;
  action: 'create' | 'update' | 'delete';
  /** One calendar holds the meeting: that of the first host whose calendar can make one. */
  holdsMeeting: boolean;
};

export type BookingEventsPlan = { loaded: LoadedBooking; events: readonly PlannedEvent[] };

/** Valid in every vendor's alphabet (0-9a-v) and the same for every try: a repeated create meets the first. */
export const eventExternalId = (key: BookingEventKey, epoch: number): string => {
  const digest = createHash('sha256')
    .update([key.tenantId, key.bookingId, key.calendarId, epoch].join('|'))
    .digest();
  return `evs${[...digest.subarray(0, 20)].map((byte) => byte.toString(32).padStart(2, '0')).join('')}`;
};

/** Calendars whose integration still leads to the vendor, if need be after the owner has reconnected. */
const isReachable = inArray(integrations.status, ['connected', 'needs_reconnection']);

const ofItsIntegration = and(
  eq(integrations.tenantId, calendars.tenantId),
  eq(integrations.id, calendars.integrationId),
);

const loadTargets = async (
  tx: Transaction,
  tenantId: string,
  hostIds: readonly string[],
): Promise<CalendarRow[]> => {
  if (hostIds.length === 0) return [];
  const rows = await tx
    .select({ calendar: calendars })
    .from(calendars)
    .innerJoin(integrations, ofItsIntegration)
    .where(
      and(
        eq(calendars.tenantId, tenantId),
        inArray(calendars.memberId, [...hostIds]),
        eq(calendars.isTarget, true),
        isReachable,
      ),
    );
  return rows.map(({ calendar }) => calendar);
};

type KnownEvent = { event: typeof bookingEvents.$inferSelect; calendar: CalendarRow };

/** Events that stand, or may stand, in a calendar that can be written to. */
const loadKnown = async (tx: Transaction, tenantId: string, bookingId: string): Promise<KnownEvent[]> =>
  tx
    .select({ event: bookingEvents, calendar: calendars })
    .from(bookingEvents)
    .innerJoin(
      calendars,
      and(eq(calendars.tenantId, bookingEvents.tenantId), eq(calendars.id, bookingEvents.calendarId)),
    )
    .innerJoin(integrations, ofItsIntegration)
    .where(
      and(
        eq(bookingEvents.tenantId, tenantId),
        eq(bookingEvents.bookingId, bookingId),
        ne(bookingEvents.state, 'deleted'),
        isReachable,
      ),
    );

type Place = { calendar: CalendarRow; known: KnownEvent | undefined };

/**
 * Where the booking stands in the calendars of one host: where it stands already, also after another calendar was chosen
 * for new bookings; otherwise in the chosen one. Never in two.
 */
const placeOf = (
  memberId: string,
  known: readonly KnownEvent[],
  targets: readonly CalendarRow[],
): Place | null => {
  const target = targets.find((calendar) => calendar.memberId === memberId);
  const held = known.filter(({ calendar }) => calendar.memberId === memberId);
  const kept = held.find(({ calendar }) => calendar.id === target?.id) ?? held[0];
  if (kept !== undefined) return { calendar: kept.calendar, known: kept };
  return target === undefined ? null : { calendar: target, known: undefined };
};

const writeIntentions = async (
  tx: Transaction,
  input: { tenantId: string; bookingId: string },
  fresh: readonly CalendarRow[],
): Promise<void> => {
  if (fresh.length === 0) return;
  await tx
    .insert(bookingEvents)
    .values(
      fresh.map((calendar) => ({
        tenantId: input.tenantId,
        bookingId: input.bookingId,
        calendarId: calendar.id,
        externalId: eventExternalId({ ...input, calendarId: calendar.id }, 0),
        state: 'intended' as const,
      })),
    )
    .onConflictDoNothing();
};

/**
 * What has to be done in which calendar so that it shows the booking as it stands: one event for each host while it is
 * confirmed, none otherwise. Intentions are written down before anything is sent; a known one is updated even when no
 * answer was ever seen, as its create may have arrived with an older time. Calendars of ended integrations are left alone.
 */
export const planBookingEvents = async (
  db: Database,
  input: { tenantId: string; bookingId: string },
): Promise<BookingEventsPlan> =>
  withTenant(db, input.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, input.tenantId, input.bookingId);
    const { booking } = loaded;
    const known = await loadKnown(tx, input.tenantId, booking.id);
    const hostIds = statusTable[booking.status].inCalendars ? loaded.hosts.map((host) => host.id) : [];
    const targets = await loadTargets(tx, input.tenantId, hostIds);
    const places = hostIds.flatMap((memberId) => placeOf(memberId, known, targets) ?? []);
    await writeIntentions(
      tx,
      input,
      places.flatMap((place) => (place.known === undefined ? [place.calendar] : [])),
    );
    const meetingAt = places.find(({ calendar }) => calendar.makesMeetings)?.calendar.id;
    const describe = (
      calendar: CalendarRow,
      externalId: string,
      action: PlannedEvent['action'],
    ): PlannedEvent => ({
      ...input,
      calendarId: calendar.id,
      integrationId: calendar.integrationId,
      externalCalendarId: calendar.externalId,
      calendarTimeZone: calendar.timeZone,
      externalId,
      action,
      holdsMeeting: calendar.id === meetingAt,
    });
    const lacksMeeting = booking.locationKind === 'video_meeting' && booking.meetingUrl === null;
    const written = places.flatMap(({ calendar, known: held }) => {
      if (held === undefined)
        return [describe(calendar, eventExternalId({ ...input, calendarId: calendar.id }, 0), 'create')];
      const isBehind =
        held.event.writtenRevision < booking.revision || (lacksMeeting && calendar.id === meetingAt);
      return isBehind ? [describe(calendar, held.event.externalId, 'update')] : [];
    });
    const surplus = known
      .filter(({ calendar }) => !places.some((place) => place.calendar.id === calendar.id))
      .map(({ calendar, event }) => describe(calendar, event.externalId, 'delete'));
    return { loaded, events: [...written, ...surplus] };
  });

/** Notes what the vendor now holds; the address of the meeting becomes the booking's. */
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
    if (planned.holdsMeeting && written.meetingUrl !== undefined)
      await recordMeeting(tx, planned, written.meetingUrl);
  });

/** The first link a booking gets is news for its guest. */
const recordMeeting = async (tx: Transaction, key: BookingEventKey, meetingUrl: string): Promise<void> => {
  const isBooking = and(eq(bookings.tenantId, key.tenantId), eq(bookings.id, key.bookingId));
  const [first] = await tx
    .update(bookings)
    .set({ meetingUrl })
    .where(and(isBooking, isNull(bookings.meetingUrl)))
    .returning({ id: bookings.id, tenantId: bookings.tenantId, revision: bookings.revision });
  if (first === undefined) await tx.update(bookings).set({ meetingUrl }).where(isBooking);
  else await oweMeetingLink(tx, first);
};

export const recordDeletedEvent = async (db: Database, planned: PlannedEvent): Promise<void> => {
  await withTenant(db, planned.tenantId, (tx) =>
    tx.update(bookingEvents).set({ state: 'deleted' }).where(eventIs(planned)),
  );
};

/** The vendor will never take this id again (it was deleted there): answers the one to use from now on. */
export const raiseEventEpoch = async (db: Database, planned: PlannedEvent): Promise<string> =>
  withTenant(db, planned.tenantId, async (tx) => {
    const [row] = await tx
      .select({ epoch: bookingEvents.epoch })
      .from(bookingEvents)
      .where(eventIs(planned))
      .for('update');
    const epoch = (row?.epoch ?? 0) + 1;
    const externalId = eventExternalId(planned, epoch);
    await tx
      .update(bookingEvents)
      .set({ epoch, externalId, writtenRevision: -1, state: 'intended' })
      .where(eventIs(planned));
    return externalId;
  });

const eventIs = (key: BookingEventKey) =>
  and(
    eq(bookingEvents.tenantId, key.tenantId),
    eq(bookingEvents.bookingId, key.bookingId),
    eq(bookingEvents.calendarId, key.calendarId),
  );
