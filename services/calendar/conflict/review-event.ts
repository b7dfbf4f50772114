import { and, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { calendars, sessionEvents } from '#db/schema/calendar.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { type CalendarChange, isGone, removeEvents, storeEvents } from '../stored-events.ts';
import { openConflict, settleConflict } from './conflicts.ts';
import type { Suspect } from './find-suspects.ts';

type SessionRow = typeof sessions.$inferSelect;

/** Whom a conflict about a session concerns: its booking while there is one guest, the session where guests share it. */
const subjectOf = async (
  tx: Transaction,
  session: SessionRow,
): Promise<{ subjectKind: 'booking' | 'session'; subjectId: string } | null> => {
  if (session.capacity > 1) return { subjectKind: 'session', subjectId: session.id };
  const [booking] = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, session.tenantId),
        eq(bookings.sessionId, session.id),
        inArray(
          bookings.status,
          statusesThat(({ inCalendars }) => inCalendars),
        ),
      ),
    );
  return booking === undefined ? null : { subjectKind: 'booking', subjectId: booking.id };
};

const loadAsWritten = async (tx: Transaction, suspect: Suspect) => {
  const { tenantId, calendarId, sessionId } = suspect;
  const [row] = await tx
    .select({ written: sessionEvents, session: sessions, calendar: calendars })
    .from(sessionEvents)
    .innerJoin(
      sessions,
      and(eq(sessions.tenantId, sessionEvents.tenantId), eq(sessions.id, sessionEvents.sessionId)),
    )
    .innerJoin(
      calendars,
      and(eq(calendars.tenantId, sessionEvents.tenantId), eq(calendars.id, sessionEvents.calendarId)),
    )
    .where(
      and(
        eq(sessionEvents.tenantId, tenantId),
        eq(sessionEvents.calendarId, calendarId),
        eq(sessionEvents.sessionId, sessionId),
      ),
    )
    .for('update', { of: [calendars, sessions, sessionEvents] });
  if (row === undefined) return null;
  const { written, session } = row;
  const isAsRead =
    written.state === 'written' &&
    written.externalId === suspect.externalId &&
    written.etag === suspect.etag &&
    written.writtenRevision === suspect.revision &&
    session.revision === suspect.revision;
  return isAsRead ? row : null;
};

/**
 * Decides about an event of ours from what the vendor answered when it was asked for it, null for nothing: a conflict is
 * opened, kept or settled. Whatever was written or changed between the suspicion and the answer makes the answer worthless:
 * then nothing happens, so that no write of ours is ever taken for somebody else's.
 */
export const reviewEvent = async (
  db: Database,
  { suspect, answer, now }: { suspect: Suspect; answer: CalendarChange | null; now: number },
): Promise<void> =>
  withTenant(db, suspect.tenantId, async (tx) => {
    const found = await loadAsWritten(tx, suspect);
    if (found === null) return;
    const { session, calendar } = found;
    const { tenantId, calendarId, sessionId } = suspect;
    const subject = await subjectOf(tx, session);
    if (subject === null) return;
    const about = {
      tenantId,
      calendarId,
      sessionId,
      ...subject,
      sessionRevision: session.revision,
      foundAt: now,
    };
    const isThere = answer !== null && !isGone(answer);
    if (!isThere) {
      await removeEvents(tx, calendar, [suspect.externalId]);
      return openConflict(tx, { ...about, kind: 'event_removed' });
    }
    await storeEvents(tx, calendar, [answer], calendar.passes);
    const { start = session.startsAt, end = session.endsAt, allDay = false } = answer;
    if (start === session.startsAt && end === session.endsAt)
      return settleConflict(tx, { tenantId, calendarId, sessionId, outcome: 'gone', now });
    return openConflict(tx, { ...about, kind: 'event_moved', theirs: { start, end, allDay } });
  });
