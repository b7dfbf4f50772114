import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, inDemo, startWeb, type Web } from './harness.ts';

let web: Web;

beforeAll(async () => {
  // Every guest here has the same address.
  for (const name of ['READ', 'SLOTS', 'HOLD', 'BOOK', 'BOOK_LINK', 'BOOK_EMAIL', 'MANAGE'])
    vi.stubEnv(`RATE_LIMIT_${name}`, 'off');
  web = await startWeb();
  await inDemo(
    web,
    `update links set price_minor = 2500, currency = 'USD', tax_basis_points = 1000, refund_policy = $1
     where slug = 'intro-call'`,
    [
      JSON.stringify([
        { minHoursBefore: 48, refundBasisPoints: 10_000, feeMinor: 0 },
        { minHoursBefore: 24, refundBasisPoints: 5_000, feeMinor: 0 },
      ]),
    ],
  );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await web?.stop();
});

const heading = (page: Page) => page.locator('h1');

const nextMonth = (): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
};

/** Books a time on a day of its own, as far as the page of the vendor. */
const bookAt = async (page: Page, freeDay: number, email: string, language: 'en' | 'vi'): Promise<void> => {
  await page.goto(`/linh/intro-call?month=${nextMonth()}&lang=${language}`);
  await page.locator('[role="button"].zone-open, p.zone-name').first().waitFor();
  await page.locator('.day-free').nth(freeDay).click();
  await page.waitForURL(/date=/);
  await page.locator('.time').first().click();
  await page.locator('.hold >> text=/Held for you|Đang giữ chỗ/').waitFor();
  await page.fill('#f-name', 'An Phạm');
  await page.fill('#f-email', email);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/c\/pay\//);
};

const mailsTo = async (email: string): Promise<string[]> => {
  const answer = await fetch(
    `${standInUrl(web.stack, 'email')}/_admin/messages?bodies=false&to=${encodeURIComponent(email)}`,
  );
  const { messages } = (await answer.json()) as { messages: { subject: string }[] };
  return messages.map(({ subject }) => subject);
};

const ways: readonly [string, 'en' | 'vi', number, BrowserContextOptions][] = [
  ['English on a phone', 'en', 5, { locale: 'en-US', viewport: { width: 390, height: 844 } }],
  ['Vietnamese on a desktop', 'vi', 6, { locale: 'vi-VN', colorScheme: 'dark' }],
];
const said = {
  en: {
    pay: 'Pay',
    booked: 'You are booked',
    paid: 'Paid: $25.00',
    receipt: /^Receipt: \$25\.00/,
    refund: /^Refund: \$25\.00/,
    cancel: 'Cancel booking',
    all: 'you get all of it back: $25.00',
    refunded: '$25.00 refunded',
  },
  vi: {
    pay: 'Thanh toán',
    booked: 'Đặt lịch thành công',
    paid: 'Đã thanh toán: 25,00 US$',
    receipt: /^Biên nhận: 25,00 US\$/,
    refund: /^Hoàn tiền: 25,00 US\$/,
    cancel: 'Hủy lịch hẹn',
    all: 'hoàn lại toàn bộ: 25,00 US$',
    refunded: 'Đã hoàn lại 25,00 US$',
  },
} as const;

describe('a guest of a link with a price', () => {
  it.each(ways)(
    'books, pays, sees what comes back, cancels and gets it back, in %s',
    async (_name, language, freeDay, options) => {
      const words = said[language];
      const email = `paid-${language}@example.com`;
      const page = await web.open(options);
      await bookAt(page, freeDay, email, language);
      await page.getByRole('button', { name: words.pay, exact: true }).click();
      await page.waitForURL(/\/b\/.*just=paid/);
      await expect.poll(() => heading(page).innerText()).toBe(words.booked);
      await page.getByText(words.paid).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await expect
        .poll(async () => (await mailsTo(email)).filter((subject) => words.receipt.test(subject)).length)
        .toBe(1);
      await page.getByRole('link', { name: words.cancel }).click();
      await page.getByText(words.all).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: words.cancel }).click();
      await page.waitForURL(/just=cancelled/);
      await expect
        .poll(async () => {
          await page.reload();
          return page.getByText(words.refunded).count();
        })
        .toBe(1);
      expect(await axeFindings(page)).toEqual([]);
      await expect
        .poll(async () => (await mailsTo(email)).filter((subject) => words.refund.test(subject)).length)
        .toBe(1);
    },
  );

  it('who goes back without paying still has the time, and pays from the booking’s page, without a script as well', async () => {
    const page = await web.open({ locale: 'en-US' });
    await bookAt(page, 2, 'back@example.com', 'en');
    await page.getByRole('button', { name: 'Back without paying' }).click();
    await page.waitForURL(/just=unpaid/);
    expect(await heading(page).innerText()).toBe('Pay to confirm your booking');
    expect(await page.locator('.lead').innerText()).toContain('You have not paid yet.');
    expect(await axeFindings(page)).toEqual([]);
    const plain = await web.open({ javaScriptEnabled: false });
    await plain.goto(page.url());
    await plain.getByRole('button', { name: 'Pay $25.00' }).click();
    await plain.waitForURL(/\/c\/pay\//);
    await plain.getByRole('button', { name: 'Pay', exact: true }).click();
    await plain.waitForURL(/just=paid/);
    await expect.poll(() => heading(plain).innerText()).toBe('You are booked');
  });

  it('whose card is declined can pay with another', async () => {
    const page = await web.open({ locale: 'en-US' });
    await bookAt(page, 3, 'declined@example.com', 'en');
    await page.getByRole('button', { name: 'Card is declined' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await page.waitForURL(/just=paid/);
    await expect.poll(() => heading(page).innerText()).toBe('You are booked');
  });

  it('whose bank asks for a confirmation is booked once they give it, and not before', async () => {
    const page = await web.open({ locale: 'en-US' });
    await bookAt(page, 7, 'secure@example.com', 'en');
    const payAndAnswer = async (answer: string): Promise<void> => {
      await page.getByRole('button', { name: 'Pay with confirmation by the bank' }).click();
      await page.getByRole('button', { name: answer, exact: true }).click();
    };
    await payAndAnswer('Do not confirm');
    await page.getByRole('alert').waitFor();
    await payAndAnswer('Confirm');
    await page.waitForURL(/just=paid/);
    await expect.poll(() => heading(page).innerText()).toBe('You are booked');
  });

  it('who closes the page right after paying is booked all the same', async () => {
    const page = await web.open({ locale: 'en-US' });
    await bookAt(page, 4, 'closed@example.com', 'en');
    await page.getByRole('button', { name: 'Pay and close the page' }).click();
    await page.getByText('This page can be closed now.').waitFor();
    await expect
      .poll(async () =>
        (await mailsTo('closed@example.com')).some((subject) => subject.startsWith('Confirmed')),
      )
      .toBe(true);
  });
});
