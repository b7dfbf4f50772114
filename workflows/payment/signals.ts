import { defineQuery } from '@temporalio/workflow';
import type { PaymentView } from '#domain/payment/follow.ts';
import type { PaymentState } from '#domain/payment/types.ts';

export type PaymentLifecycleInput = { tenantId: string; paymentId: string };
/** `unknown`: there is no such payment; what asked for it was undone. */
export type PaymentLifecycleResult = { state: PaymentState | 'unknown' };

/** For operators: where the payment stands and what is under way. */
export const paymentStateQuery = defineQuery<{ view: PaymentView | null; underWay: readonly string[] }>(
  'state',
);
