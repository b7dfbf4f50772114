import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';

/** Locks rows of a tenant until the answer is called, however long that takes. Resolves once they are locked. */
export const lockRows = async (
  db: Database,
  tenantId: string,
  table: PgTable,
  where: SQL | undefined,
): Promise<() => Promise<void>> => {
  const locked = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const ended = withTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await tx.select({ found: sql`1` }).from(table).where(where).for('update');
    locked.resolve();
    await letGo.promise;
  });
  await Promise.race([locked.promise, ended]);
  return () => {
    letGo.resolve();
    return ended;
  };
};
