import { randomUUID } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { links } from '#db/schema/link.ts';
import { scheduleOverrides } from '#db/schema/schedule.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { endBooking } from '#services/booking/end-booking.ts';
import { placeHold } from '#services/booking/place-hold.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  bookAsGuest,
  type ClaimInput,
  claimAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  refusalOf,
  sessionOf,
} from '#services/booking/testing/requests.ts';

let db: Database;
let tenant: TestTenant;
/** Statements really run side by side on these; more callers would only wait for one. */
const connections = 24;
const hourMs = 3_600_000;
const now = Date.UTC(2027, 2, 1, 8);
let hour = 0;
const freeStart = (): number => {
  hour += 2;
  return now + 24 * hourMs + hour * hourMs;
};

type Choice = Omit<ClaimInput, 'linkId' | 'start'>;
const claim = (linkId: string, start: number, choice: Choice = {}, at = now) =>
  claimAsGuest(db, { tenantId: tenant.tenantId, now: at }, { linkId, start, ...choice });
const refusal = (linkId: string, start: number, choice: Choice = {}, at = now) =>
  refusalOf(claim(linkId, start, choice, at));

/** By the link's public address, as the booking page does. */
const book = (
  { slug }: { slug: string },
  start: number,
  { durationMinutes = 30, heldBookingId = null as string | null, at = now } = {},
) =>
  bookLink(
    contextAt(
      db,
      { tenantId: tenant.tenantId, now: at },
      { actor: heldBookingId === null ? { kind: 'guest' } : guestOf(heldBookingId) },
    ),
    {
      address: { username: tenant.hosts[0]?.username ?? '', slug },
      start,
      durationMinutes,
      details: guestDetails(),
      heldBookingId,
    },
  );

const hold = (linkId: string, start: number, at = now) => claim(linkId, start, { details: null }, at);

const move = (bookingId: string, start: number) =>
  rescheduleBooking(contextAt(db, { tenantId: tenant.tenantId, now }, { actor: guestOf(bookingId) }), {
    bookingId,
    start,
  });

const startOf = async (bookingId: string) => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select({ startsAt: bookings.startsAt, revision: bookings.revision })
      .from(bookings)
      .where(eq(bookings.id, bookingId)),
  );
  return row;
};

const overlaps = async (): Promise<number> => {
  const {
    rows: [row],
  } = await withTenant(db, tenant.tenantId, (tx) =>
    tx.execute<{ count: number }>(sql`
      select count(*)::int as count from time_blocks a join time_blocks b
        on a.member_id = b.member_id and a.id < b.id and a.during && b.during where a.exclusive and b.exclusive`),
  );
  return row?.count ?? -1;
};

const within = async <Result>(other: TestTenant, work: () => Promise<Result>): Promise<Result> => {
  const before = tenant;
  tenant = other;
  try {
    return await work();
  } finally {
    tenant = before;
  }
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: connections });
  tenant = await createTestTenant(db, { hosts: 3 });
});
afterAll(() => closeDatabase(db));

