import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings, timeBlocks } from '#db/schema/booking.ts';
import { claims, persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { explainSlot } from '#services/availability/explain-slot.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';
import type { ServiceContext } from '#services/context.ts';
import { cancelBooking, completeHold, endBooking, rescheduleBooking } from './change-booking.ts';
import { claimSlot } from './claim-slot.ts';
import { askAsGuest, bookAsGuest, claimPayload } from './testing/requests.ts';

let db: Database;
let studio: TestTenant;
let club: TestTenant;
/** Somebody with nothing in common with the two. */
let stranger: TestTenant;
const connections = 16;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const now = Date.UTC(2027, 2, 1, 8);
const completion = {
  kind: 'complete_hold' as const,
  timeZone: 'UTC',
  locale: 'en' as const,
  answers: {},
  guest: { name: 'An', email: 'an@example.com' },
};
let hour = 0;
const freeStart = (): number => {
  hour += 3;
  return now + 24 * hourMs + hour * hourMs;
};

beforeAll(async () => {
  db = openDatabase(inject('databaseUrls').appUrl, { poolSize: connections });
});
beforeEach(async () => {
  studio = await createTestTenant(db, { hosts: 2 });
  club = await createTestTenant(db, { hosts: 1, persons: studio.hosts });
  stranger = await createTestTenant(db);
});
afterAll(() => closeDatabase(db));

const at = (tenant: TestTenant, when = now) => ({ tenantId: tenant.tenantId, now: when });

const claim = async (tenant: TestTenant, linkId: string, start: number, values = {}, when = now) => {
  const input = await askAsGuest(db, at(tenant, when), claimPayload(linkId, start, values));
  const { outcome } = await claimSlot(db, input);
  return { input, outcome };
};

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
    const input = await askAsGuest(db, at(studio), claimPayload(mine.id, start));
    await claimSlot(db, input);
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
    await cancelBooking(
      db,
      await askAsGuest(db, at(studio), { kind: 'cancel' }, { bookingId: input.bookingId }),
    );
    expect(near(await offered())).toEqual([-60, -30, 0, 30, 60]);
  });

  test('refuses a move onto it, and the booking stays where it is', async () => {
    const mine = await createTestLink(db, studio);
    const theirs = await createTestLink(db, club);
    const start = freeStart();
    await bookAsGuest(db, at(studio), claimPayload(mine.id, start));
    const bookingId = await bookAsGuest(db, at(club), claimPayload(theirs.id, start + hourMs));
    const move = await askAsGuest(db, at(club), { kind: 'reschedule', start }, { bookingId });
    expect((await rescheduleBooking(db, move)).outcome).toMatchObject({ ok: false, code: 'slot_taken' });
    const blocks = await blocksOf(club);
    expect(blocks.map(({ during }) => during.start)).toEqual([start + hourMs]);
  });

  test('held in one tenant is free for the other once the hold has ended, though nothing has swept it', async () => {
    const mine = await createTestLink(db, studio, { holdMinutes: 10 });
    const theirs = await createTestLink(db, club);
    const start = freeStart();
    const held = await claim(studio, mine.id, start, { guest: undefined });
    expect(held.outcome.ok).toBe(true);
    const early = await claim(club, theirs.id, start, {}, now + 9 * minuteMs);
    expect(early.outcome).toMatchObject({ ok: false, code: 'slot_taken' });
    const late = await claim(club, theirs.id, start, {}, now + 10 * minuteMs);
    expect(late.outcome.ok).toBe(true);
    expect(await blocksOf(studio)).toEqual([]);
    const input = await askAsGuest(db, at(studio), completion, { bookingId: held.input.bookingId });
    expect((await completeHold(db, input)).outcome).toMatchObject({ ok: false, code: 'hold_expired' });
  });

  test('changes hands when a hold ends, whoever removes it first', async () => {
    const mine = await createTestLink(db, studio, { holdMinutes: 10, hosts: studio.hosts });
    const both = await createTestTenant(db, { hosts: 2, persons: studio.hosts.toReversed() });
    const theirs = await createTestLink(db, both, { hosts: both.hosts });
    const end = now + 10 * minuteMs;
    for (let round = 0; round < 25; round += 1) {
      const start = freeStart();
      const { input } = await claim(studio, mine.id, start, { guest: undefined });
      const expired = {
        ...at(studio, end),
        bookingId: input.bookingId,
        workflowRunId: 'run',
        as: 'expired' as const,
      };
      const [ended, ...claimed] = await Promise.all([
        endBooking(db, expired),
        claim(both, theirs.id, start, {}, end),
        claim(both, theirs.id, start, {}, end),
      ]);
      expect(ended.snapshot?.status).toBe('expired');
      expect(claimed.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    }
  });

  test('of a completed hold no longer ends', async () => {
    const link = await createTestLink(db, studio);
    const held = await claim(studio, link.id, freeStart(), { guest: undefined });
    const input = await askAsGuest(db, at(studio), completion, { bookingId: held.input.bookingId });
    expect((await completeHold(db, input)).outcome).toEqual({ ok: true });
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
    const bookingId = await bookAsGuest(db, at(studio), claimPayload(secret.id, start));
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
    await bookAsGuest(db, at(studio), claimPayload(link.id, freeStart()));
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
    await bookAsGuest(db, at(studio), claimPayload(link.id, freeStart()));
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
      const { input } = await claim(studio, link.id, start, { guest: undefined });
      await withTenant(db, studio.tenantId, async (tx) => {
        if (remove === 'block') await tx.delete(timeBlocks).where(eq(timeBlocks.bookingId, input.bookingId));
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
        kind: 'class',
        exclusive: true,
      }),
    );
    await expect(bare).rejects.toMatchObject({ cause: { constraint: 'time_blocks_claim_check' } });
  });
});

test('a booking costs as many statements as before there were claims', async () => {
  const statements: string[] = [];
  const counted = openDatabase(inject('databaseUrls').appUrl, {
    poolSize: 1,
    onStatement: (text) => statements.push(text),
  });
  const link = await createTestLink(db, studio);
  const input = await askAsGuest(db, at(studio), claimPayload(link.id, freeStart()));
  await claimSlot(counted, input);
  await closeDatabase(counted);
  expect(statements.filter((text) => text.includes('claims') && text.includes('insert'))).toHaveLength(1);
  // Begin, request, link, guest's limit (none), schedules, busy times, claim, booking, commit.
  expect(statements).toHaveLength(8);
});
