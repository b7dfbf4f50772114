import { and, eq, gte, inArray, notInArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import {
  type BookingRequestOutcome,
  bookingHosts,
  bookingRequests,
  bookings,
  bookingTimeline,
} from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { assignHost } from '#domain/assignment/assign-host.ts';
import type { Assignment } from '#domain/assignment/model.ts';
import { zoneDataVersion } from '#domain/availability/zone-table.ts';
import type { BookingStatus } from '#domain/booking/status.ts';
import { wallTimeOf } from '#domain/time.ts';
import { asSystem, audit } from '#services/audit.ts';
import { type LinkWithHosts, loadLinkById } from '#services/link/public-link.ts';
import { chargeAssignment, loadCandidates, refundAssignment } from './assign-booking.ts';
import { freeBlocks, insertBlocks } from './blocks.ts';
import {
  appendTimeline,
  checkWish,
  confirmationCode,
  hasTargetCalendar,
  loadRequest,
  loadSnapshot,
  type RequestInput,
  type RequestResult,
  recordOutcome,
  refused,
  settledWith,
  snapshotOf,
  type TimelineInput,
  timelineRow,
} from './internal.ts';

type ClaimRequest = Awaited<ReturnType<typeof loadRequest<'claim'>>>;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const pad = (value: number): string => String(value).padStart(2, '0');

/** What was agreed on the host's clock, with the offset that settles a repeated hour and the rules' version. */
export const agreedWallTime = (instant: number, zone: string) => {
  const wall = wallTimeOf(instant, zone);
  return {
    hostTimeZone: zone,
    localStart: `${String(wall.year).padStart(4, '0')}-${pad(wall.month)}-${pad(wall.day)} ${pad(wall.hour)}:${pad(wall.minute)}:${pad(wall.second)}`,
    utcOffsetMinutes: Math.round(wall.offsetMinutes),
    tzdataVersion: zoneDataVersion,
  };
};

/** [AVL-4] At most N bookings of one e-mail address in D days, counted back from now by when they were made. */
export const guestLimitRefusal = async (
  tx: Transaction,
  link: LinkWithHosts['link'],
  email: string,
  now: number,
  ignoreBookingId?: string,
): Promise<BookingRequestOutcome | null> => {
  if (link.guestLimit === null || link.guestLimit === undefined) return null;
  const { count, days } = link.guestLimit;
  const rows = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, link.tenantId),
        eq(bookings.linkId, link.id),
        eq(bookings.guestEmail, email.toLowerCase()),
        gte(bookings.createdAt, now - days * dayMs),
        notInArray(bookings.status, ['cancelled', 'declined', 'expired']),
      ),
    )
    .limit(count + 1);
  const others = rows.filter((row) => row.id !== ignoreBookingId).length;
  return others >= count
    ? refused('guest_limit_reached', `This address has ${count} booking(s) within ${days} day(s) already.`)
    : null;
};

/** Why the link itself refuses, before any time is looked at. */
const linkRefusal = (target: LinkWithHosts, durationMinutes: number): BookingRequestOutcome | null => {
  const { link } = target;
  if (!link.isActive || link.archivedAt !== null)
    return refused('link_inactive', 'The host has switched this link off.');
  if (!link.durationsMinutes.includes(durationMinutes))
    return refused('outside_availability', 'The link does not offer this duration.');
  return null;
};

