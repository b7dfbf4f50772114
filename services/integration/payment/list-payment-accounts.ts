import { and, asc, count, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { links } from '#db/schema/link.ts';
import { withTenantList } from '#db/tenant.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import {
  countUnsettled,
  currentAccount,
  ofAccount,
  type PaymentAccountView,
  readPaymentAccounts,
  takesPayments,
  viewPaymentAccount,
  type WebhookUrl,
} from './view-payment-account.ts';

/** Links with a price that guests can find. */
export const countPricedLinks = async (tx: Transaction, tenantId: string): Promise<number> => {
  const [row] = await tx
    .select({ count: count() })
    .from(links)
    .where(and(eq(links.tenantId, tenantId), isNotNull(links.priceMinor), isNull(links.archivedAt)));
  return row?.count ?? 0;
};

/** A page of the accounts that take payments, oldest first, and how many links have a price; ended ones are left out. */
export const listPaymentAccounts = async (
  ctx: ServiceContext,
  page: PageRequest,
  webhookUrl: WebhookUrl,
): Promise<Page<PaymentAccountView> & { pricedLinks: number }> => {
  requireAccess(ctx, 'tenant_integrations.read');
  const { tenantId } = ctx;
  const after = idAfter(page.cursor);
  return withTenantList(ctx.db, tenantId, async (tx) => {
    const [rows, all, unsettled, pricedLinks] = await Promise.all([
      tx
        .select({ id: integrations.id, integration: integrations, account: paymentAccounts })
        .from(integrations)
        .innerJoin(paymentAccounts, ofAccount)
        .where(
          and(
            takesPayments(tenantId),
            inArray(integrations.status, ['connected', 'needs_reconnection']),
            after === null ? undefined : gt(integrations.id, after),
          ),
        )
        .orderBy(asc(integrations.id))
        .limit(page.limit + 1),
      readPaymentAccounts(tx, tenantId),
      countUnsettled(tx, tenantId),
      countPricedLinks(tx, tenantId),
    ]);
    const currentId = currentAccount(all);
    const view = (row: (typeof rows)[number]): PaymentAccountView =>
      viewPaymentAccount(row, {
        currentId,
        unsettled: unsettled.find(({ integrationId }) => integrationId === row.id)?.count ?? 0,
        now: ctx.now(),
        webhookUrl,
      });
    return { ...pageFrom(rows, page.limit, view), pricedLinks };
  });
};
