import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { countBehind } from '#db/wakeups.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { type RunningTemporal, startTemporal } from '#scripts/stack/temporal-server.ts';
import { type OwnDatabase, openOwnDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest, guestDetails } from '#services/booking/testing/requests.ts';
import { considerRead } from '#services/calendar/testing/accounts.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';
import { startWorker, type TestWorker } from './testing/worker.ts';

/** Of its own: the followers of other suites must neither help nor be counted. */
let database: OwnDatabase;
const mails: OutgoingEmail[] = [];
let port: number;
let vendor: CalendarHarness;
let api: Api;
let temporal: RunningTemporal | undefined;
let worker: TestWorker | undefined;

beforeAll(async () => {
  port = await freePort();
  vendor = await startGoogleHarness();
  database = await openOwnDatabase();
  api = await openApi({
    databaseUrls: database.urls,
    temporalAddress: `127.0.0.1:${port}`,
    deps: {
      calendarProviders: new Map([['google', vendor.provider]]),
      countBehind: () => countBehind(api.db, 0),
    },
  });
});
afterAll(async () => {
  await worker?.stop();
  await api.close();
  await temporal?.stop();
  await vendor.stop();
  await database.drop();
});

const comeBack = async (): Promise<void> => {
  temporal = await startTemporal({ port, headless: true });
  worker = await startWorker(api, {
    bundlePath: inject('workflowBundlePath'),
    onMail: (mail) => mails.push(mail),
  });
};

type Receipt = {
  booking: { bookingId: string; status: string; start: string };
  links: Record<string, string>;
};
type Hold = { bookingId: string; holdToken: string };

const hourMs = 3_600_000;
const iso = (instant: number): string => new Date(instant).toISOString();
const guestOf = (name: string): string => `${name}@guest.example`;
const bookingBody = (name: string, start: number) => ({
  start: iso(start),
  durationMinutes: 30,
  timeZone: 'UTC',
  guest: { name, email: guestOf(name) },
});

const post = async <Shape>(path: string, status: number, body: unknown, isHost = false): Promise<Shape> => {
  const answer = await send(api, 'POST', `/api/v1${path}`, {
    as: isHost ? firstLogin(api) : undefined,
    body,
    headers: { 'Idempotency-Key': randomUUID() },
  });
  expect(answer.status).toBe(status);
  return (status === 204 ? undefined : await answer.json()) as Shape;
};
const asHost = (bookingId: string, action: string, body: unknown = {}) =>
  post<{ status: string; revision: number }>(`/bookings/${bookingId}/${action}`, 200, body, true);

type LinkValues = Parameters<typeof createTestLink>[2];
const linkPath = async (values: LinkValues = {}): Promise<string> => {
  const { slug } = await createTestLink(api.db, api.tenant, values);
  return `/public/links/${api.tenant.hosts[0]?.username}/${slug}`;
};
const managed = ({ links }: Receipt): string =>
  `/public/bookings/${/\/b\/([^/]+)/.exec(links['manage'] ?? '')?.[1] ?? ''}`;

const readiness = async () => {
  const answer = await send(api, 'GET', '/health/ready');
  return { httpStatus: answer.status, ...((await answer.json()) as { status: string; checks: object }) };
};
const metric = async (name: string): Promise<number> => {
  const text = await (await send(api, 'GET', '/metrics')).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};

/** Connects the host's calendar, as their browser does; answers the vendor's id of the calendar that is written to. */
const connectCalendar = async (): Promise<string> => {
  const as = firstLogin(api);
  const asked = await send(api, 'POST', '/api/v1/integrations/google/authorize', { as, body: {} });
  const { url } = (await asked.json()) as { url: string };
  const back = await vendor.consent(url, { allow: true });
  const answer = await send(api, 'GET', `${back.pathname}${back.search}`, { as });
  expect(answer.headers.get('location')).toBe('/app/integrations?connected=google');
  const [target] = await withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx.select({ id: calendars.externalId }).from(calendars).where(eq(calendars.isTarget, true)),
  );
  if (target === undefined) throw new Error('no calendar is written to');
  // Nothing is offered over a calendar that has not been read, which is done by a worker.
  await considerRead(api.db, { tenantId: api.tenant.tenantId, now: Date.now() });
  return target.id;
};

/** How often each template was sent to each address. */
const sent = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { to, subject } of mails)
    counts[`${to.email} ${subject}`] = (counts[`${to.email} ${subject}`] ?? 0) + 1;
  return counts;
};

/** Whom the mails of these bookings go to: guest and host are each told once. */
const owedMails: Readonly<Record<string, readonly string[]>> = {
  plain: ['booking_confirmed'],
  held: ['booking_confirmed'],
  moved: ['booking_confirmed', 'booking_rescheduled'],
  cancelled: ['booking_confirmed', 'booking_cancelled'],
  approved: ['booking_requested', 'booking_confirmed'],
  declined: ['booking_requested', 'booking_declined'],
  absent: ['booking_confirmed'],
};

/** Those that stand in the host's calendar in the end. */
const inCalendar = ['plain', 'held', 'moved', 'approved', 'absent'];

const expectedMails = (): Record<string, number> => {
  const host = api.tenant.hosts[0]?.email ?? '';
  const counts: Record<string, number> = {};
  for (const [name, templates] of Object.entries(owedMails))
    for (const template of templates)
      for (const address of [guestOf(name), host])
        counts[`${address} ${template}`] = (counts[`${address} ${template}`] ?? 0) + 1;
  return counts;
};

