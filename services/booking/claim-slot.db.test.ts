import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { type BookingRequestPayload, bookings, timeBlocks } from '#db/schema/booking.ts';
import { links } from '#db/schema/link.ts';
import { scheduleOverrides } from '#db/schema/schedule.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { completeHold, endBooking, rescheduleBooking } from './change-booking.ts';
import { claimSlot } from './claim-slot.ts';
import { askAsGuest, claimPayload } from './testing/requests.ts';

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

const ask = (payload: BookingRequestPayload, bookingId?: string, key?: string) =>
  askAsGuest(db, { tenantId: tenant.tenantId, now }, payload, { bookingId, key });

const claim = async (linkId: string, start: number, values = {}) =>
  claimSlot(db, await ask(claimPayload(linkId, start, values)));

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

beforeAll(async () => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: connections });
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
        answers.push(await claim(link.id, start));
      }
      return answers;
    });
    const results = (await Promise.all(lanes)).flat();
    expect(results.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    expect(results.filter(({ outcome }) => !outcome.ok && outcome.code === 'slot_taken')).toHaveLength(199);
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
    const results = await Promise.all(tries.map(({ link, start }) => claim(link.id, start)));
    const won = results.filter(({ outcome }) => outcome.ok).length;
    expect(won).toBe(starts.length);
    expect(await overlaps()).toBe(0);
    const {
      rows: [blocks],
    } = await withTenant(db, tenant.tenantId, (tx) =>
      tx.execute<{ lone: number }>(
        sql`select count(*)::int as lone from (select booking_id from time_blocks where during && ${`[${new Date(starts[0] ?? 0).toISOString()},${new Date((starts.at(-1) ?? 0) + hourMs).toISOString()})`}::tstzrange group by booking_id having count(*) <> 2) x`,
      ),
    );
    expect(blocks?.lone).toBe(0);
  });

  test('answers a repeat with the first outcome and makes no second booking', async () => {
    const link = await createTestLink(db, tenant);
    const start = freeStart();
    const key = randomUUID();
    const inputs = await Promise.all(
      Array.from({ length: 10 }, () => ask(claimPayload(link.id, start), undefined, key)),
    );
    const results = await Promise.all(inputs.map((input) => claimSlot(db, input)));
    expect(new Set(inputs.map((input) => input.bookingId)).size).toBe(1);
    expect(results.every(({ outcome }) => outcome.ok)).toBe(true);
  });

  test('with a key that stood for another request is refused', async () => {
    const link = await createTestLink(db, tenant);
    const key = randomUUID();
    await ask(claimPayload(link.id, freeStart()), undefined, key);
    await expect(ask(claimPayload(link.id, freeStart()), undefined, key)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  test.each([
    ['a link that is switched off', { isActive: false }, () => freeStart(), 'link_inactive'],
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
    expect((await claim(link.id, start())).outcome).toMatchObject({ ok: false, code });
  });

  test('is refused for a duration the link does not offer', async () => {
    const link = await createTestLink(db, tenant);
    expect((await claim(link.id, freeStart(), { durationMinutes: 45 })).outcome).toMatchObject({
      ok: false,
      code: 'outside_availability',
    });
  });

  test('respects the buffers of its neighbours as well as its own', async () => {
    const link = await createTestLink(db, tenant, { bufferBeforeMinutes: 30, bufferAfterMinutes: 30 });
    const start = freeStart() + 20 * 24 * hourMs;
    expect((await claim(link.id, start)).outcome.ok).toBe(true);
    expect((await claim(link.id, start + 60 * 60_000)).outcome).toMatchObject({ code: 'slot_taken' });
    expect((await claim(link.id, start + 90 * 60_000)).outcome.ok).toBe(true);
  });

  test('is refused once a limit of the day is reached, and once an e-mail address has had its share', async () => {
    const limited = await createTestLink(db, tenant, { limits: [{ period: 'day', count: 1 }] });
    const day = Date.UTC(2027, 5, 1, 10);
    expect((await claim(limited.id, day)).outcome.ok).toBe(true);
    expect((await claim(limited.id, day + 4 * hourMs)).outcome).toMatchObject({ code: 'limit_reached' });
    const perGuest = await createTestLink(db, tenant, { guestLimit: { count: 1, days: 30 } });
    const guest = { name: 'Binh', email: 'Binh@example.com' };
    expect((await claim(perGuest.id, day + 48 * hourMs, { guest })).outcome.ok).toBe(true);
    expect(
      (await claim(perGuest.id, day + 72 * hourMs, { guest: { ...guest, email: 'binh@EXAMPLE.com' } }))
        .outcome,
    ).toMatchObject({
      code: 'guest_limit_reached',
    });
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
    const before = tenant;
    tenant = closed;
    try {
      expect((await claim(link.id, Date.UTC(2027, 2, 8, 12))).outcome).toMatchObject({
        code: 'outside_availability',
      });
      expect((await claim(link.id, Date.UTC(2027, 2, 9, 12))).outcome.ok).toBe(true);
    } finally {
      tenant = before;
    }
  });

  test("keeps what was agreed on the host's clock", async () => {
    const hanoi = await createTestTenant(db, { timeZone: 'Asia/Ho_Chi_Minh' });
    const link = await createTestLink(db, hanoi);
    const before = tenant;
    tenant = hanoi;
    try {
      const input = await ask(claimPayload(link.id, Date.UTC(2027, 2, 9, 2)));
      await claimSlot(db, input);
      const [row] = await withTenant(db, hanoi.tenantId, (tx) =>
        tx.select().from(bookings).where(eq(bookings.id, input.bookingId)),
      );
      expect(row).toMatchObject({
        localStart: '2027-03-09 09:00:00',
        utcOffsetMinutes: 420,
        hostTimeZone: 'Asia/Ho_Chi_Minh',
      });
      expect(row?.tzdataVersion).toMatch(/^20\d\d[a-z]$/);
    } finally {
      tenant = before;
    }
  });
});

describe('a hold', () => {
  const noGuest = { guest: undefined };

  test('that has ended does not stand in the way, even if nothing has swept it', async () => {
    const link = await createTestLink(db, tenant, { holdMinutes: 10 });
    const start = freeStart();
    const held = await ask(claimPayload(link.id, start, noGuest));
    expect((await claimSlot(db, held)).snapshot).toMatchObject({ status: 'held', holdUntil: now + 600_000 });
    const later = await ask(claimPayload(link.id, start));
    expect((await claimSlot(db, { ...later, now: now + 599_999 })).outcome).toMatchObject({
      code: 'slot_taken',
    });
    const latest = await ask(claimPayload(link.id, start));
    expect((await claimSlot(db, { ...latest, now: now + 600_000 })).outcome.ok).toBe(true);
    const complete = await ask(
      {
        kind: 'complete_hold',
        timeZone: 'UTC',
        locale: 'en',
        guest: { name: 'An', email: 'an@example.com' },
        answers: {},
      },
      held.bookingId,
    );
    expect((await completeHold(db, { ...complete, now: now + 600_001 })).outcome).toMatchObject({
      code: 'hold_expired',
    });
    await endBooking(db, {
      tenantId: tenant.tenantId,
      bookingId: held.bookingId,
      workflowRunId: 'run',
      now: now + 600_002,
      as: 'expired',
    });
    const blocks = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(timeBlocks).where(eq(timeBlocks.bookingId, latest.bookingId)),
    );
    expect(blocks).toHaveLength(1);
  });
});

