import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { tenantDeletions, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { lockRows } from '#db/testing/lock-rows.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { graceDays, settlingPatienceMs } from '#domain/tenant-deletion/follow.ts';
import { openWorkers } from '#scripts/testing/bundled-worker.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { follow } from '#scripts/testing/followed.ts';
import { copyBookings } from '#services/booking/testing/copy-bookings.ts';
import { bookAsGuest, contextAt } from '#services/booking/testing/requests.ts';
import { askTenantDeletion } from '#services/tenant-deletion/ask-deletion.ts';

const dayMs = 24 * 60 * 60_000;
const many = 1_500;
const ahead = 150;

let db: Database;
let owner: Database;
let tenant: TestTenant;
let workers: Awaited<ReturnType<typeof openWorkers>>;

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  owner = openDatabase(testDatabase().ownerUrl, { poolSize: 1 });
  tenant = await createTestTenant(db, { hosts: 2 });
  workers = await openWorkers();
});
afterEach(() => workers.killAll());
afterAll(() => Promise.all([closeDatabase(db), closeDatabase(owner)]));

/** How many rows carry the tenant's id, table by table, as the database's owner sees them. */
const rowsLeft = async (tenantId: string): Promise<string[]> => {
  const { rows } = await owner.execute<{ name: string }>(sql`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'`);
  const left: string[] = [];
  for (const { name } of rows) {
    const found = await withTenant(db, tenantId, (tx) =>
      tx.execute(sql`select 1 from ${sql.identifier(name)} where tenant_id = ${tenantId} limit 1`),
    );
    if ((found.rowCount ?? 0) > 0) left.push(name);
  }
  return left;
};

test('an organisation is deleted whole, however often the worker is killed meanwhile', async () => {
  const { tenantId } = tenant;
  const now = Date.now();
  const start = Math.floor(now / 3_600_000) * 3_600_000 - (many - ahead) * 3_600_000;
  const { id: linkId } = await createTestLink(db, tenant, { reminderMinutes: [] });
  const first = await bookAsGuest(db, { tenantId, now: start - 2 * dayMs }, { linkId, start });
  await copyBookings(db, tenantId, { bookingId: first, count: many });
  const [row] = await withTenant(db, tenantId, (tx) => tx.select().from(tenants));
  const askedAt = now - graceDays * dayMs - settlingPatienceMs - 60_000;
  const operator = contextAt(
    db,
    { tenantId, now: askedAt },
    { actor: { kind: 'operator', userId: 'usr_1', email: 'op@example.com' } },
  );
  await askTenantDeletion(operator, { name: row?.name ?? '', reason: 'The contract has ended.' });
  const deletion = async () =>
    (await withTenant(db, tenantId, (tx) => tx.select().from(tenantDeletions)))[0] ?? null;
  const id = (await deletion())?.id ?? '';

  const followed = await follow(workers, {
    type: 'tenantDeletion',
    id: `tenant-deletion/${id}`,
    input: { tenantId, deletionId: id },
  });
  const lock = () => lockRows(db, tenantId, tenantDeletions, eq(tenantDeletions.id, id));
  await followed.killAndReplace({ progressOf: async () => (await deletion())?.cancelled ?? 0, lock }, 2);
  await expect
    .poll(async () => (await deletion())?.isDisconnected ?? null, { timeout: 120_000 })
    .not.toBe(false);
  // A minute for the vendors' accounts passes.
  await withTenant(db, tenantId, (tx) => tx.update(tenantDeletions).set({ tryAt: askedAt }));
  await followed.kill();
  await followed.wake();
  await followed.killAndReplace(
    { progressOf: async () => (await deletion())?.removed ?? Number.MAX_SAFE_INTEGER, lock },
    1,
  );
  await expect.poll(() => deletion(), { timeout: 120_000 }).toBeNull();

  expect(await rowsLeft(tenantId)).toEqual([]);
  const entries = await withTenant(db, installationId, (tx) =>
    tx
      .select({ action: auditLog.action, after: auditLog.after })
      .from(auditLog)
      .where(and(eq(auditLog.action, 'tenant.delete'), eq(auditLog.targetId, tenantId))),
  );
  expect(entries).toMatchObject([{ action: 'tenant.delete', after: { cancelledBookings: ahead } }]);
  await followed.close();
}, 600_000);
