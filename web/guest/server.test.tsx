import { describe, expect, it } from 'vitest';
import type { BookingReceipt, GuestBooking, PublicLink, PublicProfile, SlotList } from './api/client.ts';
import { createGuestApp } from './server.tsx';

const publicUrl = 'https://book.example';
const hostile = `</script><img src=x onerror=alert(1)>"'&`;

const link: PublicLink = {
  slug: 'intro',
  title: 'Intro',
  description: 'Hello',
  kind: 'one_to_one',
  durationsMinutes: [30, 60],
  location: { kind: 'video_meeting', label: '' },
  requiresApproval: false,
  questions: [{ id: 'topic', label: 'Topic', kind: 'text', required: true }],
  hosts: [{ name: 'Lan Nguyen', username: 'lan' }],
  hostTimeZone: 'Asia/Ho_Chi_Minh',
  bookable: { from: '2026-11-21', to: '2027-01-20' },
  holdMinutes: 10,
};
const profile: PublicProfile = {
  username: 'lan',
  name: 'Lan Nguyen',
  bio: 'Hi',
  tenantName: 'Studio',
  timeZone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  links: [link],
};
const slots: SlotList = {
  timeZone: 'Asia/Ho_Chi_Minh',
  durationMinutes: 30,
  days: [{ date: '2026-11-24', slots: [{ start: '2026-11-24T02:00:00.000Z', best: false }] }],
  nextAvailableDate: null,
};
const booking: GuestBooking = {
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
  location: { kind: 'video_meeting', label: '', meetingUrl: null },
  revision: 1,
  warnings: [],
  canReschedule: true,
  canCancel: true,
  cancelReason: null,
  link: { username: 'lan', slug: 'intro', durationMinutes: 30 },
};
const links: BookingReceipt['links'] = {
  manage: `${publicUrl}/b/manage-token`,
  view: `${publicUrl}/b/view-token`,
  reschedule: `${publicUrl}/b/move-token/reschedule`,
  cancel: `${publicUrl}/b/cancel-token/cancel`,
  ics: `${publicUrl}/api/v1/public/bookings/ics-token/ics`,
};

type Answer = { status?: number; body: unknown; headers?: Record<string, string> };
type Seen = { method: string; path: string; key: string | null; body: unknown };

