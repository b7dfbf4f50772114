import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import type { IntegrationCapability } from '#domain/integration/types.ts';
import { type IntegrationKey, loseGrant } from '#services/integration/credentials.ts';

/**
 * The account that serves a capability for the whole organisation: of several that are connected the one connected last.
 * Null without one, also while the only one has to be reconnected.
 */
export const findTenantAccount = async (
  db: Database,
  tenantId: string,
  capability: IntegrationCapability,
): Promise<string | null> => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
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
      .limit(1),
  );
  return row?.id ?? null;
};

/** The vendor refused an account of the organisation for good: it says so, and its owners and admins are told once. */
export const loseAccount = (db: Database, key: IntegrationKey & { connectedAt: number }): Promise<boolean> =>
  withTenant(db, key.tenantId, (tx) => loseGrant(tx, key));
