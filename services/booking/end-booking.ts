import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { withTenant } from '#db/tenant.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { waitsForPayment } from '#domain/booking/move-request.ts';
import { deadlineOf, standing, statusTable } from '#domain/booking/status.ts';
import type { BookingStatus } from '#domain/booking/types.ts';
import type { ServiceContext } from '#services/context.ts';
import { giveBack } from './change/give-back.ts';
import { dropMoveRequest, noMoveRequest } from './change/request-move.ts';
import { writeChange } from './change/write-change.ts';
import { leaveMove } from './payment/move/leave-move.ts';
import { type LockedBooking, lockBooking } from './read/load-booking.ts';

export type EndBookingInput = {
  tenantId: string;
  bookingId: string;
  /** `cancelled`: an operator has cancelled its workflow. */
  as: 'due' | 'cancelled';
  workflowRunId: string;
  /** The workflow's clock, epoch milliseconds. */
  now: number;
};

const contextOf = (db: Database, { tenantId, now }: EndBookingInput): ServiceContext => ({
  db,
  tenantId,
  actor: { kind: 'system' },
  now: () => now,
  newId,
});

const actions: Partial<Record<BookingStatus, AuditAction>> = {
  expired: 'booking.expire',
  completed: 'booking.complete',
  cancelled: 'booking.cancel',
};

/** A move that nobody approved in time, or paid for: the booking stays where it is. */
const endMoveRequest = async (
  tx: Transaction,
  locked: LockedBooking,
  ctx: ServiceContext,
  { workflowRunId }: EndBookingInput,
): Promise<void> => {
  const { booking } = locked;
  const isOver = booking.moveBy !== null && booking.moveBy <= ctx.now();
  if (!isOver || standing(booking, ctx.now()) !== booking.status) return;
  await dropMoveRequest(tx, booking);
  // What nobody has paid for ends with its payment; here only its time does.
  const isUnpaid = waitsForPayment(booking);
  if (!isUnpaid) await leaveMove(tx, ctx, booking, { reason: 'declined' });
  writeChange(tx, ctx, locked, {
    set: isUnpaid ? { moveTo: null, moveBy: null } : noMoveRequest,
    entry: { kind: isUnpaid ? 'move_unpaid' : 'move_expired', workflowRunId },
    action: 'booking.expire_move',
  });
};

/**
 * Ends what has run out: a hold nobody completed, an approval nobody gave, a booking that is over; or cancels for an
 * operator. Changes nothing when it is not due, whatever its workflow thinks, and nothing when repeated.
 */
export const endBooking = async (db: Database, input: EndBookingInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const locked = await lockBooking(tx, input.tenantId, input.bookingId);
    const { booking } = locked;
    if (deadlineOf(booking) === null) return;
    if (input.as === 'due') await endMoveRequest(tx, locked, contextOf(db, input), input);
    const now = standing(booking, input.now);
    // What has run out has ended, whatever an operator asks for.
    const as = input.as === 'cancelled' && now === booking.status ? 'cancelled' : now;
    if (as === booking.status) return;
    const action = actions[as];
    if (action === undefined) throw new Error(`no booking ends as ${as}`);
    const isKept = statusTable[as].counts;
    const ctx = contextOf(db, input);
    const given = isKept ? {} : await giveBack(tx, ctx, booking);
    const wasRequested = statusTable[booking.status].allows.includes('approve');
    writeChange(tx, ctx, locked, {
      set: {
        ...given,
        status: as,
        holdUntil: null,
        approveBy: null,
        ...noMoveRequest,
        ...(as === 'cancelled' ? { cancelledBy: 'system', revision: booking.revision + 1 } : {}),
      },
      entry: {
        kind: wasRequested && as === 'expired' ? 'approval_expired' : as,
        workflowRunId: input.workflowRunId,
      },
      action,
    });
  });
