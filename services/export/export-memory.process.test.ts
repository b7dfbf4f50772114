import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { exportChunks } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { measures } from '#scripts/testing/env.ts';
import { copyBookings } from '#services/booking/testing/copy-bookings.ts';
import { bookAsGuest, contextAt, guestDetails, ownerOf } from '#services/booking/testing/requests.ts';
import { askExport } from './ask-export.ts';
import { writeExport } from './follow-export.ts';
import { storedFile, textsOf } from './testing/archives.ts';

const now = Date.UTC(2027, 2, 1, 8);
const many = measures.exportedBookings;
/** Of its own: what Postgres knows of one that others fill is of small organisations, and says nothing of a large one. */
let database: OwnDatabase;
let db: Database;
let tenant: TestTenant;

beforeAll(async () => {
  database = await openOwnDatabase();
  db = openDatabase(database.urls.appUrl, { poolSize: 4 });
  tenant = await createTestTenant(db);
  const link = await createTestLink(db, tenant);
  const bookingId = await bookAsGuest(
    db,
    { tenantId: tenant.tenantId, now },
    { linkId: link.id, start: now + 2 * 24 * 60 * 60_000, details: guestDetails() },
  );
  await copyBookings(db, tenant.tenantId, { bookingId, count: many - 1 });
});
afterAll(async () => {
  await closeDatabase(db);
  await database.drop();
});

test('thousands of bookings are written with no more memory at the end than at the beginning', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const { tenantId } = tenant;
  const { id } = await askExport(contextAt(db, { tenantId, now }, { actor: ownerOf(tenant) }));
  const input = { tenantId, exportId: id, now };
  const used: number[] = [];
  let pages = 0;
  await writeExport(db, input, (path) => {
    if (!path.endsWith('bookings.json') && !path.endsWith('bookings.ics')) return;
    pages += 1;
    if (pages % 4 !== 0) return;
    collect();
    used.push(process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
  });
  expect(pages).toBeGreaterThan(many / 140);
  const [first = 0] = used;
  expect(Math.max(...used) - first).toBeLessThan(16 * 1024 * 1024);
  const pieces = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ bytes: sql<number>`length(${exportChunks.content})` })
      .from(exportChunks)
      .where(eq(exportChunks.exportId, id)),
  );
  expect(Math.max(...pieces.map(({ bytes }) => bytes))).toBeLessThan(2 * 1024 * 1024);
  const texts = textsOf(await storedFile(db, input));
  const [path = ''] = Object.keys(texts).filter((each) => each.endsWith('bookings.json'));
  const listed: readonly { id: string }[] = JSON.parse(texts[path] ?? '[]');
  expect(new Set(listed.map((each) => each.id)).size).toBe(many);
}, 900_000);
