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

/** The money of a guest's booking. Amounts are in the minor unit of `currency`. */
export const GuestPayment = z
  .object({
    /** `open`: to be paid, or being paid; `reserved`: set aside at the guest's bank and not taken; `closed`: nobody has paid, and nobody can any more; `paid`: it was taken. */
    state: z.enum(paymentStates),
    /** When the money is taken: as soon as the guest pays, or once the host has approved; until then it is reserved. */
    captures: z.enum(captureTimes),
    /** Where reserved money is; null where nothing was reserved, or it has been taken. */
    reservation: z.enum(reservationStages).nullable(),
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
        state: z.enum(refundStates),
        reason: z.enum(refundReasons),
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
