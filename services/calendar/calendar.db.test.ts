import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { calendars, events, pushChannels } from '#db/schema/calendar.ts';
import { effects } from '#db/schema/effect.ts';
import { connectedAccounts, integrations } from '#db/schema/integration.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { wakeupVersion } from '#db/wakeups.ts';
import { bookingUid } from '#domain/booking/uid.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { bookAsGuest, guestOf } from '#services/booking/testing/requests.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { markNeedsReconnection } from '#services/calendar/mark-needs-reconnection.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { dismissEffect } from '#services/effect/attend-effect.ts';
import { type EffectKey, recordEffectFailure } from '#services/effect/record-effect.ts';
import { loadCredentials, storeCredentials } from '#services/integration/credentials.ts';
import { disconnectIntegration } from '#services/integration/disconnect-integration.ts';
import { finishDisconnect, mayRevoke } from '#services/integration/end-integration.ts';
import { createSecretBox } from '#services/secrets.ts';
import { applyChanges, beginPass } from './apply-changes.ts';
import { forgetCalendar } from './forget-calendar.ts';
import { oweCalendarEvents } from './owe-calendar-events.ts';
import {
  planSessionEvents,
  raiseEventEpoch,
  recordDeletedEvent,
  recordWrittenEvent,
} from './plan-session-events.ts';
import { findChannel, listLiveChannels, prepareChannel, recordOpenChannel } from './push-channels.ts';
import { readFully } from './testing/accounts.ts';
import { updateCalendar } from './update-calendar.ts';

let db: Database;
let tenant: TestTenant;
const box = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
const hourMs = 3_600_000;
const now = Date.UTC(2027, 2, 1, 8);
const clock = { now };
let hour = 24;
/** Transactions so far; one that a deadlock ended is begun again. */
let begun = 0;

beforeAll(() => {
  const onStatement = (statement: string): void => {
    if (statement.startsWith('begin')) begun += 1;
  };
  db = openDatabase(testDatabase().appUrl, { poolSize: 5, onStatement });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 2 });
});

const host = (index: number) => {
  const found = tenant.hosts[index];
  if (found === undefined) throw new Error('the tenant has no such host');
  return found;
};
const ctxOf = (actor: Actor): ServiceContext => ({
  db,
  tenantId: tenant.tenantId,
  actor,
  now: () => clock.now,
  newId,
});
const asHost = (index: number): ServiceContext =>
  ctxOf({ kind: 'member', memberId: host(index).id, userId: host(index).userId, role: 'host', name: 'Host' });

/** Connects an account with a primary calendar, which has been read and is empty, and a second one. */
const connect = async (index: number, account: string) => {
  clock.now += 1;
  const { integrationId } = await connectCalendars(asHost(index), box, {
    vendor: 'google',
    auth: 'oauth',
    account: { externalAccountId: account, label: `${account}@example.com` },
    credentials: { accessToken: `${account}-${clock.now}` },
    calendars: [`${account}-main`, `${account}-other`].map((externalId, at) => ({
      externalId,
      name: externalId,
      timeZone: 'UTC',
      isPrimary: at === 0,
      canWrite: true,
      makesMeetings: true,
    })),
  });
  const rows = await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(calendars)
      .where(and(eq(calendars.tenantId, tenant.tenantId), eq(calendars.integrationId, integrationId))),
  );
  const idOf = (suffix: string) => rows.find(({ externalId }) => externalId.endsWith(suffix))?.id ?? '';
  const key = { tenantId: tenant.tenantId, integrationId };
  const main = idOf('-main');
  await readFully(db, { ...key, calendarId: main }, { now, until: now + 366 * 24 * hourMs });
  return { ...key, key, main, other: idOf('-other') };
};

const book = async (hostCount = 1, locationKind: 'video_meeting' | 'phone' = 'phone') => {
  const link = await createTestLink(db, tenant, { hosts: tenant.hosts.slice(0, hostCount), locationKind });
  hour += 2;
  const start = now + hour * hourMs;
  const { tenantId } = tenant;
  return { tenantId, bookingId: await bookAsGuest(db, { tenantId, now }, { linkId: link.id, start }), start };
};

const move = async ({ bookingId, start }: { bookingId: string; start: number }): Promise<void> => {
  await rescheduleBooking(ctxOf(guestOf(bookingId)), { bookingId, start: start + hourMs });
};

