import { sql } from 'drizzle-orm';
import { type Database, inTransaction, type Transaction } from './client.ts';

/**
 * The only way to a tenant table: a transaction in which row-level security shows exactly this tenant's rows. The
 * setting is transaction-local, so a pooled connection never carries it on.
 */
export const withTenant = <Result>(
  db: Database,
  tenantId: string,
  work: (tx: Transaction) => Promise<Result> | Result,
): Promise<Result> => inTransaction(db, { settings: { 'app.tenant_id': tenantId } }, work);

/**
 * `withTenant` for the pages of lists, which are planned with the values they are asked with: a connection would plan a
 * statement for the average tenant, and the one that has most of the rows would be read from end to end. Source: PostgreSQL,
 * `plan_cache_mode`.
 */
export const withTenantList = <Result>(
  db: Database,
  tenantId: string,
  work: (tx: Transaction) => Promise<Result> | Result,
): Promise<Result> =>
  inTransaction(db, { settings: { 'app.tenant_id': tenantId, plan_cache_mode: 'force_custom_plan' } }, work);

/**
 * Inside a transaction of the installation's: what belongs to one of its tenants, so that both are committed together. Afterwards
 * the transaction is where it was.
 */
export const withinTenant = async <Result>(
  tx: Transaction,
  { tenantId, from }: { tenantId: string; from: string },
  work: () => Promise<Result>,
): Promise<Result> => {
  const enter = (id: string) => tx.execute(sql`select set_config('app.tenant_id', ${id}, true)`);
  await enter(tenantId);
  const result = await work();
  await enter(from);
  return result;
};

/**
 * The only way across tenants: a transaction of the operators' role, which sees the columns that were granted to it and writes
 * nothing but who is an operator.
 */
export const withOperators = <Result>(
  ops: Database,
  work: (tx: Transaction) => Promise<Result> | Result,
): Promise<Result> => inTransaction(ops, { settings: { plan_cache_mode: 'force_custom_plan' } }, work);

/** Reads the rows that a known key (handle, identity, person, channel id) leads to, before a tenant is known. */
export const withRoutingKey = <Result>(
  db: Database,
  key: string,
  work: (tx: Transaction) => Promise<Result> | Result,
): Promise<Result> => inTransaction(db, { settings: { 'app.routing_key': key }, readOnly: true }, work);

/**
 * Removes up to `most` rows of each table of a tenant whose deletion has come so far; answers how many. Which tables there are
 * follows from the schema. Zero: nothing is left but the tenant itself, or what is left cannot go.
 */
export const removeTenantRows = async (tx: Transaction, tenantId: string, most: number): Promise<number> => {
  const { rows } = await tx.execute<{ count: number }>(
    sql`select remove_tenant_rows(${tenantId}, ${most}) as count`,
  );
  return rows[0]?.count ?? 0;
};

/** Removes the tenant itself with its deletion; throws while anything else of it is left. */
export const closeTenant = async (tx: Transaction, tenantId: string): Promise<void> => {
  await tx.execute(sql`select close_tenant(${tenantId})`);
};
