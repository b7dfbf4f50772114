import { z } from 'zod';
import { currencies } from '#domain/money/currencies.ts';
import {
  captureTimes,
  paymentStates,
  refundReasons,
  refundStates,
  reservationStages,
} from '#domain/payment/types.ts';
import { InstantOutput } from '../fields.ts';

/** In the minor unit of its currency. */
const Minor = z.int();

/** A move whose new time is held until its guest has paid what it costs more. */
export const UnpaidMove = z
  .object({
    to: InstantOutput,
    /** In the minor unit of `currency`. */
    amountMinor: Minor,
    currency: z.enum(currencies),
    /** Until when it can be paid; the booking stays where it is. */
    payBy: InstantOutput,
    canPay: z.boolean(),
  })
  .meta({ id: 'UnpaidMove' });

/** The money of a guest's booking, summed over its payments. Amounts are in the minor unit of `currency`. */
export const GuestPayment = z
  .object({
    /** `open`: to be paid, or being paid; `reserved`: set aside at the guest's bank and not taken; `closed`: nobody has paid, and nobody can any more; `paid`: it was taken. */
    state: z.enum(paymentStates),
    /** When the money is taken: as soon as the guest pays, or once the host has approved; until then it is reserved. */
    captures: z.enum(captureTimes),
    /** Where reserved money is; null where nothing was reserved, or it has been taken. */
    reservation: z.enum(reservationStages).nullable(),
    /** What the booking costs. */
    amountMinor: Minor,
    currency: z.enum(currencies),
    /** The tax in it that is shown; 0: none is. */
    taxBasisPoints: z.int(),
    /** Until when it can be paid. */
    payBy: InstantOutput,
    canPay: z.boolean(),
    paidMinor: Minor,
    /** How it was paid, as people know it. */
    method: z.string().nullable(),
    receiptUrl: z.string().nullable(),
    refunds: z.array(
      z.object({
        amountMinor: Minor,
        /** That it was paid in, which a booking that has moved may not cost any more. */
        currency: z.enum(currencies),
        state: z.enum(refundStates),
        reason: z.enum(refundReasons),
        /** Given back by the host directly, as it was paid to them. */
        isOutside: z.boolean(),
        at: InstantOutput,
      }),
    ),
    /** What its guest has agreed to get back, in the language they booked in. */
    refundText: z.string(),
    /** What goes back if its guest cancels now, and why so much; null while nothing was paid. */
    ifCancelled: z
      .object({ amountMinor: Minor, cause: z.enum(['whole', 'tier', 'too_late', 'none']) })
      .nullable(),
  })
  .meta({ id: 'GuestPayment' });
