import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SweptTable, sweptTables } from '#domain/retention/policies.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { closeDatabase, type Database, openDatabase } from './client.ts';
import { newId } from './new-id.ts';
import { closeSweep, readSweeps, sweepTable } from './sweeps.ts';
import { createTestLink, createTestTenant } from './testing/tenant.ts';

/** Of its own: a sweep goes over the whole installation. */
let database: OwnDatabase;
let db: Database;
/** Sees every row. */
let admin: Client;
let tenantId: string;
let memberId: string;
let linkId: string;

beforeAll(async () => {
  database = await openOwnDatabase();
  db = openDatabase(database.urls.appUrl, { poolSize: 4 });
  admin = new Client({
    connectionString: database.adminUrl,
  });
  await admin.connect();
  const tenant = await createTestTenant(db);
  tenantId = tenant.tenantId;
  memberId = tenant.hosts[0]?.id ?? '';
  linkId = (await createTestLink(db, tenant)).id;
});
afterAll(async () => {
  await closeDatabase(db);
  await admin.end();
  await database.drop();
});

const dayMs = 24 * 60 * 60_000;
const now = Date.now();
const daysAgo = (days: number): string => new Date(now - days * dayMs).toISOString();

const addUser = async (at: string, isVerified = false): Promise<string> => {
  const id = newId('user');
  await admin.query(
    `insert into auth.users (id, name, email, email_verified, created_at) values ($1, 'N', $2, $3, $4)`,
    [id, `${randomUUID()}@example.com`, isVerified, at],
  );
  return id;
};

const addNotification = async (subjectId: string): Promise<string> => {
  const id = newId('notification');
  await admin.query(
    `insert into notifications (tenant_id, id, subject_kind, subject_id, template, key, due_at, state)
     values ($1, $2, 'booking', $3, 'booking_confirmed', $2, now(), 'done')`,
    [tenantId, id, subjectId],
  );
  return id;
};

const addDelivery = async (
  at: string,
  { subjectId = newId('booking'), state = 'delivered' } = {},
): Promise<string> => {
  const id = newId('delivery');
  await admin.query(
    `insert into deliveries (tenant_id, id, notification_id, channel, recipient, address, content, state, created_at)
     values ($1, $2, $3, 'email', 'guest', 'an@example.com', '{"text": "secret"}', $4, $5)`,
    [tenantId, id, await addNotification(subjectId), state, at],
  );
  return id;
};

const addBooking = async (endsAt: string): Promise<string> => {
  const [sessionId, id] = [newId('session'), newId('booking')];
  await admin.query(
    `insert into sessions (tenant_id, id, link_id, title, starts_at, ends_at, capacity, taken, host_time_zone, local_start,
       utc_offset_minutes, tzdata_version, location_kind, location_value)
     values ($1, $2, $3, 'T', $4::timestamptz - interval '30 minutes', $4, 1, 1, 'UTC', now(), 0, 'x', 'phone', '')`,
    [tenantId, sessionId, linkId, endsAt],
  );
  await admin.query(
    `insert into bookings (tenant_id, id, link_id, session_id, seated, code, status, starts_at, ends_at, duration_minutes,
       guest_time_zone, locale, terms)
     values ($1, $2, $3, $4, true, $2, 'confirmed', $5::timestamptz - interval '30 minutes', $5, 30, 'UTC', 'en', '{}')`,
    [tenantId, id, linkId, sessionId, endsAt],
  );
  return id;
};

