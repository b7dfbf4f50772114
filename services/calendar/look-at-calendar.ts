import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import { neededUntil } from '#domain/sync/timing.ts';
import { bookingWindowsOf } from '#services/integration/read-ahead.ts';
import type { CalendarKey } from './stored-events.ts';

/** What a calendar's follower has to know of it: ids and instants. */
export type CalendarView = {
  integrationId: string;
  /** Its owner has chosen it, and the integration is not being ended. */
  isWanted: boolean;
  /** Its links can be booked further ahead than it has been read: it needs a full pass. */
  isShort: boolean;
  /** When it is read again in whole because too many of its events were missing; null: with the daily pass. */
  repeatAt: number | null;
  /** Changes with each consent of the owner. Epoch milliseconds. */
  connectedAt: number;
};

/**
 * What a calendar's follower sees now, or null when there is no such calendar; with it the moment is written down by which
 * it looks again (null: it ends), so that a lost one is started anew.
 */
export const lookAtCalendar = async (
  db: Database,
  input: CalendarKey & { now: number; until: number | null },
): Promise<CalendarView | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, calendarId } = input;
    const wakeup: Wakeup = { tenantId, kind: 'calendar', subjectId: calendarId };
    const version = await wakeupVersion(tx, wakeup);
    const [row] = await tx
      .select({ calendar: calendars, status: integrations.status, connectedAt: integrations.connectedAt })
      .from(calendars)
      .innerJoin(
        integrations,
        and(eq(integrations.tenantId, calendars.tenantId), eq(integrations.id, calendars.integrationId)),
      )
      .where(and(eq(calendars.tenantId, tenantId), eq(calendars.id, calendarId)));
    await putOff(tx, wakeup, { version, until: row === undefined ? null : input.until });
    if (row === undefined) return null;
    const { calendar, status, connectedAt } = row;
    const windows = (await bookingWindowsOf(tx, tenantId, [calendar.memberId])).get(calendar.memberId) ?? [];
    const isChosen = calendar.isConflictCalendar || calendar.isTarget;
    return {
      integrationId: calendar.integrationId,
      isWanted: isChosen && (status === 'connected' || status === 'needs_reconnection'),
      isShort: calendar.readUntil === null || calendar.readUntil < neededUntil(windows, input.now),
      repeatAt: calendar.withheld?.repeatAt ?? null,
      connectedAt,
    };
  });
