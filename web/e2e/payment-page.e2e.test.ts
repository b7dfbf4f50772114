import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings, startWeb, type Web } from './harness.ts';

type Shown = { id: string; url: string };

let web: Web;
let vendorUrl: string;
beforeAll(async () => {
  web = await startWeb();
  vendorUrl = web.stack.standIns.find(({ capability }) => capability === 'payment')?.url ?? '';
});
afterAll(() => web.stop());

const ask = async (path: string, form?: Record<string, string>): Promise<unknown> => {
  const state = (await (await fetch(`${vendorUrl}/_admin/state`)).json()) as { keys: { key: string }[] };
  const response = await fetch(`${vendorUrl}${path}`, {
    headers: { authorization: `Bearer ${state.keys[0]?.key ?? ''}` },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  return response.json();
};

const openPage = async (locale: string): Promise<Shown> =>
  (await ask('/v1/checkout/sessions', {
    mode: 'payment',
    locale,
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'vnd',
    'line_items[0][price_data][unit_amount]': '500000',
    'line_items[0][price_data][product_data][name]': 'Khám tổng quát',
    customer_email: 'an@example.com',
    success_url: `${web.stack.publicUrl}/paid`,
    cancel_url: `${web.stack.publicUrl}/back`,
  })) as Shown;

const paymentStatus = async ({ id }: Shown): Promise<string> =>
  ((await ask(`/v1/checkout/sessions/${id}`)) as { payment_status: string }).payment_status;

/** By the keyboard alone. */
const press = async (page: Page, name: string): Promise<void> => {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  for (let tries = 0; tries < 12; tries += 1) {
    await page.keyboard.press('Tab');
    if (await button.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
};

it.each([
  ['light', 360],
  ['dark', 1280],
] as const)('a guest pays by the keyboard alone, %s at %d pixels', async (colorScheme, width) => {
  const page = await web.open({ colorScheme, viewport: { width, height: 800 } });
  const session = await openPage('vi');
  await page.goto(session.url);
  expect(await page.locator('main').innerText()).toContain('500.000');
  expect(await axeFindings(page)).toEqual([]);
  await press(page, 'Thẻ bị từ chối');
  await page.getByRole('alert').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await paymentStatus(session)).toBe('unpaid');
  await press(page, 'Thanh toán có ngân hàng xác nhận');
  await press(page, 'Không xác nhận');
  await page.getByRole('alert').waitFor();
  await press(page, 'Thanh toán có ngân hàng xác nhận');
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await press(page, 'Xác nhận');
  await page.waitForURL(`${web.stack.publicUrl}/paid`);
  expect(await paymentStatus(session)).toBe('paid');
  const isWide = () => document.documentElement.scrollWidth > innerWidth;
  await page.goto(vendorUrl);
  expect([await axeFindings(page), await page.evaluate(isWide)]).toEqual([[], false]);
});

it('whoever goes back has not paid, and whoever closes the page has', async () => {
  const page = await web.open();
  const left = await openPage('en');
  await page.goto(left.url);
  await press(page, 'Back without paying');
  await page.waitForURL(`${web.stack.publicUrl}/back`);
  expect(await paymentStatus(left)).toBe('unpaid');
  const closed = await openPage('en');
  await page.goto(closed.url);
  await press(page, 'Pay and close the page');
  await page.getByText('This page can be closed now.').waitFor();
  expect(await paymentStatus(closed)).toBe('paid');
  await page.goto(closed.url);
  await page.getByText('This has been paid.').waitFor();
});
