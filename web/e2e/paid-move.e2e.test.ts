import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { axeFindings, inDemo, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

const costs = (priceMinor: number) =>
  inDemo(
    web,
    `update links set price_minor = $1, currency = 'USD', refund_policy = $2 where slug = 'intro-call'`,
    [priceMinor, JSON.stringify([{ minHoursBefore: 24, refundBasisPoints: 10_000, feeMinor: 0 }])],
  );

beforeAll(async () => {
  // Every guest here has the same address.
  for (const name of ['READ', 'SLOTS', 'HOLD', 'BOOK', 'BOOK_LINK', 'BOOK_EMAIL', 'MANAGE'])
    vi.stubEnv(`RATE_LIMIT_${name}`, 'off');
  web = await startWeb();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await web?.stop();
});

const heading = (page: Page) => page.locator('h1');
const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const looksRight = async (page: Page, name: string): Promise<void> => {
  expect([await fits(page), await axeFindings(page)], name).toEqual([0, []]);
};

const nextMonth = (): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
};

const chooseDay = async (page: Page, freeDay: number): Promise<void> => {
  await page.locator('[role="button"].zone-open, p.zone-name').first().waitFor();
  await page.locator('.day-free').nth(freeDay).click();
  await page.waitForURL(/date=/);
};

/** Books a time and pays for it; answers the address of the booking's page. */
const bookAndPay = async (page: Page, freeDay: number, language: 'en' | 'vi'): Promise<string> => {
  await page.goto(`/linh/intro-call?month=${nextMonth()}&lang=${language}`);
  await chooseDay(page, freeDay);
  await page.locator('.time').first().click();
  await page.locator('.hold >> text=/Held for you|Đang giữ chỗ/').waitFor();
  await page.fill('#f-name', 'An Phạm');
  await page.fill('#f-email', `move-${language}@example.com`);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/c\/pay\//);
  await page.getByRole('button', { name: /^(Pay|Thanh toán)$/ }).click();
  await page.waitForURL(/\/b\/.*just=paid/);
  await expect.poll(() => heading(page).innerText()).toMatch(/You are booked|Đặt lịch thành công/);
  return new URL(page.url()).pathname;
};

const phone: BrowserContextOptions = { locale: 'en-US', viewport: { width: 360, height: 800 } };
const desktop: BrowserContextOptions = {
  locale: 'vi-VN',
  colorScheme: 'dark',
  viewport: { width: 1280, height: 900 },
};

describe('a guest who reschedules a paid booking', () => {
  it('pays what the new time costs more and has back what it costs less, in English on a phone', async () => {
    await costs(2_500);
    const page = await web.open(phone);
    const manage = await bookAndPay(page, 5, 'en');
    await costs(3_500);
    await page.goto(`${manage}/reschedule?lang=en&month=${nextMonth()}`);
    await page.getByText('A new time costs $10.00 more.').waitFor();
    await chooseDay(page, 8);
    await page.locator('.time').first().click();
    await page.getByText('your booking stays where it is until then.').waitFor();
    await looksRight(page, 'move-ask-en');
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await page.waitForURL(/\/c\/pay\//);
    await page.getByRole('button', { name: 'Back without paying' }).click();
    await page.waitForURL(/just=unpaid/);
    expect(await heading(page).innerText()).toBe('Pay to reschedule your booking');
    await page.getByText('You keep your current time until then.').waitFor();
    await looksRight(page, 'move-unpaid-en');

    const answer = await page.request.get(`/api/v1/public/bookings/${manage.slice('/b/'.length)}`);
    const { booking } = (await answer.json()) as { booking: { bookingId: string } };
    const host = await web.open({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    await signIn(web, host, `/app/bookings/${booking.bookingId}`);
    await host.getByText('Until then the booking keeps its current time.').waitFor();
    await looksRight(host, 'move-host-en');

    await page.getByRole('button', { name: 'Pay $10.00' }).press('Enter');
    await page.waitForURL(/\/c\/pay\//);
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await page.waitForURL(/just=paid/);
    await expect.poll(() => heading(page).innerText()).toBe('Your booking has been rescheduled');
    await page.getByText('Paid: $35.00').waitFor();

    await costs(1_000);
    await page.goto(`${manage}/reschedule?lang=en&month=${nextMonth()}`);
    await page.getByText('A new time costs $25.00 less.').waitFor();
    await chooseDay(page, 9);
    await page.locator('.time').first().click();
    await page.getByText('The difference is refunded').waitFor();
    await costs(2_000);
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('The price has changed').waitFor();
    await page.getByText('A new time costs $15.00 less.').waitFor();
    await looksRight(page, 'move-changed-en');
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.waitForURL(/just=moved/);
    await expect
      .poll(async () => {
        await page.reload();
        return page.getByText('$15.00 refunded').count();
      })
      .toBe(1);
    await looksRight(page, 'move-back-en');
  });

  it('reads the same in Vietnamese, asks without a script, and can keep the present time', async () => {
    await costs(2_500);
    const page = await web.open(desktop);
    const manage = await bookAndPay(page, 11, 'vi');
    await costs(3_500);
    const plain = await web.open({ ...desktop, javaScriptEnabled: false });
    await plain.goto(`${manage}/reschedule?lang=vi&month=${nextMonth()}`);
    await plain.getByText('Giờ mới đắt hơn 10,00').waitFor();
    await plain.locator('.day-free').nth(13).click();
    await plain.locator('.time').first().click();
    await plain.getByText('lịch hẹn vẫn giữ giờ cũ').waitFor();
    expect(await fits(plain)).toBe(0);
    await plain.locator('#details button[type=submit]').click();
    await plain.waitForURL(/just=moved/);
    expect(await heading(plain).innerText()).toBe('Thanh toán để đổi giờ lịch hẹn');
    expect(await fits(plain)).toBe(0);
    await page.goto(plain.url());
    await looksRight(page, 'move-unpaid-vi');
    await plain.getByRole('button', { name: 'Giữ giờ hiện tại' }).click();
    await plain.waitForURL(/\/b\/[^/]+\?/);
    expect(await heading(plain).innerText()).toBe('Lịch hẹn của bạn');
    expect(await plain.getByRole('button', { name: /^Thanh toán/ }).count()).toBe(0);
  });
});
