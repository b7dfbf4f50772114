import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AttentionCount, countAttention } from './attention-counts.ts';
import { closeDatabase, type Database, openDatabase } from './client.ts';
import { newId } from './new-id.ts';
import { effects } from './schema/effect.ts';
import { withTenant } from './tenant.ts';
import { createTestTenant } from './testing/tenant.ts';

let db: Database;
beforeAll(() => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: 2 });
});
afterAll(() => closeDatabase(db));

const of = (counts: readonly AttentionCount[], failure: string): number =>
  counts.find((one) => one.kind === 'effect' && one.failure === failure)?.count ?? 0;

/** Effects of a tenant of their own, in these states. */
const effectsIn = async (...states: ('owed' | 'given_up' | 'dismissed' | 'done')[]): Promise<void> => {
  const { tenantId } = await createTestTenant(db);
  await withTenant(db, tenantId, (tx) =>
    tx.insert(effects).values(
      states.map((state) => ({
        tenantId,
        id: newId('effect'),
        subjectKind: 'booking' as const,
        subjectId: newId('booking'),
        name: 'calendar' as const,
        state,
        wanted: 1,
        tryAt: 0,
        failure: state === 'done' ? null : ('edited_meanwhile' as const),
        failingSince: state === 'done' ? null : 0,
      })),
    ),
  );
};

test('what fails is counted over all tenants by its failure; what is done or dismissed is not', async () => {
  const before = of(await countAttention(db), 'edited_meanwhile');
  await effectsIn('owed', 'given_up', 'dismissed', 'done');
  await effectsIn('owed');
  expect(of(await countAttention(db), 'edited_meanwhile')).toBe(before + 3);
});

test('the number counted is bounded', async () => {
  await effectsIn('owed', 'owed', 'owed');
  const { rows } = await db.execute<{ count: number }>(
    sql`select sum(count)::int as count from attention_counts(2) where kind = 'effect'`,
  );
  expect(rows).toEqual([{ count: 2 }]);
});

test('it shows numbers and opens nothing: without a tenant the application still reads no row', async () => {
  await effectsIn('owed');
  const { rows } = await db.execute(sql`select 1 from effects`);
  expect(rows).toEqual([]);
});
