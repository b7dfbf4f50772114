import { describe, expect, it } from 'vitest';
import type { BookingLink, GuestBooking } from '#web/api/schemas.ts';
import { booking, guestApp, link, links, pages } from '../testing/guest-app.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' }) as const;
const priceOf = (amountMinor: number) => ({ ...usd(amountMinor), taxBasisPoints: 0 });
const slot = '2026-11-24T02:00:00Z';

const wordsOf = (html: string): string =>
  html.replaceAll(/<script[\s\S]*?<\/script>/g, '').replaceAll(/<[^>]*>/g, ' ');
const ask = (move: BookingLink['move'], language: 'en' | 'vi', of: Partial<BookingLink> = {}) =>
  guestApp({
    ...pages,
    'GET /bookings/tok/link': { body: { ...link, ...of, move } },
  }).get(`/b/tok/reschedule?lang=${language}&slot=${slot}`);

const more = { price: priceOf(3_500), pay: usd(1_000), back: null };
const less = { price: priceOf(1_000), pay: null, back: usd(1_500) };

describe('the page on which a guest reschedules', () => {
  it.each([
    ['en', more, 'A new time costs $10.00 more. You pay the difference now'],
    ['vi', more, 'Giờ mới đắt hơn 10,00'],
    ['en', less, 'A new time costs $15.00 less. The difference is refunded'],
    ['vi', less, 'Giờ mới rẻ hơn 15,00'],
    ['en', { price: priceOf(2_500), pay: usd(2_500), back: null }, 'A new time costs $25.00. You pay it now'],
    ['en', { price: null, pay: null, back: usd(2_500) }, 'A new time costs nothing. $25.00 is refunded'],
    [
      'en',
      {
        price: { ...priceOf(2_000), currency: 'EUR' },
        pay: { amountMinor: 2_000, currency: 'EUR' },
        back: usd(2_500),
      },
      'The $25.00 you have paid is refunded after that.',
    ],
  ] as const)('says in %s what it costs, or what comes back', async (language, move, said) => {
    expect(wordsOf(await (await ask(move, language)).text())).toContain(said);
  });

  it('says of a price that stays nothing', async () => {
    const words = wordsOf(await (await ask(null, 'en')).text());
    expect(words).not.toContain('A new time costs');
    expect(words).toContain('Reschedule booking');
  });

  it('says where the host decides after the payment', async () => {
    const said = 'If the host declines, you get this payment back in full.';
    const words = wordsOf(await (await ask(more, 'en', { requiresApproval: true })).text());
    expect(words).toContain(said);
    expect(wordsOf(await (await ask(more, 'en')).text())).not.toContain(said);
  });

  it('names the price it has shown, without a script as well', async () => {
    expect(await (await ask(more, 'en')).text()).toContain('name="price" value="3500 USD"');
    const free = { price: null, pay: null, back: usd(2_500) };
    expect(await (await ask(free, 'en')).text()).toContain('name="price" value="free"');
  });
});

describe('the page of a booking whose move is to be paid for', () => {
  const unpaid: GuestBooking = {
    ...booking,
    unpaidMove: {
      ...usd(1_000),
      to: '2026-12-01T02:00:00.000Z',
      payBy: '2026-11-20T02:10:00.000Z',
      canPay: true,
    },
  };
  const show = async (of: GuestBooking, query = '', own: object = links): Promise<string> => {
    const answer = { body: { booking: of, links: own, brand: link.brand } };
    return (await guestApp({ ...pages, 'GET /bookings/tok': answer }).get(`/b/tok?lang=en${query}`)).text();
  };

  it('says until when it can be paid, leads there, and lets its guest keep the present time', async () => {
    const html = await show(unpaid);
    const words = wordsOf(html);
    expect(words).toContain('Pay to reschedule your booking');
    expect(words).toContain('You keep your current time until you have paid.');
    expect(words).toContain('Pay $10.00');
    expect(words).toContain('Keep the current time');
    expect(html).toContain(`name="start" value="${booking.start}"`);
    expect(wordsOf(await show(unpaid, '&just=unpaid'))).toContain('You have not paid yet.');
  });

  it('waits once its guest has paid, or nobody can any more', async () => {
    const closed = {
      ...unpaid,
      unpaidMove: unpaid.unpaidMove === null ? null : { ...unpaid.unpaidMove, canPay: false },
    };
    for (const html of [await show(unpaid, '&just=paid'), await show(closed)]) {
      expect(wordsOf(html)).toContain('Checking your payment');
      expect(wordsOf(html)).not.toContain('Pay $10.00');
    }
  });

  it('offers nothing to whoever may only look', async () => {
    const words = wordsOf(await show(unpaid, '', { view: links.view }));
    expect(words).not.toContain('Pay $10.00');
    expect(words).not.toContain('Keep the current time');
  });
});
