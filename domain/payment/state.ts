import type { RefundState } from './types.ts';

/** Refunds that take from what is left: they are owed, asked for or made. */
export const promisedStates = ['owed', 'pending', 'succeeded'] as const satisfies readonly RefundState[];

type Promised = { state: RefundState; amountMinor: number };

/** What was given back, is on its way back or is to go back. */
export const promisedOf = (refunds: readonly Promised[]): number =>
  refunds
    .filter(({ state }) => (promisedStates as readonly RefundState[]).includes(state))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What of a payment can still be given back: what was taken and not lost, less what is promised. */
export const refundableOf = (
  payment: { capturedMinor: number; lostMinor: number },
  refunds: readonly Promised[],
): number => Math.max(0, payment.capturedMinor - payment.lostMinor - promisedOf(refunds));