/** Adds a row that is dated at that moment; answers its id. */
const add: Readonly<Record<SweptTable, (at: string) => Promise<string>>> = {
  idempotency_records: async (at) => {
    const id = randomUUID();
    await admin.query(
      `insert into idempotency_records (tenant_id, key_hash, operation, request_hash, created_at) values ($1, $2, 'x', 'x', $3)`,
      [tenantId, id, at],
    );
    return id;
  },
  oauth_states: async (at) => {
    const id = newId('oauthState');
    await admin.query(
      `insert into oauth_states (tenant_id, id, member_id, vendor, state_hash, verifier_ciphertext, expires_at)
       values ($1, $2, $3, 'google', $2, 'x', $4)`,
      [tenantId, id, memberId, at],
    );
    return id;
  },
  guest_requests: async (at) => {
    const id = newId('guestRequest');
    await admin.query(
      `insert into guest_requests (tenant_id, id, email, locale, wish, expires_at) values ($1, $2, 'a@example.com', 'en', 'see', $3)`,
      [tenantId, id, at],
    );
    return id;
  },
  'auth.sessions': async (at) => {
    const id = randomUUID();
    await admin.query(`insert into auth.sessions (id, user_id, token, expires_at) values ($1, $2, $1, $3)`, [
      id,
      await addUser(daysAgo(0), true),
      at,
    ]);
    return id;
  },
  'auth.verifications': async (at) => {
    const id = randomUUID();
    await admin.query(
      `insert into auth.verifications (id, identifier, value, expires_at) values ($1, 'a', 'b', $2)`,
      [id, at],
    );
    return id;
  },
  'auth.users': (at) => addUser(at),
  webhook_inbox: async (at) => {
    const id = newId('webhook');
    await admin.query(
      `insert into webhook_inbox (id, vendor, event_id, payload, received_at) values ($1, 'x', $1, '{}', $2)`,
      [id, at],
    );
    return id;
  },
  registrations: async (at) => {
    const id = newId('registration');
    await admin.query(
      `insert into registrations (id, user_id, email, name, tenant_name, handle, locale, time_zone, next_mail_at, expires_at)
       values ($1, 'x', 'x', 'x', 'x', 'x', 'en', 'UTC', $2, $2)`,
      [id, at],
    );
    return id;
  },
  deliveries: (at) => addDelivery(at),
  api_keys: async (at) => {
    const id = newId('apiKey');
    await admin.query(
      `insert into api_keys (tenant_id, id, member_id, name, scopes, key_hash, expires_at, created_by)
       values ($1, $2, $3, 'Old', '{bookings.read}', $2, $4, $3)`,
      [tenantId, id, memberId, at],
    );
    return id;
  },
  vendor_calls: async (at) => {
    const id = randomUUID();
    await admin.query(
      `insert into vendor_calls (minute, vendor, capability, outcome, calls, latencies, last_at)
       values ($2, $1, 'email', 'ok', 1, array_fill(0, array[10]), $2)`,
      [id, at],
    );
    return id;
  },
  web_assets: async (at) => {
    const name = `app/assets/page-${randomBytes(6).toString('hex')}.js`;
    await admin.query(
      `insert into web_assets (name, content_type, etag, plain, last_seen_at) values ($1, 'x', 'x', '', $2)`,
      [name, at],
    );
    return name;
  },
};

const keys: Partial<Record<SweptTable, string>> = {
  idempotency_records: 'key_hash',
  vendor_calls: 'vendor',
  web_assets: 'name',
};
const keyOf = (table: SweptTable): string => keys[table] ?? 'id';
/** Which of these rows still have what can be swept. */
const left = async (table: SweptTable, ids: readonly string[]): Promise<string[]> => {
  const still = table === 'deliveries' ? 'content is not null' : 'true';
  const { rows } = await admin.query<{ id: string }>(
    `select ${keyOf(table)} as id from ${table} where ${keyOf(table)} = any($1) and ${still}`,
    [ids],
  );
  return ids.filter((id) => rows.some((row) => row.id === id));
};
const sweep = (table: SweptTable, days = 30, most = 500): Promise<number> =>
  sweepTable(db, { table, before: now - days * dayMs, most });

