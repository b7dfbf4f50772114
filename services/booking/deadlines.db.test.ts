import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';
import { approveBooking } from './approve-booking.ts';
import { cancelBooking } from './cancel-booking.ts';
import { declineBooking } from './decline-booking.ts';
import { endBooking } from './end-booking.ts';
import { markNoShow } from './mark-no-show.ts';
import type { BookingView } from './read/find-bookings.ts';
import { listBookings } from './read/list-bookings.ts';
import { presentGuestBooking } from './read/present-booking.ts';
import { readBooking } from './read/read-booking.ts';
import { releaseHold } from './release-hold.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import {
  bookAsGuest,
  type ClaimInput,
  claimAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
  refusalOf,
} from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const start = now + 48 * hourMs;
/** When the time to decide on a request made `now` has passed. */
const deadline = now + hourMs;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
});

const at = (when: number) => ({ tenantId: tenant.tenantId, now: when });
const asOwner = (when: number) => contextAt(db, at(when), { actor: ownerOf(tenant) });
const asGuest = (bookingId: string, when: number) => contextAt(db, at(when), { actor: guestOf(bookingId) });

type LinkOptions = Parameters<typeof createTestLink>[2];
const linkWith = (values: LinkOptions = {}) =>
  createTestLink(db, tenant, {
    requiresApproval: true,
    approvalDeadlineHours: 1,
    holdMinutes: 10,
    ...values,
  });
const request = async (values: LinkOptions = {}) => {
  const link = await linkWith(values);
  return { link, bookingId: await bookAsGuest(db, at(now), { linkId: link.id, start }) };
};
const refusal = (input: ClaimInput, when: number) => refusalOf(claimAsGuest(db, at(when), input));

const storedStatus = async (bookingId: string) => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select({ status: bookings.status })
      .from(bookings)
      .where(and(eq(bookings.tenantId, tenant.tenantId), eq(bookings.id, bookingId))),
  );
  return row?.status;
};

const views: readonly BookingView[] = ['upcoming', 'needs_approval', 'past', 'cancelled', 'attention', 'all'];
/** In which lists a booking stands, and as what. */
const listedIn = async (bookingId: string, when: number): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const view of views) {
    const page = await listBookings(asOwner(when), { view, limit: 50 });
    for (const { id, status } of page.items) if (id === bookingId) found[view] = status;
  }
  return found;
};

describe('a request whose approval is overdue, without any workflow', () => {
  test('frees its time for others at the very instant', async () => {
    const { link, bookingId } = await request();
    const input = { linkId: link.id, start };
    expect(await refusal(input, deadline - 1)).toBe('slot_held');
    expect(await refusal(input, deadline)).toBeNull();
    expect(await storedStatus(bookingId)).toBe('pending_approval');
  });

  test('is offered again in the list of free times', async () => {
    const { link } = await request();
    const offered = async (when: number) => {
      const address = { username: tenant.hosts[0]?.username ?? '', slug: link.slug };
      const search = { from: '2027-03-03', to: '2027-03-03', timeZone: 'UTC' };
      const found = await findPublicSlots(db, address, search, when);
      return found.days.flatMap(({ slots }) => slots.map((slot) => slot.start));
    };
    expect(await offered(deadline - 1)).not.toContain(start);
    expect(await offered(deadline)).toContain(start);
  });

  test('cannot be approved, declined, moved or cancelled, and could be a moment before', async () => {
    const { bookingId } = await request();
    const attempts = (when: number) => [
      () => approveBooking(asOwner(when), { bookingId, start }),
      () => declineBooking(asOwner(when), { bookingId }),
      () => rescheduleBooking(asGuest(bookingId, when), { bookingId, start: start + hourMs }),
      () => cancelBooking(asGuest(bookingId, when), { bookingId }),
    ];
    for (const attempt of attempts(deadline)) expect(await refusalOf(attempt())).toBe('invalid_transition');
    expect(await storedStatus(bookingId)).toBe('pending_approval');
    expect((await approveBooking(asOwner(deadline - 1), { bookingId, start })).booking.status).toBe(
      'confirmed',
    );
  });

  test('is not approved when its time was taken meanwhile, by a clock that runs behind either', async () => {
    const { link, bookingId } = await request();
    await bookAsGuest(db, at(deadline), { linkId: link.id, start });
    expect(await refusalOf(approveBooking(asOwner(deadline - 1), { bookingId, start }))).toBe(
      'invalid_transition',
    );
  });

  test('shows as expired in lists, among those that did not take place, and nowhere else', async () => {
    const { bookingId } = await request();
    const waiting = 'pending_approval';
    expect(await listedIn(bookingId, deadline - 1)).toEqual({ needs_approval: waiting, all: waiting });
    expect(await listedIn(bookingId, deadline)).toEqual({ cancelled: 'expired', all: 'expired' });
    await endBooking(db, {
      tenantId: tenant.tenantId,
      bookingId,
      as: 'due',
      workflowRunId: 'run',
      now: deadline,
    });
    expect(await listedIn(bookingId, deadline)).toEqual({ cancelled: 'expired', all: 'expired' });
  });

  test('shows as expired to its guest, who can do nothing with it any more', async () => {
    const { bookingId } = await request();
    const shown = async (when: number) => {
      const ctx = asGuest(bookingId, when);
      return presentGuestBooking(await readBooking(ctx, bookingId), when);
    };
    expect(await shown(deadline - 1)).toMatchObject({
      status: 'pending_approval',
      canReschedule: true,
      canCancel: true,
    });
    expect(await shown(deadline)).toMatchObject({
      status: 'expired',
      canReschedule: false,
      canCancel: false,
    });
  });

  test('does not count towards the limits of its link', async () => {
    const { link } = await request({ limits: [{ period: 'day', count: 1, per: 'link' }] });
    const input = { linkId: link.id, start: start + 4 * hourMs };
    expect(await refusal(input, deadline - 1)).toBe('limit_reached');
    expect(await refusal(input, deadline)).toBeNull();
  });

  test('does not count towards what one address may have', async () => {
    const { link } = await request({ guestLimit: { count: 1, days: 30 } });
    const input = { linkId: link.id, start: start + 4 * hourMs, details: guestDetails() };
    expect(await refusal(input, deadline - 1)).toBe('guest_limit_reached');
    expect(await refusal(input, deadline)).toBeNull();
  });
});

