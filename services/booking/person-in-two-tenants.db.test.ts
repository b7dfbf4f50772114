import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { claims, persons } from '#db/schema/person.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { explainSlot } from '#services/availability/explain-slot.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';
import type { ServiceContext } from '#services/context.ts';
import { bookLink } from './book-link.ts';
import { cancelBooking } from './cancel-booking.ts';
import { endBooking } from './end-booking.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import {
  bookAsGuest,
  claimAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  sessionOf,
} from './testing/requests.ts';

let db: Database;
let studio: TestTenant;
let club: TestTenant;
/** Somebody with nothing in common with the two. */
let stranger: TestTenant;
const connections = 16;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const now = Date.UTC(2027, 2, 1, 8);
let hour = 0;
const freeStart = (): number => {
  hour += 3;
  return now + 24 * hourMs + hour * hourMs;
};

beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: connections });
});
beforeEach(async () => {
  studio = await createTestTenant(db, { hosts: 2 });
  club = await createTestTenant(db, { hosts: 1, persons: studio.hosts });
  stranger = await createTestTenant(db);
});
afterAll(() => closeDatabase(db));

const at = (tenant: TestTenant, when = now) => ({ tenantId: tenant.tenantId, now: when });

type Claimed = { outcome: { ok: true } | { ok: false; code: string }; bookingId: string };

const claim = async (
  tenant: TestTenant,
  linkId: string,
  start: number,
  { isHold = false, when = now } = {},
): Promise<Claimed> => {
  try {
    const details = isHold ? null : guestDetails();
    const { booking } = await claimAsGuest(db, at(tenant, when), { linkId, start, details });
    return { outcome: { ok: true }, bookingId: booking.id };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { outcome: { ok: false, code: error.code }, bookingId: '' };
  }
};

/** Completes the hold of a link's time as its guest does. */
const complete = (tenant: TestTenant, slug: string, bookingId: string, start: number, when = now) =>
  bookLink(contextAt(db, at(tenant, when), { actor: guestOf(bookingId) }), {
    address: { username: tenant.hosts[0]?.username ?? '', slug },
    start,
    durationMinutes: 30,
    details: guestDetails(),
    heldBookingId: bookingId,
  });

const claimsSeenBy = (tenant: TestTenant) =>
  withTenant(db, tenant.tenantId, (tx) => tx.select().from(claims));
const blocksOf = (tenant: TestTenant) =>
  withTenant(db, tenant.tenantId, (tx) => tx.select().from(timeBlocks));

