import { z } from 'zod';
import { currencies } from '#domain/money/currencies.ts';
import { paymentStates, reservationStages } from '#domain/payment/types.ts';
import { InstantOutput, idOf } from '../fields.ts';

/** In the minor unit of its currency. */
const Minor = z.int();

/** The money of a booking as its hosts see it, summed over its payments. Amounts are in the minor unit of `currency`. */
export const HostPayment = z
  .object({
    /** Its first payment that was taken, else the last that was asked for. */
    id: idOf('payment'),
    state: z.enum(paymentStates),
    /** Where reserved money is; null where nothing was reserved, or it has been taken. */
    reservation: z.enum(reservationStages).nullable(),
    currency: z.enum(currencies),
    amountMinor: Minor,
    capturedMinor: Minor,
    refundedMinor: Minor,
    keptMinor: Minor,
    payBy: InstantOutput,
    /** What the host has to give back directly: the guest has paid them outside of any payment provider. */
    toGiveBackMinor: Minor,
    /** A refund of it has failed, or its guest disputes it. */
    needsAttention: z.boolean(),
    /** What its guest has agreed to get back, in the language they booked in. */
    refundText: z.string(),
    /** What would go back if a host cancelled now, by what they choose; null while nothing was paid. */
    ifCancelled: z.object({ whole: Minor, policy: Minor }).nullable(),
  })
  .meta({ id: 'HostPayment' });
