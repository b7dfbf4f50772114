import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { calendars, events } from '#db/schema/calendar.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { Resolution } from '#domain/sync/conflict.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { listAttention } from '#services/attention/list-attention.ts';
import { bookAsGuest, contextAt, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import { applyChanges, beginPass } from '#services/calendar/apply-changes.ts';
import { forgetCalendar } from '#services/calendar/forget-calendar.ts';
import { lookAtCalendar } from '#services/calendar/look-at-calendar.ts';
import type { CalendarChange } from '#services/calendar/stored-events.ts';
import { busyEvent, connectCalendar, readFully } from '#services/calendar/testing/accounts.ts';
import { disconnectIntegration } from '#services/integration/disconnect-integration.ts';
import { resolveConflict } from './resolve-conflict.ts';

let db: Database;
let tenant: TestTenant;
let calendar: Awaited<ReturnType<typeof connectCalendar>>;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const now = Date.UTC(2027, 2, 1, 8);
beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 2 });
  calendar = await connectCalendar(db, tenant, tenant.hosts[0], now);
});

/** Events of an hour, one a day from tomorrow. */
const daily = (count: number, prefix = 'e'): CalendarChange[] =>
  Array.from({ length: count }, (_, index) => {
    const start = now + (index + 1) * dayMs;
    return busyEvent(`${prefix}${index}`, start, start + hourMs);
  });
const read = (seen: readonly CalendarChange[], at = now) =>
  readFully(db, calendar, { now: at, until: now + 366 * dayMs, events: seen });
const asOwner = (at = now) =>
  contextAt(db, { tenantId: tenant.tenantId, now: at }, { actor: ownerOf(tenant) });
const items = async () => (await listAttention(asOwner(), { order: 'newest', limit: 10 })).items;
const kept = () =>
  withTenant(db, tenant.tenantId, async (tx) => ({
    events: (await tx.select().from(events).where(eq(events.calendarId, calendar.calendarId))).length,
    blocks: (await tx.select().from(timeBlocks).where(eq(timeBlocks.kind, 'external'))).length,
    state: (await tx.select().from(calendars).where(eq(calendars.id, calendar.calendarId)))[0]?.state,
  }));
const repeatAt = async () => (await lookAtCalendar(db, { ...calendar, now, until: now }))?.repeatAt ?? null;
/** The same answer again and again, whenever it is due. */
const readUntilAsked = async (seen: readonly CalendarChange[]): Promise<number> => {
  let at = now;
  await read(seen, at);
  for (let due = await repeatAt(); due !== null; due = await repeatAt()) {
    at = due;
    await read(seen, at);
  }
  return at;
};
const decide = async (resolution: Resolution, at = now) => {
  const [item] = await items();
  return resolveConflict(asOwner(at), { conflictId: item?.id ?? '', resolution });
};

describe('a full pass that misses more than twenty events to come, and a good part of them', () => {
  test.each([
    ['nothing at all', 30, []],
    ['a third less', 60, daily(39)],
    ['other events instead', 30, daily(30, 'other')],
    ['each of them as cancelled', 30, daily(30).map((event) => ({ ...event, cancelled: true }))],
  ])('by telling %s removes none and asks nobody yet', async (_, count, answer) => {
    await read(daily(count));
    await read(answer);
    const { events: held, blocks, state } = await kept();
    expect(held).toBeGreaterThanOrEqual(count);
    expect(blocks).toBe(held);
    expect(state).toBe('in_doubt');
    expect(await items()).toEqual([]);
    expect(await repeatAt()).toBe(now + 10 * minuteMs);
  });

  test.each([
    ['twenty of twenty', 20, []],
    ['three tenths of many', 100, daily(70)],
    ['what is past', 0, []],
  ])('is believed when it misses no more than %s', async (_, count, answer) => {
    const past = Array.from({ length: 40 }, (_unused, index) =>
      busyEvent(`p${index}`, now - (index + 1) * hourMs, now - index * hourMs),
    );
    await read([...daily(count), ...past]);
    await read(answer);
    expect(await kept()).toEqual({ events: answer.length, blocks: answer.length, state: 'up_to_date' });
  });

  test('asks nothing when a repeat brings the events back', async () => {
    await read(daily(30));
    await read([]);
    await read(daily(30), now + 10 * minuteMs);
    expect(await kept()).toEqual({ events: 30, blocks: 30, state: 'up_to_date' });
    expect([await items(), await repeatAt()]).toEqual([[], null]);
  });

  test('asks its owner once repeats have told the same, and keeps the times blocked meanwhile', async () => {
    const link = await createTestLink(db, tenant);
    await read(daily(30));
    const asked = await readUntilAsked([]);
    expect(asked).toBe(now + 70 * minuteMs);
    await read([], asked + dayMs);
    expect(await items()).toMatchObject([
      {
        kind: 'conflict',
        failure: 'events_missing',
        subject: { kind: 'integration', id: calendar.integrationId },
        conflict: { event: null, missing: 29 },
        actions: ['accept', 'keep'],
      },
    ]);
    const start = now + 2 * dayMs;
    expect(
      await refusalOf(bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId: link.id, start })),
    ).toBe('slot_taken');
    expect((await kept()).state).toBe('in_doubt');
  });

  test('takes them away once its owner accepts that, but for what has come back since', async () => {
    await read(daily(30));
    await readUntilAsked([]);
    const key = { tenantId: tenant.tenantId, calendarId: calendar.calendarId };
    const pass = await beginPass(db, key);
    await applyChanges(db, { ...key, pass, full: false, now, cursor: 'x', changes: daily(1) });
    expect((await kept()).state).toBe('in_doubt');
    await decide('accept');
    expect(await kept()).toEqual({ events: 1, blocks: 1, state: 'up_to_date' });
    expect(await items()).toEqual([]);
    await read([]);
    expect(await kept()).toEqual({ events: 0, blocks: 0, state: 'up_to_date' });
  });

  test('keeps them when its owner says so, reads again at once and asks again a day later', async () => {
    await read(daily(30));
    const asked = await readUntilAsked([]);
    await decide('keep', asked);
    expect(await items()).toEqual([]);
    expect(await repeatAt()).toBe(asked);
    await read([], asked);
    expect([await items(), await repeatAt(), (await kept()).events]).toEqual([[], asked + dayMs, 30]);
    await read([], asked + dayMs);
    expect(await items()).toHaveLength(1);
  });

  test('is decided by the owner of the account or who acts for everybody, and once', async () => {
    await read(daily(30));
    await readUntilAsked([]);
    const [item] = await items();
    const [, other] = tenant.hosts;
    const actor = {
      kind: 'member',
      memberId: other?.id ?? '',
      userId: other?.userId ?? '',
      role: 'host',
      name: 'B',
    } as const;
    const asOther = contextAt(db, { tenantId: tenant.tenantId, now }, { actor });
    const input = { conflictId: item?.id ?? '', resolution: 'accept' as const };
    expect(await refusalOf(resolveConflict(asOther, input))).toBe('not_found');
    expect(await refusalOf(resolveConflict(asOwner(), { ...input, resolution: 'follow' }))).toBe(
      'attention_settled',
    );
    await resolveConflict(asOwner(), input);
    expect(await refusalOf(resolveConflict(asOwner(), input))).toBe('attention_settled');
  });

  test('leaves nothing to decide when the calendar is disconnected', async () => {
    await read(daily(30));
    await readUntilAsked([]);
    await disconnectIntegration(asOwner(), calendar.integrationId);
    await forgetCalendar(db, calendar);
    expect(await items()).toEqual([]);
    expect(await repeatAt()).toBeNull();
  });
});
