import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { persons } from '#db/schema/person.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import { reviewAgreedTimes } from './review-agreed-times.ts';
import { bookAsGuest, contextAt, guestOf, sessionOf } from './testing/requests.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2027, 2, 1, 8);
const version = process.versions['tz'] ?? '';
let db: Database;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));

const book = ({ tenantId }: TestTenant, linkId: string, start: number): Promise<string> =>
  bookAsGuest(db, { tenantId, now }, { linkId, start });

const agreed = async (tenantId: string, bookingId: string) => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select()
      .from(sessions)
      .where(inArray(sessions.id, sessionOf(tx, bookingId))),
  );
  return [row?.hostTimeZone, row?.localStart, row?.utcOffsetMinutes, row?.tzdataVersion];
};

describe("what was agreed on the host's clock", () => {
  test('stands beside the instant from the claim on, and anew after a move, in the zone the host has by then', async () => {
    const tenant = await createTestTenant(db, { timeZone: 'Asia/Ho_Chi_Minh' });
    const { tenantId } = tenant;
    const link = await createTestLink(db, tenant);
    const id = await book(tenant, link.id, Date.UTC(2027, 2, 9, 2));
    expect(await agreed(tenantId, id)).toEqual(['Asia/Ho_Chi_Minh', '2027-03-09 09:00:00', 420, version]);
    await withTenant(db, tenantId, (tx) => tx.update(persons).set({ timeZone: 'Asia/Kathmandu' }));
    await rescheduleBooking(contextAt(db, { tenantId, now }, { actor: guestOf(id) }), {
      bookingId: id,
      start: Date.UTC(2027, 2, 9, 3),
    });
    expect(await agreed(tenantId, id)).toEqual(['Asia/Kathmandu', '2027-03-09 08:45:00', 345, version]);
  });

  test('tells the two showings of a repeated hour apart', async () => {
    const tenant = await createTestTenant(db, { timeZone: 'Europe/Berlin' });
    const link = await createTestLink(db, tenant);
    const first = await book(tenant, link.id, Date.UTC(2027, 9, 31, 0, 30));
    const second = await book(tenant, link.id, Date.UTC(2027, 9, 31, 1, 30));
    expect(await agreed(tenant.tenantId, first)).toEqual([
      'Europe/Berlin',
      '2027-10-31 02:30:00',
      120,
      version,
    ]);
    expect(await agreed(tenant.tenantId, second)).toEqual([
      'Europe/Berlin',
      '2027-10-31 02:30:00',
      60,
      version,
    ]);
    expect((await reviewAgreedTimes(db, tenant.tenantId, now)).moved).toEqual([]);
  });
});

describe('a review of agreed times', () => {
  test('finds the future bookings that a change of the clocks has moved, of this tenant alone', async () => {
    const tenant = await createTestTenant(db);
    const { tenantId } = tenant;
    const link = await createTestLink(db, tenant);
    const starts = [24, 26, 28, 30].map((hours) => now + hours * hourMs);
    const ids: string[] = [];
    for (const start of starts) ids.push(await book(tenant, link.id, start));
    const [, moved = '', over = '', gone = ''] = ids;
    await withTenant(db, tenantId, async (tx) => {
      const earlier = sql`${sessions.localStart} - interval '1 hour'`;
      for (const id of [moved, over, gone])
        await tx
          .update(sessions)
          .set({ localStart: earlier, tzdataVersion: '2020a' })
          .where(inArray(sessions.id, sessionOf(tx, id)));
      await tx.update(bookings).set({ status: 'cancelled' }).where(eq(bookings.id, gone));
      await tx
        .update(sessions)
        .set({ startsAt: now - hourMs })
        .where(inArray(sessions.id, sessionOf(tx, over)));
    });
    const review = await reviewAgreedTimes(db, tenantId, now);
    expect(review.versions).toEqual({ [version]: 1, '2020a': 1 });
    expect(review.moved).toMatchObject([
      { bookingId: moved, startsAt: starts[1], agreedAt: (starts[1] ?? 0) - hourMs },
    ]);
    const other = await createTestTenant(db);
    expect(await reviewAgreedTimes(db, other.tenantId, now)).toEqual({ versions: {}, moved: [] });
  });
});
