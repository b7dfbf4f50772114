import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { bookings } from '#db/schema/booking.ts';
import { idempotencyRecords } from '#db/schema/idempotency.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookLink } from './booking/book-link.ts';
import { cancelBooking } from './booking/cancel-booking.ts';
import { claimAsGuest, contextAt, guestDetails, guestOf, refusalOf } from './booking/testing/requests.ts';
import { hashOf, inCommand } from './idempotency.ts';

let db: Database;
let tenant: TestTenant;
let link: { id: string; slug: string };
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
let hour = 24;
const freeStart = (): number => {
  hour += 2;
  return now + hour * hourMs;
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 20 });
  tenant = await createTestTenant(db);
  link = await createTestLink(db, tenant, { bufferAfterMinutes: 30 });
});
afterAll(() => closeDatabase(db));

const details = (name = 'An') => guestDetails({ guest: { name, email: 'an@example.com' } });
const claim = (start: number, key: string = randomUUID(), name?: string) =>
  claimAsGuest(
    db,
    { tenantId: tenant.tenantId, now },
    { linkId: link.id, start, details: details(name) },
    { key },
  );

const cancel = (bookingId: string, key?: string) =>
  cancelBooking(
    contextAt(
      db,
      { tenantId: tenant.tenantId, now },
      { actor: guestOf(bookingId), ...(key === undefined ? {} : { key }) },
    ),
    { bookingId },
  );

const recordOf = async (key: string) => {
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(idempotencyRecords)
      .where(
        and(eq(idempotencyRecords.tenantId, tenant.tenantId), eq(idempotencyRecords.keyHash, hashOf(key))),
      ),
  );
  return row;
};

const bookingsAt = (start: number): Promise<number> =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx.$count(bookings, and(eq(bookings.tenantId, tenant.tenantId), eq(bookings.startsAt, start))),
  );

describe('a request that is repeated under its key', () => {
  test('makes one booking, and everybody gets the same answer, also when 20 of them come at once', async () => {
    const start = freeStart();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => claim(start, key)));
    expect(new Set(answers.map((answer) => answer.booking.id)).size).toBe(1);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await claim(start, key)).toEqual(answers[0]);
    expect(await bookingsAt(start)).toBe(1);
  });

  test('has one outcome when others want the same time at once', async () => {
    const start = freeStart();
    const keys = Array.from({ length: 4 }, () => randomUUID());
    const outcomes = await Promise.all(
      keys.map((key) => Promise.all(Array.from({ length: 5 }, () => refusalOf(claim(start, key))))),
    );
    for (const of of outcomes) expect(new Set(of).size).toBe(1);
    expect(outcomes.flat().filter((code) => code === null)).toHaveLength(5);
    expect(await bookingsAt(start)).toBe(1);
  });

  test('is answered with the booking as it is by now', async () => {
    const start = freeStart();
    const key = randomUUID();
    const { booking } = await claim(start, key);
    await cancel(booking.id);
    expect((await claim(start, key)).booking).toMatchObject({ id: booking.id, status: 'cancelled' });
  });

  test('changes a booking once, and the repeat is no refusal', async () => {
    const { booking } = await claim(freeStart());
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => cancel(booking.id, key)));
    for (const answer of answers)
      expect(answer.booking).toMatchObject({ status: 'cancelled', revision: booking.revision + 1 });
    expect(await refusalOf(cancel(booking.id, randomUUID()))).toBe('already_cancelled');
    const cancels = await withTenant(db, tenant.tenantId, (tx) =>
      tx.$count(auditLog, and(eq(auditLog.targetId, booking.id), eq(auditLog.action, 'booking.cancel'))),
    );
    expect(cancels).toBe(1);
  });

  test('stays refused although the time is free again, and another key gets it', async () => {
    const start = freeStart();
    const { booking } = await claim(start);
    const [own, beside] = [randomUUID(), randomUUID()];
    expect(await refusalOf(claim(start, own))).toBe('slot_taken');
    // Only the other one's buffer is in the way here.
    expect(await refusalOf(claim(start + 30 * 60_000, beside))).toBe('slot_taken');
    await cancel(booking.id);
    expect(await refusalOf(claim(start, own))).toBe('slot_taken');
    expect(await refusalOf(claim(start + 30 * 60_000, beside))).toBe('slot_taken');
    expect(await refusalOf(claim(start))).toBeNull();
  });

  test('with other contents is refused, whether the first one was accepted or not, and does nothing', async () => {
    const start = freeStart();
    const [accepted, refused] = [randomUUID(), randomUUID()];
    await claim(start, accepted);
    expect(await refusalOf(claim(start, refused))).toBe('slot_taken');
    for (const key of [accepted, refused]) {
      const other = freeStart();
      expect(await refusalOf(claim(other, key))).toBe('idempotency_key_reused');
      expect(await bookingsAt(other)).toBe(0);
      // Also where the other contents alone would have been refused.
      expect(await refusalOf(claim(start, key, 'Binh'))).toBe('idempotency_key_reused');
    }
  });

  test('with other contents at once has one winner, and the other is told that its key is used', async () => {
    const key = randomUUID();
    const outcomes = await Promise.all(
      [freeStart(), freeStart()].map((start) => refusalOf(claim(start, key))),
    );
    expect(new Set(outcomes)).toEqual(new Set([null, 'idempotency_key_reused']));
  });
});

