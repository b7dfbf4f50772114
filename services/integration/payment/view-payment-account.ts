import { and, count, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { disputes, payments, refunds } from '#db/schema/payment.ts';
import { AppError } from '#domain/errors.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import { type PaymentVendor, paymentVendors } from '#domain/vendors.ts';
import type { PaymentAccountRow } from './webhook-secrets.ts';

/** Where a vendor sends notifications to, whatever the installation is called. */
export type WebhookUrl = (vendor: PaymentVendor, endpointId: string) => string;

type IntegrationRow = typeof integrations.$inferSelect;
export type PaymentAccountRows = { integration: IntegrationRow; account: PaymentAccountRow };

/** Accounts of the tenant that take payments. */
export const takesPayments = (tenantId: string) =>
  and(
    eq(integrations.tenantId, tenantId),
    eq(integrations.capability, 'payment'),
    isNull(integrations.memberId),
  );

/** An account belongs to its own table by its integration. */
export const ofAccount = and(
  eq(paymentAccounts.tenantId, integrations.tenantId),
  eq(paymentAccounts.integrationId, integrations.id),
);

/** Vendors of integrations are those of all capabilities; an account that takes payments has one of these. */
export const paymentVendorOf = ({ vendor }: Pick<IntegrationRow, 'vendor'>): PaymentVendor => {
  const known = paymentVendors.find((each) => each === vendor);
  if (known === undefined) throw new Error('an account that takes payments is at a vendor of another kind');
  return known;
};

/** The guest may still pay, has money reserved, or is to get some back, or a bank decides: nobody else can finish it. */
const isUnsettled = (tx: Transaction) =>
  or(
    inArray(payments.state, ['open', 'reserved']),
    exists(
      tx
        .select({ one: sql`1` })
        .from(refunds)
        .where(
          and(
            eq(refunds.tenantId, payments.tenantId),
            eq(refunds.paymentId, payments.id),
            inArray(refunds.state, ['owed', 'pending']),
          ),
        ),
    ),
    exists(
      tx
        .select({ one: sql`1` })
        .from(disputes)
        .where(
          and(
            eq(disputes.tenantId, payments.tenantId),
            eq(disputes.paymentId, payments.id),
            eq(disputes.state, 'open'),
          ),
        ),
    ),
  );

/** How many payments each account has on which something is still to be done. */
export const countUnsettled = async (
  tx: Transaction,
  tenantId: string,
): Promise<{ integrationId: string | null; mode: PaymentMode | null; count: number }[]> =>
  tx
    .select({ integrationId: payments.integrationId, mode: payments.mode, count: count() })
    .from(payments)
    .where(and(eq(payments.tenantId, tenantId), isUnsettled(tx)))
    .groupBy(payments.integrationId, payments.mode);

/** The account that takes new payments: of several that are connected the one connected last. */
export const currentAccount = (rows: readonly PaymentAccountRows[]): string | null => {
  const [first] = rows
    .map(({ integration }) => integration)
    .filter(({ status }) => status === 'connected')
    .toSorted((a, b) => b.connectedAt - a.connectedAt || (a.id < b.id ? -1 : 1));
  return first?.id ?? null;
};

/** Every account of the tenant that takes payments and was not disconnected; there are a few at most. */
export const readPaymentAccounts = async (tx: Transaction, tenantId: string): Promise<PaymentAccountRows[]> =>
  tx
    .select({ integration: integrations, account: paymentAccounts })
    .from(integrations)
    .innerJoin(paymentAccounts, ofAccount)
    .where(and(takesPayments(tenantId), inArray(integrations.status, ['connected', 'needs_reconnection'])));

const iso = (instant: number): string => new Date(instant).toISOString();
const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant));

/** An account as the API shows it: never what it is opened with, nor its secrets. */
export const viewPaymentAccount = (
  { integration, account }: PaymentAccountRows,
  facts: { currentId: string | null; unsettled: number; now: number; webhookUrl: WebhookUrl },
) => ({
  id: integration.id,
  vendor: paymentVendorOf(integration),
  accountLabel: integration.accountLabel,
  status: integration.status,
  mode: account.mode,
  isCurrent: integration.id === facts.currentId,
  isUnrestricted: account.isUnrestricted,
  country: account.country,
  currency: account.currency,
  connectedAt: iso(integration.connectedAt),
  unsettledPayments: facts.unsettled,
  webhook: {
    url: facts.webhookUrl(paymentVendorOf(integration), account.endpointId),
    state:
      account.secretCiphertext === null
        ? ('missing' as const)
        : account.webhookId === null
          ? ('manual' as const)
          : ('automatic' as const),
    formerSecretUntil:
      (account.formerSecretUntil ?? 0) > facts.now ? isoOrNull(account.formerSecretUntil) : null,
    lastEventAt: isoOrNull(account.lastEventAt),
  },
});
export type PaymentAccountView = ReturnType<typeof viewPaymentAccount>;

/** One account as it is now, for the answer of what changed it; `not_found` for any other. */
export const presentPaymentAccount = async (
  tx: Transaction,
  of: { tenantId: string; integrationId: string; now: number; webhookUrl: WebhookUrl },
): Promise<PaymentAccountView> => {
  const rows = await readPaymentAccounts(tx, of.tenantId);
  const row = rows.find(({ integration }) => integration.id === of.integrationId);
  if (row === undefined) throw new AppError('not_found', 'There is no such account that takes payments.');
  const unsettled = await countUnsettled(tx, of.tenantId);
  return viewPaymentAccount(row, {
    ...of,
    currentId: currentAccount(rows),
    unsettled: unsettled.find(({ integrationId }) => integrationId === of.integrationId)?.count ?? 0,
  });
};
