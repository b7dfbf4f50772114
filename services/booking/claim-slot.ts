import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingHosts, bookings, bookingTimeline } from '#db/schema/booking.ts';
import { wake } from '#db/wakeups.ts';
import { assignHost } from '#domain/assignment/assign-host.ts';
import type { Assignment } from '#domain/assignment/model.ts';
import { holds } from '#domain/booking/listing.ts';
import { owedBy } from '#domain/booking/owed.ts';
import type { BookingDetails, BookingStatus } from '#domain/booking/types.ts';
import { auditRow, insertAudit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Refusal } from '#services/idempotency.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';
import { agreedWallTime } from './agreed-wall-time.ts';
import { chargeAssignment, loadCandidates } from './assign-booking.ts';
import { hostsTaken, insertBlocks } from './blocks.ts';
import { checkTime, slotTaken } from './check-time.ts';
import { confirmationCode } from './confirmation-code.ts';
import { refuseByGuestLimit } from './guest-limit.ts';
import { owing } from './owe.ts';
import { hasTargetCalendar } from './target-calendar.ts';
import { timelineRow } from './timeline.ts';
import { awaitsMeetingLink } from './write-change.ts';

const minuteMs = 60_000;

export type Claim = {
  bookingId: string;
  start: number;
  durationMinutes: number;
  timeZone: string;
  /** Null: only hold the time. */
  details: BookingDetails | null;
};

/** Whether live claims of the hosts stand in the way already: a look that takes no lock, the claim itself decides. */
const isPlainlyTaken = async (
  tx: Transaction,
  { link, hosts }: LinkWithHosts,
  claim: Claim,
  now: number,
): Promise<boolean> => {
  const taken = await hostsTaken(tx, {
    tenantId: link.tenantId,
    hostIds: hosts.map((host) => host.id),
    start: claim.start - link.bufferBeforeMinutes * minuteMs,
    end: claim.start + (claim.durationMinutes + link.bufferAfterMinutes) * minuteMs,
    now,
  });
  return link.kind === 'round_robin' ? taken.length === hosts.length : taken.length > 0;
};

type NewBooking = typeof bookings.$inferInsert & { holdUntil: number | null; approveBy: number | null };

/** The booking a claim makes, under the link's present rules. */
const bookingRow = (ctx: ServiceContext, claim: Claim, { link, hosts }: LinkWithHosts): NewBooking => {
  const { details, start } = claim;
  const now = ctx.now();
  const organizer = hosts[0];
  if (organizer === undefined) throw new Error(`link ${link.id} has no host`);
  const status: BookingStatus =
    details === null ? 'held' : link.requiresApproval ? 'pending_approval' : 'confirmed';
  return {
    tenantId: ctx.tenantId,
    id: claim.bookingId,
    linkId: link.id,
    code: confirmationCode(claim.bookingId),
    status,
    startsAt: start,
    endsAt: start + claim.durationMinutes * minuteMs,
    durationMinutes: claim.durationMinutes,
    ...agreedWallTime(start, organizer.timeZone),
    guestName: details?.guest.name ?? null,
    guestEmail: details?.guest.email.toLowerCase() ?? null,
    guestPhone: details?.guest.phone ?? null,
    guestTimeZone: claim.timeZone,
    locale: details?.locale ?? 'en',
    answers: details?.answers ?? {},
    note: details?.note ?? null,
    locationKind: link.locationKind,
    locationValue: link.locationValue,
    meetingUrl: null,
    terms: {
      title: link.title,
      bufferBeforeMinutes: link.bufferBeforeMinutes,
      bufferAfterMinutes: link.bufferAfterMinutes,
      reminderMinutes: link.reminderMinutes,
      questions: link.questions,
      requiresApproval: link.requiresApproval,
    },
    revision: 0,
    holdUntil: status === 'held' ? Math.min(now + link.holdMinutes * minuteMs, start) : null,
    approveBy: status === 'pending_approval' ? approvalDeadline(link, start, now) : null,
    createdAt: now,
    updatedAt: now,
  };
};

/** Until when a host may decide: as the link says, and never after the start. Epoch milliseconds. */
export const approvalDeadline = (
  link: { approvalDeadlineHours: number },
  start: number,
  now: number,
): number => Math.min(now + link.approvalDeadlineHours * 60 * minuteMs, start);

