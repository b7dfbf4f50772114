import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { wake } from '#db/wakeups.ts';

/** Calendars of an integration that close slots or are written to. */
export const selectedCalendars = async (
  tx: Transaction,
  tenantId: string,
  integrationId: string,
): Promise<string[]> => {
  const rows = await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(
      and(
        eq(calendars.tenantId, tenantId),
        eq(calendars.integrationId, integrationId),
        sql`(${calendars.isConflictCalendar} or ${calendars.isTarget})`,
      ),
    );
  return rows.map((row) => row.id);
};

/** Calls the followers of these calendars after the commit. */
export const wakeCalendars = (tx: Transaction, tenantId: string, calendarIds: readonly string[]): void =>
  wake(tx, ...calendarIds.map((subjectId) => ({ tenantId, kind: 'calendar' as const, subjectId })));