type Booking = Awaited<ReturnType<typeof book>>;
const planned = async ({ tenantId, bookingId }: Booking) =>
  (await planSessionEvents(db, { tenantId, subjectKind: 'booking', subjectId: bookingId })).events;
/** What the plan asks for, in a line each. */
const actions = async (booking: Booking) =>
  (await planned(booking)).map(({ action, calendarId }) => `${action} ${calendarId}`);
const carryOut = async (booking: Booking, meetingUrl?: string): Promise<void> => {
  const { events, session } = await planSessionEvents(db, {
    tenantId: booking.tenantId,
    subjectKind: 'booking',
    subjectId: booking.bookingId,
  });
  for (const event of events) {
    if (event.action === 'delete') await recordDeletedEvent(db, event);
    else
      await recordWrittenEvent(db, event, {
        revision: session.revision,
        etag: 'e',
        iCalUid: 'u',
        meetingUrl: event.holdsMeeting ? meetingUrl : undefined,
      });
  }
};

const sessionOf = async ({ tenantId, bookingId }: Booking) =>
  (await withTenant(db, tenantId, (tx) => loadBooking(tx, tenantId, bookingId))).booking.sessionId;

const effectKey = ({ tenantId, bookingId }: Booking): EffectKey => ({
  subject: { tenantId, kind: 'booking', id: bookingId },
  name: 'calendar',
});
const effectOf = async ({ tenantId, bookingId }: Booking) => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx.select().from(effects).where(eq(effects.subjectId, bookingId)),
  );
  return row;
};
const wakeupOf = ({ tenantId, bookingId }: Booking) =>
  withTenant(db, tenantId, (tx) => wakeupVersion(tx, { tenantId, kind: 'booking', subjectId: bookingId }));

describe('the events of a booking', () => {
  test('stay where they are when another calendar is chosen, so that nobody has two', async () => {
    const account = await connect(0, 'a');
    const booking = await book();
    expect(await actions(booking)).toEqual([`create ${account.main}`]);
    await carryOut(booking);
    await updateCalendar(asHost(0), account.other, { isTarget: true }, () => null);
    expect(await actions(booking)).toEqual([]);
    await move(booking);
    expect(await actions(booking)).toEqual([`update ${account.main}`]);
    expect(await actions(await book())).toEqual([`create ${account.other}`]);
  });

  test('in calendars of an ended integration are left alone and written anew elsewhere', async () => {
    const first = await connect(0, 'a');
    const booking = await book();
    await carryOut(booking);
    await disconnectIntegration(asHost(0), first.integrationId);
    await forgetCalendar(db, { tenantId: tenant.tenantId, calendarId: first.main });
    await finishDisconnect(db, first.key);
    await move(booking);
    expect(await actions(booking)).toEqual([]);
    const second = await connect(0, 'b');
    expect(await actions(booking)).toEqual([`create ${second.main}`]);
    await carryOut(booking);
    const again = await connect(0, 'a');
    expect(again.integrationId).toBe(first.integrationId);
    expect(await actions(booking)).toEqual([`delete ${first.main}`]);
  });

  test('hold the meeting in the calendar of the first host who has one', async () => {
    const second = await connect(1, 'b');
    const booking = await book(2, 'video_meeting');
    expect(await planned(booking)).toMatchObject([{ calendarId: second.main, holdsMeeting: true }]);
    await carryOut(booking, 'https://meet.example.com/x');
    const first = await connect(0, 'a');
    const [late] = await planned(booking);
    expect(late).toMatchObject({ calendarId: first.main, action: 'create' });
  });

  test('are written again until the meeting that was asked for is there', async () => {
    const account = await connect(0, 'a');
    const booking = await book(1, 'video_meeting');
    await carryOut(booking);
    expect(await actions(booking)).toEqual([`update ${account.main}`]);
    await carryOut(booking, 'https://meet.example.com/x');
    expect(await actions(booking)).toEqual([]);
  });

  test('are owed to a calendar that was connected later, and no longer once written', async () => {
    const booking = await book();
    const account = await connect(0, 'a');
    const owe = (at = now) =>
      oweCalendarEvents(db, { tenantId: tenant.tenantId, calendarId: account.main, now: at });
    expect(await owe()).toEqual({ owed: 1 });
    expect(await effectOf(booking)).toMatchObject({ state: 'owed', tryAt: now });
    await carryOut(booking);
    expect(await owe()).toEqual({ owed: 0 });
    await move(booking);
    expect(await owe()).toEqual({ owed: 1 });
    expect(await owe(booking.start + 24 * hourMs)).toEqual({ owed: 0 });
  });

  test('that were owed anew wake the follower of their booking', async () => {
    const booking = await book();
    const account = await connect(0, 'a');
    const before = await wakeupOf(booking);
    await oweCalendarEvents(db, { tenantId: tenant.tenantId, calendarId: account.main, now });
    expect(await wakeupOf(booking)).toBe(before + 1);
  });

  test('are left alone once a member has dismissed their failure, until the booking changes', async () => {
    const account = await connect(0, 'a');
    const booking = await book();
    await recordEffectFailure(db, { ...effectKey(booking), failure: 'unavailable', now });
    const owe = () => oweCalendarEvents(db, { tenantId: tenant.tenantId, calendarId: account.main, now });
    const { id } = (await effectOf(booking)) ?? { id: '' };
    await withTenant(db, tenant.tenantId, (tx) => dismissEffect(tx, { tenantId: tenant.tenantId, id, now }));
    expect(await owe()).toEqual({ owed: 0 });
    expect(await effectOf(booking)).toMatchObject({ state: 'dismissed' });
    await move(booking);
    expect(await effectOf(booking)).toMatchObject({ state: 'owed', failure: null });
  });

  test('are owed to be removed when their booking was cancelled while the calendar could not be reached', async () => {
    const account = await connect(0, 'a');
    const booking = await book();
    await carryOut(booking);
    await cancelBooking(ctxOf(guestOf(booking.bookingId)), { bookingId: booking.bookingId });
    await recordEffectFailure(db, { ...effectKey(booking), failure: 'revoked', now });
    expect(await effectOf(booking)).toMatchObject({ failure: 'revoked', failures: 1 });
    expect(await oweCalendarEvents(db, { tenantId: tenant.tenantId, calendarId: account.main, now })).toEqual(
      { owed: 1 },
    );
    expect(await effectOf(booking)).toMatchObject({ state: 'owed', failures: 0, tryAt: now });
    expect(await actions(booking)).toEqual([`delete ${account.main}`]);
  });
});

