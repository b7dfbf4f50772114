import { sql } from 'drizzle-orm';
import type { SweptTable } from '#domain/retention/policies.ts';
import type { Database } from './client.ts';
import { timestampAt } from './columns.ts';
import { sweeps } from './schema/installation.ts';

/** What of a table is still to be swept one day, and how the last sweep of it went; instants in epoch milliseconds. */
export type SweepFigure = typeof sweeps.$inferSelect;

/**
 * Sweeps up to `most` rows of a table, over all tenants, that are older than `before` (epoch milliseconds), in one
 * transaction; answers how many. Safe to repeat and to run beside itself.
 */
export const sweepTable = async (
  db: Database,
  { table, before, most }: { table: SweptTable; before: number; most: number },
): Promise<number> => {
  const { rows } = await db.execute<{ count: number }>(
    sql`select sweep_table(${table}, ${new Date(before).toISOString()}::timestamptz, ${most}) as count`,
  );
  return rows[0]?.count ?? 0;
};

/** Writes down that a table was gone through at this moment, and what is left in it. */
export const closeSweep = async (
  db: Database,
  { table, now }: { table: SweptTable; now: number },
): Promise<void> => {
  await db.execute(sql`select close_sweep(${table}, ${new Date(now).toISOString()}::timestamptz)`);
};

/** The figures of every table that has been swept. */
export const readSweeps = (db: Database): Promise<SweepFigure[]> => db.select().from(sweeps);

/** Payments of all tenants whose money is on its way and of which nothing was heard since then (epoch milliseconds), the longest first. */
export const paymentsToAsk = async (
  db: Database,
  { quietSince, most }: { quietSince: number; most: number },
): Promise<{ tenantId: string; paymentId: string }[]> => {
  const { rows } = await db.execute<{ tenantId: string; paymentId: string }>(sql`
    select tenant_id as "tenantId", payment_id as "paymentId"
    from payments_to_ask(${timestampAt(quietSince)}, ${most})`);
  return rows;
};

/** Accounts of all tenants that take payments and whose nightly reconciliation has not begun, in the order of their ids after one. */
export const accountsToReconcile = async (
  db: Database,
  { now, after, most }: { now: number; after: string; most: number },
): Promise<{ tenantId: string; integrationId: string }[]> => {
  const { rows } = await db.execute<{ tenantId: string; integrationId: string }>(sql`
    select tenant_id as "tenantId", integration_id as "integrationId"
    from accounts_to_reconcile(${timestampAt(now)}, ${after}, ${most})`);
  return rows;
};
