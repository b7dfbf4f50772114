import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { contacts } from '#db/schema/contact.ts';
import { effects } from '#db/schema/effect.ts';
import { claims } from '#db/schema/person.ts';
import { sessions, timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { BookingDetails } from '#domain/booking/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { findMoves } from '#services/availability/find-slots.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { endBooking } from '#services/booking/end-booking.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  claimAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
  refusalOf,
} from '#services/booking/testing/requests.ts';
import { loadLinkById } from '#services/link/public-link.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const now = Date.UTC(2027, 2, 1, 8);
const start = now + 24 * hourMs;
let db: Database;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 24 });
});
afterAll(() => closeDatabase(db));

type Group = { tenant: TestTenant; linkId: string };
type Values = Parameters<typeof createTestLink>[2];

const openGroup = async (capacity: number, values: Values = {}, hosts = 1): Promise<Group> => {
  const tenant = await createTestTenant(db, { hosts });
  const link = await createTestLink(db, tenant, {
    hosts: tenant.hosts,
    kind: 'group',
    capacity,
    holdMinutes: 10,
    ...values,
  });
  return { tenant, linkId: link.id };
};

const guest = (index: number): BookingDetails =>
  guestDetails({ guest: { name: `Guest ${index}`, email: `guest-${index}@example.com` } });

const join = (
  { tenant, linkId }: Group,
  index: number,
  at: { start?: number; now?: number; hold?: true } = {},
) =>
  claimAsGuest(
    db,
    { tenantId: tenant.tenantId, now: at.now ?? now },
    { linkId, start: at.start ?? start, details: at.hold === true ? null : guest(index) },
  );

const joined = async (group: Group, index: number, at: Parameters<typeof join>[2] = {}): Promise<string> =>
  (await join(group, index, at)).booking.id;

const cancel = ({ tenant: { tenantId } }: Group, bookingId: string) =>
  cancelBooking(contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) }), { bookingId });

const move = ({ tenant: { tenantId } }: Group, bookingId: string, to: number) =>
  rescheduleBooking(contextAt(db, { tenantId, now }, { actor: guestOf(bookingId) }), {
    bookingId,
    start: to,
  });

const sessionsOf = ({ tenant: { tenantId }, linkId }: Group) =>
  withTenant(db, tenantId, (tx) =>
    tx
      .select({
        id: sessions.id,
        startsAt: sessions.startsAt,
        status: sessions.status,
        taken: sessions.taken,
        blocks: sql<number>`(select count(*)::int from ${timeBlocks} b where b.session_id = "sessions"."id")`,
        seated: sql<number>`(select coalesce(sum(b.places), 0)::int from ${bookings} b
          where b.session_id = "sessions"."id" and b.seated)`,
      })
      .from(sessions)
      .where(and(eq(sessions.tenantId, tenantId), eq(sessions.linkId, linkId)))
      .orderBy(sessions.startsAt, sessions.createdAt, sessions.id),
  );

/** Every place that is counted has a guest, and only open sessions keep time. */
const expectSound = async (group: Group, hosts = 1): Promise<void> => {
  for (const session of await sessionsOf(group)) {
    expect(session.taken).toBe(session.seated);
    expect(session.blocks).toBe(session.status === 'open' ? hosts : 0);
  }
};

const placesLeftAt = async (group: Group, at: number): Promise<number | undefined> =>
  withTenant(db, group.tenant.tenantId, async (tx) => {
    const target = await loadLinkById(tx, group.tenant.tenantId, group.linkId);
    const search = { from: '2027-03-02', to: '2027-03-02', timeZone: 'UTC' };
    const none = { id: newId('booking'), sessionId: newId('session'), durationMinutes: 30 };
    const { days } = await findMoves(tx, target, none, search, at);
    return days.flatMap(({ slots }) => slots).find((slot) => slot.start === start)?.seatsLeft;
  });

const attempts = async (work: readonly Promise<unknown>[]) => {
  const outcomes = await Promise.all(work.map(refusalOf));
  return {
    done: outcomes.filter((code) => code === null).length,
    refused: [...new Set(outcomes.filter((code) => code !== null))],
  };
};

