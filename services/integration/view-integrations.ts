import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars, events, pushChannels } from '#db/schema/calendar.ts';
import type { integrations } from '#db/schema/integration.ts';
import type { Withheld } from '#domain/sync/removal.ts';

type IntegrationRow = typeof integrations.$inferSelect;
export type WorkflowUrl = (calendarId: string) => string | null;

const iso = (instant: number): string => new Date(instant).toISOString();

const withheldOf = (withheld: Withheld | null) =>
  withheld === null
    ? null
    : { missing: withheld.missing, known: withheld.known, isAsked: withheld.repeatAt === null };

/** Integrations with the state of every calendar, as the API shows them. */
export const viewIntegrations = async (
  tx: Transaction,
  tenantId: string,
  rows: readonly IntegrationRow[],
  workflowUrl: WorkflowUrl,
) => {
  if (rows.length === 0) return [];
  // Columns of the outer table are written out: drizzle leaves the table's name away in a select of one table.
  const found = await tx
    .select({
      calendar: calendars,
      eventCount: sql<number>`(select count(*)::int from ${events} e where e.tenant_id = "calendars"."tenant_id" and e.calendar_id = "calendars"."id")`,
      pushUntil: sql<
        string | null
      >`(select max(p.expires_at) from ${pushChannels} p where p.tenant_id = "calendars"."tenant_id" and p.calendar_id = "calendars"."id" and p.state = 'open')`,
    })
    .from(calendars)
    .where(
      and(
        eq(calendars.tenantId, tenantId),
        inArray(
          calendars.integrationId,
          rows.map((row) => row.id),
        ),
      ),
    )
    .orderBy(sql`${calendars.isPrimary} desc`, asc(calendars.name));
  return rows.map((row) => ({
    id: row.id,
    vendor: row.vendor,
    accountLabel: row.accountLabel,
    status: row.status,
    connectedAt: iso(row.connectedAt),
    calendars: found
      .filter(({ calendar }) => calendar.integrationId === row.id)
      .map(({ calendar, eventCount, pushUntil }) => ({
        id: calendar.id,
        name: calendar.name,
        color: calendar.color,
        isPrimary: calendar.isPrimary,
        isConflictCalendar: calendar.isConflictCalendar,
        isTarget: calendar.isTarget,
        state: calendar.state,
        lastSyncedAt: calendar.lastSyncedAt === null ? null : iso(calendar.lastSyncedAt),
        readUntil: calendar.readUntil === null ? null : iso(calendar.readUntil),
        withheld: withheldOf(calendar.withheld),
        eventCount,
        pushUntil: pushUntil === null ? null : new Date(pushUntil).toISOString(),
        lastError: calendar.lastError,
        workflowUrl: calendar.isConflictCalendar || calendar.isTarget ? workflowUrl(calendar.id) : null,
      })),
  }));
};
