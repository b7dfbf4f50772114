import { describe, expect, test } from 'vitest';
import { contrastOf } from '#domain/branding/colour.ts';
import { notificationTemplates } from '#domain/notification/types.ts';
import type { EmailAudience, EmailContent, EmailLocale } from '#providers/email/port.ts';
import { renderEmail } from './render.tsx';

type Booking = NonNullable<EmailContent['booking']>;

const start = Date.UTC(2026, 2, 31, 13, 0);
const half = 30 * 60_000;

const booking: Booking = {
  title: 'Intro call',
  code: 'KITE-4821',
  start,
  end: start + half,
  previousStart: start - 24 * 3_600_000,
  previousEnd: start - 24 * 3_600_000 + half,
  hostNames: ['Ada Lovelace', 'Grace Hopper'],
  guestName: 'Minh Trần',
  guestEmail: 'minh@example.com',
  location: 'Google Meet',
  meetingUrl: 'https://meet.example.com/abc-defg',
  answers: [{ question: 'What is it about?', answer: 'First line\nSecond line' }],
  reason: 'Something came up',
  cancelledBy: 'guest',
  manageUrl: 'https://book.example.com/m/token?a=1&b=2',
  rescheduleUrl: 'https://book.example.com/r/token',
  cancelUrl: 'https://book.example.com/c/token',
  hostUrl: 'https://book.example.com/app/bookings/bkg_1',
  bookAgainUrl: 'https://book.example.com/ada/intro',
  approveBy: start - 3_600_000,
  requestedStart: start + 24 * 3_600_000,
  minutesBefore: 1_440,
};

const content = (change: Partial<EmailContent> = {}, of: Partial<Booking> = {}): EmailContent => ({
  template: 'booking_confirmed',
  audience: 'guest',
  locale: 'en',
  timeZone: 'America/New_York',
  tenantName: 'Sunrise Clinic',
  recipientName: 'Minh',
  booking: { ...booking, ...of },
  hosting: {
    title: 'Team call',
    askedBy: 'Grace Hopper',
    linksUrl: 'https://book.example.com/app/links',
  },
  integration: {
    capability: 'calendar',
    accountLabel: 'ada@example.com',
    reconnectUrl: 'https://book.example.com/app/connect',
  },
  reconciliation: {
    differences: 2,
    accountLabel: 'Lotus Studio',
    url: 'https://book.example.com/app/payments/reconciliation',
  },
  password: { resetUrl: 'https://book.example.com/app/new-password#t.1', minutes: 60 },
  invitation: {
    invitedBy: 'Grace Hopper',
    role: 'admin',
    acceptUrl: 'https://book.example.com/app/invitation#t.1',
    days: 7,
  },
  registration: {
    confirmUrl: 'https://book.example.com/app/register/confirm#t.1',
    signInUrl: 'https://book.example.com/app/sign-in',
    resetUrl: 'https://book.example.com/app/forgot-password',
    minutes: 1440,
  },
  guestData: { url: 'https://book.example.com/your-data/open/t.1', minutes: 1440 },
  ownData: { url: 'https://book.example.com/app/your-data', days: 7 },
  deletion: { dueAt: Date.UTC(2026, 2, 31, 13), reason: 'The contract has ended.' },
  supportView: {
    operator: 'on-call@example.com',
    reason: 'A calendar is not in step.',
    endsAt: Date.UTC(2026, 2, 31, 13),
    auditUrl: 'https://book.example.com/app/audit',
  },
  domain: { name: 'book.acme.example', domainsUrl: 'https://book.example.com/app/domains' },
  plan: { allowed: 100, usageUrl: 'https://book.example.com/app/usage' },
  frozen: {
    count: 3,
    names: ['Alan Turing', 'Minh Trần'],
    allowed: 1,
    membersUrl: 'https://book.example.com/app/members',
  },
  subscription: {
    plan: 'Team',
    until: Date.UTC(2026, 11, 1, 2),
    billingUrl: 'https://book.example.com/app/billing',
  },
  appUrl: 'https://book.example.com/app',
  address: { url: 'https://book.example.com/app/verify-email#t.1', minutes: 1440 },
  signIn: {
    browser: 'Firefox',
    system: null,
    addressPrefix: '203.0.113',
    at: Date.parse('2026-03-31T13:00:00Z'),
    securityUrl: 'https://book.example.com/app/security',
  },
  payment: {
    title: 'Intro call',
    code: 'KITE-4821',
    start,
    amount: { amountMinor: 2_500, currency: 'USD' },
    taxMinor: 227,
    method: 'Visa •••• 4242',
    refund: { amount: { amountMinor: 1_250, currency: 'USD' }, reason: 'guest_cancelled' },
    dispute: { amount: { amountMinor: 2_500, currency: 'USD' }, respondBy: start },
    receiptUrl: 'https://pay.example.com/receipts/1',
    bookingUrl: 'https://book.example.com/m/token',
    bookAgainUrl: 'https://book.example.com/ada/intro',
  },
  removal: { at: Date.parse('2026-03-31T13:00:00Z') },
  signInChange: {
    what: 'disable_second_factor',
    at: Date.parse('2026-03-31T13:00:00Z'),
    securityUrl: 'https://book.example.com/app/security',
  },
  ...change,
});

