import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { notifications } from '#db/schema/notification.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import type { MemberRole } from '#domain/member/types.ts';
import type { Plan, PlanOverrides } from '#domain/plan/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { listMemberships } from '#services/account/memberships.ts';
import { explainSlot } from '#services/availability/explain-slot.ts';
import { findLinkSlots, findPublicSlots } from '#services/availability/find-slots.ts';
import { viewPublicLink, viewPublicProfile } from '#services/availability/view-public-link.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { bookForGuest } from '#services/booking/book-for-guest.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { reassignBooking } from '#services/booking/host/reassign-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  bookAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
  refusalOf,
} from '#services/booking/testing/requests.ts';
import type { Actor } from '#services/context.ts';
import { removeMember } from '#services/departure/depart.ts';
import { viewPublicTenant } from '#services/link/public-tenant.ts';
import { readPlanMail } from '#services/plan/read-plan-mail.ts';
import { readUsage } from '#services/plan/read-usage.ts';
import { setPlan } from '#services/tenant/set-plan.ts';
import { changeMemberRole } from './change-role.ts';
import { listMembers } from './list-members.ts';
import { unfreezeMember } from './unfreeze-member.ts';

const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
let db: Database;
let tenant: TestTenant;
let nameOf: ReadonlyMap<string, string>;
let hour = 0;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 8 });
});
beforeEach(async () => {
  const { tenantId, hosts } = await createTestTenant(db, { hosts: 4 });
  const [first, ...others] = hosts;
  if (first === undefined) throw new Error('a tenant without an owner');
  nameOf = new Map(hosts.map(({ id }, index) => [id, `Host ${index}`]));
  // Made in one moment, their ids say nothing of their places here: in the order of ids they joined one after another.
  tenant = { tenantId, hosts: [first, ...others.toSorted((a, b) => (a.id < b.id ? -1 : 1))] };
});
afterAll(() => closeDatabase(db));

const host = (index: number): TestHost => {
  const found = tenant.hosts[index];
  if (found === undefined) throw new Error('no such host');
  return found;
};
const freeStart = (): number => {
  hour += 1;
  return now + (24 + hour) * hourMs;
};
const at = () => ({ tenantId: tenant.tenantId, now });
const as = (actor: Actor) => contextAt(db, at(), { actor });
const owner = () => as(ownerOf(tenant));
const member = (index: number, role: MemberRole = 'host'): Actor => ({
  kind: 'member',
  memberId: host(index).id,
  userId: host(index).userId,
  role,
  name: 'Host',
});
const plan = (name: Plan, limits: PlanOverrides = {}) =>
  setPlan(as({ kind: 'operator', userId: 'usr_1', email: 'operator@example.com' }), {
    plan: name,
    limits,
    reason: 'Test',
  });
/** The positions of those who are frozen. */
const frozen = async (): Promise<number[]> => {
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select({ id: members.id, frozenAt: members.frozenAt }).from(members).orderBy(asc(members.id)),
  );
  return rows
    .flatMap(({ id, frozenAt }) =>
      frozenAt === null ? [] : [tenant.hosts.findIndex((each) => each.id === id)],
    )
    .toSorted((a, b) => a - b);
};
const setRole = (index: number, role: MemberRole) =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(members)
      .set({ role })
      .where(eq(members.id, host(index).id)),
  );
const book = (index: number, slug: string) =>
  bookLink(contextAt(db, at()), {
    address: { username: host(index).username, slug },
    start: freeStart(),
    durationMinutes: 30,
    details: guestDetails(),
    heldBookingId: null,
  });

