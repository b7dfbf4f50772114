import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';

/** What an organisation has left at vendors that take its payments, where its accounts still open. */
export const listPaymentWebhooks = async (
  db: Database,
  tenantId: string,
): Promise<{ integrationId: string; webhookId: string }[]> =>
  withTenant(db, tenantId, async (tx) => {
    const rows = await tx
      .select({ integrationId: paymentAccounts.integrationId, webhookId: paymentAccounts.webhookId })
      .from(paymentAccounts)
      .innerJoin(
        integrations,
        and(
          eq(integrations.tenantId, paymentAccounts.tenantId),
          eq(integrations.id, paymentAccounts.integrationId),
        ),
      )
      .where(
        and(
          eq(paymentAccounts.tenantId, tenantId),
          eq(integrations.status, 'connected'),
          isNotNull(paymentAccounts.webhookId),
        ),
      );
    return rows.flatMap(({ integrationId, webhookId }) =>
      webhookId === null ? [] : [{ integrationId, webhookId }],
    );
  });