const audiences: readonly EmailAudience[] = ['guest', 'host'];
const locales: readonly EmailLocale[] = ['en', 'vi'];
/** What one is told who has nothing to do with the booking any more. */
const leavings: readonly [EmailContent['template'], EmailAudience, Readonly<Record<EmailLocale, string>>][] =
  [
    ['booking_uninvited', 'further_guest', { en: 'No longer invited', vi: 'Không còn được mời' }],
    ['booking_handed_on', 'host', { en: 'You no longer host', vi: 'Bạn không còn tổ chức' }],
  ];
const everyMail = notificationTemplates
  .filter((template) => leavings.every(([leaving]) => leaving !== template))
  .flatMap((template) =>
    audiences.flatMap((audience) => locales.map((locale) => [template, audience, locale] as const)),
  );
const ofBookings = everyMail.filter(([template]) => template.startsWith('booking_'));
const over = new Set(['booking_cancelled', 'booking_declined', 'booking_expired']);
const linksOf = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
const forbidden = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

describe.each(leavings)('%s to the %s', (template, audience, said) => {
  test.each(locales)('says in %s that it is theirs no more, and leads nowhere', async (locale) => {
    const { subject, html, text } = await renderEmail(content({ template, audience, locale }));
    expect(subject).toContain(said[locale]);
    expect(subject).toContain('Intro call');
    expect(linksOf(html)).toEqual([]);
    expect(text).not.toContain('https://book.example.com');
  });
});

describe.each(everyMail)('%s to the %s in %s', (template, audience, locale) => {
  const input = content({ template, audience, locale });
  let rendered: ReturnType<typeof renderEmail> | undefined;
  const mail = () => (rendered ??= renderEmail(input));

  test('has a subject on one line, the tenant, a greeting and the language', async () => {
    const { subject, html, text } = await mail();
    expect(subject.length).toBeGreaterThan(10);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).toContain(`lang="${locale}"`);
    for (const part of [html, text]) {
      expect(part).toContain('Sunrise Clinic');
      expect(part).toContain(locale === 'en' ? 'Hello Minh,' : 'Xin chào Minh,');
    }
    const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;
    const own = text.replaceAll('Minh Trần', '');
    expect(vietnamese.test(own)).toBe(locale === 'vi');
  });

  test('renders to the same bytes twice', async () => {
    expect(await renderEmail(structuredClone(input))).toEqual(await mail());
  });

  test('every link of the HTML is written out in the text', async () => {
    const { html, text } = await mail();
    const links = linksOf(html);
    // Whoever is erased, or a member no more, has nowhere to go.
    expect(links.length > 0).toBe(template !== 'guest_erased' && template !== 'member_removed');
    for (const link of links) expect(text).toContain(link);
  });

  test('shows neither undefined, nor null, nor an object', async () => {
    const { subject, html, text } = await mail();
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|\bnull\b|\[object|NaN/);
  });

  test('survives with only what is always there', async () => {
    const { title, code, end, hostNames, guestName } = booking;
    const bare: Booking = { title, code, start, end, hostNames, guestName, location: '', answers: [] };
    const { subject, html, text } = await renderEmail({ ...input, recipientName: '', booking: bare });
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|\bnull\b|\[object|NaN/);
  });
});

