import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import { closeDatabase, type Database, inTransaction, openDatabase } from './client.ts';

let db: Database;
const statements: string[] = [];

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, {
    poolSize: 1,
    onStatement: (statement) => statements.push(statement),
  });
});
afterAll(() => closeDatabase(db));

const read = (value: string): Promise<unknown> =>
  inTransaction(db, { settings: {} }, async (tx) => {
    const { rows } = await tx.execute<{ value: unknown }>(sql`select ${sql.raw(value)} as value`);
    return rows[0]?.value;
  });

test('a statement is planned once for a connection, and sent with nothing but begin and commit', async () => {
  for (let round = 0; round < 3; round += 1) await read('4711');
  expect(statements.slice(0, 3).map((text) => text.split(/[ ;]/)[0])).toEqual(['begin', 'select', 'commit']);
  const planned = `(select count(*)::int from pg_prepared_statements where statement like 'select 4711%')`;
  expect(await read(planned)).toBe(1);
});
