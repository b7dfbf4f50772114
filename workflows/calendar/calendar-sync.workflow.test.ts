import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { bookings, timeBlocks } from '#db/schema/booking.ts';
import { calendars, connections, events, pushChannels } from '#db/schema/connection.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import { saveConnection } from '#services/connection/authorize-connection.ts';
import { beginDisconnect } from '#services/connection/manage-connection.ts';
import type { bookingLifecycle } from '#workflows/booking/booking-lifecycle.workflow.ts';
import type { CommandResult } from '#workflows/booking/messages.ts';
import { taskQueues } from '#workflows/policies.ts';
import {
  askFor,
  contextOf,
  keepHistory,
  type Lab,
  labSecrets,
  openLab,
  requestOf,
} from '#workflows/testing/harness.ts';
import type { calendarSync } from './calendar-sync.workflow.ts';
import type { CalendarSyncState } from './messages.ts';

let lab: Lab;
let vendor: CalendarHarness;
const hourMs = 3_600_000;
const redirectUri = 'http://127.0.0.1/callback';

const member = () => {
  const host = lab.tenant.hosts[0];
  if (host === undefined) throw new Error('the tenant has a host');
  return {
    kind: 'member' as const,
    memberId: host.id,
    userId: host.userId,
    role: 'owner' as const,
    name: 'Host',
  };
};

/** Connects the first person's account the way the API does. */
const connect = async () => {
  const verifier = randomBytes(48).toString('base64url');
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
  const back = await vendor.consent(
    vendor.provider.authorizationUrl({ state: 's', codeChallenge, redirectUri }),
    { allow: true },
  );
  const { credentials, account } = await vendor.provider.exchangeCode({
    code: back.searchParams.get('code') ?? '',
    codeVerifier: verifier,
    redirectUri,
  });
  const found = await vendor.provider.open(credentials, async () => undefined).listCalendars();
  const { connectionId, selected } = await saveConnection(contextOf(lab, member()), labSecrets, {
    vendor: vendor.provider.vendor,
    account,
    credentials,
    calendars: found,
  });
  const calendarId = selected[0] ?? '';
  const primary = found.find((calendar) => calendar.isPrimary)?.externalId ?? '';
  return { connectionId, calendarId, primary };
};

const start = async (target: { connectionId: string; calendarId: string }, signal = 'calendarChanged') => {
  await lab.env.client.workflow.signalWithStart<typeof calendarSync>('calendarSync', {
    workflowId: `calendar/${target.calendarId}`,
    taskQueue: taskQueues.sync,
    args: [
      { tenantId: lab.tenant.tenantId, calendarId: target.calendarId, connectionId: target.connectionId },
    ],
    signal,
    signalArgs: [],
  });
  return lab.env.client.workflow.getHandle(`calendar/${target.calendarId}`);
};

const syncNow = (handle: Awaited<ReturnType<typeof start>>) =>
  handle.executeUpdate<{ upToDate: boolean }, []>('syncNow', { updateId: randomUUID(), args: [] });

type Target = { connectionId: string; calendarId: string };

/** As the API does when its owner disconnects the account. */
const disconnect = async (target: Target, handle: Awaited<ReturnType<typeof start>>): Promise<void> => {
  await beginDisconnect(contextOf(lab, member()), target.connectionId);
  await handle.signal('calendarReleased');
};

const stored = async (calendarId: string) =>
  withTenant(lab.db, lab.tenant.tenantId, async (tx) => {
    const [calendar] = await tx.select().from(calendars).where(eq(calendars.id, calendarId));
    const held = await tx.select().from(events).where(eq(events.calendarId, calendarId));
    const blocks = await tx
      .select()
      .from(timeBlocks)
      .where(and(eq(timeBlocks.kind, 'external'), eq(timeBlocks.memberId, calendar?.memberId ?? '')));
    const channels = await tx.select().from(pushChannels).where(eq(pushChannels.calendarId, calendarId));
    const [connection] = await tx
      .select()
      .from(connections)
      .where(eq(connections.id, calendar?.connectionId ?? ''));
    return { calendar, events: held, blocks, channels, connection };
  });

