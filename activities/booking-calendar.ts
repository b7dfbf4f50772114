import type { Database } from '#db/client.ts';
import { asError, ProviderError } from '#domain/provider-error.ts';
import type { CalendarSession, OutgoingEvent, WrittenEvent } from '#providers/calendar/port.ts';
import { locationLabel } from '#services/booking/present-booking.ts';
import {
  type BookingEventsPlan,
  type PlannedEvent,
  planBookingEvents,
  raiseEventEpoch,
  recordDeletedEvent,
  recordSyncState,
  recordWrittenEvent,
} from '#services/calendar/plan-booking-events.ts';
import type { WithSession } from './sessions.ts';

const describe = ({ booking }: BookingEventsPlan['loaded'], appUrl: string): string => {
  const answers = booking.terms.questions.flatMap(({ id, label }) => {
    const answer = booking.answers[id];
    return answer === undefined || answer === '' ? [] : [`${label}: ${String(answer)}`];
  });
  const lines = [
    `${booking.guestName ?? ''} <${booking.guestEmail ?? ''}>${booking.guestPhone === null ? '' : ` ${booking.guestPhone}`}`,
    ...answers,
    ...(booking.note === null ? [] : ['', booking.note]),
    '',
    `${booking.code} · ${appUrl}/bookings/${booking.id}`,
  ];
  return lines.join('\n');
};

/**
 * The guest is named in the text and not as attendee: they get an iCalendar mail of ours, and two invitations would
 * stand twice in their calendar.
 */
const toEvent = (plan: BookingEventsPlan, planned: PlannedEvent, appUrl: string): OutgoingEvent => {
  const { booking, hosts } = plan.loaded;
  const isVideo = booking.locationKind === 'video_meeting';
  const location = isVideo
    ? booking.meetingUrl
    : locationLabel(booking.locationKind, booking.locationValue, hosts[0]?.locale ?? booking.locale);
  return {
    externalId: planned.externalId,
    title: `${booking.terms.title}: ${booking.guestName ?? ''}`,
    description: describe(plan.loaded, appUrl),
    ...(location === null ? {} : { location }),
    start: booking.startsAt,
    end: booking.endsAt,
    timeZone: planned.calendarTimeZone,
    attendees: [],
    ...(isVideo && planned.isOrganizer
      ? { conferenceRequestKey: `${booking.id}-${planned.externalId.slice(-8)}` }
      : {}),
    status: 'confirmed',
    marker: { tenantId: planned.tenantId, bookingId: planned.bookingId, revision: booking.revision },
  };
};

const write = async (
  session: CalendarSession,
  planned: PlannedEvent,
  event: OutgoingEvent,
): Promise<WrittenEvent> =>
  planned.action === 'create'
    ? session.createEvent(planned.externalCalendarId, event)
    : session.updateEvent(planned.externalCalendarId, event);

const bringUpToDate = async (
  deps: { db: Database; withSession: WithSession; appUrl: string },
  plan: BookingEventsPlan,
  planned: PlannedEvent,
): Promise<void> =>
  deps.withSession({ tenantId: planned.tenantId, connectionId: planned.connectionId }, async (session) => {
    if (planned.action === 'delete') {
      await session.deleteEvent(planned.externalCalendarId, planned.externalId);
      await recordDeletedEvent(deps.db, planned);
      return;
    }
    try {
      const written = await write(session, planned, toEvent(plan, planned, deps.appUrl));
      // Not noted as written: the next try asks for the meeting again.
      if (written.conferencePending)
        throw new ProviderError('calendar', 'unavailable', { reason: 'meeting_pending' });
      await recordWrittenEvent(deps.db, planned, {
        revision: plan.loaded.booking.revision,
        etag: written.etag,
        iCalUid: written.iCalUid,
        meetingUrl: written.meetingUrl,
      });
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'conflict') throw error;
      await raiseEventEpoch(deps.db, planned);
      throw new ProviderError(error.vendor, 'unavailable', { reason: 'event_id_retired' });
    }
  });

export type SyncBookingCalendarInput = { tenantId: string; bookingId: string };

/**
 * Brings the calendars of all hosts to the booking's present state. Repeating it sends nothing that was sent already;
 * one calendar's trouble does not keep the others waiting. The first trouble is thrown at the end.
 */
export const createBookingCalendarActivities = (deps: {
  db: Database;
  withSession: WithSession;
  appUrl: string;
}) => ({
  syncBookingCalendar: async (input: SyncBookingCalendarInput): Promise<{ written: number }> => {
    const plan = await planBookingEvents(deps.db, input);
    let trouble: Error | undefined;
    for (const planned of plan.events) {
      try {
        await bringUpToDate(deps, plan, planned);
      } catch (error) {
        trouble ??= asError(error);
      }
    }
    if (trouble !== undefined) {
      const reason = trouble instanceof ProviderError ? (trouble.reason ?? trouble.kind) : 'internal';
      await recordSyncState(deps.db, { ...input, of: 'calendar', state: 'attention', reason });
      throw trouble;
    }
    await recordSyncState(deps.db, { ...input, of: 'calendar', state: 'synced' });
    return { written: plan.events.length };
  },
});
