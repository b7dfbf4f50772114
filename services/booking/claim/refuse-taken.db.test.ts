import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { claimAsGuest, contextAt, guestDetails, guestOf } from '#services/booking/testing/requests.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let hours = 24;
/** A time that no other case uses. */
const nextStart = (): number => now + (hours += 3) * hourMs;

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  tenant = await createTestTenant(db, { hosts: 2 });
});
afterAll(() => closeDatabase(db));

type Link = Parameters<typeof createTestLink>[2];
const linkOf = async (values: Link = {}) =>
  (await createTestLink(db, tenant, { holdMinutes: 10, ...values })).id;
const claim = (linkId: string, start: number, { hold = false, at = now } = {}) =>
  claimAsGuest(
    db,
    { tenantId: tenant.tenantId, now: at },
    { linkId, start, details: hold ? null : guestDetails() },
  );
const refusalOf = async (attempt: Promise<unknown>) => {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.retryAfterSeconds ?? null];
    throw error;
  }
};

describe('a time that somebody only holds', () => {
  test('is refused as held until the very end of the hold, and as taken once it is booked', async () => {
    const [link, start] = [await linkOf(), nextStart()];
    await claim(link, start, { hold: true });
    expect(await refusalOf(claim(link, start))).toEqual(['slot_held', 600]);
    expect(await refusalOf(claim(link, start, { at: now + 599_500 }))).toEqual(['slot_held', 1]);
    expect(await refusalOf(claim(link, start, { at: now + 600_000 }))).toBeNull();
    expect(await refusalOf(claim(link, start, { at: now + 600_001 }))).toEqual(['slot_taken', null]);
  });

  test('is taken where a booking or another request for longer stands in the way as well', async () => {
    const long = await linkOf({ durationsMinutes: [30, 60] });
    const [link, asked] = [await linkOf(), await linkOf({ requiresApproval: true })];
    const start = nextStart();
    await claim(link, start, { hold: true });
    await claim(link, start + 30 * minuteMs);
    const both = claimAsGuest(
      db,
      { tenantId: tenant.tenantId, now },
      { linkId: long, start, durationMinutes: 60 },
    );
    expect(await refusalOf(both)).toEqual(['slot_taken', null]);
    const later = nextStart();
    await claim(asked, later);
    expect(await refusalOf(claim(link, later))).toEqual(['slot_taken', null]);
  });

  test('by one of several hosts is held as long as any of them only holds it', async () => {
    const [link, start] = [await linkOf({ kind: 'round_robin', hosts: tenant.hosts }), nextStart()];
    await claim(link, start);
    await claim(link, start, { hold: true });
    expect(await refusalOf(claim(link, start))).toEqual(['slot_held', 600]);
  });

  test('in a group is held while the last places are', async () => {
    const [link, start] = [await linkOf({ kind: 'group', capacity: 2 }), nextStart()];
    await claim(link, start);
    await claim(link, start, { hold: true, at: now + minuteMs });
    expect(await refusalOf(claim(link, start, { at: now + 2 * minuteMs }))).toEqual(['slot_held', 540]);
  });

  test('is no time to move to, and the refusal says so', async () => {
    const [link, start] = [await linkOf(), nextStart()];
    const { booking } = await claim(link, nextStart());
    await claim(link, start, { hold: true });
    const move = rescheduleBooking(
      contextAt(db, { tenantId: tenant.tenantId, now }, { actor: guestOf(booking.id) }),
      { bookingId: booking.id, start },
    );
    expect(await refusalOf(move)).toEqual(['slot_held', 600]);
  });
});
