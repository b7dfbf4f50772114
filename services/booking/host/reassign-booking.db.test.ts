import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { notifications } from '#db/schema/notification.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { bookAsGuest, contextAt, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import type { Actor } from '#services/context.ts';
import { reassignBooking } from './reassign-booking.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
let hour = 0;
const nextStart = (): number => {
  hour += 1;
  return now + 24 * hourMs + hour * hourMs;
};
const idOf = (index: number): string => tenant.hosts[index]?.id ?? '';
const hostAt = (index: number): Actor => ({
  kind: 'member',
  memberId: idOf(index),
  userId: tenant.hosts[index]?.userId ?? '',
  role: 'host',
  name: '',
});

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
  tenant = await createTestTenant(db, { hosts: 3 });
});
afterAll(() => closeDatabase(db));

const at = () => ({ tenantId: tenant.tenantId, now });
const book = async (start: number, values: Parameters<typeof createTestLink>[2] = {}): Promise<string> => {
  const { id } = await createTestLink(db, tenant, values);
  return bookAsGuest(db, at(), { linkId: id, start });
};
const load = (id: string) => withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, id));
const reassign = (id: string, hostId: string, actor: Actor = ownerOf(tenant), replaces?: string) =>
  reassignBooking(contextAt(db, at(), { actor }), { bookingId: id, hostId, replaces });
const blocksOf = async (sessionId: string) =>
  (
    await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select({ memberId: timeBlocks.memberId })
        .from(timeBlocks)
        .where(eq(timeBlocks.sessionId, sessionId)),
    )
  ).map(({ memberId }) => memberId);

describe('a booking that is given another host', () => {
  test('takes their time, gives the former one theirs back, and its guest is told once', async () => {
    const start = nextStart();
    const id = await book(start);
    const after = await reassign(id, idOf(1));
    expect(after.hosts.map((host) => host.id)).toEqual([idOf(1)]);
    expect(await blocksOf(after.booking.sessionId)).toEqual([idOf(1)]);
    const told = await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select({ state: notifications.state })
        .from(notifications)
        .where(and(eq(notifications.subjectId, id), eq(notifications.template, 'booking_reassigned'))),
    );
    expect(told).toEqual([{ state: 'due' }]);
    expect(after.booking).toMatchObject({ startsAt: start, revision: 0, status: 'confirmed' });
    // The former host can be booked at that time again.
    await expect(book(start)).resolves.toMatch(/^bkg_/);
  });

  test('keeps its host when the other one has something else then', async () => {
    const start = nextStart();
    const [id] = [await book(start), await book(start, { hosts: tenant.hosts.slice(1, 2) })];
    expect(await refusalOf(reassign(id, idOf(1)))).toBe('host_not_free');
    expect((await load(id)).hosts.map((host) => host.id)).toEqual([idOf(0)]);
  });

  test('keeps the others it has, and says whose place is taken', async () => {
    const id = await book(nextStart(), { hosts: tenant.hosts.slice(0, 2) });
    expect(await refusalOf(reassign(id, idOf(2)))).toBe('invalid_request');
    const after = await reassign(id, idOf(2), ownerOf(tenant), idOf(0));
    expect(after.hosts.map((host) => host.id)).toEqual([idOf(2), idOf(1)]);
    expect((await blocksOf(after.booking.sessionId)).toSorted()).toEqual([idOf(1), idOf(2)].toSorted());
  });

  test('is given by a host to those only who host its link, and by no guest', async () => {
    const own = await book(nextStart(), { hosts: tenant.hosts.slice(1, 2) });
    expect(await refusalOf(reassign(own, idOf(2), hostAt(1)))).toBe('invalid_request');
    expect(await refusalOf(reassign(own, idOf(2), hostAt(2)))).toBe('not_found');
    expect(await refusalOf(reassign(own, idOf(2), guestOf(own)))).toBe('unauthenticated');
    const turns = { kind: 'round_robin', hosts: tenant.hosts.slice(1) } as const;
    const shared = await book(nextStart(), turns);
    const [first] = (await load(shared)).hosts;
    const [from, to] = first?.id === idOf(1) ? [1, 2] : [2, 1];
    const after = await reassign(shared, idOf(to), hostAt(from));
    expect(after.hosts.map((host) => host.id)).toEqual([idOf(to)]);
  });

  test('is none that has begun, or that guests share', async () => {
    const group = await book(nextStart(), { kind: 'group', capacity: 3 });
    expect(await refusalOf(reassign(group, idOf(1)))).toBe('invalid_transition');
    const id = await book(nextStart());
    const later = contextAt(
      db,
      { tenantId: tenant.tenantId, now: now + 40 * hourMs },
      { actor: ownerOf(tenant) },
    );
    expect(await refusalOf(reassignBooking(later, { bookingId: id, hostId: idOf(1) }))).toBe('in_the_past');
  });
});