const noop = async (): Promise<void> => undefined;

describe('what a pull brings', () => {
  const blocksOf = async (index: number) =>
    withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select()
        .from(timeBlocks)
        .where(and(eq(timeBlocks.memberId, host(index).id), eq(timeBlocks.kind, 'external'))),
    );
  const bring = async (calendarId: string, booking: Booking, externalId: string, at: number) =>
    applyChanges(db, {
      tenantId: tenant.tenantId,
      calendarId,
      pass: 1,
      full: false,
      now,
      cursor: 'c',
      changes: [
        {
          externalId,
          etag: 'e',
          cancelled: false,
          start: at,
          end: at + hourMs,
          busy: true,
          marker: { tenantId: tenant.tenantId, sessionId: await sessionOf(booking) },
        },
      ],
    });

  /** A pass from its first page to its last: what the vendor answered with. */
  const pass = async (
    calendarId: string,
    externalIds: readonly string[],
    full: boolean,
    meanwhile = noop,
  ) => {
    const key = { tenantId: tenant.tenantId, calendarId };
    const number = await beginPass(db, key);
    await meanwhile();
    const changes = externalIds.map((externalId) => ({
      externalId,
      etag: 'e',
      cancelled: false,
      start: now,
      end: now + hourMs,
    }));
    const window = { from: now - hourMs, to: now + 366 * 24 * hourMs };
    await applyChanges(db, { ...key, pass: number, full: full && window, now, cursor: 'c', changes });
  };
  const heldEvents = async (calendarId: string) =>
    withTenant(db, tenant.tenantId, async (tx) =>
      (
        await tx
          .select({ id: events.externalId })
          .from(events)
          .where(eq(events.calendarId, calendarId))
          .orderBy(events.externalId)
      ).map(({ id }) => id),
    );

  test('an event that went is removed by a full pass, however soon that follows the pass that brought it', async () => {
    const { main } = await connect(0, 'a');
    await pass(main, ['kept', 'gone'], false);
    await pass(main, ['kept'], true);
    expect(await heldEvents(main)).toEqual(['kept']);
  });

  test('a full pass that was overtaken by a later one removes nothing that the later one saw', async () => {
    const { main } = await connect(0, 'a');
    await pass(main, ['old'], true, () => pass(main, ['old', 'new'], true));
    expect(await heldEvents(main)).toEqual(['new', 'old']);
    await pass(main, ['new'], true);
    expect(await heldEvents(main)).toEqual(['new']);
  });

  test('an event of ours takes no time beside its booking, a copy of it does', async () => {
    const account = await connect(0, 'a');
    const booking = await book();
    const [event] = await planned(booking);
    await bring(account.main, booking, event?.externalId ?? '', booking.start);
    expect(await blocksOf(0)).toEqual([]);
    await bring(account.main, booking, 'copied00', booking.start + 5 * hourMs);
    expect((await blocksOf(0)).map(({ during }) => during.start)).toEqual([booking.start + 5 * hourMs]);
  });

  test('an event of ours under a later id takes no time either', async () => {
    const account = await connect(0, 'a');
    const booking = await book();
    const [event] = await planned(booking);
    if (event === undefined) throw new Error('an event is planned');
    await bring(account.main, booking, await raiseEventEpoch(db, event), booking.start);
    expect(await blocksOf(0)).toEqual([]);
  });

  test("our event of the person's other tenant takes time here, and its title stays there", async () => {
    const account = await connect(0, 'a');
    const change = (externalId: string, tenantId: string) => ({
      externalId,
      etag: 'e',
      cancelled: false,
      title: 'Secret merger',
      start: now + hourMs,
      end: now + 2 * hourMs,
      busy: true,
      marker: { tenantId, sessionId: 'ses_other' },
    });
    await applyChanges(db, {
      tenantId: tenant.tenantId,
      calendarId: account.main,
      pass: 1,
      full: false,
      now,
      changes: [change('theirs', newId('tenant')), change('copied', tenant.tenantId)],
    });
    const rows = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select({ externalId: events.externalId, title: events.title }).from(events),
    );
    expect(rows.toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1))).toEqual([
      { externalId: 'copied', title: 'Secret merger' },
      { externalId: 'theirs', title: null },
    ]);
    expect(await blocksOf(0)).toHaveLength(2);
  });

  test('an invitation of ours takes no time of its host, at whatever time it stands, so that the booking can move', async () => {
    const account = await connect(0, 'a');
    const booking = await book();
    const invitation = (iCalUid: string, start: number) => ({
      externalId: iCalUid,
      etag: 'e',
      iCalUid,
      cancelled: false,
      start,
      end: start + 2 * hourMs,
      busy: true,
    });
    const apply = async (...changes: ReturnType<typeof invitation>[]) =>
      applyChanges(db, {
        tenantId: tenant.tenantId,
        calendarId: account.main,
        pass: 1,
        full: false,
        now,
        changes,
      });
    await apply(invitation(bookingUid(booking.bookingId), booking.start));
    expect(await blocksOf(0)).toEqual([]);
    await move(booking);
    await apply(invitation(bookingUid(booking.bookingId), booking.start));
    expect(await blocksOf(0)).toEqual([]);
    await apply(
      invitation(bookingUid(newId('booking')), booking.start + 5 * hourMs),
      invitation('somebody@everslot', booking.start + 8 * hourMs),
    );
    expect(await blocksOf(0)).toHaveLength(2);
  });

  test('an invitation of ours for the booking of another member takes time', async () => {
    const { main } = await connect(1, 'b');
    const booking = await book();
    const uid = bookingUid(booking.bookingId);
    const change = { externalId: 'e', etag: 'e', iCalUid: uid, cancelled: false, busy: true };
    const times = { start: booking.start, end: booking.start + hourMs };
    await applyChanges(db, {
      tenantId: tenant.tenantId,
      calendarId: main,
      pass: 1,
      full: false,
      now,
      changes: [{ ...change, ...times }],
    });
    expect(await blocksOf(1)).toHaveLength(1);
  });

  test('the booking of another member in a shared calendar takes time', async () => {
    await connect(0, 'a');
    const other = await connect(1, 'b');
    const booking = await book();
    const [event] = await planned(booking);
    await bring(other.main, booking, event?.externalId ?? '', booking.start);
    expect(await blocksOf(1)).toHaveLength(1);
  });
});

