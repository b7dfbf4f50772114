import { createHash } from 'node:crypto';
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { calendars, sessionEvents } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { AppError } from '#domain/errors.ts';
import {
  type BookingRow,
  bookingColumns,
  type LoadedBooking,
  lastChange,
  ofFirstGuest,
  ofSession,
} from '#services/booking/read/load-booking.ts';
import { recordMeeting } from '#services/conference/record-meeting.ts';
import { hostsOfSession, type PresentedHost } from '#services/session/hosts.ts';
import type { CalendarRow } from './stored-events.ts';

export type SessionEventKey = { tenantId: string; sessionId: string; calendarId: string };

export type PlannedEvent = SessionEventKey & {
  integrationId: string;
  /** Whose calendar it is: who reads the event. */
  memberId: string;
  externalCalendarId: string;
  calendarTimeZone: string;
  externalId: string;
  action: 'create' | 'update' | 'delete';
  /** One calendar holds the meeting, unless a vendor makes it: that of the first host whose calendar can make one. */
  holdsMeeting: boolean;
};

/** A session as calendars show it: its bookings that stand in them, the oldest first. */
export type ShownSession = {
  session: typeof sessions.$inferSelect;
  hosts: readonly PresentedHost[];
  bookings: readonly (BookingRow & Pick<LoadedBooking, 'lastChange'>)[];
};

export type SessionEventsPlan = ShownSession & { events: readonly PlannedEvent[] };

/** Valid in every vendor's alphabet (0-9a-v) and the same for every try: a repeated create meets the first. */
export const eventExternalId = (key: SessionEventKey, epoch: number): string => {
  const digest = createHash('sha256')
    .update([key.tenantId, key.sessionId, key.calendarId, epoch].join('|'))
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

type KnownEvent = { event: typeof sessionEvents.$inferSelect; calendar: CalendarRow };

/** Events that stand, or may stand, in a calendar that can be written to. */
const loadKnown = async (tx: Transaction, tenantId: string, sessionId: string): Promise<KnownEvent[]> =>
  tx
    .select({ event: sessionEvents, calendar: calendars })
    .from(sessionEvents)
    .innerJoin(
      calendars,
      and(eq(calendars.tenantId, sessionEvents.tenantId), eq(calendars.id, sessionEvents.calendarId)),
    )
    .innerJoin(integrations, ofItsIntegration)
    .where(
      and(
        eq(sessionEvents.tenantId, tenantId),
        eq(sessionEvents.sessionId, sessionId),
        ne(sessionEvents.state, 'deleted'),
        isReachable,
      ),
    );

type Place = { calendar: CalendarRow; known: KnownEvent | undefined };

/**
 * Where the session stands in the calendars of one host: where it stands already, also after another calendar was chosen
 * for new sessions; otherwise in the chosen one. Never in two.
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
  input: { tenantId: string; sessionId: string },
  fresh: readonly CalendarRow[],
): Promise<void> => {
  if (fresh.length === 0) return;
  await tx
    .insert(sessionEvents)
    .values(
      fresh.map((calendar) => ({
        tenantId: input.tenantId,
        sessionId: input.sessionId,
        calendarId: calendar.id,
        externalId: eventExternalId({ ...input, calendarId: calendar.id }, 0),
        state: 'intended' as const,
      })),
    )
    .onConflictDoNothing();
};

/** The session of a booking. */
const sessionOf = async (tx: Transaction, tenantId: string, bookingId: string): Promise<string> => {
  const [row] = await tx
    .select({ sessionId: bookings.sessionId })
    .from(bookings)
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId)));
  if (row === undefined) throw new AppError('not_found', 'There is no such booking.');
  return row.sessionId;
};

/** More than a group has places. */
const mostShown = 1000;

const loadShown = async (tx: Transaction, tenantId: string, sessionId: string): Promise<ShownSession> => {
  const [found] = await tx
    .select({ session: sessions, hosts: hostsOfSession })
    .from(sessions)
    .where(and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId)));
  if (found === undefined) throw new AppError('not_found', 'There is no such session.');
  const shown = await tx
    .select({ booking: bookingColumns, lastChange })
    .from(bookings)
    .innerJoin(sessions, ofSession)
    .leftJoin(bookingGuests, ofFirstGuest)
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        eq(bookings.sessionId, sessionId),
        inArray(
          bookings.status,
          statusesThat(({ inCalendars }) => inCalendars),
        ),
      ),
    )
    .orderBy(asc(bookings.createdAt), asc(bookings.id))
    .limit(mostShown);
  return {
    ...found,
    bookings: shown.map(({ booking, lastChange: change }) => ({ ...booking, lastChange: change })),
  };
};

