import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { type BookingRequestKind, type BookingRequestOutcome, bookings } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import type { BookingStatus } from '#domain/booking/status.ts';
import { type BookingAction, refuseTransition } from '#domain/booking/transition.ts';
import { asSystem, audit } from '#services/audit.ts';
import { loadLinkById } from '#services/link/public-link.ts';
import { refundAssignment, targetOfBooking } from './assign-booking.ts';
import { freeBlocks, insertBlocks, keepBlocks } from './blocks.ts';
import { agreedWallTime, guestLimitRefusal } from './claim-slot.ts';
import {
  appendTimeline,
  type BookingRow,
  checkWish,
  hostIdsOf,
  loadRequest,
  loadSnapshot,
  lockBooking,
  type RequestInput,
  type RequestResult,
  recordOutcome,
  refused,
  updateBooking,
} from './internal.ts';

type LoadedRequest<Kind extends BookingRequestKind> = Awaited<ReturnType<typeof loadRequest<Kind>>>;
type Change<Kind extends BookingRequestKind> = (
  tx: Transaction,
  booking: BookingRow,
  request: LoadedRequest<Kind>,
) => Promise<
  | { refusal: BookingRequestOutcome }
  | { kind: string; reason?: string | undefined; details?: Record<string, unknown> }
>;

/**
 * The frame of every change: once per request, one booking at a time, state rule first, effect, timeline and outcome in
 * one transaction.
 */
const change = async <Kind extends BookingRequestKind & BookingAction>(
  db: Database,
  input: RequestInput,
  kind: Kind,
  apply: Change<Kind>,
): Promise<RequestResult> =>
  withTenant(db, input.tenantId, async (tx) => {
    const booking = await lockBooking(tx, input.tenantId, input.bookingId);
    const request = await loadRequest(tx, input, kind);
    const end = async (outcome: BookingRequestOutcome): Promise<RequestResult> => {
      if (request.outcome === null) await recordOutcome(tx, input, outcome);
      return { outcome, snapshot: await loadSnapshot(tx, input.tenantId, input.bookingId, input.now) };
    };
    if (request.outcome !== null) return end(request.outcome);
    if (booking === null) return end(refused('not_found', 'There is no such booking.'));
    const refusal = refuseTransition(kind, booking, input.now);
    if (refusal !== null) return end(refused(refusal.code, refusal.detail));
    const effect = await apply(tx, booking, request);
    if ('refusal' in effect) return end(effect.refusal);
    await appendTimeline(tx, {
      tenantId: input.tenantId,
      bookingId: input.bookingId,
      dedupeKey: input.requestId,
      at: input.now,
      kind: effect.kind,
      actor: request.actor,
      actorId: request.actorId,
      reason: effect.reason,
      details: effect.details ?? {},
      workflowRunId: input.workflowRunId,
    });
    return end({ ok: true });
  });

/** Gives a held time its guest: confirmed, or waiting for approval. `hold_expired` once the hold has ended. */
export const completeHold = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  change(db, input, 'complete_hold', async (tx, booking, request) => {
    const { link } = await loadLinkById(tx, input.tenantId, booking.linkId);
    const { guest, answers, note, timeZone, locale } = request.payload;
    const refusal = await guestLimitRefusal(tx, link, guest.email, input.now, booking.id);
    if (refusal !== null) return { refusal };
    const kept = await keepBlocks(tx, input.tenantId, booking.id);
    const hostIds = await hostIdsOf(tx, input.tenantId, booking.id);
    if (kept !== hostIds.length)
      return { refusal: refused('hold_expired', 'The hold has ended; choose a time again.') };
    const status = booking.terms.requiresApproval ? 'pending_approval' : 'confirmed';
    await updateBooking(tx, input.tenantId, booking.id, {
      status,
      holdUntil: null,
      approveBy:
        status === 'pending_approval'
          ? Math.min(input.now + link.approvalDeadlineHours * 3_600_000, booking.startsAt)
          : null,
      guestName: guest.name,
      guestEmail: guest.email.toLowerCase(),
      guestPhone: guest.phone ?? null,
      guestTimeZone: timeZone,
      locale,
      answers,
      note: note ?? null,
    });
    return { kind: status };
  });

