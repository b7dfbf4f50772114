import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { analyze } from '#db/testing/analyze.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import type { Caller } from '#services/authorize.ts';
import { itemsQuery } from './find-items.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 2 });
  tenant = await createTestTenant(db, { hosts: 2 });
  const { tenantId } = tenant;
  await withTenant(db, tenantId, async (tx) => {
    // Thousands that went well and a few hundred that fail.
    await tx.execute(sql`
      insert into effects (tenant_id, id, subject_kind, subject_id, name, state, wanted, try_at, failure, failing_since)
      select ${tenantId}, 'eff_' || i, 'booking', 'bkg_' || i, 'calendar',
        case when i % 20 = 0 then 'owed' else 'done' end, 1, now(),
        case when i % 20 = 0 then 'unavailable' end, case when i % 20 = 0 then now() - i * interval '1 minute' end
      from generate_series(1, 6000) i`);
    await tx.execute(sql`
      insert into notifications (tenant_id, id, subject_kind, subject_id, template, key, state, due_at, failure, failing_since)
      select ${tenantId}, 'ntf_' || i, 'booking', 'bkg_' || i, 'booking_confirmed', 'k',
        case when i % 20 = 0 then 'due' else 'done' end, now(),
        case when i % 20 = 0 then 'unavailable' end, case when i % 20 = 0 then now() - i * interval '1 minute' end
      from generate_series(1, 6000) i`);
    await tx.execute(sql`
      insert into deliveries (tenant_id, id, notification_id, channel, recipient, address, content, state, failure, failed_at)
      select ${tenantId}, 'dlv_' || i, 'ntf_' || i, 'email', 'guest', 'g' || i || '@example.com', '{}',
        case when i % 20 = 0 then 'bounced' else 'sent' end,
        case when i % 20 = 0 then 'bounced' end, case when i % 20 = 0 then now() - i * interval '1 minute' end
      from generate_series(1, 6000) i`);
  });
  for (const table of ['effects', 'notifications', 'deliveries'])
    await analyze(testDatabase().ownerUrl, table);
});
afterAll(() => closeDatabase(db));

const actor = (role: 'owner' | 'host'): Caller => ({
  kind: 'member',
  memberId: tenant.hosts[role === 'owner' ? 0 : 1]?.id ?? '',
  userId: '',
  role,
  name: role,
});

const planOf = (member: Caller): Promise<string> =>
  withTenant(db, tenant.tenantId, async (tx) => {
    // Whether the index gives the order is the question, not what few rows of a test cost.
    for (const way of ['enable_seqscan', 'enable_bitmapscan', 'enable_sort'])
      await tx.execute(sql.raw(`set local ${way} = off`));
    const query = itemsQuery(
      { tenantId: tenant.tenantId, member },
      { order: 'newest', after: { since: now, id: 'eff_1' }, limit: 26 },
    );
    const plan = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain (costs off) ${query}`);
    return plan.rows.map((row) => row['QUERY PLAN']).join('\n');
  });

describe('the statement that finds what needs attention', () => {
  test.each(['owner', 'host'] as const)(
    'walks an index for each kind in the order of the list, for every %s',
    async (role) => {
      const plan = await planOf(actor(role));
      for (const index of [
        'effects_attention_idx',
        'notifications_attention_idx',
        'deliveries_attention_idx',
      ])
        expect(plan).toMatch(new RegExp(`Index Scan Backward using ${index}`));
    },
  );
});
