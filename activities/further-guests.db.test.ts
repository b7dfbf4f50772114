import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { effects } from '#db/schema/effect.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';
import { renderEmail } from '#providers/email/templates/render.tsx';
import { testDatabase } from '#scripts/testing/database.ts';
import { listAttention } from '#services/attention/list-attention.ts';
import { addGuests } from '#services/booking/add-guests.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { hostEntry } from '#services/booking/entry/describe-entry.ts';
import { listBookings } from '#services/booking/read/list-bookings.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { presentManaged } from '#services/booking/read/present-booking.ts';
import { removeGuest } from '#services/booking/remove-guest.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  bookAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
  refusalOf,
} from '#services/booking/testing/requests.ts';
import { connectCalendar, considerRead } from '#services/calendar/testing/accounts.ts';
import { createSites } from '#services/domain/sites.ts';
import { receiveDeliveryEvent } from '#services/notification/receive-delivery-event.ts';
import { createNotificationActivities } from './notification.ts';

let db: Database;
let tenant: TestTenant;
const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const start = now + 48 * hourMs;
const signer = createTokenSigner('x'.repeat(32));
const publicUrl = 'https://book.example';

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
});

const at = (when = now) => ({ tenantId: tenant.tenantId, now: when });
const asGuest = (bookingId: string, when = now) => contextAt(db, at(when), { actor: guestOf(bookingId) });
const asHost = (when = now) => contextAt(db, at(when), { actor: ownerOf(tenant) });
/** Words that nobody but the hosts may read. */
const words = 'Wordsworth';
const details = (furtherGuests: string[] = []) =>
  guestDetails({
    guest: { name: `An ${words}`, email: 'an@example.com' },
    note: `Note ${words}`,
    furtherGuests,
  });
const book = async (furtherGuests: string[] = [], values: Parameters<typeof createTestLink>[2] = {}) => {
  const link = await createTestLink(db, tenant, { reminderMinutes: [60], ...values });
  return bookAsGuest(db, at(), { linkId: link.id, start, details: details(furtherGuests) });
};
const load = (bookingId: string) =>
  withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, bookingId));

/** Sends what is due, and answers the mails by address. */
const tell = async (bookingId: string, when = now + minuteMs): Promise<Map<string, OutgoingEmail[]>> => {
  const sent: OutgoingEmail[] = [];
  const activities = createNotificationActivities({
    db,
    mailerOf: async () => ({
      vendor: 'smtp',
      send: async (mail) => {
        sent.push(mail);
        return { externalId: `mail-${sent.length}` };
      },
    }),
    render: renderEmail,
    signer,
    sites: createSites(db, { publicUrl, tenantDomain: '' }),
    appUrl: `${publicUrl}/app`,
    fromAddress: 'bookings@book.example',
  });
  await activities.deliverNotifications({ tenantId: tenant.tenantId, subjectId: bookingId, now: when });
  return Map.groupBy(sent, ({ to }) => to.email);
};
/** The vendor reports that a mail to somebody did not arrive. */
const comesBack = async (bookingId: string, recipient: string): Promise<void> => {
  const { tenantId } = tenant;
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ id: deliveries.id, externalId: deliveries.externalId })
      .from(deliveries)
      .innerJoin(notifications, eq(notifications.id, deliveries.notificationId))
      .where(and(eq(notifications.subjectId, bookingId), eq(deliveries.recipient, recipient))),
  );
  await receiveDeliveryEvent(
    db,
    { tenantId, deliveryId: row?.id ?? '', externalId: row?.externalId ?? '', status: 'bounced' },
    { vendor: 'test', eventId: randomUUID(), payload: {} },
    now + minuteMs,
  );
};
const eventIn = (mail: OutgoingEmail | undefined) => {
  const calendar = new ICAL.Component(ICAL.parse(mail?.ics?.content ?? ''));
  const event = calendar.getFirstSubcomponent('vevent');
  if (event === null) throw new Error('the mail has no event');
  return event;
};
const attendeesIn = (mail: OutgoingEmail | undefined) =>
  Object.fromEntries(
    eventIn(mail)
      .getAllProperties('attendee')
      .map((one) => [
        String(one.getFirstValue()).replace(/^mailto:/i, ''),
        one.getFirstParameter('partstat'),
      ]),
  );

