import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SecretBox } from '#services/secrets.ts';
import {
  ofAccount,
  type PaymentAccountRows,
  type PaymentAccountView,
  presentPaymentAccount,
  takesPayments,
  type WebhookUrl,
} from './view-payment-account.ts';
import { replaceWebhookSecret } from './webhook-secrets.ts';

/** An account that takes payments and its integration, locked; `not_found` for one that was disconnected. */
export const lockPaymentAccount = async (
  tx: Transaction,
  { tenantId }: Pick<ServiceContext, 'tenantId'>,
  integrationId: string,
): Promise<PaymentAccountRows> => {
  const [row] = await tx
    .select({ integration: integrations, account: paymentAccounts })
    .from(integrations)
    .innerJoin(paymentAccounts, ofAccount)
    .where(and(takesPayments(tenantId), eq(integrations.id, integrationId)))
    .for('update');
  if (row === undefined || row.integration.status === 'disconnected')
    throw new AppError('not_found', 'There is no such account that takes payments.');
  return row;
};

type Change = { integrationId: string; secret: string; webhookUrl: WebhookUrl };

/**
 * Keeps the secret that the notifications of an account are signed with; the one before it counts for a day more. With
 * `webhookId` the address was made by us at the vendor.
 */
export const setPaymentWebhookSecret = async (
  ctx: ServiceContext,
  box: SecretBox,
  { integrationId, secret, webhookUrl, ...made }: Change & { webhookId?: string },
): Promise<PaymentAccountView> => {
  requirePermission(ctx, 'tenant_integrations.write');
  const { tenantId } = ctx;
  const now = ctx.now();
  return withTenant(ctx.db, tenantId, async (tx) => {
    const { account } = await lockPaymentAccount(tx, ctx, integrationId);
    await replaceWebhookSecret(tx, box, account, { secret, now, ...made });
    await audit(tx, ctx, {
      action: 'integration.set_webhook',
      targetKind: 'integration',
      targetId: integrationId,
    });
    return presentPaymentAccount(tx, { tenantId, integrationId, now, webhookUrl });
  });
};
