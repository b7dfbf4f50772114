import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { integrations } from '#db/schema/integration.ts';
import { links } from '#db/schema/link.ts';
import { notifications } from '#db/schema/notification.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { departures, members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { lateBookingsMs } from '#domain/departure/follow.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { findHandle } from '#services/account/find-handle.ts';
import { reactivateMember } from '#services/account/member/end-membership.ts';
import { listAttention } from '#services/attention/list-attention.ts';
import { retryAttention } from '#services/attention/retry-attention.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import {
  bookAsGuest,
  claimAsGuest,
  contextAt,
  ownerOf,
  refusalOf,
} from '#services/booking/testing/requests.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import type { Actor } from '#services/context.ts';
import { createSecretBox } from '#services/secrets.ts';
import { deactivateMember, leaveTenant, removeMember } from './depart.ts';
import { finishDeparture, settleDeparture } from './follow-departure.ts';
import { listDepartures, previewDeparture } from './list-departures.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
const inHours = (hours: number): number => now + 24 * hourMs + hours * hourMs;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 4 });
});

const host = (index: number): TestHost => {
  const found = tenant.hosts[index];
  if (found === undefined) throw new Error('nobody is there');
  return found;
};
const as = (index: number, role: 'owner' | 'admin' | 'host'): Actor => ({
  kind: 'member',
  memberId: host(index).id,
  userId: host(index).userId,
  role,
  name: '',
});
const at = () => ({ tenantId: tenant.tenantId, now });
const ctx = (actor: Actor = ownerOf(tenant)) => contextAt(db, at(), { actor });
const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]) =>
  withTenant(db, tenant.tenantId, work);
const load = (id: string) => inTenant((tx) => loadBooking(tx, tenant.tenantId, id));
const hostsOf = async (id: string) => (await load(id)).hosts.map((each) => each.id);
const book = async (start: number, values: Parameters<typeof createTestLink>[2]) => {
  const { id: linkId } = await createTestLink(db, tenant, values);
  return { linkId, bookingId: await bookAsGuest(db, at(), { linkId, start }) };
};
const settle = async (departureId: string, moment = now) => {
  const key = { tenantId: tenant.tenantId, departureId };
  await settleDeparture(db, { ...key, now: moment });
  await finishDeparture(db, { ...key, now: moment });
  await finishDeparture(db, { ...key, now: moment + lateBookingsMs });
  const [row] = await inTenant((tx) => tx.select().from(departures).where(eq(departures.id, departureId)));
  return row;
};
const toldOf = async (bookingId: string) =>
  (
    await inTenant((tx) =>
      tx
        .select({ template: notifications.template })
        .from(notifications)
        .where(and(eq(notifications.subjectId, bookingId), eq(notifications.state, 'due'))),
    )
  ).map(({ template }) => template);
const entriesOf = async (bookingId: string) =>
  (
    await inTenant((tx) =>
      tx
        .select({ kind: bookingTimeline.kind, actor: bookingTimeline.actor })
        .from(bookingTimeline)
        .where(eq(bookingTimeline.bookingId, bookingId))
        .orderBy(bookingTimeline.sequence),
    )
  ).slice(1);
const linkOf = async (id: string) =>
  (await inTenant((tx) => tx.select().from(links).where(eq(links.id, id))))[0];
const blocksOf = (memberId: string) =>
  inTenant((tx) => tx.$count(timeBlocks, eq(timeBlocks.memberId, memberId)));