describe('a move', () => {
  test('by half of its own length succeeds: a booking does not stand in its own way', async () => {
    const link = await createTestLink(db, tenant, { durationsMinutes: [60], stepMinutes: 30 });
    const start = freeStart();
    const mine = await ask(claimPayload(link.id, start, { durationMinutes: 60 }));
    await claimSlot(db, mine);
    const move = await ask({ kind: 'reschedule', start: start + 30 * 60_000 }, mine.bookingId);
    expect((await rescheduleBooking(db, move)).snapshot).toMatchObject({
      startsAt: start + 30 * 60_000,
      revision: 1,
    });
  });

  test('of two bookings into one time has one winner and the other keeps its own', async () => {
    const link = await createTestLink(db, tenant);
    const [a, b, target] = [freeStart(), freeStart(), freeStart()];
    const mine = await ask(claimPayload(link.id, a));
    const other = await ask(claimPayload(link.id, b));
    await Promise.all([claimSlot(db, mine), claimSlot(db, other)]);
    const moves = await Promise.all(
      [mine, other].map(({ bookingId }) => ask({ kind: 'reschedule', start: target }, bookingId)),
    );
    const results = await Promise.all(moves.map((move) => rescheduleBooking(db, move)));
    expect(results.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    const loser = results.find(({ outcome }) => !outcome.ok);
    expect([a, b]).toContain(loser?.snapshot?.startsAt);
    expect(loser?.snapshot?.revision).toBe(0);
    expect(await overlaps()).toBe(0);
  });

  test('of a link that was archived meanwhile still follows the hours of its host', async () => {
    const link = await createTestLink(db, tenant);
    const start = freeStart();
    const mine = await ask(claimPayload(link.id, start));
    await claimSlot(db, mine);
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(links).set({ archivedAt: now }).where(eq(links.id, link.id)),
    );
    const move = await ask({ kind: 'reschedule', start: freeStart() }, mine.bookingId);
    expect((await rescheduleBooking(db, move)).outcome).toEqual({ ok: true });
  });
});
