import type { Transaction } from '#db/client.ts';
import { standing } from '#domain/booking/status.ts';
import { refuseTransition } from '#domain/booking/transition.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { giveBack } from './change/give-back.ts';
import { writeChange } from './change/write-change.ts';
import { type LockedBooking, lockBooking, requireBooking } from './read/load-booking.ts';

/** Ends a hold that lives; the caller holds the booking's lock. */
export const endHold = async (tx: Transaction, ctx: ServiceContext, locked: LockedBooking): Promise<void> => {
  const given = await giveBack(tx, ctx, locked.booking);
  writeChange(tx, ctx, locked, {
    set: { ...given, status: 'expired', holdUntil: null },
    entry: { kind: 'hold_released' },
    action: 'booking.release_hold',
  });
};

/**
 * Gives a held time back; one that has ended already counts as given back. Answers whether this call has done it. Throws
 * `invalid_transition` when the hold has become a booking.
 */
export const releaseHold = async (ctx: ServiceContext, input: { bookingId: string }): Promise<boolean> =>
  inCommand(ctx, {
    run: async (tx) => {
      const { bookingId: subjectId } = input;
      const locked = await lockBooking(tx, ctx.tenantId, subjectId);
      requireBooking(ctx, locked);
      if (standing(locked.booking, ctx.now()) === 'expired') return { subjectId, answer: false };
      const refusal = refuseTransition('release_hold', locked.booking, ctx.now());
      if (refusal !== null) return { subjectId, refusal };
      await endHold(tx, ctx, locked);
      return { subjectId, answer: true };
    },
    replay: () => Promise.resolve(false),
  });