/** The guest app over an API that answers from a table and remembers what it was asked. */
const guestApp = (answers: Record<string, Answer>) => {
  const seen: Seen[] = [];
  const app = createGuestApp({
    api: async (request) => {
      const path = new URL(request.url).pathname.replace('/api/v1/public', '');
      const body: unknown = request.method === 'POST' ? await request.json() : undefined;
      seen.push({ method: request.method, path, key: request.headers.get('idempotency-key'), body });
      const answer = answers[`${request.method} ${path}`];
      if (answer === undefined) return Response.json({ code: 'not_found' }, { status: 404 });
      return Response.json(answer.body, { status: answer.status ?? 200, headers: answer.headers ?? {} });
    },
    assets: {
      script: '/_guest/a.js',
      styles: '/_guest/a.css',
      texts: { en: '/_guest/en.js', vi: '/_guest/vi.js' },
    },
    publicUrl,
    now: () => new Date('2026-11-21T05:00:00Z'),
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(publicUrl + path, { headers });
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

const pages = {
  'GET /profiles/lan': { body: profile },
  'GET /links/lan/intro': { body: link },
  'GET /links/lan/intro/slots': { body: slots },
  'GET /bookings/tok': { body: { booking, links } },
  'GET /bookings/tok/alternatives': { body: { alternatives: [] } },
  'GET /bookings/tok/slots': { body: slots },
};
const form = {
  start: '2026-11-24T02:00:00.000Z',
  duration: '30',
  tz: 'Europe/Paris',
  lang: 'en',
  key: '0123456789abcdef0123456789abcdef',
  name: 'An',
  email: 'an@example.com',
  'q.topic': 'Hi',
};

describe('guest pages', () => {
  it('show the month’s free times as links before any script has run', async () => {
    const html = await (await guestApp(pages).get('/lan/intro?lang=en')).text();
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('href="/lan/intro?date=2026-11-24&amp;lang=en"');
    expect(html).toContain('slot=2026-11-24T02:00:00.000Z');
    expect(html).toContain('9:00 AM');
    expect(html).toContain('<link rel="modulepreload" href="/_guest/en.js"');
  });

  it.each([
    ['en', 'round_robin', 'one of: Lan Nguyen, An Tran'],
    ['vi', 'round_robin', 'một trong số: Lan Nguyen, An Tran'],
    ['en', 'collective', '>Lan Nguyen, An Tran<'],
  ])('say in %s who comes to a %s booking', async (language, kind, words) => {
    const hosts = [...link.hosts, { name: 'An Tran', username: 'an' }];
    const app = guestApp({ ...pages, 'GET /links/lan/intro': { body: { ...link, kind, hosts } } });
    expect(await (await app.get(`/lan/intro?lang=${language}`)).text()).toContain(words);
  });

  it('escape hostile text everywhere, the JSON for scripts and search engines included', async () => {
    const app = guestApp({
      ...pages,
      'GET /links/lan/intro': {
        body: { ...link, title: hostile, description: hostile, hosts: [{ name: hostile, username: 'lan' }] },
      },
      'GET /profiles/lan': { body: { ...profile, name: hostile, bio: hostile } },
      'GET /bookings/tok': {
        body: { booking: { ...booking, title: hostile, guest: { name: hostile, email: hostile } }, links },
      },
    });
    const query = new URLSearchParams({
      name: hostile,
      slot: '2026-11-24T02:00:00Z',
      email: hostile,
    }).toString();
    for (const path of [`/lan/intro?${query}`, '/lan', '/b/tok', '/b/tok/cancel', '/b/tok/reschedule']) {
      const html = await (await app.get(path)).text();
      expect(html, path).toContain('&lt;/script>&lt;img');
      expect(html, path).not.toContain('<img');
      expect(html.match(/<script/g)?.length ?? 0, path).toBe(html.match(/<\/script>/g)?.length ?? 0);
    }
  });

  it('never offer an address of the API that a browser would run', async () => {
    const meetingUrl = 'javascript:alert(1)';
    const app = guestApp({
      ...pages,
      'GET /bookings/tok': {
        body: { booking: { ...booking, location: { ...booking.location, meetingUrl } }, links },
      },
    });
    expect(await (await app.get('/b/tok')).text()).not.toContain('href="javascript:');
  });

  it('allow scripts, styles and requests of their own origin only, and no frame', async () => {
    const { headers } = await guestApp(pages).get('/lan/intro');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('vary')).toContain('Accept-Language');
  });

  it('behind a signed link are stored by nobody, indexed by nobody and refer nowhere', async () => {
    const response = await guestApp(pages).get('/b/tok');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const html = await response.text();
    expect(html).toContain('name="robots" content="noindex');
    expect(html).not.toContain('rel="canonical"');
    expect(html).not.toContain('og:url');
  });

  it('tell search engines one address, from configuration and never from the Host header', async () => {
    const html = await (
      await guestApp(pages).get('/lan/intro?date=2026-11-24', { host: 'evil.example' })
    ).text();
    expect(html).toContain('<link rel="canonical" href="https://book.example/lan/intro"');
    expect(html).toContain('hreflang="vi" href="https://book.example/lan/intro?lang=vi"');
    expect(html).not.toContain('evil.example');
  });

  it('speak the language asked for, else the browser’s, else the host’s', async () => {
    const { get } = guestApp(pages);
    const language = async (path: string, accept?: string): Promise<string | undefined> =>
      /<html lang="(\w+)"/.exec(
        await (await get(path, accept === undefined ? {} : { 'accept-language': accept })).text(),
      )?.[1];
    expect(await language('/lan?lang=en', 'vi')).toBe('en');
    expect(await language('/lan', 'en-GB,en;q=0.9')).toBe('en');
    expect(await language('/lan')).toBe('vi');
    expect(await language('/b/tok', 'en')).toBe('vi');
    expect(await language('/b/tok?lang=en', 'vi')).toBe('en');
  });

  it('show the first month with a free time when this one has none', async () => {
    const html = await (
      await guestApp({
        ...pages,
        'GET /links/lan/intro/slots': { body: { ...slots, days: [], nextAvailableDate: '2026-12-07' } },
      }).get('/lan/intro?lang=en')
    ).text();
    expect(html).toContain('December 2026');
  });

  it.each([
    ['/nobody', 404, {}],
    ['/lan/nothing', 404, {}],
    ['/lan/intro/extra/deep', 404, {}],
    ['/%2e%2e/etc', 404, {}],
    ['/lan/intro', 410, { 'GET /links/lan/intro': { status: 410, body: { code: 'link_inactive' } } }],
    ['/b/tok', 410, { 'GET /bookings/tok': { status: 410, body: { code: 'link_expired' } } }],
    [
      '/lan/intro',
      503,
      { 'GET /links/lan/intro': { status: 503, body: { code: 'temporarily_unavailable' } } },
    ],
  ])('answer %s with a page and status %i', async (path, status, answers) => {
    const response = await guestApp({ 'GET /links/lan/other': { body: link }, ...answers }).get(path);
    expect(response.status).toBe(status);
    const html = await response.text();
    expect(html).toContain('<h1');
    expect(html).not.toContain('Nguyen');
    expect(html).not.toContain('rel="canonical"');
  });

  it('still show a page when the API does not answer at all', async () => {
    const app = createGuestApp({
      api: () => Promise.reject(new Error('down')),
      assets: { script: '/a.js', styles: '/a.css' },
      publicUrl,
    });
    const response = await app.request(`${publicUrl}/lan/intro`);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('down');
  });
});

describe('forms without scripts', () => {
  const receipt = { status: 201, body: { booking, links } };

  it('book with the key the form was drawn with and lead to the booking', async () => {
    const app = guestApp({ ...pages, 'POST /links/lan/intro/bookings': receipt });
    const response = await app.post('/lan/intro', form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/b/manage-token?lang=en&just=booked');
    expect(app.seen.at(-1)).toMatchObject({
      key: form.key,
      body: {
        start: form.start,
        durationMinutes: 30,
        timeZone: 'Europe/Paris',
        locale: 'en',
        answers: { topic: 'Hi' },
      },
    });
  });

  it('keep what was typed and offer other times when the time is gone', async () => {
    const alternatives = [
      { start: '2026-11-24T03:00:00.000Z', end: '2026-11-24T03:30:00.000Z', kind: 'nearest' },
    ];
    const app = guestApp({
      ...pages,
      'POST /links/lan/intro/bookings': { status: 409, body: { code: 'slot_taken', alternatives } },
    });
    const response = await app.post('/lan/intro', form);
    const html = await response.text();
    expect(response.status).toBe(409);
    expect(html).toContain('value="an@example.com"');
    expect(html).toMatch(
      /name="move"[^>]*value="2026-11-24T03:00:00.000Z"|value="2026-11-24T03:00:00.000Z"[^>]*name="move"/,
    );
    expect(html).not.toContain(form.key);
  });

  it('take the other time when its button is pressed', async () => {
    const app = guestApp({ ...pages, 'POST /links/lan/intro/bookings': receipt });
    await app.post('/lan/intro', { ...form, move: '2026-11-24T03:00:00.000Z' });
    expect(app.seen.at(-1)?.body).toMatchObject({ start: '2026-11-24T03:00:00.000Z' });
  });

  it('name the wrong fields and ask the API for nothing', async () => {
    const app = guestApp(pages);
    const response = await app.post('/lan/intro', { ...form, email: 'nobody', 'q.topic': '' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('id="f-email-error"');
    expect(html).toContain('aria-describedby="f-q-topic-error"');
    expect(app.seen.filter((call) => call.method === 'POST')).toEqual([]);
  });

  it('cancel only when the button is pressed: opening any page sends nothing', async () => {
    const app = guestApp({
      ...pages,
      'POST /bookings/tok/cancel': { body: { booking: { ...booking, status: 'cancelled' } } },
    });
    for (const path of [
      '/b/tok',
      '/b/tok/cancel',
      '/b/tok/reschedule',
      '/lan/intro?slot=2026-11-24T02:00:00Z',
    ])
      await app.get(path);
    expect(app.seen.every((call) => call.method === 'GET')).toBe(true);
    const response = await app.post('/b/tok/cancel?lang=en', { key: form.key, reason: ' Ill ' });
    expect(await response.text()).toContain('Your booking is cancelled');
    expect(app.seen.at(-1)).toMatchObject({ key: form.key, body: { reason: 'Ill' } });
  });

  it('offer for a move the times of the booking itself, not those of its link', async () => {
    const app = guestApp({
      ...pages,
      'GET /links/lan/intro/slots': { status: 422, body: { code: 'invalid_request' } },
    });
    const html = await (await app.get('/b/tok/reschedule?lang=en')).text();
    expect(html).toContain('slot=2026-11-24T02:00:00.000Z');
  });

  it('reschedule to the chosen time and lead to the booking', async () => {
    const app = guestApp({ ...pages, 'POST /bookings/tok/reschedule': { body: { booking, links } } });
    const response = await app.post('/b/tok/reschedule', { start: form.start, key: form.key, reason: '' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/b/manage-token?just=moved');
    expect(app.seen.at(-1)).toMatchObject({ key: form.key, body: { start: form.start } });
  });

  it('are refused from other sites, in other formats and beyond 64 kB', async () => {
    const app = guestApp({ ...pages, 'POST /links/lan/intro/bookings': receipt });
    const foreign = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }];
    for (const headers of foreign) expect((await app.post('/lan/intro', form, headers)).status).toBe(403);
    const plain = { method: 'POST', body: new URLSearchParams(form).toString() };
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const raw = createGuestApp({
      api: () => Promise.reject(new Error('must not be asked')),
      assets: { script: '', styles: '' },
      publicUrl,
    });
    const send = async (headers: Record<string, string>): Promise<number> =>
      (await raw.request(`${publicUrl}/b/tok/cancel`, { ...plain, headers })).status;
    expect(await send(type)).toBe(403);
    expect(await send({ ...type, origin: 'null' })).toBe(403);
    expect(await send({ ...type, origin: 'https://evil.example' })).toBe(403);
    expect(await send({ ...type, origin: publicUrl })).toBe(503);
    expect(await send({ 'content-type': 'text/plain', origin: publicUrl })).toBe(400);
    expect((await app.post('/lan/intro', { ...form, name: 'x'.repeat(70_000) })).status).toBe(413);
  });

  it('never follow an address that leads elsewhere', async () => {
    const elsewhere = { ...links, manage: 'https://evil.example/b/x' };
    const app = guestApp({
      ...pages,
      'POST /links/lan/intro/bookings': { status: 201, body: { booking, links: elsewhere } },
    });
    expect((await app.post('/lan/intro', form)).headers.get('location')).toBeNull();
  });
});