describe('a group', () => {
  test('of 20 places takes 20 of the guests who come at once, in one session, and refuses the others', async () => {
    const group = await openGroup(20, {}, 2);
    const all = await attempts(Array.from({ length: 48 }, (_, index) => join(group, index)));
    expect(all).toEqual({ done: 20, refused: ['slot_taken'] });
    expect(await sessionsOf(group)).toMatchObject([{ status: 'open', taken: 20, seated: 20, blocks: 2 }]);
  });

  test('is full to the last place and has one again for each guest who leaves', async () => {
    const group = await openGroup(2);
    const first = await joined(group, 1);
    expect(await placesLeftAt(group, now)).toBe(1);
    await join(group, 2);
    expect(await placesLeftAt(group, now)).toBeUndefined();
    expect(await refusalOf(join(group, 3))).toBe('slot_taken');
    await cancel(group, first);
    expect(await placesLeftAt(group, now)).toBe(1);
    await join(group, 3);
    await expectSound(group);
  });

  test('gives its hosts their time back with the last guest, and opens again for the next', async () => {
    const group = await openGroup(3, {}, 2);
    const ids = [await joined(group, 1), await joined(group, 2)];
    await Promise.all(ids.map((id) => cancel(group, id)));
    expect(await sessionsOf(group)).toMatchObject([{ status: 'closed', taken: 0, blocks: 0 }]);
    await join(group, 3);
    expect((await sessionsOf(group)).map(({ status }) => status)).toEqual(['closed', 'open']);
    await expectSound(group, 2);
  });

  test('keeps its time from everything else: another link of its host, another duration, an overlapping start', async () => {
    const group = await openGroup(5, { durationsMinutes: [30, 60], stepMinutes: 15 });
    const { tenantId } = group.tenant;
    const other = await createTestLink(db, group.tenant);
    await join(group, 1);
    const claim = (linkId: string, at: number, durationMinutes: number) =>
      claimAsGuest(db, { tenantId, now }, { linkId, start: at, durationMinutes, details: guest(9) });
    expect(await refusalOf(claim(other.id, start, 30))).toBe('slot_taken');
    expect(await refusalOf(claim(group.linkId, start, 60))).toBe('slot_taken');
    expect(await refusalOf(claim(group.linkId, start + 15 * minuteMs, 30))).toBe('slot_taken');
    await join(group, 2);
  });

  test('counts a hold as a place until its deadline and not a millisecond longer, whether or not anything has ended it', async () => {
    const group = await openGroup(2);
    await join(group, 1);
    await join(group, 2, { hold: true });
    const ends = now + 10 * minuteMs;
    expect(await placesLeftAt(group, ends - 1)).toBeUndefined();
    expect(await refusalOf(join(group, 3, { now: ends - 1 }))).toBe('slot_held');
    expect(await placesLeftAt(group, ends)).toBe(1);
    await join(group, 3, { now: ends });
    await expectSound(group);
  });

  test('frees a place once, whoever notices first that its hold has ended', async () => {
    const group = await openGroup(3);
    await join(group, 1);
    const held = await joined(group, 2, { hold: true });
    const ends = now + 10 * minuteMs;
    const { tenantId } = group.tenant;
    const ended = endBooking(db, { tenantId, bookingId: held, as: 'due', workflowRunId: 'run', now: ends });
    await Promise.all([ended, join(group, 3, { now: ends }), join(group, 4, { now: ends })]);
    expect(await sessionsOf(group)).toMatchObject([{ taken: 3, seated: 3 }]);
    expect(await refusalOf(join(group, 5, { now: ends }))).toBe('slot_taken');
  });

  test('that only holds keep is nobody’s once they have ended: its host can be booked by another link', async () => {
    const group = await openGroup(3);
    const other = await createTestLink(db, group.tenant);
    const { tenantId } = group.tenant;
    const guestLeft = await joined(group, 1);
    await join(group, 2, { hold: true });
    await cancel(group, guestLeft);
    const [claim] = await withTenant(db, tenantId, (tx) => tx.select().from(claims));
    expect(claim?.holdUntil).toBe(now + 10 * minuteMs);
    const ends = now + 10 * minuteMs;
    await claimAsGuest(db, { tenantId, now: ends }, { linkId: other.id, start, details: guest(5) });
    expect(await refusalOf(join(group, 3, { now: ends }))).toBe('slot_taken');
  });

  test('whose host decides keeps the time for whoever was approved', async () => {
    const group = await openGroup(3, { requiresApproval: true, approvalDeadlineHours: 2 });
    const { tenantId } = group.tenant;
    const [first, second] = [await joined(group, 1), await joined(group, 2)];
    await approveBooking(contextAt(db, { tenantId, now }, { actor: ownerOf(group.tenant) }), {
      bookingId: first,
      start,
    });
    const [claim] = await withTenant(db, tenantId, (tx) => tx.select().from(claims));
    expect(claim?.holdUntil).toBeNull();
    const late = now + 2 * hourMs;
    await endBooking(db, { tenantId, bookingId: second, as: 'due', workflowRunId: 'run', now: late });
    expect(await sessionsOf(group)).toMatchObject([{ status: 'open', taken: 1, seated: 1, blocks: 1 }]);
  });
});

