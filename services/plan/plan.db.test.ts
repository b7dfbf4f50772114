import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { bookings } from '#db/schema/booking.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { PlanOverrides } from '#domain/plan/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';
import { viewPublicLink } from '#services/availability/view-public-link.ts';
import { bookForGuest } from '#services/booking/book-for-guest.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { placeHold } from '#services/booking/place-hold.ts';
import { releaseHold } from '#services/booking/release-hold.ts';
import { contextAt, guestDetails, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { connectCalendar } from '#services/calendar/testing/accounts.ts';
import { updateCalendar } from '#services/calendar/update-calendar.ts';
import { setPlan } from '#services/tenant/set-plan.ts';
import { readPlanMail } from './read-plan-mail.ts';
import { readUsage } from './read-usage.ts';

const connections = 24;
const hourMs = 3_600_000;
/** Ids tell when they were made, so these tests have the clock's own time. */
const now = Date.now();
let db: Database;
let hour = 0;
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: connections });
});
afterAll(() => closeDatabase(db));

const freeStart = (): number => {
  hour += 1;
  return Math.ceil(now / hourMs) * hourMs + (24 + hour) * hourMs;
};

type World = { tenant: TestTenant; linkId: string; address: { username: string; slug: string } };

const limited = async (limits: PlanOverrides): Promise<World> => {
  const tenant = await createTestTenant(db);
  const { id, slug } = await createTestLink(db, tenant);
  const actor = { kind: 'operator', userId: 'usr_1', email: 'operator@example.com' } as const;
  const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { actor });
  await setPlan(ctx, { plan: 'free', limits, reason: 'Test' });
  return { tenant, linkId: id, address: { username: tenant.hosts[0]?.username ?? '', slug } };
};

const at = ({ tenant }: World) => ({ tenantId: tenant.tenantId, now });

const hold = (world: World, replacedBookingId: string | null = null) =>
  placeHold(
    contextAt(db, at(world), replacedBookingId === null ? {} : { actor: guestOf(replacedBookingId) }),
    {
      address: world.address,
      start: freeStart(),
      durationMinutes: 30,
      timeZone: 'UTC',
      replacedBookingId,
      admit: async () => undefined,
    },
  );

const book = (world: World) =>
  bookLink(contextAt(db, at(world)), {
    address: world.address,
    start: freeStart(),
    durationMinutes: 30,
    details: guestDetails(),
    heldBookingId: null,
  });

const usage = async (world: World) => {
  const ctx = contextAt(db, at(world), { actor: ownerOf(world.tenant) });
  const { items, ...rest } = await readUsage(ctx, {});
  return { ...rest, ...Object.fromEntries(items.map(({ name, used }) => [name, used])) };
};

