import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { axeFindings, inDemo, signIn, speak, startWeb, type Web } from './harness.ts';
import { openTill, type Till } from './till.ts';

let web: Web;
let till: Till;
let page: Page;
const patience = { timeout: 60_000 };

beforeAll(async () => {
  web = await startWeb();
  till = openTill(web);
  await inDemo(web, "update links set price_minor = 2500, currency = 'USD' where slug = 'intro-call'");
  await till.bookAndPay(2, 'Grace Hopper');
  const { id } = await till.bookAndPay(6, 'Ada Lovelace');
  const chargeOf = async (): Promise<string> => {
    const [row] = await inDemo(web, 'select charge_id from payments where booking_id = $1', [id]);
    return typeof row?.['charge_id'] === 'string' ? row['charge_id'] : '';
  };
  const charge = await vi.waitUntil(chargeOf, patience);
  // The vendor's books say another amount than they did, and somebody takes money without us.
  await till.vendor('POST', `/payments/${charge}/rewrite`, { amount: 3_400 });
  await till.vendor('POST', '/payments', { key: await till.key(), amount: 4_200, currency: 'usd' });
  page = await web.open();
  await signIn(web, page);
});
afterAll(() => web?.stop());

const fits = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
/** At a phone's width and at that of a desk, in light and dark. */
const check = async (name: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1_280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect([await fits(), await axeFindings(page)], `${name} ${colorScheme} ${width}`).toEqual([0, []]);
    }
  await page.emulateMedia({ colorScheme: 'light' });
};

describe('reconciliation', () => {
  it('begins by the keyboard, and lists what differs from what the vendor says', async () => {
    await page.goto('/app/payments');
    await page.getByRole('link', { name: 'Reconciliation' }).press('Enter');
    await page.getByRole('heading', { name: 'Reconciliation', level: 1 }).waitFor();
    await page.getByText('No reconciliations yet').waitFor();
    await check('nothing yet');
    await page.getByRole('button', { name: 'Reconcile now' }).press('Enter');
    await page.getByText('2 differences').first().waitFor(patience);
    const unknown = page.getByRole('listitem').filter({ hasText: 'Money without a booking' });
    await unknown.getByText('At the provider: $42.00').waitFor();
    const other = page.getByRole('listitem').filter({ hasText: 'Different amount' });
    await other.getByText('Here: $25.00').waitFor();
    await other.getByText('At the provider: $34.00').waitFor();
    await check('differences');
  });

  it('says of each day and currency how far the sums are apart, which a phone can read as well', async () => {
    await page.setViewportSize({ width: 360, height: 900 });
    await page.getByRole('link', { name: /\d{4}/ }).first().press('Enter');
    await page.getByRole('heading', { name: /^Reconciliation of/, level: 1 }).waitFor();
    const table = page.getByRole('region', { name: 'By day and currency' });
    await table.getByText('$51.00').waitFor();
    await check('one run');
    await table.focus();
    await page.setViewportSize({ width: 360, height: 900 });
    for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('ArrowRight');
    await expect.poll(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    await page.getByRole('link', { name: /^Payment of booking/ }).press('Enter');
    await page.getByRole('heading', { name: '$25.00 · Ada Lovelace', level: 1 }).waitFor();
  });

  it('needs attention until somebody dismisses it, and is not listed again by the next one', async () => {
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.goto('/app/attention');
    await page.getByText('The provider has money that belongs to no booking').waitFor(patience);
    await page.goto('/app/payments/reconciliation');
    await page.getByRole('button', { name: 'Dismiss: Money without a booking' }).press('Enter');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Money without a booking' })
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Reconcile now' }).press('Enter');
    await expect.poll(() => page.getByText(/^\d difference/).count(), patience).toBe(2);
    await page.getByText('1 difference', { exact: true }).first().waitFor(patience);
    expect(await page.getByText('Money without a booking').count()).toBe(0);
  });

  it('reads as well in Vietnamese', async () => {
    await speak(page, 'vi');
    await page.goto('/app/payments/reconciliation');
    await page.getByRole('heading', { name: 'Đối chiếu', level: 1 }).waitFor();
    await page.getByText('25,00').first().waitFor();
    await check('in Vietnamese');
  });
});
