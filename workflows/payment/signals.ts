import { defineQuery } from '@temporalio/workflow';
import type { PaymentView } from '#domain/payment/follow.ts';
import type { ReconciliationView } from '#domain/payment/reconciliation.ts';
import type { PaymentState, ReconciliationState } from '#domain/payment/types.ts';

export type PaymentLifecycleInput = { tenantId: string; paymentId: string };
/** `unknown`: there is no such payment; what asked for it was undone. */
export type PaymentLifecycleResult = { state: PaymentState | 'unknown' };

/** For operators: where the payment stands and what is under way. */
export const paymentStateQuery = defineQuery<{ view: PaymentView | null; underWay: readonly string[] }>(
  'state',
);

export type ReconciliationInput = { tenantId: string; reconciliationId: string };
/** `unknown`: there is no such reconciliation. */
export type ReconciliationResult = { state: ReconciliationState | 'unknown' };

/** For operators: how far a reconciliation has come. */
export const reconciliationStateQuery = defineQuery<ReconciliationView | null>('state');