test('whoever a guest brings gets the invitation, without a word of the guest and without a way to change it', async () => {
  const id = await book(['mai@example.com', 'binh@example.com']);
  const mails = await tell(id);
  const [host] = tenant.hosts;
  expect([...mails.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual(
    ['an@example.com', 'binh@example.com', 'mai@example.com', host?.email ?? ''].toSorted((a, b) =>
      a.localeCompare(b),
    ),
  );
  const [mail] = mails.get('mai@example.com') ?? [];
  expect(mail?.subject).toContain('Invitation: Test link with Host 0');
  for (const part of [mail?.html, mail?.text, mail?.subject, mail?.ics?.content]) {
    expect(part).not.toContain(words);
    expect(part).not.toMatch(/Cancel until|\/cancel|\/reschedule/);
  }
  expect(mail?.text).toContain('an@example.com');
  expect(mail?.replyTo).toBe(host?.email);
  expect(mail?.ics?.method).toBe('REQUEST');
  expect(attendeesIn(mail)).toEqual({
    'an@example.com': 'ACCEPTED',
    'mai@example.com': 'NEEDS-ACTION',
    'binh@example.com': 'NEEDS-ACTION',
    [host?.email ?? '']: 'ACCEPTED',
  });
  const uid = (one: OutgoingEmail | undefined) => eventIn(one).getFirstPropertyValue('uid');
  expect(uid(mail)).toBe(uid(mails.get('an@example.com')?.[0]));
  expect((await tell(id)).size).toBe(0);
});

test('somebody who is added later is invited alone, once, and every calendar is brought up to date', async () => {
  await connectCalendar(db, tenant, tenant.hosts[0], now);
  await considerRead(db, at());
  const id = await book(['mai@example.com']);
  await tell(id);
  const owed = () =>
    withTenant(db, tenant.tenantId, async (tx) => {
      const [session] = await tx.select().from(sessions).where(eq(sessions.tenantId, tenant.tenantId));
      const [effect] = await tx.select().from(effects).where(eq(effects.subjectId, id));
      return { revision: session?.revision ?? 0, wanted: effect?.wanted ?? 0 };
    });
  const before = await owed();
  await addGuests(asGuest(id), { bookingId: id, emails: ['Binh@example.com', 'mai@example.com'] });
  await addGuests(asHost(), { bookingId: id, emails: ['chi@example.com'] });
  const mails = await tell(id);
  expect([...mails.entries()].map(([address, all]) => [address, all.length])).toEqual([
    ['binh@example.com', 1],
    ['chi@example.com', 1],
  ]);
  expect(Object.keys(attendeesIn(mails.get('chi@example.com')?.[0]))).toContain('mai@example.com');
  expect((await tell(id)).size).toBe(0);
  // Each of the two additions is one more thing that the event does not show yet.
  expect(await owed()).toEqual({ revision: before.revision + 2, wanted: before.wanted + 2 });
  const { booking } = await load(id);
  expect(booking.furtherGuests).toEqual(['mai@example.com', 'binh@example.com', 'chi@example.com']);
  const entry = hostEntry(booking, { locale: 'en', url: 'https://x', lastChange: null });
  expect(entry.description).toContain(
    'Additional guests: mai@example.com, binh@example.com, chi@example.com',
  );
});

test('a move and a cancellation reach them, with none of the guest’s reasons; a reminder does not', async () => {
  const id = await book(['mai@example.com']);
  await tell(id);
  const to = start + 2 * hourMs;
  await rescheduleBooking(asGuest(id), { bookingId: id, start: to, reason: words });
  const moved = (await tell(id, now + 2 * minuteMs)).get('mai@example.com') ?? [];
  expect(moved.map(({ ics }) => ics?.method)).toEqual(['REQUEST']);
  expect(moved[0]?.subject).toContain('New time');
  expect((await tell(id, to - hourMs + 1)).get('mai@example.com')).toBeUndefined();
  await cancelBooking(asGuest(id, to - hourMs + 2), { bookingId: id, reason: words });
  const cancelled = (await tell(id, to - hourMs + 3)).get('mai@example.com') ?? [];
  expect(cancelled.map(({ ics }) => ics?.method)).toEqual(['CANCEL']);
  for (const mail of [...moved, ...cancelled])
    for (const part of [mail.html, mail.text, mail.ics?.content]) expect(part).not.toContain(words);
});

test('nobody is told of a request until it is approved, nor of its end', async () => {
  const values = { requiresApproval: true };
  const id = await book(['mai@example.com'], values);
  expect((await tell(id)).get('mai@example.com')).toBeUndefined();
  await addGuests(asGuest(id), { bookingId: id, emails: ['binh@example.com'] });
  expect((await tell(id)).size).toBe(0);
  await approveBooking(asHost(), { bookingId: id, start });
  const mails = await tell(id);
  for (const address of ['mai@example.com', 'binh@example.com'])
    expect(mails.get(address)?.map(({ ics }) => ics?.method)).toEqual(['REQUEST']);
  tenant = await createTestTenant(db);
  const other = await book(['mai@example.com'], values);
  await cancelBooking(asGuest(other), { bookingId: other });
  expect((await tell(other)).get('mai@example.com')).toBeUndefined();
});

test('who is taken out again is told so once, and of nothing else; calendars no longer name them', async () => {
  await connectCalendar(db, tenant, tenant.hosts[0], now);
  await considerRead(db, at());
  const id = await book(['mai@example.com', 'binh@example.com']);
  await tell(id);
  await removeGuest(asGuest(id), { bookingId: id, email: 'Mai@example.com' });
  const mails = await tell(id);
  expect([...mails.keys()]).toEqual(['mai@example.com']);
  const [mail] = mails.get('mai@example.com') ?? [];
  expect(mail?.subject).toContain('No longer invited: Test link with Host 0');
  expect(mail?.ics?.method).toBe('CANCEL');
  expect(Object.keys(attendeesIn(mail))).toEqual(['mai@example.com']);
  for (const part of [mail?.html, mail?.text, mail?.ics?.content]) {
    expect(part).not.toContain(words);
    expect(part).not.toContain('binh@example.com');
  }
  expect((await load(id)).booking.furtherGuests).toEqual(['binh@example.com']);
  const [effect] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select().from(effects).where(eq(effects.subjectId, id)),
  );
  expect(effect?.wanted).toBe(2);
  await rescheduleBooking(asHost(), { bookingId: id, start: start + 2 * hourMs });
  const moved = await tell(id, now + 3 * minuteMs);
  expect(moved.has('mai@example.com')).toBe(false);
  expect(Object.keys(attendeesIn(moved.get('binh@example.com')?.[0]))).not.toContain('mai@example.com');
  await cancelBooking(asHost(), { bookingId: id });
  const cancelled = await tell(id, now + 4 * minuteMs);
  expect(cancelled.has('mai@example.com')).toBe(false);
  expect(cancelled.has('binh@example.com')).toBe(true);
});

test('who was taken out can be brought again, and others keep their own mails', async () => {
  const id = await book(['mai@example.com', 'binh@example.com'], { mostFurtherGuests: 2 });
  await tell(id);
  await removeGuest(asHost(), { bookingId: id, email: 'mai@example.com' });
  await tell(id);
  await addGuests(asGuest(id), { bookingId: id, emails: ['mai@example.com'] });
  const again = await tell(id);
  expect([...again.entries()].map(([address, all]) => [address, all.map(({ ics }) => ics?.method)])).toEqual([
    ['mai@example.com', ['REQUEST']],
  ]);
  await removeGuest(asGuest(id), { bookingId: id, email: 'mai@example.com' });
  expect([...(await tell(id)).keys()]).toEqual(['mai@example.com']);
});

test('nobody is told who was never invited or whom the invitation did not reach', async () => {
  const request = await book(['mai@example.com'], { requiresApproval: true });
  await removeGuest(asGuest(request), { bookingId: request, email: 'mai@example.com' });
  await approveBooking(asHost(), { bookingId: request, start });
  expect((await tell(request)).has('mai@example.com')).toBe(false);
  tenant = await createTestTenant(db);
  const id = await book(['typo@example.com', 'binh@example.com']);
  await tell(id);
  await comesBack(id, 'guest/1');
  await removeGuest(asGuest(id), { bookingId: id, email: 'typo@example.com' });
  expect((await tell(id)).size).toBe(0);
  expect((await listAttention(asHost(), { order: 'newest', limit: 10 })).items).toEqual([]);
});

test('nobody can be taken out who is not there, nor once the booking has begun', async () => {
  const id = await book(['mai@example.com']);
  const remove = (email: string, when = now) =>
    refusalOf(removeGuest(asGuest(id, when), { bookingId: id, email }));
  expect(await remove('an@example.com')).toBe('invalid_request');
  expect(await remove('mai@example.com', start)).toBe('in_the_past');
  expect(await remove('mai@example.com')).toBeNull();
  expect(await remove('mai@example.com')).toBe('invalid_request');
});

test('a booking takes no more people than its link allowed, none once it has begun, and none where that is off', async () => {
  const id = await book(['mai@example.com'], { mostFurtherGuests: 2 });
  const add = (bookingId: string, emails: string[], when = now) =>
    refusalOf(addGuests(asGuest(bookingId, when), { bookingId, emails }));
  expect(await add(id, ['b@x.io', 'c@x.io'])).toBe('invalid_request');
  expect(await add(id, ['b@x.io'])).toBeNull();
  expect(await add(id, ['B@x.io', 'an@example.com'])).toBeNull();
  expect(await add(id, ['c@x.io'])).toBe('invalid_request');
  tenant = await createTestTenant(db);
  const off = await book([], { mostFurtherGuests: 0 });
  expect(await add(off, ['b@x.io'])).toBe('invalid_request');
  tenant = await createTestTenant(db);
  expect(await add(await book(), ['b@x.io'], start)).toBe('in_the_past');
});

test('an address that others name gets a handful of mails however often bookings are made and moved', async () => {
  let received = 0;
  let clock = now;
  for (let round = 0; round < 4; round += 1) {
    const link = await createTestLink(db, tenant, { reminderMinutes: [] });
    const bookingId = await bookAsGuest(db, at(), {
      linkId: link.id,
      start: start + round * hourMs,
      details: details(['victim@example.com']),
    });
    for (let move = 0; move < 4; move += 1) {
      received += (await tell(bookingId, (clock += 2 * minuteMs))).get('victim@example.com')?.length ?? 0;
      const to = start + (round + 10 * (move + 1)) * hourMs;
      await rescheduleBooking(asGuest(bookingId, clock), { bookingId, start: to });
    }
  }
  expect(received).toBe(5);
});

test('hosts find a booking by whom its guest brings; who may only look is shown no addresses', async () => {
  const id = await book(['mai.nguyen@example.com']);
  const found = async (search: string) =>
    (await listBookings(asHost(), { view: 'all', search, limit: 10 })).items.map((one) => one.id);
  expect(await found('MAI.nguyen@')).toEqual([id]);
  expect(await found('somebody@else')).toEqual([]);
  const loaded = await load(id);
  const shown = (purpose: 'manage' | 'view') =>
    presentManaged(loaded, { purpose }, { signer, publicUrl }, now).booking;
  expect(shown('manage')).toMatchObject({ furtherGuests: ['mai.nguyen@example.com'], guestsLeft: 9 });
  expect(shown('view')).toMatchObject({ furtherGuests: [], guestsLeft: 0 });
});
