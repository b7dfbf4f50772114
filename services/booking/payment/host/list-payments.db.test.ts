import { eq, type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { analyze } from '#db/testing/analyze.ts';
import { type MadeStatement, rowsLookedAt } from '#db/testing/rows-looked-at.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { contextAt, guestDetails, ownerOf } from '#services/booking/testing/requests.ts';
import { recordAskFailure } from '#services/payment/record-failure.ts';
import { connectSilentAccount } from '#services/payment/testing/paid.ts';
import { createSecretBox } from '#services/secrets.ts';
import type { PaymentFilter } from './find-payments.ts';
import { listPayments } from './list-payments.ts';

const now = Date.UTC(2027, 2, 1, 8);
const past = 20_000;
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
const made: MadeStatement[] = [];

let db: Database;
let tenant: TestTenant;

const book = async (of: TestTenant): Promise<void> => {
  await connectSilentAccount(db, secrets, of, now);
  const { slug } = await createTestLink(db, of, { priceMinor: 2_500, currency: 'USD', refundPolicy: [] });
  await bookLink(contextAt(db, { tenantId: of.tenantId, now }), {
    address: { username: of.hosts[0]?.username ?? '', slug },
    start: now + 48 * 3_600_000,
    durationMinutes: 30,
    details: guestDetails(),
    heldBookingId: null,
  });
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, {
    poolSize: 1,
    onStatement: (statement, parameters) => made.push({ statement, parameters }),
  });
  tenant = await createTestTenant(db);
  await book(tenant);
  const { tenantId } = tenant;
  await withTenant(db, tenantId, async (tx) => {
    const copy = (table: string, keys: SQL) => sql`
      insert into ${sql.identifier(table)} select made.*
      from ${sql.identifier(table)} one, generate_series(1, ${past}::int) n, jsonb_populate_record(one, jsonb_build_object(${keys})) made
      where one.tenant_id = ${tenantId}`;
    const time = sql`'starts_at', one.starts_at - make_interval(hours => 100 + n),
      'ends_at', one.ends_at - make_interval(hours => 100 + n)`;
    await tx.execute(copy('sessions', sql`'id', 'ses_past_' || n, ${time}`));
    await tx.execute(
      copy(
        'bookings',
        sql`'id', 'bkg_past_' || n, 'session_id', 'ses_past_' || n, 'code', 'P' || n, 'status', 'expired', 'hold_until', null, ${time}`,
      ),
    );
    await tx.execute(
      copy(
        'payments',
        sql`'id', 'pay_past_' || n, 'booking_id', 'bkg_past_' || n, 'state', 'closed', 'ask_at', null,
          'checkout_id', 'page_' || n, 'created_at', one.created_at - make_interval(hours => 100 + n), 'settled_at', one.created_at`,
      ),
    );
  });
  const [open] = await withTenant(db, tenantId, (tx) =>
    tx.select({ id: payments.id }).from(payments).where(eq(payments.state, 'open')),
  );
  await recordAskFailure(db, { tenantId, paymentId: open?.id ?? '', failure: 'timeout', now });
  // Many others with a payment each: this tenant is far from the average one.
  for (let others = 0; others < 40; others += 1) await book(await createTestTenant(db));
  for (const table of ['sessions', 'bookings', 'payments']) await analyze(testDatabase().ownerUrl, table);
});
afterAll(() => closeDatabase(db));

test.each<[string, number, PaymentFilter]>([
  ['all', 10, {}],
  ['those of a time', 10, { from: now - 1_000 * 3_600_000, to: now - 500 * 3_600_000 }],
  ['those that are failing', 1, { with: 'failing' }],
  ['those with a refund', 0, { with: 'refunds' }],
  ['those with a refund that failed', 0, { with: 'refund_failed' }],
  ['those that are disputed', 0, { with: 'disputed' }],
  ['those that are reserved', 0, { state: 'reserved' }],
  ['those that are open', 1, { state: 'open' }],
])('a page of %s is found whatever has gathered behind it', async (_which, expected, filter) => {
  made.length = 0;
  const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
  const { items } = await listPayments(ctx, { ...filter, limit: 10 });
  expect(items).toHaveLength(expected);
  expect(await rowsLookedAt(testDatabase().appUrl, made, 'payments')).toBeLessThan(100);
});
