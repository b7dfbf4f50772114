import { eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { meetingLinkPatienceMs } from '#domain/booking/owed.ts';
import type { Question } from '#domain/link/types.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';
import { renderEmail } from '#providers/email/templates/render.tsx';
import { testDatabase } from '#scripts/testing/database.ts';
import { listAttention } from '#services/attention/list-attention.ts';
import { approveBooking } from '#services/booking/approve-booking.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { declineBooking } from '#services/booking/decline-booking.ts';
import { downloadIcs } from '#services/booking/entry/download-ics.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import { presentGuestBooking } from '#services/booking/read/present-booking.ts';
import { rescheduleBooking } from '#services/booking/reschedule-booking.ts';
import {
  bookAsGuest,
  contextAt,
  guestDetails,
  guestOf,
  ownerOf,
} from '#services/booking/testing/requests.ts';
import { planSessionEvents, recordWrittenEvent } from '#services/calendar/plan-session-events.ts';
import { connectCalendar, considerRead } from '#services/calendar/testing/accounts.ts';
import { createSites } from '#services/domain/sites.ts';
import { createNotificationActivities } from './notification.ts';

let db: Database;
let tenant: TestTenant;
let sent: OutgoingEmail[];
const now = Date.UTC(2027, 2, 1, 8);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const start = now + 48 * hourMs;
const later = start + 2 * hourMs;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db);
  sent = [];
});

const at = (when = now) => ({ tenantId: tenant.tenantId, now: when });
const asGuest = (bookingId: string, when = now) => contextAt(db, at(when), { actor: guestOf(bookingId) });
const asHost = (when = now) => contextAt(db, at(when), { actor: ownerOf(tenant) });
const host = () => {
  const [first] = tenant.hosts;
  if (first === undefined) throw new Error('the tenant has no host');
  return first;
};

type LinkValues = Parameters<typeof createTestLink>[2];
const book = async (values: LinkValues = {}, details = guestDetails()): Promise<string> => {
  const link = await createTestLink(db, tenant, { reminderMinutes: [], ...values });
  return bookAsGuest(db, at(), { linkId: link.id, start, details });
};

/** Sends what is due about a booking, at once and a minute later, and answers the mails, by who reads them. */
const tell = async (
  bookingId: string,
  when = now + minuteMs,
): Promise<{ guest: OutgoingEmail[]; host: OutgoingEmail[] }> => {
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
    signer: createTokenSigner('x'.repeat(32)),
    sites: createSites(db, { publicUrl: 'https://book.example', tenantDomain: '' }),
    appUrl: 'https://book.example/app',
    fromAddress: 'bookings@book.example',
  });
  sent = [];
  await activities.deliverNotifications({ tenantId: tenant.tenantId, subjectId: bookingId, now: when });
  const isHost = ({ to }: OutgoingEmail): boolean => to.email === host().email;
  return { guest: sent.filter((mail) => !isHost(mail)), host: sent.filter(isHost) };
};

const shownToGuest = async (bookingId: string) =>
  presentGuestBooking(
    await withTenant(db, tenant.tenantId, (tx) => loadBooking(tx, tenant.tenantId, bookingId)),
    now,
  );

const connect = async (member: TestHost | undefined): Promise<void> => {
  await connectCalendar(db, tenant, member, now);
  await considerRead(db, at());
};

const said = 'A quite particular reason';

describe('the reason for a change', () => {
  const input = (bookingId: string) => ({ bookingId, reason: said });
  test.each([
    ['moves', 'rescheduled', {}, (id: string) => rescheduleBooking(asHost(), { ...input(id), start: later })],
    ['declines', 'declined', { requiresApproval: true }, (id: string) => declineBooking(asHost(), input(id))],
    ['cancels', 'cancelled', {}, (id: string) => cancelBooking(asHost(), input(id))],
  ] as const)(
    'of a host who %s is in the mails of both sides and on the guest’s page',
    async (_, kind, link, act) => {
      const id = await book(link);
      await tell(id);
      await act(id);
      const mails = await tell(id);
      for (const mail of [...mails.guest, ...mails.host])
        for (const part of [mail.html, mail.text]) expect(part).toContain(said);
      expect([mails.guest.length, mails.host.length]).toEqual([1, 1]);
      expect((await shownToGuest(id)).lastChange).toEqual({ kind, by: 'host', reason: said });
    },
  );

  test.each([
    ['moves', (id: string) => rescheduleBooking(asGuest(id), { ...input(id), start: later })],
    ['cancels', (id: string) => cancelBooking(asGuest(id), input(id))],
  ] as const)('of a guest who %s is in the host’s mail and in none to a guest', async (_, act) => {
    const id = await book();
    await tell(id);
    await act(id);
    const mails = await tell(id);
    expect(mails.host.map(({ text, html }) => [text, html].every((part) => part.includes(said)))).toEqual([
      true,
    ]);
    expect(mails.guest.map(({ text, html }) => [text, html].some((part) => part.includes(said)))).toEqual([
      false,
    ]);
  });

  test('is that of the change a mail is about', async () => {
    const id = await book();
    await rescheduleBooking(asHost(), { bookingId: id, start: later, reason: said });
    await tell(id);
    await cancelBooking(asHost(), { bookingId: id });
    for (const mail of Object.values(await tell(id)).flat()) expect(mail.text).not.toContain(said);
  });
});