/** Frees the time, and the turn of the host who was chosen for it. */
const giveBack = async (tx: Transaction, booking: BookingRow): Promise<void> => {
  await freeBlocks(tx, booking.tenantId, booking.id);
  await refundAssignment(tx, booking);
};

/** Gives a held time back at once. */
export const releaseHold = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  change(db, input, 'release_hold', async (tx, booking) => {
    await giveBack(tx, booking);
    await updateBooking(tx, input.tenantId, booking.id, { status: 'expired', holdUntil: null });
    return { kind: 'hold_released' };
  });

export const approveBooking = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  change(db, input, 'approve', async (tx, booking) => {
    await updateBooking(tx, input.tenantId, booking.id, { status: 'confirmed', approveBy: null });
    return { kind: 'approved' };
  });

export const declineBooking = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  change(db, input, 'decline', async (tx, booking, request) => {
    await giveBack(tx, booking);
    await updateBooking(tx, input.tenantId, booking.id, {
      status: 'declined',
      approveBy: null,
      cancelReason: request.payload.reason ?? null,
      cancelledBy: request.actor,
    });
    return { kind: 'declined', reason: request.payload.reason };
  });

/** Frees the time; the revision counts up so that every calendar sees a newer message. */
export const cancelBooking = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  change(db, input, 'cancel', async (tx, booking, request) => {
    await giveBack(tx, booking);
    await updateBooking(tx, input.tenantId, booking.id, {
      status: 'cancelled',
      approveBy: null,
      revision: booking.revision + 1,
      cancelReason: request.payload.reason ?? null,
      cancelledBy: request.actor,
    });
    return { kind: 'cancelled', reason: request.payload.reason };
  });

export const markNoShow = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  change(db, input, 'mark_no_show', async (tx, booking) => {
    await updateBooking(tx, input.tenantId, booking.id, { status: 'no_show' });
    return { kind: 'no_show' };
  });

/** Only a mark in the timeline: the workflow tries its providers again. */
export const retrySync = async (db: Database, input: RequestInput): Promise<RequestResult> =>
  change(db, input, 'retry_sync', async () => ({ kind: 'sync_retried' }));

class SlotLost extends Error {}

const moveBlocks = async (
  tx: Transaction,
  booking: BookingRow,
  start: number,
  now: number,
): Promise<string[]> => {
  const hostIds = await hostIdsOf(tx, booking.tenantId, booking.id);
  await freeBlocks(tx, booking.tenantId, booking.id);
  const claimed = await insertBlocks(tx, {
    tenantId: booking.tenantId,
    bookingId: booking.id,
    hostIds,
    start,
    end: start + booking.durationMinutes * 60_000,
    bufferBeforeMinutes: booking.terms.bufferBeforeMinutes,
    bufferAfterMinutes: booking.terms.bufferAfterMinutes,
    holdUntil: null,
    now,
  });
  if (!claimed) throw new SlotLost();
  return hostIds;
};

/**
 * Moves a booking. Old and new time change hands in one transaction: nobody sees a moment in which the booking holds
 * neither. If the new time is gone, nothing has changed.
 */
