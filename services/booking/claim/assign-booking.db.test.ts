import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { linkHosts } from '#db/schema/link.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { assignHost } from '#domain/assignment/assign-host.ts';
import type { LinkAssignment } from '#domain/link/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { bookAsGuest, contextAt, guestOf, refusalOf, sessionOf } from '#services/booking/testing/requests.ts';
import { writeHosts } from '#services/link/hosts.ts';

let db: Database;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 12 });
});
afterAll(() => closeDatabase(db));

const team = async (assignment: Partial<LinkAssignment> = {}, hosts = 3) => {
  const tenant = await createTestTenant(db, { hosts });
  const link = await createTestLink(db, tenant, {
    hosts: tenant.hosts,
    kind: 'round_robin',
    assignment: { strategy: 'round_robin', namedHostId: null, weights: {}, ...assignment },
  });
  return { tenant, link };
};

const claim = ({ tenantId }: TestTenant, linkId: string, start: number, at: number = now): Promise<string> =>
  bookAsGuest(db, { tenantId, now: at }, { linkId, start });

const asGuest = ({ tenantId }: TestTenant, bookingId: string) =>
  contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) });

const cancel = (tenant: TestTenant, bookingId: string) =>
  cancelBooking(asGuest(tenant, bookingId), { bookingId });

const hostOf = async (tenant: TestTenant, bookingId: string): Promise<string[]> => {
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(sessionHosts)
      .where(inArray(sessionHosts.sessionId, sessionOf(tx, bookingId))),
  );
  return rows.map((row) => row.memberId);
};

const creditsOf = async (tenant: TestTenant): Promise<number[]> => {
  const rows = await withTenant(db, tenant.tenantId, (tx) => tx.select().from(linkHosts));
  return rows.map((row) => row.credit);
};