describe('a claim', () => {
  test('has one winner among 200 on every connection at once, and the others are told that it is taken', async () => {
    const link = await createTestLink(db, tenant);
    const start = freeStart();
    let left = 200;
    const lanes = Array.from({ length: connections }, async () => {
      const answers = [];
      while (left > 0) {
        left -= 1;
        answers.push(await refusal(link.id, start));
      }
      return answers;
    });
    const results = (await Promise.all(lanes)).flat();
    expect(results.filter((code) => code === null)).toHaveLength(1);
    expect(results.filter((code) => code === 'slot_taken')).toHaveLength(199);
    expect(await overlaps()).toBe(0);
  });

  test('of several hosts takes all of them or none, whoever comes first', async () => {
    const [first, second, third] = tenant.hosts;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three hosts are needed');
    const pairs = await Promise.all(
      [
        [first, second],
        [second, third],
        [third, first],
      ].map((hosts) => createTestLink(db, tenant, { hosts })),
    );
    const starts = Array.from({ length: 10 }, freeStart);
    const tries = starts.flatMap((start) => pairs.map((link) => ({ link, start })));
    const results = await Promise.all(tries.map(({ link, start }) => refusal(link.id, start)));
    expect(results.filter((code) => code === null)).toHaveLength(starts.length);
    expect(await overlaps()).toBe(0);
    const {
      rows: [blocks],
    } = await withTenant(db, tenant.tenantId, (tx) =>
      tx.execute<{ lone: number }>(
        sql`select count(*)::int as lone from (select session_id from time_blocks where during && ${`[${new Date(starts[0] ?? 0).toISOString()},${new Date((starts.at(-1) ?? 0) + hourMs).toISOString()})`}::tstzrange group by session_id having count(*) <> 2) x`,
      ),
    );
    expect(blocks?.lone).toBe(0);
  });

  test.each([
    ['a time that has passed', {}, () => now - hourMs, 'in_the_past'],
    ['too little notice', { noticeMinutes: 60 * 24 * 3 }, () => now + 25 * hourMs, 'notice_too_short'],
    [
      'a time beyond the window',
      { bookingWindow: { kind: 'rolling' as const, days: 2 } },
      () => now + 24 * 9 * hourMs,
      'beyond_booking_window',
    ],
    ['a start off the grid', {}, () => freeStart() + 7 * 60_000, 'outside_availability'],
  ])('is refused for %s', async (_name, values, start, code) => {
    const link = await createTestLink(db, tenant, values);
    expect(await refusal(link.id, start())).toBe(code);
  });

  test('is refused for a link that is switched off or archived', async () => {
    const off = await createTestLink(db, tenant, { isActive: false });
    expect(await refusalOf(book(off, freeStart()))).toBe('link_inactive');
    const archived = await createTestLink(db, tenant, { archivedAt: now });
    expect(await refusalOf(book(archived, freeStart()))).toBe('not_found');
  });

  test('is refused for a duration the link does not offer, by the name of the field', async () => {
    const link = await createTestLink(db, tenant);
    await expect(book(link, freeStart(), { durationMinutes: 45 })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '/durationMinutes' }],
    });
  });

  test('of a taken time is refused with other times to choose from', async () => {
    const link = await createTestLink(db, tenant);
    const start = freeStart();
    await book(link, start);
    const refused = book(link, start);
    await expect(refused).rejects.toMatchObject({ code: 'slot_taken' });
    const { alternatives } = await refused.then(
      () => ({ alternatives: [] }),
      (error: { extra: { alternatives: { start: string }[] } }) => error.extra,
    );
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.map((one) => Date.parse(one.start))).not.toContain(start);
  });

  test('respects the buffers of its neighbours as well as its own', async () => {
    const link = await createTestLink(db, tenant, { bufferBeforeMinutes: 30, bufferAfterMinutes: 30 });
    const start = freeStart() + 20 * 24 * hourMs;
    expect(await refusal(link.id, start)).toBeNull();
    expect(await refusal(link.id, start + 60 * 60_000)).toBe('slot_taken');
    expect(await refusal(link.id, start + 90 * 60_000)).toBeNull();
  });

  test('is refused once a limit of the day is reached, and once an e-mail address has had its share', async () => {
    const limited = await createTestLink(db, tenant, { limits: [{ period: 'day', count: 1, per: 'link' }] });
    const day = Date.UTC(2027, 5, 1, 10);
    expect(await refusal(limited.id, day)).toBeNull();
    expect(await refusal(limited.id, day + 4 * hourMs)).toBe('limit_reached');
    const perGuest = await createTestLink(db, tenant, { guestLimit: { count: 1, days: 30 } });
    const of = (email: string) => ({ details: guestDetails({ guest: { name: 'Binh', email } }) });
    expect(await refusal(perGuest.id, day + 48 * hourMs, of('Binh@example.com'))).toBeNull();
    expect(await refusal(perGuest.id, day + 72 * hourMs, of('binh@EXAMPLE.com'))).toBe('guest_limit_reached');
  });

  test('is refused on a date that an override closes', async () => {
    const closed = await createTestTenant(db);
    const link = await createTestLink(db, closed);
    const host = closed.hosts[0];
    await withTenant(db, closed.tenantId, (tx) =>
      tx.insert(scheduleOverrides).values({
        tenantId: closed.tenantId,
        id: newId('scheduleOverride'),
        scheduleId: host?.scheduleId ?? '',
        date: '2027-03-08',
        ranges: [],
      }),
    );
    await within(closed, async () => {
      expect(await refusal(link.id, Date.UTC(2027, 2, 8, 12))).toBe('outside_availability');
      expect(await refusal(link.id, Date.UTC(2027, 2, 9, 12))).toBeNull();
    });
  });

  test("keeps what was agreed on the host's clock", async () => {
    const hanoi = await createTestTenant(db, { timeZone: 'Asia/Ho_Chi_Minh' });
    const link = await createTestLink(db, hanoi);
    const { booking } = await within(hanoi, () => claim(link.id, Date.UTC(2027, 2, 9, 2)));
    expect(booking).toMatchObject({
      localStart: '2027-03-09 09:00:00',
      utcOffsetMinutes: 420,
      hostTimeZone: 'Asia/Ho_Chi_Minh',
    });
    expect(booking.tzdataVersion).toMatch(/^20\d\d[a-z]$/);
  });
});

