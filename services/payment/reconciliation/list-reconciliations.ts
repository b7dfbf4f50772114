import { and, desc, eq, lt } from 'drizzle-orm';
import { reconciliations } from '#db/schema/payment.ts';
import { withTenant, withTenantList } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';
import { isReconciliation } from './load-reconciliation.ts';
import {
  presentReconciliation,
  presentReconciliationDetail,
  selectReconciliations,
} from './present-reconciliation.ts';

/** A page of the reconciliations of an organisation, the newest first (contract `ReconciliationPage`). */
export const listReconciliations = async (ctx: ServiceContext, input: PageRequest) => {
  requireAccess(ctx, 'tenant_integrations.read');
  const after = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    selectReconciliations(tx)
      .where(
        and(
          eq(reconciliations.tenantId, ctx.tenantId),
          after === null ? undefined : lt(reconciliations.id, after),
        ),
      )
      .orderBy(desc(reconciliations.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows, input.limit, presentReconciliation);
};

/** One of them with its totals (contract `ReconciliationDetail`); `not_found` otherwise. */
export const getReconciliation = async (ctx: ServiceContext, input: { reconciliationId: string }) => {
  requireAccess(ctx, 'tenant_integrations.read');
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    selectReconciliations(tx).where(isReconciliation({ tenantId: ctx.tenantId, ...input })),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such reconciliation.');
  return presentReconciliationDetail(row);
};