test('a host is only as busy as what still stands: a request that ran out does not count', async () => {
  tenant = await createTestTenant(db, { hosts: 2 });
  const [first, second] = tenant.hosts;
  if (first === undefined || second === undefined) throw new Error('two hosts are needed');
  const asked = await linkWith({ hosts: [first], kind: 'one_to_one' });
  for (const hours of [0, 1])
    await bookAsGuest(db, at(now), { linkId: asked.id, start: start + hours * hourMs });
  const firm = await linkWith({ hosts: [second], kind: 'one_to_one', requiresApproval: false });
  await bookAsGuest(db, at(now), { linkId: firm.id, start });
  const shared = await linkWith({
    hosts: [first, second],
    kind: 'round_robin',
    requiresApproval: false,
    assignment: { strategy: 'least_busy', namedHostId: null, weights: {} },
  });
  const hostOf = async (when: number, hours: number) => {
    const input = { linkId: shared.id, start: start + hours * hourMs };
    return (await claimAsGuest(db, at(when), input)).hosts.map(({ id }) => id);
  };
  expect(await hostOf(deadline - 1, 24)).toEqual([second.id]);
  expect(await hostOf(deadline, 26)).toEqual([first.id]);
});

describe('a request that moves', () => {
  test('keeps its deadline, and has to be decided before it begins', async () => {
    const { bookingId } = await request({ approvalDeadlineHours: 24 });
    const sooner = await rescheduleBooking(asGuest(bookingId, now), { bookingId, start: now + 2 * hourMs });
    expect(sooner.booking).toMatchObject({ status: 'pending_approval', approveBy: now + 2 * hourMs });
    const approve = (when: number, looked: number) =>
      approveBooking(asOwner(when), { bookingId, start: looked });
    const newStart = now + 2 * hourMs;
    expect(await refusalOf(approve(newStart, newStart))).toBe('invalid_transition');
    expect((await approve(now + hourMs, newStart)).booking.status).toBe('confirmed');
  });
});

describe('approving', () => {
  test('is for the time that was looked at, and for no other', async () => {
    const { bookingId } = await request({ approvalDeadlineHours: 24 });
    const approve = (looked: number) => approveBooking(asOwner(now), { bookingId, start: looked });
    await rescheduleBooking(asGuest(bookingId, now), { bookingId, start: start + hourMs });
    for (const looked of [start, start + 2 * hourMs, start + hourMs - 1])
      expect(await refusalOf(approve(looked))).toBe('time_changed');
    expect(await storedStatus(bookingId)).toBe('pending_approval');
    expect((await approve(start + hourMs)).booking.status).toBe('confirmed');
  });
});

describe('a hold that has ended, without any workflow', () => {
  const holdEnd = now + 600_000;
  const hold = async (values: LinkOptions = {}) => {
    const link = await linkWith({ requiresApproval: false, ...values });
    const { booking } = await claimAsGuest(db, at(now), { linkId: link.id, start, details: null });
    return { link, bookingId: booking.id };
  };

  test('frees its time for others at the very instant', async () => {
    const { link } = await hold();
    expect(await refusal({ linkId: link.id, start }, holdEnd - 1)).toBe('slot_held');
    expect(await refusal({ linkId: link.id, start }, holdEnd)).toBeNull();
  });

  test('does not count towards the limits of its link', async () => {
    const { link } = await hold({ limits: [{ period: 'day', count: 1, per: 'link' }] });
    const input = { linkId: link.id, start: start + 4 * hourMs };
    expect(await refusal(input, holdEnd - 1)).toBe('limit_reached');
    expect(await refusal(input, holdEnd)).toBeNull();
  });

  test('counts as given back when it is released, and is not released twice', async () => {
    const { bookingId } = await hold();
    await releaseHold(asGuest(bookingId, holdEnd), { bookingId });
    expect(await storedStatus(bookingId)).toBe('held');
    await releaseHold(asGuest(bookingId, holdEnd - 1), { bookingId });
    expect(await storedStatus(bookingId)).toBe('expired');
    await releaseHold(asGuest(bookingId, holdEnd - 1), { bookingId });
    expect(await listedIn(bookingId, holdEnd)).toEqual({});
  });
});

describe('a booking that is over, without any workflow', () => {
  const end = start + hourMs / 2;

  test('shows as completed, among the past ones, and can only be noted as a no-show', async () => {
    const { bookingId } = await request({ requiresApproval: false });
    expect(await listedIn(bookingId, end - 1)).toEqual({ upcoming: 'confirmed', all: 'confirmed' });
    expect(await listedIn(bookingId, end)).toEqual({ past: 'completed', all: 'completed' });
    expect(await refusalOf(cancelBooking(asGuest(bookingId, end), { bookingId }))).toBe('in_the_past');
    expect((await markNoShow(asOwner(end), { bookingId })).booking.status).toBe('no_show');
    expect(await listedIn(bookingId, end)).toEqual({ past: 'no_show', all: 'no_show' });
  });
});