export const rescheduleBooking = async (db: Database, input: RequestInput): Promise<RequestResult> => {
  try {
    return await change(db, input, 'reschedule', async (tx, booking, request) => {
      const { start, reason } = request.payload;
      if (start === booking.startsAt) return { kind: 'reschedule_unchanged' };
      const target = await targetOfBooking(tx, booking);
      const check = await checkWish(tx, target, {
        start,
        durationMinutes: booking.durationMinutes,
        now: input.now,
        ignoreBookingId: booking.id,
        asHost: request.actor === 'host',
      });
      if (!check.ok) return { refusal: check };
      const [organizerId] = await moveBlocks(tx, booking, start, input.now);
      const organizer = target.hosts.find(({ id }) => id === organizerId);
      await updateBooking(tx, input.tenantId, booking.id, {
        startsAt: start,
        endsAt: start + booking.durationMinutes * 60_000,
        ...agreedWallTime(start, organizer?.timeZone ?? booking.hostTimeZone),
        revision: booking.revision + 1,
        approveBy: booking.approveBy === null ? null : Math.min(booking.approveBy, start),
      });
      return {
        kind: 'rescheduled',
        reason,
        details: { from: new Date(booking.startsAt).toISOString(), to: new Date(start).toISOString() },
      };
    });
  } catch (error) {
    if (!(error instanceof SlotLost)) throw error;
    const outcome = refused('slot_taken', 'Somebody else has just taken this time.');
    return withTenant(db, input.tenantId, async (tx) => {
      await recordOutcome(tx, input, outcome);
      return { outcome, snapshot: await loadSnapshot(tx, input.tenantId, input.bookingId, input.now) };
    });
  }
};

export type SystemChange = { tenantId: string; bookingId: string; workflowRunId: string; now: number };

export type SystemEnd = 'expired' | 'completed' | 'cancelled';

const endsFrom: Readonly<Record<SystemEnd, readonly BookingStatus[]>> = {
  expired: ['held', 'pending_approval'],
  completed: ['confirmed'],
  cancelled: ['held', 'pending_approval', 'confirmed'],
};

const endActions: Readonly<Record<SystemEnd, string>> = {
  expired: 'booking.expire',
  completed: 'booking.complete',
  cancelled: 'booking.cancel',
};

/** A workflow may know an older time than the booking has. */
const isDue = (booking: BookingRow, as: SystemEnd, now: number): boolean => {
  if (as === 'cancelled') return true;
  if (as === 'completed') return booking.endsAt <= now;
  return ((booking.status === 'held' ? booking.holdUntil : booking.approveBy) ?? booking.startsAt) <= now;
};

/**
 * A transition nobody asked for: the hold or the approval ran out, or the booking is over. Repeating changes nothing, nor
 * does one that is not due; the snapshot says what is.
 */
export const endBooking = async (
  db: Database,
  input: SystemChange & { as: SystemEnd },
): Promise<RequestResult> =>
  withTenant(db, input.tenantId, async (tx) => {
    const booking = await lockBooking(tx, input.tenantId, input.bookingId);
    if (
      booking !== null &&
      endsFrom[input.as].includes(booking.status) &&
      isDue(booking, input.as, input.now)
    ) {
      if (input.as !== 'completed') await giveBack(tx, booking);
      await tx
        .update(bookings)
        .set({
          status: input.as,
          holdUntil: null,
          approveBy: null,
          updatedAt: input.now,
          ...(input.as === 'cancelled'
            ? { cancelledBy: 'system' as const, revision: booking.revision + 1 }
            : {}),
        })
        .where(and(eq(bookings.tenantId, input.tenantId), eq(bookings.id, input.bookingId)));
      await appendTimeline(tx, {
        tenantId: input.tenantId,
        bookingId: input.bookingId,
        dedupeKey: `system:${input.as}`,
        at: input.now,
        kind: booking.status === 'pending_approval' && input.as === 'expired' ? 'approval_expired' : input.as,
        actor: 'system',
        workflowRunId: input.workflowRunId,
      });
      await audit(tx, asSystem(input.tenantId, input.now), {
        action: endActions[input.as],
        targetKind: 'booking',
        targetId: input.bookingId,
      });
    }
    return {
      outcome: { ok: true },
      snapshot: await loadSnapshot(tx, input.tenantId, input.bookingId, input.now),
    };
  });