describe('a hold', () => {
  test('that has ended does not stand in the way, even if nothing has swept it', async () => {
    const link = await createTestLink(db, tenant, { holdMinutes: 10 });
    const start = freeStart();
    const { booking: held } = await hold(link.id, start);
    expect(held).toMatchObject({ status: 'held', holdUntil: now + 600_000 });
    expect(await refusal(link.id, start, {}, now + 599_999)).toBe('slot_held');
    const { booking: latest } = await claim(link.id, start, {}, now + 600_000);
    const complete = book(link, start, { heldBookingId: held.id, at: now + 600_001 });
    expect(await refusalOf(complete)).toBe('hold_expired');
    await endBooking(db, {
      tenantId: tenant.tenantId,
      bookingId: held.id,
      workflowRunId: 'run',
      now: now + 600_002,
      as: 'due',
    });
    const blocks = await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select()
        .from(timeBlocks)
        .where(inArray(timeBlocks.sessionId, sessionOf(tx, latest.id))),
    );
    expect(blocks).toHaveLength(1);
  });

  test('becomes the booking of the guest who placed it, at its time and for nobody else', async () => {
    const link = await createTestLink(db, tenant);
    const start = freeStart();
    const {
      held: { booking: held },
    } = await placeHold(contextAt(db, { tenantId: tenant.tenantId, now }), {
      address: { username: tenant.hosts[0]?.username ?? '', slug: link.slug },
      start,
      durationMinutes: 30,
      timeZone: 'UTC',
      replacedBookingId: null,
      admit: () => Promise.resolve(),
    });
    const other = await hold(link.id, freeStart());
    const details = guestDetails();
    const address = { username: tenant.hosts[0]?.username ?? '', slug: link.slug };
    const foreign = bookLink(
      contextAt(db, { tenantId: tenant.tenantId, now }, { actor: guestOf(other.booking.id) }),
      { address, start, durationMinutes: 30, details, heldBookingId: held.id },
    );
    expect(await refusalOf(foreign)).toBe('not_found');
    const elsewhere = book(link, start + hourMs, { heldBookingId: held.id });
    expect(await refusalOf(elsewhere)).toBe('invalid_request');
    const { booking } = await book(link, start, { heldBookingId: held.id });
    expect(booking).toMatchObject({
      id: held.id,
      status: 'confirmed',
      startsAt: start,
      guestEmail: 'an@example.com',
      holdUntil: null,
    });
  });
});

describe('a move', () => {
  test('by half of its own length succeeds: a booking does not stand in its own way', async () => {
    const link = await createTestLink(db, tenant, { durationsMinutes: [60], stepMinutes: 30 });
    const start = freeStart();
    const mine = await claim(link.id, start, { durationMinutes: 60 });
    expect((await move(mine.booking.id, start + 30 * 60_000)).booking).toMatchObject({
      startsAt: start + 30 * 60_000,
      revision: 1,
    });
  });

  test('of two bookings into one time has one winner and the other keeps its own', async () => {
    const link = await createTestLink(db, tenant);
    const [a, b, target] = [freeStart(), freeStart(), freeStart()];
    const [mine, other] = await Promise.all([claim(link.id, a), claim(link.id, b)]);
    const ids = [mine.booking.id, other.booking.id];
    const results = await Promise.all(ids.map((id) => refusalOf(move(id, target))));
    expect(new Set(results)).toEqual(new Set([null, 'slot_taken']));
    const index = results.indexOf('slot_taken');
    expect(await startOf(ids[index] ?? '')).toEqual({ startsAt: [a, b][index], revision: 0 });
    expect(await startOf(ids[1 - index] ?? '')).toEqual({ startsAt: target, revision: 1 });
    expect(await overlaps()).toBe(0);
  });

  test('to a time that is taken leaves its own time taken', async () => {
    const link = await createTestLink(db, tenant);
    const [own, taken] = [freeStart(), freeStart()];
    const { booking } = await claim(link.id, own);
    await claim(link.id, taken);
    expect(await refusalOf(move(booking.id, taken))).toBe('slot_taken');
    expect(await refusal(link.id, own)).toBe('slot_taken');
  });

  test('of a link that was archived meanwhile still follows the hours of its host', async () => {
    const link = await createTestLink(db, tenant);
    const mine = await claim(link.id, freeStart());
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(links).set({ archivedAt: now }).where(eq(links.id, link.id)),
    );
    const start = freeStart();
    expect((await move(mine.booking.id, start)).booking.startsAt).toBe(start);
  });
});

test('a booking has the same id for the guest who repeats the request, and a new one for a new key', async () => {
  const link = await createTestLink(db, tenant);
  const start = freeStart();
  const key = randomUUID();
  const at = { tenantId: tenant.tenantId, now };
  const input = { linkId: link.id, start };
  const first = await claimAsGuest(db, at, input, { key });
  expect((await claimAsGuest(db, at, input, { key })).booking.id).toBe(first.booking.id);
  expect(await refusalOf(claimAsGuest(db, at, input))).toBe('slot_taken');
  expect(await bookAsGuest(db, at, { ...input, start: freeStart() })).not.toBe(first.booking.id);
});