describe.each(sweptTables)('a sweep of %s', (table) => {
  test('takes what is older than its period and nothing else, once, in batches, and says what is left', async () => {
    const old = [];
    for (const days of [31, 40, 400]) old.push(await add[table](daysAgo(days)));
    const young = [];
    for (const days of [29, 1, -1]) young.push(await add[table](daysAgo(days)));
    expect(await sweep(table, 30, 2)).toBe(2);
    expect(await left(table, old)).toHaveLength(1);
    // The oldest go first.
    expect(await left(table, old)).toEqual(old.slice(0, 1));
    expect(await sweep(table, 30, 2)).toBe(1);
    expect(await sweep(table, 30, 2)).toBe(0);
    expect(await left(table, [...old, ...young])).toEqual(young);
    await closeSweep(db, { table, now });
    const figure = (await readSweeps(db)).find(({ tableName }) => tableName === table);
    expect(figure).toMatchObject({ sweptAt: now, removed: 3, oldestAt: now - 29 * dayMs });
    expect(figure?.remaining).toBeGreaterThanOrEqual(3);
  });

  test('two at once share the rows', async () => {
    const old = [];
    for (let count = 0; count < 20; count += 1) old.push(await add[table](daysAgo(50)));
    const counts = await Promise.all([sweep(table), sweep(table), sweep(table)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(await left(table, old)).toEqual([]);
  });
});

describe('what is old and still needed stays', () => {
  test('the mail of a booking that is not over, or has not been for long, and one that waits to be sent', async () => {
    const kept = [
      await addDelivery(daysAgo(90), { subjectId: await addBooking(daysAgo(-10)) }),
      await addDelivery(daysAgo(90), { subjectId: await addBooking(daysAgo(29)) }),
      await addDelivery(daysAgo(90), { state: 'queued' }),
    ];
    const gone = await addDelivery(daysAgo(90), { subjectId: await addBooking(daysAgo(31)) });
    await sweep('deliveries');
    expect(await left('deliveries', [...kept, gone])).toEqual(kept);
    const { rows } = await admin.query('select address, state, content from deliveries where id = $1', [
      gone,
    ]);
    expect(rows).toEqual([{ address: 'an@example.com', state: 'delivered', content: null }]);
  });

  test('an account that is proved, and one that is a person’s', async () => {
    const proved = await addUser(daysAgo(400), true);
    const member = await addUser(daysAgo(400));
    await createTestTenant(db, { userIds: [member] });
    const unproven = await addUser(daysAgo(400));
    await admin.query(
      `insert into auth.sessions (id, user_id, token, expires_at) values ($1, $2, $1, now() + interval '1 day')`,
      [unproven, unproven],
    );
    await sweep('auth.users');
    expect(await left('auth.users', [proved, member, unproven])).toEqual([proved, member]);
    expect(await left('auth.sessions', [unproven])).toEqual([]);
  });
});

describe('the way in', () => {
  test('is these functions alone: nobody sees, removes or invents a row by it otherwise', async () => {
    await add.idempotency_records(daysAgo(1));
    await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.sweep', 'on', true)`);
      for (const table of ['idempotency_records', 'oauth_states', 'deliveries', 'bookings', 'persons'])
        expect((await tx.execute(sql`select 1 from ${sql.identifier(table)}`)).rows).toEqual([]);
    });
    await expect(db.execute(sql`update sweeps set removed = 0`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    await expect(db.execute(sql`select sweep_table('bookings', now(), 10)`)).rejects.toThrow();
    const auth = openDatabase(database.urls.authUrl, { poolSize: 1 });
    await expect(auth.execute(sql`select sweep_table('deliveries', now(), 10)`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    await closeDatabase(auth);
  });

  test('reads by an index what is due, however much is kept', async () => {
    await admin.query(
      `insert into idempotency_records (tenant_id, key_hash, operation, request_hash, created_at)
       select $1, 'young-' || n, 'x', 'x', now() from generate_series(1, 5000) n`,
      [tenantId],
    );
    await admin.query('analyze idempotency_records');
    const { rows } = await admin.query(
      `explain select ctid from idempotency_records t where t.created_at < now() - interval '7 days' order by t.created_at limit 500`,
    );
    expect(JSON.stringify(rows)).toContain('idempotency_records_created_at_idx');
  });
});
