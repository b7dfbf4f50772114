import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { notifications } from '#db/schema/notification.ts';
import { exports } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { openWorkers } from '#scripts/testing/bundled-worker.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { follow } from '#scripts/testing/followed.ts';
import { copyBookings } from '#services/booking/testing/copy-bookings.ts';
import { bookAsGuest, contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { askExport } from '#services/export/ask-export.ts';
import { storedFile, textsOf } from '#services/export/testing/archives.ts';

const many = 1_500;

let db: Database;
let tenant: TestTenant;
let workers: Awaited<ReturnType<typeof openWorkers>>;

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  tenant = await createTestTenant(db);
  workers = await openWorkers();
});
afterEach(() => workers.killAll());
afterAll(() => closeDatabase(db));

const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(db, tenant.tenantId, work);

test('a file is whole, and its person is told once, when the worker is killed while it makes it', async () => {
  const { tenantId } = tenant;
  const now = Date.now();
  const start = Math.ceil(now / 3_600_000) * 3_600_000 + 48 * 3_600_000;
  const { id: linkId } = await createTestLink(db, tenant, { reminderMinutes: [] });
  const bookingId = await bookAsGuest(db, { tenantId, now }, { linkId, start });
  await copyBookings(db, tenantId, { bookingId, count: many - 1 });
  const { id } = await askExport(contextAt(db, { tenantId, now }, { actor: ownerOf(tenant) }));
  const rowOf = async () => (await inTenant((tx) => tx.select().from(exports).where(eq(exports.id, id))))[0];

  const followed = await follow(workers, {
    type: 'dataExport',
    id: `export/${id}`,
    input: { tenantId, exportId: id },
  });
  await followed.start();
  await expect
    .poll(async () => (await rowOf())?.writer ?? null, { timeout: 60_000, interval: 20 })
    .not.toBeNull();
  await followed.kill();
  const killed = await rowOf();
  expect(killed?.state).toBe('open');

  await followed.start();
  await expect.poll(async () => (await rowOf())?.state, { timeout: 120_000 }).toBe('ready');
  const row = await rowOf();
  expect(row?.writer).not.toBe(killed?.writer);
  const file = await storedFile(db, { tenantId, exportId: id });
  expect(file.length).toBe(row?.bytes);
  const bookings = Object.entries(textsOf(file)).find(([path]) => path.endsWith('/bookings.json'));
  const listed: readonly { id: string }[] = JSON.parse(bookings?.[1] ?? '[]');
  expect([listed.length, new Set(listed.map((each) => each.id)).size]).toEqual([many, many]);
  const told = await inTenant((tx) =>
    tx.select({ id: notifications.id }).from(notifications).where(eq(notifications.template, 'export_ready')),
  );
  expect(told).toHaveLength(1);
  await followed.close();
}, 240_000);
