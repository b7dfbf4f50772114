import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase, type Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { analyze } from '#db/testing/analyze.ts';
import { createTestTenant, type TestHost } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { busyQuery, loadBusy } from './load-busy.ts';

let db: Database;
const dayMs = 86_400_000;
const first = Date.UTC(2024, 0, 1);
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 2 });
});
afterAll(() => closeDatabase(db));

/** An hour at noon of each day, taken as bookings take it. */
const claimNoons = (tx: Transaction, tenantId: string, host: TestHost, days: number) =>
  tx.execute(sql`
    with claimed as (
      insert into claims (id, person_id, during)
      select 'clm_' || gen_random_uuid(), ${host.personId}, tstzrange(noon, noon + interval '1 hour')
      from (select ${new Date(first + dayMs / 2).toISOString()}::timestamptz + day * interval '1 day' as noon
        from generate_series(0, ${days - 1}::int) day) noons
      returning id, during)
    insert into time_blocks (tenant_id, id, member_id, during, kind, exclusive, claim_id)
    select ${tenantId}, 'blk_' || id, ${host.id}, during, 'event', true, id from claimed`);

describe('busy times of many hosts over years', () => {
  test('are found through the index by host and by time, row-level security notwithstanding', async () => {
    const tenant = await createTestTenant(db, { hosts: 4 });
    const span = { from: first + 900 * dayMs, to: first + 931 * dayMs };
    for (const host of tenant.hosts)
      await withTenant(db, tenant.tenantId, (tx) =>
        tx.insert(timeBlocks).values(
          Array.from({ length: 1000 }, (_, day) => ({
            tenantId: tenant.tenantId,
            id: newId('timeBlock'),
            memberId: host.id,
            during: { start: first + day * dayMs, end: first + day * dayMs + dayMs / 24 },
            kind: 'external' as const,
            exclusive: false,
          })),
        ),
      );
    const away = await createTestTenant(db, { hosts: 4, persons: tenant.hosts });
    for (const host of away.hosts)
      await withTenant(db, away.tenantId, (tx) => claimNoons(tx, away.tenantId, host, 1000));
    for (const table of ['time_blocks', 'claims', 'members']) await analyze(testDatabase().ownerUrl, table);
    await withTenant(db, tenant.tenantId, async (tx) => {
      const question = {
        tenantId: tenant.tenantId,
        hostIds: tenant.hosts.map((host) => host.id),
        span,
        now: span.from,
        withTitles: false,
      };
      const busy = [...(await loadBusy(tx, question)).values()].flatMap((known) => known.busy);
      expect(
        Object.entries(Object.groupBy(busy, (item) => item.kind)).map(([k, v]) => [k, v.length]),
      ).toEqual([
        ['external', 4 * 31],
        ['taken', 4 * 31],
      ]);
      await tx.execute(sql`set local enable_seqscan = off`);
      const plan = await tx.execute<{ 'QUERY PLAN': string }>(
        sql`explain (costs off) ${busyQuery({
          tenantId: sql`${tenant.tenantId}`,
          hostIds: sql`${sql.param(question.hostIds)}`,
          from: sql`${new Date(span.from).toISOString()}`,
          to: sql`${new Date(span.to).toISOString()}`,
          now: sql`now()`,
        })}`,
      );
      const lines = plan.rows.map((row) => row['QUERY PLAN']);
      for (const [index, columns] of [
        ['time_blocks_member_time_idx', ['tenant_id', 'member_id', 'ends_at', 'starts_at']],
        ['claims_person_time_idx', ['person_id', 'ends_at', 'starts_at']],
      ] as const) {
        const at = lines.findIndex((line) => line.includes(index));
        expect(lines.join('\n')).toContain(index);
        for (const column of columns) expect(lines[at + 1]).toContain(column);
      }
    });
  });
});