describe('while Temporal is away', () => {
  const bookedId: Record<string, string> = {};
  let calendarId: string;
  let othersEvents: readonly string[] = [];

  it('a host connects a calendar', async () => {
    calendarId = await connectCalendar();
    othersEvents = await vendor.liveEventIds(calendarId);
  });

  it('guests hold, book, give back, move and cancel, and are answered as usual', async () => {
    const path = await linkPath();
    const book = async (name: string, start: number): Promise<Receipt> => {
      const receipt = await post<Receipt>(`${path}/bookings`, 201, bookingBody(name, start));
      expect(receipt.booking).toMatchObject({ status: 'confirmed', start: iso(start) });
      bookedId[name] = receipt.booking.bookingId;
      return receipt;
    };
    const hold = (start: number) =>
      post<Hold>(`${path}/holds`, 201, { start: iso(start), durationMinutes: 30, timeZone: 'UTC' });
    await book('plain', tomorrow(1));

    const { bookingId, holdToken } = await hold(tomorrow(2));
    const held = await post<Receipt>(`${path}/bookings`, 201, {
      ...bookingBody('held', tomorrow(2)),
      hold: { bookingId, holdToken },
    });
    expect(held.booking).toMatchObject({ bookingId, status: 'confirmed' });

    const returned = await hold(tomorrow(3));
    await post(`/public/holds/${returned.holdToken}/release`, 204, {});

    const before = await book('moved', tomorrow(3));
    const after = await post<Receipt>(`${managed(before)}/reschedule`, 200, { start: iso(tomorrow(4)) });
    expect(after.booking).toMatchObject({ start: iso(tomorrow(4)), revision: 1 });

    const { booking } = await post<Receipt>(
      `${managed(await book('cancelled', tomorrow(5)))}/cancel`,
      200,
      {},
    );
    expect(booking.status).toBe('cancelled');
    const problem = await expectProblem(
      await send(api, 'POST', `/api/v1${path}/bookings`, {
        body: bookingBody('late', tomorrow(1)),
        headers: { 'Idempotency-Key': randomUUID() },
      }),
      'slot_taken',
    );
    expect(problem.alternatives?.length).toBeGreaterThan(0);
  });

  it('hosts approve, decline and mark a no-show', async () => {
    const path = await linkPath({ requiresApproval: true });
    const request = async (name: string, start: number): Promise<string> => {
      const { booking } = await post<Receipt>(`${path}/bookings`, 201, bookingBody(name, start));
      expect(booking.status).toBe('pending_approval');
      return booking.bookingId;
    };
    const approval = { start: new Date(tomorrow(6)).toISOString() };
    expect(await asHost(await request('approved', tomorrow(6)), 'approve', approval)).toMatchObject({
      status: 'confirmed',
    });
    expect(await asHost(await request('declined', tomorrow(7)), 'decline')).toMatchObject({
      status: 'declined',
    });
    const { id: linkId } = await createTestLink(api.db, api.tenant);
    const start = tomorrow() - 26 * hourMs;
    const booked = { tenantId: api.tenant.tenantId, now: start - hourMs };
    const guest = { name: 'absent', email: guestOf('absent') };
    const absent = await bookAsGuest(api.db, booked, { linkId, start, details: guestDetails({ guest }) });
    expect(await asHost(absent, 'no-show')).toMatchObject({ status: 'no_show' });
  });

  it('the process is ready, and says that what follows has to wait', async () => {
    expect(await readiness()).toMatchObject({
      httpStatus: 200,
      status: 'behind',
      checks: { database: 'ok', temporal: 'failing', worker: 'failing', followers: 'failing' },
    });
    // Seven bookings, the hold that was given back, and the calendar.
    expect(await metric('everslot_followers_behind')).toBe(9);
    expect(await metric('everslot_followers_behind_seconds')).toBeGreaterThan(0);
    expect(mails).toEqual([]);
    expect(await vendor.liveEventIds(calendarId)).toEqual(othersEvents);
  });

  const ownEvents = async (): Promise<string[]> =>
    (await vendor.liveEventIds(calendarId)).filter((id) => !othersEvents.includes(id));
  const eventWrites = async (): Promise<string[]> =>
    (await vendor.requests())
      .filter(({ method, path }) => method !== 'GET' && new RegExp(vendor.eventsPath).test(path))
      .map(({ method, path }) => `${method} ${path}`);

  it('nothing is lost: when it is back everything that is owed happens, once', {
    timeout: 180_000,
  }, async () => {
    await comeBack();
    await expect
      .poll(readiness, { timeout: 50_000, interval: 250 })
      .toMatchObject({ httpStatus: 200, status: 'ok' });
    // A move is told a minute after it was made.
    await expect.poll(sent, { timeout: 90_000, interval: 250 }).toEqual(expectedMails());
    expect(await ownEvents()).toHaveLength(inCalendar.length);
    expect(await eventWrites()).toHaveLength(inCalendar.length);
    expect(new Set(mails.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(mails.length);
    await expect.poll(() => metric('everslot_followers_behind')).toBe(0);
    expect(await metric('everslot_followers_behind_seconds')).toBe(0);
  });

  it('and nothing that has happened happens again when everything is retried', async () => {
    const before = { mails: mails.length, events: await ownEvents() };
    for (const bookingId of Object.values(bookedId)) await asHost(bookingId, 'retry-sync');
    await expect.poll(async () => (await countBehind(api.db, 0)).count).toBe(0);
    expect(mails).toHaveLength(before.mails);
    expect(await ownEvents()).toEqual(before.events);
  });
});