const inDays = async (days: number): Promise<number> =>
  Math.floor((await lab.env.currentTimeMs()) / hourMs) * hourMs + days * 24 * hourMs;

const claim = async (linkId: string, at: number): Promise<string> => {
  const { bookingId, requestId } = await requestOf(lab, {
    kind: 'claim',
    linkId,
    start: at,
    durationMinutes: 30,
    timeZone: 'UTC',
    locale: 'en',
    guest: { name: 'An', email: 'an@example.com' },
    answers: {},
  });
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof bookingLifecycle>('bookingLifecycle', {
    workflowId: `booking/${bookingId}`,
    taskQueue: taskQueues.bookings,
    args: [{ tenantId: lab.tenant.tenantId, bookingId, claimRequestId: requestId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  await lab.env.client.workflow.executeUpdateWithStart<typeof bookingLifecycle, CommandResult, []>('claim', {
    startWorkflowOperation,
    updateId: requestId,
  });
  return bookingId;
};

const bookingRow = async (bookingId: string) => {
  const [row] = await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx.select().from(bookings).where(eq(bookings.id, bookingId)),
  );
  return row;
};

beforeAll(async () => {
  vendor = await startGoogleHarness();
});
beforeEach(async () => {
  await vendor.reset();
  lab = await openLab({
    databaseUrl: inject('databaseUrls').appUrl,
    serverPath: inject('timeSkippingServerPath'),
    calendars: new Map([[vendor.provider.vendor, vendor.provider]]),
  });
});
afterEach(() => lab.close());
afterAll(() => vendor.stop());

describe('a connected calendar', () => {
  test('closes the time of its busy events, and opens it again when they go', async () => {
    const target = await connect();
    const at = await inDays(5);
    const eventId = await vendor.personCreates(target.primary, {
      title: 'Dentist',
      start: at,
      end: at + hourMs,
    });
    const handle = await start(target);
    expect(await syncNow(handle)).toEqual({ upToDate: true });
    const first = await stored(target.calendarId);
    expect(first.calendar).toMatchObject({ state: 'up_to_date', lastError: null });
    expect(first.blocks.filter((block) => block.during.start === at)).toHaveLength(1);
    await vendor.personDeletes(target.primary, eventId);
    await syncNow(handle);
    const second = await stored(target.calendarId);
    expect(second.blocks.filter((block) => block.during.start === at)).toEqual([]);
    expect(second.events.length).toBe(first.events.length - 1);
    await disconnect(target, handle);
    await handle.result();
  });

  test('is read anew when its cursor has expired, without doubles or losses', async () => {
    const target = await connect();
    const at = await inDays(5);
    await vendor.personCreates(target.primary, { title: 'Kept', start: at, end: at + hourMs });
    const gone = await vendor.personCreates(target.primary, {
      title: 'Gone',
      start: at + hourMs,
      end: at + 2 * hourMs,
    });
    const handle = await start(target);
    await syncNow(handle);
    const before = await stored(target.calendarId);
    await vendor.personDeletes(target.primary, gone);
    await vendor.expireCursors(target.primary);
    await syncNow(handle);
    const after = await stored(target.calendarId);
    expect(after.events.length).toBe(before.events.length - 1);
    expect(new Set(after.events.map((event) => event.externalId)).size).toBe(after.events.length);
    await disconnect(target, handle);
    await handle.result();
  });

  test('that was revoked keeps its busy times, asks its owner once and goes on after reconnecting', async () => {
    const target = await connect();
    const at = await inDays(5);
    await vendor.personCreates(target.primary, { title: 'Dentist', start: at, end: at + hourMs });
    const handle = await start(target);
    await syncNow(handle);
    await vendor.revoke(vendor.people[0]);
    await syncNow(handle);
    const paused = await stored(target.calendarId);
    expect(paused.connection?.status).toBe('needs_reconnection');
    expect(paused.calendar?.state).toBe('needs_reconnection');
    expect(paused.blocks.filter((block) => block.during.start === at)).toHaveLength(1);
    expect(await handle.query<CalendarSyncState>('calendarSyncState')).toMatchObject({ paused: true });
    await expect
      .poll(() => lab.sent.filter((mail) => mail.key.includes('calendar_reconnect')).length, {
        timeout: 10_000,
      })
      .toBe(1);
    const again = await connect();
    expect(again).toMatchObject({ connectionId: target.connectionId, calendarId: target.calendarId });
    await start(again, 'calendarReconnected');
    expect(await syncNow(handle)).toEqual({ upToDate: true });
    expect((await stored(target.calendarId)).calendar?.state).toBe('up_to_date');
    await disconnect(target, handle);
    await handle.result();
  });

  test('renews its push channel before it ends and leaves one open', async () => {
    await vendor.grantChannels(hourMs);
    const target = await connect();
    const handle = await start(target);
    await syncNow(handle);
    const first = await stored(target.calendarId);
    expect(first.channels.map((channel) => channel.state)).toEqual(['open']);
    await lab.env.sleep('40 minutes');
    await syncNow(handle);
    const later = await stored(target.calendarId);
    expect(later.channels.length).toBeGreaterThan(1);
    expect(later.channels.filter((channel) => channel.state === 'open')).toHaveLength(1);
    expect(later.channels.find((channel) => channel.state === 'open')?.id).not.toBe(first.channels[0]?.id);
    await disconnect(target, handle);
    await handle.result();
    await keepHistory(lab, `calendar/${target.calendarId}`, 'calendar-sync-released');
  });

  test('that is disconnected leaves no event, no block, no channel and no token', async () => {
    const target = await connect();
    const at = await inDays(5);
    await vendor.personCreates(target.primary, { title: 'Dentist', start: at, end: at + hourMs });
    const handle = await start(target);
    await syncNow(handle);
    await disconnect(target, handle);
    await handle.result();
    const end = await stored(target.calendarId);
    expect(end).toMatchObject({
      events: [],
      blocks: [],
      connection: { status: 'disconnected', credentialsCiphertext: null },
    });
    expect(end.channels.every((channel) => channel.state === 'closed')).toBe(true);
  });
});

describe('a booking of a host with a connected calendar', () => {
  test('stands there once with its meeting, moves with it and goes with it', async () => {
    const { primary } = await connect();
    const link = await createTestLink(lab.db, lab.tenant, {
      reminderMinutes: [],
      locationKind: 'video_meeting',
    });
    const before = await vendor.liveEventIds(primary);
    const bookingId = await claim(link.id, await inDays(4));
    await expect
      .poll(async () => (await bookingRow(bookingId))?.calendarSync, { timeout: 15_000 })
      .toBe('synced');
    const written = (await vendor.liveEventIds(primary)).filter((id) => !before.includes(id));
    expect(written).toHaveLength(1);
    expect((await bookingRow(bookingId))?.meetingUrl).toMatch(/^https:\/\//);
    await askFor(lab, bookingId, { kind: 'reschedule', start: await inDays(5) });
    await askFor(lab, bookingId, { kind: 'cancel' });
    await lab.env.client.workflow.getHandle(`booking/${bookingId}`).result();
    expect((await vendor.liveEventIds(primary)).filter((id) => !before.includes(id))).toEqual([]);
    await keepHistory(lab, `booking/${bookingId}`, 'booking-lifecycle-with-calendar');
  });

  test('is written once although every answer is lost and the vendor throttles', async () => {
    const { primary } = await connect();
    const link = await createTestLink(lab.db, lab.tenant, {
      reminderMinutes: [],
      locationKind: 'video_meeting',
    });
    const before = await vendor.liveEventIds(primary);
    await vendor.fault({ method: 'POST', path: vendor.eventsPath, reset: 'after', times: 2 });
    await vendor.fault({ method: 'POST', path: vendor.eventsPath, status: 500, times: 2 });
    const bookingId = await claim(link.id, await inDays(4));
    await lab.env.client.workflow.getHandle(`booking/${bookingId}`).result();
    expect((await vendor.liveEventIds(primary)).filter((id) => !before.includes(id))).toHaveLength(1);
    expect(await bookingRow(bookingId)).toMatchObject({ calendarSync: 'synced', status: 'completed' });
  });
});
