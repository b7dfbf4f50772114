import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { accountDeletions, persons } from '#db/schema/person.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { departures } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { lockRows } from '#db/testing/lock-rows.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { graceDays } from '#domain/account-deletion/types.ts';
import { openWorkers } from '#scripts/testing/bundled-worker.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { follow } from '#scripts/testing/followed.ts';
import { askAccountDeletion } from '#services/account-deletion/ask-deletion.ts';
import { copyBookings } from '#services/booking/testing/copy-bookings.ts';
import { bookAsGuest, contextAt } from '#services/booking/testing/requests.ts';

const dayMs = 24 * 60 * 60_000;
const perTenant = 80;

let db: Database;
let tenants: readonly [TestTenant, TestTenant];
let workers: Awaited<ReturnType<typeof openWorkers>>;

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 6 });
  const [first, owner] = [await createTestTenant(db, { hosts: 2 }), await createTestTenant(db)];
  const leaver = first.hosts[1];
  if (leaver === undefined) throw new Error('nobody is there');
  // Who goes is the second host of both; the first of each is its owner.
  const second = await createTestTenant(db, { hosts: 2, persons: [...owner.hosts, leaver] });
  tenants = [first, second];
  workers = await openWorkers();
});
afterEach(() => workers.killAll());
afterAll(() => closeDatabase(db));

const leaverOf = ({ hosts }: TestTenant) => {
  const host = hosts[1];
  if (host === undefined) throw new Error('nobody is there');
  return host;
};

const settledOf = async ({ tenantId }: TestTenant): Promise<number> => {
  const rows = await withTenant(db, tenantId, (tx) => tx.select().from(departures));
  return rows.reduce((sum, { settled }) => sum + settled, 0);
};

test('an account is deleted whole, in every organisation, however often the worker is killed meanwhile', async () => {
  const [{ tenantId }] = tenants;
  const now = Date.now();
  const start = Math.ceil(now / 3_600_000) * 3_600_000 + 2 * dayMs;
  const made: string[] = [];
  for (const [index, tenant] of tenants.entries()) {
    const { id: linkId } = await createTestLink(db, tenant, {
      hosts: [leaverOf(tenant)],
      reminderMinutes: [],
    });
    const at = { tenantId: tenant.tenantId, now };
    const first = await bookAsGuest(db, at, { linkId, start: start + index * (perTenant + 10) * 3_600_000 });
    await copyBookings(db, tenant.tenantId, { bookingId: first, count: perTenant - 1 });
    made.push(linkId);
  }
  const leaver = leaverOf(tenants[0]);
  const actor = {
    kind: 'member',
    memberId: leaver.id,
    userId: leaver.userId,
    role: 'host',
    name: '',
  } as const;
  const asked = contextAt(db, { tenantId, now: now - graceDays * dayMs - 60_000 }, { actor });
  const { id } = await askAccountDeletion(asked, { email: leaver.email, plan: 'cancel' });

  const followed = await follow(workers, {
    type: 'accountDeletion',
    id: `account_deletion/${id}`,
    input: { tenantId, deletionId: id },
  });
  const settled = async () => (await settledOf(tenants[0])) + (await settledOf(tenants[1]));
  const lock = async () => {
    const locked = await Promise.all(
      tenants.map((tenant) =>
        lockRows(db, tenant.tenantId, departures, eq(departures.tenantId, tenant.tenantId)),
      ),
    );
    return async () => void (await Promise.all(locked.map((release) => release())));
  };
  await followed.killAndReplace({ progressOf: settled, lock }, 2);
  const rowOf = async () =>
    (
      await withTenant(db, tenantId, (tx) =>
        tx.select().from(accountDeletions).where(eq(accountDeletions.id, id)),
      )
    )[0];
  await expect.poll(async () => (await rowOf())?.state, { timeout: 180_000 }).toBe('erased');

  for (const [index, tenant] of tenants.entries()) {
    const ofTenant = leaverOf(tenant);
    const left = await withTenant(db, tenant.tenantId, async (tx) => ({
      blocks: await tx.$count(
        timeBlocks,
        and(eq(timeBlocks.tenantId, tenant.tenantId), eq(timeBlocks.memberId, ofTenant.id)),
      ),
      bookings: (
        await tx.execute(sql`
          select count(*)::int as bookings,
            count(*) filter (where status = 'cancelled' and (select count(*) from booking_timeline t
              where t.tenant_id = b.tenant_id and t.booking_id = b.id and t.kind = 'cancelled') = 1)::int as cancelled,
            count(*) filter (where (select count(*) from notifications n where n.tenant_id = b.tenant_id
              and n.subject_id = b.id and n.template = 'booking_cancelled') >= 1)::int as told
          from bookings b where link_id = ${made[index]}`)
      ).rows,
      departures: await tx.$count(departures, eq(departures.state, 'done')),
      person: (await tx.select().from(persons).where(eq(persons.id, leaver.personId)))[0]?.email,
    }));
    expect(left).toEqual({
      blocks: 0,
      bookings: [{ bookings: perTenant, cancelled: perTenant, told: perTenant }],
      departures: 1,
      person: `${leaver.personId}@erased.invalid`,
    });
  }
  await followed.close();
}, 600_000);