describe('the time of one person in two tenants', () => {
  test('is given away once, however many guests of both tenants want it at once', async () => {
    const links = [
      { tenant: studio, link: await createTestLink(db, studio) },
      { tenant: club, link: await createTestLink(db, club) },
    ];
    const starts = [freeStart(), freeStart(), freeStart()];
    let left = 240;
    const lanes = Array.from({ length: connections }, async (_, lane) => {
      const answers = [];
      while (left > 0) {
        left -= 1;
        const side = links[(lane + left) % 2];
        if (side === undefined) throw new Error('there are two sides');
        answers.push(await claim(side.tenant, side.link.id, starts[left % starts.length] ?? 0));
      }
      return answers.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.code));
    });
    const answers = (await Promise.all(lanes)).flat();
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(starts.length);
    expect(new Set(answers)).toEqual(new Set(['ok', 'slot_taken']));
    expect(await claimsSeenBy(studio)).toHaveLength(starts.length);
  });

  test('two tenants that book the same two persons crosswise never wait for each other for ever', async () => {
    const both = await createTestTenant(db, { hosts: 2, persons: studio.hosts.toReversed() });
    const mine = await createTestLink(db, studio, { hosts: studio.hosts });
    const theirs = await createTestLink(db, both, { hosts: both.hosts });
    const start = freeStart();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        index % 2 === 0 ? claim(studio, mine.id, start) : claim(both, theirs.id, start),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    expect(await claimsSeenBy(both)).toHaveLength(2);
  });

  test('is not offered by the other tenant, with both buffers, and offered again once it is given back', async () => {
    const mine = await createTestLink(db, studio, { bufferAfterMinutes: 15 });
    const theirs = await createTestLink(db, club, { bufferBeforeMinutes: 15 });
    const start = freeStart();
    const bookingId = await bookAsGuest(db, at(studio), { linkId: mine.id, start });
    const [from = '', to = ''] = [start - 2 * hourMs, start + 2 * hourMs].map((each) =>
      new Date(each).toISOString().slice(0, 10),
    );
    const offered = async (): Promise<number[]> => {
      const address = { username: club.hosts[0]?.username ?? '', slug: theirs.slug };
      const found = await findPublicSlots(db, address, { from, to, timeZone: 'UTC' }, now);
      return found.days.flatMap(({ slots }) => slots.map((slot) => slot.start - start));
    };
    const halfHours = [-60, -30, 0, 30, 60].map((minutes) => minutes * minuteMs);
    const near = (found: number[]) =>
      halfHours.filter((each) => found.includes(each)).map((n) => n / minuteMs);
    expect(near(await offered())).toEqual([-60, -30, 60]);
    await cancelBooking(contextAt(db, at(studio), { actor: guestOf(bookingId) }), { bookingId });
    expect(near(await offered())).toEqual([-60, -30, 0, 30, 60]);
  });

  test('refuses a move onto it, and the booking stays where it is', async () => {
    const mine = await createTestLink(db, studio);
    const theirs = await createTestLink(db, club);
    const start = freeStart();
    await bookAsGuest(db, at(studio), { linkId: mine.id, start: start });
    const bookingId = await bookAsGuest(db, at(club), { linkId: theirs.id, start: start + hourMs });
    const move = rescheduleBooking(contextAt(db, at(club), { actor: guestOf(bookingId) }), {
      bookingId,
      start,
    });
    await expect(move).rejects.toMatchObject({ code: 'slot_taken' });
    const blocks = await blocksOf(club);
    expect(blocks.map(({ during }) => during.start)).toEqual([start + hourMs]);
  });

  test('held in one tenant is free for the other once the hold has ended, though nothing has swept it', async () => {
    const mine = await createTestLink(db, studio, { holdMinutes: 10 });
    const theirs = await createTestLink(db, club);
    const start = freeStart();
    const held = await claim(studio, mine.id, start, { isHold: true });
    expect(held.outcome.ok).toBe(true);
    const early = await claim(club, theirs.id, start, { when: now + 9 * minuteMs });
    expect(early.outcome).toMatchObject({ ok: false, code: 'slot_held' });
    const late = await claim(club, theirs.id, start, { when: now + 10 * minuteMs });
    expect(late.outcome.ok).toBe(true);
    expect(await blocksOf(studio)).toEqual([]);
    await expect(complete(studio, mine.slug, held.bookingId, start)).rejects.toMatchObject({
      code: 'hold_expired',
    });
  });

  test('changes hands when a hold ends, whoever removes it first', async () => {
    const mine = await createTestLink(db, studio, { holdMinutes: 10, hosts: studio.hosts });
    const both = await createTestTenant(db, { hosts: 2, persons: studio.hosts.toReversed() });
    const theirs = await createTestLink(db, both, { hosts: both.hosts });
    const end = now + 10 * minuteMs;
    for (let round = 0; round < 25; round += 1) {
      const start = freeStart();
      const { bookingId } = await claim(studio, mine.id, start, { isHold: true });
      const [, ...claimed] = await Promise.all([
        endBooking(db, { ...at(studio, end), bookingId, workflowRunId: 'run', as: 'due' }),
        claim(both, theirs.id, start, { when: end }),
        claim(both, theirs.id, start, { when: end }),
      ]);
      const [ended] = await withTenant(db, studio.tenantId, (tx) =>
        tx.select({ status: bookings.status }).from(bookings).where(eq(bookings.id, bookingId)),
      );
      expect(ended?.status).toBe('expired');
      expect(claimed.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    }
  });

  test('of a completed hold no longer ends', async () => {
    const link = await createTestLink(db, studio);
    const start = freeStart();
    const held = await claim(studio, link.id, start, { isHold: true });
    expect((await complete(studio, link.slug, held.bookingId, start)).booking.status).toBe('confirmed');
    expect((await claimsSeenBy(studio)).map(({ holdUntil }) => holdUntil)).toEqual([null]);
  });
});

