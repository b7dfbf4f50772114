import { describe, expect, it } from 'vitest';
import type { GuestBooking } from '#web/api/schemas.ts';
import { guestMessages } from '#web/i18n/guest/messages.ts';
import { createGuestApp } from './server.tsx';
import {
  booking,
  brand,
  guestApp,
  hostile,
  link,
  links,
  pages,
  profile,
  publicUrl,
  slots,
} from './testing/guest-app.ts';

const paid: NonNullable<GuestBooking['payment']> = {
  state: 'paid',
  captures: 'at_once',
  reservation: null,
  amountMinor: 2500,
  currency: 'USD',
  taxBasisPoints: 0,
  payBy: '2026-11-21T05:10:00.000Z',
  canPay: false,
  paidMinor: 2500,
  method: 'Visa •••• 4242',
  receiptUrl: null,
  refunds: [],
  refundText: 'All of it.',
  ifCancelled: { amountMinor: 2500, cause: 'tier' },
};

describe('pages of an installation that is reached by https', () => {
  it('leave it to the proxy whether browsers keep to https', async () => {
    expect(publicUrl).toMatch(/^https:/);
    for (const path of ['/lan/intro', '/lan', '/b/tok', '/nobody/nothing'])
      expect((await guestApp(pages).get(path)).headers.get('strict-transport-security')).toBeNull();
  });
});

describe('a page of a booking', () => {
  const bookingPage = (change: Partial<GuestBooking>) =>
    guestApp({
      ...pages,
      'GET /bookings/tok': { body: { booking: { ...booking, ...change }, links, brand } },
    });
  const change = (kind: 'rescheduled' | 'cancelled') => ({ kind, by: 'host', reason: null }) as const;

  it.each([
    ['booked', null, true],
    ['booked', change('rescheduled'), false],
    ['moved', change('rescheduled'), true],
    ['moved', null, false],
  ] as const)('says what has just been done only while it is so: %s', async (just, lastChange, isSaid) => {
    const html = await (await bookingPage({ lastChange }).get(`/b/tok?just=${just}&lang=en`)).text();
    expect(/<h1[^>]*autofocus/.test(html)).toBe(isSaid);
  });

  it('leads on to where the host wants guests to go, and to no other kind of address', async () => {
    const next = async (nextStep: string | null): Promise<string> =>
      (await bookingPage({ nextStep }).get('/b/tok?lang=en')).text();
    const html = await next('https://example.com/thanks?a=1&everslot_booking=bkg_1');
    expect(html).toContain('href="https://example.com/thanks?a=1&amp;everslot_booking=bkg_1"');
    expect(html).toContain('Continue to example.com');
    for (const none of [null, 'javascript:alert(1)', 'http://example.com'])
      expect(await next(none)).not.toContain('Next step');
  });
});