describe('a plan that becomes smaller', () => {
  test('freezes who joined last and never an owner, records each, and with a larger one everybody is back', async () => {
    await plan('free', { members: 2 });
    expect(await frozen()).toEqual([2, 3]);
    await plan('free');
    expect(await frozen()).toEqual([1, 2, 3]);
    await plan('free', { members: 3 });
    expect(await frozen()).toEqual([3]);
    await plan('enterprise');
    expect(await frozen()).toEqual([]);
    const log = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select({ action: auditLog.action, targetId: auditLog.targetId }).from(auditLog).orderBy(auditLog.id),
    );
    const of = (index: number) =>
      log.flatMap(({ action, targetId }) => (targetId === host(index).id ? [action] : []));
    expect(of(1)).toEqual(['member.freeze', 'member.unfreeze']);
    expect(of(3)).toEqual(['member.freeze', 'member.unfreeze']);
  });

  test('keeps all owners, however few it allows', async () => {
    await setRole(3, 'owner');
    await plan('free');
    expect(await frozen()).toEqual([1, 2]);
  });

  test('has its owners told by name who is frozen, as long as anybody is', async () => {
    await plan('free', { members: 2 });
    const told = await withTenant(db, tenant.tenantId, (tx) => tx.select().from(notifications));
    expect(told.map(({ template }) => template)).toEqual(['members_frozen']);
    expect(await readPlanMail(db, tenant.tenantId)).toMatchObject({
      allowedMembers: 2,
      frozen: { count: 2, names: [2, 3].map((index) => nameOf.get(host(index).id)) },
    });
    await plan('enterprise');
    expect((await readPlanMail(db, tenant.tenantId))?.frozen.count).toBe(0);
  });

  test('is shown in lists of members and in the usage of the plan', async () => {
    await plan('free', { members: 3 });
    const { items } = await listMembers(owner(), { limit: 10, cursor: undefined });
    expect(items.flatMap(({ id, isFrozen }) => (isFrozen ? [id] : []))).toEqual([host(3).id]);
    expect(await readUsage(owner(), {})).toMatchObject({ frozenMembers: 1 });
  });

  test('gives a place that falls free to who waits longest, and takes one that an owner gives up', async () => {
    await plan('free', { members: 2 });
    await removeMember(owner(), { memberId: host(1).id, plan: 'cancel' });
    expect(await frozen()).toEqual([3]);
    await changeMemberRole(owner(), { memberId: host(3).id, role: 'owner' });
    expect(await frozen()).toEqual([2]);
    await changeMemberRole(owner(), { memberId: host(3).id, role: 'host' });
    expect(await frozen()).toEqual([2]);
  });

  test('leaves a frozen person every membership they have', async () => {
    await plan('free');
    expect(await listMemberships(db, host(2).userId)).toHaveLength(1);
  });
});

describe('who stays active', () => {
  test('is chosen by an owner or admin, one for another, and stays chosen when the plan shrinks further', async () => {
    await plan('free', { members: 3 });
    const swap = { memberId: host(3).id, insteadOf: host(1).id };
    expect(await unfreezeMember(owner(), swap)).toMatchObject({ id: host(3).id, isFrozen: false });
    expect(await frozen()).toEqual([1]);
    await unfreezeMember(owner(), swap);
    expect(await frozen()).toEqual([1]);
    await plan('free', { members: 2 });
    expect(await frozen()).toEqual([1, 3]);
  });

  test('is never one more: an owner, somebody frozen and somebody unknown have no place to give', async () => {
    await plan('free', { members: 2 });
    for (const insteadOf of [host(0).id, host(3).id, 'mbr_01jd8v6q5kf3wrv6gq2n8kz4s1'])
      expect(await refusalOf(unfreezeMember(owner(), { memberId: host(2).id, insteadOf }))).toBe(
        'invalid_request',
      );
    expect(await frozen()).toEqual([2, 3]);
    const swap = unfreezeMember(as(member(1)), { memberId: host(2).id, insteadOf: host(1).id });
    expect(await refusalOf(swap)).toBe('forbidden');
  });

  test('never exceeds the limit when two choose at once', async () => {
    await plan('free', { members: 2 });
    const swaps = [2, 3].map((index) =>
      refusalOf(unfreezeMember(owner(), { memberId: host(index).id, insteadOf: host(1).id })),
    );
    expect((await Promise.all(swaps)).filter((code) => code === null)).toHaveLength(1);
    expect(await frozen()).toHaveLength(2);
  });
});

