import { and, eq, lte, sql } from 'drizzle-orm';
import type { Wakeup, WakeupCall } from '#domain/follower.ts';
import { afterCommit, type Database, inTransaction, sendAhead, type Transaction } from './client.ts';
import { prepared } from './prepared.ts';
import { wakeups } from './schema/installation.ts';

const is = ({ kind, subjectId }: Wakeup) => and(eq(wakeups.kind, kind), eq(wakeups.subjectId, subjectId));

const insertWakeups = prepared<{ asked: readonly Wakeup[] }>()((tx, { asked }) =>
  tx
    .insert(wakeups)
    .values(asked.map((wakeup) => ({ ...wakeup, dueAt: sql`now()`, callAt: sql`now()` })))
    .onConflictDoUpdate({
      target: [wakeups.kind, wakeups.subjectId],
      set: {
        dueAt: sql`least(${wakeups.dueAt}, excluded.due_at)`,
        callAt: sql`excluded.call_at`,
        calls: 0,
        version: sql`${wakeups.version} + 1`,
      },
    })
    .returning({
      tenantId: wakeups.tenantId,
      kind: wakeups.kind,
      subjectId: wakeups.subjectId,
      version: wakeups.version,
    }),
);

/**
 * Asks followers to look, in the transaction of what they should look at: once that is committed the process calls them,
 * and if the process cannot, the relay does. Several changes make one call.
 */
export const wake = (tx: Transaction, ...asked: readonly Wakeup[]): void => {
  if (asked.length === 0) return;
  sendAhead(tx, insertWakeups(tx, { asked }), (rows) => {
    for (const call of rows) afterCommit(tx, call);
  });
};

/** How new the row of a follower is; 0 when there is none. Read before what the follower looks at. */
export const wakeupVersion = async (tx: Transaction, wakeup: Wakeup): Promise<number> => {
  const [row] = await tx.select({ version: wakeups.version }).from(wakeups).where(is(wakeup));
  return row?.version ?? 0;
};

/** A follower that runs acts at its due moment by itself; one that has not looked this long after it is called. */
const graceSeconds = 30;

/**
 * A follower has looked: its row now says when it has to look again (epoch milliseconds), or goes when nothing is to come.
 * A row that was changed since `version` was read stays as it is.
 */
export const putOff = async (
  tx: Transaction,
  wakeup: Wakeup,
  { version, until }: { version: number; until: number | null },
): Promise<void> => {
  const unchanged = and(is(wakeup), eq(wakeups.version, version));
  if (until === null) {
    await tx.delete(wakeups).where(unchanged);
    return;
  }
  const dueAt = new Date(until).toISOString();
  const callAt = sql`${dueAt}::timestamptz + make_interval(secs => ${graceSeconds})`;
  if (version === 0)
    await tx
      .insert(wakeups)
      .values({ ...wakeup, dueAt: until, callAt })
      .onConflictDoNothing();
  else await tx.update(wakeups).set({ dueAt: until, callAt, calls: 0 }).where(unchanged);
};

const asRelay = <Result>(db: Database, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  inTransaction(db, { settings: { 'app.relay': 'on' } }, work);

/** The next call waits twice as long as the one before, half a minute at first and a quarter of an hour at most. */
const nextCallAt = sql`now() + make_interval(secs => least(${graceSeconds} * power(2, calls), 900))`;

/** The process that has committed a change calls first; after this long the relay does. */
const unansweredSeconds = 1;

/**
 * Takes the wake-ups that nobody has answered, those that wait longest, and puts their next call off; two relays
 * never take the same.
 */
const takeWakeups = async (db: Database, limit: number): Promise<WakeupCall[]> =>
  asRelay(db, async (tx) => {
    const result = await tx.execute<WakeupCall>(sql`
      update wakeups w set call_at = ${nextCallAt}, calls = calls + 1
      from (
        select kind, subject_id from wakeups
        where call_at <= now() - make_interval(secs => ${unansweredSeconds})
        order by call_at limit ${limit} for update skip locked
      ) d
      where w.kind = d.kind and w.subject_id = d.subject_id
      returning w.tenant_id as "tenantId", w.kind, w.subject_id as "subjectId", w.version`);
    return result.rows;
  });

const listed = (calls: readonly WakeupCall[]) =>
  sql`(w.kind, w.subject_id, w.version) in (${sql.join(
    calls.map(({ kind, subjectId, version }) => sql`(${kind}, ${subjectId}, ${version}::int)`),
    sql`, `,
  )})`;

/** These were called right after their commit: the relay waits for the followers' answer. */
const noteCalls = async (db: Database, calls: readonly WakeupCall[]): Promise<void> => {
  if (calls.length === 0) return;
  await asRelay(db, (tx) =>
    tx.execute(sql`
      update wakeups w set call_at = ${nextCallAt}, calls = calls + 1
      where ${listed(calls)} and w.call_at <= now()`),
  );
};

/** These could not be called: they are due again at once. */
const giveBackWakeups = async (db: Database, calls: readonly WakeupCall[]): Promise<void> => {
  if (calls.length === 0) return;
  await asRelay(db, (tx) =>
    tx.execute(
      sql`update wakeups w set call_at = now(), calls = greatest(calls - 1, 0) where ${listed(calls)}`,
    ),
  );
};

/** Followers that have not looked for this long after their due moment, and the longest overdue one's moment (epoch milliseconds). */
export const countBehind = async (
  db: Database,
  afterMs: number,
): Promise<{ count: number; since: number | null }> =>
  asRelay(db, async (tx) => {
    const [row] = await tx
      .select({ count: sql<number>`count(*)::int`, since: sql<string | null>`min(${wakeups.dueAt})` })
      .from(wakeups)
      .where(lte(wakeups.dueAt, sql`now() - make_interval(secs => ${afterMs / 1000})`));
    return {
      count: row?.count ?? 0,
      since: row === undefined || row.since === null ? null : new Date(row.since).getTime(),
    };
  });

/** What a relay (`workflows/client/relay.ts`) reads and writes. */
export const createWakeupStore = (db: Database) => ({
  take: (limit: number): Promise<WakeupCall[]> => takeWakeups(db, limit),
  noteCalls: (calls: readonly WakeupCall[]): Promise<void> => noteCalls(db, calls),
  giveBack: (calls: readonly WakeupCall[]): Promise<void> => giveBackWakeups(db, calls),
});
