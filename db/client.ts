import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { escapeLiteral, Pool, type PoolClient } from 'pg';
import type { WakeupCall } from '#domain/follower.ts';
import { GatheringSocket } from './gathering-socket.ts';

type NoSchema = Record<string, never>;
export type Database = NodePgDatabase<NoSchema> & { $client: Pool };
/** One connection between `begin` and `commit`. */
export type Transaction = Omit<NodePgDatabase<NoSchema>, 'transaction'>;

export type DatabaseOptions = {
  poolSize?: number;
  applicationName?: string;
  /** Called with every statement sent and its values: for tests and benchmarks. */
  onStatement?: (statement: string, parameters: readonly unknown[]) => void;
  /** Called with each wake-up once its transaction is committed; left out: the relay calls. */
  onWake?: (call: WakeupCall) => void;
};

type Bound = {
  tx: Transaction;
  onStatement: NonNullable<DatabaseOptions['onStatement']>;
  onWake: NonNullable<DatabaseOptions['onWake']>;
  /** Of the transaction under way. */
  calls: WakeupCall[];
  /** Statements of the transaction under way whose answers it has not waited for. */
  unanswered: Promise<void>[];
  /** The first of their errors. */
  failure: unknown;
};

/** What each connection of a pool is addressed by, made once for its life. */
const boundTo = new WeakMap<PoolClient, Bound>();
const boundOf = new WeakMap<Transaction, Bound>();

/** Lets the process call a follower as soon as the transaction is committed, and never when it is rolled back. */
export const afterCommit = (tx: Transaction, call: WakeupCall): void => {
  boundOf.get(tx)?.calls.push(call);
};

/**
 * Sends a statement and goes on: for those whose answers decide nothing. The next statement is sent behind it at once, and
 * the transaction commits only if this one succeeded; its error is the transaction's. `done` is called with the answer,
 * before the transaction counts as committed. Never for a statement that may fail in a way that the caller wants to know.
 */
export const sendAhead = <Answer>(
  tx: Transaction,
  statement: PromiseLike<Answer>,
  done: (answer: Answer) => void = () => undefined,
): void => {
  const bound = boundOf.get(tx);
  if (bound === undefined) throw new Error('the transaction is not one of inTransaction');
  // A builder sends its statement when it is asked for its answer, so this must not be put off.
  const answered = Promise.resolve(statement.then(done));
  answered.catch((error: unknown) => {
    bound.failure ??= error;
  });
  bound.unanswered.push(answered);
};

const maxPrepared = 300;
const names = new Map<string, string>();

/** The same text under the same name in the whole process; texts beyond the first few hundred go without. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxPrepared) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
};

/** Statements of a transaction are parsed and planned once for each connection: with row-level security that is half their cost. */
const preparing = (client: PoolClient): PoolClient => {
  const query = (config: { text: string }, values: unknown[]) =>
    client.query({ ...config, name: nameOf(config.text) }, values);
  return { query } as unknown as PoolClient;
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
    // Statements are short and many: a parallel worker takes longer to start than they run.
    options: '-c TimeZone=UTC -c max_parallel_workers_per_gather=0',
    keepAlive: true,
    // Statements do not wait for the answers of those before them, unless the code that sends them does.
    pipeline: true,
    stream: () => new GatheringSocket(),
  });
  const onStatement = options.onStatement ?? (() => undefined);
  const onWake = options.onWake ?? (() => undefined);
  const config = { casing: 'snake_case', logger: { logQuery: onStatement } } as const;
  // A connection that breaks between two statements says so by an event; unheard, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    const bound: Bound = {
      tx: drizzle({ client: preparing(client), ...config }),
      onStatement,
      onWake,
      calls: [],
      unanswered: [],
      failure: undefined,
    };
    boundTo.set(client, bound);
    boundOf.set(bound.tx, bound);
  });
  return drizzle({ client: pool, ...config });
};

const opening = (settings: Readonly<Record<string, string>>, readOnly: boolean): string => {
  const list = Object.entries(settings).map(
    ([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`,
  );
  return `begin${readOnly ? ' read only' : ''}; select ${list.join(', ')}`;
};

type TransactionOptions = { settings: Readonly<Record<string, string>>; readOnly?: boolean };

/** SQLSTATE of an error of Postgres or of one that it caused. */
const sqlStateOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? error.code : sqlStateOf(error.cause);
};

/** What follows a statement that failed fails because of it (in_failed_sql_transaction), on whichever side it was sent. */
const causeOf = (ahead: unknown, awaited: unknown): unknown =>
  ahead === undefined || sqlStateOf(ahead) === '25P02' ? awaited : ahead;

const attempt = async <Result>(
  db: Database,
  options: TransactionOptions,
  work: (tx: Transaction) => Promise<Result> | Result,
): Promise<Result> => {
  const client = await db.$client.connect();
  const bound = boundTo.get(client);
  if (bound === undefined) throw new Error('the connection is of another pool');
  const send = (statement: string) => {
    bound.onStatement(statement, []);
    return client.query(statement);
  };
  let lost: Error | undefined;
  let ending: Promise<{ command: string }> | undefined;
  Object.assign(bound, { calls: [], unanswered: [], failure: undefined });
  try {
    sendAhead(bound.tx, send(opening(options.settings, options.readOnly === true)));
    const result = await work(bound.tx);
    ending = send('commit');
    const [{ command }] = await Promise.all([ending, ...bound.unanswered]);
    // An error that `work` has swallowed leaves nothing to commit; Postgres says so by this word only.
    if (command === 'ROLLBACK') throw new Error('the transaction was rolled back');
    for (const call of bound.calls) bound.onWake(call);
    return result;
  } catch (error) {
    const hasEnded = await ending?.then(
      () => true,
      () => false,
    );
    if (hasEnded !== true)
      await client.query('rollback').catch((failure: Error) => {
        lost = failure;
      });
    throw causeOf(bound.failure, error);
  } finally {
    client.release(lost);
  }
};

/** Two transactions that waited for each other (deadlock_detected, serialization_failure): one of them was told to come again. */
const isToBeRepeated = (error: unknown): boolean =>
  ['40P01', '40001'].some((code) => code === sqlStateOf(error));

const mostAttempts = 3;

/**
 * Runs `work` in one transaction under transaction-local settings, sent together with its `begin`; a pooled connection
 * never carries them on. Throws what `work` throws after rolling back; a connection that was lost is not used again. A
 * transaction that Postgres ended to resolve a deadlock is run again, so `work` may run up to three times.
 */
export const inTransaction = async <Result>(
  db: Database,
  options: TransactionOptions,
  work: (tx: Transaction) => Promise<Result> | Result,
): Promise<Result> => {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt(db, options, work);
    } catch (error) {
      if (attempts === mostAttempts || !isToBeRepeated(error)) throw error;
    }
  }
};

export const closeDatabase = async (db: Database): Promise<void> => {
  await db.$client.end();
};

/** Whether the database has refused a statement, or a commit, because of one of these constraints or unique indexes. */
export const isRefusedBy = (error: unknown, ...constraints: readonly string[]): boolean => {
  if (!(error instanceof Error)) return false;
  const named = 'constraint' in error && constraints.includes(String(error.constraint));
  return named || isRefusedBy(error.cause, ...constraints);
};