describe('a request that is moved', () => {
  test('speaks of a request, promises no invitation and has none', async () => {
    const id = await book({ requiresApproval: true });
    await tell(id);
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later });
    const mails = await tell(id);
    expect([...mails.guest, ...mails.host].map(({ ics }) => ics)).toEqual([undefined, undefined]);
    expect(mails.guest[0]?.text).toContain('request has a new time');
    expect(mails.guest[0]?.text).not.toMatch(/attached|invitation/);
    expect(mails.host[0]?.subject).toContain('Approval needed');
    expect(mails.host[0]?.text).toContain('Review and approve');
  });

  test('brings its invitation once it is approved', async () => {
    const id = await book({ requiresApproval: true });
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later });
    await tell(id);
    await approveBooking(asHost(), { bookingId: id, start: later });
    expect((await tell(id)).guest.map(({ ics }) => ics?.method)).toEqual(['REQUEST']);
  });
});

/** The entry of a calendar file, read by an independent parser. */
const entryIn = (content: string | undefined) => {
  const event = new ICAL.Component(ICAL.parse(content ?? '')).getFirstSubcomponent('vevent');
  const text = (name: string): string => String(event?.getFirstPropertyValue(name) ?? '');
  const attendees = (event?.getAllProperties('attendee') ?? []).map((one) =>
    String(one.getFirstValue()).toLowerCase(),
  );
  return {
    title: text('summary'),
    description: text('description'),
    place: text('location'),
    uid: text('uid'),
    attendees,
  };
};
const entryOf = (mail: OutgoingEmail | undefined) => entryIn(mail?.ics?.content);

const questions = [
  { id: 'topic', label: 'What about?', kind: 'long_text', required: false },
  { id: 'first', label: 'First visit?', kind: 'checkbox', required: false },
  { id: 'terms', label: 'Terms read?', kind: 'checkbox', required: false },
  { id: 'number', label: 'How many?', kind: 'number', required: false },
] satisfies Question[];

const talkative = guestDetails({
  guest: { name: 'Minh Tran', email: 'minh@example.com', phone: '+84 900 123 456' },
  answers: { topic: 'My knee', first: true, terms: false, number: 2 },
  note: 'Second floor, please',
});

