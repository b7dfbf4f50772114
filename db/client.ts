import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';

type NoSchema = Record<string, never>;
export type Database = PostgresJsDatabase<NoSchema> & { $client: Sql };
export type Transaction = PostgresJsTransaction<NoSchema, ExtractTablesWithRelations<NoSchema>>;

export type DatabaseOptions = {
  poolSize?: number;
  applicationName?: string;
  /** Called with every statement sent: query counts in tests and benchmarks. */
  onStatement?: (statement: string) => void;
};

/**
 * A pool for one role. `max_lifetime` keeps connections from outliving a failover; statements are cut at 15 s so that a
 * stuck lock never holds a request for ever. The session zone is UTC.
 */
export const openDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const onStatement = options.onStatement;
  const client = postgres(url, {
    max: options.poolSize ?? 10,
    connect_timeout: 5,
    idle_timeout: 120,
    max_lifetime: 1800,
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName ?? 'everslot',
      TimeZone: 'UTC',
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
    },
    ...(onStatement === undefined
      ? {}
      : { debug: (_connection: number, statement: string) => onStatement(statement) }),
  });
  return drizzle(client, { casing: 'snake_case' });
};

export const closeDatabase = async (db: Database): Promise<void> => db.$client.end({ timeout: 5 });