describe('links of frozen hosts', () => {
  test('of whom every host is frozen take no bookings, and guests see what they see of one that is switched off', async () => {
    const link = await createTestLink(db, tenant, { hosts: [host(2)] });
    const address = { username: host(2).username, slug: link.slug };
    await book(2, link.slug);
    await plan('free');
    expect(await refusalOf(book(2, link.slug))).toBe('link_inactive');
    expect(await refusalOf(viewPublicLink(db, address, now))).toBe('link_inactive');
    const search = { from: '2027-03-03', to: '2027-03-04', timeZone: 'UTC' } as const;
    expect(await refusalOf(findPublicSlots(db, address, search, now))).toBe('link_inactive');
    expect((await viewPublicProfile(db, host(2).username)).links).toEqual([]);
    expect((await viewPublicTenant(db, tenant.tenantId)).hosts).toEqual([]);
    expect((await findLinkSlots(owner(), link.id, search)).days).toEqual([]);
    const explained = await explainSlot(owner(), { linkId: link.id, start: freeStart() });
    expect(explained.offered).toBe(false);
    const asHost = bookForGuest(owner(), {
      linkId: link.id,
      start: freeStart(),
      details: guestDetails(),
      durationMinutes: 30,
      setAside: [],
    });
    expect(await refusalOf(asHost)).toBe('plan_limit_reached');
    await plan('enterprise');
    expect(await refusalOf(book(2, link.slug))).toBeNull();
  });

  test.each(['round_robin', 'collective'] as const)(
    'that others host as well go on with those: %s',
    async (kind) => {
      const link = await createTestLink(db, tenant, { hosts: [host(2), host(1)], kind });
      await plan('free', { members: 2 });
      const shown = await viewPublicLink(db, { username: host(2).username, slug: link.slug }, now);
      expect(shown.hosts.map(({ username }) => username)).toEqual([host(1).username]);
      for (let turn = 0; turn < 3; turn += 1) {
        const { hosts } = await book(2, link.slug);
        expect(hosts.map(({ id }) => id)).toEqual([host(1).id]);
      }
    },
  );
});

describe('what is booked with a frozen host', () => {
  test('holds: its guest and its host move and cancel it, and it can be given to somebody who has a place', async () => {
    const link = await createTestLink(db, tenant, { hosts: [host(2)] });
    const claim = () => bookAsGuest(db, at(), { linkId: link.id, start: freeStart() });
    const [first, second, third] = [await claim(), await claim(), await claim()];
    await plan('free', { members: 2 });
    const asGuest = (id: string) => as(guestOf(id));
    const moved = await rescheduleBooking(asGuest(first), { bookingId: first, start: freeStart() });
    expect(moved.hosts.map(({ id }) => id)).toEqual([host(2).id]);
    await cancelBooking(asGuest(first), { bookingId: first });
    const frozenHost: Actor = { ...member(2), frozen: { plan: 'free', allowed: 2 } } as Actor;
    await rescheduleBooking(as(frozenHost), { bookingId: second, start: freeStart() });
    await cancelBooking(as(frozenHost), { bookingId: second });
    const give = (hostId: string) => refusalOf(reassignBooking(owner(), { bookingId: third, hostId }));
    expect(await give(host(3).id)).toBe('invalid_request');
    expect(await give(host(1).id)).toBeNull();
  });

  test('is not approved by them, since it is not booked yet', async () => {
    const link = await createTestLink(db, tenant, { hosts: [host(2)], requiresApproval: true });
    const start = freeStart();
    const bookingId = await bookAsGuest(db, at(), { linkId: link.id, start });
    await plan('free', { members: 2 });
    const frozenHost: Actor = { ...member(2), frozen: { plan: 'free', allowed: 2 } } as Actor;
    expect(await refusalOf(approveBooking(as(frozenHost), { bookingId, start }))).toBe('member_frozen');
    expect(await refusalOf(approveBooking(owner(), { bookingId, start }))).toBeNull();
  });

  test('is not handed to a frozen member by who leaves, but to the one who gets their place', async () => {
    await plan('free', { members: 2 });
    const leave = (to: number) =>
      refusalOf(removeMember(owner(), { memberId: host(1).id, plan: 'hand_over', toMemberId: host(to).id }));
    expect(await leave(3)).toBe('invalid_request');
    expect(await frozen()).toEqual([2, 3]);
    expect(await leave(2)).toBeNull();
    expect(await frozen()).toEqual([3]);
  });
});