describe('bookings of a member who is removed', () => {
  test('go to the other host of their link who is free and has the next turn, who are told once', async () => {
    const hosts = [host(1), host(2), host(3)];
    const turns = {
      kind: 'round_robin',
      hosts,
      assignment: { strategy: 'named_host', namedHostId: host(1).id, weights: {} },
    } as const;
    const { bookingId, linkId } = await book(inHours(1), turns);
    expect(await hostsOf(bookingId)).toEqual([host(1).id]);
    await book(inHours(1), { hosts: [host(2)] });
    const departure = await removeMember(ctx(), { memberId: host(1).id, plan: 'reassign' });
    expect(departure).toMatchObject({ state: 'open', total: 1, settled: 0 });
    expect(await hostsOf(bookingId)).toEqual([host(1).id]);
    expect(await settle(departure.id)).toMatchObject({ state: 'done', settled: 1, cancelled: 0 });
    expect(await hostsOf(bookingId)).toEqual([host(3).id]);
    expect(await entriesOf(bookingId)).toEqual([{ kind: 'reassigned', actor: 'system' }]);
    expect((await toldOf(bookingId)).filter((template) => template === 'booking_reassigned')).toHaveLength(1);
    expect(await blocksOf(host(1).id)).toBe(0);
    expect(await linkOf(linkId)).toMatchObject({ ownerId: host(2).id, archivedAt: null });
  });

  test('are cancelled with notice where nobody else hosts the link, which is archived', async () => {
    const { bookingId, linkId } = await book(inHours(1), { hosts: [host(1)] });
    const { id } = await removeMember(ctx(), { memberId: host(1).id, plan: 'reassign' });
    expect(await settle(id)).toMatchObject({ state: 'done', settled: 1, cancelled: 1 });
    const { booking } = await load(bookingId);
    expect(booking).toMatchObject({ status: 'cancelled', cancelledBy: 'system', seated: false });
    expect(await toldOf(bookingId)).toContain('booking_cancelled');
    expect((await linkOf(linkId))?.archivedAt).toBe(now);
  });

  test('go to the member named where they are free, outside their hours too, and are cancelled elsewhere', async () => {
    const free = await book(inHours(1), { hosts: [host(1)] });
    const busy = await book(inHours(3), { hosts: [host(1)] });
    await book(inHours(3), { hosts: [host(2)] });
    const { id } = await removeMember(ctx(), {
      memberId: host(1).id,
      plan: 'hand_over',
      toMemberId: host(2).id,
    });
    expect(await settle(id)).toMatchObject({ settled: 2, cancelled: 1 });
    expect(await hostsOf(free.bookingId)).toEqual([host(2).id]);
    expect((await load(busy.bookingId)).booking.status).toBe('cancelled');
  });

  test('go on without them where others host together, and are cancelled if that is the plan', async () => {
    const together = { hosts: [host(2), host(1)] };
    const { bookingId, linkId } = await book(inHours(1), together);
    const { id } = await removeMember(ctx(), { memberId: host(1).id, plan: 'reassign' });
    expect(await settle(id)).toMatchObject({ settled: 1, cancelled: 0 });
    expect(await hostsOf(bookingId)).toEqual([host(2).id]);
    expect(await linkOf(linkId)).toMatchObject({ ownerId: host(2).id, archivedAt: null });
    const other = await book(inHours(2), { hosts: [host(2), host(3)] });
    const next = await removeMember(ctx(), { memberId: host(3).id, plan: 'cancel' });
    await settle(next.id);
    expect((await load(other.bookingId)).booking.status).toBe('cancelled');
  });

  test('of a group get one host together, or are all cancelled', async () => {
    const group = { kind: 'group', capacity: 4, hosts: [host(1)] } as const;
    const [taken, left] = [await book(inHours(1), group), await book(inHours(5), group)];
    const second = await bookAsGuest(db, at(), { linkId: taken.linkId, start: inHours(1) });
    await book(inHours(5), { hosts: [host(2)] });
    const { id } = await removeMember(ctx(), {
      memberId: host(1).id,
      plan: 'hand_over',
      toMemberId: host(2).id,
    });
    expect(await settle(id)).toMatchObject({ settled: 3, cancelled: 1 });
    for (const bookingId of [taken.bookingId, second]) {
      expect(await hostsOf(bookingId)).toEqual([host(2).id]);
      expect(await entriesOf(bookingId)).toEqual([{ kind: 'reassigned', actor: 'system' }]);
    }
    expect((await load(left.bookingId)).booking.status).toBe('cancelled');
    expect(await blocksOf(host(1).id)).toBe(0);
  });

  test('that were only held end, and those that have begun stay', async () => {
    const { linkId, bookingId } = await book(inHours(1), { hosts: [host(1)] });
    const held = await claimAsGuest(db, at(), { linkId, start: inHours(3), details: null });
    const later = inHours(1) + 60_000;
    const { id } = await removeMember(
      contextAt(db, { tenantId: tenant.tenantId, now: now + 1 }, { actor: ownerOf(tenant) }),
      { memberId: host(1).id, plan: 'cancel' },
    );
    await settle(id, later);
    expect((await load(bookingId)).booking.status).toBe('confirmed');
    expect((await load(held.booking.id)).booking.status).toBe('expired');
  });

  test('are settled once, however often it is tried and whatever fails between', async () => {
    const { bookingId } = await book(inHours(1), { hosts: [host(1)] });
    const { id } = await removeMember(ctx(), { memberId: host(1).id, plan: 'cancel' });
    const key = { tenantId: tenant.tenantId, departureId: id, now };
    await Promise.all([settleDeparture(db, key), settleDeparture(db, key)]);
    expect(await settle(id)).toMatchObject({ total: 1, settled: 1, cancelled: 1 });
    expect(await entriesOf(bookingId)).toEqual([{ kind: 'cancelled', actor: 'system' }]);
  });

  test('that were being made while they went are found by another look', async () => {
    const { linkId } = await createTestLink(db, tenant, { hosts: [host(1)] }).then(({ id }) => ({
      linkId: id,
    }));
    const { id } = await removeMember(ctx(), { memberId: host(1).id, plan: 'cancel' });
    const key = { tenantId: tenant.tenantId, departureId: id };
    await settleDeparture(db, { ...key, now });
    const late = await bookAsGuest(db, at(), { linkId, start: inHours(1) });
    await finishDeparture(db, { ...key, now: now + lateBookingsMs });
    expect(await settle(id, now + lateBookingsMs)).toMatchObject({ state: 'done', settled: 1 });
    expect((await load(late)).booking.status).toBe('cancelled');
  });
});

