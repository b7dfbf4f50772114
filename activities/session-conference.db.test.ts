import { randomBytes } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { effects } from '#db/schema/effect.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { conferenceVendors } from '#domain/vendors.ts';
import { conferenceHarnesses } from '#providers/conference/contract-harness.ts';
import type { ConferenceProvider } from '#providers/conference/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { presentBooking } from '#services/booking/read/present-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import { bookAsGuest, contextAt, ownerOf } from '#services/booking/testing/requests.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { planSessionEvents } from '#services/calendar/plan-session-events.ts';
import { considerRead } from '#services/calendar/testing/accounts.ts';
import { disconnectIntegration } from '#services/integration/disconnect-integration.ts';
import { saveIntegration } from '#services/integration/save-integration.ts';
import { createSecretBox } from '#services/secrets.ts';
import { createEffectActivities } from './booking.ts';
import { createWithClient } from './clients.ts';

let db: Database;
const secrets = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
const now = Date.UTC(2027, 2, 1, 8);
let hour = 24;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
});
afterAll(() => closeDatabase(db));

const nextStart = (): number => {
  hour += 2;
  return now + hour * 3_600_000;
};

describe.each(conferenceVendors)('a meeting made by the account at %s', (vendor) => {
  let provider: ConferenceProvider;
  let tenant: TestTenant;
  beforeAll(async () => {
    const harness = await conferenceHarnesses[vendor]();
    provider = harness.provider;
    tenant = await createTestTenant(db);
    await connect(tenant, await harness.connect());
    return () => harness.stop();
  });

  const owner = (of: TestTenant) => contextAt(db, { tenantId: of.tenantId, now }, { actor: ownerOf(of) });
  const connect = (of: TestTenant, granted: Awaited<ReturnType<typeof connectAnew>>) =>
    withTenant(db, of.tenantId, (tx) =>
      saveIntegration(tx, owner(of), secrets, {
        capability: 'conference',
        vendor,
        auth: provider.auth.kind,
        ...granted,
      }),
    );
  const connectAnew = async () => {
    const harness = await conferenceHarnesses[vendor]();
    return harness.connect();
  };
  const perform = (of: TestTenant, bookingId: string) =>
    createEffectActivities({
      db,
      appUrl: 'http://localhost/app',
      withClient: createWithClient({ db, secrets, vendors: new Map() }),
      withConference: createWithClient({ db, secrets, vendors: new Map([[vendor, provider]]) }),
    }).performEffect({
      tenantId: of.tenantId,
      subjectKind: 'booking',
      subjectId: bookingId,
      name: 'conference',
      now,
    });
  const book = async (of: TestTenant, values: Parameters<typeof createTestLink>[2] = {}) => {
    const link = await createTestLink(db, of, { locationKind: 'video_meeting', ...values });
    return bookAsGuest(db, { tenantId: of.tenantId, now }, { linkId: link.id, start: nextStart() });
  };
  const shown = async (of: TestTenant, bookingId: string) =>
    withTenant(db, of.tenantId, async (tx) =>
      presentBooking(await loadBooking(tx, of.tenantId, bookingId), now),
    );
  const owed = async (of: TestTenant, bookingId: string) =>
    withTenant(db, of.tenantId, (tx) =>
      tx
        .select({ name: effects.name, state: effects.state, failure: effects.failure })
        .from(effects)
        .where(and(eq(effects.tenantId, of.tenantId), eq(effects.subjectId, bookingId)))
        .orderBy(asc(effects.name)),
    );
  const told = async (of: TestTenant, bookingId: string) =>
    withTenant(db, of.tenantId, (tx) =>
      tx
        .select({ template: notifications.template, waitsFor: notifications.waitsFor })
        .from(notifications)
        .where(and(eq(notifications.tenantId, of.tenantId), eq(notifications.subjectId, bookingId))),
    );

  test('the booking stands at once, its confirmation waits, and the address is its own and stays', async () => {
    const bookingId = await book(tenant);
    expect(await shown(tenant, bookingId)).toMatchObject({
      status: 'confirmed',
      conference: 'vendor',
      conferenceSync: 'pending',
      meetingUrl: null,
    });
    expect(await told(tenant, bookingId)).toContainEqual({
      template: 'booking_confirmed',
      waitsFor: 'conference',
    });
    await perform(tenant, bookingId);
    const { meetingUrl, conferenceSync } = await shown(tenant, bookingId);
    expect([conferenceSync, meetingUrl]).toEqual(['synced', expect.stringMatching(/^https:/)]);
    await rescheduleBooking(owner(tenant), { bookingId, start: nextStart() });
    expect((await shown(tenant, bookingId)).meetingUrl).toBe(meetingUrl);
    expect(await owed(tenant, bookingId)).toMatchObject([{ name: 'conference', state: 'done' }]);
  });

  test('two sessions never meet at one address', async () => {
    const ids = [await book(tenant), await book(tenant)];
    for (const id of ids) await perform(tenant, id);
    const urls = await Promise.all(ids.map(async (id) => (await shown(tenant, id)).meetingUrl));
    expect(new Set(urls).size).toBe(2);
  });

  test('nothing is made before a request is approved', async () => {
    const bookingId = await book(tenant, { requiresApproval: true });
    expect(await owed(tenant, bookingId)).toEqual([]);
    const start = Date.parse((await shown(tenant, bookingId)).start);
    await approveBooking(owner(tenant), { bookingId, start });
    expect(await owed(tenant, bookingId)).toMatchObject([{ name: 'conference', state: 'owed' }]);
  });

  test.each([
    ['phone', '', null],
    ['in_person', 'Main Street 1', null],
    ['custom_url', 'https://example.com/room', 'own_link'],
  ] as const)('a booking by %s asks nothing of it', async (locationKind, locationValue, conference) => {
    const bookingId = await book(tenant, { locationKind, locationValue });
    expect(await shown(tenant, bookingId)).toMatchObject({ conference, conferenceSync: 'off' });
    expect(await owed(tenant, bookingId)).toEqual([]);
  });

  test('calendars make no meeting of their own beside it, and are owed the address once it is there', async () => {
    const other = await createTestTenant(db);
    await connectCalendars(owner(other), secrets, {
      vendor: 'google',
      auth: 'oauth',
      account: { externalAccountId: other.tenantId, label: 'a@example.com' },
      credentials: {},
      calendars: [
        {
          externalId: 'main',
          name: 'main',
          timeZone: 'UTC',
          isPrimary: true,
          canWrite: true,
          makesMeetings: true,
        },
      ],
    });
    await considerRead(db, { tenantId: other.tenantId, now });
    await connect(other, await connectAnew());
    const bookingId = await book(other);
    const of = { tenantId: other.tenantId, subjectKind: 'booking' as const, subjectId: bookingId };
    const before = await planSessionEvents(db, of);
    expect(before.events.map(({ holdsMeeting }) => holdsMeeting)).toEqual([false]);
    await perform(other, bookingId);
    const after = await planSessionEvents(db, of);
    expect(after.session.revision).toBe(before.session.revision + 1);
    expect(await owed(other, bookingId)).toMatchObject([
      { name: 'calendar', state: 'owed' },
      { name: 'conference', state: 'done' },
    ]);
  });

  test('an account that is gone is said to be, and the booking stands', async () => {
    const other = await createTestTenant(db);
    const integrationId = await connect(other, await connectAnew());
    const bookingId = await book(other);
    await disconnectIntegration(owner(other), integrationId);
    await expect(perform(other, bookingId)).rejects.toMatchObject({ reason: 'not_connected' });
    expect(await shown(other, bookingId)).toMatchObject({
      status: 'confirmed',
      conferenceSync: 'attention',
      attentionReason: 'conference: not_connected',
    });
    const next = await book(other);
    expect(await shown(other, next)).toMatchObject({ conference: 'none', conferenceSync: 'off' });
  });
});