describe('a booking of a round-robin link', () => {
  test('goes to one host, fairly by turns, and says how it was chosen', async () => {
    const { tenant, link } = await team();
    const counts = new Map<string, number>();
    for (let index = 0; index < 9; index += 1) {
      const bookingId = await claim(tenant, link.id, now + (24 + index) * hourMs);
      const [host, ...others] = await hostOf(tenant, bookingId);
      expect(others).toEqual([]);
      counts.set(host ?? '', (counts.get(host ?? '') ?? 0) + 1);
      const [row] = await withTenant(db, tenant.tenantId, (tx) =>
        tx.select().from(bookings).where(eq(bookings.id, bookingId)),
      );
      expect(row?.assignment?.hostId).toBe(host);
      expect(assignHost(row?.assignment?.inputs ?? { strategy: 'priority', candidates: [] })?.hostId).toBe(
        host,
      );
    }
    expect([...counts.values()]).toEqual([3, 3, 3]);
  });

  test('follows the weights of its hosts', async () => {
    const { tenant, link } = await team({}, 2);
    const [first, second] = tenant.hosts;
    const weights = { [first?.id ?? '']: 3, [second?.id ?? '']: 1 };
    const weighted = await createTestLink(db, tenant, {
      hosts: tenant.hosts,
      kind: 'round_robin',
      assignment: { strategy: 'round_robin', namedHostId: null, weights },
    });
    const hosts: string[] = [];
    for (let index = 0; index < 8; index += 1)
      hosts.push(...(await hostOf(tenant, await claim(tenant, weighted.id, now + (48 + index) * hourMs))));
    expect(hosts.filter((host) => host === first?.id)).toHaveLength(6);
    expect(link.id).not.toBe(weighted.id);
  });

  test('of one time is taken as often as there are hosts, and never twice by one of them', async () => {
    const { tenant, link } = await team();
    const start = now + 72 * hourMs;
    const won: string[] = [];
    const results = await Promise.all(
      Array.from({ length: 12 }, () =>
        refusalOf(claim(tenant, link.id, start).then((bookingId) => won.push(bookingId))),
      ),
    );
    expect(won).toHaveLength(3);
    expect(results.filter((code) => code === 'slot_taken')).toHaveLength(9);
    const hosts = await Promise.all(won.map((bookingId) => hostOf(tenant, bookingId)));
    expect(new Set(hosts.flat()).size).toBe(3);
    expect(await refusalOf(claim(tenant, link.id, start))).toBe('slot_taken');
  });

  test('finds the account of a host who left the link and came back as if they had stayed', async () => {
    const { tenant, link } = await team();
    const all = tenant.hosts.map((host) => host.id);
    const set = (hostIds: readonly string[]) =>
      withTenant(db, tenant.tenantId, (tx) => writeHosts(tx, tenant.tenantId, link.id, hostIds));
    const creditOf = async (id: string | undefined) => {
      const [row] = await withTenant(db, tenant.tenantId, (tx) =>
        tx
          .select()
          .from(linkHosts)
          .where(eq(linkHosts.memberId, id ?? '')),
      );
      return row?.credit;
    };
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1)
      ids.push(await claim(tenant, link.id, now + (24 + index) * hourMs));
    const leaver = all[2];
    const account = await creditOf(leaver);
    expect(account).not.toBe(0);
    await set(all.slice(0, 2));
    await claim(tenant, link.id, now + 40 * hourMs);
    await set(all);
    expect(await creditOf(leaver)).toBeCloseTo(account ?? Number.NaN, 9);
    // What was cancelled while they were away is undone for them, too.
    await set(all.slice(0, 2));
    for (const id of ids) await cancel(tenant, id);
    await set(all);
    expect(await creditOf(leaver)).toBeCloseTo(0, 9);
  });

  test('of a least-busy link goes by turns when nobody has anything ahead', async () => {
    const { tenant } = await team();
    const link = await createTestLink(db, tenant, {
      hosts: tenant.hosts,
      kind: 'round_robin',
      assignment: { strategy: 'least_busy', namedHostId: null, weights: {} },
    });
    const served: string[] = [];
    // Each booking is over before the next one is made.
    for (let day = 0; day < 6; day += 1) {
      const at = now + day * 24 * hourMs;
      const bookingId = await claim(tenant, link.id, at + hourMs, at);
      served.push(...(await hostOf(tenant, bookingId)));
    }
    expect(new Set(served.slice(0, 3)).size).toBe(3);
    expect(served.slice(3)).toEqual(served.slice(0, 3));
  });

  test("that is cancelled was nobody's turn", async () => {
    const { tenant, link } = await team();
    const bookingId = await claim(tenant, link.id, now + 24 * hourMs);
    expect((await creditsOf(tenant)).some((credit) => credit !== 0)).toBe(true);
    await cancel(tenant, bookingId);
    for (const credit of await creditsOf(tenant)) expect(credit).toBeCloseTo(0, 9);
  });

  test('that moves stays with its host', async () => {
    const { tenant, link } = await team();
    const bookingId = await claim(tenant, link.id, now + 24 * hourMs);
    const before = await hostOf(tenant, bookingId);
    const start = now + 30 * hourMs;
    const moved = await rescheduleBooking(asGuest(tenant, bookingId), { bookingId, start });
    expect(moved.booking.startsAt).toBe(start);
    expect(await hostOf(tenant, bookingId)).toEqual(before);
    const others = await Promise.all([claim(tenant, link.id, start), claim(tenant, link.id, start)]);
    const taken = await Promise.all(others.map((id) => hostOf(tenant, id)));
    expect(taken.flat()).not.toContain(before[0]);
  });

  test('goes to a host who is below the limit per host, and to nobody once all have reached it', async () => {
    const tenant = await createTestTenant(db, { hosts: 2 });
    const link = await createTestLink(db, tenant, {
      hosts: tenant.hosts,
      kind: 'round_robin',
      assignment: { strategy: 'priority', namedHostId: null, weights: {} },
      limits: [{ period: 'day', count: 2, per: 'host' }],
    });
    const day = Date.UTC(2027, 2, 3, 9);
    const hosts: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      hosts.push(...(await hostOf(tenant, await claim(tenant, link.id, day + index * hourMs))));
    }
    const [first = '', second = ''] = tenant.hosts.map(({ id }) => id);
    expect(hosts).toEqual([first, first, second, second]);
    expect(await refusalOf(claim(tenant, link.id, day + 5 * hourMs))).toBe('limit_reached');
    expect(await hostOf(tenant, await claim(tenant, link.id, day + 24 * hourMs))).toEqual([first]);
  });

  test('goes to the named host, or to nobody', async () => {
    const { tenant } = await team();
    const named = tenant.hosts[1];
    const link = await createTestLink(db, tenant, {
      hosts: tenant.hosts,
      kind: 'round_robin',
      assignment: { strategy: 'named_host', namedHostId: named?.id ?? '', weights: {} },
    });
    const start = now + 24 * hourMs;
    const bookingId = await claim(tenant, link.id, start);
    expect(await hostOf(tenant, bookingId)).toEqual([named?.id]);
    expect(await refusalOf(claim(tenant, link.id, start))).toBe('slot_taken');
    const offered = await findPublicSlots(
      db,
      { username: tenant.hosts[0]?.username ?? '', slug: link.slug },
      { from: '2027-03-02', to: '2027-03-02', timeZone: 'UTC' },
      now,
    );
    expect(offered.days.flatMap((day) => day.slots.map((slot) => slot.start))).not.toContain(start);
  });
});
