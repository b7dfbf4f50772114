import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, inDemo, signIn, speak, startWeb, type Web } from './harness.ts';
import { openTill, type Till } from './till.ts';

let web: Web;
let till: Till;
const patience = { timeout: 60_000 };

beforeAll(async () => {
  web = await startWeb();
  till = openTill(web);
  await inDemo(
    web,
    `update links set price_minor = 2500, currency = 'USD', requires_approval = true, approval_deadline_hours = 48
     where slug = 'intro-call'`,
  );
});
afterAll(() => web?.stop());

const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const check = async (page: Page, name: string): Promise<void> => {
  expect([await fits(page), await axeFindings(page)], name).toEqual([0, []]);
};

/** Follows a page that says how a booking stands until it says so, and waits for nothing more. */
const shows = async (page: Page, text: string | RegExp): Promise<void> => {
  await expect
    .poll(async () => {
      await page.reload();
      return [(await page.getByText(text).count()) > 0, await page.locator('#waiting').count()];
    }, patience)
    .toEqual([true, 0]);
};

const words = {
  en: {
    hint: 'Your card is only charged once the host approves. Until then the amount is reserved.',
    pay: /^Pay .25/,
    reserved: '$25.00 is reserved on your card.',
    hostReserved: '$25.00 reserved until you decide',
    approve: 'Approve',
    received: '$25.00 received',
    confirmed: 'Confirmed',
    paid: 'Paid:',
    decline: 'Decline…',
    declineNow: 'Decline',
    released: '$25.00 was reserved and released; nothing was charged',
    notCharged: '$25.00 was reserved and is released. You have not been charged.',
    state: 'Status',
    stateReserved: 'Reserved',
    money: 'Open the payment',
    until: 'Can be taken until',
    cancel: 'Cancel booking',
    preview: 'If you cancel now, you pay nothing: the reserved $25.00 is released.',
  },
  vi: {
    hint: 'Thẻ của bạn chỉ bị trừ tiền khi người tổ chức duyệt.',
    pay: /^Thanh toán 25/,
    reserved: 'đang được giữ trên thẻ của bạn.',
    hostReserved: 'cho đến khi bạn quyết định',
    approve: 'Duyệt',
    received: /^Đã nhận 25,00/,
    confirmed: 'Đã xác nhận',
    paid: 'Đã thanh toán:',
    decline: 'Từ chối…',
    declineNow: 'Từ chối',
    released: 'khách không bị trừ tiền',
    notCharged: 'đang giữ được bỏ giữ. Bạn không bị trừ tiền.',
    state: 'Trạng thái',
    stateReserved: 'Đã giữ tiền',
    money: 'Mở thanh toán',
    until: 'Có thể thu đến',
    cancel: 'Hủy lịch hẹn',
    preview: 'Nếu hủy bây giờ, bạn không phải trả gì',
  },
} as const;

describe.each([
  ['en', 360, 'light', 2],
  ['vi', 1280, 'dark', 6],
] as const)('a request that is paid for, in %s at %i pixels', (language, width, colorScheme, slot) => {
  const t = words[language];
  const open = () => web.open({ viewport: { width, height: 800 }, colorScheme });

  /** The guest pays on the vendor's page by the keyboard, and comes back to a request that waits. */
  const reserve = async (page: Page, address: string): Promise<void> => {
    await page.goto(`${address}?lang=${language}`);
    await page.getByText(t.hint).waitFor();
    await check(page, `to pay ${language}`);
    await page.getByRole('button', { name: t.pay }).press('Enter');
    // The vendor's page is in the language that was booked in.
    await page.getByRole('button', { name: 'Pay', exact: true }).press('Enter');
    await page.waitForURL((url) => url.href.startsWith(address));
    await page.goto(`${address}?lang=${language}`);
    await shows(page, t.reserved);
    await check(page, `reserved ${language}`);
  };

  it('is charged once the host approves it, and confirmed then', async () => {
    const booked = await till.book(slot, 'Grace Hopper');
    const guest = await open();
    await reserve(guest, booked.url);
    const host = await open();
    await signIn(web, host);
    await speak(host, language);
    await host.goto('/app/payments?state=reserved');
    await host.getByRole('link', { name: 'Grace Hopper' }).waitFor();
    expect(await host.getByLabel(t.state).inputValue()).toBe('reserved');
    await check(host, `the list ${language}`);
    await host.getByRole('link', { name: 'Grace Hopper' }).press('Enter');
    await host.getByText(t.until).waitFor();
    await check(host, `the payment ${language}`);
    await host.goto(`/app/bookings/${booked.id}`);
    const booking = host.getByRole('article');
    await booking.getByText(t.hostReserved).waitFor();
    await check(host, `the request ${language}`);
    await booking.getByRole('button', { name: t.approve, exact: true }).press('Enter');
    await booking.getByText(t.received).waitFor(patience);
    await check(host, `the booking ${language}`);
    await shows(guest, t.paid);
    await check(guest, `confirmed ${language}`);
  });

  it('costs nothing when the host declines it', async () => {
    const booked = await till.book(slot + 1, 'Ada Lovelace');
    const guest = await open();
    await reserve(guest, booked.url);
    await guest.getByRole('link', { name: t.cancel }).first().press('Enter');
    await guest.getByText(t.preview).waitFor();
    await check(guest, `to cancel ${language}`);
    const host = await open();
    await signIn(web, host);
    await speak(host, language);
    await host.goto(`/app/bookings/${booked.id}`);
    const booking = host.getByRole('article');
    await booking.getByRole('button', { name: t.decline }).press('Enter');
    await host
      .getByRole('alertdialog')
      .getByRole('button', { name: new RegExp(`^${t.declineNow}`) })
      .press('Enter');
    await booking.getByText(t.released).waitFor(patience);
    await check(host, `declined ${language}`);
    await guest.goto(`${booked.url}?lang=${language}`);
    await shows(guest, t.notCharged);
    await check(guest, `not charged ${language}`);
  });
});
