import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { settableRules } from '#domain/availability/set-aside.ts';
import { AppError } from '#domain/errors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import type { Actor } from '#services/context.ts';
import { type BookForGuestInput, bookForGuest } from './book-for-guest.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import { bookAsGuest, contextAt, guestDetails, guestOf, ownerOf, refusalOf } from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
/** A Monday. */
const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const nine = now + 25 * hourMs;
const evening = nine + 11 * hourMs;
const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1020 }));

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 3, weekly });
});

const at = () => ({ tenantId: tenant.tenantId, now });
const memberOf = (index: number): Actor => ({
  kind: 'member',
  memberId: tenant.hosts[index]?.id ?? '',
  userId: tenant.hosts[index]?.userId ?? '',
  role: 'host',
  name: `Host ${index}`,
});
const linkOf = (values: Parameters<typeof createTestLink>[2] = {}) => createTestLink(db, tenant, values);
const book = (linkId: string, input: Partial<BookForGuestInput> = {}, actor: Actor = ownerOf(tenant)) =>
  bookForGuest(contextAt(db, at(), { actor }), {
    linkId,
    start: nine,
    durationMinutes: 30,
    details: guestDetails(),
    setAside: [],
    ...input,
  });
const problemOf = async (attempt: Promise<unknown>): Promise<{ code: string; rules: unknown } | null> => {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, rules: error.extra['rules'] };
  }
};
const firstEntryOf = async (bookingId: string) => {
  const [entry] = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(bookingTimeline)
      .where(eq(bookingTimeline.bookingId, bookingId))
      .orderBy(asc(bookingTimeline.sequence)),
  );
  return entry;
};

