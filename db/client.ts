import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { drizzle, type NodePgDatabase, type NodePgTransaction } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';

type NoSchema = Record<string, never>;
export type Database = NodePgDatabase<NoSchema> & { $client: Pool };
export type Transaction = NodePgTransaction<NoSchema, ExtractTablesWithRelations<NoSchema>>;

export type DatabaseOptions = {
  poolSize?: number;
  applicationName?: string;
  /** Called with every statement sent: query counts in tests and benchmarks. */
  onStatement?: (statement: string) => void;
};

/**
 * A pool for one role. `maxLifetimeSeconds` keeps connections from outliving a failover; statements are cut at 15 s so
 * that a stuck lock never holds a request for ever. The session zone is UTC. A lost connection fails what ran on it and
 * nothing else: the next statement opens a new one.
 */
export const openDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const pool = new Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 120_000,
    maxLifetimeSeconds: 1_800,
    application_name: options.applicationName ?? 'everslot',
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    options: '-c TimeZone=UTC',
    keepAlive: true,
  });
  // A connection that breaks between two statements says so by an event; unheard, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const onStatement = options.onStatement;
  return drizzle({
    client: pool,
    casing: 'snake_case',
    ...(onStatement === undefined
      ? {}
      : { logger: { logQuery: (statement: string) => onStatement(statement) } }),
  });
};

export const closeDatabase = async (db: Database): Promise<void> => {
  await db.$client.end();
};
