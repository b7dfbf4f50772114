import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { connectedAccounts, integrations } from '#db/schema/integration.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import type { IntegrationKey } from './credentials.ts';

/** As the trigger on `integrations` has it. */
const accountHash = sql<string>`account_hash(${integrations.vendor}, ${integrations.externalAccountId})`;

/**
 * Whether the vendor may be told to forget the account: taking access back ends every grant of the account, so not while
 * another integration lives on it, in whatever tenant, or its owner has come back.
 */
export const mayRevoke = async (db: Database, key: IntegrationKey): Promise<boolean> => {
  const [ending] = await withTenant(db, key.tenantId, (tx) =>
    tx
      .select({ accountHash })
      .from(integrations)
      .where(
        and(
          eq(integrations.tenantId, key.tenantId),
          eq(integrations.id, key.integrationId),
          eq(integrations.status, 'disconnecting'),
        ),
      ),
  );
  if (ending === undefined) return false;
  const [other] = await withRoutingKey(db, ending.accountHash, (tx) =>
    tx.select({ integrationId: connectedAccounts.integrationId }).from(connectedAccounts).limit(1),
  );
  return other === undefined;
};

/** Forgets the tokens of an integration that is being ended; one that was connected anew meanwhile keeps its own. */
export const finishDisconnect = async (db: Database, key: IntegrationKey): Promise<void> => {
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(integrations)
      .set({ status: 'disconnected', credentialsCiphertext: null, disconnectedAt: sql`now()` })
      .where(
        and(
          eq(integrations.tenantId, key.tenantId),
          eq(integrations.id, key.integrationId),
          eq(integrations.status, 'disconnecting'),
        ),
      ),
  );
};
