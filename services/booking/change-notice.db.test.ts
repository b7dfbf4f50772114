import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { cancelBooking } from './cancel-booking.ts';
import { presentGuestBooking } from './read/present-booking.ts';
import { readBooking } from './read/read-booking.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import { bookAsGuest, contextAt, guestOf, ownerOf, refusalOf } from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const start = now + 48 * hourMs;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
});

const at = (when: number) => ({ tenantId: tenant.tenantId, now: when });
const asGuest = (bookingId: string, when: number) => contextAt(db, at(when), { actor: guestOf(bookingId) });
const asHost = (when: number) => contextAt(db, at(when), { actor: ownerOf(tenant) });
const booked = async (values: Parameters<typeof createTestLink>[2] = {}) => {
  const link = await createTestLink(db, tenant, {
    cancelNoticeMinutes: 24 * 60,
    rescheduleNoticeMinutes: 120,
    ...values,
  });
  return { link, bookingId: await bookAsGuest(db, at(now), { linkId: link.id, start }) };
};
const cancel = (bookingId: string, when: number) =>
  refusalOf(cancelBooking(asGuest(bookingId, when), { bookingId }));
const move = (bookingId: string, when: number) =>
  refusalOf(rescheduleBooking(asGuest(bookingId, when), { bookingId, start: start + 24 * hourMs }));

test('a guest cancels and moves until the notice of the link begins; the host does so after it as well', async () => {
  const { bookingId } = await booked();
  const lateToCancel = start - 24 * hourMs + 1;
  expect(await cancel(bookingId, lateToCancel)).toBe('too_late_to_cancel');
  expect(await move(bookingId, start - 2 * hourMs + 1)).toBe('too_late_to_reschedule');
  expect(await move(bookingId, lateToCancel)).toBeNull();
  // The notice is counted from the time that it has by now.
  expect(await cancel(bookingId, start)).toBeNull();
  const other = await booked({ slug: 'other' });
  await rescheduleBooking(asHost(start - 1), { bookingId: other.bookingId, start: start + hourMs });
  const { booking } = await cancelBooking(asHost(start + hourMs - 1), { bookingId: other.bookingId });
  expect(booking).toMatchObject({ status: 'cancelled', cancelledBy: 'host' });
});

test('a booking keeps the notice it was made under, whatever the link says by now', async () => {
  const { link, bookingId } = await booked();
  await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(links)
      .set({ cancelNoticeMinutes: 0, rescheduleNoticeMinutes: 100_000 })
      .where(eq(links.id, link.id)),
  );
  expect(await cancel(bookingId, start - hourMs)).toBe('too_late_to_cancel');
  expect(await move(bookingId, start - 3 * hourMs)).toBeNull();
});

test('a request that nobody has approved can be withdrawn and moved at any time', async () => {
  const { bookingId } = await booked({ requiresApproval: true, approvalDeadlineHours: 720 });
  expect(await move(bookingId, start - 1)).toBeNull();
  expect(await cancel(bookingId, start - 1)).toBeNull();
});

test('the guest reads until when they may, and whom to ask once it is too late', async () => {
  const { bookingId } = await booked();
  const shown = async (when: number) => {
    const { canCancel, canReschedule, cancelUntil, rescheduleUntil, contact } = presentGuestBooking(
      await readBooking(asGuest(bookingId, when), bookingId),
      when,
    );
    expect(cancelUntil).toBe(new Date(start - 24 * hourMs).toISOString());
    expect(rescheduleUntil).toBe(new Date(start - 2 * hourMs).toISOString());
    return { canCancel, canReschedule, contact };
  };
  const contact = { name: 'Host 0', email: tenant.hosts[0]?.email };
  expect(await shown(now)).toEqual({ canCancel: true, canReschedule: true, contact: null });
  expect(await shown(start - 3 * hourMs)).toEqual({ canCancel: false, canReschedule: true, contact });
  expect(await shown(start - hourMs)).toEqual({ canCancel: false, canReschedule: false, contact });
  // It has begun: nobody can change it any more, and there is nothing to ask for.
  expect(await shown(start)).toEqual({ canCancel: false, canReschedule: false, contact: null });
});