describe('a limit of a plan', () => {
  it('is not passed by guests who book at the same moment: exactly as many get through as there is room', async () => {
    const world = await limited({ bookings: 3 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => refusalOf(book(world))));
    expect(answers.filter((code) => code === null)).toHaveLength(3);
    expect(new Set(answers)).toEqual(new Set([null, 'link_inactive']));
    expect(await usage(world)).toMatchObject({ bookings: 3 });
  });

  it('shows guests that nothing can be booked, and a host which limit of which plan is reached', async () => {
    const world = await limited({ bookings: 1 });
    await book(world);
    expect(await refusalOf(hold(world))).toBe('link_inactive');
    const asHost = bookForGuest(contextAt(db, at(world), { actor: ownerOf(world.tenant) }), {
      linkId: world.linkId,
      start: freeStart(),
      durationMinutes: 30,
      details: guestDetails(),
      setAside: [],
    });
    await expect(asHost).rejects.toMatchObject({
      code: 'plan_limit_reached',
      extra: { planLimit: { name: 'bookings', plan: 'free', allowed: 1, used: 1 } },
    });
  });

  it('offers no time once it is reached, and does not close the page to whoever holds the last place', async () => {
    const world = await limited({ bookings: 1 });
    const day = (later: number): string => new Date(now + later * 24 * hourMs).toISOString().slice(0, 10);
    const look = () =>
      Promise.all([
        refusalOf(viewPublicLink(db, world.address, now)),
        refusalOf(findPublicSlots(db, world.address, { from: day(1), to: day(2), timeZone: 'UTC' }, now)),
      ]);
    const { held } = await hold(world);
    expect(await look()).toEqual([null, null]);
    await releaseHold(contextAt(db, at(world), { actor: guestOf(held.booking.id) }), {
      bookingId: held.booking.id,
    });
    await book(world);
    expect(await look()).toEqual(['link_inactive', 'link_inactive']);
  });

  it('counts a hold while it lives, and one that replaces another does not count twice', async () => {
    const world = await limited({ bookings: 1 });
    const { held } = await hold(world);
    expect(await refusalOf(book(world))).toBe('link_inactive');
    const { held: other } = await hold(world, held.booking.id);
    const ctx = contextAt(db, at(world), { actor: guestOf(other.booking.id) });
    await releaseHold(ctx, { bookingId: other.booking.id });
    expect(await refusalOf(book(world))).toBeNull();
  });

  it('takes nothing away when it is lowered: what is above it stays, and nothing is added', async () => {
    const world = await limited({ bookings: null });
    await Promise.all([book(world), book(world), book(world)]);
    const actor = { kind: 'operator', userId: 'usr_1', email: 'operator@example.com' } as const;
    const operate = contextAt(db, at(world), { actor });
    await setPlan(operate, { plan: 'free', limits: { bookings: 2 }, reason: 'Smaller now' });
    expect(await usage(world)).toMatchObject({ plan: 'free', bookings: 3 });
    expect(await refusalOf(book(world))).toBe('link_inactive');
    await setPlan(operate, { plan: 'enterprise', limits: {}, reason: 'Larger again' });
    expect(await refusalOf(book(world))).toBeNull();
    const log = await withTenant(db, world.tenant.tenantId, (tx) => tx.select().from(auditLog));
    expect(log.filter(({ action }) => action === 'tenant.set_plan').map(({ reason }) => reason)).toEqual([
      'Test',
      'Smaller now',
      'Larger again',
    ]);
  });

  it('of calendars lets an account be connected, and no calendar of it be used beyond the limit', async () => {
    const world = await limited({ calendars: 1 });
    const [host] = world.tenant.hosts;
    await connectCalendar(db, world.tenant, host, now);
    const second = await connectCalendar(db, world.tenant, host, now);
    expect(await usage(world)).toMatchObject({ calendars: 1 });
    const ctx = contextAt(db, at(world), { actor: ownerOf(world.tenant) });
    const choose = updateCalendar(ctx, second.calendarId, { isConflictCalendar: true }, () => null);
    expect(await refusalOf(choose)).toBe('plan_limit_reached');
  });
});

describe('the admins of an organisation', () => {
  it('are told once a month when most bookings of the plan are made, and once when all are', async () => {
    const world = await limited({ bookings: 6 });
    const told = async () => {
      const rows = await withTenant(db, world.tenant.tenantId, (tx) => tx.select().from(notifications));
      return rows.flatMap(({ subjectKind, template }) => (subjectKind === 'tenant' ? template : []));
    };
    for (const expected of [0, 0, 0, 0, 1, 2]) {
      await book(world);
      expect(await told()).toHaveLength(expected);
    }
    expect(await refusalOf(book(world))).toBe('link_inactive');
    expect((await told()).toSorted()).toEqual(['plan_limit_near', 'plan_limit_reached']);
    const mail = await readPlanMail(db, world.tenant.tenantId);
    expect(mail).toMatchObject({ allowed: 6, people: [{ email: world.tenant.hosts[0]?.email }] });
  });
});

describe('usage', () => {
  it('is what the rows say after whatever was done: booked, cancelled, held and given back', async () => {
    const world = await limited({ bookings: null });
    const ids: string[] = [];
    for (const step of [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]) {
      if (step % 3 === 0) {
        const { held } = await hold(world);
        const bookingId = held.booking.id;
        if (step === 9)
          await releaseHold(contextAt(db, at(world), { actor: guestOf(bookingId) }), { bookingId });
      } else ids.push((await book(world)).booking.id);
      const [last] = step === 5 ? ids.slice(-1) : [];
      if (last !== undefined)
        await cancelBooking(contextAt(db, at(world), { actor: guestOf(last) }), { bookingId: last });
    }
    const rows = await withTenant(db, world.tenant.tenantId, (tx) => tx.select().from(bookings));
    const known = rows.filter(({ contactId, status }) => contactId !== null || status === 'held');
    expect(await usage(world)).toMatchObject({ bookings: known.length, members: 1, calendars: 0, mails: 0 });
    expect(known.length).toBeGreaterThan(ids.length);
  });
});
