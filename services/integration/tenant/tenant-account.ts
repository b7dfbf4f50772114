import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import type { IntegrationCapability } from '#domain/integration/types.ts';
import { type IntegrationKey, loseGrant } from '#services/integration/credentials.ts';

/**
 * The account that serves a capability for the whole organisation: of several that are connected the one connected last.
 * Null without one, also while the only one has to be reconnected.
 */
export const tenantAccountIn = async (
  tx: Transaction,
  tenantId: string,
  capability: IntegrationCapability,
): Promise<string | null> => {
  const [row] = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, tenantId),
        eq(integrations.capability, capability),
        isNull(integrations.memberId),
        eq(integrations.status, 'connected'),
      ),
    )
    .orderBy(desc(integrations.connectedAt), asc(integrations.id))
    .limit(1);
  return row?.id ?? null;
};

/** The same, in a transaction of its own. */
export const findTenantAccount = (
  db: Database,
  tenantId: string,
  capability: IntegrationCapability,
): Promise<string | null> => withTenant(db, tenantId, (tx) => tenantAccountIn(tx, tenantId, capability));

/** Whether the organisation has a connected account that takes payments, as a column. */
export const hasPaymentAccount = (tenantId: string): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${integrations} n
    where n.tenant_id = ${tenantId} and n.capability = 'payment' and n.member_id is null and n.status = 'connected')`;

/** The vendor refused an account of the organisation for good: it says so, and its owners and admins are told once. */
export const loseAccount = (db: Database, key: IntegrationKey & { connectedAt: number }): Promise<boolean> =>
  withTenant(db, key.tenantId, (tx) => loseGrant(tx, key));
