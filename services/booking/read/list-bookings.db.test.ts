import { type SQL, sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { type MadeStatement, rowsLookedAt } from '#db/testing/rows-looked-at.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest, contextAt, guestDetails, ownerOf } from '#services/booking/testing/requests.ts';
import { listContacts } from '#services/contact/list-contacts.ts';
import { listBookings } from './list-bookings.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);

const names = ['Nguyễn Văn Đức', 'Trần Ánh', 'Zoë 100%_Müller'];

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
  tenant = await createTestTenant(db);
  const link = await createTestLink(db, tenant);
  for (const [index, name] of names.entries()) {
    const phone = `+8490123456${index}`;
    const details = guestDetails({ guest: { name, email: `guest-${index}@example.com`, phone } });
    const start = now + (48 + index) * 3_600_000;
    await bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId: link.id, start, details });
  }
});
afterAll(() => closeDatabase(db));

test.each([
  ['nguyen van duc', [0]],
  ['NGUYỄN', [0]],
  ['đức', [0]],
  ['anh', [1]],
  ['muller', [2]],
  ['100%_m', [2]],
  ['GUEST-1@', [1]],
  ['guest', [0, 1, 2]],
  ['%', [2]],
  ['0901234561', [1]],
  ['090 123 4562', [2]],
  ['(090) 123-4560', [0]],
  ['+84 90 123 4561', [1]],
  ['234562', [2]],
  ['0911234561', []],
  ['nobody', []],
])('a search for "%s" finds its guests whatever the case and the accents', async (search, found) => {
  const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
  const page = await listBookings(ctx, { view: 'all', search, limit: 10 });
  expect(new Set(page.items.map(({ guest }) => guest?.name))).toEqual(
    new Set(found.map((index) => names[index])),
  );
});

test('a code is found as it is written, without its hyphen, in any case and in part; so is the guest by the number', async () => {
  const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
  const all = await listBookings(ctx, { view: 'all', limit: 10 });
  const [first] = all.items;
  const code = first?.code ?? '';
  expect(code).toContain('-');
  const [head = '', tail = ''] = code.split('-');
  for (const search of [
    code,
    code.replace('-', ''),
    code.replace('-', ' '),
    code.toLowerCase(),
    ` ${head}${tail.slice(0, 2)}`,
  ])
    expect((await listBookings(ctx, { view: 'all', search, limit: 10 })).items.map(({ id }) => id)).toEqual([
      first?.id,
    ]);
  const { items } = await listContacts(ctx, { search: '090-123-4561', limit: 10 });
  expect(items.map(({ email }) => email)).toEqual(['guest-1@example.com']);
});

const past = 20_000;

test('what is to come and what needs attention is found whatever has gathered behind it', async () => {
  const made: MadeStatement[] = [];
  const watched = openDatabase(testDatabase().appUrl, {
    poolSize: 1,
    onStatement: (statement, parameters) => made.push({ statement, parameters }),
  });
  await withTenant(db, tenant.tenantId, async (tx) => {
    const copy = (table: string, keys: SQL) => sql`
      insert into ${sql.identifier(table)} select made.*
      from ${sql.identifier(table)} one, generate_series(1, ${past}::int) n, jsonb_populate_record(one, jsonb_build_object(
        'starts_at', one.starts_at - make_interval(hours => 100 + n),
        'ends_at', one.ends_at - make_interval(hours => 100 + n), ${keys})) made
      where one.id = (select min(id) from ${sql.identifier(table)} where tenant_id = ${tenant.tenantId})`;
    await tx.execute(copy('sessions', sql`'id', 'ses_past_' || n`));
    await tx.execute(
      copy(
        'bookings',
        sql`'id', 'bkg_past_' || n, 'session_id', 'ses_past_' || n, 'code', 'P' || n, 'status', 'completed'`,
      ),
    );
  });
  // Many others with a booking each: this tenant is far from the average one.
  for (let others = 0; others < 40; others += 1) {
    const other = await createTestTenant(db);
    const { id } = await createTestLink(db, other);
    await bookAsGuest(db, { tenantId: other.tenantId, now }, { linkId: id, start: now + 3_600_000 });
  }
  const admin = new Client({ connectionString: testDatabase().ownerUrl });
  await admin.connect();
  await admin.query('analyze bookings, sessions');
  await admin.end();
  const ctx = contextAt(watched, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
  for (const [view, expected] of [
    ['upcoming', 3],
    ['needs_approval', 0],
    ['attention', 0],
    ['past', 10],
  ] as const) {
    made.length = 0;
    const { items } = await listBookings(ctx, { view, limit: 10 });
    expect(items, view).toHaveLength(expected);
    expect(await rowsLookedAt(testDatabase().appUrl, made, 'bookings'), view).toBeLessThan(100);
  }
  await closeDatabase(watched);
});
