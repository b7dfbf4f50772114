import type { Database } from '#db/client.ts';
import { asError, ProviderFailure } from '#domain/provider-failure.ts';
import type {
  CalendarClient,
  CalendarProvider,
  OutgoingEvent,
  WrittenEvent,
} from '#providers/calendar/port.ts';
import { groupEntry, hostEntry } from '#services/booking/entry/describe-entry.ts';
import { locationLabel } from '#services/booking/read/present-booking.ts';
import {
  type PlannedEvent,
  planSessionEvents,
  raiseEventEpoch,
  recordDeletedEvent,
  recordWrittenEvent,
  type SessionEventsPlan,
} from '#services/calendar/plan-session-events.ts';
import type { WithClient } from './clients.ts';

/**
 * Guests are named in the text and not as attendees: they get an iCalendar mail of ours, and two invitations would
 * stand twice in their calendar. Those of a group do not learn of each other.
 */
const toEvent = (
  plan: SessionEventsPlan,
  planned: PlannedEvent,
  meetingUrl: string | null,
  appUrl: string,
): OutgoingEvent => {
  const { session, hosts, bookings } = plan;
  const [first] = bookings;
  if (first === undefined) throw new Error(`session ${session.id} has nobody to show`);
  const isVideo = session.locationKind === 'video_meeting';
  const isShared = session.capacity > 1;
  const reader = hosts.find(({ id }) => id === planned.memberId) ?? hosts[0];
  const locale = reader?.locale ?? first.locale;
  const location = isVideo ? meetingUrl : locationLabel(session.locationKind, session.locationValue, locale);
  const entry = isShared
    ? groupEntry(session, bookings, { locale, url: `${appUrl}/sessions/${session.id}` })
    : hostEntry(first, { locale, url: `${appUrl}/bookings/${first.id}`, lastChange: first.lastChange });
  return {
    externalId: planned.externalId,
    ...entry,
    ...(location === null ? {} : { location }),
    start: session.startsAt,
    end: session.endsAt,
    timeZone: planned.calendarTimeZone,
    attendees: [],
    ...(isVideo && planned.holdsMeeting && meetingUrl === null
      ? { conferenceRequestKey: `${session.id}-${planned.externalId.slice(-8)}` }
      : {}),
    status: 'confirmed',
    marker: { tenantId: planned.tenantId, sessionId: planned.sessionId, revision: session.revision },
  };
};

export type CalendarEffectDeps = {
  db: Database;
  withClient: WithClient<CalendarClient, CalendarProvider>;
  appUrl: string;
};

const mostNewIds = 3;

/** Creates or updates; an id that was deleted at the vendor is spent there, so the event gets another one. */
const write = async (
  deps: CalendarEffectDeps,
  client: CalendarClient,
  planned: PlannedEvent,
  toSend: (planned: PlannedEvent) => OutgoingEvent,
): Promise<WrittenEvent> => {
  let current = planned;
  for (let ids = 1; ; ids += 1) {
    try {
      return current.action === 'create'
        ? await client.createEvent(current.externalCalendarId, toSend(current))
        : await client.updateEvent(current.externalCalendarId, toSend(current));
    } catch (error) {
      const isSpent = error instanceof ProviderFailure && error.kind === 'conflict';
      if (!isSpent || ids >= mostNewIds) throw error;
      current = { ...current, action: 'create', externalId: await raiseEventEpoch(deps.db, current) };
    }
  }
};

const meetingFailure = (reason: 'meeting_pending' | 'meeting_failed') =>
  new ProviderFailure('calendar', 'unavailable', { reason });

/** Returns the meeting's address when this event holds it. Waiting for the meeting is no outage of the vendor. */
const bringUpToDate = async (
  deps: CalendarEffectDeps,
  plan: SessionEventsPlan,
  planned: PlannedEvent,
  meetingUrl: string | null,
): Promise<string | null> => {
  const key = { tenantId: planned.tenantId, integrationId: planned.integrationId };
  if (planned.action === 'delete') {
    await deps.withClient(key, (client) =>
      client.deleteEvent(planned.externalCalendarId, planned.externalId),
    );
    await recordDeletedEvent(deps.db, planned);
    return null;
  }
  const written = await deps.withClient(key, (client) =>
    write(deps, client, planned, (current) => toEvent(plan, current, meetingUrl, deps.appUrl)),
  );
  // Not noted as written: the next try asks for the meeting again.
  if (written.conferencePending) throw meetingFailure('meeting_pending');
  await recordWrittenEvent(deps.db, planned, {
    revision: plan.session.revision,
    etag: written.etag,
    iCalUid: written.iCalUid,
    meetingUrl: written.meetingUrl,
  });
  const wantsMeeting =
    planned.holdsMeeting && meetingUrl === null && plan.session.locationKind === 'video_meeting';
  if (wantsMeeting && written.meetingUrl === undefined) throw meetingFailure('meeting_failed');
  return (planned.holdsMeeting ? written.meetingUrl : undefined) ?? null;
};

/**
 * Brings the calendars of all hosts to a session's present state. Repeating it sends nothing that was sent already;
 * one calendar's failure does not keep the others waiting. The first failure is thrown at the end.
 */
export const bringCalendarsUpToDate = async (
  deps: CalendarEffectDeps,
  input: { tenantId: string; subjectKind: 'booking' | 'session'; subjectId: string },
): Promise<void> => {
  const plan = await planSessionEvents(deps.db, input);
  let failure: Error | undefined;
  let { meetingUrl } = plan.session;
  for (const planned of plan.events) {
    try {
      meetingUrl = (await bringUpToDate(deps, plan, planned, meetingUrl)) ?? meetingUrl;
    } catch (error) {
      failure ??= asError(error);
    }
  }
  if (failure !== undefined) throw failure;
};