describe('a guest of a group', () => {
  test('moves alone: leaves one session and joins another, with the same booking and a new revision', async () => {
    const group = await openGroup(2);
    const [mover, stays] = [await joined(group, 1), await joined(group, 2)];
    const later = start + 2 * hourMs;
    await join(group, 3, { start: later });
    const { booking } = await move(group, mover, later);
    expect(booking).toMatchObject({ id: mover, startsAt: later, revision: 1, seated: true });
    expect((await sessionsOf(group)).map(({ taken }) => taken)).toEqual([1, 2]);
    const left = await withTenant(db, group.tenant.tenantId, (tx) =>
      loadBooking(tx, group.tenant.tenantId, stays),
    );
    expect(left.booking).toMatchObject({ startsAt: start, revision: 0 });
    await expectSound(group);
  });

  test('stays where they are when the other session is full', async () => {
    const group = await openGroup(2);
    const mover = await joined(group, 1);
    const later = start + 2 * hourMs;
    await join(group, 2, { start: later });
    await join(group, 3, { start: later });
    expect(await refusalOf(move(group, mover, later))).toBe('slot_taken');
    expect((await sessionsOf(group)).map(({ taken }) => taken)).toEqual([1, 2]);
    await expectSound(group);
  });

  test('who is alone takes the session’s time along, also to a time that overlaps it', async () => {
    const group = await openGroup(4, { durationsMinutes: [60], stepMinutes: 15 });
    const { tenantId } = group.tenant;
    const claimed = await claimAsGuest(
      db,
      { tenantId, now },
      { linkId: group.linkId, start, durationMinutes: 60, details: guest(1) },
    );
    await move(group, claimed.booking.id, start + 15 * minuteMs);
    expect((await sessionsOf(group)).map(({ status }) => status)).toEqual(['closed', 'open']);
    await expectSound(group);
  });

  test('finds the address of the host in the session they open by moving, too', async () => {
    const address = 'https://rooms.example.com/mine';
    const group = await openGroup(3, { locationKind: 'video_meeting', locationValue: address });
    const mover = await joined(group, 1);
    await join(group, 2);
    expect((await move(group, mover, start + 2 * hourMs)).booking.meetingUrl).toBe(address);
  });

  test('swaps sessions with others at once: nobody is lost, nobody waits for ever', async () => {
    const group = await openGroup(8);
    const later = start + 2 * hourMs;
    const here = await Promise.all([1, 2, 3, 4].map((index) => joined(group, index)));
    const there = await Promise.all([5, 6, 7, 8].map((index) => joined(group, index, { start: later })));
    const all = await attempts([
      ...here.map((id) => move(group, id, later)),
      ...there.map((id) => move(group, id, start)),
    ]);
    expect(all).toEqual({ done: 8, refused: [] });
    expect((await sessionsOf(group)).filter(({ status }) => status === 'open')).toMatchObject([
      { taken: 4 },
      { taken: 4 },
    ]);
    await expectSound(group);
  });

  test('who moves and cancels at once is answered twice: the booking is never gone in between', async () => {
    const group = await openGroup(12);
    const ids = await Promise.all(Array.from({ length: 10 }, (_, index) => joined(group, index)));
    const answers = await Promise.all(
      ids.flatMap((id) => [refusalOf(move(group, id, start + 2 * hourMs)), refusalOf(cancel(group, id))]),
    );
    expect(answers.filter((code) => code !== null && code !== 'invalid_transition')).toEqual([]);
    await expectSound(group);
  });

  test('causes one event of the session to follow, however many guests it has', async () => {
    const group = await openGroup(5);
    const { tenantId } = group.tenant;
    // No calendar is connected: nothing is owed at all.
    await join(group, 1);
    expect(await withTenant(db, tenantId, (tx) => tx.select().from(effects))).toEqual([]);
  });
});

describe('limits of a group', () => {
  test('count sessions, not guests: who comes to an open session is welcome', async () => {
    const group = await openGroup(5, { limits: [{ period: 'day', count: 1, per: 'link' }] });
    await join(group, 1);
    await join(group, 2);
    expect(await refusalOf(join(group, 3, { start: start + 2 * hourMs }))).toBe('limit_reached');
  });
});

describe('a contact', () => {
  test('is one for each address over all bookings, and knows the guest as they last named themselves', async () => {
    const group = await openGroup(5);
    const { tenantId } = group.tenant;
    const as = (name: string, email: string, at: number) =>
      claimAsGuest(
        db,
        { tenantId, now },
        { linkId: group.linkId, start: at, details: guestDetails({ guest: { name, email } }) },
      );
    const first = await as('An', 'an@example.com', start);
    const second = await as('Nguyễn An', 'AN@example.com', start + 2 * hourMs);
    expect(second.booking.contactId).toBe(first.booking.contactId);
    const known = await withTenant(db, tenantId, (tx) => tx.select().from(contacts));
    expect(known).toMatchObject([{ name: 'Nguyễn An', email: 'an@example.com' }]);
  });
});
