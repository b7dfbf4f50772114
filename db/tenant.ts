import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './client.ts';

/**
 * The only way to a tenant table: a transaction in which row-level security shows exactly this tenant's rows. The
 * setting is transaction-local, so a pooled connection never carries it on.
 */
export const withTenant = async <Result>(
  db: Database,
  tenantId: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.tenant_id', ${tenantId}, true)`);
    return work(tx);
  });

/** Reads the rows that a known key (username, user id, channel id) leads to, before a tenant is known. */
export const withRoutingKey = async <Result>(
  db: Database,
  key: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> =>
  db.transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('app.routing_key', ${key}, true)`);
      return work(tx);
    },
    { accessMode: 'read only' },
  );