describe('what a guest has said', () => {
  test.each([
    [
      'en',
      ['First visit?: Yes', 'Terms read?: No', 'Note: Second floor, please', 'Reason for the new time: ill'],
    ],
    ['vi', ['First visit?: Có', 'Terms read?: Không', 'Ghi chú: Second floor, please', 'Lý do đổi giờ: ill']],
  ] as const)('is all in the mail and the entry of a host who reads %s', async (locale, lines) => {
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.update(persons).set({ locale, clock: '24h' }).where(eq(persons.id, host().personId)),
    );
    const id = await book({ title: 'Intro call', questions }, talkative);
    await tell(id);
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later, reason: 'ill' });
    const [mail] = (await tell(id)).host;
    const { title, description } = entryOf(mail);
    expect(title).toBe('Intro call: Minh Tran');
    for (const line of [...lines, 'What about?: My knee', 'How many?: 2'])
      expect(description.split('\n')).toContain(line);
    expect(description).toContain('Minh Tran <minh@example.com>');
    expect(description).toContain('+84 900 123 456');
    expect(description).toContain(`https://book.example/app/bookings/${id}`);
    const [, , note, reason] = lines.map((line) => line.split(': ')[1]);
    for (const said of ['My knee', '+84 900 123 456', 'minh@example.com', note, reason, '10:00'])
      expect(mail?.text).toContain(said);
    expect(mail?.text).toContain(lines[0].split(': ')[1]);
    expect(mail?.text).not.toMatch(/\btrue\b|\bfalse\b/);
  });

  test('is in no mail to a guest beyond their name, and makes no link anywhere', async () => {
    const evil = 'https://evil.example/x www.evil.example';
    const id = await book(
      { questions },
      guestDetails({
        guest: { name: 'Win at evil.example', email: 'victim@example.com' },
        answers: { topic: evil },
        note: evil,
      }),
    );
    const confirmed = await tell(id);
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later, reason: evil });
    const moved = await tell(id);
    await cancelBooking(asGuest(id), { bookingId: id, reason: evil });
    const mails = [confirmed, moved, await tell(id)];
    expect(mails.map(({ guest, host: hosts }) => [guest.length, hosts.length])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    for (const { guest } of mails)
      for (const { to, subject, html, text, ics } of guest)
        for (const part of [to.name, subject, html, text, ics?.content ?? ''])
          expect(part).not.toMatch(/evil(\.|\[\.\])example/);
    for (const { host: hosts } of mails)
      for (const { subject, html, text, ics } of hosts)
        for (const part of [subject, html, text, ics?.content ?? ''])
          expect(part).not.toMatch(/evil\.example|:\/\/evil/);
    expect(moved.host[0]?.text).toContain('https[:]//evil[.]example/x');
  });
});

describe('an invitation', () => {
  test('is titled by the other party and leads each side to its own page', async () => {
    const id = await book({ title: 'Intro call' });
    const mails = await tell(id);
    const [guest, ofHost] = [entryOf(mails.guest[0]), entryOf(mails.host[0])];
    expect([guest.title, ofHost.title]).toEqual(['Intro call: Host 0', 'Intro call: An']);
    const manage = mails.guest[0]?.text.match(/Manage booking: (\S+)/)?.[1] ?? '?';
    expect(guest.description).toContain(`Manage booking: ${manage}`);
    expect(ofHost.description).not.toContain('/b/');
    expect(guest.uid).toBe(ofHost.uid);
  });

  test('goes to no host whose calendar we write, and to all others', async () => {
    tenant = await createTestTenant(db, { hosts: 2 });
    const [written, other] = tenant.hosts;
    await connect(written);
    const id = await book({ hosts: tenant.hosts });
    const methods = async () => {
      await tell(id);
      return sent.map(({ to, ics }) => `${to.email} ${ics?.method ?? '-'}`);
    };
    const asked = (method: string) => [
      `an@example.com ${method}`,
      ...[`${written?.email} -`, `${other?.email} ${method}`].toSorted(),
    ];
    expect((await methods()).toSorted()).toEqual(asked('REQUEST').toSorted());
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later });
    expect((await methods()).toSorted()).toEqual(asked('REQUEST').toSorted());
    await cancelBooking(asGuest(id), { bookingId: id });
    expect((await methods()).toSorted()).toEqual(asked('CANCEL').toSorted());
  });

  test('that a host was sent before their calendar was connected is taken back when the booking ends', async () => {
    const id = await book();
    expect((await tell(id)).host.map(({ ics }) => ics?.method)).toEqual(['REQUEST']);
    await connect(host());
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later });
    expect((await tell(id)).host.map(({ ics }) => ics?.method)).toEqual([undefined]);
    await cancelBooking(asGuest(id), { bookingId: id });
    expect((await tell(id)).host.map(({ ics }) => ics?.method)).toEqual(['CANCEL']);
  });

  test('names whoever is both host and guest once', async () => {
    const both = { name: 'Host 0', email: host().email.toUpperCase() };
    const id = await book({}, guestDetails({ guest: both }));
    for (const mail of Object.values(await tell(id)).flat())
      expect(entryOf(mail).attendees).toEqual([`mailto:${host().email}`]);
  });
});

