import { heartbeat } from '@temporalio/activity';
import { failureOf } from '#domain/failure.ts';
import type { ReconciliationView } from '#domain/payment/reconciliation.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { PaymentClient } from '#providers/payment/port.ts';
import { readPayment } from '#services/payment/load-payment.ts';
import { type ReadPage, takePage } from '#services/payment/reconciliation/advance-reconciliation.ts';
import { checkSuspect } from '#services/payment/reconciliation/check-suspect.ts';
import {
  endReconciliation,
  failReconciliation,
} from '#services/payment/reconciliation/end-reconciliation.ts';
import {
  lookAtReconciliation,
  type ReconciliationKey,
  type ReconciliationRow,
  readRunning,
} from '#services/payment/reconciliation/load-reconciliation.ts';
import { startReconciliations } from '#services/payment/reconciliation/start-reconciliations.ts';
import { sweepPayments } from '#services/payment/reconciliation/sweep-payments.ts';
import { type AskDeps, createAskVendor } from './ask-vendor.ts';
import type { OpenPaymentAccount } from './open-payment-account.ts';

export type ReconciliationInput = ReconciliationKey & { now: number };

const dayMs = 24 * 60 * 60_000;
/** A round ends after this long, and the next one goes on. */
const roundMs = 60_000;

/** Pages live for a day at most, so one that was paid on in the time that is compared was made no more than a day before. */
const readPage = async (client: PaymentClient, run: ReconciliationRow): Promise<ReadPage | null> => {
  const { phase, cursor, fromAt: from, toAt: to } = run;
  const range = { from, to, cursor };
  switch (phase) {
    case 'pages':
      return { phase, page: await client.listPayments({ ...range, from: from - dayMs }) };
    case 'charges':
      return { phase, page: await client.listCharges(range) };
    case 'refunds':
      return { phase, page: await client.listRefunds(range) };
    case 'disputes':
      return { phase, page: await client.listDisputes(range) };
    case 'end':
      return null;
  }
};

export type ReconciliationDeps = AskDeps & { openAccount: OpenPaymentAccount };

/** Comparing with vendors, and asking about what has gone quiet. Each is safe to repeat. */
export const createReconciliationActivities = (deps: ReconciliationDeps) => {
  const { db, openAccount } = deps;
  const askVendor = createAskVendor(deps);

  /** One step of it: a suspect, or the next page. Answers whether more is to be done. */
  const advance = async (client: PaymentClient, input: ReconciliationInput): Promise<boolean> => {
    const run = await readRunning(db, input);
    if (run === null) return false;
    const [paymentId] = run.suspects;
    if (paymentId !== undefined) {
      const ask = async () => {
        const { tenantId, now } = input;
        const { checkoutBegunAt } = await readPayment(db, { tenantId, paymentId });
        return checkoutBegunAt === null ? null : askVendor(client, { tenantId, paymentId, now });
      };
      await checkSuspect(db, { ...input, paymentId }, ask);
      return true;
    }
    const read = await readPage(client, run);
    if (read === null) {
      await endReconciliation(db, input);
      return false;
    }
    await takePage(db, { ...input, cursor: run.cursor }, read);
    return true;
  };

  return {
    lookAtReconciliation: (input: ReconciliationInput): Promise<ReconciliationView | null> =>
      lookAtReconciliation(db, input),

    /**
     * Compares as much as a round allows, page by page and payment by payment, each written down with where it goes on. A failure is
     * written down with the next try and thrown.
     */
    compareWithVendor: async (input: ReconciliationInput): Promise<void> => {
      const endsAt = performance.now() + roundMs;
      try {
        const run = await readRunning(db, input);
        if (run === null) return;
        const { client } = await openAccount(input.tenantId, run.integrationId);
        while (await advance(client, input)) {
          heartbeat(run.id);
          if (performance.now() >= endsAt) return;
        }
      } catch (error) {
        const retryAfterSeconds = error instanceof ProviderFailure ? error.retryAfterSeconds : undefined;
        await failReconciliation(db, { ...input, failure: failureOf(error), retryAfterSeconds });
        throw error;
      }
    },

    startReconciliations: (input: {
      now: number;
      after: string;
    }): Promise<{ started: number; after: string | null }> => startReconciliations(db, input),

    sweepPayments: (input: { now: number }): Promise<{ asked: number; isDone: boolean }> =>
      sweepPayments(db, { ...input, onTenant: () => heartbeat() }),
  };
};
