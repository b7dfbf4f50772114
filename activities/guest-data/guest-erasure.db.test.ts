import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookingGuests, bookings, bookingTimeline } from '#db/schema/booking.ts';
import { events, sessionEvents } from '#db/schema/calendar.ts';
import { contacts, guestErasures } from '#db/schema/contact.ts';
import { effects } from '#db/schema/effect.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { noticesPatienceMs } from '#domain/guest-data/follow.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';
import { renderEmail } from '#providers/email/templates/render.tsx';
import { testDatabase } from '#scripts/testing/database.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
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
import { getContact } from '#services/contact/list-contacts.ts';
import { createSites } from '#services/domain/sites.ts';
import { askGuestData } from '#services/guest-data/ask-data.ts';
import { eraseContact, eraseGuestData } from '#services/guest-data/ask-erasure.ts';
import { downloadGuestData, exportContact, type GuestFile } from '#services/guest-data/download-data.ts';
import { eraseGuestRows, finishGuestErasure } from '#services/guest-data/follow-erasure.ts';
import { listGuestDataBookings, listGuestDataMails } from '#services/guest-data/list-data.ts';
import { viewGuestData } from '#services/guest-data/view-data.ts';
import { receiveDeliveryEvent } from '#services/notification/receive-delivery-event.ts';
import { createNotificationActivities } from '../notification.ts';

const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const signer = createTokenSigner('x'.repeat(32));
const publicUrl = 'https://book.example';

let db: Database;
let tenant: TestTenant;
/** Another organisation that knows the same guest. */
let other: TestTenant;
let canary: string;
let email: string;
let sent: OutgoingEmail[];
let mailIsAway: boolean;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  [tenant, other] = [await createTestTenant(db), await createTestTenant(db)];
  canary = `canary${randomBytes(8).toString('hex')}`;
  email = `${canary}@example.com`;
  sent = [];
  mailIsAway = false;
});

const at = (when = now, { tenantId } = tenant) => ({ tenantId, now: when });
const asOwner = (when = now) => contextAt(db, at(when), { actor: ownerOf(tenant) });
const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2], { tenantId } = tenant) =>
  withTenant(db, tenantId, work);
const phone = () => `+1555${Number.parseInt(canary.slice(6, 13), 16)}`.slice(0, 12);
const details = (furtherGuests: string[] = []) =>
  guestDetails({
    guest: { name: `An ${canary}`, email, phone: phone() },
    timeZone: 'Asia/Tokyo',
    locale: 'vi',
    answers: { topic: `About ${canary}` },
    note: `I am ${canary}`,
    furtherGuests,
  });
const questions = [{ id: 'topic', label: 'Topic', kind: 'long_text', required: false }] as const;
const linkOf = (of = tenant, values: Parameters<typeof createTestLink>[2] = {}) =>
  createTestLink(db, of, { reminderMinutes: [60], questions: [...questions], ...values });

/** Sends what is due about somebody or something. */
const tell = async (subjectId: string, when: number, { tenantId } = tenant): Promise<void> => {
  const activities = createNotificationActivities({
    db,
    mailerOf: async () => ({
      vendor: 'smtp',
      send: async (mail) => {
        if (mailIsAway) throw new Error('nobody answers');
        sent.push(mail);
        return { externalId: randomUUID() };
      },
    }),
    render: renderEmail,
    signer,
    sites: createSites(db, { publicUrl, tenantDomain: '' }),
    appUrl: `${publicUrl}/app`,
    fromAddress: 'bookings@book.example',
  });
  await activities
    .deliverNotifications({ tenantId, subjectId, now: when })
    .catch((error: unknown) => expect(mailIsAway, String(error)).toBe(true));
};

