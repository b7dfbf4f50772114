import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { listMembers } from '#services/account/member/list-members.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { planSessionEvents, recordWrittenEvent } from '#services/calendar/plan-session-events.ts';
import { considerRead } from '#services/calendar/testing/accounts.ts';
import { recordEffectFailure } from '#services/effect/record-effect.ts';
import { queueDeliveries } from '#services/notification/deliveries.ts';
import { createSecretBox } from '#services/secrets.ts';
import { loadBooking } from './read/load-booking.ts';
import { presentGuestBooking } from './read/present-booking.ts';
import { readBookingMail } from './read/read-booking-mail.ts';
import { bookAsGuest, contextAt, ownerOf } from './testing/requests.ts';

let db: Database;
let tenant: TestTenant;
let linkId: string;
let hour = 24;
const now = Date.UTC(2027, 2, 1, 8);
const meetingUrl = 'https://meet.example.com/abc';
const box = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);

const connect = async (of: TestTenant, { makesMeetings = true } = {}): Promise<void> => {
  await connectCalendars(contextAt(db, { tenantId: of.tenantId, now }, { actor: ownerOf(of) }), box, {
    vendor: 'google',
    auth: 'oauth',
    account: { externalAccountId: 'a', label: 'a@example.com' },
    credentials: {},
    calendars: [
      { externalId: 'main', name: 'main', timeZone: 'UTC', isPrimary: true, canWrite: true, makesMeetings },
    ],
  });
  await considerRead(db, { tenantId: of.tenantId, now });
};

/** A host with a calendar that makes meetings, and a link for video meetings. */
beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 3 });
  tenant = await createTestTenant(db);
  await connect(tenant);
  linkId = (await createTestLink(db, tenant, { locationKind: 'video_meeting' })).id;
});
afterAll(() => closeDatabase(db));

const book = async (): Promise<string> => {
  hour += 2;
  return bookAsGuest(db, { tenantId: tenant.tenantId, now }, { linkId, start: now + hour * 3_600_000 });
};

/** What the calendar's vendor answers once it has made the meeting. */
const makeMeeting = async (bookingId: string): Promise<void> => {
  const { events, session } = await planSessionEvents(db, {
    tenantId: tenant.tenantId,
    subjectKind: 'booking',
    subjectId: bookingId,
  });
  for (const event of events)
    await recordWrittenEvent(db, event, {
      revision: session.revision,
      etag: 'e',
      iCalUid: 'u',
      meetingUrl,
    });
};

const told = async (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(notifications).where(eq(notifications.subjectId, bookingId)),
  );
const linkMails = async (bookingId: string): Promise<string[]> =>
  (await told(bookingId)).flatMap(({ template, key }) => (template === 'booking_meeting_link' ? [key] : []));

/** The guest's confirmation is rendered and gone. */
const confirm = async (bookingId: string, text: string): Promise<void> => {
  const confirmation = (await told(bookingId)).find(({ template }) => template === 'booking_confirmed');
  const address = { name: 'An', email: 'an@example.com' };
  await queueDeliveries(
    db,
    tenant.tenantId,
    [
      {
        notificationId: confirmation?.id ?? '',
        recipient: 'guest',
        address: address.email,
        content: { from: address, to: address, subject: 'Confirmed', html: '', text },
      },
    ],
    now,
  );
  await withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(notifications)
      .set({ state: 'done' })
      .where(and(eq(notifications.subjectId, bookingId), eq(notifications.template, 'booking_confirmed'))),
  );
};
const lacksLink = async (bookingId: string): Promise<boolean> =>
  (await readBookingMail(db, tenant.tenantId, bookingId)).lacksMeetingLink;