describe('a command', () => {
  test('that is refused stores nothing of its guest, and nothing but a code and ids', async () => {
    const start = freeStart();
    await claim(start);
    const key = randomUUID();
    expect(await refusalOf(claim(start, key, 'Nguyễn Văn Bí Mật'))).toBe('slot_taken');
    const stored = await recordOf(key);
    expect(stored).toMatchObject({ subjectId: null, refusal: { code: 'slot_taken' }, createdAt: now });
    const text = JSON.stringify(stored);
    expect(text).not.toContain('Bí Mật');
    expect(text).not.toContain('an@example.com');
    expect(await bookingsAt(start)).toBe(1);
  });

  test('that is accepted records which booking it made', async () => {
    const key = randomUUID();
    const { booking } = await claim(freeStart(), key);
    expect(await recordOf(key)).toMatchObject({ subjectId: booking.id, refusal: null });
    expect(JSON.stringify(await recordOf(key))).not.toContain('an@example.com');
  });

  test('that throws leaves nothing: no change, no record, and its key can be used', async () => {
    const key = randomUUID();
    const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { key });
    const nameOf = async () => {
      const [row] = await withTenant(db, tenant.tenantId, (tx) => tx.select().from(tenants));
      return row?.name;
    };
    const before = await nameOf();
    for (const error of [new Error('broken'), new AppError('invalid_request', 'This is not offered.')]) {
      const failing = inCommand(ctx, {
        run: async (tx) => {
          await tx.update(tenants).set({ name: 'Changed' });
          throw error;
        },
        replay: async () => 'repeat',
      });
      await expect(failing).rejects.toBe(error);
      expect(await nameOf()).toBe(before);
      expect(await recordOf(key)).toBeUndefined();
    }
    const done = inCommand(ctx, {
      run: async () => ({ subjectId: 'x', answer: 'first' }),
      replay: async () => 'repeat',
    });
    expect(await done).toBe('first');
  });

  test('that a link refuses by its own rules leaves its key free for a corrected request', async () => {
    const key = randomUUID();
    const ctx = contextAt(db, { tenantId: tenant.tenantId, now }, { key });
    const input = {
      address: { username: tenant.hosts[0]?.username ?? '', slug: link.slug },
      start: freeStart(),
      details: details(),
      heldBookingId: null,
    };
    expect(await refusalOf(bookLink(ctx, { ...input, durationMinutes: 45 }))).toBe('invalid_request');
    expect(await recordOf(key)).toBeUndefined();
    expect((await bookLink(ctx, { ...input, durationMinutes: 30 })).booking.status).toBe('confirmed');
  });

  test('without a key records nothing and is done each time', async () => {
    const ctx = contextAt(db, { tenantId: tenant.tenantId, now });
    let runs = 0;
    const run = () =>
      inCommand(ctx, {
        run: async () => {
          runs += 1;
          return { subjectId: 'x', answer: runs };
        },
        replay: async () => 0,
      });
    expect([await run(), await run()]).toEqual([1, 2]);
  });

  test('meets no record of another tenant under the same key', async () => {
    const key = randomUUID();
    await claim(freeStart(), key);
    const other = await createTestTenant(db);
    const theirs = await createTestLink(db, other);
    const at = { tenantId: other.tenantId, now };
    const made = await claimAsGuest(db, at, { linkId: theirs.id, start: freeStart() }, { key });
    expect(made.booking.tenantId).toBe(other.tenantId);
  });
});

test('the hash of a request does not depend on the order of its fields, and on nothing left out', () => {
  expect(hashOf({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(hashOf({ b: { c: [1, 2] }, a: 1 }));
  expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
  expect(hashOf({ a: null })).not.toBe(hashOf({}));
});