/** Every row of every table that tenants see, as text, in which one of the texts stands, by table. */
const tracesOf = async (texts: readonly string[], { tenantId } = tenant): Promise<Record<string, number>> => {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege(c.oid, 'select') order by 1`);
  expect(tables.length).toBeGreaterThan(40);
  const found: Record<string, number> = {};
  for (const { name } of tables)
    for (const text of texts) {
      const { rows } = await withTenant(db, tenantId, (tx) =>
        tx.execute<{ count: number }>(sql`
          select count(*)::int as count from ${sql.identifier(name)} t where strpos(lower(t::text), lower(${text})) > 0`),
      );
      const count = rows[0]?.count ?? 0;
      if (count > 0) found[name] = (found[name] ?? 0) + count;
    }
  return found;
};

const erasureOf = async () => {
  const rows = await inTenant((tx) => tx.select().from(guestErasures));
  const row = rows.at(-1);
  if (row === undefined) throw new Error('nobody is erased');
  return row;
};
const erase = async (when: number): Promise<void> => {
  const { id: erasureId } = await erasureOf();
  await eraseGuestRows(db, { tenantId: tenant.tenantId, erasureId, now: when });
};
const finish = async (when: number): Promise<void> => {
  const { id: erasureId } = await erasureOf();
  await finishGuestErasure(db, { tenantId: tenant.tenantId, erasureId, now: when });
};
/** What the followers of bookings do. */
const tellBookings = async (when: number): Promise<void> => {
  const rows = await inTenant((tx) => tx.select({ id: bookings.id }).from(bookings));
  for (const { id } of rows) await tell(id, when);
};

/** Asks for the link, and answers who is let in by it. */
const askedLink = async (address = email, when = now) => {
  await askGuestData(contextAt(db, at(when)), { email: address, locale: 'en', wish: 'erase' });
  const [row] = await inTenant((tx) =>
    tx.select().from(notifications).where(eq(notifications.template, 'guest_data_link')),
  );
  await tell(row?.subjectId ?? '', when);
  const link = /https:\/\/book\.example\/your-data\/open\/([^/\s]+)\/erase\?lang=en/.exec(
    sent.at(-1)?.text ?? '',
  )?.[1];
  if (link === undefined) return null;
  const claims = signer.read(link);
  if (claims.purpose !== 'data') throw new Error('the link is for something else');
  const { guestRequestId } = claims;
  return (time = when) => contextAt(db, at(time), { actor: { kind: 'guest', guestRequestId } });
};
const read = async ({ parts }: GuestFile) => {
  let text = '';
  for await (const part of parts) text += part;
  return JSON.parse(text);
};

/** Everything that a guest can leave behind: past and to come, alone and among others, moved, cancelled, and brought by somebody. */
const liveThere = async () => {
  const calendar = await connectCalendar(db, tenant, tenant.hosts[0], now - 40 * dayMs);
  await considerRead(db, at(now - 40 * dayMs));
  const link = await linkOf();
  const group = await linkOf(tenant, { kind: 'group', capacity: 5 });
  const early = at(now - 20 * dayMs);
  const past = await bookAsGuest(db, early, { linkId: link.id, start: now - 10 * dayMs, details: details() });
  await inTenant((tx) => tx.update(bookings).set({ status: 'completed' }).where(eq(bookings.id, past)));
  const ahead = await bookAsGuest(db, early, {
    linkId: link.id,
    start: now + 3 * dayMs,
    details: details(['mai@example.com']),
  });
  const asGuest = (id: string) => contextAt(db, early, { actor: guestOf(id) });
  await rescheduleBooking(asGuest(ahead), {
    bookingId: ahead,
    start: now + 4 * dayMs,
    reason: `${canary} is late`,
  });
  const gone = await bookAsGuest(db, early, { linkId: link.id, start: now + 5 * dayMs, details: details() });
  await cancelBooking(asGuest(gone), { bookingId: gone, reason: `${canary} is ill` });
  const start = now + 6 * dayMs;
  const shared = await bookAsGuest(db, early, { linkId: group.id, start, details: details() });
  const mate = guestDetails({ guest: { name: 'Mate', email: 'mate@example.com' }, note: 'Mine' });
  const beside = await bookAsGuest(db, early, { linkId: group.id, start, details: mate });
  const brings = guestDetails({ guest: { name: 'Bo', email: 'bo@example.com' }, furtherGuests: [email] });
  const brought = await bookAsGuest(db, early, { linkId: link.id, start: now + 7 * dayMs, details: brings });
  const all = { past, ahead, gone, shared, beside, brought };
  const { tenantId } = tenant;
  await inTenant(async (tx) => {
    const rows = await tx.select({ id: bookings.id, sessionId: bookings.sessionId }).from(bookings);
    const written = { calendarId: calendar.calendarId, state: 'written' } as const;
    for (const sessionId of new Set(rows.map((row) => row.sessionId)))
      await tx
        .insert(sessionEvents)
        .values({ ...written, tenantId, sessionId, externalId: randomUUID(), writtenRevision: 99 });
    await tx.insert(events).values({
      tenantId,
      id: newId('event'),
      calendarId: calendar.calendarId,
      memberId: tenant.hosts[0]?.id ?? '',
      externalId: randomUUID(),
      etag: 'e',
      title: `Test link: An ${canary}`,
      startsAt: now,
      endsAt: now + hourMs,
      allDay: false,
      busy: true,
      tentative: false,
      sessionId: rows.find(({ id }) => id === past)?.sessionId ?? '',
    });
  });
  await tellBookings(now - 19 * dayMs);
  return all;
};

/** The vendor reports that a mail to the guest came back. */
const bounceOne = async (): Promise<void> => {
  const [row] = await inTenant((tx) => tx.select().from(deliveries).where(eq(deliveries.address, email)));
  await receiveDeliveryEvent(
    db,
    {
      tenantId: tenant.tenantId,
      deliveryId: row?.id ?? '',
      externalId: row?.externalId ?? '',
      status: 'bounced',
    },
    { vendor: 'test', eventId: randomUUID(), payload: {} },
    now,
  );
};

const statusesOf = async (ids: readonly string[]) => {
  const rows = await inTenant((tx) =>
    tx
      .select({ id: bookings.id, status: bookings.status })
      .from(bookings)
      .where(inArray(bookings.id, [...ids])),
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.status);
};

describe('a guest who asks for their data', () => {
  test('gets a link only if something is kept of the address, and the request does the same for any', async () => {
    const link = await linkOf();
    await bookAsGuest(db, at(), { linkId: link.id, start: now + dayMs, details: details() });
    expect(await askGuestData(contextAt(db, at()), { email, locale: 'en', wish: 'see' })).toEqual(
      await askGuestData(contextAt(db, at()), { email: 'nobody@example.com', locale: 'en', wish: 'see' }),
    );
    const asked = await inTenant((tx) =>
      tx
        .select({ id: notifications.subjectId })
        .from(notifications)
        .where(eq(notifications.template, 'guest_data_link'))
        .orderBy(notifications.id),
    );
    for (const { id } of asked) await tell(id, now);
    expect(sent.map(({ to }) => to)).toEqual([{ name: '', email }]);
    // A stranger may have entered the address: nothing of the guest is in the mail, nor in the link.
    expect(JSON.stringify(sent[0]?.html).replaceAll(email, '')).not.toContain(canary);
    const told = await inTenant((tx) =>
      tx
        .select({ state: notifications.state })
        .from(notifications)
        .where(
          inArray(
            notifications.subjectId,
            asked.map(({ id }) => id),
          ),
        ),
    );
    expect(told.map(({ state }) => state).toSorted()).toEqual(['done', 'dropped']);
  });

  test('sees what they said and were sent, page by page and as one file, and of others nothing', async () => {
    const { brought } = await liveThere();
    const open = await askedLink();
    if (open === null) throw new Error('there is no link');
    const view = await viewGuestData(open());
    expect(view.kept).toMatchObject({
      person: { email, name: `An ${canary}`, phone: phone(), timeZone: 'Asia/Tokyo', locale: 'vi' },
      upcoming: 2,
      invited: 1,
    });
    const first = await listGuestDataBookings(open(), { limit: 3, locale: 'en' });
    const rest = await listGuestDataBookings(open(), {
      limit: 3,
      locale: 'en',
      cursor: first.nextCursor ?? '',
    });
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, null]);
    const all = [...first.items, ...rest.items];
    expect(all.find(({ id }) => id === brought)).toMatchObject({ isBrought: true, name: null, note: null });
    expect(JSON.stringify(all)).not.toContain('Bo');
    expect(all.flatMap(({ answers }) => answers)[0]).toEqual({
      question: 'Topic',
      answer: `About ${canary}`,
    });
    expect(all.flatMap(({ reasons }) => reasons.map(({ text }) => text)).toSorted()).toEqual([
      `${canary} is ill`,
      `${canary} is late`,
    ]);
    const mails = await listGuestDataMails(open(), { limit: 100 });
    expect(mails.items.map(({ template }) => template)).toContain('booking_confirmed');
    const file = await read(await downloadGuestData(open(), { locale: 'en' }));
    expect(file).toMatchObject({ organisation: view.brand.name, person: { email } });
    expect([file.bookings, file.mails]).toEqual([all, mails.items]);
    const [contact] = await inTenant((tx) => tx.select().from(contacts).where(eq(contacts.email, email)));
    const exported = await read(await exportContact(asOwner(), { contactId: contact?.id ?? '' }));
    expect(exported.bookings).toHaveLength(5);
  });
});

describe('a guest who is erased', () => {
  test('is in no row of any table afterwards, while others and other organisations keep what is theirs', async () => {
    const all = await liveThere();
    const there = await linkOf(other);
    await bookAsGuest(db, at(now, other), { linkId: there.id, start: now + dayMs, details: details() });
    const open = await askedLink();
    if (open === null) throw new Error('there is no link');
    await bounceOne();
    const texts = [canary, phone().slice(2), 'Asia/Tokyo'];
    const before = await tracesOf(texts);
    expect(Object.keys(before).toSorted()).toEqual([
      'booking_guests',
      'booking_timeline',
      'bookings',
      'contacts',
      'deliveries',
      'events',
      'guest_requests',
      'suppressions',
    ]);
    const elsewhere = await tracesOf(texts, other);

    expect(await eraseGuestData(open())).toMatchObject({ stage: 'erasing' });
    expect((await viewGuestData(open())).kept).toBeNull();
    await erase(now);
    // Hosts have to hear first what was cancelled, and by whom.
    expect(await erasureOf()).toMatchObject({ state: 'open', cancelled: 2, failure: null });
    expect(await statusesOf([all.ahead, all.shared, all.beside, all.brought])).toEqual([
      'cancelled',
      'cancelled',
      'confirmed',
      'confirmed',
    ]);
    sent = [];
    await tellBookings(now + minuteMs);
    const host = tenant.hosts[0]?.email ?? '';
    const toHost = sent.filter(({ to }) => to.email === host).map(({ text }) => text);
    expect(toHost.filter((text) => text.includes(canary))).toHaveLength(2);

    await erase(now + minuteMs);
    expect(await erasureOf()).toMatchObject({ state: 'telling', email });
    // But for where the last mail goes.
    expect(await tracesOf(texts)).toEqual({ guest_erasures: 1, suppressions: 1 });
    expect((await viewGuestData(open())).erasure).toMatchObject({ stage: 'erased' });
    await finish(now + minuteMs);
    expect(await erasureOf()).toMatchObject({ state: 'telling' });
    await tell((await erasureOf()).id, now + minuteMs);
    await finish(now + 2 * minuteMs);
    expect(await erasureOf()).toMatchObject({ state: 'erased', email: null });
    expect(await tracesOf(texts)).toEqual({});
    expect(await tracesOf(texts, other)).toEqual(elsewhere);

    // Asked again, by the link or by another try of the workflow: nothing more happens.
    expect(await eraseGuestData(open())).toMatchObject({ stage: 'erased' });
    await erase(now + 3 * minuteMs);
    await finish(now + 3 * minuteMs);
    expect(await inTenant((tx) => tx.select().from(guestErasures))).toHaveLength(1);
    expect(await refusalOf(downloadGuestData(open(), { locale: 'en' }))).toBe('not_found');
    expect((await listGuestDataBookings(open(), { limit: 5, locale: 'en' })).items).toEqual([]);

    const party = await inTenant((tx) => tx.select().from(bookingGuests).orderBy(bookingGuests.email));
    expect(
      party
        .map((guest) => guest.email.replace(/^cnt_\w+/, 'gone'))
        .filter((each) => !each.startsWith('gone')),
    ).toEqual(['bo@example.com', 'mai@example.com', 'mate@example.com']);
    const [kept] = await inTenant((tx) => tx.select().from(bookings).where(eq(bookings.id, all.beside)));
    expect(kept?.note).toBe('Mine');
  });

  test('is taken out of the entries of hosts’ calendars, also of those that are over', async () => {
    const all = await liveThere();
    await inTenant((tx) => tx.update(effects).set({ state: 'done', done: 1 }));
    const revisions = async () =>
      inTenant((tx) =>
        tx
          .select({ id: bookings.id, revision: sessions.revision })
          .from(bookings)
          .innerJoin(sessions, eq(sessions.id, bookings.sessionId)),
      );
    const before = new Map((await revisions()).map((row) => [row.id, row.revision]));
    const [contact] = await inTenant((tx) => tx.select().from(contacts).where(eq(contacts.email, email)));
    await eraseContact(asOwner(), { contactId: contact?.id ?? '', email });
    await erase(now);
    await tellBookings(now + minuteMs);
    await erase(now + minuteMs);
    const owed = await inTenant((tx) =>
      tx
        .select({ id: effects.subjectId })
        .from(effects)
        .where(and(eq(effects.name, 'calendar'), eq(effects.state, 'owed'))),
    );
    const after = new Map((await revisions()).map((row) => [row.id, row.revision]));
    for (const id of [all.past, all.brought]) {
      expect(owed.map((row) => row.id)).toContain(id);
      expect(after.get(id)).toBeGreaterThan(before.get(id) ?? 0);
    }
  });

  test('keeps their history: that there was a booking, when, and what became of it', async () => {
    const { gone } = await liveThere();
    const kindsOf = () =>
      inTenant((tx) =>
        tx
          .select({ kind: bookingTimeline.kind, at: bookingTimeline.at })
          .from(bookingTimeline)
          .where(eq(bookingTimeline.bookingId, gone))
          .orderBy(bookingTimeline.sequence),
      );
    const before = await kindsOf();
    const [contact] = await inTenant((tx) => tx.select().from(contacts).where(eq(contacts.email, email)));
    const contactId = contact?.id ?? '';
    expect(await refusalOf(eraseContact(asOwner(), { contactId, email: 'other@example.com' }))).toBe(
      'invalid_request',
    );
    await eraseContact(asOwner(), { contactId, email: email.toUpperCase() });
    expect((await getContact(asOwner(), { contactId })).erasure).toMatchObject({ stage: 'erasing' });
    await erase(now);
    await tellBookings(now + minuteMs);
    await erase(now + minuteMs);
    expect(await kindsOf()).toEqual(before);
    const shown = await getContact(asOwner(), { contactId });
    expect(shown).toMatchObject({ name: '—', phone: null, erasure: { stage: 'erased' } });
    expect(await refusalOf(eraseContact(asOwner(), { contactId, email: shown.email }))).toBe('not_found');
    expect(await refusalOf(exportContact(asOwner(), { contactId }))).toBe('not_found');
  });

  test('goes within a day also when no mail can be sent, and is told once that is possible again', async () => {
    await liveThere();
    const open = await askedLink();
    if (open === null) throw new Error('there is no link');
    mailIsAway = true;
    await eraseGuestData(open());
    await erase(now);
    await tellBookings(now + minuteMs);
    await erase(now + minuteMs);
    expect(await erasureOf()).toMatchObject({ state: 'open' });
    await erase(now + noticesPatienceMs);
    expect(await erasureOf()).toMatchObject({ state: 'telling' });
    const later = now + noticesPatienceMs + minuteMs;
    await tellBookings(later);
    await tell((await erasureOf()).id, later);
    await finish(later);
    expect(await tracesOf([canary])).toEqual({ deliveries: 1, guest_erasures: 1 });
    mailIsAway = false;
    sent = [];
    await tell((await erasureOf()).id, later + dayMs);
    await finish(later + dayMs);
    expect(sent.map(({ to }) => to.email)).toEqual([email]);
    expect(await tracesOf([canary])).toEqual({});
  });

  test('who books again under the address is somebody new, with data of their own', async () => {
    const { past } = await liveThere();
    const open = await askedLink();
    if (open === null) throw new Error('there is no link');
    await eraseGuestData(open());
    await erase(now);
    await tellBookings(now + minuteMs);
    await erase(now + minuteMs);
    const link = await linkOf();
    const start = now + 20 * dayMs;
    const anew = await bookAsGuest(db, at(now + minuteMs), { linkId: link.id, start, details: details() });
    await tell((await erasureOf()).id, now + minuteMs);
    await finish(now + 2 * minuteMs);
    const rows = await inTenant((tx) =>
      tx
        .select({ id: bookings.id, contactId: bookings.contactId, note: bookings.note })
        .from(bookings)
        .where(inArray(bookings.id, [past, anew])),
    );
    expect(new Set(rows.map(({ contactId }) => contactId)).size).toBe(2);
    expect(rows.find(({ id }) => id === anew)?.note).toBe(`I am ${canary}`);
    expect(rows.find(({ id }) => id === past)?.note).toBeNull();
  });

  test('reasons of bookings change for nobody but a guest who is erased', async () => {
    const { gone } = await liveThere();
    const reasons = () =>
      inTenant((tx) =>
        tx
          .select({ reason: bookingTimeline.reason })
          .from(bookingTimeline)
          .where(and(eq(bookingTimeline.bookingId, gone), eq(bookingTimeline.kind, 'cancelled'))),
      );
    const open = await askedLink();
    if (open === null) throw new Error('there is no link');
    await eraseGuestData(open());
    const { id } = await erasureOf();
    await withTenant(db, other.tenantId, (tx) => tx.execute(sql`select forget_reasons(${id})`));
    await inTenant((tx) => tx.execute(sql`select forget_reasons(${newId('guestErasure')})`));
    expect(await reasons()).toEqual([{ reason: `${canary} is ill` }]);
    const change = inTenant((tx) => tx.update(bookingTimeline).set({ reason: null }));
    await expect(change).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});
