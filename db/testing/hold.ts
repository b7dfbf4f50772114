import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';

/** Keeps what `lock` locks until the answer is called, however long that takes. Resolves once it is locked. */
export const holdLock = async (
  db: Database,
  tenantId: string,
  lock: (tx: Transaction) => Promise<unknown>,
): Promise<() => Promise<void>> => {
  const held = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const ended = withTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await lock(tx);
    held.resolve();
    await letGo.promise;
  });
  await Promise.race([held.promise, ended]);
  return () => {
    letGo.resolve();
    return ended;
  };
};
