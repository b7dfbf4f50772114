import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import {
  closeDatabase,
  type Database,
  inTransaction,
  openDatabase,
  sendAhead,
  type Transaction,
} from './client.ts';

let db: Database;

const settings = { 'app.tenant_id': `it's "a" \\ tenant` };
const run = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  inTransaction(db, { settings }, work);
const one = async (tx: Pick<Transaction, 'execute'>, value: string) =>
  (await tx.execute<{ value: unknown }>(sql`select ${sql.raw(value)} as value`)).rows[0]?.value;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 1 });
});
afterAll(() => closeDatabase(db));

test('settings hold for their transaction, whatever they are made of, and for no other', async () => {
  expect(await run((tx) => one(tx, `current_setting('app.tenant_id')`))).toBe(settings['app.tenant_id']);
  expect(await one(db, `coalesce(current_setting('app.tenant_id', true), '')`)).toBe('');
});

test('an error that was swallowed inside is still an error of the transaction', async () => {
  const swallowed = run((tx) => one(tx, '1 / 0').catch(() => 'fine'));
  await expect(swallowed).rejects.toThrow('rolled back');
});

test('a transaction that throws leaves the connection usable for the next one', async () => {
  for (let round = 0; round < 3; round += 1) {
    await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(run((tx) => one(tx, '1 / 0'))).rejects.toThrow();
  }
  expect(await run((tx) => one(tx, '1'))).toBe(1);
});

test('a connection that is cut fails its transaction only: the next one gets another', async () => {
  for (let round = 0; round < 3; round += 1)
    await expect(run((tx) => one(tx, 'pg_terminate_backend(pg_backend_pid())'))).rejects.toThrow();
  expect(await run((tx) => one(tx, '1'))).toBe(1);
});

test('a read-only transaction writes nothing', async () => {
  const write = inTransaction(db, { settings, readOnly: true }, (tx) => one(tx, 'lo_create(0)'));
  await expect(write).rejects.toMatchObject({ cause: { code: '25006' } });
});

describe('a statement that is sent ahead', () => {
  const write = (tx: Transaction, name: string) =>
    tx.execute(sql`select set_config('app.probe', ${name}, false)`);

  test('is carried out in its turn, and its answer is known before the transaction counts as committed', async () => {
    const order: string[] = [];
    const seen = await run(async (tx) => {
      sendAhead(tx, write(tx, 'first'), () => order.push('answered'));
      sendAhead(tx, write(tx, 'second'));
      return one(tx, `current_setting('app.probe')`);
    });
    order.push('committed');
    expect(seen).toBe('second');
    expect(order).toEqual(['answered', 'committed']);
  });

  test.each([
    ['nothing follows it', () => Promise.resolve()],
    ['another statement follows it', (tx: Transaction) => one(tx, '1')],
    [
      'the work fails because of it',
      (tx: Transaction) => one(tx, '1').catch(() => Promise.reject(new Error('no'))),
    ],
  ])('fails its transaction with its own error when %s', async (_, then) => {
    const failing = run((tx) => {
      sendAhead(tx, write(tx, 'kept'));
      sendAhead(tx, one(tx, '1 / 0'));
      return then(tx);
    });
    await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } });
    expect(await one(db, `current_setting('app.probe', true)`)).not.toBe('kept');
    expect(await run((tx) => one(tx, '1'))).toBe(1);
  });

  test('of a connection that is cut fails its transaction only', async () => {
    const cut = run(async (tx) => sendAhead(tx, one(tx, 'pg_terminate_backend(pg_backend_pid())')));
    await expect(cut).rejects.toThrow();
    expect(await run((tx) => one(tx, '1'))).toBe(1);
  });
});

test.each([
  ['nothing is sent behind', () => undefined],
  ['more is sent behind', (tx: Transaction) => sendAhead(tx, one(tx, '1'))],
])(
  'of two transactions that wait for each other one is run again, and both succeed, when %s',
  async (_, sendBehind) => {
    const both = openDatabase(testDatabase().appUrl, { poolSize: 2 });
    const lock = (tx: Transaction, key: number) =>
      tx.execute(sql`select pg_advisory_xact_lock(4711, ${key})`);
    const holding = new Set<number>();
    const arrived: (() => void)[] = [];
    /** Resolves when each of the two holds its first lock; who comes again goes on at once. */
    const meet = async (key: number): Promise<void> => {
      holding.add(key);
      if (holding.size === 2) for (const go of arrived.splice(0)) go();
      else await new Promise<void>((go) => arrived.push(go));
    };
    const codes: unknown[] = [];
    const crossing = (first: number, second: number): Promise<number> =>
      inTransaction(both, { settings }, async (tx) => {
        await lock(tx, first);
        await meet(first);
        const locked = lock(tx, second).catch((error: { cause?: { code?: unknown } }) => {
          codes.push(error.cause?.code);
          throw error;
        });
        sendBehind(tx);
        await locked;
        return first;
      });
    expect(await Promise.all([crossing(1, 2), crossing(2, 1)])).toEqual([1, 2]);
    expect(codes).toEqual(['40P01']);
    await closeDatabase(both);
  },
);

test('statements that do not wait for each other are answered in order, each by its own answer', async () => {
  const answers = await run((tx) =>
    Promise.all(Array.from({ length: 50 }, (_, index) => one(tx, `${index} + ${index % 3} - ${index % 3}`))),
  );
  expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => index));
});
