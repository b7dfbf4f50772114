import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { closeDatabase, type Database, openDatabase } from './client.ts';
import { readFigures } from './figures.ts';
import { newId } from './new-id.ts';
import { effects } from './schema/effect.ts';
import { notifications } from './schema/notification.ts';
import { withTenant } from './tenant.ts';
import { createTestTenant } from './testing/tenant.ts';

/** Of its own: figures are of the whole installation. */
let database: OwnDatabase;
let db: Database;

beforeAll(async () => {
  database = await openOwnDatabase();
  db = openDatabase(database.urls.appUrl, { poolSize: 1 });
});
afterAll(async () => {
  await closeDatabase(db);
  await database.drop();
});

const minutesAgo = (minutes: number): number => Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000;

const owe = async (): Promise<void> => {
  const { tenantId } = await createTestTenant(db);
  const subject = () => ({ tenantId, subjectKind: 'booking' as const, subjectId: newId('booking') });
  const effect = () => ({ ...subject(), id: newId('effect'), name: 'calendar' as const, wanted: 1 });
  const notification = (key: string) => ({
    ...subject(),
    id: newId('notification'),
    template: 'booking_reminder' as const,
    key,
  });
  await withTenant(db, tenantId, async (tx) => {
    await tx.insert(effects).values([
      { ...effect(), state: 'owed', tryAt: minutesAgo(5) },
      {
        ...effect(),
        state: 'owed',
        tryAt: minutesAgo(-30),
        failure: 'timeout',
        failingSince: minutesAgo(90),
      },
      {
        ...effect(),
        state: 'given_up',
        tryAt: minutesAgo(0),
        failure: 'timeout',
        failingSince: minutesAgo(9000),
      },
      { ...effect(), state: 'done', tryAt: minutesAgo(500) },
    ]);
    await tx.insert(notifications).values([
      { ...notification('due'), dueAt: minutesAgo(3) },
      { ...notification('next month'), dueAt: minutesAgo(-40_000) },
      { ...notification('told'), dueAt: minutesAgo(600), state: 'done' },
    ]);
  });
};

test('what is owed and failing is counted over all tenants, with the age of the oldest', async () => {
  await owe();
  await owe();
  const figures = await readFigures(db);
  const sorted = figures.toSorted((a, b) => `${a.kind}${a.failure}`.localeCompare(`${b.kind}${b.failure}`));
  expect(sorted).toEqual([
    { kind: 'effect', failure: null, attention: 0, owed: 2, owedSince: expect.any(Number) },
    { kind: 'effect', failure: 'timeout', attention: 4, owed: 2, owedSince: expect.any(Number) },
    { kind: 'notification', failure: null, attention: 0, owed: 2, owedSince: expect.any(Number) },
  ]);
  const minutes = sorted.map(({ owedSince }) => Math.round((Date.now() - (owedSince ?? 0)) / 60_000));
  expect(minutes).toEqual([5, 90, 3]);
});

test('nobody sees a row of another tenant by it: not the application, not the owner without asking, also afterwards', async () => {
  const owner = openDatabase(database.urls.ownerUrl, { poolSize: 1 });
  for (const table of ['effects', 'notifications', 'deliveries'])
    for (const each of [db, owner]) {
      await readFigures(db);
      const { rows } = await each.execute(sql`select 1 from ${sql.identifier(table)}`);
      expect([table, rows]).toEqual([table, []]);
    }
  const seen = await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.figures', 'on', true)`);
    return (await tx.execute(sql`select 1 from effects`)).rows;
  });
  expect(seen).toEqual([]);
  await closeDatabase(owner);
  const auth = openDatabase(database.urls.authUrl, { poolSize: 1 });
  await expect(auth.execute(sql`select operating_figures()`)).rejects.toMatchObject({
    cause: { code: '42501' },
  });
  await closeDatabase(auth);
});

test('the figures are read by index: mails of next month are not walked through', async () => {
  const { tenantId } = await createTestTenant(db);
  await withTenant(db, tenantId, (tx) =>
    tx.execute(sql`
      insert into notifications (tenant_id, id, subject_kind, subject_id, template, key, due_at)
      select ${tenantId}, 'ntf_' || n, 'booking', 'bkg_' || n, 'booking_reminder', 'r', now() + make_interval(hours => n)
      from generate_series(1, 5000) n`),
  );
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query('analyze notifications');
  const { rows } = await admin.query(
    `explain select 1 from notifications n where (n.failure is not null and n.state in ('due', 'given_up')) or (n.state = 'due' and n.due_at <= now())`,
  );
  await admin.end();
  const plan = JSON.stringify(rows);
  for (const index of ['notifications_attention_idx', 'notifications_owed_idx'])
    expect(plan).toContain(index);
});