describe.each(ofBookings)('%s to the %s in %s', (template, audience, locale) => {
  let rendered: ReturnType<typeof renderEmail> | undefined;
  const mail = () => (rendered ??= renderEmail(content({ template, audience, locale })));

  test('shows what, when with zone and offset, with whom, where and the code', async () => {
    const { html, text } = await mail();
    const when =
      locale === 'en'
        ? 'Tuesday, March 31, 2026, 9:00 AM – 9:30 AM'
        : 'Thứ Ba, 31 tháng 3, 2026, 09:00 – 09:30';
    const zone =
      locale === 'en'
        ? 'Eastern Daylight Time, America/New York, GMT-04:00'
        : 'Giờ mùa hè miền Đông, America/New York, GMT-04:00';
    for (const part of [html, text]) {
      for (const value of ['Intro call', when, zone, 'Google Meet', 'KITE-4821'])
        expect(part).toContain(value);
      expect(part).toContain(
        locale === 'en' ? 'Ada Lovelace and Grace Hopper' : 'Ada Lovelace và Grace Hopper',
      );
    }
  });

  test('shows what the guest has said to hosts only, and makes no link of it', async () => {
    const said = {
      guestPhone: '+84 900 123 456',
      note: 'Note: https://evil.example/n',
      answers: [{ question: 'What is it about?', answer: 'First line\nwww.evil.example' }],
      guestName: 'Minh evil.example',
    };
    const { subject, html, text } = await renderEmail(content({ template, audience, locale }, said));
    for (const part of [html, text]) {
      for (const value of ['minh@example.com', '+84 900 123 456', 'evil[.]example/n', 'First line\n'])
        expect(part.includes(value)).toBe(audience === 'host');
      expect(part).not.toMatch(/:\/\/evil|evil\.example/);
    }
    expect(subject).not.toContain('evil.example');
  });

  test('offers exactly the steps that are possible', async () => {
    const { html } = await mail();
    const steps = linksOf(html).filter((link) => link.startsWith('https://book.'));
    if (audience === 'host') expect(steps).toEqual([booking.hostUrl]);
    else if (over.has(template)) expect(steps).toEqual([booking.bookAgainUrl]);
    else expect(steps).toEqual([booking.manageUrl, booking.rescheduleUrl, booking.cancelUrl]);
  });
});