/**
 * What has to be done in which calendar so that it shows a session as it stands: one event for each host while a booking in
 * it is confirmed, none otherwise. Intentions are written down before anything is sent; a known event is updated even when
 * no answer was ever seen, as its create may have arrived with an older time. Calendars of ended integrations are left
 * alone. Asked for by the session's id or that of a booking in it.
 */
export const planSessionEvents = async (
  db: Database,
  {
    tenantId,
    subjectKind,
    subjectId,
  }: { tenantId: string; subjectKind: 'booking' | 'session'; subjectId: string },
): Promise<SessionEventsPlan> =>
  withTenant(db, tenantId, async (tx) => {
    const sessionId = subjectKind === 'session' ? subjectId : await sessionOf(tx, tenantId, subjectId);
    const input = { tenantId, sessionId };
    const shown = await loadShown(tx, tenantId, sessionId);
    const { session } = shown;
    const known = await loadKnown(tx, tenantId, sessionId);
    const hostIds = shown.bookings.length > 0 ? shown.hosts.map((host) => host.id) : [];
    const targets = await loadTargets(tx, tenantId, hostIds);
    const places = hostIds.flatMap((memberId) => placeOf(memberId, known, targets) ?? []);
    await writeIntentions(
      tx,
      input,
      places.flatMap((place) => (place.known === undefined ? [place.calendar] : [])),
    );
    const meetingAt =
      session.conference === 'vendor'
        ? undefined
        : places.find(({ calendar }) => calendar.makesMeetings)?.calendar.id;
    const describe = (
      calendar: CalendarRow,
      externalId: string,
      action: PlannedEvent['action'],
    ): PlannedEvent => ({
      ...input,
      calendarId: calendar.id,
      integrationId: calendar.integrationId,
      memberId: calendar.memberId,
      externalCalendarId: calendar.externalId,
      calendarTimeZone: calendar.timeZone,
      externalId,
      action,
      holdsMeeting: calendar.id === meetingAt,
    });
    const lacksMeeting = session.locationKind === 'video_meeting' && session.meetingUrl === null;
    const written = places.flatMap(({ calendar, known: held }) => {
      if (held === undefined)
        return [describe(calendar, eventExternalId({ ...input, calendarId: calendar.id }, 0), 'create')];
      const isBehind =
        held.event.writtenRevision < session.revision || (lacksMeeting && calendar.id === meetingAt);
      return isBehind ? [describe(calendar, held.event.externalId, 'update')] : [];
    });
    const surplus = known
      .filter(({ calendar }) => !places.some((place) => place.calendar.id === calendar.id))
      .map(({ calendar, event }) => describe(calendar, event.externalId, 'delete'));
    return { ...shown, events: [...written, ...surplus] };
  });

/** Notes what the vendor now holds; the address of the meeting becomes the session's. */
export const recordWrittenEvent = async (
  db: Database,
  planned: PlannedEvent,
  written: { revision: number; etag: string; iCalUid: string; meetingUrl: string | undefined },
): Promise<void> =>
  withTenant(db, planned.tenantId, async (tx) => {
    await tx
      .update(sessionEvents)
      .set({
        state: 'written',
        writtenRevision: written.revision,
        etag: written.etag,
        iCalUid: written.iCalUid,
      })
      .where(eventIs(planned));
    if (!planned.holdsMeeting || written.meetingUrl === undefined) return;
    await recordMeeting(tx, planned, { url: written.meetingUrl, by: 'calendar' });
  });

export const recordDeletedEvent = async (db: Database, planned: PlannedEvent): Promise<void> => {
  await withTenant(db, planned.tenantId, (tx) =>
    tx.update(sessionEvents).set({ state: 'deleted' }).where(eventIs(planned)),
  );
};

/** The vendor will never take this id again (it was deleted there): answers the one to use from now on. */
export const raiseEventEpoch = async (db: Database, planned: PlannedEvent): Promise<string> =>
  withTenant(db, planned.tenantId, async (tx) => {
    const [row] = await tx
      .select({ epoch: sessionEvents.epoch })
      .from(sessionEvents)
      .where(eventIs(planned))
      .for('update');
    const epoch = (row?.epoch ?? 0) + 1;
    const externalId = eventExternalId(planned, epoch);
    await tx
      .update(sessionEvents)
      .set({ epoch, externalId, writtenRevision: -1, state: 'intended' })
      .where(eventIs(planned));
    return externalId;
  });

const eventIs = (key: SessionEventKey) =>
  and(
    eq(sessionEvents.tenantId, key.tenantId),
    eq(sessionEvents.sessionId, key.sessionId),
    eq(sessionEvents.calendarId, key.calendarId),
  );
