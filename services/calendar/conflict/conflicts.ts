import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { conflicts } from '#db/schema/calendar.ts';
import type { ConflictOutcome } from '#domain/sync/conflict.ts';
import type { CalendarKey } from '../stored-events.ts';

export type ConflictRow = typeof conflicts.$inferSelect;

type Found = Omit<typeof conflicts.$inferInsert, 'id' | 'outcome' | 'settledAt'>;

/** Of a calendar's open conflicts the one about a session, or about the calendar itself where no session is named. */
const isOpen = ({ tenantId, calendarId }: CalendarKey, sessionId: string | null) =>
  and(
    eq(conflicts.tenantId, tenantId),
    eq(conflicts.calendarId, calendarId),
    sql`coalesce(${conflicts.sessionId}, '') = ${sessionId ?? ''}`,
    isNull(conflicts.outcome),
  );

/** Writes down that a calendar says something else: one open conflict for each session, which keeps its id and its moment. */
export const openConflict = async (tx: Transaction, found: Found): Promise<void> => {
  const { kind, sessionRevision = null, theirs = null, missing = null } = found;
  const now = { kind, sessionRevision, theirs, missing };
  const known = await tx
    .update(conflicts)
    .set(now)
    .where(isOpen(found, found.sessionId ?? null))
    .returning({ id: conflicts.id });
  if (known.length === 0) await tx.insert(conflicts).values({ ...found, id: newId('conflict') });
};

/** Nothing is left to decide, or somebody has decided. */
export const settleConflict = async (
  tx: Transaction,
  of: CalendarKey & { sessionId: string | null; outcome: ConflictOutcome; now: number },
): Promise<void> => {
  await tx.update(conflicts).set({ outcome: of.outcome, settledAt: of.now }).where(isOpen(of, of.sessionId));
};

/** A calendar that is not read any more has nothing to say against us. */
export const dropConflicts = async (
  tx: Transaction,
  { tenantId, calendarId }: CalendarKey,
): Promise<void> => {
  await tx
    .delete(conflicts)
    .where(
      and(eq(conflicts.tenantId, tenantId), eq(conflicts.calendarId, calendarId), isNull(conflicts.outcome)),
    );
};
