import { Client, Connection } from '@temporalio/client';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { sessionHosts, timeBlocks } from '#db/schema/session.ts';
import { departures } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { bundledPrograms } from '#scripts/stack/child.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createNamespace } from '#scripts/testing/namespace.ts';
import { ended, ready, spawnWorker, type WorkerProcess } from '#scripts/testing/worker-process.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { bookAsGuest, contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { removeMember } from '#services/departure/depart.ts';

const many = 200;
const kills = 2;

let db: Database;
let tenant: TestTenant;
let program: readonly string[];
const started: WorkerProcess[] = [];

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  tenant = await createTestTenant(db, { hosts: 3 });
  program = bundledPrograms(await buildServer()).worker;
});
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => closeDatabase(db));

const startWorker = async (namespace: string): Promise<WorkerProcess> => {
  const worker = spawnWorker(
    {
      NODE_ENV: 'test',
      PUBLIC_URL: 'http://localhost:3000',
      DATABASE_URL: testDatabase().appUrl,
      LINK_SECRET: 'l'.repeat(40),
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: namespace,
      WORKFLOW_BUNDLE: inject('workflowBundlePath'),
      WORKER_TASK_QUEUES: 'bookings',
    },
    program,
  );
  started.push(worker);
  await ready(worker);
  return worker;
};

const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(db, tenant.tenantId, work);

/** Copies one booking to the following hours, with its session, its host and its claim. */
const copyBooking = (bookingId: string, count: number) =>
  inTenant(async (tx) => {
    const copies = sql`(
      select n, translate('0' || substr(md5('copy' || ${bookingId} || n), 1, 25), 'ilou', 'wxyz') as tail,
        n * interval '1 hour' as later
      from generate_series(1, ${count}::int) n)`;
    await tx.execute(sql`
      insert into sessions select (jsonb_populate_record(s, jsonb_build_object('id', 'ses_' || c.tail,
        'starts_at', s.starts_at + c.later, 'ends_at', s.ends_at + c.later, 'local_start', s.local_start + c.later))).*
      from ${copies} c, sessions s join bookings b on b.tenant_id = s.tenant_id and b.session_id = s.id
      where b.id = ${bookingId}`);
    await tx.execute(sql`
      insert into session_hosts select (jsonb_populate_record(h, jsonb_build_object('session_id', 'ses_' || c.tail))).*
      from ${copies} c, session_hosts h join bookings b on b.tenant_id = h.tenant_id and b.session_id = h.session_id
      where b.id = ${bookingId}`);
    await tx.execute(sql`
      with claimed as (
        insert into claims (id, person_id, during)
        select 'clm_' || c.tail, m.person_id, tstzrange(b.starts_at + c.later, b.ends_at + c.later)
        from ${copies} c, bookings b
          join session_hosts h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
          join members m on m.tenant_id = h.tenant_id and m.id = h.member_id
        where b.id = ${bookingId}
        returning id)
      insert into time_blocks (tenant_id, id, member_id, during, kind, exclusive, claim_id, session_id)
      select b.tenant_id, 'blk_' || c.tail, h.member_id, tstzrange(b.starts_at + c.later, b.ends_at + c.later),
        'session', true, 'clm_' || c.tail, 'ses_' || c.tail
      from claimed, ${copies} c, bookings b
        join session_hosts h on h.tenant_id = b.tenant_id and h.session_id = b.session_id
      where b.id = ${bookingId} and claimed.id = 'clm_' || c.tail`);
    await tx.execute(sql`
      insert into bookings select (jsonb_populate_record(b, jsonb_build_object('id', 'bkg_' || c.tail,
        'session_id', 'ses_' || c.tail, 'code', 'C' || c.n, 'starts_at', b.starts_at + c.later,
        'ends_at', b.ends_at + c.later))).*
      from ${copies} c, bookings b where b.id = ${bookingId}`);
    await tx.execute(sql`
      insert into booking_guests select (jsonb_populate_record(g, jsonb_build_object('booking_id', 'bkg_' || c.tail))).*
      from ${copies} c, booking_guests g where g.booking_id = ${bookingId}`);
  });

const progressOf = async (id: string) => {
  const [row] = await inTenant((tx) => tx.select().from(departures).where(eq(departures.id, id)));
  return { state: row?.state ?? '', settled: row?.settled ?? 0, cancelled: row?.cancelled ?? 0 };
};

test('two hundred bookings of a member who is removed are settled once each, however often the worker is killed', async () => {
  const { tenantId, hosts } = tenant;
  const [, leaver, receiver] = hosts;
  if (leaver === undefined || receiver === undefined) throw new Error('nobody is there');
  const now = Date.now();
  const start = Math.ceil(now / 3_600_000) * 3_600_000 + 48 * 3_600_000;
  const { id: linkId } = await createTestLink(db, tenant, { hosts: [leaver], reminderMinutes: [] });
  const first = await bookAsGuest(db, { tenantId, now }, { linkId, start });
  await copyBooking(first, many - 1);
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

  const namespace = await createNamespace(inject('temporalAddress'), true);
  const client = new Client({
    connection: await Connection.connect({ address: inject('temporalAddress') }),
    namespace,
  });
  await client.workflow.start('memberDeparture', {
    workflowId: `departure/${departure.id}`,
    taskQueue: 'bookings',
    args: [{ tenantId, departureId: departure.id }],
  });
  let worker = await startWorker(namespace);
  for (let kill = 1; kill <= kills; kill += 1) {
    const { settled: before } = await progressOf(departure.id);
    await expect
      .poll(async () => (await progressOf(departure.id)).settled, { timeout: 60_000, interval: 50 })
      .toBeGreaterThan(before);
    worker.child.kill('SIGKILL');
    await ended(worker);
    worker = await startWorker(namespace);
  }
  await expect.poll(async () => (await progressOf(departure.id)).settled, { timeout: 120_000 }).toBe(many);
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
  await client.connection.close();
}, 240_000);
