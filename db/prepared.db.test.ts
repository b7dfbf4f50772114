import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#scripts/testing/database.ts';
import { closeDatabase, type Database, openDatabase } from './client.ts';
import { newId } from './new-id.ts';
import { prepared, preparedSql } from './prepared.ts';
import { auditLog } from './schema/audit.ts';
import { withTenant } from './tenant.ts';
import { createTestTenant, type TestTenant } from './testing/tenant.ts';

let db: Database;
let tenant: TestTenant;
let built = 0;
beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 1 });
  tenant = await createTestTenant(db);
});
beforeEach(() => {
  built = 0;
});
afterAll(() => closeDatabase(db));

type Entry = typeof auditLog.$inferInsert;
const entry = (values: Partial<Entry> = {}): Entry => ({
  tenantId: tenant.tenantId,
  id: newId('audit'),
  at: Date.UTC(2027, 0, 1, 12, 30),
  actorKind: 'system',
  action: 'probe.write',
  targetKind: 'probe',
  targetId: 'one',
  ...values,
});

const insert = () =>
  prepared<{ rows: readonly Entry[] }>()((tx, { rows }) => {
    built += 1;
    return tx.insert(auditLog).values(rows).returning({ id: auditLog.id });
  });

const read = (id: string) =>
  withTenant(
    db,
    tenant.tenantId,
    async (tx) => (await tx.select().from(auditLog).where(eq(auditLog.id, id)))[0],
  );

describe('a prepared statement', () => {
  test('is put together once for a shape, and writes what it is asked with each time', async () => {
    const write = insert();
    const entries = ['one', 'two', 'three'].map((targetId) =>
      entry({ targetId, after: { of: [targetId, 1] } }),
    );
    for (const row of entries) await withTenant(db, tenant.tenantId, (tx) => write(tx, { rows: [row] }));
    expect(built).toBe(1);
    for (const row of entries) expect(await read(row.id)).toMatchObject(row);
  });

  test('is another for another number of rows, other columns and other nulls', async () => {
    const write = insert();
    const shapes: Entry[][] = [
      [entry()],
      [entry(), entry()],
      [entry({ actorId: 'mem_1' })],
      [entry({ actorId: null })],
      [entry({ before: null, after: { x: null } })],
    ];
    for (const rows of [
      ...shapes,
      ...shapes.map((rows) => rows.map((row) => ({ ...row, id: newId('audit') }))),
    ])
      await withTenant(db, tenant.tenantId, (tx) => write(tx, { rows }));
    expect(built).toBe(shapes.length);
    expect(await read(shapes[3]?.[0]?.id ?? '')).toMatchObject({ actorId: null, before: null });
    expect(await read(shapes[4]?.[0]?.id ?? '')).toMatchObject({ before: null, after: { x: null } });
  });

  test('takes a column that is left out as one without a value', async () => {
    const write = insert();
    for (const row of [entry(), { ...entry(), requestId: undefined }])
      await withTenant(db, tenant.tenantId, (tx) => write(tx, { rows: [row] }));
    expect(built).toBe(1);
  });
});

test('a statement that is written out takes lists, and none of their values as a part of its text', async () => {
  const among = preparedSql<{ asked: { words: readonly string[]; word: string } }, { found: boolean }>(
    ({ asked }) => sql`select ${asked.word}::text = any(${asked.words}::text[]) as found`,
  );
  const odd = [`it's`, '{a,"b"}', 'NULL', '', '\\', '$1', 'an\nend'];
  for (const word of odd) {
    const found = await withTenant(db, tenant.tenantId, (tx) => among(tx, { asked: { word, words: odd } }));
    expect(found, word).toEqual([{ found: true }]);
  }
});
