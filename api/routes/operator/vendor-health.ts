import { bindOperator, type Router } from '#api/bind.ts';
import * as contract from '#contracts/operator/vendor-health.ts';
import { listBacklog, readBacklogFigures } from '#services/vendor-health/list-backlog.ts';
import { type AskedVendor, readVendorHealth } from '#services/vendor-health/read-vendor-health.ts';

/** Serves operators: how the vendors answer, and what of accounts there is overdue. */
export const vendorHealthRoutes = (
  router: Router,
  { vendors }: { vendors: readonly AskedVendor[] },
): void => {
  bindOperator(router, contract.readVendorHealth, async ({ ctx }) => ({
    body: await readVendorHealth(ctx, vendors),
  }));
  bindOperator(router, contract.listVendorBacklog, async ({ ctx, query }) => ({
    body: await listBacklog(ctx, query),
  }));
  bindOperator(router, contract.readVendorBacklogFigures, async ({ ctx }) => ({
    body: await readBacklogFigures(ctx),
  }));
};