describe('ending an integration', () => {
  test('two calendars released at once: exactly one of them is the last', async () => {
    const account = await connect(0, 'a');
    await updateCalendar(asHost(0), account.other, { isConflictCalendar: true }, () => null);
    await disconnectIntegration(asHost(0), account.integrationId);
    const released = await Promise.all(
      [account.main, account.other].map((calendarId) =>
        forgetCalendar(db, { tenantId: tenant.tenantId, calendarId }),
      ),
    );
    expect(released.filter(({ isLast }) => isLast)).toHaveLength(1);
  });

  test('a calendar its owner wants again is kept, and so are new tokens', async () => {
    const account = await connect(0, 'a');
    await disconnectIntegration(asHost(0), account.integrationId);
    await connect(0, 'a');
    const { connectedAt: consentAt } = await loadCredentials(db, box, account.key);
    const calendarId = account.main;
    expect(await forgetCalendar(db, { tenantId: tenant.tenantId, calendarId })).toEqual({
      kept: true,
      isLast: false,
      consentAt,
    });
    await finishDisconnect(db, account.key);
    expect((await loadCredentials(db, box, account.key)).status).toBe('connected');
  });

  test('access is not taken back while another member of the tenant uses the same account', async () => {
    const account = `shared-${tenant.tenantId}`;
    const mine = await connect(0, account);
    const theirs = await connect(1, account);
    await disconnectIntegration(asHost(0), mine.integrationId);
    expect(await mayRevoke(db, mine.key)).toBe(false);
    await disconnectIntegration(asHost(1), theirs.integrationId);
    expect(await mayRevoke(db, theirs.key)).toBe(true);
  });

  test('the same account in another tenant is left alone, and neither tenant sees the other', async () => {
    const account = `shared-${tenant.tenantId}`;
    const mine = await connect(0, account);
    const [here, there] = [tenant, await createTestTenant(db, { persons: tenant.hosts })];
    tenant = there;
    const elsewhere = await connect(0, account);
    tenant = here;
    await disconnectIntegration(asHost(0), mine.integrationId);
    expect(await mayRevoke(db, mine.key)).toBe(false);
    await finishDisconnect(db, mine.key);
    expect((await loadCredentials(db, box, elsewhere.key)).status).toBe('connected');
    const seenBy = async ({ tenantId }: TestTenant): Promise<string[]> => {
      const rows = await withTenant(db, tenantId, (tx) => tx.select().from(connectedAccounts));
      return rows.map(({ integrationId }) => integrationId);
    };
    expect(await seenBy(here)).toEqual([]);
    expect(await seenBy(there)).toEqual([elsewhere.integrationId]);
    tenant = there;
    await disconnectIntegration(asHost(0), elsewhere.integrationId);
    expect(await mayRevoke(db, elsewhere.key)).toBe(true);
  });

  test('access is not taken back from an owner who has come back, and may be after another loss', async () => {
    const account = `back-${tenant.tenantId}`;
    const mine = await connect(0, account);
    await disconnectIntegration(asHost(0), mine.integrationId);
    expect(await mayRevoke(db, mine.key)).toBe(true);
    await connect(0, account);
    expect(await mayRevoke(db, mine.key)).toBe(false);
    await disconnectIntegration(asHost(0), mine.integrationId);
    expect(await mayRevoke(db, mine.key)).toBe(true);
  });
});