describe('what another tenant of the person learns', () => {
  const asOwner = (tenant: TestTenant): ServiceContext => {
    const [host] = tenant.hosts;
    const actor = {
      kind: 'member' as const,
      memberId: host?.id ?? '',
      userId: host?.userId ?? '',
      role: 'owner' as const,
      name: 'Owner',
    };
    return { db, tenantId: tenant.tenantId, actor, now: () => now, newId };
  };

  test('is that the time is taken: no title, no tenant, no booking, no guest', async () => {
    const secret = await createTestLink(db, studio, { title: 'Secret merger' });
    const theirs = await createTestLink(db, club);
    const start = freeStart();
    const bookingId = await bookAsGuest(db, at(studio), { linkId: secret.id, start: start });
    const explained = await explainSlot(asOwner(club), { linkId: theirs.id, start });
    const busy = explained.reasons.filter(({ rule }) => rule === 'busy');
    expect(busy).toEqual([
      {
        rule: 'busy',
        hostId: club.hosts[0]?.id,
        hostName: 'Host 0',
        busyId: expect.stringMatching(/^clm_/),
        busyKind: 'taken',
      },
    ]);
    const text = JSON.stringify(explained);
    for (const word of ['Secret merger', studio.tenantId, studio.hosts[0]?.id, bookingId, secret.id])
      expect(text).not.toContain(word);
    const own = await explainSlot(asOwner(studio), { linkId: secret.id, start });
    expect(JSON.stringify(own)).toContain('Secret merger');
  });

  test('as the application role: person, span and the end of a hold, and rows of its own persons only', async () => {
    const link = await createTestLink(db, studio, { hosts: studio.hosts });
    await bookAsGuest(db, at(studio), { linkId: link.id, start: freeStart() });
    const seen = await withTenant(db, club.tenantId, (tx) => tx.execute(sql`select * from claims`));
    expect(seen.rows).toHaveLength(1);
    expect(Object.keys(seen.rows[0] ?? {}).toSorted()).toEqual(
      ['during', 'ends_at', 'exclusive', 'hold_until', 'id', 'person_id', 'starts_at'].toSorted(),
    );
    expect(seen.rows[0]?.['person_id']).toBe(studio.hosts[0]?.personId);
    expect(await blocksOf(club)).toEqual([]);
    expect(await withTenant(db, club.tenantId, (tx) => tx.select().from(bookings))).toEqual([]);
    expect(await claimsSeenBy(stranger)).toEqual([]);
    expect(await db.select().from(claims)).toEqual([]);
    const known = await withTenant(db, club.tenantId, (tx) => tx.select({ id: persons.id }).from(persons));
    expect(known).toEqual([{ id: studio.hosts[0]?.personId }]);
  });

  test("does not let it end, change or add to what is not its own persons' or its own", async () => {
    const link = await createTestLink(db, studio, { hosts: studio.hosts });
    await bookAsGuest(db, at(studio), { linkId: link.id, start: freeStart() });
    const [seen] = await claimsSeenBy(club);
    const touched = await withTenant(db, club.tenantId, async (tx) => [
      await tx.update(claims).set({ holdUntil: 0 }).returning(),
      await tx.delete(claims).returning(),
    ]);
    expect(touched).toEqual([[], []]);
    expect(await claimsSeenBy(studio)).toHaveLength(2);
    const foreign = withTenant(db, stranger.tenantId, (tx) =>
      tx.insert(claims).values({
        id: 'clm_x',
        personId: seen?.personId ?? '',
        during: { start: now, end: now + hourMs },
      }),
    );
    await expect(foreign).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('a block and its claim', () => {
  test('go together, whichever is deleted', async () => {
    const link = await createTestLink(db, studio);
    const goneAfter = async (remove: 'block' | 'claim') => {
      const start = freeStart();
      const { bookingId } = await claim(studio, link.id, start, { isHold: true });
      await withTenant(db, studio.tenantId, async (tx) => {
        if (remove === 'block')
          await tx.delete(timeBlocks).where(inArray(timeBlocks.sessionId, sessionOf(tx, bookingId)));
        else await tx.delete(claims);
      });
      return [await claimsSeenBy(studio), await blocksOf(studio)];
    };
    expect(await goneAfter('block')).toEqual([[], []]);
    expect(await goneAfter('claim')).toEqual([[], []]);
  });

  test('do not exist without each other', async () => {
    const [host] = studio.hosts;
    const during = { start: now, end: now + hourMs };
    const lone = withTenant(db, studio.tenantId, (tx) =>
      tx.insert(claims).values({ id: 'clm_lone', personId: host?.personId ?? '', during }),
    );
    await expect(lone).rejects.toMatchObject({ cause: { constraint: 'claims_block_fk' } });
    const bare = withTenant(db, studio.tenantId, (tx) =>
      tx.insert(timeBlocks).values({
        tenantId: studio.tenantId,
        id: newId('timeBlock'),
        memberId: host?.id ?? '',
        during,
        kind: 'event',
        exclusive: true,
      }),
    );
    await expect(bare).rejects.toMatchObject({ cause: { constraint: 'time_blocks_claim_check' } });
  });
});
