import type { Transaction } from '#db/client.ts';
import { assignHost } from '#domain/assignment/assign-host.ts';
import type { Assignment } from '#domain/assignment/model.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Refusal } from '#services/idempotency.ts';
import { chooseConference, type SessionConference } from '#services/integration/meeting-makers.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';
import { claimTime } from '#services/session/open-session.ts';
import { chargeAssignment, loadCandidates } from './assign-booking.ts';
import { checkTime, slotTaken } from './check-time.ts';
import { refuseByGuestLimit } from './guest-limit.ts';
import { insertBooking } from './insert-booking.ts';
import { joinedNew, joinShared } from './join-shared.ts';
import { type Claim, newBooking, newSession } from './new-booking.ts';
import { refuseTaken } from './refuse-taken.ts';

type Assigned = { target: LinkWithHosts; assignment: Assignment | null; meeting: SessionConference };

/** Makes the booking with these hosts; false when somebody has taken one of them, or the last place, meanwhile. */
const writeBooking = async (
  tx: Transaction,
  ctx: ServiceContext,
  claim: Claim,
  { target, assignment, meeting }: Assigned,
): Promise<boolean> => {
  const fresh = ctx.newId('session');
  const booking = { ...newBooking(ctx, claim, target.link, fresh), assignment };
  const time = newSession(ctx, target, { ...booking, sessionId: fresh }, meeting);
  const isShared = target.link.capacity > 1;
  const joined = isShared
    ? await joinShared(tx, time, { bookingId: booking.id, places: booking.places })
    : (await claimTime(tx, time))
      ? joinedNew(time)
      : null;
  if (joined === null) return false;
  if (assignment !== null) await chargeAssignment(tx, target.link, assignment);
  const seated = { ...booking, sessionId: joined.sessionId };
  insertBooking(tx, ctx, { booking: seated, claim, time, joined, hasSession: isShared });
  return true;
};

/** Gives a booking of a round-robin link to one of the free hosts; if somebody took that one meanwhile, to the next. */
const writeAssigned = async (
  tx: Transaction,
  ctx: ServiceContext,
  claim: Claim,
  target: LinkWithHosts,
  freeHostIds: readonly string[],
): Promise<boolean> => {
  const { strategy, namedHostId } = target.link.assignment;
  let candidates = await loadCandidates(tx, target, freeHostIds, ctx.now());
  for (;;) {
    const assignment = assignHost({ strategy, candidates, ...(namedHostId === null ? {} : { namedHostId }) });
    if (assignment === undefined) return false;
    const hosts = target.hosts.filter((host) => host.id === assignment.hostId);
    const meeting = await chooseConference(tx, target.link, [assignment.hostId]);
    const assigned = { target: { link: target.link, hosts }, assignment, meeting };
    if (await writeBooking(tx, ctx, claim, assigned)) return true;
    candidates = candidates.filter((candidate) => candidate.hostId !== assignment.hostId);
  }
};

/**
 * Claims a time of a link and makes the booking: held when the guest's details are still to come, pending approval or
 * confirmed otherwise, as what a host books always is; limits of one guest do not bind hosts. A time that is not offered, held or just taken is a refusal and leaves nothing; what is plainly gone
 * is refused before anything is locked.
 */
export const claimSlot = async (
  tx: Transaction,
  ctx: ServiceContext,
  target: LinkWithHosts,
  claim: Claim,
): Promise<{ refusal: Refusal } | null> => {
  const now = ctx.now();
  const { details, start, durationMinutes, byHost } = claim;
  const wanted = { ...target, start, durationMinutes, now };
  const taken = await refuseTaken(tx, wanted);
  if (taken !== null) return taken;
  if (details !== null && byHost === undefined) {
    const refused = await refuseByGuestLimit(tx, target.link, { email: details.guest.email, now });
    if (refused !== null) return refused;
  }
  const hostIds = target.hosts.map((host) => host.id);
  const [check, meeting] = await Promise.all([
    checkTime(tx, target, { start, durationMinutes, now, setAside: byHost?.setAside }),
    target.link.kind === 'round_robin' ? null : chooseConference(tx, target.link, hostIds),
  ]);
  if ('refusal' in check) return check;
  const written =
    meeting === null
      ? await writeAssigned(tx, ctx, claim, target, check.hostIds)
      : await writeBooking(tx, ctx, claim, { target, assignment: null, meeting });
  return written ? null : ((await refuseTaken(tx, wanted)) ?? slotTaken());
};
