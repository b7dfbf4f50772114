import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { sessionHosts, timeBlocks } from '#db/schema/session.ts';
import { departures } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { lockRows } from '#db/testing/lock-rows.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { openWorkers } from '#scripts/testing/bundled-worker.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { measures } from '#scripts/testing/env.ts';
import { follow } from '#scripts/testing/followed.ts';
import { copyBookings } from '#services/booking/testing/copy-bookings.ts';
import { bookAsGuest, contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { removeMember } from '#services/departure/depart.ts';

const many = measures.departingBookings;
const kills = many / 100;

let db: Database;
let tenant: TestTenant;
let workers: Awaited<ReturnType<typeof openWorkers>>;

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  tenant = await createTestTenant(db, { hosts: 3 });
  workers = await openWorkers();
});
afterEach(() => workers.killAll());
afterAll(() => closeDatabase(db));

const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(db, tenant.tenantId, work);

const progressOf = async (id: string) => {
  const [row] = await inTenant((tx) => tx.select().from(departures).where(eq(departures.id, id)));
  return { state: row?.state ?? '', settled: row?.settled ?? 0, cancelled: row?.cancelled ?? 0 };
};

test('the bookings of a member who is removed are settled once each, however often the worker is killed', async () => {
  const { tenantId, hosts } = tenant;
  const [, leaver, receiver] = hosts;
  if (leaver === undefined || receiver === undefined) throw new Error('nobody is there');
  const now = Date.now();
  const start = Math.ceil(now / 3_600_000) * 3_600_000 + 48 * 3_600_000;
  const { id: linkId } = await createTestLink(db, tenant, { hosts: [leaver], reminderMinutes: [] });
  const first = await bookAsGuest(db, { tenantId, now }, { linkId, start });
  await copyBookings(db, tenantId, { bookingId: first, count: many - 1 });
  // The first of them meets something of whoever is to take them.
  const { id: otherId } = await createTestLink(db, tenant, { hosts: [receiver], reminderMinutes: [] });
  await bookAsGuest(db, { tenantId, now }, { linkId: otherId, start });
  const owner = contextAt(db, { tenantId, now }, { actor: ownerOf(tenant) });
  const departure = await removeMember(owner, {
    memberId: leaver.id,
    plan: 'hand_over',
    toMemberId: receiver.id,
  });
  expect(departure.total).toBe(many);

  const followed = await follow(workers, {
    type: 'memberDeparture',
    id: `departure/${departure.id}`,
    input: { tenantId, departureId: departure.id },
  });
  const settled = async () => (await progressOf(departure.id)).settled;
  const lock = () => lockRows(db, tenantId, departures, eq(departures.id, departure.id));
  await followed.killAndReplace({ progressOf: settled, lock }, kills);
  await expect.poll(settled, { timeout: 120_000 }).toBe(many);
  expect((await progressOf(departure.id)).cancelled).toBe(1);

  const left = await inTenant((tx) =>
    Promise.all([
      tx.$count(timeBlocks, and(eq(timeBlocks.tenantId, tenantId), eq(timeBlocks.memberId, leaver.id))),
      tx.$count(
        tx
          .select({ id: bookings.id })
          .from(bookings)
          .innerJoin(
            sessionHosts,
            and(eq(sessionHosts.tenantId, bookings.tenantId), eq(sessionHosts.sessionId, bookings.sessionId)),
          )
          .where(and(eq(sessionHosts.memberId, leaver.id), eq(bookings.status, 'confirmed')))
          .as('theirs'),
      ),
    ]),
  );
  expect(left).toEqual([0, 0]);
  const { rows } = await inTenant((tx) =>
    tx.execute(sql`
      select count(*)::int as bookings,
        count(*) filter (where (select count(*) from booking_timeline t where t.tenant_id = b.tenant_id
          and t.booking_id = b.id and t.kind in ('reassigned', 'cancelled')) = 1)::int as entered,
        count(*) filter (where (select count(*) from notifications n where n.tenant_id = b.tenant_id
          and n.subject_id = b.id and n.template in ('booking_reassigned', 'booking_cancelled')) = 1)::int as told
      from bookings b where b.tenant_id = ${tenantId} and b.link_id = ${linkId}`),
  );
  expect(rows).toEqual([{ bookings: many, entered: many, told: many }]);
  await followed.close();
}, 900_000);
