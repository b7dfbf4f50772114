import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import type { departures } from '#db/schema/tenant.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { assignHost } from '#domain/assignment/assign-host.ts';
import { statusTable } from '#domain/booking/status.ts';
import { cancellation } from '#services/booking/cancel-booking.ts';
import { writeChange } from '#services/booking/change/write-change.ts';
import { loadCandidates } from '#services/booking/claim/assign-booking.ts';
import { type Candidate, isFreeFor } from '#services/booking/host/free-hosts.ts';
import { giveHost, giveSession, hostChangeOf } from '#services/booking/host/give-host.ts';
import { type LockedBooking, lockBooking } from '#services/booking/read/load-booking.ts';
import { endHold } from '#services/booking/release-hold.ts';
import type { ServiceContext } from '#services/context.ts';
import { activeMembers } from '#services/link/hosts.ts';
import { type LinkWithHosts, loadLinkById, withoutFrozen } from '#services/link/public-link.ts';
import { lockSession } from '#services/session/seats.ts';

export type DepartureRow = typeof departures.$inferSelect;
type Outcome = { settled: number; cancelled: number };
const nothing: Outcome = { settled: 0, cancelled: 0 };

/** A hold names no guest yet: it ends, and its guest chooses another time. */
const isHold = ({ booking }: LockedBooking): boolean =>
  !statusTable[booking.status].allows.includes('cancel');

const receiverOf = async (
  tx: Transaction,
  { tenantId, toMemberId }: DepartureRow,
): Promise<Candidate | null> => {
  if (toMemberId === null) return null;
  const [row] = await tx
    .select({ id: memberProfiles.id, timeZone: memberProfiles.timeZone })
    .from(memberProfiles)
    .where(
      and(
        eq(memberProfiles.tenantId, tenantId),
        eq(memberProfiles.id, toMemberId),
        eq(memberProfiles.isActive, true),
        eq(memberProfiles.isFrozen, false),
      ),
    );
  return row ?? null;
};

type Turn = {
  departure: DepartureRow;
  locked: LockedBooking;
  target: LinkWithHosts;
};

/** The named member, when they have time then. */
const toReceiver = async (tx: Transaction, ctx: ServiceContext, { departure, locked, target }: Turn) => {
  const receiver = await receiverOf(tx, departure);
  if (receiver === null || locked.hosts.some(({ id }) => id === receiver.id)) return null;
  const now = ctx.now();
  if (!(await isFreeFor(tx, target, locked.booking, { host: receiver, now, withinHours: false })))
    return null;
  return giveHost(tx, ctx, locked, { from: departure.memberId, to: receiver.id });
};

/** Whoever of the link's other hosts is free and has the next turn. */
const inTurn = async (tx: Transaction, ctx: ServiceContext, { departure, locked, target }: Turn) => {
  if (target.link.kind !== 'round_robin') return null;
  const { memberId } = departure;
  const others = target.hosts.filter(({ id }) => id !== memberId);
  const active = await activeMembers(tx, departure.tenantId, [memberId, ...others.map(({ id }) => id)]);
  const free: string[] = [];
  for (const host of others) {
    const asked = { host, now: ctx.now(), withinHours: true };
    if (active.has(host.id) && (await isFreeFor(tx, target, locked.booking, asked))) free.push(host.id);
  }
  if (free.length === 0) return null;
  const { strategy, namedHostId } = target.link.assignment;
  let candidates = await loadCandidates(tx, { ...target, hosts: others }, free, ctx.now());
  for (;;) {
    const assignment = assignHost({ strategy, candidates, ...(namedHostId === null ? {} : { namedHostId }) });
    if (assignment === undefined) return null;
    const change = await giveHost(tx, ctx, locked, { from: memberId, to: assignment.hostId, assignment });
    if (change !== null) return change;
    candidates = candidates.filter(({ hostId }) => hostId !== assignment.hostId);
  }
};

/** What becomes of a booking that somebody else takes; null when nobody can. */
const givenOn = async (tx: Transaction, ctx: ServiceContext, turn: Turn) => {
  const { departure, locked } = turn;
  if (departure.plan === 'cancel') return null;
  const handed = departure.plan === 'hand_over' ? await toReceiver(tx, ctx, turn) : null;
  if (handed !== null) return handed;
  // Hosts who are there together go on without the one who has gone.
  if (locked.hosts.length > 1) return giveHost(tx, ctx, locked, { from: departure.memberId, to: null });
  return inTurn(tx, ctx, turn);
};