const awaitsCalendar = async (tx: Transaction, hostIds: readonly string[]): Promise<boolean> => {
  const [row] = await tx.select({ found: hasTargetCalendar(sql`${[...hostIds]}`) }).from(sql`(select 1) one`);
  return row?.found === true;
};

/** Booking, hosts, first line of the timeline, audit entry and all that it causes, in one statement. */
const insertBooking = async (
  tx: Transaction,
  ctx: ServiceContext,
  row: NewBooking,
  hostIds: readonly string[],
): Promise<void> => {
  const { tenantId, id: bookingId } = row;
  const now = ctx.now();
  const hasCalendar = await awaitsCalendar(tx, hostIds);
  const owed = owedBy(
    null,
    { status: row.status, startsAt: row.startsAt, revision: 0 },
    {
      now,
      reminderMinutes: row.terms.reminderMinutes,
      hasCalendar,
      awaitsMeetingLink: awaitsMeetingLink({ locationKind: row.locationKind, meetingUrl: null }, hasCalendar),
    },
  );
  const action = holds.includes(row.status) ? 'booking.hold' : 'booking.book';
  const entry = timelineRow(ctx, bookingId, {
    kind: row.status,
    details: { start: new Date(row.startsAt).toISOString(), hostIds },
  });
  await tx
    .with(
      tx.$with('booking').as(tx.insert(bookings).values(row).returning({ id: bookings.id })),
      tx.$with('entry').as(tx.insert(bookingTimeline).values(entry).returning({ id: bookingTimeline.id })),
      tx
        .$with('audited')
        .as(insertAudit(tx, auditRow(ctx, { action, targetKind: 'booking', targetId: bookingId }))),
      ...owing(tx, tenantId, bookingId, owed, now),
    )
    .insert(bookingHosts)
    .values(hostIds.map((memberId, index) => ({ tenantId, bookingId, memberId, isOrganizer: index === 0 })));
};

/** Makes the booking with these hosts; false when somebody has taken one of them meanwhile. */
const writeBooking = async (
  tx: Transaction,
  ctx: ServiceContext,
  claim: Claim,
  target: LinkWithHosts,
  assignment: Assignment | null,
): Promise<boolean> => {
  const row = { ...bookingRow(ctx, claim, target), assignment };
  const hostIds = target.hosts.map((host) => host.id);
  const claimed = await insertBlocks(tx, {
    tenantId: ctx.tenantId,
    bookingId: row.id,
    hostIds,
    start: row.startsAt,
    end: row.endsAt,
    bufferBeforeMinutes: row.terms.bufferBeforeMinutes,
    bufferAfterMinutes: row.terms.bufferAfterMinutes,
    // Nobody else's time is taken by what nobody decides in time.
    holdUntil: row.holdUntil ?? row.approveBy,
    now: ctx.now(),
  });
  if (!claimed) return false;
  if (assignment !== null) await chargeAssignment(tx, target.link, assignment);
  await insertBooking(tx, ctx, row, hostIds);
  await wake(tx, { tenantId: ctx.tenantId, kind: 'booking', subjectId: row.id });
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
    if (await writeBooking(tx, ctx, claim, { link: target.link, hosts }, assignment)) return true;
    candidates = candidates.filter((candidate) => candidate.hostId !== assignment.hostId);
  }
};

/**
 * Claims a time of a link and makes the booking: held when the guest's details are still to come, pending approval or
 * confirmed otherwise. A time that is not offered or was just taken is a refusal and leaves nothing; what is plainly gone
 * is refused before anything is locked.
 */
export const claimSlot = async (
  tx: Transaction,
  ctx: ServiceContext,
  target: LinkWithHosts,
  claim: Claim,
): Promise<{ refusal: Refusal } | null> => {
  const now = ctx.now();
  const { details, start, durationMinutes } = claim;
  if (await isPlainlyTaken(tx, target, claim, now)) return slotTaken();
  if (details !== null) {
    const refused = await refuseByGuestLimit(tx, target.link, { email: details.guest.email, now });
    if (refused !== null) return refused;
  }
  const check = await checkTime(tx, target, { start, durationMinutes, now });
  if ('refusal' in check) return check;
  const written =
    target.link.kind === 'round_robin'
      ? await writeAssigned(tx, ctx, claim, target, check.hostIds)
      : await writeBooking(tx, ctx, claim, target, null);
  return written ? null : slotTaken();
};