describe('a membership that ends', () => {
  test('takes their page away, keeps its name, and disconnects their calendars', async () => {
    await connectCalendars(ctx(as(1, 'host')), secrets, {
      vendor: 'google',
      auth: 'oauth',
      account: { externalAccountId: newId('integration'), label: 'host@example.com' },
      credentials: {},
      calendars: [],
    });
    const { id } = await removeMember(ctx(), { memberId: host(1).id, plan: 'cancel' });
    expect(await findHandle(db, host(1).username)).toBeNull();
    await settle(id);
    const [account] = await inTenant((tx) =>
      tx
        .select()
        .from(integrations)
        .where(eq(integrations.memberId, host(1).id)),
    );
    expect(account).toMatchObject({ status: 'disconnected', credentialsCiphertext: null });
    expect((await listDepartures(ctx(), { limit: 10 })).items).toMatchObject([
      { id, member: { id: host(1).id }, state: 'done' },
    ]);
  });

  test('is told by mail to whoever was removed by others, once, and not to who leaves or is to rest', async () => {
    const removed = ctx();
    await removeMember(removed, { memberId: host(1).id, plan: 'cancel' });
    await leaveTenant(ctx(as(2, 'host')), { plan: 'cancel' });
    await deactivateMember(ctx(), { memberId: host(3).id, plan: 'cancel' });
    const told = await inTenant((tx) =>
      tx
        .select({ personId: notifications.subjectId, dueAt: notifications.dueAt })
        .from(notifications)
        .where(eq(notifications.template, 'member_removed')),
    );
    const [gone] = await inTenant((tx) =>
      tx
        .select()
        .from(members)
        .where(eq(members.id, host(1).id)),
    );
    expect(told).toEqual([{ personId: gone?.personId, dueAt: now }]);
  });

  test('is none of the last owner, of somebody above, or of oneself but by leaving', async () => {
    const plan = { plan: 'cancel' } as const;
    const owner = host(0).id;
    expect(await refusalOf(leaveTenant(ctx(), plan))).toBe('last_owner');
    expect(await refusalOf(removeMember(ctx(), { memberId: owner, ...plan }))).toBe('forbidden');
    expect(await refusalOf(removeMember(ctx(as(1, 'admin')), { memberId: owner, ...plan }))).toBe(
      'forbidden',
    );
    expect(await refusalOf(deactivateMember(ctx(as(1, 'host')), { memberId: host(2).id, ...plan }))).toBe(
      'forbidden',
    );
    expect(await refusalOf(leaveTenant(ctx(as(1, 'host')), plan))).toBeNull();
    expect(await refusalOf(removeMember(ctx(), { memberId: host(1).id, ...plan }))).toBe('not_found');
  });

  test('names a receiver only for bookings that are handed over, and nobody who goes or has gone', async () => {
    const memberId = host(1).id;
    const wrong = [
      { plan: 'hand_over' },
      { plan: 'hand_over', toMemberId: memberId },
      { plan: 'hand_over', toMemberId: newId('member') },
      { plan: 'cancel', toMemberId: host(2).id },
    ] as const;
    for (const plan of wrong)
      expect(await refusalOf(removeMember(ctx(), { memberId, ...plan }))).toBe('invalid_request');
  });

  test('says beforehand how many bookings and links it concerns, to owners and admins and to oneself', async () => {
    await book(inHours(1), { hosts: [host(1)] });
    await book(inHours(2), { hosts: [host(1), host(2)] });
    await book(inHours(3), { hosts: [host(2), host(1)] });
    expect(await previewDeparture(ctx(), { memberId: host(1).id })).toEqual({
      bookings: 3,
      shared: 2,
      links: { archived: 1, passedOn: 1, left: 1 },
      isLastOwner: false,
    });
    expect((await previewDeparture(ctx(), { memberId: host(0).id })).isLastOwner).toBe(true);
    expect((await previewDeparture(ctx(as(1, 'host')), { memberId: host(1).id })).bookings).toBe(3);
    expect(await refusalOf(previewDeparture(ctx(as(2, 'host')), { memberId: host(1).id }))).toBe('not_found');
  });

  test('that only rests can be taken up again, and what has been given on stays there', async () => {
    const given = await book(inHours(1), { hosts: [host(1)] });
    const { id } = await deactivateMember(ctx(), {
      memberId: host(1).id,
      plan: 'hand_over',
      toMemberId: host(2).id,
    });
    await settle(id);
    expect(await reactivateMember(ctx(), { memberId: host(1).id })).toMatchObject({ isActive: true });
    expect(await hostsOf(given.bookingId)).toEqual([host(2).id]);
    const own = await book(inHours(4), { hosts: [host(1)] });
    const rest = await deactivateMember(ctx(), { memberId: host(1).id, plan: 'cancel' });
    await reactivateMember(ctx(), { memberId: host(1).id });
    expect(await settle(rest.id)).toMatchObject({ state: 'done', settled: 0 });
    expect((await load(own.bookingId)).booking.status).toBe('confirmed');
    const [member] = await inTenant((tx) =>
      tx
        .select()
        .from(members)
        .where(eq(members.id, host(1).id)),
    );
    expect(member).toMatchObject({ isActive: true, removedAt: null });
  });
});