test('a host without a calendar that makes meetings is joined at the address the link falls back on, and stays there', async () => {
  const other = await createTestTenant(db);
  const fallback = 'https://rooms.example.com/mine';
  const link = await createTestLink(db, other, { locationKind: 'video_meeting', locationValue: fallback });
  const at = { tenantId: other.tenantId, now };
  const bookingId = await bookAsGuest(db, at, { linkId: link.id, start: now + 24 * 3_600_000 });
  const loaded = () => withTenant(db, other.tenantId, (tx) => loadBooking(tx, other.tenantId, bookingId));
  expect(presentGuestBooking(await loaded(), now).location).toEqual({
    kind: 'video_meeting',
    label: '',
    conference: 'own_link',
    meetingUrl: fallback,
  });
  await connect(other);
  const plan = await planSessionEvents(db, {
    tenantId: other.tenantId,
    subjectKind: 'booking',
    subjectId: bookingId,
  });
  expect(plan.session.meetingUrl).toBe(fallback);
});

test('a host whose calendar makes meetings does not need the address to fall back on', async () => {
  const link = await createTestLink(db, tenant, {
    locationKind: 'video_meeting',
    locationValue: 'https://rooms.example.com/mine',
  });
  hour += 2;
  const at = { tenantId: tenant.tenantId, now };
  const bookingId = await bookAsGuest(db, at, { linkId: link.id, start: now + hour * 3_600_000 });
  const { session, events } = await planSessionEvents(db, {
    tenantId: tenant.tenantId,
    subjectKind: 'booking',
    subjectId: bookingId,
  });
  expect(session.meetingUrl).toBeNull();
  const loaded = await withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, bookingId));
  expect(presentGuestBooking(loaded, now).location).toMatchObject({ label: '', meetingUrl: null });
  expect(events).toMatchObject([{ holdsMeeting: true }]);
});

test('a calendar that cannot make meetings is not asked for one, and its owner counts as a host without', async () => {
  const plain = await createTestTenant(db);
  await connect(plain, { makesMeetings: false });
  const link = await createTestLink(db, plain, { locationKind: 'video_meeting' });
  const at = { tenantId: plain.tenantId, now };
  const bookingId = await bookAsGuest(db, at, { linkId: link.id, start: now + 24 * 3_600_000 });
  const { events } = await planSessionEvents(db, {
    tenantId: plain.tenantId,
    subjectKind: 'booking',
    subjectId: bookingId,
  });
  expect(events).toMatchObject([{ action: 'create', holdsMeeting: false }]);
  const able = async (of: TestTenant) =>
    (await listMembers(contextAt(db, { tenantId: of.tenantId, now }, { actor: ownerOf(of) }), { limit: 5 }))
      .items;
  expect(await able(plain)).toMatchObject([{ makesMeetings: false }]);
  expect(await able(tenant)).toMatchObject([{ makesMeetings: true }]);
});

test('a link that is made before the confirmation goes out is part of it and no mail of its own', async () => {
  const bookingId = await book();
  await makeMeeting(bookingId);
  expect(await linkMails(bookingId)).toEqual([]);
  await confirm(bookingId, `Join: ${meetingUrl}`);
  expect(await lacksLink(bookingId)).toBe(false);
});

test('a link that is made after the confirmation went out is told once', async () => {
  const bookingId = await book();
  await confirm(bookingId, 'Confirmed.');
  expect(await lacksLink(bookingId)).toBe(false);
  await makeMeeting(bookingId);
  await makeMeeting(bookingId);
  expect(await linkMails(bookingId)).toEqual(['booking_meeting_link/r0']);
  expect(await lacksLink(bookingId)).toBe(true);
});

test('a confirmation that stopped waiting and took the link along after all makes the second mail superfluous', async () => {
  const bookingId = await book();
  await recordEffectFailure(db, {
    subject: { tenantId: tenant.tenantId, kind: 'booking', id: bookingId },
    name: 'calendar',
    failure: 'unavailable',
    now,
  });
  await makeMeeting(bookingId);
  expect(await linkMails(bookingId)).toEqual(['booking_meeting_link/r0']);
  await confirm(bookingId, `Join: ${meetingUrl}`);
  expect(await lacksLink(bookingId)).toBe(false);
});
