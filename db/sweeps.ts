import { sql } from 'drizzle-orm';
import type { SweptTable } from '#domain/retention/policies.ts';
import type { Database } from './client.ts';
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
