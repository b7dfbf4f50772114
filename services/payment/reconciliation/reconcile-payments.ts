import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { beginReconciliation } from './begin-reconciliation.ts';

const connectedAccounts = async (tx: Transaction, tenantId: string): Promise<string[]> => {
  const rows = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, tenantId),
        eq(integrations.capability, 'payment'),
        isNull(integrations.memberId),
        eq(integrations.status, 'connected'),
      ),
    )
    .orderBy(integrations.id);
  return rows.map(({ id }) => id);
};

/**
 * Compares what guests have paid with what the vendors say, now: once for each account that takes payments and is not being
 * compared already. Throws `invalid_request` without an account.
 */
export const reconcilePayments = async (ctx: ServiceContext): Promise<void> =>
  inCommand(ctx, {
    run: async (tx) => {
      requireAccess(ctx, 'payments.write');
      const { tenantId } = ctx;
      const accounts = await connectedAccounts(tx, tenantId);
      if (accounts.length === 0)
        throw new AppError('not_found', 'No connected account takes payments of the organisation.');
      for (const integrationId of accounts) {
        const id = await beginReconciliation(tx, { tenantId, integrationId, now: ctx.now() });
        if (id !== null)
          await audit(tx, ctx, {
            action: 'reconciliation.begin',
            targetKind: 'reconciliation',
            targetId: id,
          });
      }
      return { subjectId: tenantId, answer: undefined };
    },
    replay: async () => undefined,
  });