describe('an address of a time that nobody can book', () => {
  it.each([
    ['2026-11-20T02:00:00Z', 'This time has passed'],
    ['2027-01-25T02:00:00Z', 'This time is too far ahead'],
    ['2031-01-06T02:00:00Z', 'This time is too far ahead'],
  ])('leads to other times and says why: %s', async (slot, words) => {
    for (const path of ['/lan/intro', '/b/tok/reschedule']) {
      const html = await (await guestApp(pages).get(`${path}?slot=${slot}&lang=en`)).text();
      expect(html).toContain(words);
      expect(html).not.toContain('id="details"');
      expect(html).toContain('class="picker"');
    }
  });
});

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
    const hosts = [...link.hosts, { name: 'An Tran', username: 'an', photoUrl: null }];
    const app = guestApp({ ...pages, 'GET /links/lan/intro': { body: { ...link, kind, hosts } } });
    expect(await (await app.get(`/lan/intro?lang=${language}`)).text()).toContain(words);
  });

  it.each([
    ['en', 'Can be cancelled up to 24 hours before the start', 'Can be rescheduled up to 1 hour 30 minutes'],
    ['vi', 'Có thể hủy trước giờ hẹn ít nhất 24 giờ', 'Có thể đổi giờ trước giờ hẹn ít nhất 1 giờ 30 phút'],
  ])('say in %s before anything is booked until when it can be changed', async (language, ...rules) => {
    const bound = { ...link, cancelNoticeMinutes: 1440, rescheduleNoticeMinutes: 90 };
    const app = guestApp({ ...pages, 'GET /links/lan/intro': { body: bound } });
    const html = await (await app.get(`/lan/intro?lang=${language}`)).text();
    for (const rule of rules) expect(html).toContain(rule);
  });

  it('escape hostile text everywhere, the JSON for scripts and search engines included', async () => {
    const hostileLink = {
      body: {
        ...link,
        title: hostile,
        description: hostile,
        hosts: [{ name: hostile, username: 'lan', photoUrl: null }],
      },
    };
    const app = guestApp({
      ...pages,
      'GET /links/lan/intro': hostileLink,
      'GET /bookings/tok/link': { body: { ...hostileLink.body, move: null } },
      'GET /profiles/lan': { body: { ...profile, name: hostile, bio: hostile } },
      'GET /bookings/tok': {
        body: {
          booking: { ...booking, title: hostile, guest: { name: hostile, email: hostile } },
          links,
          brand,
        },
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
        body: { booking: { ...booking, location: { ...booking.location, meetingUrl } }, links, brand },
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

  it('lead to the host where a link is not known or switched off, and nowhere where there is no host', async () => {
    const inactive = { status: 410, body: { code: 'link_inactive' } };
    const { get } = guestApp({ ...pages, 'GET /links/lan/off': inactive, 'GET /links/none/off': inactive });
    for (const [path, status, href] of [
      ['/lan/gone?lang=en&slot=2026-11-24T02:00:00Z', 404, '/lan?lang=en'],
      ['/lan/what%20is%20this?lang=en', 404, '/lan?lang=en'],
      ['/lan/off', 410, '/lan'],
    ] as const) {
      const answer = await get(path);
      expect(answer.status).toBe(status);
      expect(await answer.text()).toContain(`href="${href}"`);
    }
    for (const path of ['/none/gone', '/none/off'])
      expect(await (await get(path)).text()).not.toContain('button-quiet');
  });

  it('say in the heading that takes the focus which time was chosen', async () => {
    const html = await (await guestApp(pages).get('/lan/intro?lang=en&slot=2026-11-24T02:00:00Z')).text();
    expect(/id="form-title"[^>]*>(.*?)<\/h2>/s.exec(html)?.[1]?.replaceAll(/<[^>]*>/g, '')).toMatch(
      /: Tuesday, November 24, 9:00 AM$/,
    );
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
});

describe('the month that a guest page shows', () => {
  it('is the first with a free time when this one has none', async () => {
    const html = await (
      await guestApp({
        ...pages,
        'GET /links/lan/intro/slots': { body: { ...slots, days: [], nextAvailableDate: '2026-12-07' } },
      }).get('/lan/intro?lang=en')
    ).text();
    expect(html).toContain('December 2026');
  });

  it.each(['month=2019-01', 'month=0001-01', 'date=2031-05-05', 'month=9999-12', 'slot=9999-12-31T00:00Z'])(
    'is the first that can be booked instead of one that never can be: %s',
    async (query) => {
      const html = await (await guestApp(pages).get(`/lan/intro?lang=en&${query}`)).text();
      expect(html).toContain('November 2026');
      expect(html).not.toMatch(/(?:January|May|December) (?:2019|1|2031|9999)\b/);
    },
  );
});

describe('guest pages of another season', () => {
  it.each([
    ['2027-01-15', 'date=2027-01-15', 'GMT-5'],
    ['2027-07-15', 'date=2027-07-15', 'GMT-4'],
    ['2027-07-15', 'month=2027-07', 'GMT-4'],
  ])('say the offset of the day that is shown, %s by %s: %s', async (date, query, offset) => {
    const app = guestApp({
      ...pages,
      'GET /links/lan/intro': { body: { ...link, bookable: { from: '2026-11-21', to: '2027-08-20' } } },
      'GET /links/lan/intro/slots': {
        body: { ...slots, days: [{ date, slots: [{ start: `${date}T15:00:00.000Z`, best: false }] }] },
      },
    });
    const html = await (
      await app.get(`/lan/intro?lang=en&tz=America/New_York&zones=1&clock=12&${query}`)
    ).text();
    expect(/<a[^>]*zone-open[^>]*>/.exec(html)?.[0]).toContain(`New York (${offset})`);
    // In the list for a reader without scripts as well.
    const listed = /<option[^>]*value="America\/New_York"[^>]*>([^<]*)</.exec(html)?.[1];
    expect(listed).toContain(offset);
  });
});

describe('guest pages that there are not', () => {
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
      assets: { script: '/a.js', styles: '/a.css', waiting: '/w.js' },
      publicUrl,
    });
    const response = await app.request(`${publicUrl}/lan/intro`);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('down');
  });
});

describe('the page of a booking', () => {
  it('that waits for its payment has it asked for, and is drawn anew with a script and without one', async () => {
    const payment = {
      ...paid,
      state: 'open' as const,
      canPay: true,
      paidMinor: 0,
      method: null,
      ifCancelled: null,
    };
    const asked = { ...booking, status: 'pending_payment' as const, payment };
    const app = guestApp({
      ...pages,
      'GET /bookings/tok': { body: { booking: asked, links, brand } },
      'POST /bookings/tok/payment/check': { body: { booking: asked } },
    });
    const html = await (await app.get('/b/tok?lang=en&just=paid')).text();
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    expect(html).toContain('data-stream="/api/v1/public/bookings/tok/stream"');
    expect(app.seen.map(({ path }) => path)).toContain('/bookings/tok/payment/check');
    const still = await (await app.get('/b/tok?lang=en')).text();
    expect(still).not.toContain('data-stream');
    expect(still).not.toContain('http-equiv="refresh"');
  });

  it('says that a move waits for the host, and shows the time that the booking still has', async () => {
    const asked = { ...booking, moveTo: '2026-11-25T02:00:00.000Z' };
    const app = guestApp({ ...pages, 'GET /bookings/tok': { body: { booking: asked, links, brand } } });
    const html = await (await app.get('/b/tok?lang=en&just=moved')).text();
    expect(html).toContain('You requested a new time: Wednesday, November 25, 2026');
    expect(html).toContain('Tuesday, November 24, 2026');
    expect(html).not.toContain('has been rescheduled');
  });

  it('offers other times though its link is gone', async () => {
    const { 'GET /links/lan/intro': _gone, 'GET /links/lan/intro/slots': _none, ...left } = pages;
    const answer = await guestApp(left).get('/b/tok/reschedule?lang=en');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Choose a new time');
  });

  it.each(['rescheduled', 'declined', 'cancelled'] as const)('says why it was %s, as text', async (kind) => {
    const lastChange = { kind, by: 'host' as const, reason: hostile };
    const status = kind === 'rescheduled' ? 'confirmed' : kind;
    const { get } = guestApp({
      ...pages,
      'GET /bookings/tok': { body: { booking: { ...booking, status, lastChange }, links, brand } },
    });
    const html = await (await get('/b/tok')).text();
    expect(html).toContain('&lt;/script');
    expect(html).not.toContain('<img src=x');
    expect(html).toMatch(/Lý do/);
  });

  it('opens the month of the booking that is moved, with a way back out', async () => {
    const later = { ...booking, start: '2026-12-10T02:00:00.000Z', end: '2026-12-10T02:30:00.000Z' };
    const app = guestApp({ ...pages, 'GET /bookings/tok': { body: { booking: later, links, brand } } });
    const html = await (await app.get('/b/tok/reschedule?lang=en')).text();
    expect(html).toContain('December 2026');
    expect(html).toMatch(/<a[^>]*href="\/b\/tok\?lang=en"[^>]*>.*Keep the current time/);
  });

  it.each([
    ['Europe/Paris', 'Host’s time: 9:00 AM – 9:30 AM, Ho Chi Minh (GMT+7)'],
    ['America/New_York', 'Host’s time: Tuesday, November 24, 2026, 9:00 AM – 9:30 AM, Ho Chi Minh (GMT+7)'],
    ['Asia/Ho_Chi_Minh', null],
  ])('tells a guest in %s the host’s time too, with its date where that differs', async (timeZone, words) => {
    const app = guestApp({
      ...pages,
      'GET /bookings/tok': { body: { booking: { ...booking, timeZone }, links, brand } },
    });
    const html = (await (await app.get('/b/tok?lang=en')).text()).replaceAll('<!-- -->', '');
    if (words === null) expect(html).not.toContain('Host’s time');
    else expect(html).toContain(words);
  });

  it.each([
    ['en', 'none', 'The host will send you the meeting link.'],
    ['en', 'calendar', 'You will receive the meeting link by e-mail and find it here.'],
    ['en', 'vendor', 'You will receive the meeting link by e-mail and find it here.'],
    ['vi', 'none', 'Người tổ chức sẽ gửi cho bạn liên kết họp.'],
    ['vi', 'calendar', 'Bạn sẽ nhận liên kết họp qua email và thấy liên kết ở đây.'],
  ] as const)(
    'says in %s how its guest gets a link that is not there yet: %s',
    async (language, conference, words) => {
      const shown = async (change: Partial<GuestBooking>): Promise<string> => {
        const location = { ...booking.location, conference };
        const body = { booking: { ...booking, location, ...change }, links, brand };
        const app = guestApp({ ...pages, 'GET /bookings/tok': { body } });
        return (await app.get(`/b/tok?lang=${language}`)).text();
      };
      expect(await shown({})).toContain(words);
      const { joinByHost, joinLater, join } = guestMessages(language).booking;
      const meetingUrl = 'https://meet.example.com/abc';
      const made = await shown({ location: { ...booking.location, conference, meetingUrl } });
      expect(made).toContain(`href="${meetingUrl}"`);
      expect(made).toContain(join);
      for (const html of [made, await shown({ status: 'cancelled' }), await shown({ status: 'completed' })])
        for (const promise of [joinByHost, joinLater]) expect(html).not.toContain(promise);
      const elsewhere = { kind: 'phone', label: '', conference: null, meetingUrl: null } as const;
      expect(await shown({ location: elsewhere })).not.toContain(words);
    },
  );

  it('says until when it can be changed, and whom to ask once that has passed', async () => {
    const until = '2026-11-23T02:00:00.000Z';
    const shown = async (change: Partial<GuestBooking>, language: string, path = '') => {
      const body = {
        booking: { ...booking, rescheduleUntil: until, cancelUntil: until, ...change },
        links,
        brand,
      };
      const app = guestApp({ ...pages, 'GET /bookings/tok': { body } });
      return (await app.get(`/b/tok${path}?lang=${language}`)).text();
    };
    expect(await shown({}, 'en')).toContain('You can cancel until Monday, November 23, 2026, 3:00 AM.');
    const late = {
      canCancel: false,
      canReschedule: false,
      contact: { name: 'Lan Nguyen', email: 'lan@example.com' },
    };
    const en = await shown(late, 'en');
    expect(en).toContain('It is too late to cancel here.');
    expect(en).toContain('href="mailto:lan@example.com?subject=Intro');
    expect(en).not.toContain('/b/tok/cancel');
    expect(await shown(late, 'vi')).toContain('Đã quá hạn tự hủy lịch hẹn.');
    const begun = { ...late, contact: null };
    expect(await shown(begun, 'en', '/cancel')).toContain('This booking has already begun');
  });

  it('offers the calendar for what is agreed, and says news once only', async () => {
    const shown = async (status: GuestBooking['status'], path = '/b/tok?lang=en'): Promise<string> =>
      (
        await guestApp({
          ...pages,
          'GET /bookings/tok': { body: { booking: { ...booking, status }, links, brand } },
        }).get(path)
      ).text();
    expect(await shown('confirmed')).toContain('calendar.google.com');
    expect(await shown('pending_approval')).not.toContain('calendar.google.com');
    expect(await shown('cancelled')).not.toContain('are being notified');
    expect(await shown('cancelled', '/b/tok?lang=en&just=cancelled')).toContain('are being notified');
  });

  it('leads from the booking to its change and back with one and the same link', async () => {
    const { get } = guestApp(pages);
    const html = await (await get('/b/tok?lang=en')).text();
    expect(html).toContain('href="/b/tok/reschedule?lang=en"');
    expect(html).toContain('href="/b/tok/cancel?lang=en"');
    expect(await (await get('/b/tok/cancel?lang=en')).text()).toContain('href="/b/tok?lang=en"');
  });
});