describe('tokens', () => {
  test('what an older grant ran into changes nothing about a newer one', async () => {
    const account = await connect(0, 'a');
    const old = await loadCredentials(db, box, account.key);
    await connect(0, 'a');
    await markNeedsReconnection(db, { ...account.key, connectedAt: old.connectedAt });
    await storeCredentials(db, box, { ...account.key, connectedAt: old.connectedAt }, { accessToken: 'old' });
    const fresh = await loadCredentials(db, box, account.key);
    expect(fresh).toMatchObject({
      status: 'connected',
      credentials: { accessToken: `a-${fresh.connectedAt}` },
    });
    await markNeedsReconnection(db, { ...account.key, connectedAt: fresh.connectedAt });
    await expect(loadCredentials(db, box, account.key)).rejects.toMatchObject({ kind: 'revoked' });
    const [row] = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(integrations).where(eq(integrations.id, account.integrationId)),
    );
    expect(row?.status).toBe('needs_reconnection');
  });

  test('that nobody here has the key for are unavailable, not revoked', async () => {
    const account = await connect(0, 'a');
    const other = createSecretBox([{ id: 'k9', key: randomBytes(32) }]);
    await expect(loadCredentials(db, other, account.key)).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'credentials_unreadable',
    });
  });
});

describe('of what a member decides at the same moment', () => {
  const rounds = 15;
  const targets = async (): Promise<string[]> =>
    withTenant(db, tenant.tenantId, async (tx) =>
      (
        await tx
          .select({ id: calendars.id })
          .from(calendars)
          .where(and(eq(calendars.memberId, host(0).id), eq(calendars.isTarget, true)))
      ).map(({ id }) => id),
    );
  const choose = (calendarId: string) =>
    updateCalendar(asHost(0), calendarId, { isTarget: true }, () => null);

  test('two calendars to write to, of one account or of two, are taken one after the other: one is written to', async () => {
    const [a, b] = [await connect(0, 'a'), await connect(0, 'b')];
    for (const pair of [
      [a.main, a.other],
      [a.other, b.other],
      [b.main, a.main],
    ])
      for (let round = 0; round < rounds; round += 1) {
        await Promise.all(pair.map(choose));
        const chosen = await targets();
        expect(chosen).toHaveLength(1);
        expect(pair).toContain(chosen[0]);
      }
  });

  test('two accounts connected, also twice the same, are both kept, and one calendar is written to', async () => {
    for (let round = 0; round < rounds; round += 1) {
      tenant = await createTestTenant(db, { hosts: 1 });
      const connected = await Promise.all(['a', 'b', 'a'].map((account) => connect(0, account)));
      expect(new Set(connected.map(({ integrationId }) => integrationId)).size).toBe(2);
      expect(await targets()).toHaveLength(1);
    }
  });

  test('choosing, connecting again and letting go of calendars never stand in each other’s way', async () => {
    const [a, b] = [await connect(0, 'a'), await connect(0, 'b')];
    const { tenantId } = tenant;
    const decide = (calendarId: string) => [
      () => choose(calendarId),
      () => forgetCalendar(db, { tenantId, calendarId }),
      () => connect(0, 'a'),
      () => forgetCalendar(db, { tenantId, calendarId: b.main }),
    ];
    const before = begun;
    for (const each of decide(b.other)) await each();
    const needed = begun - before;
    for (let round = 0; round < rounds; round += 1) {
      const last = round % 2 === 0 ? a.other : b.other;
      const start = begun;
      await Promise.all(decide(last).map((each) => each()));
      expect(begun - start).toBe(needed);
      await choose(last);
      // What was chosen is wanted: letting go of it came too early or too late.
      expect(await forgetCalendar(db, { tenantId, calendarId: last })).toMatchObject({ kept: true });
      expect(await targets()).toEqual([last]);
    }
  });
});

