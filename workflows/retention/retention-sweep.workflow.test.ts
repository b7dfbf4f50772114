import { randomUUID } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idempotencyRecords } from '#db/schema/idempotency.ts';
import { readSweeps } from '#db/sweeps.ts';
import { withTenant } from '#db/tenant.ts';
import { sweptTables } from '#domain/retention/policies.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { taskQueues } from '#workflows/policies.ts';
import { keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

/** Of its own: a sweep goes over the whole installation. */
let database: OwnDatabase;
let lab: Lab;
beforeAll(async () => {
  database = await openOwnDatabase();
  lab = await openLab({ databaseUrl: database.urls.appUrl });
});
afterAll(async () => {
  await lab.close();
  await database.drop();
});

const dayMs = 24 * 60 * 60_000;

const addRecord = async (daysAgo: number): Promise<string> => {
  const { tenantId } = lab.tenant;
  const keyHash = randomUUID();
  const createdAt = (await lab.env.currentTimeMs()) - daysAgo * dayMs;
  await withTenant(lab.db, tenantId, (tx) =>
    tx.insert(idempotencyRecords).values({ tenantId, keyHash, operation: 'x', requestHash: 'x', createdAt }),
  );
  return keyHash;
};
const left = async (keys: readonly string[]): Promise<string[]> => {
  const rows = await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx
      .select({ key: idempotencyRecords.keyHash })
      .from(idempotencyRecords)
      .where(inArray(idempotencyRecords.keyHash, [...keys])),
  );
  return keys.filter((key) => rows.some((row) => row.key === key));
};
const run = (workflowId: string): Promise<unknown> =>
  lab.env.client.workflow.execute('retentionSweep', {
    workflowId,
    taskQueue: taskQueues.bookings,
    args: [{}],
  });

test('a sweep goes through every table, and what has had its time is gone', async () => {
  const [old, young] = [await addRecord(8), await addRecord(6)];
  await run('retention/test');
  expect(await left([old, young])).toEqual([young]);
  const figures = await readSweeps(lab.db);
  expect(figures.map(({ tableName }) => tableName).toSorted()).toEqual([...sweptTables].toSorted());
  expect(figures.every(({ sweptAt }) => sweptAt !== null)).toBe(true);
  await keepHistory(lab, 'retention/test', 'retention-sweep-whole');
});

test('a table that cannot be swept keeps none of the others waiting, is named, and is swept the next time', async () => {
  const old = await addRecord(8);
  const [first] = sweptTables;
  const passed: string[] = [];
  let broken = true;
  lab.intercept.before = (name, input) => {
    if (name !== 'sweepTable') return;
    const { table } = input as { table: string };
    if (broken && table === first) throw new Error('the database is away');
    passed.push(table);
  };
  await expect(run('retention/broken')).rejects.toMatchObject({
    cause: { message: `could not be swept: ${first}` },
  });
  expect(new Set(passed)).toEqual(new Set(sweptTables.slice(1)));
  expect(await left([old])).toEqual([old]);
  broken = false;
  await run('retention/mended');
  expect(await left([old])).toEqual([]);
});