describe('what is special', () => {
  test('owners are told who is frozen by name, as far as they are named, and how many members the plan allows', async () => {
    const said = async (locale: EmailLocale) =>
      renderEmail(content({ template: 'members_frozen', locale, audience: 'host' }));
    const [en, vi] = [await said('en'), await said('vi')];
    expect(en.subject).toContain('3 members are frozen');
    expect(en.text).toContain('now allows only 1 member.');
    expect(en.text).toContain('Alan Turing, Minh Trần, …');
    expect(vi.subject).toContain('3 thành viên bị tạm khóa');
    expect(vi.text).toContain('hiện chỉ cho phép 1 thành viên.');
    expect(en.text).toContain('https://book.example.com/app/members');
  });

  test('a moved booking shows its previous time struck out', async () => {
    for (const audience of audiences) {
      const { html, text } = await renderEmail(content({ template: 'booking_rescheduled', audience }));
      expect(html).toContain('<s>Monday, March 30, 2026, 9:00 AM – 9:30 AM</s>');
      expect(html).not.toContain('<s>Tuesday');
      expect(text).toContain('Previously: Monday, March 30, 2026, 9:00 AM – 9:30 AM');
    }
  });

  test('the reason of a cancellation is shown in both languages, with who cancelled', async () => {
    const said = async (
      locale: EmailLocale,
      audience: EmailAudience,
      cancelledBy: 'guest' | 'host' | 'system',
    ) =>
      (await renderEmail(content({ template: 'booking_cancelled', locale, audience }, { cancelledBy }))).text;
    expect(await said('en', 'guest', 'guest')).toContain('You have cancelled this booking');
    expect(await said('en', 'guest', 'host')).toContain('Ada Lovelace and Grace Hopper had to cancel');
    expect(await said('en', 'host', 'guest')).toContain('Minh Trần has cancelled');
    expect(await said('vi', 'guest', 'system')).toContain('hủy tự động');
    expect(await said('en', 'guest', 'host')).toContain('Reason: Something came up');
    expect(await said('vi', 'host', 'guest')).toContain('Lý do: Something came up');
  });

  test.each([
    [1_440, 'Your booking starts in 24 hours', 'bắt đầu sau 24 giờ nữa'],
    [60, 'Your booking starts in 1 hour', 'bắt đầu sau 1 giờ nữa'],
    [15, 'Your booking starts in 15 minutes', 'bắt đầu sau 15 phút nữa'],
    [90, 'Your booking starts in 90 minutes', 'bắt đầu sau 90 phút nữa'],
    [2_880, 'Your booking starts in 2 days', 'bắt đầu sau 2 ngày nữa'],
  ])('a reminder %d minutes before says so', async (minutesBefore, english, vietnamese) => {
    const of = { minutesBefore };
    expect((await renderEmail(content({ template: 'booking_reminder' }, of))).text).toContain(english);
    const vi = await renderEmail(content({ template: 'booking_reminder', locale: 'vi' }, of));
    expect(vi.text).toContain(vietnamese);
  });

  test.each([
    ['en', 'The time is available again.', 'The place is available again.'],
    ['vi', 'khung giờ đã trống trở lại', 'chỗ này đã trống trở lại'],
  ] as const)(
    'a guest who leaves a group gives a place back, and nobody is told that the whole time is free (%s)',
    async (locale, time, place) => {
      const told = async (isShared: boolean) =>
        (
          await renderEmail(
            content({ template: 'booking_cancelled', audience: 'host', locale }, { isShared }),
          )
        ).text.replaceAll('\n', ' ');
      expect(await told(false)).toContain(time);
      expect(await told(true)).toContain(place);
      expect(await told(true)).not.toContain(time);
    },
  );

  test('a reminder puts joining the meeting first', async () => {
    const { text } = await renderEmail(content({ template: 'booking_reminder' }));
    expect(text).toContain('Join the meeting: https://meet.example.com/abc-defg');
  });

  test('a request tells the host by when to answer, in the host’s zone', async () => {
    const mail = content({ template: 'booking_requested', audience: 'host', timeZone: 'Asia/Ho_Chi_Minh' });
    const { text } = await renderEmail(mail);
    expect(text).toContain('Respond by: Tuesday, March 31, 2026, 7:00 PM GMT+7');
    expect(text).toContain('Review and approve: https://book.example.com/app/bookings/bkg_1');
  });

  test('a mail without its subject matter is refused, not sent half empty', async () => {
    const { booking: _booking, integration: _integration, hosting: _hosting, ...nothing } = content();
    await expect(renderEmail(nothing)).rejects.toThrow(/needs a booking/);
    await expect(renderEmail({ ...nothing, template: 'integration_reconnect' })).rejects.toThrow(
      /needs an integration/,
    );
    const {
      password: _password,
      address: _address,
      signIn: _signIn,
      signInChange: _change,
      removal: _removal,
      ...noLink
    } = nothing;
    await expect(renderEmail({ ...noLink, template: 'email_changed' })).rejects.toThrow(/needs a link/);
    await expect(renderEmail({ ...noLink, template: 'new_sign_in' })).rejects.toThrow(/needs a sign-in/);
    await expect(renderEmail({ ...noLink, template: 'sign_in_changed' })).rejects.toThrow(/needs a change/);
    await expect(renderEmail({ ...noLink, template: 'member_removed' })).rejects.toThrow(/needs a removal/);
    await expect(renderEmail({ ...noLink, template: 'password_reset' })).rejects.toThrow(/needs a link/);
    await expect(renderEmail({ ...nothing, template: 'host_named' })).rejects.toThrow(/needs a link/);
    const { invitation: _invitation, ...uninvited } = nothing;
    await expect(renderEmail({ ...uninvited, template: 'member_invited' })).rejects.toThrow(
      /needs an invitation/,
    );
  });
});

