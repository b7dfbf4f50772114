import type { Transaction } from '#db/client.ts';
import { bookings, bookingTimeline } from '#db/schema/booking.ts';
import { assignHost } from '#domain/assignment/assign-host.ts';
import type { Assignment } from '#domain/assignment/model.ts';
import { holds } from '#domain/booking/listing.ts';
import { owedBy } from '#domain/booking/owed.ts';
import { meetingEffectOf } from '#domain/conference/source.ts';
import { auditRow, insertAudit } from '#services/audit.ts';
import { carriersOf, owing, wakeFollowers } from '#services/booking/change/owe.ts';
import { timelineRow } from '#services/booking/change/timeline.ts';
import { contactOf, guestParts } from '#services/booking/change/write-guest.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Refusal } from '#services/idempotency.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';
import { claimTime, type SessionTime, sessionParts } from '#services/session/open-session.ts';
import { chargeAssignment, loadCandidates } from './assign-booking.ts';
import { checkTime, slotTaken } from './check-time.ts';
import { refuseByGuestLimit } from './guest-limit.ts';
import { type Joined, joinedNew, joinShared } from './join-shared.ts';
import { type Claim, type NewBooking, newBooking, newSession } from './new-booking.ts';
import { refuseTaken } from './refuse-taken.ts';

type Written = {
  booking: NewBooking;
  claim: Claim;
  time: SessionTime & { hasCalendar: boolean };
  joined: Joined;
  /** The session is there already: a group's, opened just now or before. */
  hasSession: boolean;
};

/** Booking, guest, session, first line of the timeline, audit entry and all that it causes, in one statement. */
const insertBooking = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, claim, time, joined, hasSession }: Written,
): Promise<void> => {
  const { tenantId, id: bookingId } = booking;
  const { hostIds, session, hasCalendar } = time;
  const { setAside = [] } = claim.byHost ?? {};
  const now = ctx.now();
  const owed = owedBy(
    null,
    {
      status: booking.status,
      startsAt: booking.startsAt,
      revision: 0,
      moveTo: null,
      furtherGuests: claim.details?.furtherGuests?.length ?? 0,
    },
    {
      now,
      reminderMinutes: booking.terms.reminderMinutes,
      hasCalendar,
      meetingFrom: meetingEffectOf(joined, { hasCalendar }),
    },
  );
  const action = holds.includes(booking.status) ? 'booking.hold' : 'booking.book';
  const entry = timelineRow(ctx, bookingId, {
    kind: booking.status,
    details: {
      start: new Date(booking.startsAt).toISOString(),
      hostIds,
      ...(setAside.length === 0 ? {} : { setAside }),
    },
  });
  const carriers = carriersOf({ ...booking, capacity: session.capacity });
  const { details } = claim;
  await tx
    .with(
      ...(hasSession ? [] : sessionParts(tx, time)),
      ...(details === null ? [] : guestParts(tx, { tenantId, bookingId, now }, details)),
      tx.$with('entry').as(tx.insert(bookingTimeline).values(entry).returning({ id: bookingTimeline.id })),
      tx
        .$with('audited')
        .as(insertAudit(tx, auditRow(ctx, { action, targetKind: 'booking', targetId: bookingId }))),
      ...owing(tx, { tenantId, bookingId, carriers, owed, now }),
    )
    .insert(bookings)
    .values({ ...booking, contactId: details === null ? null : contactOf });
  await wakeFollowers(tx, tenantId, bookingId, owed.effects.length > 0 ? carriers : []);
};

type Assigned = { target: LinkWithHosts; assignment: Assignment | null };

/** Makes the booking with these hosts; false when somebody has taken one of them, or the last place, meanwhile. */
const writeBooking = async (
  tx: Transaction,
  ctx: ServiceContext,
  claim: Claim,
  { target, assignment }: Assigned,
): Promise<boolean> => {
  const fresh = ctx.newId('session');
  const booking = { ...newBooking(ctx, claim, target.link, fresh), assignment };
  const time = await newSession(tx, ctx, target, { ...booking, sessionId: fresh });
  const isShared = target.link.capacity > 1;
  const joined = isShared
    ? await joinShared(tx, time, { bookingId: booking.id, places: booking.places })
    : (await claimTime(tx, time))
      ? joinedNew(time)
      : null;
  if (joined === null) return false;
  if (assignment !== null) await chargeAssignment(tx, target.link, assignment);
  const seated = { ...booking, sessionId: joined.sessionId };
  await insertBooking(tx, ctx, { booking: seated, claim, time, joined, hasSession: isShared });
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
    if (await writeBooking(tx, ctx, claim, { target: { link: target.link, hosts }, assignment })) return true;
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
  const check = await checkTime(tx, target, { start, durationMinutes, now, setAside: byHost?.setAside });
  if ('refusal' in check) return check;
  const written =
    target.link.kind === 'round_robin'
      ? await writeAssigned(tx, ctx, claim, target, check.hostIds)
      : await writeBooking(tx, ctx, claim, { target, assignment: null });
  return written ? null : ((await refuseTaken(tx, wanted)) ?? slotTaken());
};
