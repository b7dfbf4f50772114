import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/payment/reconciliation.ts';
import { dismissPaymentFinding } from '#services/payment/reconciliation/dismiss-finding.ts';
import { listPaymentFindings } from '#services/payment/reconciliation/list-findings.ts';
import {
  getReconciliation,
  listReconciliations,
} from '#services/payment/reconciliation/list-reconciliations.ts';
import { reconcilePayments } from '#services/payment/reconciliation/reconcile-payments.ts';

/** Serves those who act for the organisation: whether the books agree with the vendors. */
export const reconciliationRoutes = (router: Router): void => {
  bindMember(router, contract.listReconciliations, async ({ ctx, query }) => ({
    body: await listReconciliations(ctx, query),
  }));
  bindMember(router, contract.reconcilePayments, async ({ ctx }) => {
    await reconcilePayments(ctx);
    return { body: undefined };
  });
  bindMember(router, contract.getReconciliation, async ({ ctx, params }) => ({
    body: await getReconciliation(ctx, params),
  }));
  bindMember(router, contract.listPaymentFindings, async ({ ctx, query }) => ({
    body: await listPaymentFindings(ctx, query),
  }));
  bindMember(router, contract.dismissPaymentFinding, async ({ ctx, params }) => ({
    body: await dismissPaymentFinding(ctx, params),
  }));
};