/** The booking a claim makes, under the link's present rules. */
const bookingRow = (input: RequestInput, request: ClaimRequest, { link, hosts }: LinkWithHosts) => {
  const { guest, start, ...payload } = request.payload;
  const organizer = hosts[0];
  if (organizer === undefined) throw new Error(`link ${link.id} has no host`);
  const status: BookingStatus =
    guest === undefined ? 'held' : link.requiresApproval ? 'pending_approval' : 'confirmed';
  return {
    tenantId: input.tenantId,
    id: input.bookingId,
    linkId: link.id,
    code: confirmationCode(input.bookingId),
    status,
    startsAt: start,
    endsAt: start + payload.durationMinutes * minuteMs,
    durationMinutes: payload.durationMinutes,
    ...agreedWallTime(start, organizer.timeZone),
    guestName: guest?.name ?? null,
    guestEmail: guest?.email.toLowerCase() ?? null,
    guestPhone: guest?.phone ?? null,
    guestTimeZone: payload.timeZone,
    locale: payload.locale,
    answers: payload.answers,
    note: payload.note ?? null,
    locationKind: link.locationKind,
    locationValue: link.locationValue,
    terms: {
      title: link.title,
      bufferBeforeMinutes: link.bufferBeforeMinutes,
      bufferAfterMinutes: link.bufferAfterMinutes,
      reminderMinutes: link.reminderMinutes,
      questions: link.questions,
      requiresApproval: link.requiresApproval,
    },
    revision: 0,
    holdUntil: status === 'held' ? Math.min(input.now + link.holdMinutes * minuteMs, start) : null,
    approveBy:
      status === 'pending_approval'
        ? Math.min(input.now + link.approvalDeadlineHours * 60 * minuteMs, start)
        : null,
    createdAt: input.now,
    updatedAt: input.now,
    workflowRunId: input.workflowRunId,
  };
};

/** Booking, hosts, first line of the timeline and the request's outcome in one statement. True when a calendar is to be written. */
const insertBooking = async (
  tx: Transaction,
  row: typeof bookings.$inferInsert,
  hostIds: readonly string[],
  entry: TimelineInput,
): Promise<boolean> => {
  const { tenantId, id: bookingId } = row;
  const hosts = hostIds.map((memberId, index) => ({
    tenantId,
    bookingId,
    memberId,
    isOrganizer: index === 0,
  }));
  const [request] = await tx
    .with(
      tx.$with('booking').as(tx.insert(bookings).values(row).returning({ id: bookings.id })),
      tx.$with('hosts').as(tx.insert(bookingHosts).values(hosts).returning({ id: bookingHosts.memberId })),
      tx
        .$with('entry')
        .as(tx.insert(bookingTimeline).values(timelineRow(entry)).returning({ id: bookingTimeline.id })),
    )
    .update(bookingRequests)
    .set(settledWith({ ok: true }))
    .where(and(eq(bookingRequests.tenantId, tenantId), eq(bookingRequests.id, entry.dedupeKey)))
    .returning({ hasCalendar: hasTargetCalendar(sql`${[...hostIds]}`) });
  return request?.hasCalendar === true;
};

/** The booking with these hosts, or null when somebody has taken one of them meanwhile. */
const writeBooking = async (
  tx: Transaction,
  input: RequestInput,
  request: ClaimRequest,
  target: LinkWithHosts,
  assignment: Assignment | null,
): Promise<RequestResult | null> => {
  const row = { ...bookingRow(input, request, target), assignment };
  const hostIds = target.hosts.map((host) => host.id);
  const claimed = await insertBlocks(tx, {
    tenantId: input.tenantId,
    bookingId: input.bookingId,
    hostIds,
    start: row.startsAt,
    end: row.endsAt,
    bufferBeforeMinutes: row.terms.bufferBeforeMinutes,
    bufferAfterMinutes: row.terms.bufferAfterMinutes,
    holdUntil: row.holdUntil,
    now: input.now,
  });
  if (!claimed) return null;
  if (assignment !== null) await chargeAssignment(tx, target.link, assignment);
  const hasCalendar = await insertBooking(tx, row, hostIds, {
    tenantId: input.tenantId,
    bookingId: input.bookingId,
    dedupeKey: input.requestId,
    at: input.now,
    kind: row.status,
    actor: request.actor,
    actorId: request.actorId,
    details: { start: new Date(row.startsAt).toISOString(), hostIds },
    workflowRunId: input.workflowRunId,
  });
  return { outcome: { ok: true }, snapshot: snapshotOf(row, hostIds, hasCalendar, input.now) };
};