describe('a departure that fails', () => {
  const fail = async (): Promise<string> => {
    const { id } = await deactivateMember(ctx(), { memberId: host(1).id, plan: 'cancel' });
    await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .update(departures)
        .set({ failure: 'internal', failures: 3, tryAt: now + hourMs })
        .where(eq(departures.id, id)),
    );
    return id;
  };
  const listed = async (actor: Actor) =>
    (await listAttention(ctx(actor), { order: 'newest', limit: 10 })).items.filter(
      ({ kind }) => kind === 'departure',
    );

  test('shows under what needs attention of owners and admins, by the name of whoever goes, and of nobody else', async () => {
    const id = await fail();
    const [item] = await listed(as(0, 'admin'));
    expect(item).toMatchObject({
      id,
      failure: 'internal',
      tries: 3,
      subject: { kind: 'departure', id, title: expect.any(String) },
      actions: ['retry'],
    });
    expect(item?.subject.title).not.toBe('');
    expect(await listed(as(2, 'host'))).toEqual([]);
  });

  test('goes on at once when an admin says so, once, and shows no longer', async () => {
    const attentionId = await fail();
    expect(await refusalOf(retryAttention(ctx(as(2, 'host')), { attentionId }))).toBe('not_found');
    await retryAttention(ctx(as(0, 'admin')), { attentionId });
    expect(await listed(as(0, 'admin'))).toEqual([]);
    expect(await refusalOf(retryAttention(ctx(as(0, 'admin')), { attentionId }))).toBe('attention_settled');
  });
});