describe('a video meeting whose link is not there', () => {
  const meets = { locationKind: 'video_meeting', locationValue: '' } as const;
  const places = {
    none: {
      en: 'Video meeting (the host will send the meeting link)',
      vi: 'Họp video (người tổ chức sẽ gửi liên kết họp)',
    },
    calendar: {
      en: 'Video meeting (the meeting link will follow)',
      vi: 'Họp video (liên kết họp sẽ được gửi sau)',
    },
  };
  const promises = /meeting link|liên kết họp/;
  /** A meeting that is to be made has had its time to be. */
  const confirmed = (id: string) => tell(id, now + meetingLinkPatienceMs);
  const downloaded = async (id: string) => {
    const links = { signer: createTokenSigner('x'.repeat(32)), publicUrl: 'https://book.example' };
    const file = { bookingId: id, ...links, organizerEmail: 'bookings@book.example' };
    return entryIn((await downloadIcs(asGuest(id), file)).content);
  };

  test.each([
    ['none', 'en'],
    ['none', 'vi'],
    ['calendar', 'en'],
    ['calendar', 'vi'],
  ] as const)(
    'is said to be so where %s makes it, in the words of a guest and host who read %s',
    async (source, locale) => {
      await withTenant(db, tenant.tenantId, (tx) =>
        tx.update(persons).set({ locale }).where(eq(persons.id, host().personId)),
      );
      if (source === 'calendar') await connect(host());
      const id = await book(meets, guestDetails({ locale }));
      expect((await shownToGuest(id)).location).toMatchObject({ conference: source, meetingUrl: null });
      const { guest, host: hosts } = await confirmed(id);
      const place = places[source][locale];
      expect([guest.length, hosts.length]).toEqual([1, 1]);
      for (const { text, html } of [...guest, ...hosts])
        for (const part of [text, html]) expect(part).toContain(place);
      const files = [...guest, ...hosts].flatMap((mail) => (mail.ics === undefined ? [] : [entryOf(mail)]));
      // A host whose calendar is written has the entry there, and no file.
      expect(files).toHaveLength(source === 'calendar' ? 1 : 2);
      for (const file of [...files, await downloaded(id)]) expect(file.place).toBe(place);
    },
  );

  test('is promised no more once the booking has ended', async () => {
    const id = await book(meets);
    await confirmed(id);
    await cancelBooking(asGuest(id), { bookingId: id });
    const { guest, host: hosts } = await tell(id);
    expect([guest.length, hosts.length]).toEqual([1, 1]);
    for (const mail of [...guest, ...hosts]) {
      expect(mail.text).toContain('Video meeting');
      expect([mail.text, mail.html].filter((part) => promises.test(part))).toEqual([]);
      expect([entryOf(mail).place, mail.ics?.method]).toEqual(['Video meeting', 'CANCEL']);
    }
  });

  test('is promised no more once the link is there, which stands in its place', async () => {
    await connect(host());
    const id = await book(meets);
    const of = { tenantId: tenant.tenantId, subjectKind: 'booking' as const, subjectId: id };
    const { events, session } = await planSessionEvents(db, of);
    const meetingUrl = 'https://meet.example.com/abc';
    for (const event of events)
      await recordWrittenEvent(db, event, {
        revision: session.revision,
        etag: 'e',
        iCalUid: 'u',
        meetingUrl,
      });
    const { guest, host: hosts } = await confirmed(id);
    for (const { text } of [...guest, ...hosts]) expect(text).toContain(meetingUrl);
    for (const { text } of [...guest, ...hosts]) expect(text).not.toMatch(/link will follow|will send/);
    expect([entryOf(guest[0]).place, (await downloaded(id)).place]).toEqual([meetingUrl, meetingUrl]);
  });
});

describe('an answer to a mail', () => {
  test('goes to the other side, whatever the mail is about', async () => {
    const id = await book({ requiresApproval: true });
    const rounds = [await tell(id)];
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later });
    rounds.push(await tell(id));
    await approveBooking(asHost(), { bookingId: id, start: later });
    rounds.push(await tell(id));
    await cancelBooking(asHost(), { bookingId: id });
    rounds.push(await tell(id));
    for (const { guest, host: hosts } of rounds) {
      expect(guest.map(({ replyTo }) => replyTo)).toEqual([host().email]);
      expect(hosts.map(({ replyTo }) => replyTo)).toEqual(['an@example.com']);
    }
  });
});

