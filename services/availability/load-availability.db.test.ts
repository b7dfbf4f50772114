import { and, eq, inArray, sql } from 'drizzle-orm';
import { Client, escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { timeBlocks } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant } from '#db/testing/tenant.ts';
import { blocksOverlapping } from './load-availability.ts';

let db: Database;
const dayMs = 86_400_000;
const first = Date.UTC(2024, 0, 1);
beforeAll(() => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: 2 });
});
afterAll(() => closeDatabase(db));

/** What Postgres does by itself a minute after many rows have changed; only their owner may ask for it. */
const analyze = async (table: string): Promise<void> => {
  const owner = new Client({ connectionString: inject('databaseUrls').ownerUrl });
  await owner.connect();
  await owner.query(`analyze ${escapeIdentifier(table)}`);
  await owner.end();
};

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
    await analyze('time_blocks');
    await withTenant(db, tenant.tenantId, async (tx) => {
      const members = tenant.hosts.map((host) => host.id);
      const query = tx
        .select({ id: timeBlocks.id })
        .from(timeBlocks)
        .where(
          and(
            eq(timeBlocks.tenantId, tenant.tenantId),
            inArray(timeBlocks.memberId, members),
            blocksOverlapping(span),
          ),
        );
      expect(await query).toHaveLength(4 * 31);
      await tx.execute(sql`set local enable_seqscan = off`);
      const plan = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain (costs off) ${query}`);
      const lines = plan.rows.map((row) => row['QUERY PLAN']);
      expect(lines.join('\n')).toContain('time_blocks_member_time_idx');
      const condition = lines.find((line) => line.includes('Index Cond')) ?? '';
      for (const column of ['tenant_id', 'member_id', 'ends_at', 'starts_at'])
        expect(condition).toContain(column);
    });
  });
});
