import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { linkHosts, links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import type { BookingWindow } from '#domain/link/types.ts';
import { neededUntil, readWindow } from '#domain/sync/timing.ts';
import { wakeCalendars } from '#services/integration/wake-calendars.ts';

/** The booking windows of the links that each of these members hosts. */
export const bookingWindowsOf = async (
  tx: Transaction,
  tenantId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BookingWindow[]>> => {
  const rows = await tx
    .selectDistinct({ memberId: linkHosts.memberId, window: links.bookingWindow })
    .from(linkHosts)
    .innerJoin(links, and(eq(links.tenantId, linkHosts.tenantId), eq(links.id, linkHosts.linkId)))
    .where(
      and(
        eq(linkHosts.tenantId, tenantId),
        inArray(linkHosts.memberId, [...memberIds]),
        isNull(links.archivedAt),
      ),
    );
  return new Map(
    [...Map.groupBy(rows, ({ memberId }) => memberId)].map(([memberId, of]) => [
      memberId,
      of.map(({ window }) => window),
    ]),
  );
};

/** What a full pass of a member's calendar reads now, so that every day that is bookable with them is known. */
export const loadReadWindow = async (
  db: Database,
  { tenantId, memberId, now }: { tenantId: string; memberId: string; now: number },
): Promise<{ from: number; to: number }> => {
  const windows = await withTenant(db, tenantId, (tx) => bookingWindowsOf(tx, tenantId, [memberId]));
  return readWindow(windows.get(memberId) ?? [], now);
};

/**
 * Wakes the calendars of these members that have not been read as far ahead as their links can be booked, after one of the
 * links has changed: the days between are not offered before they have been.
 */
export const wakeShortCalendars = async (
  tx: Transaction,
  tenantId: string,
  memberIds: readonly string[],
  now: number,
): Promise<void> => {
  const read = await tx
    .select({ id: calendars.id, memberId: calendars.memberId, readUntil: calendars.readUntil })
    .from(calendars)
    .where(
      and(
        eq(calendars.tenantId, tenantId),
        inArray(calendars.memberId, [...memberIds]),
        isNotNull(calendars.readUntil),
      ),
    );
  if (read.length === 0) return;
  const windows = await bookingWindowsOf(tx, tenantId, memberIds);
  const short = read.filter(
    ({ memberId, readUntil }) => (readUntil ?? 0) < neededUntil(windows.get(memberId) ?? [], now),
  );
  wakeCalendars(
    tx,
    tenantId,
    short.map(({ id }) => id),
  );
};