test.each(locales)(
  'an invitation says in %s who invites, as what and for how long, and nothing in their name is a link',
  async (locale) => {
    const { subject, text } = await renderEmail(
      content({
        template: 'member_invited',
        audience: 'host',
        locale,
        recipientName: '',
        invitation: {
          invitedBy: 'Win at evil.example',
          role: 'admin',
          acceptUrl: 'https://book.example.com/app/invitation#t.1',
          days: 7,
        },
      }),
    );
    expect(subject).toContain('evil[.]example');
    for (const part of locale === 'en' ? ['Admin', '7 days'] : ['Quản trị viên', '7 ngày'])
      expect(text).toContain(part);
    expect(text).toContain('https://book.example.com/app/invitation#t.1');
    expect(text).not.toContain('evil.example');
  },
);

test.each(locales)(
  'a link to choose a new password says in %s how long it works and what to do with it',
  async (locale) => {
    const { subject, text, html } = await renderEmail(
      content({ template: 'password_reset', audience: 'host', locale }),
    );
    const [title, lead] =
      locale === 'en' ? ['Choose a new password', '1 hour'] : ['Đặt mật khẩu mới', '1 giờ'];
    expect(subject).toBe(title);
    for (const part of [text, html]) {
      expect(part).toContain(lead);
      expect(part).toContain('https://book.example.com/app/new-password#t.1');
      expect(part).not.toContain('KITE-4821');
    }
  },
);

describe('local time', () => {
  test.each<[EmailLocale, '12h' | '24h' | undefined, string]>([
    ['en', undefined, '1:00 PM – 1:30 PM'],
    ['en', '12h', '1:00 PM – 1:30 PM'],
    ['en', '24h', '13:00 – 13:30'],
    ['vi', undefined, '13:00 – 13:30'],
    ['vi', '24h', '13:00 – 13:30'],
    ['vi', '12h', '1:00 CH – 1:30 CH'],
  ])('in %s by a clock of %s reads %s', async (locale, clock, span) => {
    const reader = { locale, timeZone: 'UTC', ...(clock === undefined ? {} : { clock }) };
    const { text, subject } = await renderEmail(content(reader));
    expect(text).toContain(span);
    expect(subject).toContain(span.split(' –')[0]);
  });

  const minute = 60_000;
  test.each<[string, string, EmailLocale, number, number, string, string]>([
    [
      'winter',
      'America/New_York',
      'en',
      Date.UTC(2026, 0, 15, 14),
      30,
      'Thursday, January 15, 2026, 9:00 AM – 9:30 AM',
      'GMT-05:00',
    ],
    [
      'the hour that clocks skip',
      'America/New_York',
      'en',
      Date.UTC(2026, 2, 8, 6, 30),
      60,
      'Sunday, March 8, 2026, 1:30 AM (GMT-05:00) – 3:30 AM (GMT-04:00)',
      'America/New York',
    ],
    [
      'the hour that comes twice',
      'Europe/London',
      'en',
      Date.UTC(2026, 9, 25, 0, 30),
      60,
      'Sunday, October 25, 2026, 1:30 AM (GMT+01:00) – 1:30 AM (GMT+00:00)',
      'Europe/London',
    ],
    [
      'a half-hour change',
      'Australia/Lord_Howe',
      'en',
      Date.UTC(2026, 9, 3, 15),
      60,
      'Sunday, October 4, 2026, 1:30 AM (GMT+10:30) – 3:00 AM (GMT+11:00)',
      'Australia/Lord Howe',
    ],
    [
      'over midnight',
      'Asia/Ho_Chi_Minh',
      'vi',
      Date.UTC(2026, 2, 31, 16, 45),
      30,
      'Thứ Ba, 31 tháng 3, 2026, 23:45 – Thứ Tư, 1 tháng 4, 2026, 00:15',
      'GMT+07:00',
    ],
    [
      'a quarter-hour zone',
      'Asia/Kathmandu',
      'en',
      Date.UTC(2026, 2, 31, 13),
      30,
      '6:45 PM – 7:15 PM',
      'GMT+05:45',
    ],
    [
      'the other side of the date line',
      'Pacific/Kiritimati',
      'en',
      Date.UTC(2026, 11, 31, 13),
      30,
      'Friday, January 1, 2027, 3:00 AM',
      'GMT+14:00',
    ],
    [
      'a zone nobody knows',
      'Mars/Olympus',
      'en',
      Date.UTC(2026, 2, 31, 13),
      30,
      '1:00 PM – 1:30 PM',
      'Coordinated Universal Time, UTC, GMT+00:00',
    ],
  ])('%s in %s is right', async (_, timeZone, locale, from, minutes, span, zone) => {
    const of = { start: from, end: from + minutes * minute };
    const { html, text } = await renderEmail(content({ timeZone, locale }, of));
    for (const part of [html, text]) {
      expect(part).toContain(span);
      expect(part).toContain(zone);
    }
  });

  test('the subject carries the local time and its offset', async () => {
    expect((await renderEmail(content())).subject).toBe(
      'Confirmed: Intro call with Ada Lovelace and Grace Hopper, Tue, Mar 31, 9:00 AM GMT-4',
    );
  });
});