const settleOwn = async (tx: Transaction, ctx: ServiceContext, turn: Turn): Promise<Outcome> => {
  const { locked } = turn;
  if (isHold(locked)) {
    await endHold(tx, ctx, locked);
    return { settled: 1, cancelled: 0 };
  }
  const given = await givenOn(tx, ctx, turn);
  const change = given ?? (await cancellation(tx, ctx, locked.booking, undefined));
  writeChange(tx, ctx, locked, change);
  return { settled: 1, cancelled: given === null ? 1 : 0 };
};

/** Everybody who has a place in a session, locked in one order. */
const lockGuests = async (
  tx: Transaction,
  { tenantId, sessionId }: { tenantId: string; sessionId: string },
): Promise<LockedBooking[]> => {
  const rows = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.sessionId, sessionId), eq(bookings.seated, true)))
    .orderBy(asc(bookings.id));
  const locked: LockedBooking[] = [];
  for (const { id } of rows) locked.push(await lockBooking(tx, tenantId, id));
  await lockSession(tx, { tenantId, sessionId });
  return locked.filter(({ booking }) => booking.sessionId === sessionId && booking.seated);
};

/** Until when a shared session keeps its time: for good once one of its guests has no deadline. */
const keptUntil = (guests: readonly LockedBooking[]): number | null => {
  const deadlines = guests.map(({ booking }) => booking.holdUntil ?? booking.approveBy);
  return deadlines.includes(null) ? null : Math.max(...deadlines.map((each) => each ?? 0));
};

/** Who takes a whole group; asked as if the time were a booking of one, since its own guests are in nobody's way. */
const groupHost = async (
  tx: Transaction,
  ctx: ServiceContext,
  { departure, locked, target }: Turn,
): Promise<string | null> => {
  if (departure.plan === 'cancel') return null;
  const receiver = departure.plan === 'hand_over' ? await receiverOf(tx, departure) : null;
  const others = target.hosts.filter(({ id }) => id !== departure.memberId);
  const active = await activeMembers(tx, departure.tenantId, [
    departure.memberId,
    ...others.map(({ id }) => id),
  ]);
  const alone: LinkWithHosts = { ...target, link: { ...target.link, kind: 'one_to_one', capacity: 1 } };
  const wanted = [
    ...(receiver === null ? [] : [{ host: receiver, withinHours: false }]),
    ...others.filter(({ id }) => active.has(id)).map((host) => ({ host, withinHours: true })),
  ].filter(({ host }) => !locked.hosts.some(({ id }) => id === host.id));
  for (const { host, withinHours } of wanted)
    if (await isFreeFor(tx, alone, locked.booking, { host, now: ctx.now(), withinHours })) return host.id;
  return null;
};

/** A session that guests share gets another host with all of them, or all of them are told that it does not take place. */
const settleShared = async (tx: Transaction, ctx: ServiceContext, turn: Turn): Promise<Outcome> => {
  const { departure } = turn;
  const { tenantId, sessionId } = turn.locked.booking;
  const guests = await lockGuests(tx, { tenantId, sessionId });
  const [first] = guests;
  if (first === undefined) return nothing;
  const from = departure.memberId;
  const to = await groupHost(tx, ctx, { ...turn, locked: first });
  const goesOn = to !== null || (first.hosts.length > 1 && departure.plan !== 'cancel');
  const meeting = goesOn ? await giveSession(tx, ctx, first, { from, to }, keptUntil(guests)) : null;
  for (const guest of guests) {
    if (meeting !== null) writeChange(tx, ctx, guest, hostChangeOf(ctx, { from, to }, meeting));
    else if (isHold(guest)) await endHold(tx, ctx, guest);
    else writeChange(tx, ctx, guest, await cancellation(tx, ctx, guest.booking, undefined));
  }
  return { settled: guests.length, cancelled: meeting === null ? guests.length : 0 };
};

/**
 * Settles one booking of a member who has gone, and everybody who shares its session, in the caller's transaction: it is
 * given on or cancelled as was planned. Nothing happens to one that is settled already. Answers how many were, and how many of
 * them were cancelled.
 */
export const settleBooking = async (
  tx: Transaction,
  ctx: ServiceContext,
  departure: DepartureRow,
  bookingId: string,
): Promise<Outcome> => {
  const { tenantId, memberId } = departure;
  const locked = await lockBooking(tx, tenantId, bookingId);
  const isTheirs = locked.hosts.some(({ id }) => id === memberId);
  const { booking } = locked;
  if (!isTheirs || !statusTable[booking.status].holdsTime || booking.startsAt <= ctx.now()) return nothing;
  const target = withoutFrozen(await loadLinkById(tx, tenantId, booking.linkId));
  const turn = { departure, locked, target };
  return booking.capacity > 1 ? settleShared(tx, ctx, turn) : settleOwn(tx, ctx, turn);
};
