import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { linkHosts } from '#db/schema/link.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { refundCredits } from '#domain/assignment/credits.ts';
import type { Assignment, AssignmentCandidate } from '#domain/assignment/model.ts';
import { countsAt } from '#services/availability/load-availability.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { addCredits } from '#services/link/host-credits.ts';
import { type LinkWithHosts, loadLinkById, type MoveTarget } from '#services/link/public-link.ts';

const dayMs = 24 * 60 * 60_000;
/** Bookings this far ahead make a host busy. */
const busyPeriodMs = 30 * dayMs;
/** Whose turn was last is told from bookings up to this old; among equals, longer ago is never. */
const rememberedMs = 90 * dayMs;

const isAhead = (now: number) => and(gte(bookings.startsAt, now), lt(bookings.startsAt, now + busyPeriodMs));

/**
 * The hosts who could take a booking of a round-robin link, with everything the choice depends on. Locks the link's
 * hosts: two bookings at once are shared out one after the other, or both would see the same credits.
 */
export const loadCandidates = async (
  tx: Transaction,
  { link, hosts }: LinkWithHosts,
  freeHostIds: readonly string[],
  now: number,
): Promise<AssignmentCandidate[]> => {
  const credits = await tx
    .select({ memberId: linkHosts.memberId, credit: linkHosts.credit, position: linkHosts.position })
    .from(linkHosts)
    .where(and(eq(linkHosts.tenantId, link.tenantId), eq(linkHosts.linkId, link.id)))
    .orderBy(linkHosts.memberId)
    .for('update');
  const load = await tx
    .select({
      memberId: sessionHosts.memberId,
      count: sql<number>`count(*) filter (where ${isAhead(now)})::int`,
      minutes: sql<number>`coalesce(sum(${bookings.durationMinutes}) filter (where ${isAhead(now)}), 0)::int`,
      last: sql<string | null>`max(${bookings.createdAt}) filter (where ${bookings.linkId} = ${link.id})`,
    })
    .from(sessionHosts)
    .innerJoin(
      bookings,
      and(eq(bookings.tenantId, sessionHosts.tenantId), eq(bookings.sessionId, sessionHosts.sessionId)),
    )
    .where(
      and(
        eq(sessionHosts.tenantId, link.tenantId),
        inArray(
          sessionHosts.memberId,
          hosts.map((host) => host.id),
        ),
        countsAt(now),
        gte(bookings.startsAt, now - rememberedMs),
      ),
    )
    .groupBy(sessionHosts.memberId);
  const loadOf = new Map(load.map((row) => [row.memberId, row]));
  return credits
    .filter((row) => freeHostIds.includes(row.memberId))
    .map((row) => {
      const busy = loadOf.get(row.memberId);
      return {
        hostId: row.memberId,
        weight: link.assignment.weights[row.memberId] ?? 1,
        credit: row.credit,
        priority: row.position,
        upcomingBookings: busy?.count ?? 0,
        upcomingMinutes: busy?.minutes ?? 0,
        ...(busy === undefined || busy.last === null
          ? {}
          : { lastAssignedAt: new Date(busy.last).getTime() }),
      };
    });
};

/** Charges the host who got the booking and credits the others. */
export const chargeAssignment = async (
  tx: Transaction,
  link: { tenantId: string; id: string },
  assignment: Assignment,
): Promise<void> => addCredits(tx, { tenantId: link.tenantId, linkId: link.id }, assignment.creditChanges);

/** A booking that does not take place was nobody's turn. */
export const refundAssignment = async (
  tx: Transaction,
  booking: { tenantId: string; linkId: string; assignment: Assignment | null },
): Promise<void> => {
  if (booking.assignment === null) return;
  await addCredits(tx, booking, refundCredits(booking.assignment.creditChanges));
};

/** Where a booking may move: it stays with its hosts, except that of a group, which goes where its link's hosts are. */
export const targetOfBooking = async (
  tx: Transaction,
  booking: { tenantId: string; linkId: string; id: string },
): Promise<LinkWithHosts | MoveTarget> => {
  const target = await loadLinkById(tx, booking.tenantId, booking.linkId);
  if (target.link.kind === 'group') return target;
  const { hosts } = await loadBooking(tx, booking.tenantId, booking.id);
  return { ...target, attending: hosts };
};
