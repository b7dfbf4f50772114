import type {
  BookingReceipt,
  Brand,
  GuestBooking,
  PublicLink,
  PublicProfile,
  SlotList,
} from '#web/api/schemas.ts';
import type { PageSite } from '../page/request-scope.tsx';
import { createGuestApp } from '../server.tsx';

export const publicUrl = 'https://book.example';
export const hostile = `</script><img src=x onerror=alert(1)>"'&`;

export const brand: Brand = { name: 'Studio', locale: 'vi', logo: null, colours: null };

export const link: PublicLink = {
  slug: 'intro',
  title: 'Intro',
  description: 'Hello',
  kind: 'one_to_one',
  capacity: 1,
  durationsMinutes: [30, 60],
  location: { kind: 'video_meeting', label: '' },
  requiresApproval: false,
  questions: [{ id: 'topic', label: 'Topic', kind: 'text', required: true }],
  hosts: [{ name: 'Lan Nguyen', username: 'lan', photoUrl: null }],
  hostTimeZone: 'Asia/Ho_Chi_Minh',
  bookable: { from: '2026-11-21', to: '2027-01-20' },
  holdMinutes: 10,
  isListed: true,
  cancelNoticeMinutes: 0,
  rescheduleNoticeMinutes: 0,
  mostFurtherGuests: 0,
  price: null,
  refundTexts: null,
  brand,
};
export const profile: PublicProfile = {
  username: 'lan',
  name: 'Lan Nguyen',
  bio: 'Hi',
  photoUrl: null,
  tenantName: 'Studio',
  brand,
  timeZone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  links: [link],
};
export const slots: SlotList = {
  timeZone: 'Asia/Ho_Chi_Minh',
  durationMinutes: 30,
  days: [{ date: '2026-11-24', slots: [{ start: '2026-11-24T02:00:00.000Z', best: false }] }],
  nextAvailableDate: null,
};
export const booking: GuestBooking = {
  bookingId: 'bkg_1',
  code: 'K7QM-2X4D',
  status: 'confirmed',
  title: 'Intro: An & Lan',
  start: '2026-11-24T02:00:00.000Z',
  end: '2026-11-24T02:30:00.000Z',
  timeZone: 'Europe/Paris',
  hostTimeZone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  hosts: [{ name: 'Lan Nguyen' }],
  guest: { name: 'An', email: 'an@example.com' },
  location: { kind: 'video_meeting', label: '', conference: 'none', meetingUrl: null },
  revision: 1,
  moveTo: null,
  warnings: [],
  furtherGuests: [],
  guestsLeft: 0,
  canRemoveGuests: true,
  canReschedule: true,
  canCancel: true,
  rescheduleUntil: null,
  cancelUntil: null,
  contact: null,
  lastChange: null,
  link: { username: 'lan', slug: 'intro', durationMinutes: 30 },
  nextStep: null,
  payment: null,
  unpaidMove: null,
};
export const links: BookingReceipt['links'] = {
  manage: `${publicUrl}/b/manage-token`,
  view: `${publicUrl}/b/view-token`,
  reschedule: `${publicUrl}/b/move-token/reschedule`,
  cancel: `${publicUrl}/b/cancel-token/cancel`,
  ics: `${publicUrl}/api/v1/public/bookings/ics-token/ics`,
};

type Answer = { status?: number; body: unknown; headers?: Record<string, string> };
type Seen = { method: string; path: string; key: string | null; body: unknown };

/** The guest app over an API that answers from a table and remembers what it was asked; `site`: what the server says of the host. */
export const guestApp = (answers: Record<string, Answer>, site?: PageSite) => {
  const seen: Seen[] = [];
  const app = createGuestApp({
    api: async (request) => {
      const path = new URL(request.url).pathname.replace('/api/v1/public', '');
      const sent = await request.text();
      const body: unknown = sent === '' ? undefined : JSON.parse(sent);
      seen.push({ method: request.method, path, key: request.headers.get('idempotency-key'), body });
      const answer = answers[`${request.method} ${path}`];
      if (answer === undefined) return Response.json({ code: 'not_found' }, { status: 404 });
      return Response.json(answer.body, { status: answer.status ?? 200, headers: answer.headers ?? {} });
    },
    assets: {
      script: '/_guest/a.js',
      styles: '/_guest/a.css',
      waiting: '/_guest/w.js',
      texts: { en: '/_guest/en.js', vi: '/_guest/vi.js' },
    },
    publicUrl,
    now: () => new Date('2026-11-21T05:00:00Z'),
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(publicUrl + path, { headers }, site === undefined ? {} : { site });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request(publicUrl + path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });
  return { get, post, seen };
};

export const pages = {
  'GET /profiles/lan': { body: profile },
  'GET /links/lan/intro': { body: link },
  'GET /links/lan/intro/slots': { body: slots },
  'GET /bookings/tok': { body: { booking, links, brand } },
  'GET /bookings/tok/link': { body: { ...link, move: null } },
  'GET /bookings/tok/alternatives': { body: { alternatives: [] } },
  'GET /bookings/tok/slots': { body: slots },
};
export const form = {
  start: '2026-11-24T02:00:00.000Z',
  duration: '30',
  tz: 'Europe/Paris',
  lang: 'en',
  key: '0123456789abcdef0123456789abcdef',
  name: 'An',
  email: 'an@example.com',
  'q.topic': 'Hi',
};
