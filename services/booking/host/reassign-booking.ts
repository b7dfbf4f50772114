import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { actsForAll, requireAccess } from '#services/authorize.ts';
import { inTransition } from '#services/booking/change/transition.ts';
import type { LoadedBooking, LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { type Refusal, refuse } from '#services/idempotency.ts';
import { type LinkWithHosts, loadLinkById } from '#services/link/public-link.ts';
import { type Candidate, isFreeFor } from './free-hosts.ts';
import { giveHost } from './give-host.ts';

const refuseField = (pointer: string, message: string): { refusal: Refusal } => ({
  refusal: {
    code: 'invalid_request',
    detail: 'The host cannot be changed so.',
    errors: [{ pointer, message }],
  },
});

/** An active member who may host, and whom the plan has a place for: owners and admins choose anybody, others among those who host the link. */
const findCandidate = async (
  tx: Transaction,
  ctx: ServiceContext,
  { link, hosts }: LinkWithHosts,
  hostId: string,
): Promise<Candidate | null> => {
  const member = requireAccess(ctx, 'bookings.write');
  if (!actsForAll(member) && !hosts.some(({ id }) => id === hostId)) return null;
  const [row] = await tx
    .select({ id: memberProfiles.id, timeZone: memberProfiles.timeZone })
    .from(memberProfiles)
    .where(
      and(
        eq(memberProfiles.tenantId, link.tenantId),
        eq(memberProfiles.id, hostId),
        eq(memberProfiles.isActive, true),
        eq(memberProfiles.isFrozen, false),
      ),
    );
  return row ?? null;
};

const replacedIn = ({ hosts }: LockedBooking, replaces: string | undefined): string | null => {
  const [only, ...others] = hosts;
  if (replaces === undefined) return others.length === 0 ? (only?.id ?? null) : null;
  return hosts.some(({ id }) => id === replaces) ? replaces : null;
};

/**
 * Gives a booking another host, at the same time [BKG-7]: owners and admins any member, other hosts one who hosts its link.
 * `host_not_free` when that one has something else then. A booking in a group is not given on by itself.
 */
export const reassignBooking = async (
  ctx: ServiceContext,
  { bookingId, hostId, replaces }: { bookingId: string; hostId: string; replaces?: string | undefined },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId,
    action: 'reassign',
    apply: async (tx, locked) => {
      const { booking } = locked;
      if (booking.capacity > 1)
        return refuse('invalid_transition', 'Guests share this time; its host stays with all of them.');
      const from = replacedIn(locked, replaces);
      if (from === null) return refuseField('/replaces', 'must be one of the hosts of the booking');
      if (locked.hosts.some(({ id }) => id === hostId)) return refuseField('/hostId', 'hosts it already');
      const target = await loadLinkById(tx, ctx.tenantId, booking.linkId);
      const host = await findCandidate(tx, ctx, target, hostId);
      if (host === null) return refuseField('/hostId', 'must be a member who can host this link');
      const notFree = refuse('host_not_free', 'This host has something else at that time.');
      if (!(await isFreeFor(tx, target, booking, { host, now: ctx.now(), withinHours: false })))
        return notFree;
      return (await giveHost(tx, ctx, locked, { from, to: host.id })) ?? notFree;
    },
  });