/** Gives a booking of a round-robin link to one of the free hosts; if somebody took that one meanwhile, to the next. */
const writeAssigned = async (
  tx: Transaction,
  input: RequestInput,
  request: ClaimRequest,
  target: LinkWithHosts,
  freeHostIds: readonly string[],
): Promise<RequestResult | null> => {
  const { strategy, namedHostId } = target.link.assignment;
  let candidates = await loadCandidates(tx, target, freeHostIds, input.now);
  for (;;) {
    const assignment = assignHost({ strategy, candidates, ...(namedHostId === null ? {} : { namedHostId }) });
    if (assignment === undefined) return null;
    const hosts = target.hosts.filter((host) => host.id === assignment.hostId);
    const result = await writeBooking(tx, input, request, { link: target.link, hosts }, assignment);
    if (result !== null) return result;
    candidates = candidates.filter((candidate) => candidate.hostId !== assignment.hostId);
  }
};

/**
 * Claims the time of a request and makes the booking, in one transaction: held when the guest's details are still to
 * come, pending approval or confirmed otherwise. A time that is not offered or just taken is a refusal, recorded with
 * the request. Repeating it gives the first answer.
 */
export const claimSlot = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  withTenant(db, input.tenantId, async (tx) => {
    const request = await loadRequest(tx, input, 'claim');
    if (request.outcome !== null)
      return {
        outcome: request.outcome,
        snapshot: request.outcome.ok
          ? await loadSnapshot(tx, input.tenantId, input.bookingId, input.now)
          : null,
      };
    const target = await loadLinkById(tx, input.tenantId, request.payload.linkId);
    const { guest, start, durationMinutes } = request.payload;
    const refuse = async (outcome: BookingRequestOutcome): Promise<RequestResult> => {
      await recordOutcome(tx, input, outcome);
      return { outcome, snapshot: null };
    };
    const refusal =
      linkRefusal(target, durationMinutes) ??
      (guest === undefined ? null : await guestLimitRefusal(tx, target.link, guest.email, input.now));
    if (refusal !== null) return refuse(refusal);
    const check = await checkWish(tx, target, { start, durationMinutes, now: input.now });
    if (!check.ok) return refuse(check);
    const written =
      target.link.kind === 'round_robin'
        ? await writeAssigned(tx, input, request, target, check.hostIds)
        : await writeBooking(tx, input, request, target, null);
    return written ?? refuse(refused('slot_taken', 'Somebody else has just taken this time.'));
  });

/** Frees whatever a claim may have taken when its workflow could not learn the outcome in time. */
export const abandonClaim = async (db: Database, input: RequestInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const request = await loadRequest(tx, input, 'claim');
    if (request.outcome !== null && !request.outcome.ok) return;
    await freeBlocks(tx, input.tenantId, input.bookingId);
    const ended = await tx
      .update(bookings)
      .set({ status: 'expired', holdUntil: null, approveBy: null, updatedAt: input.now })
      .where(
        and(
          eq(bookings.tenantId, input.tenantId),
          eq(bookings.id, input.bookingId),
          inArray(bookings.status, ['held', 'pending_approval', 'confirmed']),
        ),
      )
      .returning();
    const [gone] = ended;
    if (gone !== undefined) {
      await refundAssignment(tx, gone);
      await appendTimeline(tx, {
        tenantId: input.tenantId,
        bookingId: input.bookingId,
        dedupeKey: 'system:expired',
        at: input.now,
        kind: 'expired',
        actor: 'system',
        workflowRunId: input.workflowRunId,
      });
      await audit(tx, asSystem(input.tenantId, input.now), {
        action: 'booking.expire',
        targetKind: 'booking',
        targetId: input.bookingId,
      });
    }
    await recordOutcome(tx, input, refused('temporarily_unavailable', 'The claim was given up; try again.'));
  });