describe('a host who books for a guest', () => {
  test('has it confirmed at once, told to the guest as any booking, and written down as theirs', async () => {
    const { id: linkId } = await linkOf({ requiresApproval: true, isActive: false });
    const { booking } = await book(linkId);
    expect(booking).toMatchObject({ status: 'confirmed', guestEmail: 'an@example.com', startsAt: nine });
    const owner = tenant.hosts[0]?.id;
    expect(await firstEntryOf(booking.id)).toMatchObject({
      kind: 'confirmed',
      actor: 'host',
      actorId: owner,
    });
    const [told, audited] = await withTenant(db, tenant.tenantId, async (tx) => [
      await tx
        .select({ template: notifications.template })
        .from(notifications)
        .where(eq(notifications.subjectId, booking.id)),
      await tx.select().from(auditLog).where(eq(auditLog.targetId, booking.id)),
    ]);
    expect(told.map(({ template }) => template)).toContain('booking_confirmed');
    expect(audited).toMatchObject([{ action: 'booking.book', actorId: owner }]);
  });

  test('is not bound by the limit of one guest, and need not answer what guests must', async () => {
    const question = { id: 'topic', label: 'Topic', kind: 'text' as const, required: true };
    const { id: linkId } = await linkOf({
      guestLimit: { count: 1, days: 30 },
      questions: [question],
      locationKind: 'phone',
    });
    await book(linkId);
    expect((await book(linkId, { start: nine + hourMs })).booking.status).toBe('confirmed');
    const wrong = guestDetails({ answers: { other: 'x' } });
    expect(await refusalOf(book(linkId, { start: nine + 2 * hourMs, details: wrong }))).toBe(
      'invalid_request',
    );
  });

  test('is asked before a rule is set aside, and has it once they have decided on that rule', async () => {
    const { id: linkId } = await linkOf({ noticeMinutes: 100_000 });
    expect(await problemOf(book(linkId, { start: evening }))).toEqual({
      code: 'decision_needed',
      rules: ['notice', 'outside_hours'],
    });
    expect(await problemOf(book(linkId, { start: evening, setAside: ['notice'] }))).toEqual({
      code: 'decision_needed',
      rules: ['outside_hours'],
    });
    const { booking } = await book(linkId, { start: evening, setAside: ['notice', 'outside_hours'] });
    expect(booking.startsAt).toBe(evening);
    expect((await firstEntryOf(booking.id))?.details).toMatchObject({
      setAside: ['notice', 'outside_hours'],
    });
  });

  test('never has time that is taken, nor a part of it, nor the past', async () => {
    const { id: linkId } = await linkOf();
    await book(linkId, { start: evening, setAside: [...settableRules] });
    for (const start of [evening, evening - 29 * 60_000, evening + 29 * 60_000])
      expect(await refusalOf(book(linkId, { start, setAside: [...settableRules] }))).toBe('slot_taken');
    expect(await refusalOf(book(linkId, { start: now - hourMs, setAside: [...settableRules] }))).toBe(
      'in_the_past',
    );
    const all = await Promise.all(
      Array.from({ length: 6 }, () =>
        refusalOf(book(linkId, { start: evening + 2 * hourMs, setAside: [...settableRules] })),
      ),
    );
    expect(all.filter((code) => code === null)).toHaveLength(1);
  });

  test('must be a host of the link or act for everybody; to others it does not exist', async () => {
    const [first, second] = tenant.hosts;
    if (first === undefined || second === undefined) throw new Error('the tenant has hosts');
    const { id: linkId } = await linkOf({ hosts: [first, second] });
    expect((await book(linkId, {}, memberOf(1))).booking.status).toBe('confirmed');
    expect(await refusalOf(book(linkId, { start: nine + hourMs }, memberOf(2)))).toBe('not_found');
    const viewer: Actor = { ...memberOf(1), kind: 'member', role: 'viewer' } as Actor;
    expect(await refusalOf(book(linkId, { start: nine + hourMs }, viewer))).toBe('forbidden');
    const other = await createTestTenant(db);
    const stranger = contextAt(db, { tenantId: other.tenantId, now }, { actor: ownerOf(other) });
    const input = { linkId, start: nine + hourMs, durationMinutes: 30, details: guestDetails() };
    expect(await refusalOf(bookForGuest(stranger, { ...input, setAside: [] }))).toBe('not_found');
  });

  test('of a round robin gets whoever is free outside hours, and a place of a group that meets', async () => {
    const turns = await linkOf({ hosts: tenant.hosts, kind: 'round_robin' });
    await book(turns.id, { start: evening, setAside: ['outside_hours'] });
    await book(turns.id, { start: evening, setAside: ['outside_hours'] });
    await book(turns.id, { start: evening, setAside: ['outside_hours'] });
    expect(await refusalOf(book(turns.id, { start: evening, setAside: ['outside_hours'] }))).toBe(
      'slot_taken',
    );
    const group = await linkOf({ kind: 'group', capacity: 2 });
    const seats = async () =>
      (await book(group.id, { start: evening + 3 * hourMs, setAside: ['outside_hours'] })).booking.sessionId;
    expect(await seats()).toBe(await seats());
    expect(await refusalOf(seats())).toBe('slot_taken');
  });
});

describe('a host who moves a booking', () => {
  test('may bring it outside their hours once they have decided to; its guest may not', async () => {
    const { id: linkId } = await linkOf();
    const bookingId = await bookAsGuest(db, at(), { linkId, start: nine });
    const move = (actor: Actor, setAside: BookForGuestInput['setAside']) =>
      rescheduleBooking(contextAt(db, at(), { actor }), { bookingId, start: evening, setAside });
    expect(await refusalOf(move(guestOf(bookingId), [...settableRules]))).toBe('outside_availability');
    expect(await problemOf(move(ownerOf(tenant), []))).toEqual({
      code: 'decision_needed',
      rules: ['outside_hours'],
    });
    const { booking } = await move(ownerOf(tenant), ['outside_hours']);
    expect(booking).toMatchObject({ startsAt: evening, revision: 1 });
    const [moved] = await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select({ details: bookingTimeline.details })
        .from(bookingTimeline)
        .where(and(eq(bookingTimeline.bookingId, bookingId), eq(bookingTimeline.kind, 'rescheduled'))),
    );
    expect(moved?.details).toMatchObject({ setAside: ['outside_hours'] });
  });
});