describe('hostile text', () => {
  const evil = '<script>alert(1)</script>"\'&<img src=x onerror=alert(2)>\u202Egpj.exe\u0007\u0000\uD800';
  const hostile: Booking = {
    ...booking,
    title: `Title ${evil}\r\nBcc: x@evil.example`,
    code: `C${evil}`,
    hostNames: [`Host ${evil}`],
    guestName: `Guest ${evil}\r\nSubject: other`,
    guestEmail: `"><script>@evil.example`,
    location: `Room ${evil}`,
    answers: [{ question: `Q ${evil}`, answer: `A ${evil}\r\n\u2028line` }],
    reason: `R ${evil}`,
    meetingUrl: 'javascript:alert(1)',
    manageUrl: 'data:text/html,<script>alert(1)</script>',
    rescheduleUrl: 'https://user:secret@book.example.com/r',
    cancelUrl: 'https://book.example.com/c?x="><script>alert(3)</script>',
    hostUrl: 'vbscript:x',
    bookAgainUrl: '//evil.example',
  };

  test.each(everyMail)('is escaped and stripped: %s to the %s in %s', async (template, audience, locale) => {
    const { subject, html, text } = await renderEmail({
      ...content({ template, audience, locale }),
      tenantName: `Tenant ${evil}`,
      recipientName: `Name ${evil}`,
      booking: hostile,
      integration: {
        capability: 'calendar',
        accountLabel: `a@example.com${evil}`,
        reconnectUrl: 'javascript:alert(1)',
      },
      reconciliation: { differences: 1, accountLabel: `Lotus${evil}`, url: 'javascript:alert(1)' },
    });
    expect(html).not.toMatch(/<script|<img|onerror=alert\(2\)>"/i);
    expect(subject).not.toMatch(/[\r\n]/);
    for (const part of [subject, html, text]) {
      expect(part.replaceAll('\n', '')).not.toMatch(forbidden);
      expect(part.isWellFormed()).toBe(true);
    }
    for (const link of linksOf(html)) expect(link).toMatch(/^https?:\/\/[^\s"<>]+$/);
    expect(html).not.toMatch(/href="(?!https?:)/);
    expect(text).not.toContain('secret@');
  });

  test.each([
    ['http://evil.example', 'Hello,'],
    ['www.evil.example', 'Hello,'],
    ['Win @ evil', 'Hello,'],
    ['evil.com', 'Hello evil. com,'],
    ['Dr.Smith', 'Hello Dr. Smith,'],
    ['J. R. Smith', 'Hello J. R. Smith,'],
    ['  Trần\t Thị\nÁnh ', 'Hello Trần Thị Ánh,'],
    ['👩‍⚕️ An', 'Hello 👩‍⚕️ An,'],
  ])('a guest named %j is greeted with %j', async (recipientName, greeting) => {
    const { text } = await renderEmail(content({ recipientName }));
    expect(text.split('\n')[2]).toBe(greeting);
  });

  test('endless text is cut at a whole character', async () => {
    const { subject, text } = await renderEmail(
      content(
        {},
        { title: '👩‍👩‍👧‍👦'.repeat(500), answers: [{ question: 'Q', answer: 'x'.repeat(100_000) }] },
      ),
    );
    expect([...new Intl.Segmenter('en').segment(subject)].length).toBeLessThanOrEqual(251);
    expect(subject).toContain('👩‍👩‍👧‍👦…');
    expect(text.length).toBeLessThan(12_000);
    const marks = await renderEmail(content({}, { title: `Z${'\u0301'.repeat(50_000)}` }));
    expect(marks.text.length).toBeLessThan(1_500);
  });
});

describe('the look of an organisation', () => {
  const logo = { url: 'https://book.lotus.example/api/v1/public/logos/abc', width: 480, height: 160 };
  const brand = { accent: '#5b21b6', logo };

  test.each(everyMail)(
    'is in the HTML and changes no text: %s to the %s in %s',
    async (template, audience, locale) => {
      const input = content({ template, audience, locale });
      const [plain, branded] = [await renderEmail(input), await renderEmail({ ...input, brand })];
      expect(branded.text).toBe(plain.text);
      expect(branded.subject).toBe(plain.subject);
      const [image = ''] = /<img[^>]*>/.exec(branded.html) ?? [];
      expect(image).toContain(`src="${logo.url}"`);
      // Outlook goes by these alone; the name stands beside it for whoever sees no pictures.
      expect(image).toMatch(/width="168"/);
      expect(image).toMatch(/height="56"/);
      expect(image).toContain('alt=""');
      expect(branded.html).toContain('Sunrise Clinic');
      if (/class="primary"/.test(branded.html)) expect(branded.html).toContain('background-color:#5b21b6');
      expect(branded.html).not.toContain('#0b57d0');
      expect(plain.html).not.toContain('<img');
    },
  );

  test('is read in dark mail programs as well, and is only ever a colour and an address', async () => {
    const { html } = await renderEmail(content({ brand }));
    const [, dark = ''] = /\.link \{ color: (#[0-9a-f]{6}) !important/.exec(html) ?? [];
    expect(contrastOf(dark, '#1b1e21')).toBeGreaterThanOrEqual(4.5);
    const evil = await renderEmail(
      content({ brand: { accent: 'red;}</style><script>', logo: { ...logo, url: 'javascript:alert(1)' } } }),
    );
    expect(evil.html).not.toMatch(/<script|<img|javascript:/);
    expect(evil.html).toContain('#0b57d0');
  });
});

describe('what a guest is told of the money of a move', () => {
  const amount = { amountMinor: 1_000, currency: 'USD' } as const;
  const told = async (
    template: 'payment_unpaid' | 'payment_refunded',
    locale: EmailLocale,
    of: Partial<NonNullable<EmailContent['payment']>> = {},
  ) => {
    const payment = { title: 'Intro call', code: 'KITE-4821', start, amount, ...of };
    const urls = { bookingUrl: 'https://book.example.com/b/t', bookAgainUrl: 'https://book.example.com/ada' };
    return renderEmail(content({ template, locale, payment: { ...payment, ...urls } }));
  };
  const moveTo = start + 24 * 3_600_000;

  test.each([
    ['en', 'Not rescheduled', 'Your booking has not changed.'],
    ['vi', 'Chưa đổi giờ', 'Lịch hẹn của bạn không thay đổi.'],
  ] as const)('is in %s that an unpaid move has left the booking as it is', async (locale, subject, said) => {
    const mail = await told('payment_unpaid', locale, { moveTo });
    expect(mail.subject).toContain(subject);
    expect(mail.text).toContain(said);
    expect(mail.text).toContain('https://book.example.com/b/t');
    expect(mail.text).not.toContain('https://book.example.com/ada');
  });

  test.each([
    ['en', 'time_lost', moveTo, 'was no longer available'],
    ['en', 'late', moveTo, 'was no longer available'],
    ['en', 'declined', moveTo, 'did not approve the new time'],
    ['en', 'moved', undefined, 'has been rescheduled'],
    ['en', 'late', undefined, 'had been released'],
    ['vi', 'time_lost', moveTo, 'không còn trống'],
    ['vi', 'declined', moveTo, 'không duyệt giờ mới'],
    ['vi', 'moved', undefined, 'đã đổi giờ'],
  ] as const)('says in %s why money goes back: %s', async (locale, reason, when, said) => {
    const mail = await told('payment_refunded', locale, {
      refund: { amount, reason },
      ...(when === undefined ? {} : { moveTo: when }),
    });
    expect(mail.text.replaceAll(/\s+/g, ' ')).toContain(said);
  });
});
