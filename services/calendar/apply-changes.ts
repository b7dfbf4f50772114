import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { endFullPass } from './conflict/withhold-removal.ts';
import {
  type CalendarChange,
  type CalendarKey,
  type CalendarRow,
  isGone,
  markUnseen,
  removeEvents,
  storeEvents,
} from './stored-events.ts';

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

/**
 * Applies one page in one transaction; on the last page the cursor is stored together with its effects, never before.
 * A full pass removes what neither it nor a later pass saw, at its end only, and not when that is too much to be believed.
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
    const gone = latest.filter(isGone).map((change) => change.externalId);
    await (input.full === false ? removeEvents : markUnseen)(tx, calendar, gone);
    await storeEvents(
      tx,
      calendar,
      latest.filter((change) => !isGone(change)),
      input.pass,
    );
    const isThisOne = and(eq(calendars.tenantId, input.tenantId), eq(calendars.id, input.calendarId));
    if (input.cursor === undefined) {
      // Whoever watches the import sees it grow page by page.
      await tx.update(calendars).set({ state: calendar.state }).where(isThisOne);
      return;
    }
    const withheld =
      input.full === false
        ? calendar.withheld
        : await endFullPass(tx, calendar, { pass: input.pass, until: input.full.to, now: input.now });
    await tx
      .update(calendars)
      .set({
        cursor: input.cursor,
        state: withheld === null ? 'up_to_date' : 'in_doubt',
        withheld,
        lastSyncedAt: input.now,
        lastError: null,
        ...(input.full === false ? {} : { readUntil: input.full.to }),
      })
      .where(isThisOne);
  });

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
