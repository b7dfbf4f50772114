import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, inDemo, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
let host: Page;

beforeAll(async () => {
  web = await startWeb();
  host = await web.open();
  await signIn(web, host);
  // The demo comes with one.
  await loseAccount();
});
afterAll(() => web?.stop());

const loseAccount = (): Promise<unknown> =>
  inDemo(
    web,
    `update integrations set status = 'disconnected', disconnected_at = now() where capability = 'payment'`,
  );
const connectAccount = (): Promise<unknown> =>
  inDemo(
    web,
    `update integrations set status = 'connected', disconnected_at = null where capability = 'payment'`,
  );

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('the price of a link', () => {
  it('cannot be set without an account that takes payments, and leads to where one is connected', async () => {
    await host.goto('/app/links/new');
    await host.getByText('No account that takes payments is connected.').waitFor();
    expect(await host.getByLabel('Guests pay for a booking').isDisabled()).toBe(true);
    expect(await host.getByRole('link', { name: 'Go to Integrations' }).getAttribute('href')).toBe(
      '/app/integrations',
    );
    expect(await axeFindings(host)).toEqual([]);
  });

  it('is set by keyboard alone, with what guests get back, and read at once as guests read it', async () => {
    await connectAccount();
    await host.goto('/app/links/new');
    await host.getByLabel('Title').fill('Piano lesson');
    expect(await host.getByText('No account that takes payments').count()).toBe(0);
    await host.getByLabel('Guests pay for a booking').focus();
    await host.keyboard.press('Space');
    await host.keyboard.press('Tab');
    await host.keyboard.type('12,50');
    await host.getByText('Full refund until 24 hours before the start.').waitFor();
    await host.getByText('$12.50').waitFor();
    await host.keyboard.press('Tab');
    await host.keyboard.type('VND');
    await host.getByText('Enter at least ₫13,500').waitFor();
    await host.keyboard.press('Shift+Tab');
    await host.keyboard.press('ControlOrMeta+a');
    await host.keyboard.type('500.000');
    await host.getByText('₫500,000').waitFor();
    await host.getByLabel('Tax included (%)').focus();
    await host.keyboard.press('ControlOrMeta+a');
    await host.keyboard.type('10');
    await host.getByRole('button', { name: 'Add a refund rule' }).press('Enter');
    const hours = host.getByLabel('Hours before the start');
    await expect.poll(() => hours.nth(1).evaluate((box) => box === document.activeElement)).toBe(true);
    await host.keyboard.press('ControlOrMeta+a');
    await host.keyboard.type('48');
    await host.getByRole('button', { name: 'Save' }).press('Enter');
    // The longest notice counts first, in whatever order the rules were typed.
    await host.getByText('Guests would get more back for cancelling later').waitFor();
    await hours.nth(1).fill('2');
    await host.getByLabel('Fee kept (VND)').nth(1).fill('50.000');
    await expect.poll(() => host.getByText('Guests would get more back').count()).toBe(0);
    await host
      .getByText(
        'Full refund until 24 hours before the start. Half, less a fee of ₫50,000, until 2 hours before.',
      )
      .waitFor();
    await host
      .getByText('Hoàn lại một nửa, trừ phí 50.000 ₫, nếu hủy trước giờ bắt đầu ít nhất 2 giờ.')
      .waitFor();
    expect(await axeFindings(host)).toEqual([]);
    await host.getByRole('button', { name: 'Save' }).press('Enter');
    await host.getByRole('heading', { name: 'Piano lesson', level: 1 }).waitFor();
    expect(await host.getByLabel('Price', { exact: true }).inputValue()).toBe('500000');
    expect(await host.getByLabel('Tax included (%)').inputValue()).toBe('10.00');
  });

  it('is changed on a small screen in the dark, in Vietnamese', async () => {
    const phone = await web.open({
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
      storageState: await host.context().storageState(),
    });
    await phone.goto('/app/links');
    await phone.evaluate(() => localStorage.setItem('everslot.locale', 'vi'));
    await phone.reload();
    await phone.getByRole('link', { name: 'Piano lesson', exact: true }).click();
    const price = phone.getByLabel('Giá', { exact: true });
    await price.fill('600.000,5');
    await price.blur();
    await phone.getByText('Nhập số tiền không có phần thập phân').waitFor();
    await price.fill('600.000');
    await phone.getByText('600.000 ₫').waitFor();
    await phone.getByRole('button', { name: 'Xóa mức hoàn tiền 2' }).click();
    await phone
      .getByText('Hoàn lại toàn bộ số tiền nếu hủy trước giờ bắt đầu ít nhất 24 giờ. Sau đó không hoàn tiền.')
      .waitFor();
    expect(await overflow(phone)).toBe(0);
    expect(await axeFindings(phone)).toEqual([]);
    await phone.getByRole('button', { name: 'Lưu', exact: true }).click();
    await phone.getByText('Đã lưu. Khách thấy thay đổi ngay.').first().waitFor();
    await phone.goto('/app/links');
    await phone.getByText('600.000 ₫').waitFor();
    expect(await overflow(phone)).toBe(0);
    expect(await axeFindings(phone)).toEqual([]);
  });

  it.each([
    [
      'en',
      1280,
      'light',
      '₫600,000 (includes 10% tax)',
      'Full refund until 24 hours before the start. Nothing after that.',
    ],
    [
      'vi',
      360,
      'dark',
      '600.000 ₫ (đã bao gồm thuế 10%)',
      'Hoàn lại toàn bộ số tiền nếu hủy trước giờ bắt đầu ít nhất 24 giờ. Sau đó không hoàn tiền.',
    ],
  ] as const)(
    'is told to guests before they book, in %s at %i pixels',
    async (lang, width, colorScheme, price, refunds) => {
      const guest = await web.open({ viewport: { width, height: 860 }, colorScheme });
      const failed: string[] = [];
      guest.on('pageerror', (error) => failed.push(error.message));
      await guest.goto(`/linh?lang=${lang}`);
      await guest.getByText(price).waitFor();
      expect(await axeFindings(guest)).toEqual([]);
      await guest.getByRole('link', { name: 'Piano lesson' }).click();
      await guest.getByText(price).waitFor();
      await guest.getByText(refunds).waitFor();
      expect(await overflow(guest)).toBe(0);
      expect(await axeFindings(guest)).toEqual([]);
      await guest.locator('.time').first().click();
      await guest.locator('#details').waitFor();
      await guest.getByText(price).waitFor();
      await guest.getByText(refunds).waitFor();
      expect(await overflow(guest)).toBe(0);
      expect(await axeFindings(guest)).toEqual([]);
      expect(failed).toEqual([]);
    },
  );

  it('stays when the account goes: its host is told, and can change everything else', async () => {
    await loseAccount();
    await host.goto('/app/links');
    await host.getByText('Cannot be paid').waitFor();
    await host.getByRole('link', { name: 'Piano lesson', exact: true }).click();
    await host.getByText('No account that takes payments is connected.').waitFor();
    await host.getByLabel('Title').fill('Piano lesson for two');
    await host.getByRole('button', { name: 'Save' }).click();
    await host.getByRole('heading', { name: 'Piano lesson for two', level: 1 }).waitFor();
    await host.getByLabel('Price', { exact: true }).fill('700000');
    await host.getByRole('button', { name: 'Save' }).click();
    const box = host.getByLabel('Guests pay for a booking');
    await expect.poll(() => box.getAttribute('aria-invalid')).toBe('true');
    await box.uncheck();
    await host.getByRole('button', { name: 'Save' }).click();
    await host.getByText('Saved. Guests see the changes right away.').first().waitFor();
    expect(await box.isDisabled()).toBe(true);
  });
});
