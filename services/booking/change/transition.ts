import type { Transaction } from '#db/client.ts';
import { refuseTransition } from '#domain/booking/transition.ts';
import type { BookingAction } from '#domain/booking/types.ts';
import {
  type LoadedBooking,
  type LockedBooking,
  loadBooking,
  lockBooking,
  requireBooking,
} from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, type Refusal } from '#services/idempotency.ts';
import { type BookingChange, writeChange } from './write-change.ts';

export type Transition = {
  bookingId: string;
  action: BookingAction;
  /** What changes once the state allows it; a refusal has written nothing. */
  apply: (tx: Transaction, locked: LockedBooking) => Promise<BookingChange | { refusal: Refusal }>;
};

/**
 * The frame of every change of a booking: one transaction, one booking at a time, who may first, then the rule of its
 * state, then the change with all that it causes. Answers the booking after it. Throws `not_found`, what
 * `refuseTransition` says and what `apply` refuses.
 */
export const inTransition = async (ctx: ServiceContext, input: Transition): Promise<LoadedBooking> =>
  inCommand(ctx, {
    run: async (tx) => {
      const { bookingId, action } = input;
      const locked = await lockBooking(tx, ctx.tenantId, bookingId);
      requireBooking(ctx, locked);
      const refusal = refuseTransition(action, locked.booking, ctx.now());
      if (refusal !== null) return { refusal, subjectId: bookingId };
      const change = await input.apply(tx, locked);
      if ('refusal' in change) return { ...change, subjectId: bookingId };
      writeChange(tx, ctx, locked, change);
      return { subjectId: bookingId, answer: loadBooking(tx, ctx.tenantId, bookingId) };
    },
    replay: (tx, bookingId) => loadBooking(tx, ctx.tenantId, bookingId),
  });