describe('push channels', () => {
  test('answer to their secret and their resource only', async () => {
    const account = await connect(0, 'a');
    const key = { tenantId: tenant.tenantId, calendarId: account.main };
    const { channelId, secret } = await prepareChannel(db, key);
    // The first message can beat the answer that names the resource.
    expect(await findChannel(db, { channelId, secret, resourceId: 'r' })).toEqual(key);
    await recordOpenChannel(db, key, { channelId, resourceId: 'r', expiresAt: now });
    expect(await findChannel(db, { channelId, secret, resourceId: 'r' })).toEqual(key);
    expect(await findChannel(db, { channelId, secret, resourceId: 'other' })).toBe(null);
    expect(await findChannel(db, { channelId, secret: `${secret}x`, resourceId: 'r' })).toBe(null);
  });

  test('whose answer was lost can be closed: their calendar names the resource', async () => {
    const account = await connect(0, 'a');
    const key = { tenantId: tenant.tenantId, calendarId: account.main };
    const lost = await prepareChannel(db, key);
    expect(await listLiveChannels(db, key)).toEqual([{ channelId: lost.channelId, resourceId: null }]);
    const known = await prepareChannel(db, key);
    await recordOpenChannel(db, key, { channelId: known.channelId, resourceId: 'r', expiresAt: now });
    expect(await listLiveChannels(db, key, known.channelId)).toEqual([
      { channelId: lost.channelId, resourceId: 'r' },
    ]);
    const rows = await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(pushChannels).where(eq(pushChannels.calendarId, account.main)),
    );
    expect(rows).toHaveLength(2);
  });
});
