import { describe, expect, it } from 'vitest';
import type { PublicLink } from '#web/api/schemas.ts';
import { booking, brand, guestApp, link, links, pages, profile } from '../testing/guest-app.ts';

const refundTexts = {
  en: ['Full refund until 48 hours before the start.', 'Nothing after that.'],
  vi: ['Hoàn lại toàn bộ số tiền nếu hủy trước giờ bắt đầu ít nhất 48 giờ.', 'Sau đó không hoàn tiền.'],
};
const priced: PublicLink = {
  ...link,
  price: { amountMinor: 500_000, currency: 'VND', taxBasisPoints: 1000 },
  refundTexts,
};
const appOf = (change: Partial<PublicLink> = {}) => {
  const shown = { ...priced, ...change };
  return guestApp({
    ...pages,
    'GET /links/lan/intro': { body: shown },
    'GET /bookings/tok/link': { body: { ...shown, move: null } },
    'GET /profiles/lan': { body: { ...profile, links: [shown] } },
  });
};
const htmlOf = async (path: string, change: Partial<PublicLink> = {}): Promise<string> =>
  (await appOf(change).get(path)).text();
/** What is read of a page, without its data. */
const wordsOf = (html: string): string =>
  html.replaceAll(/<script[\s\S]*?<\/script>/g, '').replaceAll(/<[^>]*>/g, ' ');

describe('a priced link', () => {
  it.each([
    ['en', '₫500,000 (includes 10% tax)'],
    ['vi', '500.000 ₫ (đã bao gồm thuế 10%)'],
  ] as const)(
    'says in %s what it costs and what is given back, at every step before it is booked',
    async (lang, price) => {
      for (const query of ['', '&slot=2026-11-24T02:00:00Z']) {
        const words = wordsOf(await htmlOf(`/lan/intro?lang=${lang}${query}`));
        expect(words).toContain(price);
        expect(words).toContain(refundTexts[lang].join(' '));
      }
      expect(wordsOf(await htmlOf(`/lan?lang=${lang}`))).toContain(price);
    },
  );

  it('says nothing of a tax that is not in it, and that a place of a group has the price', async () => {
    const price = { amountMinor: 2500, currency: 'USD', taxBasisPoints: 0 } as const;
    const words = wordsOf(await htmlOf('/lan/intro?lang=en', { price }));
    expect(words).toContain('$25.00');
    expect(words).not.toContain('tax');
    expect(wordsOf(await htmlOf('/lan/intro?lang=en', { price, capacity: 10 }))).toContain(
      '$25.00 per place',
    );
  });

  it('tells search engines the price as a plain number', async () => {
    const html = await htmlOf('/lan/intro', {
      price: { amountMinor: 2550, currency: 'USD', taxBasisPoints: 0 },
    });
    expect(html).toContain('"price":"25.50","priceCurrency":"USD"');
    expect(await htmlOf('/lan/intro', { price: null, refundTexts: null })).not.toContain('priceCurrency');
  });

  it('says nothing of its price where a booking that was made before is moved', async () => {
    const app = guestApp({
      ...pages,
      'GET /bookings/tok': { body: { booking, links, brand } },
      'GET /bookings/tok/link': { body: { ...priced, move: null } },
    });
    expect(wordsOf(await (await app.get('/b/tok/reschedule?lang=en')).text())).not.toContain('500,000');
  });
});

describe('a free link', () => {
  it('speaks of no price and no refund', async () => {
    for (const path of ['/lan/intro?lang=en', '/lan?lang=en']) {
      const words = wordsOf(await htmlOf(path, { price: null, refundTexts: null }));
      expect(words).not.toMatch(/price|refund|500,000/i);
    }
  });
});