describe('a booking that is moved often', () => {
  const moveAt = (id: string, when: number, to: number) =>
    rescheduleBooking(asGuest(id, when), { bookingId: id, start: to });

  test('is told of once for all moves within a minute, from the time that was told before', async () => {
    const id = await book();
    await tell(id, now);
    for (let move = 1; move <= 12; move += 1) await moveAt(id, now + move * 4_000, start + move * hourMs);
    expect(await tell(id, now + 50_000)).toEqual({ guest: [], host: [] });
    const mails = await tell(id, now + 4_000 + minuteMs);
    expect([mails.guest.length, mails.host.length]).toEqual([1, 1]);
    expect(mails.guest[0]?.text).toContain('Previously: Wednesday, March 3, 2027, 8:00 AM');
    expect(mails.guest[0]?.text).toContain('When: Wednesday, March 3, 2027, 8:00 PM');
    await moveAt(id, now + hourMs, start + 24 * hourMs);
    const [next] = (await tell(id, now + hourMs + minuteMs)).guest;
    expect(next?.text).toContain('Previously: Wednesday, March 3, 2027, 8:00 PM');
  });

  test('and is back where it was, has no news', async () => {
    const id = await book();
    await tell(id, now);
    await moveAt(id, now + 1_000, later);
    await moveAt(id, now + 2_000, start);
    expect(await tell(id, now + 2 * minuteMs)).toEqual({ guest: [], host: [] });
  });

  test('and then ends, is told of its end at once and of nothing else', async () => {
    const id = await book();
    await tell(id, now);
    await moveAt(id, now + 1_000, later);
    await cancelBooking(asGuest(id, now + 2_000), { bookingId: id });
    const mails = await tell(id, now + 2_000);
    expect(
      Object.values(mails)
        .flat()
        .map(({ subject }) => subject.split(':')[0]),
    ).toEqual(['Cancelled', 'Cancelled']);
  });

  test('mails its guest’s address no more than the cap, and its host sees which mails that were', async () => {
    const id = await book();
    let told = (await tell(id, now)).guest.length;
    let hostTold = 1;
    for (let move = 1; move <= 14; move += 1) {
      const when = now + 2 * move * minuteMs;
      await moveAt(id, when, start + move * hourMs);
      const mails = await tell(id, when + minuteMs);
      told += mails.guest.length;
      hostTold += mails.host.length;
    }
    expect([told, hostTold]).toEqual([10, 15]);
    const list = await listAttention(asHost(now + hourMs), { limit: 50, order: 'oldest' });
    expect(list.items.map(({ failure, recipient }) => `${failure} ${recipient?.address}`)).toEqual(
      Array.from({ length: 5 }, () => 'capped an@example.com'),
    );
  });

  test('leaves what other bookings may mail to the same address the less', async () => {
    const link = await createTestLink(db, tenant, { reminderMinutes: [] });
    const bookAt = (index: number) =>
      bookAsGuest(db, at(), { linkId: link.id, start: start + index * hourMs });
    let told = 0;
    for (let index = 0; index < 12; index += 1) told += (await tell(await bookAt(index), now)).guest.length;
    expect(told).toBe(10);
    const later24h = at(now + 25 * hourMs);
    const id = await bookAsGuest(db, later24h, { linkId: link.id, start: start + 20 * hourMs });
    expect((await tell(id, later24h.now)).guest).toHaveLength(1);
  });
});

describe('a move that needs approval', () => {
  const asked = async (): Promise<string> => {
    const id = await book({ requiresApproval: true });
    await approveBooking(asHost(), { bookingId: id, start });
    await tell(id, now);
    await rescheduleBooking(asGuest(id), { bookingId: id, start: later, reason: said });
    return id;
  };

  test('is asked for with both times, the reason to the host alone and no invitation', async () => {
    const mails = await tell(await asked());
    const [guest, ofHost] = [mails.guest[0], mails.host[0]];
    expect(ofHost?.subject).toContain('Approval needed');
    for (const mail of [guest, ofHost]) {
      expect(mail?.text).toContain('When: Wednesday, March 3, 2027, 8:00 AM');
      expect(mail?.text).toContain('Requested time: Wednesday, March 3, 2027, 10:00 AM');
      expect(mail?.ics).toBeUndefined();
    }
    expect(ofHost?.text).toContain(said);
    expect(guest?.text).not.toContain(said);
  });

  test('that is declined says why, and leaves the invitation as it is', async () => {
    const id = await asked();
    await declineBooking(asHost(), { bookingId: id, reason: 'We are closed' });
    const [mail] = (await tell(id)).guest;
    expect(mail?.subject).toContain('Not rescheduled');
    expect(mail?.text).toContain('We are closed');
    expect(mail?.ics).toBeUndefined();
  });

  test('that is approved is a move like any other', async () => {
    const id = await asked();
    await approveBooking(asHost(), { bookingId: id, start: later });
    const [mail] = (await tell(id)).guest;
    expect(mail?.subject).toContain('New time');
    expect(mail?.ics?.method).toBe('REQUEST');
  });
});
