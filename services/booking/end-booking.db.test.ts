import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { bookings } from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { BookingDetails } from '#domain/booking/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { type EndBookingInput, endBooking } from './end-booking.ts';
import { claimAsGuest, guestDetails } from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;

const claim = async (linkId: string, start: number, details: BookingDetails | null) => {
  const { booking } = await claimAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId, start, details });
  return booking;
};

const audited = async (bookingId: string): Promise<string[]> => {
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select({ action: auditLog.action, actor: auditLog.actorKind })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.targetId, bookingId)))
      .orderBy(asc(auditLog.at)),
  );
  return rows.map(({ action, actor }) => `${actor} ${action}`);
};

const end = (bookingId: string, values: Pick<EndBookingInput, 'as' | 'now'>) =>
  endBooking(db, { tenantId: tenant.tenantId, bookingId, workflowRunId: 'run', ...values });

const statusOf = async (bookingId: string) => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select({ status: bookings.status }).from(bookings).where(eq(bookings.id, bookingId)),
  );
  return row?.status;
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
  tenant = await createTestTenant(db);
});
afterAll(() => closeDatabase(db));

test('a hold ends when its time begins, however long holds last', async () => {
  const link = await createTestLink(db, tenant, { holdMinutes: 60, noticeMinutes: 0 });
  const start = now + 30 * minuteMs;
  expect(await claim(link.id, start, null)).toMatchObject({ status: 'held', holdUntil: start });
});

test.each([
  ['expired', 'due', null, ['guest booking.hold', 'system booking.expire']],
  ['completed', 'due', guestDetails(), ['guest booking.book', 'system booking.complete']],
  ['cancelled', 'cancelled', guestDetails(), ['guest booking.book', 'system booking.cancel']],
] as const)(
  'a booking that is %s by itself is written into the audit log, once',
  async (status, as, details, actions) => {
    const link = await createTestLink(db, tenant);
    const hour = ['expired', 'completed', 'cancelled'].indexOf(status);
    const { id } = await claim(link.id, now + (48 + hour) * 60 * minuteMs, details);
    // An operator cancels what is still to come.
    const due = as === 'due' ? now + 51 * 60 * minuteMs : now;
    await end(id, { as, now: due });
    await end(id, { as, now: due });
    expect(await statusOf(id)).toBe(status);
    expect(await audited(id)).toEqual(actions);
  },
);

test.each([
  ['expired', null, 'held'],
  ['completed', guestDetails(), 'confirmed'],
] as const)(
  'a booking is not %s before its time, whatever its workflow thinks',
  async (as, details, status) => {
    const link = await createTestLink(db, tenant, { holdMinutes: 10 });
    const start = now + (as === 'expired' ? 120 : 121) * 60 * minuteMs;
    const { id } = await claim(link.id, start, details);
    const due = as === 'expired' ? now + 10 * minuteMs : start + 30 * minuteMs;
    await end(id, { as: 'due', now: due - 1 });
    expect(await statusOf(id)).toBe(status);
    await end(id, { as: 'due', now: due });
    expect(await statusOf(id)).toBe(as);
  },
);

test('a booking that has ended stays as it ended, whatever its workflow or an operator does', async () => {
  const link = await createTestLink(db, tenant);
  const start = now + 124 * 60 * minuteMs;
  const { id } = await claim(link.id, start, guestDetails());
  await end(id, { as: 'due', now: start + 30 * minuteMs });
  await end(id, { as: 'cancelled', now: start + 31 * minuteMs });
  expect(await statusOf(id)).toBe('completed');
  expect(await audited(id)).toEqual(['guest booking.book', 'system booking.complete']);
});
