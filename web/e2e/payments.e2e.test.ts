import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, inDemo, signIn, speak, startWeb, type Web } from './harness.ts';
import { openTill, type Till } from './till.ts';

let web: Web;
let till: Till;

beforeAll(async () => {
  web = await startWeb();
  till = openTill(web);
  await inDemo(
    web,
    `update links set price_minor = 2500, currency = 'USD', tax_basis_points = 1000, refund_policy = $1
     where slug = 'intro-call'`,
    [JSON.stringify([{ minHoursBefore: 1_000, refundBasisPoints: 10_000, feeMinor: 0 }])],
  );
  await till.bookAndPay(2, 'Grace Hopper');
  await till.bookAndPay(6, 'Ada Lovelace');
});
afterAll(() => web?.stop());

const isReceipt = (subject: string): boolean => /^(?:Receipt|Biên nhận): /.test(subject);

const subjectsTo = async (email: string): Promise<string[]> => {
  const mails = await fetch(
    `${standInUrl(web.stack, 'email')}/_admin/messages?bodies=false&to=${encodeURIComponent(email)}`,
  );
  const { messages } = (await mails.json()) as { messages: { subject: string }[] };
  return messages.map(({ subject }) => subject);
};

const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const check = async (page: Page, name: string): Promise<void> => {
  expect([await fits(page), await axeFindings(page)], name).toEqual([0, []]);
};

describe('payments', () => {
  it('are listed as they arrive, narrowed by the address, and exported', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Payments' })
      .press('Enter');
    await page.getByRole('heading', { name: 'Payments', level: 1 }).waitFor();
    const paid = page.getByRole('listitem').filter({ hasText: 'Paid' }).filter({ hasText: '$25.00' });
    await expect.poll(() => paid.count(), { timeout: 60_000 }).toBe(2);
    await check(page, 'the list');
    const search = page.getByRole('searchbox', { name: 'Search payments' });
    await search.fill('hopper');
    await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('search=hopper');
    await page.getByLabel('With').selectOption({ label: 'Disputed' });
    await page.getByRole('heading', { name: 'No payments found' }).waitFor();
    expect(page.url()).toContain('with=disputed');
    await page.getByRole('link', { name: 'Clear filters' }).press('Enter');
    await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/^payments-\d{4}-\d\d-\d\d\.csv$/);
  });

  it('are given back by keyboard, in the currency’s digits, and the page follows what becomes of it', async () => {
    const page = await web.open();
    await signIn(web, page, '/app/payments');
    await page.getByRole('link', { name: 'Grace Hopper' }).press('Enter');
    await page.getByRole('heading', { name: '$25.00 · Grace Hopper', level: 1 }).waitFor();
    await page.getByText('Payment received').waitFor();
    await page.getByText('includes 10% tax').waitFor();
    await check(page, 'a payment');
    await page.getByRole('button', { name: 'Refund…' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Up to $25.00 can be refunded.').waitFor();
    await check(page, 'the refund');
    const amount = dialog.getByLabel('Amount (USD)');
    expect(await amount.inputValue()).toBe('25.00');
    for (const [typed, words] of [
      ['', 'Enter an amount'],
      ['12.505', 'This currency has fewer decimals'],
      ['25.01', 'At most $25.00 can be refunded'],
    ] as const) {
      await amount.fill(typed);
      await amount.press('Enter');
      await dialog.getByText(words, { exact: true }).waitFor();
    }
    await amount.fill('7,50');
    await dialog.getByLabel('Note (optional)').fill('The line was bad.');
    await amount.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const refund = page.getByRole('listitem').filter({ hasText: 'The line was bad.' });
    await refund.getByText('Decided by the host').waitFor();
    await refund.getByText('Refunded', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText('Refund made').waitFor();
    await check(page, 'a payment with a refund');
    await page.setViewportSize({ width: 360, height: 800 });
    await check(page, 'a payment on a phone');
  });

  it('of a booking are shown with it, and a host who cancels decides what goes back', async () => {
    const page = await web.open({ viewport: { width: 360, height: 800 } });
    await signIn(web, page, '/app/payments');
    await page.getByRole('link', { name: 'Ada Lovelace' }).press('Enter');
    await page.getByRole('link', { name: /^Intro call/ }).press('Enter');
    const booking = page.getByRole('article');
    await booking.getByText('$25.00 received').waitFor();
    await check(page, 'a paid booking');
    await booking.getByRole('button', { name: 'Cancel booking…' }).press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('radio', { name: 'Everything: $25.00' }).waitFor();
    expect(await dialog.getByRole('radio', { name: 'Everything: $25.00' }).isChecked()).toBe(true);
    await dialog.getByRole('radio', { name: 'By the refund policy: $0.00' }).waitFor();
    await check(page, 'the choice');
    await dialog.getByRole('radio', { name: 'Nothing', exact: true }).check();
    await dialog.getByRole('button', { name: 'Cancel and notify the guest' }).press('Enter');
    await booking.getByText('Nothing was refunded').waitFor();
    await booking.getByRole('link', { name: 'Open the payment' }).press('Enter');
    await page.getByText('Nothing was refunded.', { exact: true }).waitFor();
  });

  it('made to a host directly are marked as paid, and as refunded once the booking is cancelled', async () => {
    const { id } = await till.book(10, 'Alan Turing');
    const page = await web.open({ viewport: { width: 360, height: 800 } });
    await signIn(web, page, `/app/bookings/${id}`);
    const booking = page.getByRole('article');
    await booking.getByRole('button', { name: 'Mark as paid…' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('has paid $25.00 to you directly').waitFor();
    expect(await dialog.getByLabel('Paid with').inputValue()).toBe('Cash');
    await check(page, 'the dialog');
    await dialog.getByRole('button', { name: 'Mark as paid', exact: true }).press('Enter');
    await booking.getByText('Confirmed').first().waitFor({ timeout: 60_000 });
    await booking.getByText('$25.00 received').waitFor();
    await booking.getByRole('button', { name: 'Cancel booking…' }).press('Enter');
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Cancel and notify the guest' })
      .press('Enter');
    await booking.getByText('Give $25.00 back to the guest directly').waitFor();
    await check(page, 'what is to be given back');
    await booking.getByRole('link', { name: 'Open the payment' }).press('Enter');
    await page.getByText('Paid directly').waitFor();
    await check(page, 'the payment');
    await page.getByRole('button', { name: 'Mark as refunded' }).press('Enter');
    await page.getByText('Refund made').waitFor();
    await page.getByRole('button', { name: 'Mark as refunded' }).waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await subjectsTo('alan.turing@example.com')).filter(isReceipt), { timeout: 60_000 })
      .toHaveLength(1);
  });

  it.each([360, 1280])('read as well in Vietnamese and in the dark (%i px)', async (width) => {
    const page = await web.open({ viewport: { width, height: 800 }, colorScheme: 'dark' });
    await signIn(web, page);
    await speak(page, 'vi');
    await page.goto('/app/payments');
    await page.getByRole('heading', { name: 'Thanh toán', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
    await check(page, 'the list');
    await page.getByRole('link', { name: 'Grace Hopper' }).press('Enter');
    await page.getByText('Đã nhận thanh toán').first().waitFor();
    await check(page, 'a payment');
    await page.getByRole('button', { name: 'Hoàn tiền…' }).press('Enter');
    await page.getByRole('dialog').getByText('Có thể hoàn lại tối đa').waitFor();
    expect(await page.getByLabel('Số tiền (USD)').inputValue()).toBe('17,50');
    await check(page, 'the refund');
  });
});
